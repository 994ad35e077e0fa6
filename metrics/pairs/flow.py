"""Who mentors whom: pairs in force counted from the mentor's role to the mentee's group."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from data.new_pairs import PersonId
from data.periods import Period
from data.roster import Roster
from data.vocabulary import LISTED, ROLE_OF_TABLE
from metrics.counting.conditions import in_group
from metrics.counting.frame_view import frame_view, rows_of
from metrics.disclosure.facts import SMALLEST_SHOWN
from metrics.indicators import Declarations
from metrics.pairs.pair_rows import PairPhase, PairRow, PairSide

ROLES = {"student": "Ученики", "teacher": "Учителя", "undergraduate": "Студенты", "employer": "Работодатели"}
OUTSIDE, NO_CLASS, STAFF, SMALL = "Не из школы", "Класс неизвестен", "Другие педагоги", "Малые группы вместе"
STAGES = {"1–4 классы": range(1, 5), "5–9 классы": range(5, 10), "10–12 классы": range(10, 13)}


@dataclass(frozen=True, slots=True)
class Flow:
    """So many pairs from mentors of a role to mentees of a group."""

    role: str
    group: str
    count: int


def flows(
    rows: Sequence[PairRow], roster: Roster, on: dt.date, declarations: Declarations, *, special: bool, small: bool
) -> list[Flow]:
    """Returns the pairs in force by role and group, each pair once, the largest group first.

    Declared groups come before the stage of school; who is in several is in a group of its own. Special ones are told
    only where they are asked for, and groups of few pairs stand together unless `small` asks for them.
    """
    marks = _marks(roster, on, declarations, special=special)
    sides = [(_role(row), _group(row.mentee, marks)) for row in rows if row.phase is PairPhase.IN_FORCE]
    size = Counter(group for _, group in sides)
    alone = {group for group, count in size.items() if small or count >= SMALLEST_SHOWN}
    counts = Counter((role, group if group in alone else SMALL) for role, group in sides)
    sizes = Counter(group if group in alone else SMALL for _, group in sides)
    found = [Flow(role, group, count) for (role, group), count in counts.items()]
    return sorted(found, key=lambda flow: (-sizes[flow.group], flow.group, -flow.count, flow.role))


def _marks(roster: Roster, on: dt.date, declarations: Declarations, *, special: bool) -> dict[PersonId, list[str]]:
    """Returns the declared groups of everybody who is in one, as their titles."""
    marks: dict[PersonId, list[str]] = defaultdict(list)
    for key, group in declarations.groups.items():
        native = getattr(roster, group.people)
        if native is None or (group.special and not special):
            continue
        view = frame_view(native, Period(on, on))
        belongs = in_group(key, view, declarations)
        if belongs is not None:
            persons = {int(row["person"]) for row in rows_of(view.frame.filter(belongs).select("person"))}
            for person in persons:
                marks[group.people, person].append(group.title)
    return marks


def _role(row: PairRow) -> str:
    """Returns the role of a mentor: by the list, else by the form."""
    if row.mentor.person:
        return ROLES[ROLE_OF_TABLE[row.mentor.person.id[0]]]
    role = (row.form or "").split("_")[0]
    return ROLES.get(role, OUTSIDE) if role not in LISTED else OUTSIDE


def _group(side: PairSide, marks: dict[PersonId, list[str]]) -> str:
    if side.person is None:
        return OUTSIDE
    if side.person.id in marks:
        return " и ".join(marks[side.person.id])
    if side.person.id[0] != "students":
        return STAFF
    return next((stage for stage, grades in STAGES.items() if side.person.grade in grades), NO_CLASS)
