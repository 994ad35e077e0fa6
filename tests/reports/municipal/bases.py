"""Small lists that tests make a municipal base from, and what is in the file."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl

from data.periods import year_to_date
from data.russian import date_text
from metrics.indicators import load as load_declarations
from metrics.settings import from_content
from reports.municipal.consents import ConsentDecision, Consents
from reports.municipal.workbook import municipal_base
from reports.source import Source
from tests.data.lists import TODAY

STUDENTS = """
    ФИО                      | Дата рождения | Класс | ОВЗ | СОП | Инвалидность | На ВШУ с
    Ромашкина Верба Кедровна | 01.02.2010    | 8А    | ЗПР, вариант 7.1 | да | да | 01.09.2023
    Клевер Ясень Тополевич   | 2009          | 9Б    |     |     |     |
    Осока Рябина Кленовна    | 03.03.2012    | 6А    |     |     |     |
"""
TEACHERS = """
    ФИО                    | Должность
    Липа Калина Дубравовна | учитель химии
    Дуб Ясень Кленович     |
"""
PAIRS = """
    Наставник              | Наставляемый             | Форма наставничества | Дата начала | Дата окончания | Запрос | Результат
    Липа Калина Дубравовна | Ромашкина Верба Кедровна | учитель – ученик     | 01.09.2024  | 31.05.2025     | химия  | проект
    Липа Калина Дубравовна | Дуб Ясень Кленович       | учитель – учитель    | 02.09.2024  |                |        |
    Клевер Ясень Тополевич | Осока Рябина Кленовна    | ученик – ученик      | 01.10.2024  |                |        |
    Граб Олень Дубович     | Осока Рябина Кленовна    | студент – ученик     | 01.11.2024  |                |        |
    Граб Олень Дубович     | Ромашкина Верба Кедровна | студент – ученик     | 01.11.2023  | 31.12.2023     |        |
"""
MORE = (
    *("Контактные данные наставляемого", "Контактные данные наставника", "Место работы/учёбы наставника"),
    *("Ссылка на кейс/отзыв", "Отметка о прохождении программы", "Основные компетенции"),
    *("Важные для программы достижения", "Интересы", "Желаемый возраст наставляемых", "Ресурс времени на программу"),
    *("Запрос", "Результат"),
)
PERIOD = year_to_date(TODAY)


LET_IN = Consents(
    unasked=ConsentDecision(True, "Завуч", TODAY)
)  # all of whom the lists do not say whether they consent


SCHOOL = "Школа под липами"
NAMED = load_declarations(settings=from_content({"school": SCHOOL}))


def made(roster, released=(), period=PERIOD, consents=LET_IN):
    return municipal_base(Source(roster, "сохранённая версия № 1"), period, NAMED, released, consents)


def texts(content, form):
    """Returns the rows of a form below its header as they are read, «» where nothing stands."""
    page = openpyxl.load_workbook(io.BytesIO(content))[form.title]
    return [[_shown(cell.value) for cell in row] for row in page.iter_rows(min_row=2)]


def _shown(value):
    return date_text(value) if isinstance(value, dt.datetime) else str("" if value is None else value)


def parts(content) -> str:
    """Returns every part of the file as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist())


def pair_with(**columns) -> str:
    """Returns a pair of an outsider with more columns."""
    head = " | ".join(("Наставник", "Наставляемый", "Форма наставничества", "Дата начала", *columns))
    row = " | ".join(
        ("Граб Олень Дубович", "Осока Рябина Кленовна", "студент – ученик", "01.11.2024", *columns.values())
    )
    return f"{head}\n{row}"


def asked(consents: str, lines: str = STUDENTS) -> str:
    """Returns the list with a column for consent."""
    head, *rows = [line for line in lines.splitlines() if line.strip()]
    lines_with_consent = [f"{row} | {word.strip()}" for row, word in zip(rows, consents.split(","), strict=True)]
    return "\n".join([f"{head} | Согласие", *lines_with_consent])
