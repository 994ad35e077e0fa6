"""The annual publication for the school's site: its words and figures.

As they are before they become a page or a PDF.

No names; every count stands under `metrics.disclosure.suppression`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from data.periods import quarter_or_day, unfinished_words, year_to_date
from data.roadmap.deadlines import CLOSED
from data.roadmap.standing import Standing
from data.russian import NO_BREAK, counted, date_text, plural
from metrics.breakdown import Slice
from metrics.disclosure.public_tables import PublicFigures, PublicTable, TableKind
from metrics.indicators import Declarations
from metrics.results import Result, Status
from metrics.wording import goal_text, goals_reached, missing_text, out_of, percent, share_text
from reports.source import HIDDEN, HIDDEN_NOTE, NOBODY, Source, count_text

PUBLIC = "Для публикации: без имён, малые группы скрыты"
RUBRIC = "Рубрика «Наставничество»"
NOTES = {
    TableKind.BY_GRADE: "С начала года; доля – от всех обучающихся параллели. Прочерк – детей этого возраста там нет.",
    TableKind.BY_FORM: "Пары, которые работали с начала года.",
    TableKind.BY_MODE: "Дистанционный и смешанный – с использованием дистанционных образовательных технологий.",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table in words; the first column holds labels, the others figures."""

    title: str
    note: str
    header: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Content:
    """What the publication says.

    `results`, `course` and `coverage` are what its figures are drawn from.
    """

    school: str
    title: str
    day: str
    lead: str
    marks: list[str]
    shares: list[dict[str, str]]
    results: list[Result]
    course: list[list[Result]]
    course_table: Table
    coverage: list[Slice]
    tables: list[Table]
    roadmap: str
    hidden_note: str
    provenance: str


def content_of(
    source: Source, on: dt.date, declarations: Declarations, roadmap: Sequence[Standing], figures: PublicFigures
) -> Content:
    """Returns the publication of the year up to a day.

    `figures` are those of `metrics.disclosure.public_tables.annual`.
    """
    results, tables = figures.periods[0], figures.tables
    by_grade = next((_covered(table)[:-1] for table in tables if table.kind is TableKind.BY_GRADE), [])
    school, unfinished = source.school(declarations), unfinished_words(on, dt.date(on.year, 12, 31))
    return Content(
        school=school,
        title=f"Результаты программы наставничества за {on.year}{NO_BREAK}год{unfinished}",
        day=f"на {date_text(on)}",
        lead=lead(results),
        marks=source.marks(),
        shares=[_share(result) for result in results],
        results=results,
        course=figures.course,
        course_table=_course(figures.course),
        coverage=[line for line in by_grade if line],
        tables=[_table(table) for table in tables],
        roadmap=_progress(roadmap, on),
        hidden_note=HIDDEN_NOTE if figures.published.hidden else "",
        provenance=source.provenance(year_to_date(on), declarations),
    )


def lead(results: Sequence[Result]) -> str:
    """Returns «Достигнуто 2 из 3 целевых значений 2024 года; 2 доли не публикуются»."""
    hidden = sum(result.status is Status.NOT_PUBLISHED for result in results)
    parts = list(filter(None, [goals_reached(results)]))
    if hidden:
        publish = plural(hidden, "не публикуется", "не публикуются", "не публикуются")
        parts.append(f"{counted(hidden, 'доля', 'доли', 'долей')} {publish}: малые группы")
    return "; ".join(parts) + "." if parts else "Нет данных для оценки показателей."


def _share(result: Result) -> dict[str, str]:
    indicator, last = result.indicator, max(result.goals)
    is_hidden = result.status is Status.NOT_PUBLISHED
    others = [
        f"{share_text(result, share)} {share.declared.of} ({out_of(share)})"
        for share in result.other_readings
        if share.value is not None
    ]
    if result.distance is not None:
        others.append(f"в том числе дистанционно – {result.distance}{NO_BREAK}чел.")
    return {
        "number": f"{indicator.number}.",
        "title": indicator.title,
        "value": result.status.title if is_hidden else share_text(result),
        "people": out_of(result.headline),
        "goals": "; ".join(f"{year}{NO_BREAK}г. – {goal_text(result, goal)}" for year, goal in result.goals.items()),
        "status": "–" if is_hidden else result.status.title,
        "missing": missing_text(result, last),
        "others": "; ".join(others),
        "note": indicator.note,
    }


def _course(course: Sequence[Sequence[Result]]) -> Table:
    indicators = [result.indicator for result in course[-1]]
    return Table(
        "Ход показателей",
        "С начала года до конца каждого квартала, по нынешнему списку.",
        ["Дата", *(f"№{NO_BREAK}{indicator.number}" for indicator in indicators)],
        [[quarter_or_day(point[0].period.on), *map(_value, point)] for point in course],
    )


def _value(result: Result) -> str:
    return HIDDEN if result.status is Status.NOT_PUBLISHED else share_text(result)


def _table(table: PublicTable) -> Table:
    """Returns a table of counts; that by grade with its percentages."""
    header = ["", *(column[0].upper() + column[1:] for column in table.columns)]
    rows = [[line.label, *map(count_text, line.counts)] for line in table.lines]
    if table.kind is TableKind.BY_GRADE:
        header.append("Доля")
        for row, line in zip(rows, _covered(table), strict=True):
            row.append((percent(line.value) if line.part else NOBODY) if line else HIDDEN)
    return Table(table.title, NOTES[table.kind], header, rows)


def _covered(table: PublicTable) -> list[Slice | None]:
    """Returns the lines of a table by grade as shares, the totals last.

    None where something of a line is hidden.
    """
    counts = [(line.label, line.counts[0], line.counts[1]) for line in table.lines]
    return [None if part is None or whole is None else Slice(label, part, whole) for label, part, whole in counts]


def _progress(roadmap: Sequence[Standing], on: dt.date) -> str:
    """Returns how many of the year's activities are done; nothing if none is."""
    since = year_to_date(on).since
    due = [standing for standing in roadmap if standing.instance.due and since <= standing.instance.due <= on]
    done = sum(standing.status in CLOSED for standing in due)
    return f"Выполнено {done} из {len(due)} мероприятий дорожной карты со сроком в {on.year} году." if done else ""
