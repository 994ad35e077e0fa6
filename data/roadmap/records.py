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
from data.roadmap.deadlines import WORKING_DAYS, Instance, Mark, instances, status_of
from data.roadmap.journal import journal
from data.roadmap.model import Progress, Roadmap, is_of_seed, sample, seed
from data.roadmap.standing import Standing
from data.store.schema import MARKS, ROADMAPS
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
    return seed() if is_of_seed(school) else sample(school, seed().since)


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
class MarkRecord:
    """One row of the history of an instance; `marked_at` is UTC."""

    activity: str
    period: str
    mark: Mark
    marked_at: dt.datetime
    marked_by: str


def history_of_marks(store: Store, edition: int) -> list[MarkRecord]:
    """Returns all marks in an edition, the earliest first."""
    with store.reading() as connection:
        rows = connection.execute(select(MARKS).where(MARKS.c.edition == edition).order_by(MARKS.c.id))
        return [
            MarkRecord(
                row.activity,
                row.period,
                Mark(Progress(row.status), row.done_on, row.order),
                row.marked_at,
                row.marked_by,
            )
            for row in rows
        ]


def marks_in_force(history: Sequence[MarkRecord]) -> dict[MarkKey, Mark]:
    """Returns the last mark of each instance."""
    return {(row.activity, row.period): row.mark for row in history}


def mark(store: Store, edition: int, marked: Sequence[Instance], new_mark: Mark, by: str) -> None:
    """Marks instances of an edition together, as a row of the history each."""
    mark_all(store, [(edition, instance, new_mark) for instance in marked], by)


def mark_all(store: Store, marked: Sequence[tuple[int, Instance, Mark]], by: str) -> None:
    """Marks instances, each with its edition and its mark, all or none."""
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
        for edition, instance, new_mark in marked
    ]
    with store.writing() as connection:
        connection.execute(insert(MARKS), rows)


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
