"""Lines of a list of pairs that say what became of the rows below: «Завершённые пары», «2023/24 уч. год»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.parsing import WORKS, clean, school_year_in_title, status_below, status_in_title
from data.recognition.header_lines import Rows
from data.recognition.headers import Header
from data.recognition.row_signs import filled_columns, is_one_text, lines_between, titles_above

OF_A_YEAR = re.compile(r"\d{4}")  # a line that tells only when is a part of the section above it


def status_title(rows: Rows, header: Header, number: int) -> str | None:
    """Returns the text of a line (from 0) of a list of pairs that tells their status, or of which school year they are.

    None where it tells neither.
    """
    row = rows[number]
    filled = filled_columns(row)
    if header.table != "pairs" or not filled or not is_one_text(row, filled):
        return None
    if set(filled) <= set(header.columns.get("status", [])):
        return None
    text = clean(row[filled[0]])
    return text if status_in_title(text) or school_year_in_title(text) else None


def statuses_of_sections(
    rows: Rows, header: Header, numbers: Sequence[int], ending: Sequence[int], sheet_name: str
) -> dict[int, str]:
    """Returns the rows of pairs (from 1) that a title says are over, or of a school year, with the status.

    A school year within such a section is a part of it; one above the header is that of the list, whose pairs last.
    `ending` are the lines (from 1) of other titles, which end such a section unless they tell only a year. The name of
    the sheet holds where no title does.
    """
    statuses: dict[int, str] = {}
    if header.table != "pairs":
        return statuses
    of_sheet = sheet_name if status_in_title(sheet_name) else None
    above = (status_title(rows, header, line) for line in titles_above(rows, header.top))
    title = next((text for text in above if text and status_in_title(text)), of_sheet)
    others = set(ending)
    for number, between in lines_between(header.row + 1, numbers):
        for line in between:
            if found := status_title(rows, header, line):
                title = found if status_in_title(found) or not (title and status_in_title(title)) else title
            elif line + 1 in others and not OF_A_YEAR.search(" ".join(clean(cell) for cell in rows[line])):
                title = of_sheet
        if title is not None and status_in_title(title) != WORKS:
            statuses[number] = status_below(title) or title
    return statuses
