"""Lines of a list of pairs that name the form of the rows below: «Учитель – ученик», «Форма: …»."""

from __future__ import annotations

from collections.abc import Sequence

from data.parsing import Fault, clean, form_in_title
from data.recognition.header_lines import Rows
from data.recognition.headers import Header
from data.recognition.row_signs import filled_columns


def form_named(rows: Rows, header: Header, number: int) -> str | Fault | None:
    """Returns the form that a line (from 0) names; a fault where it speaks of one that is none."""
    row = rows[number]
    filled = filled_columns(row)
    if header.table != "pairs" or set(filled) <= set(header.columns.get("form", [])):
        return None
    texts = list(dict.fromkeys(clean(row[column]) for column in filled))
    is_one = len(texts) == 1 or (len(texts) == 2 and texts[0].endswith(":"))
    return form_in_title(" ".join(texts)) if is_one else None


def forms_of_sections(rows: Rows, header: Header, numbers: Sequence[int]) -> dict[int, str]:
    """Returns the rows of pairs (from 1) that stand in the section of a form, with that form."""
    forms: dict[int, str] = {}
    if header.table != "pairs":
        return forms
    form = _form_above(rows, header)
    first = header.row + 1
    for number in numbers:
        for line in range(first, number - 1):
            if (named := form_named(rows, header, line)) is not None:
                form = named
        first = number
        if isinstance(form, str):
            forms[number] = form
    return forms


def _form_above(rows: Rows, header: Header) -> str | Fault | None:
    """Returns the form that the line above the header names."""
    title = next((number for number in range(header.top - 1, -1, -1) if filled_columns(rows[number])), None)
    return None if title is None else form_named(rows, header, title)
