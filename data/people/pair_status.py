"""What the status of a pair says: that it is over, since when, or that it never was."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import numpy as np

from data.parsing import (
    DATE_IN_TEXT,
    IS_OVER,
    NEVER_WAS,
    day_of,
    even,
    extended_to,
    is_of_something_else,
    leaves_open,
    school_year_in_title,
    status_of,
)
from data.periods import SCHOOL_YEAR_ENDS
from data.tables.table import TypedTable

CALLED_OFF = re.compile(r"(?:пара |наставничество )?(?:отменен[аоы]?|аннулирован[аоы]?|не состоял[аои]сь)[.!]?")


def with_ends_in_status(pairs: TypedTable) -> TypedTable:
    """Returns the pairs; those without an end take it from a status like «расторгнута 15.10.2025» with one day.

    Those that their status extends beyond their end («продлена до 31.05.2025») take it too, and those whose end is to
    come. Which these are is marked, as a finding reports it.
    """
    texts = pairs.cells("status")
    days = {text: _end_in(text) for text in set(texts) if text}
    ends = pairs.columns.get("end", np.full(len(pairs), "NaT", dtype="datetime64[us]"))
    ends_in_status = np.array([days.get(text) if text else None for text in texts], dtype="datetime64[us]")
    extended = {text: extended_to(text) for text in days}
    extensions = np.array([extended.get(text) if text else None for text in texts], dtype="datetime64[us]")
    is_extended = ~np.isnat(extensions) & (np.isnat(ends) | (ends < extensions))
    ends_in_status = np.where(is_extended, extensions, ends_in_status)
    is_planned = ends > pairs.marks["as_of"]
    is_taken = is_extended | (np.isnat(ends) & ~np.isnat(ends_in_status)) | (is_planned & (ends_in_status < ends))
    columns = {"end": np.where(is_taken, ends_in_status, ends)} if is_taken.any() else {}
    return pairs.with_columns(columns, {"end_in_status": is_taken})


def never_was(pairs: TypedTable) -> Any:
    """Returns which pairs were called off before they began; by a note only if it says nothing else.

    «отмена встречи 12.10» is about a meeting.
    """
    return _has_status(NEVER_WAS, pairs) & ~_is_doubtful(pairs)


def is_over(pairs: TypedTable) -> Any:
    """Returns which pairs are over by their status, or may be by a note, their year or what else was called off."""
    return _has_status(IS_OVER, pairs) | _is_of_past_year(pairs) | (_has_status(NEVER_WAS, pairs) & _is_doubtful(pairs))


def _is_of_past_year(pairs: TypedTable) -> Any:
    """Returns which pairs stand below the title of a school year that is over by the date of the data."""
    texts = pairs.cells("status")
    years = {text: school_year_in_title(text) for text in set(texts) if text}
    ends = {text: dt.date(year + 1, *SCHOOL_YEAR_ENDS) for text, year in years.items() if year}
    return np.array([ends.get(text) for text in texts], dtype="datetime64[D]") < pairs.marks["as_of"]


def unknown_statuses(pairs: TypedTable) -> dict[str, list[int]]:
    """Returns the words for a status that say nothing of the pair, as they stand first, with their rows.

    In a column of notes such words are none for a status, but for those that leave open whether the pair works.
    """
    rows: dict[str, list[int]] = {}
    spellings: dict[str, str] = {}
    for row, text in enumerate(pairs.cells("status")):
        is_of_pair = "status" not in pairs.block(row).assumed.values() or leaves_open(text or "")
        if text and is_of_pair and status_of(text) is None and not school_year_in_title(text):
            rows.setdefault(spellings.setdefault(even(text), text), []).append(row)
    return rows


def _has_status(status: str, pairs: TypedTable) -> Any:
    return np.array([bool(text) and status_of(text) == status for text in pairs.cells("status")], dtype=bool)


def _is_doubtful(pairs: TypedTable) -> Any:
    """Returns which statuses are notes that need not be about the pair, or speak of something else called off."""
    return np.array(
        [
            bool(text)
            and (
                (pairs.block(row).status_in_notes and not CALLED_OFF.fullmatch(even(text)))
                or is_of_something_else(text)
            )
            for row, text in enumerate(pairs.cells("status"))
        ],
        dtype=bool,
    )


def _end_in(text: str) -> dt.date | None:
    """Returns the only day in a status that says that the pair is over."""
    days = DATE_IN_TEXT.findall(text)
    if len(days) != 1 or status_of(text) != IS_OVER:
        return None
    day = day_of(days[0])
    return day if isinstance(day, dt.date) else None
