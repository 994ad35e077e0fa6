"""Health and registers of pupils: which figures tell of them, and who has which mark on the report day.

They leave the program only when asked for (product.md, «Privacy»).
"""

from __future__ import annotations

from data.periods import Period
from data.roster import Roster
from data.vocabulary import REGISTER_TITLES
from metrics.counting.conditions import enrolled, on_register
from metrics.counting.frame_view import look, rows_of
from metrics.indicators import Indicator

SPECIAL_GROUPS = ("ovz", "at_risk")
OVZ = "ОВЗ"


def is_special(indicator: Indicator) -> bool:
    """Whether to be listed in the indicator is to be known to have ОВЗ or to stand on a register."""
    return indicator.part.group in SPECIAL_GROUPS


def special_marks(roster: Roster, period: Period) -> dict[str, set[int]]:
    """Pupils enrolled on the day (`person`) by their mark; a mark that the lists do not carry has no entry."""
    if roster.students is None:
        return {}
    seen = look(roster.students, period)
    marks = {OVZ: seen.column("ovz")} if seen.has("ovz") else {}
    marks |= {title: on_register(key, seen) for key, title in REGISTER_TITLES.items() if seen.has(key)}
    here = enrolled("students", seen)
    return {
        title: {int(row["person"]) for row in rows_of(seen.frame.filter(here & marked).select("person"))}
        for title, marked in marks.items()
    }
