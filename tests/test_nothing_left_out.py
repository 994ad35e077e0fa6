"""A run in which no test may skip fails for whatever was left out; elsewhere it passes and says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import ALL_REQUIRED

ROOT = Path(__file__).parents[1]
WATCHED = "from tests.nothing_left_out import watch as pytest_configure\n"
SOUND = "def test_sound(): pass\n"
SKIPPED = "import pytest\n@pytest.mark.skip\ndef test_skipped(): pass\n"
NOT_COLLECTED = "import pytest\npytest.skip('no samples', allow_module_level=True)\n"


def run(folder: Path, files: dict[str, str], *options: str, all_required: bool) -> subprocess.CompletedProcess[str]:
    """A run over these files of tests."""
    for name, content in {"conftest.py": WATCHED, "pytest.ini": "[pytest]\n", **files}.items():
        (folder / name).write_text(content, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", ALL_REQUIRED))}
    environment = kept | {"PYTHONPATH": str(ROOT)} | ({ALL_REQUIRED: "1"} if all_required else {})
    command = [sys.executable, "-m", "pytest", *options]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("workers", ["0", "1"])
def test_what_is_left_out_fails_the_run_where_no_test_may_skip(tmp_path: Path, workers: str):
    files = {"test_a.py": SOUND, "test_b.py": SKIPPED, "test_c.py": NOT_COLLECTED, "test_d.py": ""}
    done = run(tmp_path, files, "-n", workers, all_required=True)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    words = ["test_b.py::test_skipped was skipped", "test_c.py was not collected", "test_d.py gave no test"]
    for line in words:
        assert line in done.stdout.splitlines(), done.stdout
    assert "test_a.py gave no test" not in done.stdout


def test_a_whole_run_passes_where_no_test_may_skip(tmp_path: Path):
    assert run(tmp_path, {"test_a.py": SOUND}, all_required=True).returncode == pytest.ExitCode.OK


def test_elsewhere_a_skipped_test_leaves_the_run_passed(tmp_path: Path):
    files = {"test_a.py": SOUND, "test_b.py": SKIPPED}
    assert run(tmp_path, files, all_required=False).returncode == pytest.ExitCode.OK
