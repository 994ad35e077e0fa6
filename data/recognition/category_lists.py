"""Lists of the pupils of one category beside the list of all pupils: «Список обучающихся с ОВЗ».

Their rows are no people of their own (docs/domain.md, «Who counts», «A separate list of a category»).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from pathlib import PurePath

from data.parsing import RISK_GROUP, SEVERAL, category_of_title, header_key
from data.recognition.data_rows import lines_above
from data.recognition.header_fields import field_by_words
from data.recognition.header_lines import Rows
from data.recognition.headers import Header
from data.recognition.inferred_columns import shows
from data.spreadsheets.sheet import Sheet
from data.vocabulary import REGISTERS, SIDES

DAYS_OF_REGISTERS = {  # headers that say so only in a list of those on a register
    "registered_on": re.compile(
        r"с|с (?:какого (?:числа|времени)|какой даты)|дата|дата (?:постановки|внесения|взятия)\b.*"
        r"|(?:состоит|внесен\w*|поставлен\w*|взят\w*)(?: на учет)?(?: с)?"
    ),
    "removed_on": re.compile(r"до|дата снятия\b.*|снят\w*(?: с)?"),
}
REGISTERED = frozenset({"registers", "at_risk", "risk_group", "vshu", "pdn", "kdn", "categories"})


def days_of_registers(header: Header, rows: Rows, category: str, settled: Collection[int]) -> dict[int, str]:
    """Returns the columns of days of a list of those on a register → the fields that their headers mean there."""
    if category not in (*REGISTERS, SEVERAL, RISK_GROUP):
        return {}
    used = {column for columns in header.columns.values() for column in columns}
    # Beside a mentor it is since when he mentors.
    sides = {column for column, text in header.texts.items() if field_by_words("pairs", text) in SIDES}
    used |= {column for before, column in pairwise(sorted(header.texts)) if before in sides}
    fields_by_column: dict[int, str] = {}
    for column, text in header.texts.items():
        key = next((key for key, words in DAYS_OF_REGISTERS.items() if words.fullmatch(header_key(text))), "")
        is_open = key and key not in header.columns and key not in fields_by_column.values()
        if is_open and column not in used and column not in settled and shows(header, column, key, rows):
            fields_by_column[column] = key
    return fields_by_column


def category_above(rows: Rows, header: Header, floor: int, sheet: Sheet) -> str:
    """Returns the category that the title of a list gives, else the name of its sheet, else that of its file."""
    lines = [" ".join(texts) for texts in lines_above(rows, header, floor)]
    named = (lines[::-1], [sheet.name or ""], [PurePath(sheet.file).stem.replace("_", " ")])
    return next((found for texts in named if (found := category_of_title(texts)) is not None), "")
