"""Days of pairs without their year («1 сентября», «01.09»): the year is that of the list's school year.

docs/domain.md, «What is a row, a list, a date in them»: an assumption that is reported once a spelling.
"""

from __future__ import annotations

import datetime as dt
import re

from data.parsing.cells import Context, Fault, clean
from data.parsing.dates import MONTH, checked_day, month_named, without_order
from data.parsing.time_spans import Assumption, Span, span_of
from data.periods import SCHOOL_YEAR_STARTS, school_year_to_date

YEARLESS = re.compile(rf"[«\"]?(\d{{1,2}})[»\"]?(?:\s?[./,]\s?(\d{{1,2}})|[ .-]*({MONTH}))")
MONTHS = 12
A_DAY_IN_NUMBER = 32.0  # a number below it may be a day and a month: 1.09


def time_of(text: str, context: Context) -> Span | Fault | None:
    """Returns the days of one time of a pair: as `span_of`, and a day without its year."""
    match = YEARLESS.fullmatch(without_order(text).strip(" .,"))
    month = (int(match[2]) if match[2] else month_named(match[3])) if match else 0
    if not match or month not in range(1, MONTHS + 1):
        return span_of(text, context)
    first_year = context.school_year or school_year_to_date(context.as_of).since.year
    day = checked_day(first_year + (month < SCHOOL_YEAR_STARTS[0]), month, int(match[1]))
    return day if isinstance(day, Fault) else Span(day, day, Assumption.YEAR)


def day_and_month(cell: float) -> str:
    """Returns the text of a number that is a day and a month, 1.09; nothing for others and for 1.1, perhaps 1.10."""
    written = clean(cell)
    return written if 1 <= cell < A_DAY_IN_NUMBER and not written.endswith(".1") and "." in written else ""


def not_before(span: Span, start: dt.date) -> Span:
    """Returns a day without its year as the first such day from a start on."""
    return _turned(span, start.year + ((span.last.month, span.last.day) < (start.month, start.day)))


def not_after(span: Span, latest: dt.date) -> Span:
    """Returns a day without its year as the last such day up to a day."""
    return _turned(span, latest.year - ((span.first.month, span.first.day) > (latest.month, latest.day)))


def _turned(span: Span, year: int) -> Span:
    day = checked_day(year, span.first.month, span.first.day)
    return span if isinstance(day, Fault) else Span(day, day, span.assumption)
