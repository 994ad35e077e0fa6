"""The five shares alone: `metrics` beside the same written by hand.

Both on pandas and on DuckDB; the numbers must be equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from benchmarks import by_hand_pandas, by_hand_sql
from benchmarks.generated_lists import ON, roster
from benchmarks.timing import Figure, best_of, best_of_each, milliseconds
from data.periods import year_to_date
from data.roster import Roster
from metrics.results import Result, course_periods, results, results_of_periods

SIZES = ((1_500, 80, 300), (40_000, 2_000, 8_000), (500_000, 25_000, 100_000))  # pupils, teachers, pairs
RUNS = {1_500: 30, 40_000: 20, 500_000: 10}
COURSE_SINCE = ON.replace(year=2020, month=10, day=1)  # the roadmap's first quarter
PERIOD = year_to_date(ON)
TABLES = ("students", "teachers", "pairs")


def figures() -> Iterator[Figure]:
    for size in SIZES:
        yield from _of_size(*size)
    lists, points = roster(*SIZES[0]), [PERIOD, *course_periods(COURSE_SINCE, ON)]
    seconds = best_of(RUNS[SIZES[0][0]], lambda: results_of_periods(lists, points))
    yield Figure("shares", _case(*SIZES[0]), f"metrics on pandas, {len(points)} periods", milliseconds(seconds))


def _of_size(pupils: int, teachers: int, pairs: int) -> Iterator[Figure]:
    lists = roster(pupils, teachers, pairs)
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as database:
        ducks, since = _in_duckdb(lists, database), PERIOD.since
        works = {
            "metrics on pandas": lambda: _numbers(results(lists, PERIOD)),
            "by hand, pandas": lambda: by_hand_pandas.five_shares(
                lists.students, lists.teachers, lists.pairs, since, ON
            ),
            "metrics on DuckDB": lambda: _numbers(results(ducks, PERIOD)),
            "by hand, DuckDB SQL": lambda: by_hand_sql.five_shares(database, since, ON),
        }
        numbers = [work() for work in works.values()]
        assert all(outcome == numbers[0] for outcome in numbers), numbers
        for what, seconds in zip(works, best_of_each(RUNS[pupils], list(works.values())), strict=True):
            yield Figure("shares", _case(pupils, teachers, pairs), what, milliseconds(seconds))


def _case(pupils: int, teachers: int, pairs: int) -> str:
    return f"{pupils:,} pupils, {teachers:,} teachers, {pairs:,} pairs"


def _numbers(results: list[Result]) -> tuple[list[Any], int | None]:
    counts = [
        (result.headline.part, result.headline.whole, result.headline.could, result.left_in_period)
        for result in results
    ]
    return counts, results[3].distance


def _in_duckdb(lists: Roster, database: duckdb.DuckDBPyConnection) -> Roster:
    for name in TABLES:
        database.register("frame", getattr(lists, name))
        database.sql(f"CREATE TABLE {name} AS SELECT * FROM frame")
        database.unregister("frame")
    return Roster(*(database.table(name) for name in TABLES), lists.as_of)
