"""Lines of a list of pairs that name the form of the rows below: «Учитель – ученик», «Форма: …».

The line of a mentor may name that of the mentees below it, the name of a sheet that of a list without such lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.parsing import Fault, clean, form_in_title, names_somebody
from data.recognition.header_lines import Rows
from data.recognition.headers import Header
from data.recognition.mentor_lines import mentor_in
from data.recognition.row_signs import filled_columns, lines_between, titles_above


def form_named(rows: Rows, header: Header, number: int) -> str | Fault | None:
    """Returns the form that a line (from 0) names; a fault where it speaks of one that is none."""
    text = _lone_text(rows, header, number)
    return form_in_title(text) if text and (mentor_in(text) or not names_somebody(text)) else None


def forms_of_sections(rows: Rows, header: Header, numbers: Sequence[int], sheet_name: str = "") -> dict[int, str]:
    """Returns the rows of pairs (from 1) that stand in the section of a form, with that form."""
    forms: dict[int, str] = {}
    if header.table != "pairs":
        return forms
    of_section, of_mentor = _forms_above(rows, header, sheet_name)
    for number, between in lines_between(header.row + 1, numbers):
        for line in between:
            named = form_named(rows, header, line)
            if mentor_in(_lone_text(rows, header, line)):
                of_mentor = named
            elif named is not None:
                of_section, of_mentor = named, None
        form = of_section if of_mentor is None else of_mentor
        if isinstance(form, str):
            forms[number] = form
    return forms


def _lone_text(rows: Rows, header: Header, number: int) -> str:
    """Returns the one text of a line of a list of pairs, a title ending in a colon with what stands behind it."""
    row = rows[number]
    filled = filled_columns(row)
    if header.table != "pairs" or set(filled) <= set(header.columns.get("form", [])):
        return ""
    texts = list(dict.fromkeys(clean(row[column]) for column in filled))
    return " ".join(texts) if len(texts) == 1 or (len(texts) == 2 and texts[0].endswith(":")) else ""


def _forms_above(rows: Rows, header: Header, sheet_name: str) -> tuple[str | Fault | None, str | Fault | None]:
    """Returns the form that the titles above the header name, else the name of the sheet, and that of a mentor there.

    The nearest title comes first.
    """
    of_section: str | Fault | None = None
    of_mentor: str | Fault | None = None
    for number in titles_above(rows, header.top):
        named = form_named(rows, header, number)
        if mentor_in(_lone_text(rows, header, number)):
            of_mentor = of_mentor or named
        else:
            of_section = of_section or named
    of_sheet = form_in_title(sheet_name)
    return of_section or (None if of_sheet == "other" else of_sheet), of_mentor
