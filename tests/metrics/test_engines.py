"""One code for pandas and DuckDB, and properties that hold for any lists."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.loading import load
from data.period import Period, year_to_date
from data.roster import Roster
from metrics.population import Filters
from metrics.results import Result, course_periods, results, results_of_periods

ROSTERS = Path(__file__).parents[2].parent / "shared" / "samples" / "rosters"
EXPECTED = json.loads((ROSTERS / "expected.json").read_text(encoding="utf-8")) if ROSTERS.exists() else {}
FILTERS = (
    Filters(),
    Filters(categories=frozenset({"ovz", "at_risk"})),
    Filters(ages=(11, 14), modes=frozenset({"remote"})),
    Filters(categories=frozenset({"young_specialists"}), forms=frozenset({"teacher_teacher"})),
)
DAYS = st.dates(dt.date(2003, 1, 1), dt.date(2015, 12, 31))
PUPILS = st.lists(st.tuples(DAYS, st.booleans(), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=25)


@pytest.fixture
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    yield connection
    connection.close()


def on_duckdb(roster: Roster, duck: duckdb.DuckDBPyConnection) -> Roster:
    """The same lists as DuckDB relations."""

    def relation(name: str) -> Any:
        frame = getattr(roster, name)
        if frame is None:
            return None
        duck.register(f"{name}_frame", frame)
        duck.sql(f"create or replace table {name} as select * from {name}_frame")
        return duck.table(name)

    return Roster(relation("students"), relation("teachers"), relation("pairs"), roster.as_of)


def figures(found: list[Result]) -> list[tuple[Any, ...]]:
    return [
        (
            *(one.status, one.headline.part, one.headline.whole, one.headline.could, one.left_in_period, one.distance),
            *((other.part, other.whole) for other in one.other_readings),
        )
        for one in found
    ]


def roster_of(pupils: list[tuple[dt.date, bool, bool, bool, bool]]) -> Roster:
    """Pupils as (birth, ОВЗ, СОП, is a mentee, is a mentor), all paired with somebody from outside."""
    births = pd.Series([birth for birth, *_ in pupils]).astype("datetime64[us]")
    students = pd.DataFrame(
        {
            "person": range(len(pupils)), "name": [f"№ {number}" for number in range(len(pupils))],
            "birth": births, "birth_latest": births, "class_name": "7А", "grade": pd.array([7] * len(pupils), dtype="Int64"),
            "ovz": [ovz for _, ovz, *_ in pupils], "at_risk": [risk for _, _, risk, *_ in pupils],
        }
    )  # fmt: skip
    sides = [
        (number, side)
        for number, (*_, mentee, mentor) in enumerate(pupils)
        for side, is_so in (("mentee", mentee), ("mentor", mentor))
        if is_so
    ]
    count = len(sides)
    pairs = pd.DataFrame(
        {
            **{
                f"{side}_{kind}": pd.array([number if (kind, is_side) == ("student", side) else None for number, is_side in sides], dtype="Int64")
                for side in ("mentee", "mentor")
                for kind in ("student", "teacher")
            },
            "mentor": ["А"] * count, "mentee": ["Б"] * count,
            "start": pd.Series([dt.datetime(2020, 9, 1)] * count, dtype="datetime64[us]"),
            "cancelled": pd.Series([False] * count, dtype=bool),
        }
    )  # fmt: skip
    return Roster(students, None, pairs, dt.date(2021, 12, 31))


def files_of(name: str) -> list[tuple[str, bytes]]:
    path = ROSTERS / name
    return [(one.name, one.read_bytes()) for one in (sorted(path.iterdir()) if path.is_dir() else [path])]


@pytest.mark.skipif(not EXPECTED, reason="the sample lists are not beside the project")
@pytest.mark.parametrize("name", EXPECTED)
def test_the_samples_give_their_shares_and_the_same_on_duckdb(name: str, duck: duckdb.DuckDBPyConnection):
    told, expected = load(files_of(name)), EXPECTED[name]
    period = Period(dt.date.fromisoformat(expected["since"]), dt.date.fromisoformat(expected["on"]))
    found = results(told.roster, period)
    shares = {str(one.indicator.number): [one.headline.part, one.headline.whole] for one in found}
    shares["5 literal"] = [found[4].other_readings[0].part, found[4].other_readings[0].whole]
    assert shares == expected["shares"]
    assert told.counts == expected["counts"]
    ducks = on_duckdb(told.roster, duck)
    for filters in FILTERS:
        assert figures(results(ducks, period, filters)) == figures(results(told.roster, period, filters))


@pytest.mark.parametrize("month", range(1, 13))
def test_births_of_every_month_count_the_same_on_both_engines(month: int, duck: duckdb.DuckDBPyConnection):
    births = [dt.date(year, month, number) for year in (2002, 2003, 2010, 2011) for number in (1, 15, 28)]
    roster = roster_of([(birth, True, True, True, False) for birth in births])
    for on in (dt.date(2021, month, 1), dt.date(2021, month, 15), dt.date(2021, 12, 31)):
        of_11_to_18 = sum(
            11 <= on.year - one.year - ((on.month, on.day) < (one.month, one.day)) <= 18 for one in births
        )
        found = results(roster, year_to_date(on))
        assert found[0].headline.part == of_11_to_18
        assert figures(found) == figures(results(on_duckdb(roster, duck), year_to_date(on)))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(PUPILS, st.dates(dt.date(2020, 10, 1), dt.date(2025, 12, 31)))
def test_a_share_never_leaves_0_to_100_percent(pupils: list[Any], on: dt.date):
    for one in results(roster_of(pupils), year_to_date(on)):
        for told in (one.headline, *one.other_readings):
            if told.value is not None and told.ceiling is not None:
                assert 0 <= told.value <= told.ceiling <= 1


@settings(max_examples=40, deadline=None, derandomize=True)
@given(PUPILS, DAYS, st.booleans(), st.booleans())
def test_one_more_uncovered_pupil_never_raises_a_share(pupils: list[Any], birth: dt.date, ovz: bool, at_risk: bool):
    period = year_to_date(dt.date(2021, 12, 31))
    more = results(roster_of([*pupils, (birth, ovz, at_risk, False, False)]), period)
    for before, after in zip(results(roster_of(pupils), period), more, strict=True):
        if before.headline.value is not None:
            assert after.headline.value is not None
            assert after.headline.value <= before.headline.value


@settings(max_examples=30, deadline=None, derandomize=True)
@given(PUPILS, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(pupils: list[Any], random: Any):
    roster, period = roster_of(pupils), year_to_date(dt.date(2022, 6, 30))
    order = list(range(len(pupils)))
    random.shuffle(order)
    shuffled = Roster(roster.students.iloc[order], None, roster.pairs.iloc[::-1], roster.as_of)
    assert figures(results(roster, period)) == figures(results(shuffled, period))


@settings(max_examples=15, deadline=None, derandomize=True)
@given(PUPILS)
def test_the_points_of_a_course_are_the_results_of_their_periods(pupils: list[Any]):
    roster = roster_of(pupils)
    periods = course_periods(dt.date(2020, 10, 1), dt.date(2022, 5, 5))
    together = results_of_periods(roster, periods, FILTERS[1])
    assert [figures(found) for found in together] == [figures(results(roster, one, FILTERS[1])) for one in periods]
