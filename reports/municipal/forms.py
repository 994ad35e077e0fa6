"""The two forms of the municipal base, their columns word for word.

Source: docs/domain.md, «The official bases».
"""

from __future__ import annotations

from dataclasses import dataclass

from data.contracts import fields

NUMBER = "place"  # the row count: it says nothing of anybody


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form: its header, the key of its cells, its width in characters."""

    title: str
    key: str
    width: int


@dataclass(frozen=True, slots=True)
class Form:
    """A form, a sheet of the workbook: a row a pair, or a row a mentor."""

    title: str
    columns: tuple[Column, ...]

    @property
    def filled(self) -> list[str]:
        """The keys of the columns that are about somebody."""
        return [column.key for column in self.columns if column.key != NUMBER]


MENTEES = Form(
    "База наставляемых",
    (
        Column("№", NUMBER, 5),
        Column("ФИО наставляемого", "mentee", 20),
        Column("Контактные данные для связи", "mentee_contact", 17),
        Column("Год рождения", "mentee_born", 11),
        Column("Основной запрос", "request", 20),
        Column("Дата вхождения в программу", "start", 13),
        Column("ФИО наставника", "mentor", 20),
        Column("Форма наставничества", "form", 16),
        Column("Место работы/учёбы наставника", "mentor_place", 19),
        Column("Дата завершения программы", "end", 13),
        Column("Результаты программы", "outcome", 20),
        Column("Ссылка на кейс/отзыв", "link", 17),
        Column("Отметка о прохождении программы", "mark", 16),
    ),
)
MENTORS = Form(
    "База наставников",
    (
        Column("№", NUMBER, 4),
        Column("ФИО наставника", "mentor", 17),
        Column("Контактные данные", "mentor_contact", 15),
        Column("Место работы/учёбы", "mentor_place", 16),
        Column("Основные компетенции", "competences", 15),
        Column("Важные для программы достижения", "achievements", 14),
        Column("Интересы", "interests", 13),
        Column("Желаемый возраст наставляемых", "desired_age", 15),
        Column("Ресурс времени на программу", "time_resource", 13),
        Column("Дата вхождения в программу", "start", 13),
        Column("ФИО наставляемого (наставляемых)", "mentee", 22),
        Column("Форма наставничества", "form", 16),
        Column("Место работы/учёбы наставляемого", "mentee_place", 16),
        Column("Дата завершения программы", "end", 13),
        Column("Результаты программы", "outcome", 16),
        Column("Ссылка на кейс/отзыв", "link", 14),
    ),
)
BOTH = (MENTEES, MENTORS)

# Cells that stand in the list of pairs as they are, under the field of the same key.
OF_PAIR = (
    "request",
    "outcome",
    "link",
    "mark",
    "mentee_contact",
    "mentor_contact",
    "competences",
    "achievements",
    "interests",
    "desired_age",
    "time_resource",
)
OF_MENTOR = frozenset(  # a mentor says them once, however many mentees he has
    {
        "mentor",
        "mentor_contact",
        "mentor_place",
        "competences",
        "achievements",
        "interests",
        "desired_age",
        "time_resource",
    }
)


def own_header(column: Column) -> str | None:
    """Returns the header of the list of pairs that fills the column.

    None where other lists or the school itself do.
    """
    field = {"mentor_place": "mentor_workplace"}.get(column.key, column.key)
    return fields("pairs")[field].title if field in (*OF_PAIR, "mentor_workplace", "form", "end") else None
