"""What is published: the five shares, their course and a few tables, under `metrics.disclosure`."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.meaning import FORMS, MODES
from data.period import Period, quarter_to_date, year_to_date
from data.roster import Roster
from metrics.breakdown import Slice, by_class, class_order, coverage
from metrics.disclosure import Published
from metrics.explain import standings
from metrics.indicators import Declarations
from metrics.look import look, rows_of
from metrics.population import Filters
from metrics.published import ALL, Line, Publication
from metrics.results import Result, course_periods, results_of_periods
from metrics.roles import active_pairs

COVERAGE, COVERED, UNCOVERED, PUPILS = "Охват по параллелям", "в парах", "не в парах", "учится"
BY_FORM, BY_MODE, PAIRS = "Пары по формам", "Пары по формату", "пар"
MISSING = "Ещё не охвачены"
NO_GRADE, NOT_TOLD = "без параллели", "не указано"
LAST_YEARS = 3  # whole years of the course that a publication shows before its own
OF_PUPILS = (1, 2, 4, 5)  # numbers of the indicators whose missing people are told by grade


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table as it is shown; the last line holds the totals. `numbers` are the indicators of its columns, if any."""

    title: str
    columns: tuple[str, ...]
    lines: list[Line]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """Results and tables as they are shown, and what is kept of them for the next publication."""

    periods: list[list[Result]]
    course: list[list[Result]]
    tables: list[PublicTable]
    published: Published


def annual(roster: Roster, on: dt.date, declarations: Declarations, earlier: Iterable[Published] = ()) -> PublicFigures:
    """The figures of a year up to a day: its shares, their course, coverage by grade, pairs by form and by mode."""
    year = year_to_date(on)
    first = dt.date(max(declarations.line_starts.year, on.year - LAST_YEARS), 10, 1)
    days = course_periods(min(first, on), on)
    found = results_of_periods(roster, days, declarations=declarations)
    publication = Publication(year)
    for point in found:
        for one in point:
            publication.add_result(one)
    tables = [_coverage(publication, roster, year, declarations), *_pairs(publication, roster, year)]
    published = publication.protect(earlier)
    shown = [[publication.result(one) for one in point] for point in found]
    return PublicFigures([shown[-1]], shown, [one for table in tables for one in table.told(publication)], published)


def quarterly(
    roster: Roster, on: dt.date, declarations: Declarations, earlier: Iterable[Published] = ()
) -> PublicFigures:
    """The shares of a quarter up to a day, of the year and of the quarter before, and who is missing by grade."""
    quarter, year = quarter_to_date(on), year_to_date(on)
    before = quarter_to_date(quarter.since - dt.timedelta(days=1))
    found = results_of_periods(roster, [quarter, year, before], declarations=declarations)
    publication = Publication(year)
    for point in found:
        for one in point:
            publication.add_result(one)
    for smaller, larger in zip(found[0], found[1], strict=True):
        publication.contains(larger, smaller)
    table = _missing(publication, roster, year, declarations, found[1])
    published = publication.protect(earlier)
    shown = [[publication.result(one) for one in point] for point in found]
    return PublicFigures(shown, [], table.told(publication), published)


def for_screen(points: Sequence[Sequence[Result]], classes: Sequence[Slice]) -> tuple[list[list[Result]], list[Slice]]:
    """Results and the coverage of classes as a screen may show them to others; classes that are hidden are left out."""
    publication = Publication(points[0][0].period)
    for point in points:
        for one in point:
            publication.add_result(one)
    _add_coverage(publication, {one.label: (one.part, one.whole or 0) for one in classes})
    publication.protect()
    shown = [[publication.result(one) for one in point] for point in points]
    lines = publication.lines(COVERAGE, (COVERED, PUPILS), [one.label for one in classes]) if classes else []
    seen = {one.label for one in lines if None not in one.counts}
    return shown, [one for one in classes if one.label in seen]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table before it is protected."""

    title: str
    columns: tuple[str, ...]
    labels: tuple[str, ...]
    numbers: tuple[int, ...] = ()

    def told(self, publication: Publication) -> list[PublicTable]:
        """The table as it is shown; none without rows."""
        if not self.labels:
            return []
        lines = publication.lines(self.title, self.columns, self.labels)
        return [PublicTable(self.title, self.columns, lines, self.numbers)]


def _grade(class_name: str | None) -> str:
    """«5 параллель» of a class."""
    grade = class_order(class_name or "")[0]
    return NO_GRADE if grade == class_order("")[0] else f"{grade} параллель"


def _by_grade(slices: Iterable[Slice]) -> dict[str, tuple[int, int]]:
    """Part and whole of the classes of each grade together."""
    part: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for one in slices:
        part[_grade(one.label)] += one.part
        whole[_grade(one.label)] += one.whole or 0
    return {grade: (part[grade], whole[grade]) for grade in sorted(whole, key=class_order)}


def _coverage(publication: Publication, roster: Roster, period: Period, declarations: Declarations) -> _Table:
    grades = _by_grade(coverage(roster, period, Filters(), declarations.settings))
    _add_coverage(publication, grades)
    if grades:
        publication.same(COVERAGE, ALL, PUPILS, f"all_students {period.on.isoformat()}")
    return _Table(COVERAGE, (COVERED, UNCOVERED, PUPILS), tuple(grades))


def _add_coverage(publication: Publication, groups: Mapping[str, tuple[int, int]]) -> None:
    """The table of coverage of groups of pupils, each with its part and whole."""
    lines = [(label, (part, whole - part, whole)) for label, (part, whole) in groups.items()]
    if lines:
        publication.add_table(COVERAGE, (COVERED, UNCOVERED, PUPILS), lines)
        publication.relate_rows(COVERAGE, groups, PUPILS, COVERED, UNCOVERED)


def _pairs(publication: Publication, roster: Roster, period: Period) -> list[_Table]:
    """Active pairs by form and by mode; what the lists do not tell has no table."""
    pairs = active_pairs(look(roster.pairs, period), Filters()) if roster.pairs is not None else None
    tables = []
    for title, key, titles in ((BY_FORM, "form", FORMS), (BY_MODE, "mode", MODES)):
        if pairs is None or not pairs.has(key):
            continue
        counts = Counter(titles.get(row[key] or "", NOT_TOLD) for row in rows_of(pairs.frame.select(key)))
        labels = (*titles.values(), NOT_TOLD)
        publication.add_table(title, (PAIRS,), [(label, (counts[label],)) for label in labels])
        tables.append(_Table(title, (PAIRS,), labels))
    if len(tables) > 1:
        publication.same_cell((BY_FORM, ALL, PAIRS), (BY_MODE, ALL, PAIRS))
    return tables


def _missing(
    publication: Publication, roster: Roster, period: Period, declarations: Declarations, found: Sequence[Result]
) -> _Table:
    """Of each indicator of pupils those who could count and do not, by grade."""
    told = [one for one in found if one.indicator.number in OF_PUPILS and one.headline.part is not None]
    by_grade = []
    for one in told:
        people = standings(roster, period, Filters(), one.indicator, declarations, declarations.settings)
        by_grade.append({grade: whole - part for grade, (part, whole) in _by_grade(by_class(people)).items()})
    grades = sorted({grade for one in by_grade for grade in one}, key=class_order)
    columns = tuple(f"№ {one.indicator.number}" for one in told)
    lines = [(grade, [one.get(grade, 0) for one in by_grade]) for grade in grades]
    if lines:
        publication.add_table(MISSING, columns, lines)
        for one, column in zip(told, columns, strict=True):
            publication.same_as_rest(MISSING, column, one)
    return _Table(MISSING, columns, tuple(grades), tuple(one.indicator.number for one in told))
