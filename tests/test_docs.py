"""The documents stay true: what they cite exists, and every value that they state is the one in the code."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from data.checking.older_copies import LEAST_SHARED
from data.contracts import fields
from data.contracts.students import AGE_BEFORE_GRADE, AGE_TOLERANCE, OLDEST, YOUNGEST
from data.findings import CODES, Severity
from data.parsing.classes import GRADES
from data.parsing.dates import YEARS
from data.people.category_marks import LEAST_LISTED, LEAST_NAMED
from data.recognition.fill_down import FEWEST, LEAST_CONTINUED
from data.recognition.headers import LEAST_ALONE
from data.recognition.rival_columns import MOST_STATUSES
from data.recognition.sample_sheets import MOST_EXAMPLES
from data.roadmap.deadlines import WORKING_DAYS
from data.roadmap.model import KINDS, seed
from data.russian import date_text
from data.store.draft_lifetime import DRAFT_DAYS
from data.store.fixed_periods import DAYS_AFTER
from data.tables.undated_pairs import LEAST_DATED
from data.vocabulary import FORMS, LISTED, MODES, REGISTERS
from metrics.disclosure.facts import SMALLEST_SHOWN
from metrics.disclosure.suppression import LEAST_VALUES
from metrics.indicators import declared
from reports.municipal.forms import BOTH

ROOT = Path(__file__).parents[1]
DOMAIN = (ROOT / "docs" / "domain.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
WRITTEN = [
    path
    for pattern in ("*.py", "*.md", "*.toml", "*.html", "*.typ")
    for path in ROOT.rglob(pattern)
    if not any(part.startswith(".") or part in ("build", "venv", "samples") for part in path.relative_to(ROOT).parts)
]
CITATION = re.compile(r"docs/domain\.md(?:[:,] «([^»]+)»)?")
DECLARED = declared()
SETTINGS = DECLARED.settings
VALUES = {
    "YEARS": f"{YEARS[0]}–{YEARS[-1]}",
    "GRADES": f"{GRADES[0]}–{GRADES[-1]}",
    "YOUNGEST": YOUNGEST,
    "OLDEST": OLDEST,
    "AGE_TOLERANCE": AGE_TOLERANCE,
    "AGE_BEFORE_GRADE": AGE_BEFORE_GRADE,
    "LEAST_ALONE": LEAST_ALONE,
    "LEAST_SHARED": LEAST_SHARED,
    "LEAST_LISTED": LEAST_LISTED,
    "LEAST_NAMED": LEAST_NAMED,
    "LEAST_DATED": LEAST_DATED,
    "FEWEST": FEWEST,
    "MOST_STATUSES": MOST_STATUSES,
    "MOST_EXAMPLES": MOST_EXAMPLES,
    "LEAST_CONTINUED": LEAST_CONTINUED,
    "SMALLEST_SHOWN": SMALLEST_SHOWN,
    "LEAST_VALUES": LEAST_VALUES,
    "young_specialist_experience": SETTINGS.young_specialist_experience,
    "young_specialist_oldest": SETTINGS.young_specialist_oldest,
    "working_days_after": SETTINGS.working_days_after,
    "DRAFT_DAYS": DRAFT_DAYS,
    "DAYS_AFTER": DAYS_AFTER,
    "line_starts": date_text(DECLARED.line_starts),
}


def section(title: str) -> str:
    """The text of a section."""
    return DOMAIN.split(f"\n## {title}\n")[1].split("\n## ")[0]


def table(title: str, first_header: str) -> list[list[str]]:
    """The rows of the section's table that begins with this header, cell by cell."""
    lines = section(title).splitlines()
    start = next(row for row, line in enumerate(lines) if line.startswith(f"| {first_header} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def in_code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def test_every_cited_rule_is_a_section_of_a_document_that_a_reader_has():
    faults = []
    for path in WRITTEN:
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"(?<![\w/])(?:domain|product|architecture|platform)\.md", text):
            faults += [(path, name)] if path != Path(__file__) and not (path.parent / name).is_file() else []
        faults += [(path, title) for title in CITATION.findall(text) if title and f"\n## {title}\n" not in DOMAIN]
    assert not faults


def test_every_value_that_the_rules_state_is_that_of_the_code():
    stated = dict(re.findall(r"`(\w+)` = (\d[\d.–]*\d|\d)", DOMAIN))
    assert stated == {name: str(value) for name, value in VALUES.items()}
    assert SETTINGS.working_days_after == WORKING_DAYS


def test_the_table_of_the_shares_is_that_of_the_declarations():
    rows = table("The five shares", "№")
    assert len(rows) == len(DECLARED.indicators)
    for row, indicator in zip(rows, DECLARED.indicators, strict=True):
        number, key, part, ages, whole, *goals = row
        assert (int(number), in_code(key)) == (indicator.number, [indicator.key])
        assert in_code(whole) == list(indicator.readings)
        band = indicator.part.ages
        assert ages == (f"{band[0]}–{band[1]}" if band else "any")
        sides = {"mentee": "who are a mentee", "mentor": "who are a mentor", "either": "in a pair, on either side"}
        assert part.endswith(sides[indicator.part.role])
        exact = [Fraction(goal.removesuffix(" %").replace(",", ".")) / 100 for goal in goals]
        assert exact == list(indicator.goals.values())


def test_the_goals_stand_under_their_years():
    header = next(line for line in section("The five shares").splitlines() if line.startswith("| №"))
    years = [int(year) for year in re.findall(r"goal (\d{4})", header)]
    assert all(list(indicator.goals) == years for indicator in DECLARED.indicators)


def test_the_table_of_findings_has_every_code_under_its_severity():
    rows = table("Findings", "severity")
    assert [(row[0], row[1]) for row in rows] == [(severity.value, severity.title) for severity in Severity]
    stated = {code: row[0] for row in rows for code in in_code(row[3])}
    assert sum(len(in_code(row[3])) for row in rows) == len(stated)
    severities = {key: code.severity for key, code in CODES.items()}
    assert {key: stated.get(key) for key in severities} == {key: str(severity) for key, severity in severities.items()}
    assert stated.keys() == severities.keys()


def test_every_code_names_the_section_that_rules_it():
    assert not {code.key for code in CODES.values() if f"\n## {code.rule}\n" not in DOMAIN}


def test_the_required_fields_are_those_of_the_contracts():
    names = {"pupils": "students", "teachers": "teachers", "pairs": "pairs"}
    stated = {names[row[0]]: in_code(row[1]) for row in table("Findings", "list")}
    assert stated == {
        name: [key for key, spec in fields(name).items() if spec.required] for name in ("students", "teachers", "pairs")
    }


def test_the_forms_say_where_each_side_is_looked_up():
    rows = {in_code(key)[0]: (title, mentor, mentee) for title, key, mentor, mentee in table("Words", "form")}
    assert {key: row[0] for key, row in rows.items()} == FORMS
    lists = {"student": "pupils", "teacher": "teachers"}
    assert lists.keys() == LISTED.keys()
    for key, (_, *sides) in rows.items():
        roles = key.split("_") if key != "other" else []
        assert sides == ([lists.get(role, "outside") for role in roles] or ["pupils and teachers"] * 2)


def test_modes_and_registers_are_named():
    words = section("Words")
    assert {*MODES, *REGISTERS} <= set(in_code(words))
    assert all(title in words for title in MODES.values())


def test_the_roadmap_has_the_activities_directions_and_kinds_that_the_rules_count():
    assert [in_code(row[0])[0] for row in table("The roadmap", "kind")] == list(KINDS)
    directions = seed().directions
    assert "Nineteen activities under five directions" in section("The roadmap")
    assert (sum(len(direction.activities) for direction in directions), len(directions)) == (19, 5)


@pytest.mark.parametrize("form", BOTH, ids=lambda form: form.title)
def test_the_official_bases_have_their_columns_word_for_word(form):
    stated = re.search(rf"\*\*{form.title}\*\*: (.+)\.\n", section("The official bases"))
    assert stated and stated[1].split("; ") == [column.title for column in form.columns]


def test_the_kinds_of_files_are_those_that_the_page_takes():
    stated = re.search(r"Kinds of files: ([\w, ]+)\.", section("What real rosters look like"))
    page = (ROOT / "pages" / "uploads.py").read_text(encoding="utf-8")
    assert stated and f'FORMATS = "{stated[1]}"' in page


@pytest.mark.parametrize("document", [ARCHITECTURE, CONTRIBUTING], ids=["architecture", "contributing"])
def test_every_path_that_a_document_names_exists(document: str):
    paths = [
        name for name in in_code(document) if re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?|[\w.-]+\.(py|toml|md|txt)", name)
    ]
    assert paths
    for name in paths:
        assert (ROOT / name).exists() or ("/" not in name and any(ROOT.rglob(name))), name
