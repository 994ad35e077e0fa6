"""A new edition beside those in force: after the last one, or in its place where nobody has worked by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from data.findings import ListError
from data.roadmap.journal import journal
from data.roadmap.model import Roadmap
from data.roadmap.records import Edition, history_of_marks
from data.russian import date_text
from data.store.versions import Store

DAY = dt.timedelta(days=1)


def activities_in_use(store: Store, edition: int) -> set[str]:
    """Returns the activities of an edition that have a mark or an entry in the journal."""
    marked = {row.activity for row in history_of_marks(store, edition)}
    return marked | {entry.activity for entry in journal(store, edition)}


def next_edition(editions: Sequence[Edition], roadmap: Roadmap) -> dict[int, Roadmap]:
    """Returns what to save so that the roadmap follows the last edition, which ends the day before.

    Raises `ListError` where it would begin too early for that.
    """
    last = editions[-1]
    return _ended(last, roadmap) | {last.number + 1: roadmap}


def replaced_edition(editions: Sequence[Edition], roadmap: Roadmap) -> dict[int, Roadmap]:
    """Returns what to save so that the roadmap stands in place of the last edition. Raises `ListError` likewise."""
    *earlier, last = editions
    return (_ended(earlier[-1], roadmap) if earlier else {}) | {last.number: roadmap}


def _ended(edition: Edition, following: Roadmap) -> dict[int, Roadmap]:
    if following.since <= edition.roadmap.since:
        raise ListError(
            f"Редакция № {edition.number} действует с {date_text(edition.roadmap.since)}: новая начинается позже. "
            "Измените «Действует с». Дорожная карта ещё не сохранена."
        )
    return {edition.number: edition.roadmap.model_copy(update={"until": following.since - DAY})}
