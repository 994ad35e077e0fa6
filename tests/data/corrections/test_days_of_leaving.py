"""A day given for a note of leaving is the day on which the person left, whatever columns the list has."""

from __future__ import annotations

import datetime as dt

import pytest

from data.corrections.days_of_leaving import DayOfLeaving, day_of_leaving, settles_note
from tests.data.lists import checked, codes, reported

LEFT = dt.date(2024, 10, 14)
TEACHERS = "ФИО | Молодой специалист\nЛипа Калина Дубравовна | да"
PAIRS = """
    Наставник              | Наставляемый           | Форма             | Дата начала | Дата окончания
    Липа Калина Дубравовна | Клевер Ясень Тополевич | педагог – ученик  | 01.09.2024  | 14.10.2024
"""


def noted(note: str, column: str = "", cell: str = "", **more: object):
    extra, value = (f" | {column}", f" | {cell}") if column else ("", "")
    return checked(
        f"""
        ФИО                      | Дата рождения | Класс | Примечание{extra}
        Ромашкина Верба Кедровна | 01.02.2010    | 8А    |
        Клевер Ясень Тополевич   | 02.02.2010    | 8А    | {note}{value}
        """,
        **more,
    )


def days(lists) -> list[dt.date | None]:
    frame = lists.roster.students
    return [None if day != day else day.date() for day in frame["left_on"]] if "left_on" in frame else []


@pytest.mark.parametrize(
    "note",
    ["выбыл 14.10.2024", "выбыл(а) 14.10.2024, пр. № 87-у", "отчислена с 14.10.24", "переведён 14.10.2024 в СОШ № 3"],
)
def test_the_day_that_a_note_tells_is_proposed_and_not_taken(note):
    lists = noted(note)
    assert [finding.proposal for finding in reported(lists, "left_by_note")] == ["14.10.2024"]
    assert days(lists) == []


@pytest.mark.parametrize(
    "note",
    ["выбыл", "выбыл 14.10", "выбыл 31.02.2024", "выбыл, пр. от 10.10.2024", "выбыл 14.10.2025"],
)
def test_no_day_is_proposed_without_a_year_of_an_order_that_is_none_or_after_the_date_of_the_data(note):
    assert [finding.proposal for finding in reported(noted(note), "left_by_note")] == [""]


@pytest.mark.parametrize("column", ["", "Дата выбытия"])
@pytest.mark.parametrize("typed", ["14.10.2024", "выбыл 14.10.2024"])
def test_a_day_given_is_the_day_of_leaving_with_a_column_for_it_or_without(column, typed):
    (finding,) = reported(noted("выбыл", column), "left_by_note")
    given = day_of_leaving(finding, typed)
    assert given is not None
    lists = noted("выбыл", column, leavings=[given])
    assert "left_by_note" not in codes(lists)
    assert (days(lists), lists.counts["students"]) == ([None, LEFT], 2)


def test_the_pair_of_who_left_on_a_day_given_stays_matched():
    given = [DayOfLeaving("Списки.xlsx", "Обучающиеся", 3, 3, LEFT)]
    lists = noted("выбыл", teachers=TEACHERS, pairs=PAIRS, leavings=given)
    assert (lists.counts["pairs"], days(lists), lists.has_errors) == (1, [None, LEFT], False)


def test_a_day_that_the_list_tells_itself_stays():
    given = [DayOfLeaving("Списки.xlsx", "Обучающиеся", 3, 3, LEFT)]
    assert days(noted("", "Дата выбытия", "01.11.2024", leavings=given)) == [None, dt.date(2024, 11, 1)]


@pytest.mark.parametrize("place", [("Другие.xlsx", "Обучающиеся"), ("Списки.xlsx", "Другой лист")])
def test_a_day_given_for_another_sheet_is_of_nobody_here(place):
    lists = noted("выбыл", leavings=[DayOfLeaving(*place, 3, 3, LEFT)])
    assert (days(lists), codes(lists).count("left_by_note")) == ([], 1)


def test_a_day_given_in_one_of_two_neighbouring_lists_is_of_nobody_in_the_other():
    side_by_side = """
        ФИО                      | Дата рождения | Класс | | ФИО                  | Дата рождения | Класс
        Ромашкина Верба Кедровна | 01.02.2010    | 8А    | | Клевер Ясень (выбыл) | 02.02.2010    | 8Б
        Осока Рябина Кленовна    | 03.02.2010    | 8А    | | Пион Мак Лютикович   | 04.02.2010    | 8Б
    """
    (finding,) = reported(checked(side_by_side), "left_by_note")
    lists = checked(side_by_side, leavings=[day_of_leaving(finding, "14.10.2024")])
    left = lists.roster.students.dropna(subset="left_on")
    assert list(left["name"]) == ["Клевер Ясень"]


def test_a_teacher_too_leaves_on_a_day_given():
    teachers = "ФИО | Молодой специалист | Статус\nЛипа Калина Дубравовна | да | уволена 31.08.2024"
    (finding,) = reported(checked(teachers=teachers), "left_by_note")
    lists = checked(teachers=teachers, leavings=[day_of_leaving(finding, finding.proposal)])
    assert lists.roster.teachers["left_on"].iloc[0].date() == dt.date(2024, 8, 31)
    assert "left_by_note" not in codes(lists)


@pytest.mark.parametrize("typed", ["14.10.2024", "выбыла 14.10.2024", "не выбыл", "учится", "болеет"])
def test_a_day_or_that_the_person_has_not_left_settles_a_note(typed):
    assert settles_note(typed)


@pytest.mark.parametrize("typed", ["выбыла", "14.10", "31.02.2024", "в октябре 2024"])
def test_what_would_leave_the_person_counted_settles_no_note(typed):
    assert not settles_note(typed)


def test_of_a_column_with_notes_of_leaving_it_is_said_that_they_are_read():
    told = {note: finding.reason for note in ("выбыл", "болеет") for finding in reported(noted(note), "ignored_column")}
    assert told == {"выбыл": "записи о выбытии", "болеет": ""}
