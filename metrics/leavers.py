"""Who left the school, and who left a share while still at school (docs/domain.md, «Who counts»)."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from data.periods import Period
from data.roster import Roster
from metrics.counting.conditions import enrolled, left_within
from metrics.counting.frame_view import frame_view, rows_of
from metrics.explain import Explanation, explanations
from metrics.filters import Filters
from metrics.groups import People
from metrics.indicators import Declarations, Indicator

NO_PAIR, NO_GROUP, OF_AGE = "нет действующей пары", "больше не в категории", "возраст"


def left_school(roster: Roster, period: Period) -> dict[People, int | None]:
    """Returns how many people of each list left within the period and are not back.

    None where the list has no day of leaving: that is not nobody.
    """
    gone: dict[People, int | None] = {}
    lists: tuple[People, ...] = ("students", "teachers")
    for people in lists:
        frame = getattr(roster, people)
        if frame is None:
            continue
        view = frame_view(frame, period)
        gone[people] = None
        if view.has("left_on"):
            left, here = (
                {int(row["person"]) for row in rows_of(view.frame.filter(condition).select("person"))}
                for condition in (left_within(view), enrolled(people, view))
            )
            gone[people] = len(left - here)
    return gone


def enrolled_counts(roster: Roster, on: dt.date) -> dict[People, int]:
    """Returns how many people of each given list are at school on a day."""
    lists: tuple[People, ...] = ("students", "teachers")
    views = {
        people: frame_view(frame, Period(on, on)) for people in lists if (frame := getattr(roster, people)) is not None
    }
    return {
        people: len({int(row["person"]) for row in rows_of(view.frame.filter(enrolled(people, view)).select("person"))})
        for people, view in views.items()
    }


def left_share(
    roster: Roster, before: Period, now: Period, indicator: Indicator, declarations: Declarations
) -> Counter[str]:
    """Returns how many counted before, are still enrolled and count no more, by cause."""
    earlier = {
        person.person for person in explanations(roster, before, Filters(), indicator, declarations) if person.counts
    }
    return Counter(
        _cause(person)
        for person in explanations(roster, now, Filters(), indicator, declarations)
        if person.person in earlier and person.enrolled and not person.counts
    )


def _cause(person: Explanation) -> str:
    if person.in_group is False:
        return NO_GROUP
    return OF_AGE if person.in_ages is False else NO_PAIR
