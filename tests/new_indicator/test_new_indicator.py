"""One more indicator over a new group is one block of `indicators.toml` and one field of the contract, and nothing else.

The program is copied, the block and the field are written into the copy, and the copy is driven from the check of lists
to their erasure (`tests/new_indicator/checks.py`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from metrics.indicators import declared

ROOT = Path(__file__).parents[2]
PARTS = (
    "access",
    "data",
    "metrics",
    "charts",
    "reports",
    "pages",
    "tests",
    ".streamlit",
    "dashboard.py",
    "pyproject.toml",
)
BEFORE = "    disabled: Flag | None = field(\n"
FIELD = '    guardianship: Flag | None = field("Под опекой", "flag", "Опекаемый", hint="«да», если есть опекун")\n'
BLOCK = rf"""
[groups.guardianship]
people = "students"
column = "guardianship"
title = "Опекаемые"
described = "под опекой"
absent = "не под опекой"
words = ["опек\\w*", "опекун\\w*"]

[wholes.children_in_care]
title = "все обучающиеся под опекой"
of = "от обучающихся под опекой"
people = "students"
group = "guardianship"

[[indicators]]
number = {max(indicator.number for indicator in declared().indicators) + 1}
key = "guardianship"
title = "Доля детей под опекой, охваченных наставническими программами, от общего числа детей под опекой"
short = "Дети под опекой"
label = "под опекой"
part = {{ role = "either", group = "guardianship" }}
readings = ["children_in_care"]
goals = {{ 2021 = "10", 2024 = "40" }}
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the block and the field."""
    copy = tmp_path_factory.mktemp("program")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part)  # compiled modules too: what is not changed need not be made anew
        else:
            shutil.copy(ROOT / part, copy / part)
    contract = copy / "data" / "contracts" / "students.py"
    text = contract.read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    contract.write_text(text.replace(BEFORE, FIELD + BEFORE), encoding="utf-8")
    declarations = copy / "metrics" / "indicators.toml"
    declarations.write_text(declarations.read_text(encoding="utf-8") + BLOCK, encoding="utf-8")
    return copy


def test_one_block_and_one_field_take_a_new_indicator_from_the_check_of_lists_to_their_erasure(program: Path):
    checks = "tests/new_indicator/checks.py"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", checks],
        cwd=program, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
