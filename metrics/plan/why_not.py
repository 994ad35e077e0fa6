"""Why not somebody, and who else: for anybody of the lists, beside a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data.new_pairs import PersonId
from data.russian import NO_BREAK, counted, numbered
from metrics.people import Person
from metrics.plan.choices import Choices
from metrics.plan.needs import needs
from metrics.plan.planning import Plan, Planner

MENTEES = ("наставляемый", "наставляемых", "наставляемых")


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """What the plan says of somebody, on either side, in words."""

    person: Person
    as_mentor: str
    as_mentee: str


@dataclass(frozen=True, slots=True)
class MentorCandidate:
    """Somebody who may mentor a person in place of another, and what speaks for it; the best come first."""

    mentor: Person
    points: int
    reasons: tuple[str, ...]


def why_not(planner: Planner, plan: Plan, choices: Choices, who: PersonId) -> PlanAnswer:
    """Returns why somebody is in the plan or is not."""
    place = planner.pool.place[who]
    sides = [proposal.pair for proposal in plan.proposals]
    return PlanAnswer(
        planner.pool.people[place],
        "предложен наставником" if who in {mentor for mentor, _ in sides} else _not_mentor(planner, choices, place),
        "предложен наставляемым" if who in {mentee for _, mentee in sides} else _not_mentee(planner, choices, place),
    )


def mentor_candidates(planner: Planner, choices: Choices, mentee: PersonId) -> list[MentorCandidate]:
    """Returns everybody who may mentor a person, whatever the plan has chosen."""
    to = planner.pool.place[mentee]
    places = np.flatnonzero(planner.rules(choices).allowed[:, to])
    points = planner.fit.points[places, to]
    return [
        MentorCandidate(planner.pool.people[at], int(planner.fit.points[at, to]), planner.fit.reasons(at, to))
        for at in places[np.argsort(-points, kind="stable")].tolist()
    ]


def _not_mentor(planner: Planner, choices: Choices, place: int) -> str:
    rules = planner.rules(choices)
    if words := rules.of_mentor(place):
        return "; ".join(words)
    suits = int(np.count_nonzero(rules.allowed[place]))
    if not suits:
        return "по правилам подбора никому не может быть наставником"
    return f"может быть наставником ({counted(suits, *MENTEES)}), но в план вошли те, кто подошёл больше"


def _not_mentee(planner: Planner, choices: Choices, place: int) -> str:
    rules = planner.rules(choices)
    if words := rules.of_mentee(place):
        return "; ".join(words)
    if not rules.allowed[:, place].any():
        return "по правилам подбора никто не может стать наставником этому человеку"
    return "; ".join(_of_shares(planner, place))


def _of_shares(planner: Planner, place: int) -> Iterator[str]:
    """Yields what a mentor would bring to the shares that lack people."""
    pool, wanted = planner.pool, needs(planner.pool, planner.year, planner.declarations)
    indicators = planner.declarations.indicators
    lacking = [column for column, people in enumerate(wanted.lacking) if people]
    adds = [indicators[column].number for column in lacking if wanted.as_mentee[place, column]]
    counts = [indicators[column].number for column in lacking if pool.members.counts[place, column]]
    if adds:
        yield f"прибавил бы долю в {numbered('показателе', 'показателях', adds)}, но хватает и тех, кто предложен"
    if counts:
        yield f"уже учтён в {numbered('показателе', 'показателях', counts)}"
    if not adds and not counts:
        of = ", ".join(f"№{NO_BREAK}{indicators[column].number}" for column in lacking)
        yield (
            f"не входит в доли, которым не хватает людей: {of}"
            if of
            else "все значения достигнуты: новые пары не нужны"
        )
