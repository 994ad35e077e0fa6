"""A stored school in which every text can be told from every other, and an account of each role in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from access import accounts, sessions
from access.model import Account, Role
from access.rights import rights
from data.contracts import fields
from data.roster import Roster
from data.store.contacts import Contact, note_contacts
from data.store.versions import Identity, Store
from data.vocabulary import ROLE_OF_TABLE, SIDES
from tests.data.store.saved import to_save

PASSWORD = "восемь вёсел и одна лодка"
STUDENTS = """
    ФИО                         | Дата рождения | Класс | ОВЗ | СОП
    Аирова Липа Кленовна        | 01.02.2009    | 7А    | да  | да
    Багульникова Ива Дубовна    | 03.04.2009    | 7А    | да  | нет
    Вахтина Верба Кедровна      | 05.06.2007    | 8Б    | да  | да
    Гладышев Мак Ясеневич       | 07.08.2007    | 8Б    | нет | нет
    Дягилева Роса Тополевна     | 09.10.2006    | 9В    | да  | да
    Ежовников Клён Осинович     | 11.12.2006    | 9В    | нет | нет
"""
TEACHERS = """
    ФИО                         | Дата рождения | Должность | Стаж | Молодой специалист
    Живучкина Рябина Еловна     | 01.01.1980    | учитель   | 20   | нет
    Зверобоева Ольха Вербовна   | 02.02.1998    | учитель   | 1    | да
    Истодов Тополь Кленович     | 03.03.1975    | учитель   | 25   | нет
"""
PAIRS = """
    Наставник                 | Наставляемый               | Форма наставничества | Дата начала | Статус
    Живучкина Рябина Еловна   | Аирова Липа Кленовна       | педагог – ученик     | 01.09.2024  | действует
    Ежовников Клён Осинович   | Багульникова Ива Дубовна   | ученик – ученик      | 01.09.2024  | действует
    Живучкина Рябина Еловна   | Вахтина Верба Кедровна     | педагог – ученик     | 01.09.2024  | действует
    Истодов Тополь Кленович   | Дягилева Роса Тополевна    | педагог – ученик     | 01.09.2024  | действует
    Истодов Тополь Кленович   | Зверобоева Ольха Вербовна  | педагог – педагог    | 01.09.2024  | действует
"""
SILENT = {"name_part"}  # kinds of fields that are joined to a name and have no column of their own
# What an account of a narrow role sees, by the places of rows in the lists above: told here by hand and not by the code
# that is tested. `names` are other sides of own pairs, seen by name alone.
OWN: dict[Role, dict[str, set[int]]] = {
    Role.CLASS_TEACHER: {"students": {0, 1}, "teachers": {0}, "pairs": {0, 1}},
    Role.MENTOR: {"students": {0, 2}, "teachers": {0}, "pairs": {0, 2}},
    Role.VIEWER: {"students": set(), "teachers": set(), "pairs": set()},
}


@dataclass(frozen=True, slots=True)
class Canary:
    """A text that stands in one field of one row alone; `field` may be a contact's topic."""

    table: str
    field: str
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class School:
    """The stored school, its canaries, and a signed-in account of each role with the token of its session."""

    store: Store
    roster: Roster
    identity: Identity
    canaries: tuple[Canary, ...]
    accounts: dict[Role, Account]
    tokens: dict[Role, str]

    def open_to(self, role: Role) -> set[str]:
        """Returns the canaries that a role may see somewhere."""
        return {canary.text for canary in self.canaries if self._is_open(canary, role)}

    def _is_open(self, canary: Canary, role: Role) -> bool:
        if role in (Role.HEAD, Role.COORDINATOR):
            return True
        own = OWN[role]
        if canary.table == "contacts":
            return canary.row in own["pairs"]
        if canary.row in own[canary.table]:
            return role in rights().fields[canary.table][canary.field]
        sides = {self.roster.pairs[side].iloc[row] for row in own["pairs"] for side in SIDES}
        return canary.field == "name" and any(canary.text in name for name in sides)


def stored_school(store: Store, head: Account) -> School:
    """Stores the school, and makes the accounts beside the head's."""
    saving = to_save(STUDENTS, TEACHERS, PAIRS)
    roster, canaries = _with_canaries(saving.roster)
    version, _ = store.save(replace(saving, roster=roster), None)
    topics = list(_topics(roster))
    note_contacts(store, [contact for contact, _ in topics], "Завуч", roster.as_of)
    made = {Role.HEAD: head, **dict(_accounts(store, head))}
    tokens = {role: sessions.open_session(store, account.id, "192.0.2.1") for role, account in made.items()}
    return School(
        store, roster, version.identity, (*canaries, *(canary for _, canary in topics)), made, tokens
    )  # fmt: skip


def _with_canaries(roster: Roster) -> tuple[Roster, list[Canary]]:
    """Returns the roster with a text of its own in every field that holds free text, and these texts."""
    canaries: list[Canary] = []
    frames: dict[str, Any] = {}
    for table in (*ROLE_OF_TABLE, "pairs"):
        frame = getattr(roster, table).copy()
        for key, field in fields(table).items():
            if field.kind in ("text", "number") and key not in ("status", "order"):
                texts = [f"zq{table[0]}{key.replace('_', '')}{row}zq" for row in range(len(frame))]
                frame[key] = texts
                canaries += [Canary(table, key, row, text) for row, text in enumerate(texts)]
        if table in ROLE_OF_TABLE:
            canaries += [Canary(table, "name", row, name.split()[0]) for row, name in enumerate(frame["name"])]
        frames[table] = frame
    return Roster(frames["students"], frames["teachers"], frames["pairs"], roster.as_of), canaries


def _topics(roster: Roster) -> Iterator[tuple[Contact, Canary]]:
    for row, pair in enumerate(roster.pairs.itertuples()):
        text = f"zqtopic{row}zq"
        day = pair.start.date()
        yield Contact(pair.mentor, pair.mentee, day, day, topic=text), Canary("contacts", "topic", row, text)


def _accounts(store: Store, head: Account) -> Iterator[tuple[Role, Account]]:
    for role in Role:
        if role is not Role.HEAD:
            made, _ = accounts.create(
                store, f"the-{role}", f"Осина {role.value}", role, by=head.name,
                classes=("7А",) if role is Role.CLASS_TEACHER else (),
                person=("teachers", "Живучкина Рябина Еловна", "1980-01-01") if role is Role.MENTOR else None,
            )  # fmt: skip
            accounts.choose_password(store, made, None, PASSWORD)
            yield role, next(account for account in accounts.accounts(store) if account.id == made.id)


def day_of(school: School) -> dt.date:
    return school.roster.as_of
