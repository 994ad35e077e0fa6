"""What is wrong with a list, in words for the person who keeps it.

A finding says where (file, sheet, row, column with its header), whose row it is, what stands there, what is
wrong with it and what to do. Codes and severities follow docs/domain.md, «Findings»: an error would make a number
wrong or cannot be understood, a warning is unusual but usable, an information tells what was left out or
assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ListError(Exception):
    """What a user may read: one Russian sentence that says what is wrong and what to do."""


class Severity(StrEnum):
    """How much a finding matters; the value is the word used in JSON."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"

    @property
    def title(self) -> str:  # type: ignore[override]  # str.title would change the case
        """The word on the screen."""
        return SEVERITY_TITLES[self]


SEVERITY_TITLES = {
    Severity.ERROR: "Исправьте",
    Severity.WARNING: "Проверьте",
    Severity.INFORMATION: "К сведению",
}

CODES: dict[str, Severity] = {
    **dict.fromkeys(
        (
            "unreadable_file",
            "no_table",
            "missing_column",
            "empty_required",
            "bad_date",
            "bad_flag",
            "bad_number",
            "duplicate_number",
            "duplicate_person",
            "left_before_enrolled",
            "ended_before_started",
            "self_pair",
            "unknown_person",
            "ambiguous_person",
            "number_name_mismatch",
            "unknown_form",
        ),
        Severity.ERROR,
    ),
    **dict.fromkeys(
        (
            "no_birth_date",
            "odd_age",
            "odd_class",
            "likely_same_person",
            "mentee_older",
            "overlapping_pair",
            "ended_unknown_person",
            "future_date",
            "conflicting_as_of",
            "damaged_line",
            "short_name",
            "no_end_date",
            "assumed_date",
            "left_out_section",
        ),
        Severity.WARNING,
    ),
    **dict.fromkeys(
        (
            "left_out_row",
            "assumed_person",
            "split_cell",
            "same_file",
            "assumed_encoding",
            "hidden_sheet",
            "ignored_column",
            "assumed_column",
            "registers_not_counted",
            "no_data_for_indicator",
        ),
        Severity.INFORMATION,
    ),
}


CODE_TITLES = {
    "unreadable_file": "Файл не прочитан",
    "no_table": "Список не узнан",
    "missing_column": "Не найден столбец",
    "empty_required": "Нет нужного значения",
    "bad_date": "Непонятная дата",
    "bad_flag": "Непонятная отметка",
    "bad_number": "Непонятное число",
    "duplicate_number": "Повтор номера",
    "duplicate_person": "Человек записан дважды",
    "left_before_enrolled": "Выбыл раньше, чем пришёл",
    "ended_before_started": "Пара закончилась раньше начала",
    "self_pair": "Пара с самим собой",
    "unknown_person": "Человека нет в списке",
    "ambiguous_person": "Несколько людей с этим именем",
    "number_name_mismatch": "Номер другого человека",
    "unknown_form": "Неизвестная форма наставничества",
    "no_birth_date": "Нет даты рождения",
    "odd_age": "Необычный возраст",
    "odd_class": "Непонятный класс",
    "likely_same_person": "Похоже, один и тот же человек",
    "mentee_older": "Наставляемый старше наставника",
    "overlapping_pair": "Пара записана дважды",
    "ended_unknown_person": "Нет в списке, пара завершена",
    "future_date": "Дата в будущем",
    "conflicting_as_of": "Разные даты данных",
    "damaged_line": "Строка с повреждением",
    "short_name": "Имя из одного слова",
    "no_end_date": "Завершена, а даты нет",
    "assumed_date": "Срок вместо дня",
    "left_out_section": "Ушедшие не учтены",
    "assumed_person": "Имя записано не полностью",
    "split_cell": "Несколько человек в ячейке",
    "left_out_row": "Не учтено",
    "same_file": "То же содержимое ещё раз",
    "assumed_encoding": "Кодировка определена по буквам",
    "hidden_sheet": "Скрытый лист",
    "ignored_column": "Столбец не используется",
    "assumed_column": "Принято по смыслу",
    "registers_not_counted": "Учёт не входит в показатель",
    "no_data_for_indicator": "Показатель без данных",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place.

    `row` is the sheet's own row number (from 1), `cell` an address such as `C17`, `field` a contract field;
    each is None where the fault concerns a larger whole. `message` is the whole sentence for the screen; `where`
    is its beginning that names the place, for a table that has columns of its own for that.
    """

    code: str
    message: str
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None
    field: str | None = None
    person: str | None = None
    value: str | None = None
    where: str = ""

    @classmethod
    def at(
        cls, code: str, where: str, words: str, file: str | None, sheet: str | None, row: int | None = None,
        cell: str | None = None, field: str | None = None, person: str | None = None, value: str | None = None,
    ) -> Finding:  # fmt: skip
        """A finding whose sentence begins with its place."""
        return cls(code, f"{where}: {words}", file, sheet, row, cell, field, person, value or None, where)

    @property
    def words(self) -> str:
        """The sentence without its place: what is there, what is wrong, what to do."""
        told = self.message.removeprefix(f"{self.where}: ") if self.where else self.message
        return told[:1].upper() + told[1:]

    @property
    def severity(self) -> Severity:
        return CODES[self.code]
