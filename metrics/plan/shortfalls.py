"""Goals that no plan reaches: which, by how many people, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from data.russian import NO_BREAK, PEOPLE, counted, grouped
from metrics.goals import goal_of_year
from metrics.indicators import Indicator
from metrics.pairing import ANY_GRADES
from metrics.plan.choices import Choices
from metrics.plan.class_model import best_score
from metrics.plan.needs import Needs
from metrics.plan.rules import Rules
from metrics.results import Result
from metrics.wording import percent

NO_LIMIT = 1_000  # pairs of a mentor: more than any school has people to mentor


class ShortfallCause(StrEnum):
    """Why a goal is not reached; the first that holds is named."""

    CEILING = "ceiling"  # too few people could count
    TOGETHER = "together"  # it can be reached alone, not beside the others
    CONSENT = "consent"
    MENTORS = "mentors"  # nobody may take on more pairs
    RULES = "rules"  # rules between two people, and what a person settled
    NOBODY = "nobody"  # there is nobody who could mentor at all


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A goal that the plan does not reach, with the people still lacking."""

    indicator: Indicator
    lacking: int
    cause: ShortfallCause
    words: str


def shortfalls(after: list[Result], year: int, rules: Rules, wanted: Needs) -> Iterator[Shortfall]:
    """Yields the goals of a year that the results with the new pairs miss.

    `wanted` is what was lacking before them.
    """
    for column, result in enumerate(after):
        goal = goal_of_year(result.indicator, year).value
        lacking = (result.headline.missing(goal) or 0) if goal else 0
        if lacking:
            cause = _cause(column, result, lacking, rules, wanted)
            yield Shortfall(result.indicator, lacking, cause, _words(cause, column, result, lacking, rules))


def _cause(column: int, result: Result, lacking: int, rules: Rules, wanted: Needs) -> ShortfallCause:
    share = result.headline
    assert share.part is not None and share.could is not None  # somebody is lacking
    if share.part + lacking > share.could:
        return ShortfallCause.CEILING
    alone = replace(wanted, lacking=np.where(np.arange(len(wanted.lacking)) == column, wanted.lacking, 0))
    consenting = replace(rules.pool, asks_consent=frozenset())
    unlimited = rules.pairing.model_copy(update={"most_pairs": NO_LIMIT})
    lenient = unlimited.model_copy(
        update={
            "grades_apart": ANY_GRADES,
            "register_mentors_from": 0,
            "registered_mentors": True,
            "own_class": True,
            "siblings": True,
        }
    )
    pins = Choices(pinned=rules.choices.pinned)
    for cause, relaxed in (
        (ShortfallCause.TOGETHER, rules),
        (ShortfallCause.CONSENT, rules.replace(pool=consenting)),
        (ShortfallCause.MENTORS, rules.replace(pool=consenting, pairing=unlimited)),
        (ShortfallCause.RULES, rules.replace(pool=consenting, pairing=lenient, choices=pins)),
    ):
        if _reaches(alone, relaxed):
            return cause
    return ShortfallCause.NOBODY


def _reaches(alone: Needs, rules: Rules) -> bool:
    score = best_score(alone, rules.capacity(rules.pairing.most_pairs), rules.allowed)
    return score is not None and score.missed == 0


def _words(cause: ShortfallCause, column: int, result: Result, lacking: int, rules: Rules) -> str:
    share = result.headline
    short = f"не хватает {grouped(lacking)}{NO_BREAK}чел."
    match cause:
        case ShortfallCause.CEILING:
            return (
                f"{short}: войти в долю могут только {counted(share.could or 0, *PEOPLE)}, "
                f"это {percent(share.ceiling)} – меньше целевого значения"
            )
        case ShortfallCause.TOGETHER:
            return f"{short}: это значение достижимо одно, но вместе с другими мест у наставников не хватает"
        case ShortfallCause.CONSENT:
            of = "из тех, кто мог бы войти в долю или стать наставником"
            return f"{short}: нет согласия у {_without_consent(column, rules)} {of}"
        case ShortfallCause.MENTORS:
            return f"{short}: у наставников нет места, предел – {rules.pairing.most_pairs} на каждого"
        case ShortfallCause.RULES:
            return f"{short}: остальным мешают правила подбора или ваши отказы"
        case ShortfallCause.NOBODY:
            return f"{short}: в списках нет никого, кто мог бы стать для них наставником или наставляемым"


def _without_consent(column: int, rules: Rules) -> str:
    pool = rules.pool
    new = pool.members.could[:, column] & ~pool.members.counts[:, column]
    mentors = ~pool.is_student
    people = [
        person
        for place, person in enumerate(pool.people)
        if (new[place] or mentors[place]) and person.id[0] in pool.asks_consent and not person.consent
    ]
    return f"{grouped(len(people))}{NO_BREAK}чел."
