"""The roadmap in the store: its editions, what was marked of its activities, the journal, and how it all stands.

Nothing is overwritten: of editions and marks the last row is in force, an entry that was wrong is withdrawn.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select

from data.hashing import canonical
from data.roadmap.model import WORKING_DAYS, Instance, Mark, Roadmap, Status, instances, seed, status_of
from data.roadmap.standing import Standing
from data.store.schema import JOURNAL, MARKS, ROADMAPS
from data.store.versions import Store, now

FIRST_EDITION = 1

MarkKey = tuple[str, str]  # activity and period


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition as it is in force; `saved_at` (UTC) is None for the seed that nobody has changed."""

    number: int
    roadmap: Roadmap
    saved_at: dt.datetime | None = None
    saved_by: str = ""
    note: str = ""


def editions(store: Store | None) -> list[Edition]:
    """Every edition as it is in force, the first one first; without a store the seed alone."""
    found = {FIRST_EDITION: Edition(FIRST_EDITION, seed())}
    for edition in history_of_editions(store) if store else ():
        found[edition.number] = edition
    return [found[number] for number in sorted(found)]


def history_of_editions(store: Store) -> list[Edition]:
    """Everything that was changed in the roadmap, the earliest first."""
    with store.reading() as connection:
        return [
            Edition(row.edition, Roadmap.model_validate_json(row.content), row.saved_at, row.saved_by, row.note)
            for row in connection.execute(select(ROADMAPS).order_by(ROADMAPS.c.id))
        ]


def save_editions(store: Store, roadmaps: Mapping[int, Roadmap], by: str, note: str) -> None:
    """Keeps editions by number, as leadership has changed them, together."""
    rows = [
        {
            "edition": number, "saved_at": now(), "saved_by": by, "note": note,
            "content": canonical(roadmap.model_dump(mode="json")),
        }
        for number, roadmap in roadmaps.items()
    ]  # fmt: skip
    with store.writing() as connection:
        connection.execute(insert(ROADMAPS), rows)


@dataclass(frozen=True, slots=True)
class Marked:
    """One row of the history of an instance; `marked_at` is UTC."""

    activity: str
    period: str
    mark: Mark
    marked_at: dt.datetime
    marked_by: str


def history_of_marks(store: Store, edition: int) -> list[Marked]:
    """Everything that was marked in an edition, the earliest first."""
    with store.reading() as connection:
        rows = connection.execute(select(MARKS).where(MARKS.c.edition == edition).order_by(MARKS.c.id))
        return [
            Marked(
                row.activity, row.period, Mark(Status(row.status), row.done_on, row.order), row.marked_at, row.marked_by
            )
            for row in rows
        ]


def marks_in_force(history: Sequence[Marked]) -> dict[MarkKey, Mark]:
    """What was said last of each instance."""
    return {(one.activity, one.period): one.mark for one in history}


def mark(store: Store, edition: int, marked: Sequence[Instance], said: Mark, by: str) -> None:
    """Marks instances together, as one entry of the history each."""
    rows = [
        {
            "edition": edition, "activity": one.activity.key, "period": one.key, "status": said.status.value,
            "done_on": said.done_on, "order": said.order, "marked_at": now(), "marked_by": by,
        }
        for one in marked
    ]  # fmt: skip
    with store.writing() as connection:
        connection.execute(insert(MARKS), rows)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry of the journal; `written_at` is UTC. The attached file is read apart."""

    id: int
    activity: str
    day: dt.date
    text: str
    people: str
    link: str
    file_name: str
    written_at: dt.datetime
    written_by: str
    withdrawn: bool


def journal(store: Store, edition: int) -> list[Entry]:
    """The entries of an edition, the latest day first, those that were withdrawn among them."""
    columns = [column for column in JOURNAL.c if column.name != "file"]
    with store.reading() as connection:
        chosen = select(*columns).where(JOURNAL.c.edition == edition)
        rows = connection.execute(chosen.order_by(JOURNAL.c.day.desc(), JOURNAL.c.id.desc())).all()
    withdrawn = {row.withdraws for row in rows}
    return [
        Entry(
            row.id, row.activity, row.day, row.text, row.people, row.link, row.file_name, row.written_at,
            row.written_by, row.id in withdrawn,
        )
        for row in rows
        if row.withdraws is None
    ]  # fmt: skip


def write_entry(
    store: Store, edition: int, activity: str, day: dt.date, text: str, by: str, *, people: str = "", link: str = "",
    file: tuple[str, bytes] | None = None,
) -> None:  # fmt: skip
    """Adds an entry to the journal of an activity."""
    name, content = file or ("", None)
    with store.writing() as connection:
        connection.execute(
            insert(JOURNAL).values(
                edition=edition, activity=activity, day=day, text=text, people=people, link=link, file_name=name,
                file=content, written_at=now(), written_by=by,
            )
        )  # fmt: skip


def withdraw_entry(store: Store, edition: int, entry: Entry, by: str) -> None:
    """Takes an entry back; it stays in the store, marked."""
    with store.writing() as connection:
        connection.execute(
            insert(JOURNAL).values(
                edition=edition, activity=entry.activity, day=entry.day, text="", people="", link="", file_name="",
                written_at=now(), written_by=by, withdraws=entry.id,
            )
        )  # fmt: skip


def attached(store: Store, entry: int) -> bytes:
    """The attached file of an entry."""
    with store.reading() as connection:
        return bytes(connection.execute(select(JOURNAL.c.file).where(JOURNAL.c.id == entry)).scalar_one())


def standings(
    store: Store | None, today: dt.date, *, working_days: int = WORKING_DAYS, kept_from: dt.date | None = None
) -> list[Standing]:
    """Every instance of every edition as it stands today, in the order of the document and of time."""
    found = []
    for edition in editions(store):
        marks = marks_in_force(history_of_marks(store, edition.number)) if store else {}
        entries = Counter(one.activity for one in journal(store, edition.number) if not one.withdrawn) if store else {}
        for instance in instances(edition.roadmap, today, working_days):
            said = marks.get((instance.activity.key, instance.key))
            count = entries.get(instance.activity.key, 0)
            status = status_of(instance, said, today, has_entries=count > 0, kept_from=kept_from)
            found.append(Standing(edition.number, instance, status, said, count))
    return found


def standings_of_school(
    store: Store | None, today: dt.date, working_days: int, records_from: dt.date | None
) -> list[Standing]:
    """The standings under a school's settings; until something is stored nothing counts as overdue."""
    return standings(store, today, working_days=working_days, kept_from=records_from if store else today)
