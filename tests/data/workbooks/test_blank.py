"""The blank workbook can be filled in and dropped in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pytest

from data.contracts import MODELS, TABLES, fields
from data.contracts.field import Flag, field
from data.contracts.students import Students
from data.loading import load
from data.spreadsheets.own_sheets import EXAMPLE
from data.store.serialization import freeze
from data.vocabulary import REGISTERS
from data.workbooks.blank import blank_fields, blank_workbook, filled_workbook
from metrics.indicators import declared
from metrics.sensitive import special_groups
from tests.data.lists import TODAY, checked, reported
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS

FILLED = {
    "students": ["С-1", "Ромашкина Верба", "01.02.2012", "6А", "да", "нет", "нет", "01.09.2018", None, "да"],
    "teachers": ["П-1", "Осокин Борис", "02.02.1990", "10", "01.09.2015", None, "нет", "да"],
    "pairs": [
        "П-1",
        "Осокин Борис",
        "С-1",
        "Ромашкина Верба",
        "6А",
        "учитель – ученик",
        "очный",
        "01.09.2024",
        "31.05.2025",
        None,
    ],
}


@pytest.fixture(scope="module")
def blank():
    return blank_workbook()


def filled(blank, *, keep_example):
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for table, title in TABLES.items():
        for column, value in enumerate(FILLED[table], 1):
            book[title].cell(3 if keep_example else 2, column, value)
    content = io.BytesIO()
    book.save(content)
    return load([("Бланк.xlsx", content.getvalue())], today=TODAY)


def test_the_blank_itself_has_no_error_and_its_example_is_nobody(blank):
    lists = load([("Бланк.xlsx", blank)], today=TODAY)
    assert reported(lists) == []
    assert lists.counts == {"students": 0, "teachers": 0, "pairs": 0}
    assert [block.table for block in lists.blocks] == list(TABLES)


def test_required_columns_are_marked_and_all_have_a_comment(blank):
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for table, title in TABLES.items():
        cells = next(book[title].iter_rows(max_row=1))
        marked = {cell.value.removesuffix(" *") for cell in cells if cell.value.endswith(" *")}
        assert marked == {spec.title for spec in fields(table).values() if spec.required}
        assert [cell.comment.text for cell in cells] == [spec.hint for spec in blank_fields(table)]


def test_the_example_pair_is_of_the_people_in_the_examples_of_the_other_lists(blank):
    book = openpyxl.load_workbook(io.BytesIO(blank))
    pupil, teacher, pair = (
        dict(
            zip(
                [cell.value.removesuffix(" *") for cell in book[title][1]],
                [cell.value for cell in book[title][2]],
                strict=True,
            )
        )
        for title in TABLES.values()
    )
    for number, name, person in (("№ наставника", "Наставник", teacher), ("№ наставляемого", "Наставляемый", pupil)):
        assert pair[number].removeprefix(EXAMPLE).strip() == next(iter(person.values())).removeprefix(EXAMPLE).strip()
        assert pair[name] == person["ФИО"]


def test_the_blank_asks_for_the_consent_that_the_municipal_base_needs(blank):
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for table in ("students", "teachers"):
        assert "Согласие" in [cell.value for cell in book[TABLES[table]][1]]


@pytest.mark.parametrize("keep_example", [True, False])
def test_filled_rows_are_recognised_with_every_column(blank, keep_example):
    lists = filled(blank, keep_example=keep_example)
    assert reported(lists) == []
    assert lists.counts == {"students": 1, "teachers": 1, "pairs": 1}
    for block in lists.blocks:
        assert list(block.columns) == [spec.key for spec in blank_fields(block.table)]
        assert block.unused == {}
    assert lists.roster.pairs["mentee_student"].notna().all()
    assert lists.roster.pairs["mentor_teacher"].notna().all()


def test_choices_are_offered_where_a_field_has_few_values(blank):
    book = openpyxl.load_workbook(io.BytesIO(blank))
    offered = {rule.formula1 for rule in book["Пары"].data_validations.dataValidation}
    assert '"очный,дистанционный,смешанный"' in offered


@pytest.mark.parametrize("special", [True, False])
def test_the_stored_lists_in_the_blank_hold_health_and_registers_only_when_asked_for(special):
    lists = checked(STUDENTS, TEACHERS, PAIRS)
    content = filled_workbook(lists.roster, ["Версия № 1"], special=special)
    again = load([("Списки.xlsx", content)], today=TODAY)
    assert not again.has_errors
    assert again.counts == lists.counts
    special_columns = {"ovz", "at_risk"} & set(again.roster.students)
    assert special_columns == ({"ovz", "at_risk"} if special else set())
    if special:
        assert [freeze(getattr(again.roster, name)) for name in TABLES] == [
            freeze(getattr(lists.roster, name)) for name in TABLES
        ]


@pytest.mark.parametrize(
    ("typed", "written"),
    [("8", "8 лет"), ("1", "1 год"), ("2,0", "2 года"), ("21", "21 год"), ("0", "0 лет"), ("5 мес.", "5 мес."),
     ("2 г. 5 мес.", "2 года 5 мес.")],
)  # fmt: skip
def test_experience_is_given_out_as_a_person_writes_it_and_reads_the_same_again(typed: str, written: str):
    lists = checked("ФИО | Дата рождения | Класс", f"ФИО | Стаж\nЛипова Анна Павловна | {typed}")
    content = filled_workbook(lists.roster, ["Версия № 1"], special=False)
    header, row = openpyxl.load_workbook(io.BytesIO(content))["Педагоги"].iter_rows(values_only=True)
    assert dict(zip(header, row, strict=True))[fields("teachers")["experience"].title] == written
    again = load([("Списки.xlsx", content)], today=TODAY)
    assert list(again.roster.teachers["experience"]) == list(lists.roster.teachers["experience"])


@pytest.fixture
def unknown_field(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A column of the pupils that its declaration says nothing of but its name and kind."""

    class Fostered(Students):
        foster: Flag | None = field("Опека", "presence")

    monkeypatch.setitem(MODELS, "students", Fostered)
    fields.cache_clear()
    yield "foster"
    fields.cache_clear()


@pytest.mark.parametrize("special", [True, False])
def test_a_column_of_which_nobody_says_that_it_is_ordinary_is_given_out_only_when_asked_for(unknown_field, special):
    roster = checked(STUDENTS).roster
    roster = replace(roster, students=roster.students.assign(**{unknown_field: True}))
    book = openpyxl.load_workbook(io.BytesIO(filled_workbook(roster, ["Версия № 1"], special=special)))
    headers = [cell.value for cell in book["Обучающиеся"][1]]
    assert ("Опека" in headers) is special


def test_only_health_and_registers_are_special():
    special = {key for table in TABLES for key, spec in fields(table).items() if spec.special}
    registers = {f"{key}{tail}" for key in REGISTERS for tail in ("", "_until")}
    assert special == {
        "ovz",
        "disabled",
        "registers",
        "risk_group",
        "categories",
        "registered_on",
        "removed_on",
        *registers,
        *(group.column for group in special_groups(declared())),
    }
