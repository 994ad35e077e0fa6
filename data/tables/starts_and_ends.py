"""The start and the end of each pair from its columns «Дата начала», «Дата окончания», «Срок».

docs/domain.md, «What is a row, a list, a date in them»: of a longer time a start is its first day and an end
its last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.parsing import Assumption, Fault, PairDates, Span
from data.parsing.yearless_days import not_after, not_before

COLUMNS = ("start", "end", "term")  # the fields that a start or an end may stand in
BOTH_FROM_ONE = {
    Assumption.QUARTER,
    Assumption.TERM,
    Assumption.HALF_YEAR,
    Assumption.SCHOOL_YEAR,
}  # a term that names its two ends


@dataclass(frozen=True, slots=True)
class AssumedDay:
    """A day taken for the longer time that a cell names: `row` from 0, the field whose column it stands in."""

    row: int
    key: str
    side: str  # «start» or «end»
    day: dt.date
    assumption: Assumption


@dataclass(slots=True)
class StartsAndEnds:
    """The days of pairs by row, what was assumed, and cells that say the wrong end: (row, field, fault)."""

    starts: list[dt.date | None] = field(default_factory=list)
    ends: list[dt.date | None] = field(default_factory=list)
    assumed: list[AssumedDay] = field(default_factory=list)
    faults: list[tuple[int, str, Fault]] = field(default_factory=list)


def starts_and_ends(
    columns: Mapping[str, Sequence[PairDates | None]], count: int, latest: dt.date | None = None
) -> StartsAndEnds:
    """Returns the start and the end of each of `count` rows from the columns of `COLUMNS` that there are.

    A start without its year is not after the `latest` day; an end without its year is not before the start.
    """
    result = StartsAndEnds()
    blank: Sequence[PairDates | None] = [None] * count
    rows = zip(*(columns.get(key, blank) for key in COLUMNS), strict=True)
    for row, (start, end, term) in enumerate(rows):
        if start and not start.start:
            result.faults.append((row, "start", Fault("bad_date", "здесь стоит окончание, а начала нет")))
        if term and not start and term.start and term.start is term.end and not _is_of_both_ends(term):
            result.faults.append((row, "term", Fault("bad_date", "один день: непонятно, начало это или окончание")))
        if end and _is_of_another_start(end, start):
            result.faults.append((row, "end", Fault("bad_date", "здесь стоит начало, а окончания нет")))
        begins, since = _start_of(start, term)
        if since and since.assumption is Assumption.YEAR and latest and since.first > latest:
            since = not_after(since, latest)
        first_day = _day(result, row, "start", (begins, since))
        result.starts.append(first_day)
        ends, until = _end_of(start, end, term, first_day)
        if until and first_day and until.assumption is Assumption.YEAR and (ends == begins or until.last < first_day):
            until = not_before(until, first_day)
        result.ends.append(_day(result, row, "end", (ends, until)))
    misread = {(row, key) for row, key, _ in result.faults}
    result.assumed = [day for day in result.assumed if (day.row, day.key) not in misread]
    return result


def _start_of(start: PairDates | None, term: PairDates | None) -> tuple[str, Span | None]:
    """Returns the column that gives the start, and its span."""
    if start and start.start:
        return "start", start.start
    if term and term.start and (_is_of_both_ends(term) or term.end is None):
        return "term", term.start
    return "start", None


def _end_of(
    start: PairDates | None, end: PairDates | None, term: PairDates | None, first_day: dt.date | None
) -> tuple[str, Span | None]:
    """Returns the column that gives the end, and its span; an end of its own wins over one beside a start."""
    for key, dates in zip(("end", "term", "start"), (end, term, start), strict=True):
        if first_day and dates and (span := dates.end_from(first_day)):
            return key, span
    if end and end.ordered:  # the order of the beginning once more says nothing of the end
        return "end", None if _is_same(end, start) else end.start
    if end and (end.endless or end.end):
        return "end", None if end.endless else end.end
    if start and start.start is not start.end and (start.endless or start.end):
        return "start", start.end
    if term and term.end and not term.endless:
        return "term", term.end
    return "end", None


def _is_of_another_start(end: PairDates, start: PairDates | None) -> bool:
    """Returns whether a column of ends gives a beginning alone («с 01.06.2024»), and not that of the pair."""
    gives_end = end.ordered or end.end or end.endless or end.months or end.this_school_year
    return not gives_end and end.start is not None and not _is_same(end, start)


def _is_same(end: PairDates, start: PairDates | None) -> bool:
    """Returns whether a column of ends gives the beginning of the pair again."""
    return bool(start and start.start and end.start and start.start[:2] == end.start[:2])


def _is_of_both_ends(term: PairDates) -> bool:
    """Returns whether a term names two ends, or one time that has both."""
    if term.start is not term.end:
        return True
    return term.start is not None and term.start.assumption in BOTH_FROM_ONE


def _day(result: StartsAndEnds, row: int, side: str, place: tuple[str, Span | None]) -> dt.date | None:
    """Returns the first day of a span for a start and the last for an end; notes what is assumed."""
    key, span = place
    if span is None:
        return None
    day = span.first if side == "start" else span.last
    if span.assumption:
        result.assumed.append(AssumedDay(row, key, side, day, span.assumption))
    return day
