"""A roster → what of it an account may see: rows of its own people and pairs, columns of the fields open to its role.

A class teacher sees the pupils of own classes, a mentor the mentees of own pairs, and both see the other side of those
pairs by name; whoever looks at figures alone sees nobody. A column of whose field nothing is declared is left out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, assert_never

import pandas as pd

from access.model import Account, Role
from access.rights import may_see
from data.contracts import TABLES, fields
from data.loading import Lists
from data.parsing import name_key
from data.roster import Roster
from data.store.forbidden_pairs import PersonKey
from data.vocabulary import ROLE_OF_TABLE, SIDES

LISTS_OF_PEOPLE = tuple(ROLE_OF_TABLE)  # «students», «teachers»
# Columns that say who is whom and whether a pair is cancelled, and nothing of anybody.
STRUCTURE = frozenset(
    {"person", "cancelled", "mentor_role", *(f"{side}_{role}" for side in SIDES for role in ROLE_OF_TABLE.values())}
)
DERIVED = ("_latest", "_since", "_until")  # endings of columns that are worked out of a field


def scope(account: Account | None) -> str:
    """Returns what tells rosters of one account from those of another, in the keys of caches; empty of whole ones."""
    if account is None or sees_everybody(account):
        return ""
    return repr((account.role.value, sorted(account.classes), account.person))


def sees_everybody(account: Account | None) -> bool:
    """Returns whether an account sees everybody of the lists."""
    return account is None or account.role in (Role.HEAD, Role.COORDINATOR)


def sees_figures_alone(account: Account | None) -> bool:
    """Returns whether an account sees figures of the school and nobody of it."""
    return account is not None and account.role is Role.VIEWER


def narrowed_lists(lists: Lists, account: Account | None) -> Lists:
    """Returns the lists as an account may see them; what was found in the files is for those who keep the lists."""
    if sees_everybody(account):
        return lists
    roster = narrowed(lists.roster, account)
    counts = {name: len(frame) for name in TABLES if (frame := getattr(roster, name)) is not None}
    return replace(
        lists, sheets=[], blocks=[], findings=[], roster=roster, counts=counts, left_out={}, unreadable=[],
        removed_rows={}, marked_names={},
    )  # fmt: skip


def narrowed(roster: Roster, account: Account | None) -> Roster:
    """Returns the rows and columns of a roster that an account may see."""
    if account is None:
        return roster
    match account.role:
        case Role.HEAD | Role.COORDINATOR:
            return roster
        case Role.CLASS_TEACHER:
            return _around(roster, account, _pupils_of(roster.students, account.classes))
        case Role.MENTOR:
            return _around(roster, account, set())
        case Role.VIEWER:
            return Roster(None, None, None, roster.as_of)
        case _:
            assert_never(account.role)


def _pupils_of(students: Any | None, classes: Collection[str]) -> set[int]:
    """Returns the pupils whose last class is one of these: who went over to another class is not of this one."""
    if students is None or "class_name" not in students:
        return set()
    ordered = students
    if "enrolled_on" in students:
        ordered = students.sort_values("enrolled_on", kind="stable", na_position="first")
    last = ordered.drop_duplicates("person", keep="last")
    return {int(person) for person in last.loc[last["class_name"].isin(list(classes)), "person"]}


def _around(roster: Roster, account: Account, pupils: set[int]) -> Roster:
    """Returns the pupils, the pairs of them and of the account's own person, and who is in those pairs."""
    mentor = _person_of(roster, account.person)
    pairs = roster.pairs
    if pairs is not None:
        is_own = pd.Series(False, index=pairs.index)
        for side in SIDES:
            is_own |= _among(pairs[f"{side}_student"], pupils)
            if mentor is not None:
                is_own |= _among(pairs[f"{side}_{ROLE_OF_TABLE[mentor[0]]}"], {mentor[1]})
        pairs = pairs[is_own]
    people = {"students": set(pupils), "teachers": set[int]()}
    if pairs is not None:
        people["teachers"] |= _numbers(pairs["mentor_teacher"]) | _numbers(pairs["mentee_teacher"])
        if account.role is Role.MENTOR:
            people["students"] |= _numbers(pairs["mentor_student"]) | _numbers(pairs["mentee_student"])
    if mentor is not None:
        people[mentor[0]].add(mentor[1])
    frames = {table: _rows(getattr(roster, table), numbers) for table, numbers in people.items()}
    shown = {name: _columns(name, frame, account) for name, frame in (*frames.items(), ("pairs", pairs))}
    if shown["pairs"] is not None:
        shown["pairs"] = _without_others(shown["pairs"], people)
    return Roster(shown["students"], shown["teachers"], shown["pairs"], roster.as_of)


def _person_of(roster: Roster, known: PersonKey | None) -> tuple[str, int] | None:
    """Returns the list and number of a person; nobody where several are alike."""
    if known is None:
        return None
    table, name, birth = known
    if table not in LISTS_OF_PEOPLE or (frame := getattr(roster, table)) is None:
        return None
    is_alike = pd.Series([name_key(other or "") == name_key(name) for other in frame["name"]], index=frame.index)
    if birth and "birth" in frame:
        is_alike &= frame["birth"].isna() | (frame["birth"] == pd.Timestamp(birth))
    numbers = {int(number) for number in frame.loc[is_alike, "person"]}
    return (table, numbers.pop()) if len(numbers) == 1 else None


def _rows(frame: Any | None, numbers: Collection[int]) -> Any | None:
    return None if frame is None else frame[_among(frame["person"], numbers)]


def _columns(table: str, frame: Any | None, account: Account) -> Any | None:
    """Returns the columns that the role may see, by the field that each is of."""
    if frame is None:
        return None
    open_fields, known = may_see(account, table), fields(table)
    shown = [column for column in frame.columns if column in STRUCTURE or _field(column, known) in open_fields]
    return frame[shown].reset_index(drop=True)


def _field(column: str, known: Collection[str]) -> str:
    """Returns the field that a column is of, or is worked out of."""
    if column in known:
        return column
    return next((column.removesuffix(ending) for ending in DERIVED if column.endswith(ending)), column)


def _without_others(pairs: Any, people: dict[str, set[int]]) -> Any:
    """Returns pairs in which a side that is not among the people stands by name alone."""
    sides = {
        f"{side}_{role}": pairs[f"{side}_{role}"].where(_among(pairs[f"{side}_{role}"], people[table]))
        for side in SIDES
        for table, role in ROLE_OF_TABLE.items()
    }
    return pairs.assign(**sides)


def _among(column: Any, numbers: Collection[int]) -> Any:
    return column.isin(list(numbers)).fillna(False).astype(bool)


def _numbers(column: Any) -> set[int]:
    return {int(number) for number in column.dropna()}
