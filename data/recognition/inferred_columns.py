"""A header that says more than a known title: «Особые отметки (ОВЗ)», «Состоит ли на учёте ПДН».

It is taken for the one field whose title stands among its words, where the cells below can be read so, and a
finding reports it (`assumed_column`). Titles of one common word («Группа», «Форма», «Имя») say nothing among others:
«Группа здоровья» is no class. The abbreviations of the domain do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from data.contracts import fields
from data.parsing import (
    IS_OVER,
    NEVER_WAS,
    class_beside,
    clean,
    extended_to,
    header_key,
    leaves_open,
    names_somebody,
    status_of,
    young_in_category,
)
from data.parsing.flags import tells_youth
from data.recognition.column_readability import filled_cells, readable_counts
from data.recognition.header_fields import carrying, known_headers
from data.recognition.header_lines import is_of_notes, is_of_others
from data.recognition.header_variants import of_latest_year
from data.recognition.headers import Header
from data.spreadsheets.sheet import Cell

ABBREVIATIONS = frozenset({"овз", "соп", "вшу", "вшк", "пдн", "кдн", "пмпк", "аооп"})
NOT_OF_CHILD = re.compile(r"\b(?:причин|дата снят|(?<!за )кем|куда|приказ|телефон|адрес|сери|выдач|выдан|основани)")
ENOUGH_UNDERSTOOD = 0.5  # of the filled cells; an assumed column must not bring more faults than answers
OVZ_UNDERSTOOD = 0.75  # of a column about ОВЗ nearly all: where many cells say something else, it is about that
RECOGNISABLE_KINDS = frozenset({"name"})  # kinds whose cells look like nothing else; a day may be any day
DISABLED = re.compile(r"\bинвалид")
REGISTERS_BY_NAME = frozenset({"at_risk", "vshu", "pdn", "kdn"})
CATEGORY_FIELDS = frozenset({"ovz", "disabled", "at_risk", "registers", "vshu", "pdn", "kdn"})
TIME_OF_DAY = re.compile(r"\d:[0-5]\d")  # «10:12 AM GMT» is nobody
ALL_UNDERSTOOD = frozenset({"flag", "categories"})  # kinds of which a column brings no fault when it is assumed


def assumed_columns(header: Header, rows: Sequence[Sequence[Cell]], settled: Collection[int] = ()) -> dict[int, str]:
    """Returns columns (from 0) that no title names → the field each is taken for; `settled` ones are judged."""
    fields_by_column: dict[int, str] = {}
    newest = of_latest_year({column: [text] for column, text in header.texts.items()})
    for column, text in _free_columns(header, settled).items():
        fitting = _fields_within(header.table, text) if column in newest or header.table == "pairs" else set()
        key = next(iter(fitting), "") if len(fitting) == 1 else ""
        if len(fitting) > 1 and fitting <= CATEGORY_FIELDS:
            key = "categories"  # «ОВЗ/инвалидность»: each cell says which
        is_open = bool(key) and key not in fields_by_column.values() and not carrying(header.columns, key)
        if is_open and _is_understood(header, column, key, rows):
            fields_by_column[column] = key
    return fields_by_column


def _free_columns(header: Header, settled: Collection[int]) -> dict[int, str]:
    """Returns the columns with a header that carry no field yet and that nobody has judged."""
    used = {column for places in header.columns.values() for column in places} | set(settled)
    return {column: text for column, text in header.texts.items() if column not in used}


def confirmed_by_cells(header: Header, rows: Sequence[Sequence[Cell]]) -> dict[int, str]:
    """Returns columns matched by words whose cells hold that field; takes the others out of the header."""
    fields_by_column: dict[int, str] = {}
    for column, key in header.by_words.items():
        if column not in header.columns.get(key, ()):
            continue  # a person or a rival has settled it
        if shows(header, column, key, rows):
            fields_by_column[column] = key
        else:
            for carried in [known for known, places in header.columns.items() if column in places]:
                del header.columns[carried]  # both sides of a pair, where they stand in one cell
    return fields_by_column


def lacking_columns(header: Header, rows: Sequence[Sequence[Cell]], settled: Collection[int] = ()) -> dict[int, str]:
    """Returns columns for required fields that no header names: for each field the only one that can be read as it."""
    free = [
        column
        for column, text in _free_columns(header, settled).items()
        if not is_of_others(text) and not NOT_OF_CHILD.search(header_key(text))
    ]
    missing = [key for key in header.missing if fields(header.table)[key].kind in RECOGNISABLE_KINDS]
    fitting = {key: [column for column in free if shows(header, column, key, rows)] for key in missing}
    return {
        columns[0]: key
        for key, columns in fitting.items()
        if len(columns) == 1 and sum(columns[0] in others for others in fitting.values()) == 1
    }


def shows(header: Header, column: int, key: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Returns whether most filled cells of a column, and one at least, hold what the field holds."""
    kind = fields(header.table)[key].kind
    if kind == "name":
        cells = filled_cells(column, rows)
        texts = (cell for cell in cells if isinstance(cell, str) and not TIME_OF_DAY.search(cell))
        filled, shown = len(cells), sum(map(names_somebody, texts))
    else:
        filled, shown, _ = readable_counts(header, column, key, rows)
    return filled > 0 and shown >= _enough(kind) * filled


def young_specialists_column(
    header: Header, rows: Sequence[Sequence[Cell]], settled: Collection[int] = ()
) -> list[int]:
    """Returns the column of categories, else of notes, that says «молодой специалист», where no column is of it."""
    if header.table != "teachers" or "young_specialist" in header.columns:
        return []
    notes = [column for column, text in _free_columns(header, settled).items() if tells_youth(text)]
    columns = [*header.columns.get("category", []), *notes]
    return [column for column in columns if any(young_in_category(row[column]) for row in rows)][:1]


def status_in_notes(header: Header, rows: Sequence[Sequence[Cell]], settled: Collection[int] = ()) -> dict[int, str]:
    """Returns the column of notes of pairs in which some cell says that its pair is over, extended or never was."""
    if header.table != "pairs" or "status" in header.columns:
        return {}
    for column, text in _free_columns(header, settled).items():
        texts = map(clean, filled_cells(column, rows)) if is_of_notes(text) else ()
        if any(status_of(text) in (IS_OVER, NEVER_WAS) or extended_to(text) or leaves_open(text) for text in texts):
            return {column: "status"}
    return {}


def classes_in_names(header: Header, rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Returns the column of names of pupils that most cells also give the class in, where no column gives it."""
    names = header.columns.get("name", [])
    if header.table != "students" or len(names) != 1 or carrying(header.columns, "class_name"):
        return []
    cells = filled_cells(names[0], rows)
    with_class = sum(isinstance(cell, str) and bool(class_beside(cell)) for cell in cells)
    return names if cells and with_class >= ENOUGH_UNDERSTOOD * len(cells) else []


def _fields_within(table: str, text: str) -> set[str]:
    """Returns the fields whose titles stand within a header, of titles within titles the longest."""
    if is_of_others(text) or NOT_OF_CHILD.search(header_key(text)):
        return set()
    words = re.findall(r"\w+", header_key(text))
    also = {"disabled"} & fields(table).keys() if DISABLED.search(header_key(text)) else set()
    spans = [
        (start, start + len(title), key)
        for title, key in _titles(table).items()
        for start in range(len(words) - len(title) + 1)
        if tuple(words[start : start + len(title)]) == title
    ]
    found = also | {
        key for start, end, key in spans
        if not any(span[0] <= start and end <= span[1] and (span[0], span[1]) != (start, end) for span in spans)
    }  # fmt: skip
    return found - {"registers"} if found & REGISTERS_BY_NAME else found  # «Состоит на учёте СОП» says of which


@cache
def _titles(table: str) -> dict[tuple[str, ...], str]:
    """Returns titles that may stand among other words → their fields."""
    keys_by_words = {tuple(re.findall(r"\w+", spelling)): key for spelling, key in known_headers(table).items()}
    return {
        words: key for words, key in keys_by_words.items()
        if fields(table)[key].kind != "name_part" and (len(words) > 1 or words[0] in ABBREVIATIONS)
    }  # fmt: skip


def marks_within(table: str, text: str) -> set[str]:
    """Returns the marks of ОВЗ, of registers and of «инвалид» whose titles stand within a header."""
    return _fields_within(table, text) & CATEGORY_FIELDS


def _is_understood(header: Header, column: int, key: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Returns whether most filled cells can be read as the field; of ОВЗ none may be something else («одарённый»)."""
    counts = readable_counts(header, column, key, rows)
    return counts.faults <= (1 - _enough(fields(header.table)[key].kind)) * counts.filled


def _enough(kind: str) -> float:
    """Returns the part of the filled cells of a column that must be understood where it is assumed."""
    return OVZ_UNDERSTOOD if kind == "ovz" else 1 if kind in ALL_UNDERSTOOD else ENOUGH_UNDERSTOOD
