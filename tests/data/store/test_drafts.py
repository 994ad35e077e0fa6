"""The draft of an upload: it comes back as it was, keeps nothing that was not recognised, and ends in time."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data.contracts import TABLES
from data.corrections.spellings import SpellingDecision
from data.dropped_files import read_all
from data.findings import Candidate, Finding, PairIdentity
from data.loading import Lists, check
from data.people.name_decisions import ChosenNamesake, DifferentPeople, SamePerson
from data.recognition.block import Choice
from data.spreadsheets.oddities import Oddity
from data.spreadsheets.sheet import Cell, CellError, Sheet
from data.store.drafts import StoredDraft, discard_draft, draft_of, save_draft, stored_draft
from data.store.schema import DRAFTS
from data.store.versions import Store, now
from tests.data.lists import TODAY, required_columns, sheet
from tests.data.store.saved import FILES, PAIRS, STUDENTS, TEACHERS
from tests.data.untidy_schools import ON, school
from tests.sample_files import EXPECTED, SAMPLES, roster_files

LISTS = {"Обучающиеся": STUDENTS, "Педагоги": TEACHERS, "Пары": PAIRS}
SPREADSHEETS = {".xlsx", ".xls", ".ods", ".csv", ".xlsb", ".xlsm"}


def sheets(**changed: str) -> list[Sheet]:
    return [sheet(changed.get(name, picture), name) for name, picture in LISTS.items()]


def draft_from(sheets_read: list[Sheet], unreadable: list[Finding] | None = None, **more: object) -> StoredDraft:
    return StoredDraft.of("d" * 64, FILES, sheets_read, unreadable or [], **more)  # type: ignore[arg-type]


def stored_again(store: Store, draft: StoredDraft) -> StoredDraft:
    """The draft as it comes back from the store."""
    save_draft(store, draft)
    draft_again = stored_draft(store)
    assert draft_again is not None
    return draft_again


def content(store: Store) -> str:
    with store.reading() as connection:
        return "".join(connection.execute(select(DRAFTS.c.content)).scalars())


def assert_alike(before: Lists, after: Lists) -> None:
    assert after.findings == before.findings
    figures = ("counts", "left_out", "removed_rows", "unreadable", "as_of", "as_of_source", "marked_names")
    assert {key: getattr(after, key) for key in figures} == {key: getattr(before, key) for key in figures}
    for table in TABLES:
        first, second = getattr(before.roster, table), getattr(after.roster, table)
        assert (first is None) == (second is None), table
        if first is not None:
            pd.testing.assert_frame_equal(first, second)


def assert_comes_back(store: Store, files: list[tuple[str, bytes]], **how: object) -> None:
    read, unreadable = read_all(files)
    before = check(read, unreadable, required=required_columns(), **how)  # type: ignore[arg-type]
    draft = stored_again(store, draft_from(read, unreadable))
    after = check(draft.sheets, draft.unreadable, required=required_columns(), **how)  # type: ignore[arg-type]
    assert_alike(before, after)
    again = stored_again(
        store, draft_from(list(draft.sheets), list(draft.unreadable))
    )  # a draft that is drafted is the same
    assert (again.sheets, again.unreadable) == (draft.sheets, draft.unreadable)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_school_is_checked_alike_from_its_draft(own_store, name):
    assert_comes_back(Store(str(own_store)), roster_files(name), today=TODAY)


@pytest.mark.guarded
@pytest.mark.parametrize("folder", ["rosters_hard", "reported", "spreadsheets_in_the_wild"])
def test_odd_files_are_checked_alike_from_their_drafts(own_store, folder):
    paths = [path for path in sorted((SAMPLES / folder).rglob("*")) if path.suffix in SPREADSHEETS]
    assert paths
    for path in paths:
        assert_comes_back(Store(str(own_store)), [(path.name, path.read_bytes())], today=TODAY)


@pytest.mark.parametrize("first", range(0, 16, 4))
def test_an_untidy_school_is_checked_alike_from_its_draft(own_store, first):
    for seed in range(first, first + 4):
        assert_comes_back(Store(str(own_store)), school(seed).files, as_of=ON, today=ON)


CELLS = st.one_of(
    st.text(),
    st.text(st.characters(categories=["Cs", "Cc"]), max_size=1),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.text().map(CellError),
)


@example(rows=[["", "", "", math.inf], ["\ud800", "\0", CellError("#REF!"), CellError("")]])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=6))
def test_every_cell_of_a_recognised_column_comes_back_of_its_kind(own_store, rows):
    store = Store(str(own_store))
    head: list[list[Cell]] = [["ФИО", "Дата рождения", "Класс", "ОВЗ"]]
    draft = draft_from([sheet([*head, *rows], "Обучающиеся")])
    (sheet_again,) = stored_again(store, draft).sheets
    (sheet_before,) = draft.sheets
    assert [[(type(cell), cell) for cell in row] for row in sheet_again.rows] == [
        [(type(cell), cell) for cell in row] for row in sheet_before.rows
    ]


def test_every_decision_of_a_person_comes_back(store):
    pair = PairIdentity("Липа Калина Дубравовна", "Осока Рябина Кленовна", dt.date(2024, 9, 1))
    decided = {
        "as_of": dt.date(2024, 9, 1),
        "choices": {("Списки.xlsx", "Пары"): Choice("pairs", 1, {0: "mentor", 4: None})},
        "cells": {("Списки.xlsx", None, 2, 1): "01.02.2010", ("Списки.xlsx", "Пары", 1, 0): ""},
        "removed_rows": {("Списки.xlsx", "Обучающиеся"): {2, 3}},
        "decisions": [
            SamePerson("Ромашкина В.", "Ромашкина Верба Кедровна"),
            DifferentPeople("Осока Рябина Кленовна", dt.date(2012, 3, 3)),
            ChosenNamesake("mentee", pair, Candidate("Осока Рябина Кленовна", "students", class_name="6А")),
            SpellingDecision("students", "ovz", "по заявлению", "нет"),
        ],
        "step": "findings",
        "based_on": (3, "a" * 64),
        "seen": ["b" * 64],
        "typed": {"c" * 64: ("01.02.2010", True, False)},
    }
    faulty = Finding("unreadable_file", file="плохой.xlsx", reason="Файл «плохой.xlsx» повреждён.")
    read = sheets()
    draft = stored_again(store, draft_from(read, [faulty], **decided))
    assert (draft.digest, list(draft.files), draft.unreadable) == ("d" * 64, FILES, (faulty,))
    assert {key: getattr(draft, key) for key in decided} == {
        **decided,
        "decisions": tuple(decided["decisions"]),
        "seen": tuple(decided["seen"]),
    }
    assert draft.changed_at is not None and now() - draft.changed_at < dt.timedelta(minutes=5)


def test_a_sheet_says_how_it_was_read(store):
    odd = Sheet(
        "а.csv",
        None,
        sheet(STUDENTS).rows,
        [(3, 0, 4, 0)],
        hidden=False,
        encoding="cp866",
        from_1904=True,
        oddities=((Oddity.STRAY_QUOTE, 2),),
    )
    hidden = Sheet("а.xlsx", "Скрытый", [], [], hidden=True)
    sheets_again = stored_again(store, draft_from([odd, hidden])).sheets
    assert [
        (sheet_again.merged, sheet_again.encoding, sheet_again.from_1904, sheet_again.oddities, sheet_again.hidden)
        for sheet_again in sheets_again
    ] == [
        (odd.merged, "cp866", True, odd.oddities, False),
        ([], None, False, (), True),
    ]


WITH_MORE = """
    Список детей, кл. рук. Ежевикина М.О. | | | | |
    по состоянию на 01.09.2024, Ежевикина | | | | |
    № | ФИО                      | Дата рождения | Класс | Диагноз         | Телефон матери
    1 | Ромашкина Верба Кедровна | 01.02.2010    | 8А    | бронхиальная    | 8-900-000-00-01
    2 | Клевер Ясень Тополевич   | 02.02.2010    | 8А    | плоскостопие    | 8-900-000-00-02
    Справка выдана Ежевикиной   | | | | |
"""
OTHER = """
    Меню столовой | Аллергия на орехи | Мятликов
    каша          | Пырейников Иван   | да
    суп           | Пырейников Пётр   | нет
"""


def test_neither_unrecognised_columns_nor_other_sheets_nor_names_in_titles_are_stored(store):
    read = [sheet(WITH_MORE, "8А"), sheet(OTHER, "Питание")]
    before = check(read, today=TODAY)
    draft = stored_again(store, draft_from(read))
    stored_text = content(store)
    absent = ["бронхиальная", "плоскостопие", "8-900", "Ежевикин", "Мятликов", "Пырейников", "орехи", "каша"]
    assert [text for text in absent if text in stored_text] == []
    assert all(text in stored_text for text in ("Ромашкина Верба Кедровна", "Диагноз", "01.09.2024"))
    assert_alike(before, check(draft.sheets, draft.unreadable, today=TODAY))
    assert before.as_of == dt.date(2024, 9, 1)


def test_of_a_column_that_is_not_stored_a_note_of_leaving_stays_and_no_more(store):
    students = """
        ФИО                      | Дата рождения | Класс | Примечание
        Ромашкина Верба Кедровна | 01.02.2010    | 8А    | астма, выбыла 12.10 по болезни
        Клевер Ясень Тополевич   | 02.02.2010    | 8А    | диабет
    """
    read = [sheet(students, "Обучающиеся")]
    draft = stored_again(store, draft_from(read))
    assert draft.sheets[0].rows[1][3] == "выбыла 12.10"
    assert not [text for text in ("астма", "болезни", "диабет") if text in content(store)]
    assert_alike(check(read, today=TODAY), check(draft.sheets, today=TODAY))


def test_lists_side_by_side_come_back_apart(store):
    students = """
        ФИО                      | Дата рождения | Класс | Заметка | | ФИО                  | Дата рождения | Класс
        Ромашкина Верба Кедровна | 01.02.2010    | 8А    |         | | Клевер Ясень (выбыл) | 02.02.2010    | 8Б
        Осока Рябина Кленовна    | 03.02.2010    | 8А    | выбыла  | | Пион Мак Лютикович   | 04.02.2010    | 8Б
    """
    read = [sheet(students, "Обучающиеся")]
    before = check(read, today=TODAY)
    assert len(before.blocks) == 2
    assert_alike(before, check(stored_again(store, draft_from(read)).sheets, today=TODAY))


def test_rows_of_leavers_are_not_kept(store):
    students = f"{STUDENTS}\n    Выбыли | | | | |\n    Л-7 | Пион Мак Лютикович | 07.07.2014 | 4А | да | нет"
    draft = stored_again(store, draft_from(sheets(Обучающиеся=students)))
    assert "Пион" not in content(store)
    assert_alike(check(sheets(Обучающиеся=students), today=TODAY), check(draft.sheets, today=TODAY))


def test_corrections_go_on_from_a_draft(store):
    faulty = STUDENTS.replace("01.02.2010", "31.02.2010")
    read = sheets(Обучающиеся=faulty)
    draft = stored_again(store, draft_from(read))
    for source in (read, list(draft.sheets)):
        assert [finding.code for finding in check(source, today=TODAY).findings][:1] == ["bad_date"]
        rows = [list(row) for row in source[0].rows]
        rows[1][2] = "01.02.2010"
        corrected = [type(source[0])(**{**_parts(source[0]), "rows": rows}), *source[1:]]
        assert_alike(check(sheets(), today=TODAY), check(corrected, today=TODAY))
    removed = {("Списки.xlsx", "Обучающиеся"): {2}}
    assert_alike(check(read, removed_rows=removed, today=TODAY), check(draft.sheets, removed_rows=removed, today=TODAY))


def _parts(sheet_read: Sheet) -> dict[str, object]:
    return {key: getattr(sheet_read, key) for key in type(sheet_read).__dataclass_fields__}


def test_days_beside_pairs_in_a_draft_of_the_version_before_are_still_offered(store):
    pairs = "Наставник | Наставляемый | Форма | Приказ\nДуб Пнёв | Липа Калина | ученик – ученик | № 3 от 10.10.2024"
    (read,) = [sheet(pairs, "Пары")]
    save_draft(store, draft_from([read]))
    former = content(store).replace("start_candidates", "told_days").replace("starts_from_candidates", "starts_as_told")
    assert "told_days" in former
    (block,) = draft_of(former, now()).sheets[0].blocks
    assert block.start_candidates == {2: dt.date(2024, 10, 10)}


def test_another_choice_of_a_recognised_column_works_on_a_draft_too(store):
    read = sheets()
    draft = stored_again(store, draft_from(read))
    choices = {("Списки.xlsx", "Обучающиеся"): Choice("students", 1, {4: None})}
    assert_alike(check(read, choices=choices, today=TODAY), check(draft.sheets, choices=choices, today=TODAY))
    chosen = stored_again(store, draft_from(read, choices=choices))
    assert_alike(check(read, choices=choices, today=TODAY), check(chosen.sheets, choices=choices, today=TODAY))
    assert not any(row[4] for row in chosen.sheets[0].rows[1:])  # the column that is none now


def test_two_sheets_that_differ_only_in_what_is_not_stored_are_not_called_the_same(store):
    read = [
        sheet("ФИО | Дата рождения | Класс | Кружок\nКлевер Ясень Тополевич | 02.02.2010 | 8А | " + club, name)
        for name, club in (("Лист1", "хор"), ("Лист2", "шахматы"))
    ]
    draft = stored_again(store, draft_from(read))
    assert draft.sheets[0].rows == draft.sheets[1].rows
    assert_alike(check(read, today=TODAY), check(draft.sheets, draft.unreadable, today=TODAY))
    twin = [read[0], Sheet(read[0].file, "Копия", read[0].rows, [], hidden=False)]
    draft = stored_again(store, draft_from(twin))
    assert [finding.code for finding in draft.unreadable] == ["same_file"]
    assert_alike(check(twin, today=TODAY), check(draft.sheets, draft.unreadable, today=TODAY))


def test_a_later_draft_takes_the_place_of_the_one_before_and_can_be_discarded(store):
    assert stored_draft(store) is None
    save_draft(store, draft_from(sheets()))
    assert stored_again(store, draft_from(sheets(), step="2")).step == "2"
    discard_draft(store)
    assert stored_draft(store) is None
    assert content(store) == ""
