"""The school year of a list of pairs, from a title, the sheet's name or the file's name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from data.parsing import clean, even
from data.recognition.data_rows import lines_above
from data.recognition.dates_in_titles import SCHOOL_YEAR
from data.recognition.header_lines import Rows
from data.recognition.headers import Header
from data.spreadsheets.sheet import Sheet


def school_year_of_list(rows: Rows, header: Header, floor: int, sheet: Sheet) -> int | None:
    """Returns the year in which it began; None where none of these names one, or the first that does names several.

    Lines before `floor` (from 0) belong to another table.
    """
    if header.table != "pairs":
        return None
    above = [text for texts in lines_above(rows, header, floor) for text in texts]
    for texts in (above, [sheet.name or ""], [PurePath(sheet.file).stem]):
        if years := school_years_in(texts):
            return years.pop() if len(years) == 1 else None
    return None


def school_years_in(texts: Iterable[str]) -> set[int]:
    """Returns the first years of the school years in texts: «2024/25 уч. год», «2024-2025»."""
    matches = [match for text in texts for match in SCHOOL_YEAR.finditer(even(clean(text.replace("_", " "))))]
    return {int(match[1]) for match in matches if int(match[1]) % 100 + 1 == int(match[3])}
