"""Programs that some tests need and a person's machine may lack."""

from __future__ import annotations

import os
import shutil

import pytest

ALL_REQUIRED = "TESTS_MAY_NOT_SKIP"  # set in CI


def needed(program: str, path: str | None = None) -> str:
    """The program's path; where there is none the test skips, saying so, or fails where none may skip."""
    found = path or shutil.which(program)
    if found:
        return found
    if os.environ.get(ALL_REQUIRED):
        pytest.fail(f"{program} is not installed, and no test may skip")
    pytest.skip(f"{program} is not installed")
