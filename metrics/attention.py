"""What needs attention besides the shares: pairs that end soon, people without a birth date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from data.period import Period
from data.roster import Roster
from metrics.population import Filters, Moment, active, enrolled, literal
from metrics.share import columns_of, frame_of

SOON = 30  # days, product.md, «Обзор»: «pairs that end within 30 days»


@dataclass(frozen=True, slots=True)
class Attention:
    """Counts as of the report date: pairs that end within `SOON` days, and when the last of them does."""

    ending_pairs: int
    ending_until: dt.date
    students_without_birth: int


def attention(roster: Roster, on: dt.date) -> Attention:
    """What the report day shows; 0 where a list is missing."""
    until = on + dt.timedelta(days=SOON)
    ending = 0
    if roster.pairs is not None:
        pairs = frame_of(roster.pairs)
        columns = columns_of(pairs)
        if "end" in columns:
            now = active(Moment(Period(on, on)), Filters(), columns) & (nw.col("end") <= literal(until))
            ending = _height(pairs.filter(now))
    unknown = 0
    if roster.students is not None:
        students = frame_of(roster.students)
        here = enrolled("students", Moment(Period(on, on)), columns_of(students))
        unknown = _height(students.filter(here & nw.col("birth").is_null()))
    return Attention(ending, until, unknown)


def _height(frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> int:
    counted = frame.select(nw.len().alias("rows"))
    eager = counted.collect() if isinstance(counted, nw.LazyFrame) else counted
    return int(eager.rows()[0][0])
