"""Rows below a header → the rows that are of people or pairs.

Blank rows, totals, the line that numbers columns, a header printed again, titles of sections and signatures are
nobody; what else cannot be a person is told of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from operator import itemgetter

from data.contracts import fields
from data.parsing import (
    Fault,
    class_in_title,
    clean,
    even,
    header_key,
    is_blank,
    looks_like_name,
    names_somebody,
    yes_or_no,
)
from data.recognition.form_sections import form_named, forms_of_sections
from data.recognition.header_fields import COUNT_HEADERS, Columns
from data.recognition.header_lines import Rows
from data.recognition.headers import Header, is_repeated
from data.recognition.line_signs import (
    CONTINUED,
    FEW_CELLS,
    LEAVERS,
    LINE_TO_SIGN,
    MENTOR_LINE,
    SIGNATURE,
    SURNAMES,
    class_column,
    filled_columns,
    holds_a_name,
    is_ditto,
    is_example,
    is_nobody,
    is_numbering,
    is_one_text,
    is_total_text,
    is_vacancy,
    is_zero,
)
from data.recognition.signatures import is_signature_below
from data.spreadsheets.sheet import Cell

TITLE_ROWS = 5  # above a header, where a class may be named
NAME_FIELDS = frozenset({"name", "surname", "mentor", "mentee"})
NUMBER_FIELDS = frozenset({"number", "mentor_number", "mentee_number"})


@dataclass(slots=True)
class LeaversLine:
    """A line such as «Выбыли»: its row (from 1), column (from 0) and text, and how many rows it leaves out."""

    row: int
    column: int
    text: str
    count: int = 0


@dataclass(slots=True)
class Taken:
    """The rows of one block with their numbers (from 1) and the class, or the mentor, of the section they stand in.

    `forms` are those of sections of pairs, by the numbers of the rows; `left_out` are cells (row number, column from 0,
    text) of lines that are no people.
    """

    rows: list[list[Cell]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    sections: list[str | None] = field(default_factory=list)
    forms: dict[int, str] = field(default_factory=dict)
    left_out: list[tuple[int, int, str]] = field(default_factory=list)
    leavers: list[LeaversLine] = field(default_factory=list)


class Line(Enum):
    """What a line below a header is."""

    NOTHING = auto()  # blank, a total, column numbers, the header once more, a signature
    CLASS = auto()  # the title of a class: it holds for the rows below
    MENTOR = auto()  # «Наставник: Иванова О. П.»: of the rows below
    FORM = auto()  # «Учитель – ученик»: of the rows below
    LEAVERS = auto()  # «Выбыли»: the rows below are left out
    TEXT = auto()  # nobody, told as information
    PERSON = auto()


def take_rows(rows: Rows, header: Header, last: int, of_leavers: str = "") -> Taken:
    """Return the rows between a header and the row `last` (from 0, not included).

    `of_leavers` is the name of a sheet of which everybody has left.
    """
    taken = Taken()
    last = _end(rows, header, last)
    lines = _Lines(rows, header, last)
    person = Line.PERSON
    section: str | None = None
    leaving = bool(of_leavers)
    if of_leavers:
        taken.leavers.append(LeaversLine(header.row + 1, 0, of_leavers))
    for number in range(header.row + 1, last):
        line, column = (person, None) if lines.is_plainly_person(number) else lines.judged(number)
        if line is person and leaving:
            taken.leavers[-1].count += 1
            continue
        if line is person:
            taken.rows.append(rows[number])
            taken.numbers.append(number + 1)
            taken.sections.append(section)
            continue
        text = clean(rows[number][column]) if column is not None else ""
        if line is Line.CLASS:
            section, leaving = class_in_title(text), False
        elif line is Line.MENTOR:
            section = lines.mentor_named(number)
        elif line is Line.LEAVERS:
            taken.leavers.append(LeaversLine(number + 1, column or 0, text))
            leaving = True
        elif line is Line.TEXT:
            taken.left_out.append((number + 1, column or 0, text))
            leaving = leaving and not lines.is_across(number)
    taken.forms = forms_of_sections(rows, header, taken.numbers)
    if any(map(is_ditto, lines.cells)):
        taken.rows = without_dittos(taken.rows, header.table, header.columns)
    return taken


def without_dittos(rows: Rows, table: str, columns_of: Columns) -> Rows:
    """Return the rows with what stands above in place of «-//-» and «то же», in ordinary columns alone."""
    specs = fields(table)
    columns = {column for key, columns in columns_of.items() if not specs[key].special for column in columns}
    dittos = {cell for column in columns for cell in set(map(itemgetter(column), rows)) if is_ditto(cell)}
    filled: Rows = []
    for row in rows if dittos else ():
        places = [column for column in columns if row[column] in dittos] if filled else []
        filled.append([filled[-1][column] if column in places else cell for column, cell in enumerate(row)])
    return filled or rows


class _Lines:
    """The lines below a header, judged one by one."""

    def __init__(self, rows: Rows, header: Header, last: int) -> None:
        self.rows, self.header, self.last = rows, header, last
        self.cells: set[Cell] = set().union(*rows[header.row + 1 : last])
        self.blanks = set(filter(is_blank, self.cells))
        self.used = {column for columns in header.columns.values() for column in columns}
        self.counts = {column for column, text in header.texts.items() if header_key(text) in COUNT_HEADERS}
        self.names = {column for key in NAME_FIELDS for column in header.columns.get(key, [])}
        self.numbers = {column for key in NUMBER_FIELDS for column in header.columns.get(key, [])}

    def judged(self, number: int) -> tuple[Line, int | None]:
        """Return what a line (from 0) is, and the column of the text that says so."""
        row, header = self.rows[number], self.header
        filled = filled_columns(row)
        if not filled or self._is_nothing(number, row, filled):
            return Line.NOTHING, None
        if header.table == "students" and (place := class_column(row, filled)) is not None:
            return Line.CLASS, place
        if self.mentor_named(number):
            return Line.MENTOR, filled[0]
        if isinstance(form_named(self.rows, header, number), str):
            return Line.FORM, filled[0]
        in_use = [column for column in filled if column in self.used]
        if (vacant := self._vacancy(row)) is not None:
            return Line.TEXT, vacant
        if header.table != "pairs" and is_one_text(row, filled) and LEAVERS.fullmatch(clean(row[filled[0]])):
            return Line.LEAVERS, filled[0]
        if len(in_use) <= FEW_CELLS and self._is_signature(row, filled, in_use):
            return Line.NOTHING, None
        if header.table == "pairs" and is_signature_below(self.rows, number, self.last, header):
            return Line.TEXT, filled[0]
        return self._of_cells(number, filled, in_use)

    def _of_cells(self, number: int, filled: Sequence[int], in_use: Sequence[int]) -> tuple[Line, int | None]:
        """What a line is that no sign tells: somebody, a text alone, or cells of columns that are not read."""
        if not in_use:
            is_text = filled[0] in self.counts and self.is_across(number)
            return (Line.TEXT, filled[0]) if is_text else (Line.NOTHING, None)
        alone = len(in_use) == 1 and len(self.used) > 1
        if alone and not (in_use[0] in self.names and looks_like_name(clean(self.rows[number][in_use[0]]))):
            return Line.TEXT, in_use[0]
        return Line.PERSON, None

    def _is_nothing(self, number: int, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Tell whether a line is blank, a total, an example, column numbers or the header once more."""
        if self._is_blank(row, filled) or self._is_total(row, filled):
            return True
        if len(filled) == 1 and CONTINUED.match(clean(row[filled[0]])):
            return True
        return is_example(row[filled[0]]) or is_repeated(self.rows, number, self.header) or is_numbering(row, filled)

    def mentor_named(self, number: int) -> str | None:
        """The mentor that a line names for the rows below; only where no column does."""
        row, header = self.rows[number], self.header
        filled = filled_columns(row)
        if header.table != "pairs" or {"mentor", "mentor_number"} & header.columns.keys() or len(filled) > FEW_CELLS:
            return None
        text = " ".join(dict.fromkeys(clean(row[column]) for column in filled))
        match = MENTOR_LINE.match(text)
        return match[1] if match and names_somebody(match[1]) else None

    def is_plainly_person(self, number: int) -> bool:
        """Tell whether a line holds so much of a person that no rule for lines of another kind can hold of it.

        Nearly every line does, and is looked at no further: a name, no word of a total in it, and enough beside it.
        """
        row = self.rows[number]
        filled = [cell for cell in row if cell not in self.blanks]
        if len(filled) - (len(row) - len(self.used)) <= FEW_CELLS:  # so many in use, whichever are blank
            return False
        if filled[0] == filled[-1] or is_example(filled[0]) or is_repeated(self.rows, number, self.header):
            return False
        return any(map(holds_a_name, [row[column] for column in self.names]))

    def is_across(self, number: int) -> bool:
        """Tell whether one text stands across a line, however its cells are merged, and is nobody's name."""
        row = self.rows[number]
        filled = filled_columns(row)
        text = clean(row[filled[0]]) if filled and is_one_text(row, filled) else ""
        return any(letter.isalpha() for letter in text) and not looks_like_name(text)

    def _vacancy(self, row: Sequence[Cell]) -> int | None:
        """Return the column that says in place of a person's name that there is nobody: «Вакансия»."""
        if self.header.table == "pairs" or any(clean(row[column]) for column in self.numbers):
            return None  # sides of pairs are judged one by one
        columns = [column for column in sorted(self.names) if even(clean(row[column])).strip(" .()")]
        return columns[0] if columns and all(is_vacancy(row[column]) for column in columns) else None

    def _is_blank(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Tell whether a line holds only flags, zeros of links and formulas without a result."""
        if any(column in self.names | self.numbers and not is_nobody(row[column]) for column in filled):
            return False
        return all(is_zero(row[column]) or not isinstance(yes_or_no(row[column]), Fault) for column in filled)

    def _is_total(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Tell whether a line is a total: its word in some column, a number beside it and nobody's name."""
        totals = [column for column in filled if is_total_text(row[column])]
        if not totals:
            return False
        others = [row[column] for column in filled if column not in totals]
        if any(looks_like_name(clean(row[column])) for column in filled if column in self.names - set(totals)):
            return False
        # a count stands beside a total, words beside a surname such as «Мальчиков»
        if SURNAMES.match(clean(row[totals[0]])):
            return not any(letter.isalpha() for cell in others for letter in clean(cell))
        return totals[0] == filled[0] or any(letter.isdigit() for column in filled for letter in clean(row[column]))

    def _is_signature(self, row: Sequence[Cell], filled: Sequence[int], in_use: Sequence[int]) -> bool:
        """Tell whether a line is to be signed: «Директор школы ____ Иванов И.И.», in one cell or several."""
        texts = [clean(row[column]) for column in filled]
        if any(LINE_TO_SIGN in text for text in texts):
            return True
        if not in_use:
            return bool(SIGNATURE.match(even(texts[0])))
        position = self.header.columns.get("position", [])
        if len(in_use) == FEW_CELLS or filled[0] in position or not SIGNATURE.match(even(texts[0])):
            return False
        if filled[0] in self.counts:
            return True
        return not any(column in self.names and looks_like_name(clean(row[column])) for column in in_use)


def title_of_class(rows: Rows, header: Header, floor: int) -> str | None:
    """The class that the lines above a header speak of; rows before `floor` belong to another table."""
    for number in range(header.top - 1, max(floor, header.top - TITLE_ROWS) - 1, -1):
        row = rows[number]
        filled = filled_columns(row)
        if len(filled) > FEW_CELLS:
            break
        for text in (*(clean(row[column]) for column in filled), " ".join(clean(row[column]) for column in filled)):
            if not text.isdigit() and (title := class_in_title(text)):
                return title
    return None


def _end(rows: Rows, header: Header, last: int) -> int:
    """Where the people end: blank lines and titles just above the next table belong to that one."""
    if last == len(rows):
        return last
    while last > header.row + 1:
        filled = filled_columns(rows[last - 1])
        if len(filled) > 1 or (filled and looks_like_name(clean(rows[last - 1][filled[0]]))):
            break
        last -= 1
    return last
