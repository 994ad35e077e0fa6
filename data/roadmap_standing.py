"""How every activity of the roadmap stands today: its instances, what was marked, what stands in the journal."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.roadmap import CLOSED, WORKING_DAYS, Instance, Mark, Status, instances, status_of
from data.roadmap_store import Edition, editions, history_of_marks, journal, marks_in_force
from data.store import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """An instance of an activity and how it stands; `entries` counts the journal of its activity."""

    edition: int
    instance: Instance
    status: Status
    mark: Mark | None
    entries: int

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED


def standings(
    store: Store | None,
    today: dt.date,
    *,
    working_days: int = WORKING_DAYS,
    kept_from: dt.date | None = None,
    of: Sequence[Edition] | None = None,
) -> list[Standing]:
    """Every instance of every edition (or of those given), in the order of the document and of time."""
    found = []
    for edition in editions(store) if of is None else of:
        marks = marks_in_force(history_of_marks(store, edition.number)) if store else {}
        entries = Counter(one.activity for one in journal(store, edition.number) if not one.withdrawn) if store else {}
        for instance in instances(edition.roadmap, today, working_days):
            mark = marks.get((instance.activity.key, instance.key))
            count = entries.get(instance.activity.key, 0)
            status = status_of(instance, mark, today, has_entries=count > 0, kept_from=kept_from)
            found.append(Standing(edition.number, instance, status, mark, count))
    return found


def overdue(found: Sequence[Standing]) -> list[Standing]:
    """What should be done by now, the longest overdue first."""
    late = [one for one in found if one.status is Status.OVERDUE]
    return sorted(late, key=lambda one: one.instance.due or dt.date.max)


def coming(found: Sequence[Standing], today: dt.date, days: int) -> list[Standing]:
    """What is due from today on within so many days and not done yet, the next first."""
    until = today + dt.timedelta(days)
    soon = [one for one in found if one.is_open and one.instance.due and today <= one.instance.due <= until]
    return sorted(soon, key=lambda one: one.instance.due or dt.date.max)
