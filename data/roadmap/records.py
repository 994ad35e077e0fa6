"""The roadmap in the store: editions, marks, the journal, and how it all stands.

Nothing is overwritten: of editions and marks the last row is in force, an entry that was wrong is withdrawn.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select

from data.hashing import canonical
from data.parsing.names import header_key
from data.roadmap.model import (
    SEED_SCHOOL,
    WORKING_DAYS,
    Instance,
    Mark,
    Progress,
    Roadmap,
    instances,
    sample,
    seed,
    status_of,
)
from data.roadmap.standing import Standing
from data.store.schema import JOURNAL, MARKS, ROADMAPS
from data.store.settings import settings_history
from data.store.versions import Store, now

FIRST_EDITION = 1

MarkKey = tuple[str, str]  # activity and period


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition as it is in force.

    `saved_at` (UTC) is None for the seed that nobody has changed.
    """

    number: int
    roadmap: Roadmap
    saved_at: dt.datetime | None = None
    saved_by: str = ""
    note: str = ""


def editions(store: Store | None) -> list[Edition]:
    """Returns every edition as it is in force, the first first.

    Without a store the seed alone.
    """
    in_force = {edition.number: edition for edition in history_of_editions(store)} if store else {}
    if FIRST_EDITION not in in_force:
        in_force[FIRST_EDITION] = Edition(FIRST_EDITION, _unsaved(store))
    return [in_force[number] for number in sorted(in_force)]


def _unsaved(store: Store | None) -> Roadmap:
    """Returns the roadmap of a school that has saved none: nobody of the seed's answers in another school."""
    saved = settings_history(store) if store else []
    school = saved[0].content.get("school", "") if saved else ""
    is_of_seed = not school or header_key(school) == header_key(SEED_SCHOOL)
    return seed() if is_of_seed else sample(school, seed().since)


def history_of_editions(store: Store) -> list[Edition]:
    """Returns every edition that was saved, the earliest first."""
    with store.reading() as connection:
        return [
            Edition(row.edition, Roadmap.model_validate_json(row.content), row.saved_at, row.saved_by, row.note)
            for row in connection.execute(select(ROADMAPS).order_by(ROADMAPS.c.id))
        ]


def save_editions(store: Store, roadmaps: Mapping[int, Roadmap], by: str, note: str) -> None:
    """Saves editions by number, as leadership has changed them, together."""
    rows = [
        {
            "edition": number,
            "saved_at": now(),
            "saved_by": by,
            "note": note,
            "content": canonical(roadmap.model_dump(mode="json")),
        }
        for number, roadmap in roadmaps.items()
    ]
    with store.writing() as connection:
        connection.execute(insert(ROADMAPS), rows)


def begin(store: Store, roadmap: Roadmap, by: str, note: str) -> None:
    """Saves the roadmap that a school begins with; nothing where it has one."""
    if not history_of_editions(store):
        save_editions(store, {FIRST_EDITION: roadmap}, by, note)


@dataclass(frozen=True, slots=True)
class Marked:
    """One row of the history of an instance; `marked_at` is UTC."""

    activity: str
    period: str
    mark: Mark
    marked_at: dt.datetime
    marked_by: str


def history_of_marks(store: Store, edition: int) -> list[Marked]:
    """Returns all marks in an edition, the earliest first."""
    with store.reading() as connection:
        rows = connection.execute(select(MARKS).where(MARKS.c.edition == edition).order_by(MARKS.c.id))
        return [
            Marked(
                row.activity,
                row.period,
                Mark(Progress(row.status), row.done_on, row.order),
                row.marked_at,
                row.marked_by,
            )
            for row in rows
        ]


def marks_in_force(history: Sequence[Marked]) -> dict[MarkKey, Mark]:
    """Returns the last mark of each instance."""
    return {(row.activity, row.period): row.mark for row in history}


def mark(store: Store, edition: int, marked: Sequence[Instance], new_mark: Mark, by: str) -> None:
    """Marks instances together, as a row of the history each."""
    rows = [
        {
            "edition": edition,
            "activity": instance.activity.key,
            "period": instance.key,
            "status": new_mark.status.value,
            "done_on": new_mark.done_on,
            "order": new_mark.order,
            "marked_at": now(),
            "marked_by": by,
        }
        for instance in marked
    ]
    with store.writing() as connection:
        connection.execute(insert(MARKS), rows)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry of the journal; `written_at` is UTC.

    The attached file is read apart.
    """

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
    """Returns the entries of an edition, the latest day first, with those withdrawn."""
    columns = [column for column in JOURNAL.c if column.name != "file"]
    with store.reading() as connection:
        query = select(*columns).where(JOURNAL.c.edition == edition)
        rows = connection.execute(query.order_by(JOURNAL.c.day.desc(), JOURNAL.c.id.desc())).all()
    withdrawn = {row.withdraws for row in rows}
    return [
        Entry(
            row.id,
            row.activity,
            row.day,
            row.text,
            row.people,
            row.link,
            row.file_name,
            row.written_at,
            row.written_by,
            row.id in withdrawn,
        )
        for row in rows
        if row.withdraws is None
    ]


def write_entry(
    store: Store,
    edition: int,
    activity: str,
    day: dt.date,
    text: str,
    by: str,
    *,
    people: str = "",
    link: str = "",
    file: tuple[str, bytes] | None = None,
) -> None:
    """Adds an entry to the journal of an activity."""
    name, content = file or ("", None)
    with store.writing() as connection:
        connection.execute(
            insert(JOURNAL).values(
                edition=edition,
                activity=activity,
                day=day,
                text=text,
                people=people,
                link=link,
                file_name=name,
                file=content,
                written_at=now(),
                written_by=by,
            )
        )


def withdraw_entry(store: Store, edition: int, entry: Entry, by: str) -> None:
    """Withdraws an entry; it stays in the store, marked."""
    with store.writing() as connection:
        connection.execute(
            insert(JOURNAL).values(
                edition=edition,
                activity=entry.activity,
                day=entry.day,
                text="",
                people="",
                link="",
                file_name="",
                written_at=now(),
                written_by=by,
                withdraws=entry.id,
            )
        )


def attached(store: Store, entry: int) -> bytes:
    """Returns the attached file of an entry."""
    with store.reading() as connection:
        return bytes(connection.execute(select(JOURNAL.c.file).where(JOURNAL.c.id == entry)).scalar_one())


def standings(
    store: Store | None, today: dt.date, *, working_days: int = WORKING_DAYS, records_from: dt.date | None = None
) -> list[Standing]:
    """Returns every instance of every edition as it stands today.

    In the order of the document and of time.
    """
    result = []
    for edition in editions(store):
        marks = marks_in_force(history_of_marks(store, edition.number)) if store else {}
        entries = (
            Counter(entry.activity for entry in journal(store, edition.number) if not entry.withdrawn) if store else {}
        )
        for instance in instances(edition.roadmap, today, working_days):
            current = marks.get((instance.activity.key, instance.key))
            count = entries.get(instance.activity.key, 0)
            status = status_of(instance, current, today, has_entries=count > 0, records_from=records_from)
            result.append(Standing(edition.number, instance, status, current, count))
    return result


def standings_of_school(
    store: Store | None, today: dt.date, working_days: int, records_from: dt.date | None
) -> list[Standing]:
    """Returns the standings under a school's settings.

    Nothing is overdue until something is stored.
    """
    return standings(store, today, working_days=working_days, records_from=records_from if store else today)
