"""What kind of row each line below a header is: a person, a title, a total, nobody."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from functools import cached_property

from data.parsing import (
    NEVER_WAS,
    Fault,
    category_of_section,
    clean,
    even,
    header_key,
    looks_like_name,
    names_somebody,
    status_in_title,
    yes_or_no,
)
from data.recognition.form_sections import form_named
from data.recognition.header_fields import COUNT_HEADERS, owners
from data.recognition.header_lines import Rows
from data.recognition.headers import Header, is_repeated
from data.recognition.mentor_lines import mentor_of_line
from data.recognition.row_signs import (
    CONTINUED,
    FEW_CELLS,
    LEAVERS,
    LINE_TO_SIGN,
    SIGNATURE,
    SURNAMES,
    class_column,
    filled_columns,
    is_example,
    is_nobody,
    is_numbering,
    is_of_positions,
    is_one_text,
    is_part_of_total,
    is_total_text,
    is_vacancy,
    is_zero,
    lines_between,
    titles_above,
)
from data.recognition.signatures import is_signature, last_pair
from data.recognition.status_sections import status_title
from data.spreadsheets.sheet import Cell

NAME_FIELDS = frozenset({"name", "surname", "mentor", "mentee"})
ACROSS = 3  # cells of one text that make a line of people a title: a merged cell of a Word document fills them all
FEWEST_TITLES = 2  # that make a line below a header one more line of it
PREPOSITIONS = frozenset({"в", "во", "на", "из", "с", "со", "по", "для", "до", "от", "за", "к", "у", "о", "об"})
NUMBER_FIELDS = frozenset({"number", "mentor_number", "mentee_number"})


class RowKind(Enum):
    """What a line below a header is."""

    NOTHING = auto()  # blank, a total, column numbers, the header once more, a signature
    CLASS = auto()  # the title of a class: it holds for the rows below
    MENTOR = auto()  # «Наставник: Иванова О. П.»: of the rows below
    FORM = auto()  # «Учитель – ученик»: of the rows below
    STATUS = auto()  # «Завершённые пары»: of the rows below
    LEAVERS = auto()  # «Выбыли», of pairs «Отменённые»: the rows below are left out
    TEXT = auto()  # nobody, reported as information
    PERSON = auto()


class RowClassifier:
    """Classifies the lines below a header."""

    def __init__(self, rows: Rows, header: Header, last: int) -> None:
        self.rows, self.header, self.last = rows, header, last
        self.used = {column for columns in header.columns.values() for column in columns}
        self.counts = {column for column, text in header.texts.items() if header_key(text) in COUNT_HEADERS}
        self.names = {column for key in NAME_FIELDS for column in header.columns.get(key, [])}
        self.numbers = {column for key in NUMBER_FIELDS for column in header.columns.get(key, [])}

    def classify(self, number: int) -> tuple[RowKind, int | None]:
        """Returns what a line (from 0) is, and the column of the text that says so."""
        row, header = self.rows[number], self.header
        filled = filled_columns(row)
        if not filled or self._is_nothing(number, row, filled):
            return RowKind.NOTHING, None
        if section := self._section(number, row, filled):
            return section
        in_use = [column for column in filled if column in self.used]
        if (vacant := self._vacancy(row)) is not None:
            return RowKind.TEXT, vacant
        if len(in_use) <= FEW_CELLS and self._is_signature(row, filled, in_use):
            return RowKind.NOTHING, None
        if header.table == "pairs" and is_signature(row, header) and number >= self._last_pair:
            return RowKind.TEXT, filled[0]
        return self._of_cells(number, filled, in_use)

    def _section(self, number: int, row: Sequence[Cell], filled: Sequence[int]) -> tuple[RowKind, int] | None:
        """Returns the kind of a line that says something of the rows below it, and where; None where it is none."""
        if self.header.table == "students" and (place := class_column(row, filled)) is not None:
            return RowKind.CLASS, place
        if self.mentor_named(number):
            return RowKind.MENTOR, filled[0]
        if self.section_category(number) is not None:
            return RowKind.TEXT, filled[0]
        if self.says_leavers(number):
            return RowKind.LEAVERS, filled[0]
        if status_title(self.rows, self.header, number):
            return RowKind.STATUS, filled[0]
        if isinstance(form_named(self.rows, self.header, number), str):
            return RowKind.FORM, filled[0]
        return None

    def _of_cells(self, number: int, filled: Sequence[int], in_use: Sequence[int]) -> tuple[RowKind, int | None]:
        """Returns the kind of a line without such signs: somebody, a text alone, or cells of unread columns."""
        if not in_use:
            is_text = filled[0] in self.counts and (
                self.is_across(number) or (self.is_text_across(number) and number < self._last_of_several)
            )
            return (RowKind.TEXT, filled[0]) if is_text else (RowKind.NOTHING, None)
        if len(filled) >= ACROSS and self.is_text_across(number):
            return RowKind.TEXT, filled[0]
        alone = len(in_use) == 1 and len(self.used) > 1
        if alone and not self._names_somebody_alone(number, in_use[0]):
            return RowKind.TEXT, in_use[0]
        return RowKind.PERSON, None

    def _names_somebody_alone(self, number: int, column: int) -> bool:
        """Returns whether the only cell of a line is a name; that of a mentee may carry more."""
        text = clean(self.rows[number][column])
        if self.header.table != "pairs" and (is_of_positions(text) or PREPOSITIONS & set(even(text).split())):
            return False
        return column in self.names and (
            looks_like_name(text) or (column in self.header.columns.get("mentee", ()) and names_somebody(text))
        )

    def _is_nothing(self, number: int, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Returns whether a line is blank, a total, an example, column numbers or the header once more."""
        if self._is_blank(row, filled) or self._is_total(row, filled):
            return True
        if number == self.header.row + 1 and _is_of_headers(row, filled):
            return True
        if len(filled) == 1 and CONTINUED.match(clean(row[filled[0]])):
            return True
        return is_example(row[filled[0]]) or is_repeated(self.rows, number, self.header) or is_numbering(row, filled)

    def mentor_named(self, number: int) -> str | None:
        """Returns the mentor that a line names for the rows below; only where no column does."""
        if self.header.table != "pairs" or {"mentor", "mentor_number"} & self.header.columns.keys():
            return None
        return mentor_of_line(self.rows[number])

    def mentor_above(self) -> str | None:
        """Returns the mentor that a line above the header names for all rows below, the nearest first."""
        return next(filter(None, map(self.mentor_named, titles_above(self.rows, self.header.top))), None)

    def says_leavers(self, number: int) -> bool:
        """Returns whether a line says that the people below it have left, or the pairs below it never were."""
        row = self.rows[number]
        filled = filled_columns(row)
        if not filled or not is_one_text(row, filled):
            return False
        text = clean(row[filled[0]])
        return bool(LEAVERS.fullmatch(text)) if self.header.table != "pairs" else status_in_title(text) == NEVER_WAS

    def leavers_above(self) -> int | None:
        """Returns the line above the header that says so of everybody below, the nearest title first."""
        return next(filter(self.says_leavers, titles_above(self.rows, self.header.top)), None)

    def section_category(self, number: int) -> str | None:
        """Returns the category that a title within a list of pupils gives the rows below; None where it is none."""
        row = self.rows[number]
        filled = filled_columns(row)
        is_title = self.header.table == "students" and filled and is_one_text(row, filled)
        return category_of_section(clean(row[filled[0]])) if is_title else None

    def categories_of_sections(self, numbers: Sequence[int]) -> dict[int, str]:
        """Returns the rows (from 1) that stand below the title of a category, with that category."""
        categories: dict[int, str] = {}
        category = None
        if self.header.table != "students":
            return categories
        for number, between in lines_between(self.header.row + 1, numbers):
            for line in between:
                if (found := self.section_category(line)) is not None:
                    category = found
            if category is not None:
                categories[number] = category
        return categories

    def is_across(self, number: int) -> bool:
        """Returns whether one text stands across a line, however its cells are merged, and is nobody's name."""
        return self.is_text_across(number) and not looks_like_name(clean(self.rows[number][self._first(number)]))

    def is_text_across(self, number: int) -> bool:
        """Returns whether one text stands across a line, a name too."""
        row = self.rows[number]
        filled = filled_columns(row)
        text = clean(row[filled[0]]) if filled and is_one_text(row, filled) else ""
        return any(letter.isalpha() for letter in text)

    @cached_property
    def _last_of_several(self) -> int:
        """The last line of several cells: below it, what looks like a name is a signature."""
        lines = range(self.last - 1, self.header.row, -1)
        several = (number for number in lines if len(self.used.intersection(filled_columns(self.rows[number]))) > 1)
        return next(several, self.header.row)

    @cached_property
    def _last_pair(self) -> int:
        return last_pair(self.rows, self.header, self.last)

    def _first(self, number: int) -> int:
        return filled_columns(self.rows[number])[0]

    def _vacancy(self, row: Sequence[Cell]) -> int | None:
        """Returns the column that says in place of a person's name that there is nobody: «Вакансия»."""
        if self.header.table == "pairs" or any(clean(row[column]) for column in self.numbers):
            return None  # sides of pairs are judged one by one
        columns = [column for column in sorted(self.names) if even(clean(row[column])).strip(" .()")]
        return columns[0] if columns and all(is_vacancy(row[column]) for column in columns) else None

    def _is_blank(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Returns whether a line holds only flags, zeros of links and formulas without a result.

        Beside a row count flags that say no alone: «да» may be of somebody whose name is lacking.
        """
        if any(column in self.names | self.numbers and not is_nobody(row[column]) for column in filled):
            return False
        others = [column for column in filled if column not in self.counts]
        if others and len(others) < len(filled):
            return all(is_zero(row[column]) or yes_or_no(row[column]) is False for column in others)
        return all(is_zero(row[column]) or not isinstance(yes_or_no(row[column]), Fault) for column in filled)

    def _is_total(self, row: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Returns whether a line is a total: its word in some column, a number beside it and nobody's name."""
        totals = [column for column in filled if is_total_text(row[column])]
        if not totals:
            return is_part_of_total([clean(row[column]) for column in filled])
        others = [row[column] for column in filled if column not in totals]
        if any(looks_like_name(clean(row[column])) for column in filled if column in self.names - set(totals)):
            return False
        # a count stands beside a total, words beside a surname such as «Мальчиков»
        if SURNAMES.match(clean(row[totals[0]])):
            return not any(letter.isalpha() for cell in others for letter in clean(cell))
        return totals[0] == filled[0] or any(letter.isdigit() for column in filled for letter in clean(row[column]))

    def _is_signature(self, row: Sequence[Cell], filled: Sequence[int], in_use: Sequence[int]) -> bool:
        """Returns whether a line is to be signed: «Директор школы ____ Иванов И.И.», in one cell or several."""
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


def _is_of_headers(row: Sequence[Cell], filled: Sequence[int]) -> bool:
    """Returns whether a line directly below a header is one more line of it: known titles, and no digit or name."""
    texts = [clean(row[column]) for column in filled]
    if any(looks_like_name(text) or any(letter.isdigit() for letter in text) for text in texts):
        return False
    return sum(header_key(text) in owners() for text in texts) >= FEWEST_TITLES
