"""Lines that name a mentor above the mentees: below «Наставник: Иванова О. П.» a column of names is of mentees.

docs/domain.md, «What is a row, a list, a date in them».
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from data.parsing import clean, names_somebody
from data.recognition.header_fields import carrying, match_header
from data.recognition.header_lines import Rows
from data.recognition.row_signs import FEW_CELLS, filled_columns, is_one_text, titles_above
from data.spreadsheets.sheet import Cell

MENTOR_LINE = re.compile(r"(?:ф\.? ?и\.? ?о\.? )?наставник\w*\s*[:–—-]\s*(.+)", re.IGNORECASE)
FORM_OF_MENTOR = re.compile(r"[\s,;(–—-]*\b(?:форма|модель)\b.*", re.IGNORECASE)  # behind the name of a mentor
SIDES_OF_LIST = ("mentor", "mentor_number", "mentee", "mentee_number")
DAYS_OF_PAIR = frozenset({"start", "term"})


def mentor_in(text: str) -> str | None:
    """Returns the name in «Наставник: Иванова О. П., форма …»; None where the text names no mentor."""
    match = MENTOR_LINE.match(text)
    name = FORM_OF_MENTOR.sub("", match[1]) if match else ""
    return name if names_somebody(name) else None


def mentor_of_line(row: Sequence[Cell]) -> str | None:
    """Returns the mentor that a line of few cells, or of one text across, names."""
    filled = filled_columns(row)
    if not filled or (len(filled) > FEW_CELLS and not is_one_text(row, filled)):
        return None
    return mentor_in(" ".join(dict.fromkeys(clean(row[column]) for column in filled)))


def stands_below_mentors(rows: Rows, top: int, end: int) -> bool:
    """Returns whether lines just above a header (from `top`), or any below it (to `end`), name mentors."""
    above = (rows[number] for number in titles_above(rows, top))
    return any(map(mentor_of_line, above)) or any(map(mentor_of_line, rows[end + 1 :]))


def mentees_of_lines(rows: Rows, top: int, end: int, offered: Mapping[int, Sequence[str]]) -> int | None:
    """Returns the column of names that are of mentees: a list of days of pairs without sides, below lines of mentors.

    A list of people with their births is one of people, whatever days stand in it.
    """
    pairs = match_header("pairs", offered)
    titled = pairs.columns.keys() - set(pairs.by_words.values())
    if not DAYS_OF_PAIR & titled or any(carrying(pairs.columns, side) for side in SIDES_OF_LIST):
        return None
    people = match_header("students", offered).columns
    names = people.get("name", [])
    is_list = len(names) == 1 and "birth" not in people and stands_below_mentors(rows, top, end)
    return names[0] if is_list else None
