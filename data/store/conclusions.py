"""The conclusions of a monitoring as a person wrote or accepted them: one text for a reader and a day.

They are stored until the proposed ones are taken back. They may name people: within the school they are allowed to.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from data.hashing import sha256
from data.people.person_search import PersonSearch
from data.store.schema import CONCLUSIONS
from data.store.versions import Store, now


@dataclass(frozen=True, slots=True)
class Conclusions:
    """A text, and the hash of the one that was proposed then: the figures may have changed since."""

    text: str
    proposed: str

    @classmethod
    def of(cls, text: str, proposed: str) -> Conclusions:
        """Returns what a person wrote or accepted where this was proposed."""
        return cls(text.encode("utf-8", "ignore").decode(), sha256(proposed))  # half a sign: no database takes it

    def is_of(self, proposed: str) -> bool:
        """Returns whether the same is proposed still."""
        return self.proposed == sha256(proposed)


def conclusions_of(store: Store, reader: str, on: dt.date) -> Conclusions | None:
    """Returns the conclusions for a reader on the day of a report, None where there are none."""
    with store.reading() as connection:
        row = connection.execute(select(CONCLUSIONS).where(_are_for(reader, on))).first()
    return Conclusions(row.text, row.proposed) if row else None


def save_conclusions(store: Store, reader: str, on: dt.date, conclusions: Conclusions) -> None:
    """Stores conclusions in place of the earlier ones."""
    values = {"reader": reader, "on": on, "text": conclusions.text, "proposed": conclusions.proposed}
    with store.writing() as connection:
        connection.execute(delete(CONCLUSIONS).where(_are_for(reader, on)))
        connection.execute(insert(CONCLUSIONS).values(**values, changed_at=now()))


def discard_conclusions(store: Store, reader: str, on: dt.date) -> None:
    """Destroys the conclusions for a reader on a day."""
    with store.writing() as connection:
        connection.execute(delete(CONCLUSIONS).where(_are_for(reader, on)))


def conclusions_naming(connection: Connection, search: PersonSearch) -> list[ColumnElement[bool]]:
    """Returns a condition for each text that has the surname of a person, in whatever case."""
    return [
        _are_for(row.reader, row.on)
        for row in connection.execute(select(CONCLUSIONS))
        if search.is_in(row.text) or search.is_hinted_at(row.text)
    ]


def _are_for(reader: str, on: dt.date) -> ColumnElement[bool]:
    return (CONCLUSIONS.c.reader == reader) & (CONCLUSIONS.c.on == on)
