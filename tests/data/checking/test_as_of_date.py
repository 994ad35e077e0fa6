"""The date of the data: in names of sheets and files, and days on which lists that carry none may have been made."""

from __future__ import annotations

import datetime as dt

import pytest

from data.checking.as_of_date import likely_days
from data.checking.messages import message
from data.loading import check
from tests.data.lists import checked, codes, reported, sheet
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS

TODAY = dt.date(2026, 11, 24)


def test_the_end_of_the_quarter_that_the_lists_name_comes_first():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster  # the last pair begins on 01.10.2024
    days = [dt.date(2024, 12, 31), TODAY, dt.date(2026, 9, 30), dt.date(2026, 9, 1)]
    assert likely_days(roster, TODAY) == days


def classes_of(year: int) -> str:
    """Pupils of an ordinary school as they are in the school year that begins in a year."""
    rows = [f"Липа{'а' * (grade + 12 * half)} Калина | {4 + 8 * half:02}.0{half + 2}.{year - grade - 6} | {grade}А"
            for grade in range(1, 12) for half in (0, 1)]  # fmt: skip
    return "\n".join(["ФИО | Дата рождения | Класс", *rows])


def test_the_ages_of_the_classes_offer_the_days_of_their_school_year():
    days = [dt.date(2023, 9, 1), dt.date(2023, 12, 31), dt.date(2024, 5, 31), TODAY]
    assert likely_days(checked(classes_of(2023)).roster, TODAY) == days


def test_ages_of_this_school_year_offer_no_more_days():
    assert dt.date(2025, 12, 31) not in likely_days(checked(classes_of(2026)).roster, TODAY)


def test_no_day_to_come_is_likely():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    assert likely_days(roster, dt.date(2024, 11, 1))[0] == dt.date(2024, 11, 1)


def test_lists_without_a_day_may_be_todays():
    roster = checked("ФИО | Дата рождения | Класс\nА Б | 01.02.2010 | 8А").roster
    assert likely_days(roster, TODAY)[0] == TODAY


LIST = "ФИО | Дата рождения | Класс\nА Б | 01.02.2010 | 8А"
SEPTEMBER = dt.date(2024, 9, 1)


def dated(picture: str = LIST, sheet_name: str | None = "Лист1", file: str = "Списки.xlsx"):
    return check([sheet(picture, sheet_name, file)], today=TODAY)


@pytest.mark.parametrize(
    "name",
    [
        "на 01.09.2024",
        "Контингент на 01.09.24",
        "Список_на_01_09_2024",
        "по состоянию на 2024-09-01",
        "на 01-09-2024",
        "Списки на 1 сентября 2024",
        "6А на дату 01.09.2024",
        "НА 1.9.2024 г.",
    ],
)
def test_the_name_of_a_sheet_or_a_file_says_the_date_of_the_data(name):
    for lists in (dated(sheet_name=name), dated(file=f"{name}.xlsx"), dated(sheet_name=None, file=f"{name}.csv")):
        assert (lists.as_of, lists.as_of_source, codes(lists)) == (SEPTEMBER, "list", [])


@pytest.mark.parametrize(
    "name",
    [
        "01.09.2024",
        "Контингент 01.09.2024",
        "Приказ на 01.09.2024",
        "Протокол от 01.09.2024",
        "на 31.02.2024",
        "списки на 2024 год",
        "Луна 01.09.2024",
        "на 5А",
        "Приложение к приказу на 01.09.2024",
    ],
)
def test_a_name_without_such_words_or_of_an_order_says_none(name):
    for lists in (dated(sheet_name=name), dated(file=f"{name}.xlsx")):
        assert (lists.as_of, lists.as_of_source) == (TODAY, "today")


def test_the_name_of_a_sheet_without_a_list_says_nothing():
    sheets = [sheet(LIST, "Лист1"), sheet("Обед | в полдень\nсуп | каша", "Меню на 01.09.2024")]
    assert check(sheets, today=TODAY).as_of_source == "today"


def test_a_date_above_the_list_wins_over_that_of_a_name_and_the_difference_is_reported():
    lists = dated(f"Список на 01.09.2024 | |\n{LIST}", file="Списки на 01.10.2024.xlsx")
    (finding,) = reported(lists, "conflicting_as_of")
    assert (lists.as_of, finding.file, finding.cell, finding.value) == (
        SEPTEMBER,
        "Списки на 01.10.2024.xlsx",
        None,
        "01.10.2024",
    )
    assert message(finding) == (
        "Файл «Списки на 01.10.2024.xlsx»: в названии дата данных – 01.10.2024, а взята 01.09.2024. "
        "Проверьте, какая верна."
    )
    alike = dated(f"Список на 01.09.2024 | |\n{LIST}", file="Списки на 01.09.2024.xlsx")
    assert codes(alike) == []


def test_a_date_of_the_data_that_has_not_come_is_said():
    day = TODAY + dt.timedelta(days=1)
    lists = dated(f"Список на {day:%d.%m.%Y} | |\n{LIST}")
    (finding,) = reported(lists)
    assert (finding.code, finding.cell, lists.as_of) == ("future_date", "A1", day)
    assert "дата данных позже сегодняшней" in message(finding)
    in_name = dated(file=f"Списки на {day:%d.%m.%Y}.xlsx")
    assert [(finding.code, finding.file, finding.cell) for finding in reported(in_name)] == [
        ("future_date", in_name.sheets[0].file, None)
    ]


def test_today_is_no_future_and_a_date_that_a_person_gave_is_not_doubted():
    assert codes(dated(f"Список на {TODAY:%d.%m.%Y} | |\n{LIST}")) == []
    later = TODAY + dt.timedelta(days=1)
    assert codes(check([sheet(LIST, "Лист1")], today=TODAY, as_of=later)) == []
