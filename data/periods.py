"""Days, full years of age and reporting periods (docs/domain.md, «Who counts»)."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from data.russian import date_text, quarter_text

SCHOOL_YEAR_STARTS = (9, 1)  # month, day
SCHOOL_YEAR_ENDS = (5, 31)


def full_years(birth: dt.date, on: dt.date) -> int:
    """Returns full years of age on a day; born on 29 February: a year older on 1 March of a common year."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def latest_birth(on: dt.date, years: int) -> dt.date:
    """Returns the latest birth date of a person who has at least so many full years on the day.

    So an age band of whole years becomes two plain comparisons of dates:
    `first <= age <= last` is `latest_birth(on, last + 1) < birth <= latest_birth(on, first)`.
    """
    year = on.year - years
    if (on.month, on.day) == (2, 29):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return dt.date(year, 2, 29 if leap else 28)
    return dt.date(year, on.month, on.day)


def months_later(day: dt.date, months: int) -> dt.date:
    """Returns the same day so many months later, the last of its month where that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` to `on`, both days included; `on` is the report date."""

    since: dt.date
    on: dt.date

    def __post_init__(self) -> None:
        if self.since > self.on:
            raise ValueError("a period cannot end before it starts")


def year_to_date(on: dt.date) -> Period:
    """Returns the period from 1 January of the year to the report date («нарастающим итогом»)."""
    return Period(on.replace(month=1, day=1), on)


def quarter_to_date(on: dt.date) -> Period:
    """Returns the period from the first day of the calendar quarter to the report date."""
    return Period(on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1), on)


def school_year_to_date(on: dt.date) -> Period:
    """Returns the period from the last 1 September to the report date."""
    return Period(dt.date(on.year - ((on.month, on.day) < SCHOOL_YEAR_STARTS), *SCHOOL_YEAR_STARTS), on)


def school_year_end(day: dt.date) -> dt.date:
    """Returns the last 31 May of the school year of a day, else the next: so long may a pair of that day run."""
    ends = dt.date(day.year, *SCHOOL_YEAR_ENDS)
    return ends if day < ends else ends.replace(year=day.year + 1)


def quarter_end(day: dt.date) -> dt.date:
    """Returns the last day of the calendar quarter that holds the day."""
    last_month = (day.month - 1) // 3 * 3 + 3
    following = dt.date(day.year + last_month // 12, last_month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def unfinished_words(on: dt.date, last: dt.date) -> str:
    """Returns « (неполный, по 30.11.2026)» of a period up to a day that is not its last one, else nothing."""
    return "" if on == last else f" (неполный, по {date_text(on)})"


def whole_months(day: dt.date, count: int) -> Period:
    """Returns the period of so many whole months, counted from January, that holds the day."""
    first = (day.month - 1) // count * count + 1
    last = first + count - 1
    return Period(dt.date(day.year, first, 1), dt.date(day.year, last, monthrange(day.year, last)[1]))


def quarter_or_day(day: dt.date) -> str:
    """Returns «IV кв. 2021» for the end of a quarter, else the day itself."""
    return quarter_text(day) if day == quarter_end(day) else date_text(day)


def quarter_ends(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yields every end of a quarter from the quarter of `first` up to `last`, `last` itself included at the end."""
    day = quarter_end(first)
    while day < last:
        yield day
        day = quarter_end(day + dt.timedelta(days=1))
    yield last
