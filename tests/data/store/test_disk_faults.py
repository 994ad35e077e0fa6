"""Saves, backups and restores struck at their writes; the whole of it is `python -m benchmarks.disk_faults`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import needed

FEW = 5  # points of each case, spread over all kinds of fault


@pytest.mark.skipif(sys.platform != "linux", reason="the library that strikes is made for Linux")
def test_what_is_struck_at_a_write_a_sync_or_a_move_leaves_what_was_or_what_came_entire():
    needed("cc")
    command = [sys.executable, "-m", "benchmarks.disk_faults", str(FEW)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[3], capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("wrong: 0") == done.stdout.count("points,") > 0
