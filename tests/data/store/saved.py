"""Small lists that tests save."""

from __future__ import annotations

from data.saving import saving
from data.store.versions import Saving
from tests.data.lists import checked

STUDENTS = """
    № личного дела | ФИО                      | Дата рождения | Класс | ОВЗ | На учёте СОП с
    Л-1            | Ромашкина Верба Кедровна | 01.02.2010    | 8А    | да  | 05.09.2024
    Л-2            | Клевер Ясень Тополевич   | 2009          | 9Б    | нет | нет
    Л-3            | Осока Рябина Кленовна    | 03.03.2012    | 6А    | да  | да
"""
TEACHERS = """
    ФИО                       | Дата рождения | Стаж             | Молодой специалист
    Липа Калина Дубравовна    | 12.12.1980    | 20 лет           | нет
    Можжевельник Явор Лесович | 01.01.1999    | 2 года 5 месяцев | да
"""
PAIRS = """
    Наставник              | Наставляемый              | Форма наставничества | Дата начала | Дата окончания | Формат
    Липа Калина Дубравовна | Ромашкина Верба Кедровна  | учитель – ученик     | 01.09.2024  | 31.05.2025     | очный
    Липа Калина Дубравовна | Можжевельник Явор Лесович | учитель – учитель    | 01.09.2024  |                |
    Клевер Ясень Тополевич | Осока Рябина Кленовна     | ученик – ученик      | 01.10.2024  |                | смешанный
"""
FILES = [{"name": "Списки.xlsx", "sha256": "0" * 64}]


def to_save(students: str = STUDENTS, teachers: str = TEACHERS, pairs: str = PAIRS, note: str = "") -> Saving:
    """What the uploads page would save of these lists."""
    return saving(checked(students, teachers, pairs), FILES, "Заместитель директора", note)


def without(picture: str, name: str) -> str:
    """The list without the lines that name somebody."""
    return "\n".join(line for line in picture.splitlines() if name not in line)
