"""Rows below a header → the rows that are of people or pairs.

Blank rows, totals, the line that numbers columns, a header printed again, titles of sections and signatures are
nobody; what else cannot be a person is told of.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from data.contracts import fields
from data.parsing import (
    NOBODY,
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
from data.recognition.header_lines import Rows
from data.recognition.headers import COUNT_HEADERS, Header, is_repeated
from data.spreadsheets.own_sheets import EXAMPLE
from data.spreadsheets.sheet import Cell, CellError

TOTAL_WORDS = r"(?:итого|всего|итог|количество|кол-во)"
TOTAL = re.compile(
    rf"\s*(?:общ\w+\s+)?{TOTAL_WORDS}\b|.*\b{TOTAL_WORDS}\s*[:.–-]?\s*\d*\s*(?:чел\w*\.?)?\s*$"
    r"|\s*(?:мальчик(?:и|ов)|девоч(?:ки|ек)|юнош(?:и|ей)|девуш(?:ки|ек))\s*[:–-]?\s*\d*$",
    re.IGNORECASE,
)
TOTAL_STEMS = re.compile("итог|всего|кол|мальч|девоч|юнош|девуш")  # what nearly no cell holds
LEAVERS = re.compile(
    r"\s*(?:(?:список|списки|обучающиеся|учащиеся|ученики|дети|педагоги|сотрудники)\s+)?(?:выбыл\w*|выбывш\w*|отчислен\w*|уволен\w*|уволивш\w*|архив\w*|выпускники|выпущен\w*)"
    r"(?:\s+(?:из школы|в \S+(?: \S+){0,3}|обучающиеся|учащиеся|ученики|дети|педагоги|сотрудники|за .*|с .*))?"
    r"\s*[:.]?\s*",
    re.IGNORECASE,
)
SURNAMES = re.compile(r"\s*(?:мальчиков|девочек)\s*$", re.IGNORECASE)
SIGNATURE = re.compile(
    r"(и\.?\s?о\.?\s)?(директор|заместитель|зам\.|завуч|классн\w+ руковод|кл\.\s?рук|исполнител|ответственн|составил"
    r"|подпись|секретар|согласован|утвержд|председател|руководител|дата\b|м\.\s?п\.|примечани)"
)
CONTINUED = re.compile(r"продолжение(?: (?:таблицы|списка)| №? ?\d+)*\.?$", re.IGNORECASE)
MENTOR_LINE = re.compile(r"(?:ф\.? ?и\.? ?о\.? )?наставник\w*\s*[:–—-]\s*(.+)", re.IGNORECASE)
LINE_TO_SIGN = "___"
DITTO = re.compile(r"\s*(?:[-–—]*\s?(?://|\"|″|〃|,,|„|“|”)\s?[-–—]*|(?:то|та|тот) же)\s*", re.IGNORECASE)
LONGEST_DITTO = 9  # characters
VACANT = frozenset({"вакансия", "вакантно", "вакант", "вакантная"})  # with words behind: «Вакансия (учитель физики)»
FIRST_NUMBERS = frozenset({"1", "а"})
FEW_CELLS = 3  # filled cells of a signature; a person has more
TITLE_ROWS = 5  # above a header, where a class may be named
NAME_FIELDS = frozenset({"name", "surname", "mentor", "mentee"})
NUMBER_FIELDS = frozenset({"number", "mentor_number", "mentee_number"})
TICK_BOXES = frozenset({"false", "true", "ложь", "истина"})  # as a file of text has them
ZERO = re.compile(r"\s*(?:0+(?:[.,]0+)?)?\s*")
NO_DAY = dt.date(1900, 1, 1)  # what a link to a blank cell shows where a date is expected


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

    `left_out` are cells (row number, column from 0, text) of lines that are no people.
    """

    rows: list[list[Cell]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    sections: list[str | None] = field(default_factory=list)
    left_out: list[tuple[int, int, str]] = field(default_factory=list)
    leavers: list[LeaversLine] = field(default_factory=list)


class Line(Enum):
    """What a line below a header is."""

    NOTHING = auto()  # blank, a total, column numbers, the header once more, a signature
    CLASS = auto()  # the title of a class: it holds for the rows below
    MENTOR = auto()  # «Наставник: Иванова О. П.»: of the rows below
    LEAVERS = auto()  # «Выбыли»: the rows below are left out
    TEXT = auto()  # nobody, told as information
    PERSON = auto()


def take_rows(rows: Rows, header: Header, last: int, of_leavers: str = "") -> Taken:
    """Return the rows between a header and the row `last` (from 0, not included).

    `of_leavers` is the name of a sheet of which everybody has left.
    """
    taken = Taken()
    lines = _Lines(rows, header)
    section: str | None = None
    leaving = bool(of_leavers)
    if of_leavers:
        taken.leavers.append(LeaversLine(header.row + 1, 0, of_leavers))
    for number in range(header.row + 1, _end(rows, header, last)):
        line, column = lines.judged(number)
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
        elif line is Line.PERSON and leaving:
            taken.leavers[-1].count += 1
        elif line is Line.PERSON:
            taken.rows.append(rows[number])
            taken.numbers.append(number + 1)
            taken.sections.append(section)
    taken.rows = _without_dittos(taken.rows, lines.ordinary)
    return taken


def _without_dittos(rows: Rows, columns: Collection[int]) -> Rows:
    """Return the rows with what stands above in place of «-//-» and «то же», in ordinary columns alone."""
    dittos = {cell for column in columns for cell in {row[column] for row in rows} if _is_ditto(cell)}
    filled: Rows = []
    for row in rows if dittos else ():
        places = [column for column in columns if row[column] in dittos] if filled else []
        filled.append([filled[-1][column] if column in places else cell for column, cell in enumerate(row)])
    return filled or rows


def _is_ditto(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) < LONGEST_DITTO and bool(DITTO.fullmatch(cell))


class _Lines:
    """The lines below a header, judged one by one."""

    def __init__(self, rows: Rows, header: Header) -> None:
        self.rows, self.header = rows, header
        self.used = {column for columns in header.columns.values() for column in columns}
        self.counts = {column for column, text in header.texts.items() if header_key(text) in COUNT_HEADERS}
        self.names = {column for key in NAME_FIELDS for column in header.columns.get(key, [])}
        self.ordinary = {
            column
            for key, columns in header.columns.items()
            if not fields(header.table)[key].special
            for column in columns
        }
        self.numbers = {column for key in NUMBER_FIELDS for column in header.columns.get(key, [])}

    def judged(self, number: int) -> tuple[Line, int | None]:
        """Return what a line (from 0) is, and the column of the text that says so."""
        row, header = self.rows[number], self.header
        filled = _filled(row)
        if self._is_plainly_person(number, filled):
            return Line.PERSON, None
        if not filled or self._is_nothing(number, row, filled):
            return Line.NOTHING, None
        if header.table == "students" and (place := _section(row, filled)) is not None:
            return Line.CLASS, place
        if self.mentor_named(number):
            return Line.MENTOR, filled[0]
        in_use = [column for column in filled if column in self.used]
        if (vacant := self._vacancy(row)) is not None:
            return Line.TEXT, vacant
        if header.table != "pairs" and _is_one_text(row, filled) and LEAVERS.fullmatch(clean(row[filled[0]])):
            return Line.LEAVERS, filled[0]
        if len(in_use) <= FEW_CELLS and self._is_signature(row, filled, in_use):
            return Line.NOTHING, None
        if not in_use:
            return (
                (Line.TEXT, filled[0]) if filled[0] in self.counts and self.is_across(number) else (Line.NOTHING, None)
            )
        alone = len(in_use) == 1 and len(self.used) > 1
        if alone and not (in_use[0] in self.names and looks_like_name(clean(row[in_use[0]]))):
            return Line.TEXT, in_use[0]
        return Line.PERSON, None

    def _is_nothing(self, number: int, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Tell whether a line is blank, a total, an example, column numbers or the header once more."""
        if self._is_blank(row, filled) or self._is_total(row, filled):
            return True
        if len(filled) == 1 and CONTINUED.match(clean(row[filled[0]])):
            return True
        return _is_example(row[filled[0]]) or is_repeated(self.rows, number, self.header) or _is_numbering(row, filled)

    def mentor_named(self, number: int) -> str | None:
        """The mentor that a line names for the rows below; only where no column does."""
        row, header = self.rows[number], self.header
        filled = _filled(row)
        if header.table != "pairs" or {"mentor", "mentor_number"} & header.columns.keys() or len(filled) > FEW_CELLS:
            return None
        text = " ".join(dict.fromkeys(clean(row[column]) for column in filled))
        found = MENTOR_LINE.match(text)
        return found[1] if found and names_somebody(found[1]) else None

    def _is_plainly_person(self, number: int, filled: Sequence[int]) -> bool:
        """Tell whether a line holds so much of a person that no rule for lines of another kind can hold of it.

        Nearly every line does, and is looked at no further: a name, no word of a total in it, and enough beside it.
        """
        row = self.rows[number]
        if len(self.used.intersection(filled)) <= FEW_CELLS or row[filled[0]] == row[filled[-1]]:
            return False
        if _is_example(row[filled[0]]) or is_repeated(self.rows, number, self.header):
            return False
        return any(_names_somebody(row[column]) for column in self.names)

    def is_across(self, number: int) -> bool:
        """Tell whether one text stands across a line, however its cells are merged, and is nobody's name."""
        row = self.rows[number]
        filled = _filled(row)
        text = clean(row[filled[0]]) if filled and _is_one_text(row, filled) else ""
        return any(letter.isalpha() for letter in text) and not looks_like_name(text)

    def _vacancy(self, row: Sequence[Cell]) -> int | None:
        """Return the column that says in place of a person's name that there is nobody: «Вакансия»."""
        if self.header.table == "pairs" or any(clean(row[column]) for column in self.numbers):
            return None  # sides of pairs are judged one by one
        columns = [column for column in sorted(self.names) if even(clean(row[column])).strip(" .()")]
        return columns[0] if columns and all(_is_vacancy(row[column]) for column in columns) else None

    def _is_blank(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Tell whether a line holds only flags, zeros of links and formulas without a result."""
        if any(column in self.names | self.numbers and not _is_nobody(row[column]) for column in filled):
            return False
        return all(_is_zero(row[column]) or not isinstance(yes_or_no(row[column]), Fault) for column in filled)

    def _is_total(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Tell whether a line is a total: its word in some column, a number beside it and nobody's name."""
        totals = [column for column in filled if _is_total_text(row[column])]
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
        filled = _filled(row)
        if len(filled) > FEW_CELLS:
            break
        for text in (*(clean(row[column]) for column in filled), " ".join(clean(row[column]) for column in filled)):
            if not text.isdigit() and (title := class_in_title(text)):
                return title
    return None


def _filled(row: Sequence[Cell]) -> list[int]:
    return [column for column, cell in enumerate(row) if not is_blank(cell)]


def _end(rows: Rows, header: Header, last: int) -> int:
    """Where the people end: blank lines and titles just above the next table belong to that one."""
    if last == len(rows):
        return last
    while last > header.row + 1:
        filled = _filled(rows[last - 1])
        if len(filled) > 1 or (filled and looks_like_name(clean(rows[last - 1][filled[0]]))):
            break
        last -= 1
    return last


def _is_one_text(row: Sequence[Cell], filled: Sequence[int]) -> bool:
    """Tell whether all filled cells of a line hold the same, as a merged cell that is filled across does."""
    return all(row[column] == row[filled[0]] for column in filled[1:])


def _names_somebody(cell: Cell) -> bool:
    """Tell whether a cell of names holds a name and no words that stand in its place."""
    return looks_like_name(clean(cell)) and not _is_total_text(cell) and not _is_vacancy(cell)


def _is_vacancy(cell: Cell) -> bool:
    """Tell whether a cell of names says that there is nobody."""
    text = even(clean(cell)).strip(" .()")
    return text in NOBODY or text.partition(" ")[0].strip(",.;:-–—(") in VACANT


def _is_total_text(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(TOTAL_STEMS.search(cell.casefold())) and bool(TOTAL.match(clean(cell)))


def _is_zero(cell: Cell) -> bool:
    """Tell whether a cell shows what a link to a blank cell or a formula without a result leaves."""
    if isinstance(cell, CellError):
        return cell.startswith("=")
    if isinstance(cell, dt.datetime | dt.date):
        return cell.year < NO_DAY.year
    if isinstance(cell, str):
        return bool(ZERO.fullmatch(cell))
    return cell in (False, 0) or cell == dt.time()


def _is_nobody(cell: Cell) -> bool:
    """Tell whether a cell of names or numbers holds a tick box or a zero of a link."""
    return _is_zero(cell) or isinstance(cell, bool) or clean(cell).casefold() in TICK_BOXES


def _is_example(first: Cell) -> bool:
    """Tell whether a line is the example of the blank that this program gives out, by its first filled cell."""
    return isinstance(first, str) and first.lstrip().startswith(EXAMPLE)


def _is_numbering(row: Sequence[Cell], filled: Sequence[int]) -> bool:
    """Tell whether a line is «1 2 3 4 …», or «А Б 1 2 …», that official forms have below the header."""
    cells = [row[column] for column in filled]
    if len(cells) < FEW_CELLS or clean(cells[0]).casefold() not in FIRST_NUMBERS:
        return False
    values = [clean(cell).casefold() for cell in cells]
    letters = len(values) - len([value for value in values if value.isdigit()])
    expected = [*"абвгд"[:letters], *(str(number) for number in range(1, len(values) - letters + 1))]
    return values == expected


def _section(row: Sequence[Cell], filled: Sequence[int]) -> int | None:
    """Return the column of a line that only names a class: «5А», «Класс 5А», «Класс:» with «5А» beside it."""
    if len(filled) > 2 and row[filled[0]] != row[filled[-1]]:
        return None
    texts = list(dict.fromkeys(clean(row[column]) for column in filled))
    if len(texts) > 2:
        return None
    text = " ".join(texts)
    if text.isdigit() or (len(texts) == 2 and "класс" not in text.casefold()):
        return None
    return next((column for column in filled if class_in_title(clean(row[column]))), None)
