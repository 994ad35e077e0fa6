"""How many people a filter lets through."""

from __future__ import annotations

import datetime as dt

from data.periods import Period
from data.roster import Roster
from metrics.counting.conditions import all_of, chosen, enrolled
from metrics.counting.frame_view import frame_view, height
from metrics.counting.pair_roles import PEOPLE
from metrics.filters import Filters
from metrics.groups import People
from metrics.indicators import Declarations


def group_sizes(roster: Roster, on: dt.date, filters: Filters, declarations: Declarations) -> dict[People, int]:
    """Returns how many of each list that the filter narrows are enrolled on the day and let through.

    A list that cannot tell is left out.
    """
    sizes: dict[People, int] = {}
    for people in PEOPLE:
        native = getattr(roster, people)
        if native is None or not filters.about(people, declarations):
            continue
        view = frame_view(native, Period(on, on))
        conditions = chosen(people, filters, view, declarations)
        if conditions is not None:
            sizes[people] = height(view.frame.filter(all_of([enrolled(people, view), *conditions], view)))
    return sizes
