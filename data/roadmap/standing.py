"""How an activity of the roadmap stands today, what is overdue and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from data.roadmap.model import CLOSED, Instance, Mark, Status


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


def overdue(found: Sequence[Standing]) -> list[Standing]:
    """What should be done by now, the longest overdue first."""
    late = [one for one in found if one.status is Status.OVERDUE]
    return sorted(late, key=lambda one: one.instance.due or dt.date.max)


def coming(found: Sequence[Standing], today: dt.date, days: int) -> list[Standing]:
    """What is due from today on within so many days and not done yet, the next first."""
    until = today + dt.timedelta(days)
    soon = [one for one in found if one.is_open and one.instance.due and today <= one.instance.due <= until]
    return sorted(soon, key=lambda one: one.instance.due or dt.date.max)
