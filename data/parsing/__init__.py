"""Text → dates, flags, classes, names: what a cell means (docs/domain.md, «What real rosters look like»).

Every kind of field has one reader. A reader gives a value, None for «nothing stands here», or a `Fault` when
the cell cannot be understood: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from data.parsing.categories import Categories, read_categories
from data.parsing.category_titles import RISK_GROUP, SEVERAL, category_of_section, category_of_title
from data.parsing.cells import SPELLINGS_REMEMBERED, Context, Fault, clean, even, is_blank, is_nothing, visible
from data.parsing.classes import (
    SchoolClass,
    class_in_title,
    class_made_day,
    class_of,
    names_a_class,
    read_class,
    read_class_part,
    with_numbers_alike,
)
from data.parsing.dates import DATE_IN_TEXT, Birth, day_of, read_birth
from data.parsing.days_among_words import read_date
from data.parsing.experience import read_experience
from data.parsing.flags import read_flag, read_presence, yes_or_no, young_in_category
from data.parsing.forms import form_in_title, form_likely, read_form, read_mode, spelled_out
from data.parsing.name_qualifiers import read_bearer, read_mark
from data.parsing.names import (
    header_key,
    looks_like_name,
    name_key,
    number_key,
    read_name,
    read_number,
    read_text,
    same_name,
    without_comma,
    without_leading_zeros,
)
from data.parsing.ovz import read_ovz
from data.parsing.pair_dates import PairDates, read_pair_dates
from data.parsing.people_in_cell import NOBODY, birth_beside, may_name_somebody, names_somebody, people_in
from data.parsing.registers import RegisterEntry, read_register, registers_named
from data.parsing.status_titles import school_year_in_title, status_below, status_in_title
from data.parsing.statuses import (
    IS_OVER,
    NEVER_WAS,
    WORKS,
    cannot_be_status,
    extended_to,
    is_of_something_else,
    leaves_open,
    status_of,
)
from data.parsing.time_spans import Assumption, Span
from data.parsing.words_of_names import name_words
from data.parsing.written_person import (
    WrittenPerson,
    carries_more,
    class_beside,
    is_full_name,
    is_of_class,
    written_person,
)
from data.spreadsheets.sheet import Cell, CellError

__all__ = [
    "DATE_IN_TEXT",
    "IS_OVER",
    "NEVER_WAS",
    "NOBODY",
    "RISK_GROUP",
    "SEVERAL",
    "SPELLINGS_REMEMBERED",
    "WORKS",
    "Assumption",
    "Birth",
    "Categories",
    "Context",
    "Fault",
    "PairDates",
    "RegisterEntry",
    "SchoolClass",
    "Span",
    "WrittenPerson",
    "birth_beside",
    "cannot_be_status",
    "carries_more",
    "category_of_section",
    "category_of_title",
    "class_beside",
    "class_in_title",
    "class_made_day",
    "class_of",
    "clean",
    "day_of",
    "even",
    "extended_to",
    "form_in_title",
    "form_likely",
    "header_key",
    "is_blank",
    "is_full_name",
    "is_nothing",
    "is_of_class",
    "is_of_something_else",
    "leaves_open",
    "looks_like_name",
    "may_name_somebody",
    "name_key",
    "name_words",
    "names_a_class",
    "names_somebody",
    "number_key",
    "people_in",
    "read_bearer",
    "read_column",
    "read_mark",
    "registers_named",
    "same_name",
    "school_year_in_title",
    "spelled_out",
    "status_below",
    "status_in_title",
    "status_of",
    "visible",
    "with_numbers_alike",
    "without_comma",
    "without_leading_zeros",
    "written_person",
    "yes_or_no",
    "young_in_category",
]

READERS: dict[str, Callable[[Cell, Context], Any]] = {
    "text": read_text,
    "status": read_text,
    "name": read_name,
    "name_part": read_name,
    "number": read_number,
    "date": read_date,
    "start": read_pair_dates,
    "end": read_pair_dates,
    "term": read_pair_dates,
    "birth": read_birth,
    "flag": read_flag,
    "ovz": read_ovz,
    "categories": read_categories,
    "presence": read_presence,
    "register": read_register,
    "registers": read_register,
    "class": read_class,
    "grade": read_class_part,
    "letter": read_class_part,
    "experience": read_experience,
    "form": read_form,
    "mode": read_mode,
}

FAULT_CODES = {  # the code of the fault by the kind of a field, where no reader has to look at the cell to see it
    **dict.fromkeys(("name", "name_part", "class", "grade", "letter"), "empty_required"),
    **dict.fromkeys(("number", "experience"), "bad_number"),
    **dict.fromkeys(("date", "end", "birth"), "bad_date"),
    **dict.fromkeys(("flag", "presence", "register", "registers", "mode"), "bad_flag"),
    "form": "unknown_form",
}
MISTAKEN = frozenset({bool, CellError})  # True is equal to 1.0, «#REF!» to the text of it
LONGEST_READ = 1_000  # characters of a cell that is not free text; many names fit, and no pattern takes long to fail


def read_column(cells: Sequence[Cell], kind: str, context: Context) -> list[Any]:
    """Returns the values of a column (a `Fault` where a cell is not understood), each distinct cell read once."""
    read, is_bounded = READERS[kind], kind in FAULT_CODES
    are_told_apart = MISTAKEN.isdisjoint(map(type, cells))
    keys = cells if are_told_apart else list(zip(map(type, cells), cells, strict=True))
    distinct: dict[Hashable, Cell] = dict(zip(keys, cells, strict=True))
    is_long = {
        key for key, cell in distinct.items() if is_bounded and isinstance(cell, str) and len(cell) > LONGEST_READ
    }
    values = {key: read(cell, context) for key, cell in distinct.items() if key not in is_long}
    values |= {key: Fault(FAULT_CODES[kind], "слишком длинный текст") for key in is_long}
    return list(map(values.__getitem__, keys))
