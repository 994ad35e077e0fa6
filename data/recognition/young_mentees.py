"""A list of young specialists with their mentors: «Молодой специалист» beside «Наставник» heads names, and no marks.

docs/domain.md, «What is a row, a list, a date in them».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from data.parsing import clean, even, names_somebody
from data.recognition.header_fields import match_header
from data.recognition.header_lines import Rows, header_lines
from data.recognition.mentor_lines import mentees_of_lines

MENTEE = "Наставляемый"
OF_YOUTH = re.compile(r"\bмолод|\bмс\b")


def offered_lines(rows: Rows, row: int) -> Iterator[tuple[dict[int, list[str]], int]]:
    """Yields the row as a header of one line or two, where mentees under another title are called so too."""
    for offered, end in header_lines(rows, row):
        column = _young_mentees(offered, rows[end + 1 :])
        if column is None:
            column = mentees_of_lines(rows, row, end, offered)
        if column is not None:
            offered[column].append(MENTEE)
        yield offered, end


def lists_young_mentees(offered: Mapping[int, Sequence[str]]) -> bool:
    """Returns whether a header is of young specialists with their mentors: it is of no other list."""
    return any(MENTEE in texts[1:] and OF_YOUTH.search(even(texts[0])) for texts in offered.values())


def _young_mentees(offered: Mapping[int, Sequence[str]], below: Rows) -> int | None:
    """Returns the column of young specialists, where they are the ones whom the list names beside their mentors."""
    if not any(OF_YOUTH.search(even(texts[0])) for texts in offered.values()):
        return None
    pairs, teachers = match_header("pairs", offered).columns, match_header("teachers", offered).columns
    young = teachers.get("young_specialist", [])
    others = {*teachers.get("name", []), *teachers.get("surname", [])} - set(pairs.get("mentor", []))
    if len(young) != 1 or young == pairs.get("mentor") or not pairs.get("mentor") or "mentee" in pairs or others:
        return None
    cells = [cell for row in below if clean(cell := row[young[0]])]
    named = sum(isinstance(cell, str) and names_somebody(cell) for cell in cells)
    return young[0] if 2 * named > len(cells) else None
