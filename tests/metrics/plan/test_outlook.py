"""What comes, what hangs on whom and what would be: each as `metrics` counts it on the lists of that day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from data.periods import Period, quarter_ends, year_to_date
from data.roster import Roster
from metrics.plan.forecast import forecast
from metrics.plan.fragility import Holder, fragility
from metrics.plan.moves import MoveCause
from metrics.plan.planning import Planner
from metrics.plan.what_if import Supposition, what_if
from metrics.results import Result, Status, results
from tests.metrics.plan.every_plan import People
from tests.metrics.plan.small_schools import AS_OF, YEAR, SmallSchool, small_school

SCHOOLS = [small_school(seed, most_pupils=10, most_teachers=3) for seed in (3, 11, 19, 27, 35)]


def figures(shares: list[Result]) -> list[tuple[Any, ...]]:
    return [(result.headline.part, result.headline.whole, result.headline.could, result.status) for result in shares]


def lists_of_day(school: SmallSchool, day: dt.date) -> Roster:
    """Returns the lists as the school would hand them in on a day: who has left is not in them any more."""
    people, students = People(school), school.roster.students
    stays = [people.stays(people.place["student", person], day) for person in students["person"]]
    return replace(school.roster, students=students[stays].drop(columns="left_on"))


@pytest.mark.parametrize("school", SCHOOLS)
def test_the_forecast_of_each_quarter_is_what_the_lists_of_that_day_give(school: SmallSchool):
    points = forecast(school.roster, school.on, school.declarations)
    days = [AS_OF, *quarter_ends(AS_OF, school.on)]
    assert [point.period for point in points] == [year_to_date(day) for day in days]
    for point, day in zip(points, days, strict=True):
        then = results(lists_of_day(school, day), year_to_date(day), declarations=school.declarations)
        assert figures(point.results) == figures(then)


@pytest.mark.parametrize("school", SCHOOLS)
def test_who_comes_and_goes_adds_up_to_how_the_part_moves(school: SmallSchool):
    points = forecast(school.roster, school.on, school.declarations)
    for before, after in pairwise(points):
        moved = Counter[str]()
        for move in after.moves:
            moved[move.indicator.key] += 1 if move.comes else -1
        for was, now in zip(before.results, after.results, strict=True):
            assert (now.headline.part or 0) - (was.headline.part or 0) == moved[was.indicator.key]


def test_the_causes_of_coming_and_going_are_told_apart():
    causes = {
        move.cause
        for school in SCHOOLS
        for point in forecast(school.roster, dt.date(YEAR, 12, 31), school.declarations)
        for move in point.moves
    }
    assert {MoveCause.SCHOOL, MoveCause.AGE, MoveCause.PAIR} <= causes


def without(roster: Roster, holder: Holder) -> Roster:
    """Returns the lists without a person and every pair of this person."""
    if isinstance(holder, str):
        outside = roster.pairs["mentor_student"].isna() & roster.pairs["mentor_teacher"].isna()
        return replace(roster, pairs=roster.pairs[~(outside & (roster.pairs["mentor"] == holder))])
    people, person = holder
    named = [
        roster.pairs[f"{side}_{people.removesuffix('s')}"].eq(person).fillna(False) for side in ("mentor", "mentee")
    ]
    frame = getattr(roster, people)
    return replace(
        roster, pairs=roster.pairs[~(named[0] | named[1]).astype(bool)], **{people: frame[frame["person"] != person]}
    )


def with_outside_mentor(school: SmallSchool) -> Roster:
    """Returns the lists in which somebody from outside mentors two pupils."""
    one = {
        "mentor": "Внешний Шеф",
        "mentee": "Б",
        "form": "employer_student",
        "start": dt.datetime(2026, 9, 1),
        "cancelled": False,
    }
    rows = [{**one, "mentee_student": place} for place in (0, 1)]
    pairs = school.roster.pairs
    added = pd.DataFrame(rows, columns=pairs.columns).astype(pairs.dtypes.to_dict())
    return replace(school.roster, pairs=pd.concat([school.roster.pairs, added], ignore_index=True))


@pytest.mark.parametrize("school", SCHOOLS)
def test_fragility_is_what_leaving_each_person_out_gives(school: SmallSchool):
    roster, period = with_outside_mentor(school), year_to_date(dt.date(2026, 12, 31))
    found = {one.result.indicator.key: one for one in fragility(roster, period, school.declarations)}
    reached = results(roster, period, declarations=school.declarations)
    assert found.keys() == {result.indicator.key for result in reached if result.status is Status.REACHED}
    everybody: list[Holder] = ["Внешний Шеф"]
    everybody += [("students", person) for person in roster.students["person"]]
    everybody += [("teachers", person) for person in roster.teachers["person"]]
    breaking: dict[str, set[Holder]] = {key: set() for key in found}
    for holder in everybody:
        for result in results(without(roster, holder), period, declarations=school.declarations):
            if result.indicator.key in found and result.headline.missing(result.goal.value):
                breaking[result.indicator.key].add(holder)
    assert {key: {support.holder for support in one.supports} for key, one in found.items()} == breaking


def test_a_goal_can_lose_as_many_people_as_it_has_beyond_the_least_that_reach_it():
    some = [one for school in SCHOOLS for one in fragility(school.roster, Period(AS_OF, AS_OF), school.declarations)]
    assert some
    for one in some:
        share, goal = one.result.headline, one.result.goal.value
        assert share.part is not None
        assert replace(share, part=share.part - one.spare).missing(goal) == 0
        assert replace(share, part=share.part - one.spare - 1).missing(goal) == 1


def test_supposing_the_pairs_of_a_plan_gives_the_shares_of_the_plan():
    for school in SCHOOLS:
        plan = Planner(school.roster, YEAR, school.on, school.declarations).plan()
        effect = what_if(school.roster, Supposition(tuple(plan.new_pairs)), school.on, school.declarations)
        assert figures(effect.before) == figures(plan.before)
        assert figures(effect.after) == figures(plan.after)


def test_who_is_supposed_to_leave_is_not_in_the_lists_of_the_day_and_is_named():
    school = SCHOOLS[0]
    [first, *_] = school.roster.students["class_name"]
    person = ("students", int(school.roster.students["person"].iloc[-1]))
    supposed = Supposition(leaving=frozenset({person}), leaving_classes=frozenset({first}))  # type: ignore[arg-type]
    effect = what_if(school.roster, supposed, AS_OF, school.declarations)
    students = school.roster.students
    left = students[(students["class_name"] != first) & (students["person"] != person[1])]
    then = results(replace(school.roster, students=left), year_to_date(AS_OF), declarations=school.declarations)
    assert figures(effect.after) == figures(then)
    assert {move.cause for move in effect.moves} <= {MoveCause.SCHOOL}


def test_a_pair_that_is_supposed_to_end_counts_to_the_end_of_its_year():
    school = SCHOOLS[0]
    roster = replace(school.roster, pairs=school.roster.pairs.iloc[:0])
    lasting = with_outside_mentor(replace(school, roster=roster))
    ending = Supposition(ending=frozenset(range(len(lasting.pairs))))
    this_year, next_year = (
        what_if(lasting, ending, day, school.declarations) for day in (dt.date(2026, 12, 31), dt.date(2027, 1, 1))
    )
    assert figures(this_year.after) == figures(this_year.before)
    assert [result.headline.part for result in next_year.after][:2] == [0, 0]
    assert next_year.before[0].headline.part
