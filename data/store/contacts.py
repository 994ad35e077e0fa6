"""Contacts of pairs: each meeting, and each attempt that failed; withdrawn but never changed.

A pair is known by its two names as the lists have them and the day when it began, in every version alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import pandas as pd
from sqlalchemy import Connection, delete, insert, select, update

from data.findings import ListError
from data.parsing import name_key
from data.people.person_search import PersonSearch
from data.russian import date_text
from data.store.schema import CONTACTS
from data.store.versions import Store, now
from data.vocabulary import MODES

LONGEST = 8 * 60  # minutes of one contact


class PairKey(NamedTuple):
    """What a pair is known by: both names as they are compared, and its first day."""

    mentor: str
    mentee: str
    start: dt.date

    @classmethod
    def of(cls, mentor: str, mentee: str, start: dt.date) -> Self:
        """Returns the key of a pair with these names as they are written."""
        return cls(name_key(mentor), name_key(mentee), start)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact of one pair; `mode` is a key of `MODES` or empty, `took_place` is false of a failed attempt."""

    mentor: str
    mentee: str
    start: dt.date
    on: dt.date
    took_place: bool = True
    mode: str = ""
    minutes: int | None = None
    topic: str = ""
    next_step: str = ""

    @property
    def pair(self) -> PairKey:
        return PairKey.of(self.mentor, self.mentee, self.start)


@dataclass(frozen=True, slots=True)
class NotedContact:
    """A contact as it is stored; `noted_at` and `withdrawn_at` are UTC."""

    id: int
    contact: Contact
    noted_at: dt.datetime
    noted_by: str
    withdrawn_at: dt.datetime | None = None
    withdrawn_by: str = ""


def note_contacts(store: Store, contacts: Sequence[Contact], by: str, today: dt.date) -> None:
    """Stores contacts, all or none. Raises `ListError` for what cannot have been."""
    for contact in contacts:
        _refuse_impossible(contact, today)
    fields = ("mentor", "mentee", "start", "on", "took_place", "mode", "minutes", "topic", "next_step")
    rows = [{field: getattr(contact, field) for field in fields} for contact in contacts]
    if rows:
        with store.writing() as connection:
            connection.execute(
                insert(CONTACTS), [row | {"noted_at": now(), "noted_by": by, "withdrawn_by": ""} for row in rows]
            )


def _refuse_impossible(contact: Contact, today: dt.date) -> None:
    pair = f"{contact.mentor} → {contact.mentee}"
    if contact.on < contact.start:
        raise ListError(
            f"Встреча {date_text(contact.on)} раньше начала пары «{pair}» ({date_text(contact.start)}). Исправьте дату."
        )
    if contact.on > today:
        raise ListError(f"Встреча {date_text(contact.on)} ещё не наступила. Отметьте её, когда она пройдёт.")
    if contact.minutes is not None and not 0 < contact.minutes <= LONGEST:
        raise ListError(f"Длительность встречи – от 1 до {LONGEST} минут.")
    if contact.mode and contact.mode not in MODES:
        raise ValueError(f"no such mode: {contact.mode}")


def withdraw_contact(store: Store, identity: int, by: str) -> None:
    """Marks a contact as noted by mistake; its row stays. One that was withdrawn before stays as it is."""
    with store.writing() as connection:
        is_in_force = (CONTACTS.c.id == identity) & CONTACTS.c.withdrawn_at.is_(None)
        connection.execute(update(CONTACTS).where(is_in_force).values(withdrawn_at=now(), withdrawn_by=by))


def contacts_of(store: Store | None) -> list[NotedContact]:
    """Returns every contact, withdrawn ones too, the last day first. Without a store none."""
    if store is None:
        return []
    with store.reading() as connection:
        rows = connection.execute(select(CONTACTS).order_by(CONTACTS.c.on.desc(), CONTACTS.c.id.desc())).all()
    return [
        NotedContact(
            row.id,
            Contact(
                row.mentor,
                row.mentee,
                row.start,
                row.on,
                row.took_place,
                row.mode,
                row.minutes,
                row.topic,
                row.next_step,
            ),
            row.noted_at,
            row.noted_by,
            row.withdrawn_at,
            row.withdrawn_by,
        )
        for row in rows
    ]


def last_contacts(contacts: Iterable[NotedContact], on: dt.date) -> dict[PairKey, dt.date]:
    """Returns the day of the last contact of each pair that had one by a day; failed attempts do not count."""
    last: dict[PairKey, dt.date] = {}
    for noted in contacts:
        contact = noted.contact
        if contact.took_place and noted.withdrawn_at is None and contact.on <= on:
            last[contact.pair] = max(contact.on, last.get(contact.pair, contact.on))
    return last


def days_without_contact(pair: PairKey, last: Mapping[PairKey, dt.date], on: dt.date) -> int:
    """Returns the days since the last contact of a pair, else since it began."""
    return (on - last.get(pair, pair.start)).days


@dataclass(frozen=True, slots=True)
class ContactTraces:
    """Contacts that tell of a person, by their id: those of own pairs, and those of others whose text names him."""

    own: Sequence[int]
    named: Sequence[int]

    def erase(self, connection: Connection, in_place: str) -> None:
        """Deletes the contacts of the person's pairs, and puts a text in place of those of the others."""
        connection.execute(delete(CONTACTS).where(CONTACTS.c.id.in_(self.own)))
        connection.execute(update(CONTACTS).where(CONTACTS.c.id.in_(self.named)).values(topic=in_place, next_step=""))


def contact_traces(
    connection: Connection, search: PersonSearch, gone: Collection[PairKey], remaining: Collection[PairKey]
) -> ContactTraces:
    """Returns where contacts tell of a person: `gone` are the pairs that go with him, `remaining` those that stay.

    A contact of a pair that no version has any more is the person's by its names.
    """
    own, named = [], []
    for row in connection.execute(select(CONTACTS)).all():
        pair = PairKey.of(row.mentor, row.mentee, row.start)
        has_name = bool({pair.mentor, pair.mentee} & search.keys)
        if pair in gone or (has_name and pair not in remaining):
            own.append(row.id)
        elif search.is_named_in(f"{row.topic} {row.next_step}"):
            named.append(row.id)
    return ContactTraces(own, named)


def pair_keys(pairs: Any) -> set[PairKey]:
    """Returns what the pairs of a list are known by."""
    rows = pairs[["mentor", "mentee", "start"]].itertuples(index=False)
    return {
        PairKey.of(mentor, mentee, start.date())
        for mentor, mentee, start in rows
        if isinstance(mentor, str) and isinstance(mentee, str) and pd.notna(start)
    }
