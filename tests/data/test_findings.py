"""One fault makes one finding, of the right code, at the right place, in words that help."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from data.checking.messages import SENTENCES, message
from data.contracts import MODELS, schema
from data.findings import CODES, Finding, Severity
from data.loading import load
from tests.data.checking.test_assumption_findings import ASSUMED
from tests.data.faults import FAULTS, FORMATS, SCHOOLS, clean
from tests.data.lists import TODAY, files, required_columns, xls, xlsx

DO = re.compile(r"(Впишите|Исправьте|Проверьте|Оставьте|Назовите|Укажите|Нужна)\b", re.I)
BARE = {
    "empty_required",
    "duplicate_person",
    "likely_same_person",
    "overlapping_pair",
    "no_birth_date",
    "no_end_date",
}  # speak of the row


def places(findings) -> Counter:
    return Counter(
        (finding.code, finding.file, finding.sheet, finding.row, finding.cell, finding.field) for finding in findings
    )


def findings_of(book, kind, hidden=None) -> list[Finding]:
    content = [(f"Списки.{kind}", {"xlsx": xlsx, "xls": xls}[kind](book, [hidden]))] if hidden else files(book, kind)
    return load(content, today=TODAY, required=required_columns()).findings


def cases():
    """Each fault in one format, in turn, so that nearly every code meets several."""
    for number, fault in enumerate(FAULTS):
        turn = [kind for kind in (*FORMATS[number % 4 :], *FORMATS[: number % 4]) if kind in fault.formats]
        yield pytest.param(fault, turn[0], id=f"{fault}-{turn[0]}")


def letters(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


@pytest.fixture(scope="module")
def baseline():
    return {(school, kind): places(findings_of(clean(school), kind)) for school in SCHOOLS for kind in FORMATS}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("school", SCHOOLS)
def test_clean_lists_have_no_findings_in_any_format(school, kind, baseline):
    assert baseline[school, kind] == Counter()


@pytest.mark.parametrize(("fault", "kind"), list(cases()))
def test_one_fault_makes_one_finding_at_its_place(fault, kind, baseline):
    book = clean(fault.school)
    fault.edit(book)
    findings = findings_of(book, kind, fault.hidden)
    file = None if fault.sheet is None else f"{fault.sheet}.csv" if kind == "csv" else f"Списки.{kind}"
    sheet = None if kind == "csv" else fault.sheet
    cell = None
    if fault.header:
        rows = book[fault.sheet]
        top = next(row for row in rows if fault.header in row)
        cell = f"{letters(top.index(fault.header))}{fault.row}"
    row = None if kind == "csv" and fault.row is None else fault.row
    assert places(findings) - baseline[fault.school, kind] == Counter(
        [(fault.code, file, sheet, row, cell, fault.field)]
    )
    _speaks_well(next(finding for finding in findings if finding.code == fault.code), kind)


def _speaks_well(finding, kind) -> None:
    """Where, whose, what is there, what is wrong, what to do."""
    sentence = message(finding)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "None" not in sentence
    assert "nan" not in sentence
    if finding.sheet and finding.row:
        assert sentence.startswith(f"Лист «{finding.sheet}»")
    if (
        finding.code not in {"missing_column", "assumed_column", "ignored_column", "registers_not_counted"}
        and finding.row
    ):
        assert f"строка {finding.row}" in sentence
    if finding.cell:
        assert f"столбец {re.sub(r'[0-9]', '', finding.cell)}" in sentence
    if finding.whose:
        assert f"({finding.whose})" in sentence
    if finding.value and finding.cell and finding.code not in BARE:
        assert f"«{finding.value}»" in sentence or finding.value in sentence
    if finding.severity is not Severity.INFORMATION:
        assert DO.search(sentence), sentence


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_file_that_cannot_be_read_is_one_finding_and_the_others_are_still_checked(kind):
    whole = files(clean("numbered"), "csv")
    damaged = {"xlsx": b"PK\x03\x04 nothing", "csv": b"\x00\x01\x02\x03" * 99}[kind]
    extra = load([*whole, (f"Лишний.{kind}", damaged)], today=TODAY)
    assert [(finding.code, finding.file) for finding in extra.findings] == [("unreadable_file", f"Лишний.{kind}")]
    assert extra.counts == {"students": 9, "teachers": 3, "pairs": 5}
    instead = load([*whole[:2], (whole[2][0], damaged)], today=TODAY)
    assert [(finding.code, finding.file) for finding in instead.findings] == [("unreadable_file", "Пары.csv")]


def test_the_faults_cover_every_code_at_two_places_or_more():
    placed = Counter(fault.code for fault in FAULTS)
    placed["unreadable_file"] = 2  # the test above
    placed["assumed_encoding"] = 4  # test_file_findings
    placed["older_lists"] = 2  # test_saving
    placed["left_by_note"] = 2  # test_leaver_notes
    placed["struck_out"] = 2  # test_struck_out
    placed["unread_comments"] = placed["unread_colours"] = 2  # test_cell_comments
    placed["days_beside_name"] = 2  # test_days_beside_names
    placed["filled_down"] = 2  # test_fill_down
    placed["mixed_classes"] = 2  # test_class_spellings
    placed["month_first"] = 2  # test_month_first
    placed["applied_decision"] = 2  # test_spellings
    placed |= dict.fromkeys(ASSUMED, 2)  # test_assumption_findings
    assert set(placed) == set(CODES)
    assert min(placed.values()) >= 2


def test_every_code_has_its_words_and_no_words_are_of_an_unknown_code():
    assert set(SENTENCES) == set(CODES)


def test_an_unknown_code_is_no_finding():
    with pytest.raises(ValueError, match="no such code"):
        Finding("odd_weather")


@pytest.mark.parametrize("table", MODELS)
def test_every_rule_of_the_contracts_raises_a_declared_code(table):
    columns = schema(table).columns.values()
    errors = [check.error for owner in (schema(table), *columns) for check in owner.checks]
    assert errors
    assert {error.partition(":")[0] for error in errors} <= set(CODES)
