"""The same code on pandas and DuckDB, and properties that hold for any lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import demo
from data.loading import load
from data.periods import Period, full_years, year_to_date
from data.roster import Roster
from metrics.breakdown import by_age, by_pair, coverage
from metrics.explain import explanations
from metrics.filters import Filters
from metrics.indicators import load as declarations
from metrics.results import Result, Status, course_periods, results, results_of_periods
from metrics.upcoming import upcoming
from tests.data.lists import KNOWN
from tests.metrics.rosters import numbered
from tests.sample_files import EXPECTED, roster_files

NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
FILTERS = (
    Filters(),
    Filters(categories=frozenset({"ovz", "at_risk"})),
    Filters(ages=(11, 14), modes=frozenset({"remote"})),
    Filters(categories=frozenset({"young_specialists"}), forms=frozenset({"teacher_teacher"})),
)
DAYS = st.dates(dt.date(2003, 1, 1), dt.date(2015, 12, 31))
SOME_DAY = st.none() | st.dates(dt.date(2020, 6, 1), dt.date(2022, 6, 30))
STAYS = st.fixed_dictionaries(
    {
        "birth": DAYS,
        "only_year": st.booleans(),
        "ovz": st.booleans(),
        "at_risk": st.booleans(),
        "at_risk_since": SOME_DAY,
        "at_risk_until": SOME_DAY,
        "enrolled_on": SOME_DAY,
        "days": st.none() | st.integers(1, 400),
    }
)
SCHOOLS = st.lists(STAYS, min_size=1, max_size=12)
SIDE = st.none() | st.integers(0, 11)
PAIRS = st.lists(
    st.tuples(
        SIDE, SIDE, st.sampled_from(["onsite", "remote", "mixed", None]), SOME_DAY, st.integers(0, 500), st.booleans()
    ),
    max_size=12,
)
PUPILS = st.lists(st.tuples(DAYS, st.booleans(), st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=25)


@pytest.fixture
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(config=NO_EXTENSIONS)
    yield connection
    connection.close()


def on_duckdb(roster: Roster, duck: duckdb.DuckDBPyConnection) -> Roster:
    """Returns the same lists as DuckDB relations."""

    def relation(name: str) -> Any:
        frame = getattr(roster, name)
        if frame is None:
            return None
        duck.register(f"{name}_frame", frame)
        duck.sql(f"create or replace table {name} as select * from {name}_frame")
        return duck.table(name)

    return Roster(relation("students"), relation("teachers"), relation("pairs"), roster.as_of)


def figures(results: list[Result]) -> list[tuple[Any, ...]]:
    return [
        (
            *(
                result.status,
                result.headline.part,
                result.headline.whole,
                result.headline.could,
                result.left_in_period,
                result.distance,
            ),
            *((reading.part, reading.whole) for reading in result.other_readings),
        )
        for result in results
    ]


def roster_of(pupils: list[tuple[dt.date, bool, bool, bool, bool]]) -> Roster:
    """Returns pupils, all paired with somebody from outside.

    They are given as (birth, ОВЗ, СОП, is a mentee, is a mentor).
    """
    births = pd.Series([birth for birth, *_ in pupils]).astype("datetime64[us]")
    students = pd.DataFrame(
        {
            "person": range(len(pupils)),
            "name": [f"№ {number}" for number in range(len(pupils))],
            "birth": births,
            "birth_latest": births,
            "class_name": "7А",
            "grade": pd.array([7] * len(pupils), dtype="Int64"),
            "ovz": [ovz for _, ovz, *_ in pupils],
            "at_risk": [risk for _, _, risk, *_ in pupils],
        }
    )
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
                f"{side}_{kind}": pd.array(
                    [number if (kind, is_side) == ("student", side) else None for number, is_side in sides],
                    dtype="Int64",
                )
                for side in ("mentee", "mentor")
                for kind in ("student", "teacher")
            },
            "mentor": ["А"] * count,
            "mentee": ["Б"] * count,
            "start": pd.Series([dt.datetime(2020, 9, 1)] * count, dtype="datetime64[us]"),
            "cancelled": pd.Series([False] * count, dtype=bool),
        }
    )
    return Roster(students, None, pairs, dt.date(2021, 12, 31))


def day_column(days: list[dt.date | None]) -> Any:
    return pd.Series(pd.to_datetime(pd.Series(days, dtype=object))).astype("datetime64[us]")


def school_of(pupils: list[dict[str, Any]], pairs: list[tuple[Any, ...]], persons: list[int] | None = None) -> Roster:
    """Returns any pupils and pairs.

    Days are known or not, years alone, stays end, and pairs are with people from outside.
    """
    came = [pupil["enrolled_on"] for pupil in pupils]
    left = [
        dt.timedelta(pupil["days"]) + (pupil["enrolled_on"] or dt.date(2020, 9, 1)) if pupil["days"] else None
        for pupil in pupils
    ]
    first = [pupil["birth"].replace(month=1, day=1) if pupil["only_year"] else pupil["birth"] for pupil in pupils]
    last = [pupil["birth"].replace(month=12, day=31) if pupil["only_year"] else pupil["birth"] for pupil in pupils]
    students = pd.DataFrame(
        {
            "person": persons or list(range(len(pupils))),
            "name": "Кто-то",
            "class_name": "7А",
            "grade": pd.array([7] * len(pupils), dtype="Int64"),
            "birth": day_column(first),
            "birth_latest": day_column(last),
            "enrolled_on": day_column(came),
            "left_on": day_column(left),
            **{key: day_column([pupil[key] for pupil in pupils]) for key in ("at_risk_since", "at_risk_until")},
            **{key: [pupil[key] for pupil in pupils] for key in ("ovz", "at_risk")},
        }
    )
    known = students["person"].tolist()
    sides = [[known[side % len(known)] if side is not None else None for side in pair[:2]] for pair in pairs]
    starts = [pair[3] or dt.date(2019, 9, 1) for pair in pairs]
    table = pd.DataFrame(
        {
            **{
                f"{side}_student": pd.array([pair[place] for pair in sides], dtype="Int64")
                for place, side in enumerate(("mentor", "mentee"))
            },
            **{f"{side}_teacher": pd.array([None] * len(pairs), dtype="Int64") for side in ("mentor", "mentee")},
            "mentor": ["А"] * len(pairs),
            "mentee": ["Б"] * len(pairs),
            "mode": pd.array([pair[2] for pair in pairs], dtype="str"),
            "start": day_column(starts),
            "cancelled": pd.Series([pair[5] for pair in pairs], dtype=bool),
            "end": day_column(
                [dt.timedelta(pair[4]) + start if pair[4] else None for pair, start in zip(pairs, starts, strict=True)]
            ),
        }
    )
    return Roster(students, None, table, dt.date(2021, 12, 31))


def by_the_words(roster: Roster, period: Period) -> list[tuple[int, int, int]]:
    """Returns [part, whole, left] of № 1 and № 4, counted person by person.

    As docs/domain.md, «Who counts», says it.
    """

    def active(pair: Any) -> bool:
        return (
            not pair.cancelled
            and pair.start.date() <= period.on
            and (pd.isna(pair.end) or pair.end.date() >= period.since)
        )

    now = [pair for pair in roster.pairs.itertuples() if active(pair)]
    mentees = {int(pair.mentee_student) for pair in now if not pd.isna(pair.mentee_student)}
    paired = mentees | {int(pair.mentor_student) for pair in now if not pd.isna(pair.mentor_student)}

    def counted(whole: Any, part: Any) -> tuple[int, int, int]:
        here, gone = set(), set()
        for pupil in roster.students.itertuples():
            came = pd.isna(pupil.enrolled_on) or pupil.enrolled_on.date() <= period.on
            if came and (pd.isna(pupil.left_on) or pupil.left_on.date() > period.on):
                here.add(pupil)
            elif not pd.isna(pupil.left_on) and period.since <= pupil.left_on.date() <= period.on:
                gone.add(pupil)
        left = {pupil.person for pupil in gone if part(pupil)} - {pupil.person for pupil in here}
        return sum(part(pupil) for pupil in here), sum(whole(pupil) for pupil in here), len(left)

    def of_11_to_18(pupil: Any) -> bool:
        return full_years(pupil.birth_latest, period.on) >= 11 and full_years(pupil.birth, period.on) <= 18

    return [
        counted(lambda _: True, lambda pupil: pupil.person in mentees and of_11_to_18(pupil)),
        counted(lambda pupil: pupil.ovz, lambda pupil: pupil.person in paired and pupil.ovz),
    ]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_samples_give_their_shares_and_the_same_on_duckdb(name: str, duck: duckdb.DuckDBPyConnection):
    lists, expected = load(roster_files(name)), EXPECTED[name]
    period = Period(dt.date.fromisoformat(expected["since"]), dt.date.fromisoformat(expected["on"]))
    counted = numbered(results(lists.roster, period))
    shares = {str(number): [result.headline.part, result.headline.whole] for number, result in counted.items()}
    shares["5 literal"] = [counted[5].other_readings[0].part, counted[5].other_readings[0].whole]
    assert {key: shares[key] for key in expected["shares"]} == expected["shares"]
    assert lists.counts == expected["counts"]
    ducks = on_duckdb(lists.roster, duck)
    for filters in FILTERS:
        assert figures(results(ducks, period, filters)) == figures(results(lists.roster, period, filters))


@pytest.mark.parametrize("month", range(1, 13))
def test_births_of_every_month_count_the_same_on_both_engines(month: int, duck: duckdb.DuckDBPyConnection):
    births = [dt.date(year, month, number) for year in (2002, 2003, 2010, 2011) for number in (1, 15, 28)]
    roster = roster_of([(birth, True, True, True, False) for birth in births])
    for on in (dt.date(2021, month, 1), dt.date(2021, month, 15), dt.date(2021, 12, 31)):
        of_11_to_18 = sum(
            11 <= on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day)) <= 18 for birth in births
        )
        counted = results(roster, year_to_date(on))
        assert counted[0].headline.part == of_11_to_18
        assert figures(counted) == figures(results(on_duckdb(roster, duck), year_to_date(on)))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(PUPILS, st.dates(dt.date(2020, 10, 1), dt.date(2025, 12, 31)))
def test_a_share_never_leaves_0_to_100_percent(pupils: list[Any], on: dt.date):
    for result in results(roster_of(pupils), year_to_date(on)):
        for share in (result.headline, *result.other_readings):
            if share.value is not None and share.ceiling is not None:
                assert 0 <= share.value <= share.ceiling <= 1


@settings(max_examples=40, deadline=None, derandomize=True)
@given(PUPILS, DAYS, st.booleans(), st.booleans())
def test_one_more_uncovered_pupil_never_raises_a_share(pupils: list[Any], birth: dt.date, ovz: bool, at_risk: bool):
    period = year_to_date(dt.date(2021, 12, 31))
    more = results(roster_of([*pupils, (birth, ovz, at_risk, False, False)]), period)
    for before, after in zip(results(roster_of(pupils), period), more, strict=True):
        if before.headline.value is not None:
            assert after.headline.value is not None
            assert after.headline.value <= before.headline.value


@settings(max_examples=20, deadline=None, derandomize=True)
@given(PUPILS, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(pupils: list[Any], random: Any):
    roster, period = roster_of(pupils), year_to_date(dt.date(2022, 6, 30))
    order = list(range(len(pupils)))
    random.shuffle(order)
    shuffled = Roster(roster.students.iloc[order], None, roster.pairs.iloc[::-1], roster.as_of)
    assert figures(results(roster, period)) == figures(results(shuffled, period))


@settings(max_examples=10, deadline=None, derandomize=True)
@given(PUPILS)
def test_the_points_of_a_course_are_the_results_of_their_periods(pupils: list[Any]):
    roster = roster_of(pupils)
    periods = course_periods(dt.date(2020, 10, 1), dt.date(2022, 5, 5))
    together = results_of_periods(roster, periods, FILTERS[1])
    assert [figures(point) for point in together] == [
        figures(results(roster, period, FILTERS[1])) for period in periods
    ]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SCHOOLS, PAIRS, st.dates(dt.date(2020, 10, 1), dt.date(2022, 6, 30)))
def test_the_counts_are_those_that_the_words_of_the_rules_give(pupils: list[Any], pairs: list[Any], on: dt.date):
    roster, period = school_of(pupils, pairs), year_to_date(on)
    counted = numbered(results(roster, period))
    counts = [
        (result.headline.part, result.headline.whole, result.left_in_period) for result in (counted[1], counted[4])
    ]
    assert counts == by_the_words(roster, period)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(SCHOOLS, PAIRS, st.dates(dt.date(2020, 10, 1), dt.date(2022, 6, 30)), st.sampled_from(FILTERS))
def test_any_lists_count_the_same_on_both_engines(pupils: list[Any], pairs: list[Any], on: dt.date, filters: Filters):
    roster, period = school_of(pupils, pairs), year_to_date(on)
    with duckdb.connect(config=NO_EXTENSIONS) as duck:
        assert figures(results(on_duckdb(roster, duck), period, filters)) == figures(results(roster, period, filters))


@settings(max_examples=10, deadline=None, derandomize=True)
@given(SCHOOLS, PAIRS)
def test_any_course_is_made_of_the_results_of_its_periods(pupils: list[Any], pairs: list[Any]):
    roster = school_of(pupils, pairs)
    periods = course_periods(dt.date(2020, 10, 1), dt.date(2022, 5, 5))
    together = results_of_periods(roster, periods)
    assert [figures(point) for point in together] == [figures(results(roster, period)) for period in periods]


def stay(**changed: Any) -> dict[str, Any]:
    usual = dict.fromkeys(("at_risk_since", "at_risk_until", "enrolled_on", "days")) | dict.fromkeys(
        ("only_year", "ovz", "at_risk"), False
    )
    return {**usual, "birth": dt.date(2008, 2, 1), **changed}


RETURNED = school_of(
    [
        stay(days=100, enrolled_on=dt.date(2020, 12, 1)),
        stay(enrolled_on=dt.date(2021, 9, 1)),
        stay(days=100, enrolled_on=dt.date(2020, 12, 1)),
        stay(days=10, enrolled_on=dt.date(2021, 9, 1)),
        stay(days=100, enrolled_on=dt.date(2020, 12, 1)),
    ],
    [(None, side, "remote", None, 0, False) for side in range(5)],
    persons=[0, 0, 2, 2, 4],
)


def test_who_came_back_has_not_left_on_either_engine(duck: duckdb.DuckDBPyConnection):
    period = year_to_date(dt.date(2021, 12, 31))
    [first, *_] = results(RETURNED, period)
    assert (first.headline.part, first.headline.whole, first.left_in_period) == (1, 1, 2)
    assert figures(results(on_duckdb(RETURNED, duck), period)) == figures(results(RETURNED, period))


def test_lists_without_rows_have_no_data_on_either_engine(duck: duckdb.DuckDBPyConnection):
    period = year_to_date(dt.date(2021, 12, 31))
    nobody = Roster(RETURNED.students.iloc[:0], None, RETURNED.pairs, RETURNED.as_of)
    unpaired = Roster(RETURNED.students, None, RETURNED.pairs.iloc[:0], RETURNED.as_of)
    assert {result.status for result in results(nobody, period)} == {Status.NO_DATA}
    shares = numbered(results(unpaired, period))
    assert {number: shares[number].headline.part for number in KNOWN} == {1: 0, 2: 0, 3: None, 4: 0, 5: 0}
    for roster in (nobody, unpaired):
        assert figures(results(on_duckdb(roster, duck), period)) == figures(results(roster, period))


def test_teachers_alone_and_untellable_filters_are_alike_on_both_engines(duck: duckdb.DuckDBPyConnection):
    period = year_to_date(dt.date(2024, 12, 31))
    whole = load([(demo.PATH.name, demo.PATH.read_bytes())]).roster
    teachers = Roster(None, whole.teachers, whole.pairs, whole.as_of)
    bare = Roster(whole.students.drop(columns="ovz"), None, whole.pairs.drop(columns="mode"), whole.as_of)
    for roster, filters in ((teachers, FILTERS[0]), (bare, FILTERS[0]), (bare, FILTERS[1]), (bare, FILTERS[2])):
        on_pandas = figures(results(roster, period, filters))
        assert figures(results(on_duckdb(roster, duck), period, filters)) == on_pandas
    assert numbered(results(teachers, period))[3].headline.whole


def test_days_stored_as_dates_count_like_timestamps(duck: duckdb.DuckDBPyConnection):
    period, ducks = year_to_date(dt.date(2021, 12, 31)), on_duckdb(RETURNED, duck)
    days = "birth, birth_latest, enrolled_on, left_on, at_risk_since, at_risk_until"
    casts = ", ".join(f"{name}::DATE AS {name}" for name in days.split(", "))
    dated = Roster(
        duck.sql(f"SELECT * REPLACE ({casts}) FROM students"),
        None,
        duck.sql('SELECT * REPLACE (start::DATE AS start, "end"::DATE AS "end") FROM pairs'),
        RETURNED.as_of,
    )
    assert figures(results(dated, period)) == figures(results(ducks, period))


def test_numbers_of_people_may_be_far_apart():
    far = school_of([stay(), stay(ovz=True)], [(None, 1, None, None, 0, False)], persons=[7, 10**12])
    near = school_of([stay(), stay(ovz=True)], [(None, 1, None, None, 0, False)])
    period = year_to_date(dt.date(2021, 12, 31))
    assert figures(results(far, period)) == figures(results(near, period))
    assert results(far, period)[0].headline.part == 1


def test_periods_that_do_not_fit_into_memory_together_are_counted_one_by_one(monkeypatch: pytest.MonkeyPatch):
    periods = course_periods(dt.date(2020, 10, 1), dt.date(2022, 5, 5))
    together = [figures(point) for point in results_of_periods(RETURNED, periods)]
    monkeypatch.setattr("metrics.counting.counts.ROWS_AT_ONCE", 5)
    assert [figures(point) for point in results_of_periods(RETURNED, periods)] == together


def test_a_course_on_duckdb_is_that_on_pandas(duck: duckdb.DuckDBPyConnection):
    periods = course_periods(dt.date(2021, 1, 1), dt.date(2021, 12, 31))
    on_duck = results_of_periods(on_duckdb(RETURNED, duck), periods)
    assert [figures(point) for point in on_duck] == [figures(point) for point in results_of_periods(RETURNED, periods)]


def test_explanations_breakdowns_and_attention_are_the_same_on_both_engines(duck: duckdb.DuckDBPyConnection):
    roster = load([(demo.PATH.name, demo.PATH.read_bytes())]).roster
    ducks, period, declared = on_duckdb(roster, duck), year_to_date(dt.date(2024, 12, 31)), declarations()
    assert upcoming(ducks, period.on) == upcoming(roster, period.on)
    assert coverage(ducks, period, FILTERS[1], declared) == coverage(roster, period, FILTERS[1], declared)
    shares = numbered(results(roster, period))
    assert all(shares[number].headline.part for number in KNOWN)
    for indicator in declared.indicators:
        request = (period, FILTERS[0], indicator, declared)
        by_person = {standing.person: standing for standing in explanations(roster, *request)}
        assert {standing.person: standing for standing in explanations(ducks, *request)} == by_person
        part = shares[indicator.number].headline.part or 0  # without data nobody is counted
        assert sum(standing.counts for standing in by_person.values()) == part
        people = list(by_person.values())
        for key in ("form", "mode"):
            rest = (period, FILTERS[0], declared, indicator, key)
            assert by_pair(people, ducks, *rest) == by_pair(people, roster, *rest)
        assert by_age(people, ducks, period, declared, indicator) == by_age(people, roster, period, declared, indicator)
