"""What the status of a pair says: that it is over, since when, or that it never was."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import numpy as np

from data.parsing import DATE_IN_TEXT, day_of, even
from data.tables.table import TypedTable

NEVER_WAS = re.compile(r"(?<!не )\b(?:отмен|аннулир)|\bне состоя")
OVER = re.compile(
    r"(?<!не )\b(?:(?:за(?:верш|конч)|оконч|прекра[тщ])(?:ен|ил)|расторг|расторж|распал[аи]?сь|закрыт|выбыл|отчислен)"
    r"|\bне (?:работает|действует|активн)"
)


def with_ends_in_status(pairs: TypedTable) -> TypedTable:
    """The pairs, of which those without an end end on the only day that a status like «расторгнута 15.10.2025» names.

    Which these are is marked: it is said.
    """
    texts = pairs.cells("status")
    days = {text: _end_in(text) for text in set(texts) if text}
    ends = pairs.columns.get("end", np.full(len(pairs), "NaT", dtype="datetime64[us]"))
    said = np.array([days.get(text) if text else None for text in texts], dtype="datetime64[us]")
    is_said = np.isnat(ends) & ~np.isnat(said)
    columns = {"end": np.where(is_said, said, ends)} if is_said.any() else {}
    return pairs.with_columns(columns, {"end_in_status": is_said})


def never_was(pairs: TypedTable) -> Any:
    """Which pairs were called off before they began."""
    return _status_says(NEVER_WAS, pairs)


def is_over(pairs: TypedTable) -> Any:
    """Which pairs are over by their status."""
    return _status_says(OVER, pairs)


def _status_says(words: re.Pattern[str], pairs: TypedTable) -> Any:
    texts = pairs.cells("status")
    matching = {text for text in set(texts) if text and words.search(even(text))}
    return np.array([text in matching for text in texts], dtype=bool)


def _end_in(text: str) -> dt.date | None:
    """The only day in a status that says that the pair is over."""
    days = DATE_IN_TEXT.findall(text)
    if len(days) != 1 or not OVER.search(even(text)):
        return None
    day = day_of(days[0])
    return day if isinstance(day, dt.date) else None
