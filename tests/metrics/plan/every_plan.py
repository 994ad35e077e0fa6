"""The best plan of a small school by trying every set of new pairs, with nothing of the app's own solver or rules."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pandas as pd

from data.new_pairs import PersonId
from data.periods import full_years
from data.roster import Roster
from metrics.pairing import Pairing
from tests.metrics.plan.small_schools import AS_OF, GOALS, YEAR, SmallSchool

Points = Callable[[PersonId, PersonId], int]
Set = tuple[int, tuple[int, ...]]  # who is mentored (a bit a person), how many each mentors anew
Best = tuple[int, int, int, int, int]  # goals missed, people lacking, pairs, largest load, points with a minus


class TooMany(Exception):
    """There are more sets of pairs than can be tried."""


class People:
    """The people of a school as a person would note them down from the lists."""

    def __init__(self, school: SmallSchool) -> None:
        self.rejected = school.choices.rejected
        self.pairing: Pairing = school.declarations.settings.pairing
        self.roster: Roster = school.roster
        self.on = school.on
        self.since = dt.date(school.on.year, 1, 1)
        students = [("student", row) for row in self.roster.students.to_dict("records")]
        teachers = [("teacher", row) for row in self.roster.teachers.to_dict("records")]
        self.rows: list[tuple[str, dict[str, Any]]] = [*students, *teachers]
        self.place = {(role, row["person"]): at for at, (role, row) in enumerate(self.rows)}
        self.running, self.mentees, self.mentors = self._pairs()

    def _pairs(self) -> tuple[set[tuple[int, int]], set[int], set[int]]:
        running, mentees, mentors = set(), set(), set()
        for row in self.roster.pairs.to_dict("records"):
            sides = []
            for side in ("mentor", "mentee"):
                known = [(role, row[f"{side}_{role}"]) for role in ("student", "teacher")]
                sides.append(next(self.place[role, int(person)] for role, person in known if not pd.isna(person)))
            end = None if pd.isna(row["end"]) else row["end"].date()
            if (end is None or end >= AS_OF) and self.stays(sides[1], AS_OF):
                running.add(tuple(sides))
            if end is None or end >= self.since:
                mentors.add(sides[0])
                mentees.add(sides[1])
        return running, mentees, mentors

    def stays(self, at: int, day: dt.date) -> bool:
        """Whether somebody is at school on a day, by the list and by the grades that leave."""
        role, row = self.rows[at]
        if role == "teacher":
            return True
        if not pd.isna(row["left_on"]) and row["left_on"].date() <= day:
            return False
        school_years = [year for year in range(AS_OF.year, day.year + 1) if AS_OF <= dt.date(year, 5, 25) < day]
        return not any(row["grade"] + passed in self.pairing.leaving_grades for passed in range(len(school_years)))

    def who(self, at: int) -> PersonId:
        role, row = self.rows[at]
        return "students" if role == "student" else "teachers", row["person"]

    def has_no_consent(self, at: int) -> bool:
        return "consent" in self.rows[at][1] and not self.rows[at][1]["consent"]

    def breaks_rule_of_registers(self, mentor: Any, mentee: Any) -> bool:
        """Whether a rule on pupils on registers stands against two pupils."""
        young = full_years(mentor["birth"].date(), AS_OF) < self.pairing.register_mentors_from
        return (mentee["at_risk"] and young) or (mentor["at_risk"] and not self.pairing.registered_mentors)

    def may_be(self, mentor: int, mentee: int) -> bool:
        """Whether two people may become a pair."""
        if mentor == mentee or any(self.has_no_consent(at) or not self.stays(at, self.on) for at in (mentor, mentee)):
            return False
        if {(mentor, mentee), (mentee, mentor)} & self.running:
            return False
        who = self.who(mentor), self.who(mentee)
        if {who, who[::-1]} & self.rejected:
            return False
        (role, first), (other, second) = self.rows[mentor], self.rows[mentee]
        if other == "teacher":
            return role == "teacher" and not first["young_specialist"]
        if role == "teacher":
            return True
        if pd.isna(first["birth"]) or pd.isna(second["birth"]) or first["birth"] > second["birth"]:
            return False
        if self.breaks_rule_of_registers(first, second):
            return False
        apart = first["grade"] - second["grade"]
        least, most = self.pairing.grades_apart
        if (least, most) != (0, 11) and not least <= apart <= most:
            return False
        if not self.pairing.own_class and first["class_name"] == second["class_name"]:
            return False
        families = [(name.split()[0].rstrip("а"), name.split()[2][:3]) for name in (first["name"], second["name"])]
        return self.pairing.siblings or families[0] != families[1]

    def of_age(self, at: int, low: int, high: int) -> bool:
        birth = self.rows[at][1]["birth"]
        return not pd.isna(birth) and low <= full_years(birth.date(), self.on) <= high


def shares(people: People) -> list[tuple[set[int], bool, bool, set[int]]]:
    """Returns who could count, as a mentee or a mentor, and the whole, of each of the five."""
    here = {at for at in range(len(people.rows)) if people.stays(at, people.on)}
    pupils = {at for at in here if people.rows[at][0] == "student"}
    young = {at for at in here - pupils if people.rows[at][1]["young_specialist"]}
    ovz = {at for at in pupils if people.rows[at][1]["ovz"]}
    minors = {at for at in pupils if people.rows[at][1]["at_risk"] and people.of_age(at, 0, 17)}
    return [
        ({at for at in pupils if people.of_age(at, 11, 18)}, True, False, pupils),
        ({at for at in pupils if people.of_age(at, 15, 18)}, False, True, pupils),
        (young, True, False, young),
        (ovz, True, True, ovz),
        (minors, True, True, minors),
    ]


class Trial:
    """Sets of new pairs of a school, all of one size, from the smallest up: who is mentored, and by whom how many.

    Of sets that are alike in that, the one that suits best is kept: `points` are added.
    """

    def __init__(self, school: SmallSchool, points: Points) -> None:
        self.people = People(school)
        self.count = count = len(self.people.rows)
        by_key = {indicator.key: indicator for indicator in school.declarations.indicators}
        goals = [Fraction(by_key[key].goals[YEAR]) for key in GOALS]  # of what else is declared no school has data
        self.needed = [
            (share, math.ceil(goal * len(share[3])) if goal else 0)
            for share, goal in zip(shares(self.people), goals, strict=True)
        ]
        self.load = [sum(mentor == at for mentor, _ in self.people.running) for at in range(count)]
        self.may = [[at for at in range(count) if self.people.may_be(at, mentee)] for mentee in range(count)]
        who = [self.people.who(at) for at in range(count)]
        self.worth = {
            (mentor, mentee): points(who[mentor], who[mentee]) for mentee in range(count) for mentor in self.may[mentee]
        }
        self.sets: dict[Set, int] = {(0, (0,) * count): 0}

    def best(self, pairs: int) -> Best | None:
        return min(
            (self.judged(taken, loads, pairs, total) for (taken, loads), total in self.sets.items()), default=None
        )

    def judged(self, taken: int, loads: tuple[int, ...], pairs: int, total: int) -> Best:
        mentees = self.people.mentees | {at for at in range(self.count) if taken >> at & 1}
        mentors = self.people.mentors | {at for at in range(self.count) if loads[at]}
        short = []
        for (could, as_mentee, as_mentor, _), need in self.needed:
            counting = (could & mentees if as_mentee else set()) | (could & mentors if as_mentor else set())
            short.append(max(0, need - len(counting)))
        largest = max((self.load[at] + new for at, new in enumerate(loads) if new), default=0)
        return sum(map(bool, short)), sum(short), pairs, largest, -total

    def grow(self) -> None:
        """Adds a pair to each set in every way, its mentee after those before, so that no set comes twice."""
        following: dict[Set, int] = {}
        for (taken, loads), total in self.sets.items():
            for mentee in range(taken.bit_length(), self.count):
                for mentor in self.may[mentee]:
                    if self.load[mentor] + loads[mentor] < self.people.pairing.most_pairs:
                        more = (*loads[:mentor], loads[mentor] + 1, *loads[mentor + 1 :])
                        grown, points = (taken | 1 << mentee, more), total + self.worth[mentor, mentee]
                        following[grown] = max(following.get(grown, points), points)
        self.sets = following


def best_by_trying(school: SmallSchool, points: Points, most_sets: int) -> Best:
    """Returns the best that any set of new pairs reaches.

    Raises `TooMany` beyond so many different sets.
    """
    trial, tried = Trial(school, points), 0
    best = trial.best(0)
    assert best is not None
    for pairs in range(1, trial.count + 1):
        if best[0] == 0:  # every goal is reached: more pairs are not better
            break
        trial.grow()
        tried += len(trial.sets)
        if tried > most_sets:
            raise TooMany
        best = min(best, trial.best(pairs) or best)
    return best
