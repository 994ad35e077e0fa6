"""Days on which lists that carry no date may have been made."""

from __future__ import annotations

import datetime as dt

from data.checking.as_of_date import likely_days
from tests.data.lists import checked
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS

TODAY = dt.date(2026, 11, 24)


def test_the_end_of_the_quarter_that_the_lists_tell_of_comes_first():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster  # the last pair begins on 01.10.2024
    days = [dt.date(2024, 12, 31), TODAY, dt.date(2026, 9, 30), dt.date(2026, 9, 1)]
    assert likely_days(roster, TODAY) == days


def test_no_day_to_come_is_likely():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    assert likely_days(roster, dt.date(2024, 11, 1))[0] == dt.date(2024, 11, 1)


def test_lists_that_tell_of_no_day_may_be_todays():
    roster = checked("ФИО | Дата рождения | Класс\nА Б | 01.02.2010 | 8А").roster
    assert likely_days(roster, TODAY)[0] == TODAY
