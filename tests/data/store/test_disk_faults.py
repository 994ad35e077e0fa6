"""A save struck at its writes and syncs; the whole of it is `python -m benchmarks.disk_faults`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import needed

FEW = 24  # points of each size, spread over all kinds of fault


@pytest.mark.skipif(sys.platform != "linux", reason="the library that strikes is made for Linux")
def test_a_save_struck_at_a_write_or_a_sync_leaves_the_old_version_or_the_new_one_entire():
    needed("cc")
    command = [sys.executable, "-m", "benchmarks.disk_faults", str(FEW)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[3], capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("wrong: 0") == done.stdout.count("pupils:") > 0
