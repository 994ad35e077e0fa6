"""Russian words around numbers and dates, the same on every page, in every finding and report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

NO_BREAK = "\u00a0"

# Nouns after a number, for `plural` and `counted`: after 1, after 2 to 4, after 5 and more
ROWS = ("строка", "строки", "строк")
PEOPLE = ("человек", "человека", "человек")
STUDENTS = ("обучающийся", "обучающихся", "обучающихся")
TEACHERS = ("педагог", "педагога", "педагогов")
PAIRS = ("пара", "пары", "пар")
PAIRS_OBJECT = ("пару", "пары", "пар")  # «записать 1 пару»
NOUNS = {"students": STUDENTS, "teachers": TEACHERS, "pairs": PAIRS}  # of the rows of each list
CELLS = ("ячейка", "ячейки", "ячеек")
CARDS = ("карточка", "карточки", "карточек")
YEARS = ("год", "года", "лет")
TEXTS = ("текст", "текста", "текстов")


def plural(count: int, one: str, few: str, many: str) -> str:
    """Returns the form of a noun after a number: `plural(3, "пара", "пары", "пар")` is «пары»."""
    tail = abs(count) % 100
    if 11 <= tail <= 14:
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(tail % 10, many)


def counted(count: int, one: str, few: str, many: str) -> str:
    """Returns «3 пары»: the number with its noun, kept on one line."""
    return f"{grouped(count)}{NO_BREAK}{plural(count, one, few, many)}"


def numbered(one: str, many: str, numbers: Sequence[int]) -> str:
    """Returns «показателе № 5», «показателях № 4, № 5»: a noun with the numbers of what is meant."""
    return " ".join([one if len(numbers) == 1 else many, ", ".join(f"№ {number}" for number in numbers)]).rstrip()


def grouped(count: int) -> str:
    """Returns «1 500»: thousands apart by a no-break space."""
    return f"{count:,}".replace(",", NO_BREAK)


def date_text(day: dt.date) -> str:
    return f"{day:%d.%m.%Y}"


QUARTERS = ("I", "II", "III", "IV")
MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)


def quarter_text(day: dt.date) -> str:
    """Returns «IV кв. 2021» for any day of that quarter."""
    return f"{QUARTERS[(day.month - 1) // 3]}{NO_BREAK}кв.{NO_BREAK}{day.year}"


def half_year_text(day: dt.date) -> str:
    """Returns «II полугодие 2021» for any day of that half of the year."""
    return f"{QUARTERS[(day.month - 1) // 6]}{NO_BREAK}полугодие {day.year}"


def month_name(month: int) -> str:
    return MONTHS[month - 1]


def month_text(day: dt.date) -> str:
    """Returns «сентябрь 2021» for any day of that month."""
    return f"{month_name(day.month)} {day.year}"


def to_quarter(day: dt.date) -> str:
    """Returns «к IV кв. 2021», for the second quarter «ко II кв. 2021»."""
    quarter = quarter_text(day)
    return f"{'ко' if quarter.startswith(f'II{NO_BREAK}') else 'к'} {quarter}"


def listed(words: list[str], most: int = 5) -> str:
    """Returns «А, Б, В и ещё 3»: the first few of a list and the count of the rest."""
    shown = ", ".join(words[:most])
    return shown if len(words) <= most else f"{shown} и ещё {len(words) - most}"
