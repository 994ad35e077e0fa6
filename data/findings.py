"""What is wrong with a list, as data; `data.checking.messages` says it in words.

Every kind of finding is declared once, in `CODES` (docs/domain.md, «Findings»). An error would make a number wrong or
cannot be understood, a warning is unusual but usable, an information tells what was left out or assumed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import KW_ONLY, dataclass
from string import ascii_uppercase
from typing import NamedTuple

from data.vocabulary import SIDES, Titled


class ListError(Exception):
    """What a user may read: one Russian sentence that says what is wrong and what to do."""


class Severity(Titled):
    """How much a finding matters; the value is the word used in JSON."""

    ERROR = "error", "Исправьте"
    WARNING = "warning", "Проверьте"
    INFORMATION = "information", "К сведению"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: its key, severity, title on the screen and the section of docs/domain.md that rules it.

    Its words stand under the same key in `data.checking.messages`.
    """

    key: str
    severity: Severity
    title: str
    rule: str


_FINDINGS = "Findings"
_WHO = "Who counts"
_PAIRS = "Matching pairs to people"
_ROSTERS = "What real rosters look like"
_LISTS = "What is a row, a list, a date in them"

# In the order of their weight: of several findings at one cell the first one stays.
CODES = {
    code.key: code
    for code in (
        Code("unreadable_file", Severity.ERROR, "Файл не прочитан", _FINDINGS),
        Code("no_table", Severity.ERROR, "Список не узнан", _ROSTERS),
        Code("missing_column", Severity.ERROR, "Не найден столбец", _FINDINGS),
        Code("undated_pairs", Severity.ERROR, "У пар нет даты начала", _LISTS),
        Code("empty_required", Severity.ERROR, "Нет нужного значения", _FINDINGS),
        Code("month_first", Severity.ERROR, "Месяц перед днём", _LISTS),
        Code("bad_date", Severity.ERROR, "Непонятная дата", _LISTS),
        Code("bad_flag", Severity.ERROR, "Непонятная отметка", _WHO),
        Code("contradicting_flags", Severity.ERROR, "Столбцы говорят разное", _WHO),
        Code("bad_number", Severity.ERROR, "Непонятное число", _FINDINGS),
        Code("duplicate_number", Severity.ERROR, "Повтор номера", _FINDINGS),
        Code("duplicate_person", Severity.ERROR, "Человек записан дважды", _FINDINGS),
        Code("left_before_enrolled", Severity.ERROR, "Выбыл раньше, чем пришёл", _FINDINGS),
        Code("ended_before_started", Severity.ERROR, "Пара закончилась раньше начала", _FINDINGS),
        Code("started_before_birth", Severity.ERROR, "Пара началась раньше рождения", _FINDINGS),
        Code("self_pair", Severity.ERROR, "Пара с самим собой", _FINDINGS),
        Code("unknown_person", Severity.ERROR, "Человека нет в списке", _PAIRS),
        Code("ambiguous_person", Severity.ERROR, "Несколько людей с этим именем", _PAIRS),
        Code("number_name_mismatch", Severity.ERROR, "Номер другого человека", _PAIRS),
        Code("unknown_form", Severity.ERROR, "Неизвестная форма наставничества", "Words"),
        Code("no_birth_date", Severity.WARNING, "Нет даты рождения", _WHO),
        Code("short_name", Severity.WARNING, "Имя из одного слова", _PAIRS),
        Code("no_end_date", Severity.WARNING, "Завершена, а даты нет", _PAIRS),
        Code("end_in_status", Severity.WARNING, "Окончание взято из статуса", _PAIRS),
        Code("days_beside_name", Severity.WARNING, "Дни пары рядом с именем", _PAIRS),
        Code("unknown_status", Severity.WARNING, "Непонятный статус пары", _PAIRS),
        Code("assumed_date", Severity.WARNING, "Срок вместо дня", _LISTS),
        Code("older_lists", Severity.WARNING, "Списки старше сохранённых", _LISTS),
        Code("left_out_section", Severity.WARNING, "Ушедшие не учтены", _LISTS),
        Code("filled_down", Severity.WARNING, "Наставник взят из строки выше", _LISTS),
        Code("marked_by_list", Severity.WARNING, "Отмечены по отдельному списку", _WHO),
        Code("left_by_note", Severity.WARNING, "Выбыл по записи", _LISTS),
        Code("struck_out", Severity.WARNING, "Зачёркнуто", _LISTS),
        Code("unread_comments", Severity.WARNING, "Примечания не прочитаны", _LISTS),
        Code("unread_colours", Severity.WARNING, "Цвета не прочитаны", _LISTS),
        Code("odd_age", Severity.WARNING, "Необычный возраст", _FINDINGS),
        Code("odd_class", Severity.WARNING, "Непонятный класс", _WHO),
        Code("mixed_classes", Severity.WARNING, "Классы с цифрами и с буквами", _WHO),
        Code("likely_same_person", Severity.WARNING, "Похоже, один и тот же человек", _FINDINGS),
        Code("mentee_older", Severity.WARNING, "Наставляемый старше наставника", _FINDINGS),
        Code("overlapping_pair", Severity.WARNING, "Пара записана дважды", _PAIRS),
        Code("ended_unknown_person", Severity.WARNING, "Нет в списке, пара завершена", _PAIRS),
        Code("future_date", Severity.WARNING, "Дата в будущем", _FINDINGS),
        Code("conflicting_as_of", Severity.WARNING, "Разные даты данных", _LISTS),
        Code("outside_person", Severity.WARNING, "Нет в списках, форма не указана", _PAIRS),
        Code("damaged_line", Severity.WARNING, "Строка с повреждением", _LISTS),
        Code("left_out_row", Severity.INFORMATION, "Не учтено", _WHO),
        Code("assumed_person", Severity.INFORMATION, "Имя записано иначе", _PAIRS),
        Code("split_cell", Severity.INFORMATION, "Несколько человек в ячейке", _PAIRS),
        Code("applied_decision", Severity.INFORMATION, "Применено ваше решение", _LISTS),
        Code("same_file", Severity.INFORMATION, "То же содержимое ещё раз", _LISTS),
        Code("assumed_encoding", Severity.INFORMATION, "Кодировка определена по буквам", _LISTS),
        Code("hidden_sheet", Severity.INFORMATION, "Скрытый лист", _ROSTERS),
        Code("ignored_column", Severity.INFORMATION, "Столбец не используется", _ROSTERS),
        Code("assumed_column", Severity.INFORMATION, "Принято по смыслу", _WHO),
        Code("registers_not_counted", Severity.INFORMATION, "Учёт не входит в показатель", _WHO),
        Code("no_data_for_indicator", Severity.INFORMATION, "Показатель без данных", _WHO),
    )
}

NAMELESS = frozenset({"unknown_person", "ended_unknown_person"})  # a side of a pair whose name nobody bears
TOLD_ONCE = frozenset({"assumed_date", "unknown_status"})  # of a spelling, at its first cell, with the count of all


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of a list whom a text may mean, with what tells him from the others.

    `number` is as it is compared; `birth` and `birth_latest` are the first and last day of birth that are possible.
    """

    name: str
    table: str
    number: str | None = None
    class_name: str | None = None
    birth: dt.date | None = None
    birth_latest: dt.date | None = None


class PairIdentity(NamedTuple):
    """What a row of the pairs is known by: both sides as the list has them (name, else number) and the first day."""

    mentor: str
    mentee: str
    start: dt.date | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a finding's place repeats: a row and whose it is (of a pupil the class too), or a whole sheet or file."""

    file: str
    sheet: str | None = None
    row: int | None = None
    person: str | None = None
    class_name: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place; each part is absent where it says nothing.

    Where: `row` is the sheet's own number (from 1), `cell` an address such as `C17`, `header` stands over its column;
    `field` is the contract field at fault, `column` the one whose column carries it (a surname, a number for a name).
    Whose: `person` of a list of people, `mentor` and `mentee` by the names that the lists have for them.
    `at` is the address on the person's own sheet where that is another: the list was made of cards.
    What: `value` stands there, `proposal` is the one value proposed in its place, `candidates` are the people it may
    mean (`renamed`: the one may have changed the surname), `reason` is why it could not be understood.
    Beside it: the `earlier` row, sheet or file that this one repeats, `beside` (header, text) of another cell of the
    row, the `day` that it is compared with or taken for, `age` and `grade`, `count` of rows or people; `names`,
    `others` and `numbers` are what its sentence lists.
    `text` is the sentence as it was told at a save: a stored finding keeps it in place of all that it was made from.
    """

    code: str
    _: KW_ONLY
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None
    at: str | None = None
    header: str | None = None
    table: str | None = None
    field: str | None = None
    column: str | None = None
    person: str | None = None
    mentor: str | None = None
    mentee: str | None = None
    pair: PairIdentity | None = None
    value: str | None = None
    proposal: str = ""
    candidates: tuple[Candidate, ...] = ()
    renamed: bool = False
    reason: str = ""
    earlier: Earlier | None = None
    beside: tuple[str, str] = ("", "")
    day: dt.date | None = None
    age: int | None = None
    grade: int | None = None
    count: int = 0
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    text: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"no such code of a finding: {self.code}")

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def whose(self) -> str | None:
        """Whose row it is: the name, or both names of a pair."""
        return " – ".join(filter(None, (self.person, self.mentor, self.mentee))) or None

    @property
    def side(self) -> str:
        """Which side of a pair is at fault: «mentor» or «mentee»; nothing elsewhere."""
        return next((side for side in SIDES if (self.field or "").startswith(side)), "")

    @property
    def is_of_number(self) -> bool:
        """Whether somebody's number is at fault, and not the name."""
        return (self.field or "").endswith("number")

    @property
    def address(self) -> str | None:
        """The cell on the person's own sheet; nothing where it is of none."""
        return self.cell and (self.at or self.cell)

    @property
    def line(self) -> int | None:
        """The row on the person's own sheet, from 1."""
        return int(self.at.lstrip(ascii_uppercase)) if self.at else self.row

    def stored(self, text: str) -> Finding:
        """Returns what a version keeps of it: where, whose, what stands there, and the sentence."""
        kept = {key: getattr(self, key) for key in STORED}
        return Finding(**kept | {"row": self.line, "cell": self.address, "text": text})

    def content(self) -> dict[str, str | int | None]:
        """Returns a stored finding as JSON has it."""
        return {key: getattr(self, key) for key in STORED}


STORED = ("code", "file", "sheet", "row", "cell", "field", "person", "mentor", "mentee", "value", "text")
