"""Each share before and after a change of the lists, and who moved it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from data.changes import same_people
from data.periods import Period
from data.roster import Roster
from data.russian import NO_BREAK
from data.tables.typed_tables import cells
from metrics.explain import Explanation, explanations
from metrics.filters import Filters
from metrics.indicators import Declarations, Indicator, load
from metrics.results import Result, results
from metrics.wording import signed_points

NAMED = 3  # people that a cause names


@dataclass(frozen=True, slots=True)
class Movement:
    """A share by the old and by the new lists on the same period.

    `reasons` add up to the difference in people.
    """

    before: Result
    after: Result
    reasons: tuple[str, ...]

    @property
    def points(self) -> Fraction | None:
        """By how much the share moved; None where either is unknown."""
        was, now = self.before.headline.value, self.after.headline.value
        return None if was is None or now is None else now - was


def movements(old: Roster, new: Roster, period: Period, declarations: Declarations | None = None) -> list[Movement]:
    """Returns the movement of every share, in the order of the indicators."""
    declarations = declarations or load()
    before, after = (results(roster, period, declarations=declarations) for roster in (old, new))
    known = {people: _old_persons(people, old, new) for people in ("students", "teachers")}
    return [
        Movement(was, now, _reasons(was, now, old, new, declarations, known[declarations.people(was.indicator)]))
        for was, now in zip(before, after, strict=True)
    ]


def points_text(movement: Movement) -> str:
    """Returns the movement in words."""
    return signed_points(movement.points)


def _old_persons(people: str, old: Roster, new: Roster) -> dict[int, int]:
    """Returns the old list's `person` for each of the new one that was there."""
    if getattr(old, people) is None or getattr(new, people) is None:
        return {}
    was, now = cells(getattr(old, people), "person"), cells(getattr(new, people), "person")
    return {now[row]: was[before] for row, before in same_people(people, old, new).items()}


def _reasons(
    was: Result, now: Result, old: Roster, new: Roster, declarations: Declarations, known: Mapping[int, int]
) -> tuple[str, ...]:
    if was.headline.value is None or now.headline.value is None:
        return ()
    indicator = was.indicator
    first, second = (
        {standing.person: standing for standing in explanations(roster, now.period, Filters(), indicator, declarations)}
        for roster in (old, new)
    )
    both = [(first.get(known.get(person, -1)), after) for person, after in second.items()]
    stayed = set(known.values())
    gone = [(before, None) for person, before in first.items() if person not in stayed]
    part: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    whole: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for before, after in (*both, *gone):
        counted_before, counted_after = bool(before and before.counts), bool(after and after.counts)
        if counted_before != counted_after:
            part[int(counted_after) - int(counted_before), _why(before, after)].append(_name(before, after))
        of_before, of_after = _of_whole(before, indicator, declarations), _of_whole(after, indicator, declarations)
        if of_before != of_after:
            whole[int(of_after) - int(of_before), _why(before, after, of_whole=True)].append(_name(before, after))
    return (
        *_sentences(part, "учтены", "больше не учтены"),
        *_sentences(whole, "прибавились к целому", "ушли из целого"),
    )


def _name(before: Explanation | None, after: Explanation | None) -> str:
    return next(standing.name for standing in (after, before) if standing is not None)


def _sentences(people: Mapping[tuple[int, str], list[str]], more: str, fewer: str) -> list[str]:
    """Returns a sentence for each cause, with the first people it concerns."""
    sentences = []

    def rank(cause: tuple[tuple[int, str], list[str]]) -> tuple[int, int, str]:
        (sign, why), names = cause
        return sign, -len(names), why

    for (sign, why), names in sorted(people.items(), key=rank):
        shown = ", ".join(sorted(names)[:NAMED])
        rest = f" и ещё {len(names) - NAMED}" if len(names) > NAMED else ""
        sentences.append(f"{len(names)}{NO_BREAK}чел. {more if sign > 0 else fewer}: {why} – {shown}{rest}")
    return sentences


def _of_whole(standing: Explanation | None, indicator: Indicator, declarations: Declarations) -> bool:
    whole = declarations.wholes[indicator.readings[0]]
    if standing is None or not standing.enrolled or not standing.chosen:
        return False
    return not (whole.group and not standing.in_group) and not (whole.ages and not standing.in_ages)


def _why(before: Explanation | None, after: Explanation | None, *, of_whole: bool = False) -> str:
    """Returns what changed about the person: the first condition that differs."""
    if after is None:
        return "нет в новом списке"
    if before is None:
        return "новые в списке"
    if before.enrolled != after.enrolled:
        return "пришли в школу" if after.enrolled else "выбыли"
    if before.in_group != after.in_group:
        return "появилась отметка о категории" if after.in_group else "снята отметка о категории"
    if before.in_ages != after.in_ages:
        return "исправлена дата рождения"
    if of_whole:
        return "исправлены данные"
    return "появилась действующая пара" if after.in_role else "пары больше нет, она закончилась или не принята"
