"""A decision about a sheet is remembered for that sheet, and applied to no other by mistake."""

from __future__ import annotations

from data.corrections.sheets import SheetChoice, choices_for
from data.recognition.block import Choice
from tests.data.lists import sheet

LIST = "ФИО | Родился | Класс\nОсока Мята Ивовна | 01.02.2010 | 8А"
NOT_READ = Choice(None)
TEACHERS = Choice("teachers", 1, {0: "name"})


def stored(page, choice):
    return [SheetChoice.of(page, choice)]


def test_the_same_sheet_next_month_is_read_as_it_was_decided():
    choices = stored(sheet(LIST, "8А", "Сентябрь.xlsx"), TEACHERS)
    later = sheet(LIST, "8А", "Октябрь.xlsx")
    assert choices_for([later, sheet(LIST, "9Б", "Октябрь.xlsx")], choices) == {("Октябрь.xlsx", "8А"): TEACHERS}


def test_a_sheet_that_was_not_to_be_read_takes_no_other_with_it():
    choices = stored(sheet(LIST, "Выбывшие", "Сентябрь.xlsx"), NOT_READ)
    others = [sheet(LIST, name, "Октябрь.xlsx") for name in ("8А", "9Б")]
    assert choices_for(others, choices) == {}
    assert choices_for(others[:1], choices) == {}


def test_a_sheet_renamed_is_still_known_where_it_alone_has_that_header():
    choices = stored(sheet(LIST, "Сентябрь", "Списки.xlsx"), TEACHERS)
    renamed, notice = sheet(LIST, "Октябрь", "Списки.xlsx"), sheet("Памятка\nо чём-то", "Памятка", "Списки.xlsx")
    assert choices_for([renamed, notice], choices) == {("Списки.xlsx", "Октябрь"): TEACHERS}


def test_other_headers_are_another_shape():
    choices = stored(sheet(LIST, "8А"), TEACHERS)
    assert choices_for([sheet(LIST.replace("Родился", "Дата рождения"), "8А")], choices) == {}
