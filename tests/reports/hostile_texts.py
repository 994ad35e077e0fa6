"""Texts that mean something to a spreadsheet, a browser or a template.

And lists that hold them wherever text may stand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data.roster import Roster
from data.spreadsheets.sheet import Cell
from tests.data.lists import checked

HOSTILE: list[str] = [
    "=1+1",
    '=HYPERLINK("http://example.invalid","нажмите")',
    "@SUM(A1)",
    "+7 900 123-45-67",
    "-5",
    "-2+3",
    "\t=1",
    "{=1+1}",
    "007",
    "1E5",
    "01.02.2010",
    "http://example.invalid",
    "mailto:school@example.invalid",
    r"\\example.invalid\share",
    "file:///etc/passwd",
    "internal:'О файле'!A1",
    "<b>x</b>",
    "<script>alert(1)</script>",
    '"><img src="http://example.invalid/x.png">',
    "]]><w:p/>",
    "&amp; &#61;1+1 & <",
    "![x](http://example.invalid/x.png)",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# замечание #}",
    "#set page(width: 1cm)",
    "$ sum $ *жирно* _курсив_ @label",
    "\u202eтсет",
    "а\x00\x01\x07\x0b\x0c\x1b\x1fб",
    "а\ufffe\uffffб",
    "первая\r\nATTENDEE:mailto:x@example.invalid\r\nBEGIN:VALARM\rвторая\nтретья",
    "_x0041_",
    "😀" * 3,
    "я" * 40_000,
]
NAMES = [repr(text[:24]) for text in HOSTILE]  # of the cases, for `pytest.mark.parametrize(…, ids=NAMES)`
FOURS = [HOSTILE[first : first + 4] for first in range(0, len(HOSTILE), 4)]  # for files that take long to make
KEYS = {"form", "mode"}  # text columns that hold words of our own

ON = dt.date(2024, 12, 31)
STUDENTS = """
    № личного дела | ФИО          | Дата рождения | Класс | Пол | ОВЗ | СОП | ПДН | Дата зачисления
    Л-1            | Липа Анна    | 01.02.2010    | 8А    | ж   | да  | да  | нет | 01.09.2017
    Л-2            | Клевер Ясень | 01.02.2010    | 8Б    | м   | да  | да  | да  | 01.09.2017
    Л-3            | Вяз Тополь   | 01.02.2008    | 10А   | м   | нет | нет | нет | 01.09.2015
"""
TEACHERS = """
    Табельный № | ФИО           | Должность | Дата рождения | Стаж   | Молодой специалист | Категория
    П-1         | Осокин Борис  | учитель   | 02.02.1980    | 20 лет | нет                | высшая
    П-2         | Рябинин Глеб  | учитель   | 02.02.2000    | 1 год  | да                 | нет
"""
PAIRS = """
    № наставника | Наставник    | № наставляемого | Наставляемый | Форма наставничества | Формат        | Дата начала | Статус    | Приказ | Запрос | Результат
    П-1          | Осокин Борис | Л-1             | Липа Анна    | учитель – ученик     | дистанционный | 01.09.2024  | действует | № 1    | учёба  | есть
    Л-3          | Вяз Тополь   | Л-2             | Клевер Ясень | ученик – ученик      | очный         | 01.09.2024  | действует | № 1    | учёба  | есть
    П-1          | Осокин Борис | П-2             | Рябинин Глеб | учитель – учитель    | очный         | 01.09.2024  | действует | № 1    | учёба  | есть
                 | Внешний      | Л-3             | Вяз Тополь   | студент – ученик     | очный         | 01.09.2024  | действует | № 1    | учёба  | есть
"""


def hostile_roster(text: str) -> Roster:
    """Returns checked lists that hold the text in every text column and row.

    In each there are a part and people left over.
    """
    roster = checked(STUDENTS, TEACHERS, PAIRS, as_of=ON).roster
    return replace(
        roster,
        students=_told(roster.students, text),
        teachers=_told(roster.teachers, text),
        pairs=_told(roster.pairs, text),
    )


def _told(frame: pd.DataFrame, text: str) -> pd.DataFrame:
    columns = [key for key in frame if frame[key].dtype == "str" and key not in KEYS]
    assert columns
    return frame.assign(**{key: pd.Series([text] * len(frame), index=frame.index, dtype="object") for key in columns})


def hostile_sheets(texts: Sequence[str]) -> dict[str, list[list[Cell]]]:
    """Returns lists as a person's own workbook has them, with faults to mark.

    Each text stands wherever text may be typed.
    """
    return {
        "Обучающиеся": [
            ["№ личного дела", "ФИО", "Дата рождения", "Класс", "ОВЗ", "СОП"],
            *(["Л-1", "Липа Анна", "01.02.2010", text, "да", text] for text in texts),
            *([text, text, text, "8Б", text, "нет"] for text in texts),
        ],
        "Педагоги": [
            ["ФИО", "Должность", "Категория"],
            ["Осокин Борис", "учитель", "высшая"],
            *([text, text, text] for text in texts),
        ],
        "Пары": [
            ["Наставник", "Наставляемый", "Форма наставничества", "Дата начала", "Приказ", "Запрос", "Результат"],
            *(["Осокин Борис", "Липа Анна", "учитель – ученик", "01.09.2024", text, text, text] for text in texts),
            *([text, text, text, text, text, text, text] for text in texts),
        ],
    }
