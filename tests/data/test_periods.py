"""Full years of age, periods and quarters, at their edges."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.periods import (
    Period,
    full_years,
    latest_birth,
    quarter_end,
    quarter_ends,
    quarter_or_day,
    quarter_to_date,
    school_year_end,
    school_year_to_date,
    year_to_date,
)
from data.russian import counted, date_text, listed, plural, quarter_text

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        ("2010-09-01", "2021-08-31", 10), ("2010-09-01", "2021-09-01", 11), ("2008-02-29", "2021-02-28", 12), ("2008-02-29", "2021-03-01", 13),
        ("2008-02-29", "2024-02-28", 15), ("2008-02-29", "2024-02-29", 16), ("2003-12-31", "2021-12-31", 18), ("2004-01-01", "2021-12-31", 17),
    ],
)  # fmt: skip
def test_full_years_grow_on_the_birthday_and_of_29_february_on_1_march(birth, on, years):
    assert full_years(dt.date.fromisoformat(birth), dt.date.fromisoformat(on)) == years


@settings(derandomize=True, deadline=None, max_examples=300)
@given(birth=DAYS, on=DAYS, years=st.integers(0, 80))
def test_the_latest_birth_of_an_age_is_that_age_exactly(birth, on, years):
    assert (birth <= latest_birth(on, years)) == (full_years(birth, on) >= years)


@pytest.mark.parametrize(("period", "since"), [(year_to_date, "2024-01-01"), (quarter_to_date, "2024-10-01"), (school_year_to_date, "2024-09-01")])  # fmt: skip
def test_a_period_to_a_date_starts_with_its_year_quarter_or_school_year(period, since):
    assert period(dt.date(2024, 12, 31)) == Period(dt.date.fromisoformat(since), dt.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("day", "ends"), [("2024-09-01", 2025), ("2025-05-30", 2025), ("2025-05-31", 2026), ("2025-08-31", 2026)]
)
def test_a_school_year_ends_with_may_and_on_its_last_day_the_next_is_meant(day, ends):
    assert school_year_end(dt.date.fromisoformat(day)) == dt.date(ends, 5, 31)


def test_the_school_year_starts_in_september():
    assert school_year_to_date(dt.date(2024, 8, 31)).since == dt.date(2023, 9, 1)
    assert school_year_to_date(dt.date(2024, 9, 1)).since == dt.date(2024, 9, 1)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="end before"):
        Period(dt.date(2024, 1, 2), dt.date(2024, 1, 1))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(day=DAYS)
def test_a_quarter_ends_on_the_last_day_of_its_third_month(day):
    end = quarter_end(day)
    assert day <= end
    assert (end.month % 3, (end + dt.timedelta(days=1)).day, (end.month - 1) // 3) == (0, 1, (day.month - 1) // 3)


def test_the_ends_of_quarters_run_up_to_the_day_itself():
    ends = list(quarter_ends(dt.date(2023, 11, 9), dt.date(2024, 8, 15)))
    assert ends == [dt.date(2023, 12, 31), dt.date(2024, 3, 31), dt.date(2024, 6, 30), dt.date(2024, 8, 15)]
    assert list(quarter_ends(dt.date(2024, 3, 31), dt.date(2024, 3, 31))) == [dt.date(2024, 3, 31)]


@pytest.mark.parametrize(("count", "words"), [(0, "пар"), (1, "пара"), (2, "пары"), (4, "пары"), (5, "пар"), (11, "пар"), (14, "пар"), (21, "пара"), (111, "пар"), (122, "пары")])  # fmt: skip
def test_a_noun_agrees_with_its_number(count, words):
    assert plural(count, "пара", "пары", "пар") == words


def test_numbers_dates_and_lists_in_words():
    assert counted(1500, "пара", "пары", "пар") == "1\u00a0500\u00a0пар"
    assert date_text(dt.date(2024, 9, 1)) == "01.09.2024"
    assert quarter_text(dt.date(2021, 12, 31)) == "IV\u00a0кв.\u00a02021"
    assert listed(["а", "б"], 2) == "а, б"
    assert listed(["а", "б", "в", "г"], 2) == "а, б и ещё 2"


@pytest.mark.parametrize(
    ("day", "words"),
    [(dt.date(2021, 12, 31), "IV\u00a0кв.\u00a02021"), (dt.date(2021, 12, 30), "30.12.2021")],
)
def test_the_end_of_a_quarter_is_named_by_the_quarter_and_another_day_by_itself(day: dt.date, words: str):
    assert quarter_or_day(day) == words
