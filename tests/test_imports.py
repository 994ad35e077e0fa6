"""The one way through the house: which room may import which, and which libraries each may use (docs/architecture.md)."""

from __future__ import annotations

import ast
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# From the ground up: the modules of a room import their own room and those above it in this table, and of
# libraries those that stand beside it. A room is a folder, or modules of one folder.
ROOMS: dict[str, set[str]] = {
    "data/__init__ data/vocabulary data/periods data/russian data/hashing data/people_caches": set(),
    "data/findings data/required_columns data/roster": set(),
    "data/guarded_child data/guarded_process": {"psutil"},
    "data/contracts": {"pandas", "pandera"},
    "data/spreadsheets": {"lxml", "msoffcrypto", "olefile", "python_calamine"},
    "data/word_package": set(),
    "data/parsing": set(),
    "data/word_tables": set(),
    "data/recognition": {"rapidfuzz"},
    "data/tables": {"numpy", "pandas"},
    "data/people": {"numpy", "pandas", "pytrovich", "rapidfuzz"},
    "data/checking": {"numpy", "pandas", "rapidfuzz"},
    "data/corrections": set(),
    "data/workbooks": {"lxml", "openpyxl", "pandas", "xlsxwriter"},
    "data/dropped_files data/recognised_sheets data/loading data/changes data/change_warnings data/older_lists": {
        "pandas"
    },
    "data/new_pairs data/changed_pairs": {"pandas"},
    "data/demo": {"xlsxwriter"},
    "data/store": {"alembic", "filelock", "pandas", "platformdirs", "psycopg", "pydantic", "sqlalchemy"},
    "data/roadmap": {"holidays", "pydantic", "sqlalchemy"},
    "data/saving": set(),
    "data/cli": set(),
    "metrics/__init__ metrics/groups metrics/pairing metrics/indicators metrics/filters metrics/goals metrics/required_columns": {
        "pydantic"
    },
    "metrics/counting": {"narwhals", "numpy"},
    "metrics/sensitive metrics/results metrics/explain metrics/people metrics/breakdown metrics/group_sizes metrics/leavers metrics/upcoming": {
        "narwhals"
    },
    "metrics/settings metrics/snapshots metrics/wording metrics/method metrics/movement": {"pydantic"},
    "metrics/solver": {"highspy", "numpy"},
    "metrics/disclosure": {"highspy", "pydantic"},
    "metrics/plan": {"numpy", "pandas"},
    "metrics/pairs": {"numpy"},
    "data/__main__": set(),  # a command is a door: it puts together what the folders offer
    "charts": {"plotly"},
    "reports/__init__ reports/source reports/json_figures reports/xlsx reports/deadlines_calendar reports/deadlines_letter": {
        "icalendar",
        "xlsxwriter",
    },
    "reports/docx_package reports/docx_template reports/docx_template_child reports/docx_template_language": {
        "docx",
        "docxtpl",
        "jinja2",
    },
    "reports/roadmap_document reports/monitoring": {"PIL", "docx"},
    "reports/typeset": {"typst"},
    "reports/director": set(),
    "reports/publication": {"jinja2", "plotly"},
    "reports/municipal reports/people reports/plan": set(),
    "reports/school_templates": set(),
    "reports/pair_papers": set(),
    "reports/request reports/registry reports/__main__": set(),
    "access": {
        "anyio",
        "argon2",
        "authlib",
        "cryptography",
        "httpx2",
        "jinja2",
        "joserfc",
        "pandas",
        "sqlalchemy",
        "starlette",
        "uvicorn",
    },
    "pages/state": {"streamlit"},
    "pages/components": {"pandas", "streamlit"},
    "pages/shell": {"starlette", "streamlit"},
    "pages/account_sections pages/indicator_sections pages/journal_sections pages/matching_sections pages/overview_sections pages/pair_sections pages/report_sections pages/roadmap_sections pages/settings_sections pages/upload_steps pages/version_sections": {
        "pandas",
        "pydantic",
        "streamlit",
    },
    "pages": {"streamlit"},
    "dashboard": {"starlette", "streamlit"},
}
FLOORS = {path: floor for floor, room in enumerate(ROOMS) for path in room.split()}
FOLDERS = sorted({path.split("/")[0] for path in FLOORS} - {"dashboard"})
MODULES = {
    path.relative_to(ROOT).with_suffix("").as_posix(): path
    for path in (ROOT / "dashboard.py", *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")))
    if "/migrations/" not in path.as_posix()  # alembic runs them, none of them is imported
}


def floor_of(module: str) -> int:
    """The place of a module's room in the table; a module is looked for by its own name first, then by its folder's."""
    at = module
    while at not in FLOORS:
        assert "/" in at, f"{module} has no room: name it in ROOMS"
        at = at.rpartition("/")[0]
    return FLOORS[at]


def modules_of(floor: int) -> list[str]:
    """The modules of a room; there is one at least."""
    modules = [module for module in MODULES if floor_of(module) == floor]
    assert modules
    return modules


@cache
def imported_names(module: str) -> tuple[str, ...]:
    """The dotted names of everything that a module imports while it runs, wherever in it the import stands."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    names: list[str] = []
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and node not in for_types:
            names.extend(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node not in for_types:
            assert node.module and not node.level, f"{module} imports relatively"
            names.extend(f"{node.module}.{name.name}" for name in node.names)
    return tuple(names)


def imported_modules(module: str) -> set[str]:
    """The modules of this project among them."""
    found = set()
    for name in imported_names(module):
        path = name.replace(".", "/")
        for candidate in (path, path.rpartition("/")[0]):
            if file := next((at for at in (candidate, f"{candidate}/__init__") if at in MODULES), None):
                found.add(file)
                break
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_below_its_own(room: str) -> None:
    floor = list(ROOMS).index(room)
    for module in modules_of(floor):
        above = {name for name in imported_modules(module) if floor_of(name) > floor}
        assert not above, f"{module} imports upward: {above}"


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_uses_the_libraries_of_the_table_and_no_others(room: str) -> None:
    used = {name.split(".")[0] for module in modules_of(list(ROOMS).index(room)) for name in imported_names(module)}
    assert used - sys.stdlib_module_names - set(FOLDERS) == ROOMS[room]


def test_no_modules_import_each_other_in_a_circle() -> None:
    order = list(TopologicalSorter({module: imported_modules(module) - {module} for module in MODULES}).static_order())
    assert set(order) == MODULES.keys()


def test_nothing_in_the_pages_is_called_like_a_folder_of_the_project() -> None:
    # Streamlit puts pages/ first on the import path, so a page reports.py would hide reports/.
    assert not {path.stem for path in (ROOT / "pages").iterdir()} & {*FOLDERS, "access", "tests"}
