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
    """Returns the year in which it began, as `school_year_named` does; None of people.

    Lines before `floor` (from 0) belong to another table.
    """
    if header.table != "pairs":
        return None
    above = [text for texts in lines_above(rows, header, floor) for text in texts]
    return school_year_named(above, sheet.name or "", sheet.file)


def school_year_named(titles: Iterable[str], name: str, file: str) -> int | None:
    """Returns the first year of the school year that the titles of a list name, else its name, else its file's.

    None where none of them names one, or the first that does names several.
    """
    named = (_school_years_in(texts) for texts in (titles, [name], [PurePath(file).stem]))
    years = next(filter(None, named), set())
    return years.pop() if len(years) == 1 else None


def _school_years_in(texts: Iterable[str]) -> set[int]:
    """Returns the first years of the school years in texts: «2024/25 уч. год», «2024-2025»."""
    matches = [match for text in texts for match in SCHOOL_YEAR.finditer(even(clean(text.replace("_", " "))))]
    return {int(match[1]) for match in matches if int(match[1]) % 100 + 1 == int(match[3])}
