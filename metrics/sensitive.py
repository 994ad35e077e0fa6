"""Special figures: which reveal health or registers, and who has which mark.

Health, registers and what else is nobody's business leave the program only when asked for (docs/domain.md, «Privacy»).
What is special is declared with its group; a group that nobody declared is special too.
"""

from __future__ import annotations

from data.periods import Period
from data.roster import Roster
from data.vocabulary import REGISTER_TITLES, REGISTERS
from metrics.counting.conditions import enrolled, marked_on_day
from metrics.counting.frame_view import frame_view, rows_of
from metrics.groups import Group, People
from metrics.indicators import Declarations, Indicator


def is_special(indicator: Indicator, declarations: Declarations) -> bool:
    """Returns whether the indicator reveals who belongs to a special group."""
    key = indicator.part.group
    return key is not None and (key not in declarations.groups or declarations.groups[key].special)


def special_numbers(declarations: Declarations) -> set[int]:
    """Returns the numbers of the indicators that reveal who belongs to a special group."""
    return {one.number for one in declarations.indicators if is_special(one, declarations)}


def special_groups(declarations: Declarations) -> list[Group]:
    """Returns the groups of which nothing is shown unless it is asked for."""
    return [group for group in declarations.groups.values() if group.special]


def special_titles(declarations: Declarations) -> str:
    """Returns the special groups in words: «ОВЗ; СОП, персонифицированный учёт»."""
    return "; ".join(group.title for group in special_groups(declarations))


def special_marks(roster: Roster, period: Period, people: People, declarations: Declarations) -> dict[str, set[int]]:
    """Returns who of a list is enrolled on the day (`person`), by special mark.

    A mark that the list does not carry has no entry.

    Where a group reads registers each of them is a mark of its own.
    """
    native = getattr(roster, people)
    if native is None:
        return {}
    view = frame_view(native, period)
    here = enrolled(people, view)
    return {
        title: {
            int(row["person"]) for row in rows_of(view.frame.filter(here & marked_on_day(key, view)).select("person"))
        }
        for key, title in _columns(people, declarations).items()
        if view.has(key)
    }


def _columns(people: People, declarations: Declarations) -> dict[str, str]:
    """Returns the columns of special marks and their titles.

    The groups stand in their order, then further registers.
    """
    groups = [group for group in special_groups(declarations) if group.people == people]
    titles = {group.column: group.title for group in groups}
    registers = REGISTERS if any(group.rule == "registers" for group in groups) else ()
    return titles | {key: REGISTER_TITLES[key] for key in registers if key not in titles}
