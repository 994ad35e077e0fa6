"""Teaching experience."""

from __future__ import annotations

import datetime as dt
import re

from data.parsing.cells import Context, Fault, clean, even, formula_error, is_nothing
from data.spreadsheets.sheet import Cell

LONGEST = 80  # years; more is a slip of the hand
EXPERIENCE = re.compile(
    r"(?:(\d{1,2}(?:[.,]\d+)?)\s?(?:лет|года?|г\.?|л\.?)?)?\s?(?:(\d{1,2})\s?(?:месяц(?:а|ев)?|мес\.?|м\.?))?\s?(?:\d+\s?дн\w*\.?)?"
)
NONE_YET = frozenset({"нет", "без стажа", "менее года", "менее 1 года", "до года", "до 1 года", "меньше года"})


def read_experience(cell: Cell, _context: Context) -> int | Fault | None:
    """Teaching experience in full months, from years («3», «2,5») or «2 года 5 месяцев»."""
    if fault := formula_error("bad_number", cell):
        return fault
    text = even(clean(cell))
    if is_nothing(text):
        return None
    if text in NONE_YET:
        return 0
    found = None if isinstance(cell, bool | dt.date | dt.time) else EXPERIENCE.fullmatch(text)
    if not found or not (found[1] or found[2]):
        return Fault("bad_number", "стаж непонятен")
    years = float((found[1] or "0").replace(",", "."))
    if years > LONGEST:
        return Fault("bad_number", "такого стажа не бывает")
    return int(years * 12 + 1e-9) + int(found[2] or 0)
