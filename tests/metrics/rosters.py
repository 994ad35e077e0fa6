"""Small rosters drawn as text, and single shares of them."""

from __future__ import annotations

import datetime as dt
from functools import cache

from data.loading import Lists, check
from data.periods import Period, year_to_date
from data.spreadsheets.sheet import Cell, Sheet
from metrics.filters import Filters
from metrics.indicators import Settings, declared, load
from metrics.results import Result, results
from tests.data.lists import required_columns

TODAY = dt.date(2024, 12, 31)
END_2021 = "2021-12-31"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def sheet(name: str, picture: str) -> Sheet:
    """Returns `A | B` lines as a sheet of text."""
    lines: list[list[Cell]] = [
        [cell.strip() for cell in line.split("|")] for line in picture.splitlines() if line.strip()
    ]
    width = max(map(len, lines))
    return Sheet(f"{name}.xlsx", name, [[*line, *[""] * (width - len(line))] for line in lines], [], False)


@cache
def lists(students: str = "", pairs: str = "", teachers: str = "", counted: tuple[str, ...] = ()) -> Lists:
    """Returns the checked lists.

    The same pictures are checked once, as nothing may change them.
    """
    drawn = {"Обучающиеся": students, "Педагоги": teachers, "Пары": pairs}
    sheets = [sheet(name, picture) for name, picture in drawn.items() if picture.strip()]
    return check(sheets, today=TODAY, required=required_columns(*counted))


def share(
    number: int,
    school: Lists,
    on: str = END_2021,
    since: str | None = None,
    filters: Filters | None = None,
    settings: Settings | None = None,
) -> Result:
    """Returns the result of an indicator.

    The period begins on 1 January of the year unless `since` is given.
    """
    period = Period(day(since), day(on)) if since else year_to_date(day(on))
    return numbered(results(school.roster, period, filters, declarations=load(settings=settings)))[number]


def numbered(found: list[Result]) -> dict[int, Result]:
    """Returns the results by the numbers of their indicators."""
    return {result.indicator.number: result for result in found}


def part_of(number: int, school: Lists, on: str = END_2021, **more: object) -> tuple[int | None, int | None]:
    """Returns [part, whole] of an indicator's headline."""
    headline = share(number, school, on, **more).headline  # type: ignore[arg-type]
    return headline.part, headline.whole


def set_to(**changed: object) -> Settings:
    """Returns the settings of the file with the given changes."""
    return Settings.model_validate(declared().settings.model_dump() | changed)


def paired(*mentees: str, start: str = "01.09.2020", form: str = "работодатель – ученик") -> str:
    """Returns pairs of these pupils with a mentor from outside."""
    rows = "\n".join(f"Внешний Наставник | {mentee} | {form} | {start}" for mentee in mentees)
    return f"Наставник | Наставляемый | Форма наставничества | Дата начала\n{rows}"


def pupils(covered: int, all_of_them: int) -> Lists:
    """Returns a school where so many pupils of 13 are mentees of outsiders."""
    names = [f"Ромашкина Астра Номер{'абвгдежзик'[place % 10] * (place // 10 + 1)}" for place in range(all_of_them)]
    rows = "\n".join(f"{name} | 01.02.2008 | 7А" for name in names)
    return lists(f"ФИО | Дата рождения | Класс\n{rows}", paired(*(names[:covered] or ["Чужой Кедр"])))


def pupils_with_ovz(covered: int, all_of_them: int) -> Lists:
    """Returns a school where so many pupils have ОВЗ and so many are in a pair."""
    names = [f"Ромашкина Астра {'абвгдежзик'[place % 10] * (place // 10 + 1)}" for place in range(all_of_them)]
    rows = "\n".join(f"{name} | 01.02.2012 | 3А | да" for name in names)
    return lists(f"ФИО | Дата рождения | Класс | ОВЗ\n{rows}", paired(*names[:covered]))
