"""A list seen on a report day: columns, day and period, which conditions read.

Conditions are written once, over `FrameView.column`. Over a lazy frame (DuckDB, Spark) a column is a narwhals
expression; over an eager one it is the narwhals series itself, because evaluating expressions costs several times the
computing on a frame of a school's size. Both have the same operators and methods.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from data.periods import Period, latest_birth

Frame = Any  # nw.DataFrame or nw.LazyFrame: what is written once fits both
Condition = Any  # nw.Expr over a lazy frame, boolean nw.Series of an eager one

# Before and after every day that a list can hold (data.parsing.dates.YEARS): what an empty day means where it is open.
LONG_AGO, NEVER = dt.datetime(1900, 1, 1), dt.datetime(2101, 1, 1)

READ = frozenset(  # what conditions read besides the columns of groups
    {
        *("person", "birth", "birth_latest", "class_name", "grade", "enrolled_on", "hired_on", "left_on"),
        *("mentor_student", "mentor_teacher", "mentee_student", "mentee_teacher"),
        *("form", "mode", "start", "end", "cancelled"),
    }
)
MARK_DAYS = ("", "_since", "_until")  # a mark, and the days from and before which it holds


@dataclass(frozen=True, slots=True)
class FrameView:
    """A list and the day on which it is seen.

    `period` is None where the frame holds every row once for each of many periods (`at_points`): the days are then
    columns like any other, so that the course of a share is one computation.
    """

    frame: Frame
    names: frozenset[str]
    period: Period | None
    taken: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # columns that were asked for

    def has(self, *names: str) -> bool:
        return self.names.issuperset(names)

    def column(self, name: str) -> Any:
        if name not in self.taken:
            self.taken[name] = self.frame[name] if isinstance(self.frame, nw.DataFrame) else nw.col(name)
        return self.taken[name]

    @property
    def on(self) -> Any:
        return literal(self.period.on) if self.period else self.column("on_")

    @property
    def since(self) -> Any:
        return literal(self.period.since) if self.period else self.column("since_")

    def born(self, years: int) -> Any:
        """Returns the latest birth of somebody of so many full years."""
        return literal(latest_birth(self.period.on, years)) if self.period else self.column(f"born_{years}_")

    @property
    def everyone(self) -> Condition:
        """True for each person."""
        return ~self.column("person").is_null()


def frame_view(native: Any, period: Period | None = None) -> FrameView:
    """Returns the view of a list of any engine, at the end of a period if given."""
    frame = nw.from_native(native)
    # The schema of an eager frame would also work out every dtype, which takes longer than a condition.
    names = frame.columns if isinstance(frame, nw.DataFrame) else frame.collect_schema().names()
    return FrameView(frame, frozenset(names), period)


def select_read_columns(view: FrameView, marks: Iterable[str] = ()) -> FrameView:
    """Returns only the columns that conditions read: names need not be copied.

    The marks of groups are among them. A lazy engine sees to that itself.
    """
    if isinstance(view.frame, nw.LazyFrame):
        return view
    names = view.names & (READ | {f"{mark}{tail}" for mark in marks for tail in MARK_DAYS})
    return FrameView(view.frame.select(sorted(names)), names, view.period)


def collected(frame: Frame) -> nw.DataFrame[Any]:
    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def height(frame: Frame) -> int:
    return int(collected(frame.select(nw.len())).row(0)[0])


def rows_of(frame: Frame) -> list[dict[str, Any]]:
    """Returns the rows, with None where nothing stands.

    The engines have words of their own for nothing.
    """
    table = collected(frame).to_pandas()
    columns = {str(name): _cells(table[name]) for name in table}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _cells(column: Any) -> list[Any]:
    cells = column.astype(object).to_numpy(copy=True)
    cells[column.isna().to_numpy()] = None
    return list(cells)


def literal(day: dt.date) -> dt.datetime:
    """Returns a day as the value that every engine compares with."""
    return dt.datetime(day.year, day.month, day.day)


def at_points(view: FrameView, periods: Sequence[Period], years: Iterable[int], keys: Collection[str]) -> FrameView:
    """Returns the list at one period, or every row once for each of many.

    The days that `FrameView` reads are then columns. The list has its read columns alone (`select_read_columns`).

    `point_` numbers the periods. The columns `keys` identify people, and are made to tell apart the same person at
    different points.
    """
    if len(periods) == 1:
        return FrameView(view.frame, view.names, periods[0])
    table: dict[str, list[Any]] = {
        "point_": list(range(len(periods))),
        "on_": [literal(period.on) for period in periods],
        "since_": [literal(period.since) for period in periods],
        **{f"born_{number}_": [literal(latest_birth(period.on, number)) for period in periods] for number in years},
    }
    points = nw.from_dict(table, backend=view.frame.implementation)
    crossed = view.frame.join(points, how="cross")
    crossed = crossed.with_columns(nw.col(*(view.names & set(keys))) * len(periods) + nw.col("point_"))
    return FrameView(crossed, view.names | set(table), None)
