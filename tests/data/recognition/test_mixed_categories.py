"""Columns whose cells speak of ОВЗ and of registers: nothing that is said is lost, and nothing is guessed."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.loading import Lists, check, load
from data.recognition.block import Choice
from tests.data.lists import TODAY, checked, drawn, files, reported, required_columns, sheet

NAMES = ("Липа Калина", "Клён Осинкин", "Рябина Вязова", "Ясень Ивин", "Астра Буковая")


def picture(header: str, *cells: str) -> str:
    rows = [f"{name} | 01.02.2010 | 9А | {cell}" for name, cell in zip(NAMES, cells, strict=False)]
    return "\n".join([f"ФИО | Дата рождения | Класс | {header}", *rows])


def marks(lists: Lists, key: str) -> list[bool]:
    assert lists.roster.students is not None
    return list(lists.roster.students[key])


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
@pytest.mark.parametrize("header", ["ОВЗ", "Вид учёта", "ОВЗ, учёт", "Статус (ОВЗ, СОП)", "Категория", "Соц. статус"])
def test_a_column_whose_cells_speak_of_ovz_and_registers_feeds_both_word_by_word(header, kind):
    rows = drawn(picture(header, "ОВЗ", "СОП", "ВШК, ОВЗ", ""))
    lists = load(files({"Обучающиеся": rows}, kind), today=TODAY, required=required_columns())
    assert marks(lists, "ovz") == [True, False, True, False]
    assert marks(lists, "at_risk") == [False, True, False, False]
    assert marks(lists, "vshu") == [False, False, True, False]
    assert not reported(lists, "bad_flag")


def test_a_column_that_is_taken_for_several_categories_is_told():
    found = reported(checked(picture("ОВЗ", "ОВЗ", "СОП")), "assumed_column")
    assert [(finding.field, finding.cell) for finding in found] == [("categories", "D1")]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("ОВЗ", ("да", "СОП")),  # the yes is of ОВЗ, and of СОП nobody knows what it says there
        ("ОВЗ", ("ОВЗ", "СОП", "по заявлению")),  # a doubt about ОВЗ stays one
        ("ОВЗ", ("СОП", "ВШК")),  # no word says what the column is called after
        ("Вид учёта", ("СОП", "многодетная")),  # of one category, with a word that is neither
    ],
)
def test_a_column_of_one_category_stays_so_and_asks(header, cells):
    lists = checked(picture(header, *cells))
    assert not [finding for finding in reported(lists, "assumed_column") if finding.field == "categories"]
    assert reported(lists, "bad_flag")


@pytest.mark.parametrize("header", ["Примечание", "Статус", "Особые отметки", "Дополнительные сведения"])
def test_a_free_column_that_speaks_of_both_is_asked_about_at_its_place_and_not_taken(header):
    lists = checked(picture(header, "ОВЗ", "СОП, многодетная", "переведён из лицея"), pairs=PAIRS)
    found = {finding.value: finding for finding in reported(lists, "no_data_for_indicator")}
    for number in ("4", "5"):
        assert (found[number].sheet, found[number].cell, found[number].field) == ("Обучающиеся", "D1", "categories")
        assert "«Социальная категория»" in message(found[number])
    assert lists.roster.students is not None
    assert not {"ovz", "at_risk"} & set(lists.roster.students)


PAIRS = "Наставник | Наставляемый | Форма | Дата начала\nА Б | В Г | работодатель – ученик | 01.09.2024"


def test_a_free_column_that_a_person_chose_feeds_both_and_asks_about_words_that_leave_it_open():
    rows = picture("Примечание", "ОВЗ СОП", "мать на учёте ПДН", "переведён из лицея")
    lists = checked(rows, choices={("Списки.xlsx", "Обучающиеся"): Choice("students", 1, {3: "categories"})})
    assert [finding.value for finding in reported(lists, "bad_flag")] == ["мать на учёте ПДН"]
    assert (marks(lists, "ovz"), marks(lists, "at_risk")) == ([True, False], [True, False])
    assert [finding.names for finding in reported(lists, "ignored_column")] == [("переведён из лицея",)]


def test_a_share_lacks_its_column_on_some_sheets_and_the_column_there_that_may_be_it_is_named():
    sheets = [
        sheet(picture("ОВЗ", "да", "нет"), "9А"),
        sheet(picture("Заметки", "ОВЗ 7.1").replace("Липа", "Ива"), "9Б"),
    ]
    found = {finding.value: finding for finding in check(sheets, today=TODAY, required=required_columns()).findings}
    assert (found["4"].sheet, found["4"].cell, found["4"].names) == ("9Б", "D1", ("9Б",))


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (("ОВЗ", "7.1", "ЗПР"), "ovz"),
        (("состоит на учёте", ""), "registers"),
        (("ОВЗ", "переведён из лицея"), "categories"),
        (("любит шахматы", "7.1"), None),
    ],
)
def test_an_unknown_column_is_proposed_for_what_all_its_cells_can_be_read_as(cells, field):
    found = reported(checked(picture("Заметки", *cells)), "no_data_for_indicator")
    assert {finding.field for finding in found if finding.proposal} == ({field} - {None})


def test_two_columns_of_several_categories_are_read_together():
    lists = checked(picture("Соц. категория | Категория", "многодетная | ЗПР", "СОП | инвалид", "| АООП 7.2, СОП"))
    assert (marks(lists, "ovz"), marks(lists, "at_risk")) == ([True, False, True], [False, True, True])
    assert marks(lists, "disabled") == [False, True, False]
