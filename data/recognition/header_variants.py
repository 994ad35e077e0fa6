"""Headers that differ in a year («Класс 2023/24», «Класс 2024/25») or in plan and fact («Дата окончания (факт)»).

Of the years the newest is the list as it is; of the days of a pair the fact comes before the plan, row by row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from data.parsing import even, header_key, is_blank
from data.recognition.header_lines import Rows
from data.spreadsheets.sheet import Cell

OF_YEAR = re.compile(
    r"[(, ]*(?:\b(?:на|в|за) )?(?:\b\d\d (?P<month>\d\d) )?(?<!\d)(?P<year>20\d\d)(?: ?[-/ ] ?(?:20)?\d\d)?(?!\d)"
    r"(?: ?(?:уч|учебн\w*))?(?: (?:год[ау]?|г))?\b\)?"
)
OF_LAST_YEAR = re.compile(r"\b(?:прошл\w*|прош|пр|предыдущ\w*|пред|минувш\w*)\.? (?:уч\w*\.? )?(?:год\w*|г\b)")
OF_PAPER = re.compile(  # its year is that of a paper, and no later one takes its place
    r"заключ|справк|приказ|протокол|решени|постановл|пмпк|поставлен"
)
PLANNED = re.compile(r"\b(?:(?:по )?план(?:\b|у\b|ов|ируем|ов\w+)\w*|предполагаем\w*|ожидаем\w*)")
ACTUAL = re.compile(r"\b(?:по )?факт(?:\b|у\b|ическ\w+)")
FEWEST_YEARS = 2  # columns alike but for the year


def of_latest_year(offered: Mapping[int, Sequence[str]]) -> dict[int, Sequence[str]]:
    """Returns the texts of a header without those of earlier years; the latest is called as it is without its year.

    A column of «прошлый год» is an earlier one, whatever stands beside it.
    """
    offered = {column: texts for column, texts in offered.items() if not OF_LAST_YEAR.search(header_key(texts[0]))}
    alike: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for column, texts in offered.items():
        if year := _year_of(texts[0]):
            alike[without_year(texts[0])][column] = year
    latest = dict(offered)
    for title, years in alike.items():
        if title and len(set(years.values())) >= FEWEST_YEARS:
            newest = max(years, key=years.__getitem__)
            for column in years:
                latest[column] = [title, *offered[column]] if column == newest else []
    return {column: texts for column, texts in latest.items() if texts}


def _year_of(header: str) -> tuple[int, int] | None:
    """Returns the only year, and month, that a header tells of a list; None where a paper is of it."""
    found = [] if OF_PAPER.search(header_key(header)) else list(OF_YEAR.finditer(header_key(header)))
    return (int(found[0]["year"]), int(found[0]["month"] or 0)) if len(found) == 1 else None


def without_year(header: str) -> str:
    """Returns a header as it is compared, without its year."""
    return OF_YEAR.sub("", header_key(header)).strip(" ,()-")


def without_plan(header: str) -> str:
    """Returns a header as it is compared, without the word that says that it is of the plan or of the fact."""
    return " ".join(ACTUAL.sub("", PLANNED.sub("", header_key(header))).replace("()", "").split())


def tells_plan_and_fact(row: Sequence[Cell]) -> bool:
    """Returns whether a line stands below a header and tells plan from fact alone."""
    texts = {header_key(cell) for cell in row if isinstance(cell, str) and not is_blank(cell)}
    return any(map(ACTUAL.fullmatch, texts)) and any(map(PLANNED.fullmatch, texts))


def actual_column(places: Sequence[int], texts: Mapping[int, str]) -> int | None:
    """Returns of several columns for one day the only one that tells the fact, else the only one not of the plan."""
    titles = {column: even(texts.get(column, "")) for column in places}
    actual = [column for column, title in titles.items() if ACTUAL.search(title)]
    actual = actual or [column for column, title in titles.items() if not PLANNED.search(title)]
    return actual[0] if len(actual) == 1 < len(places) else None


def with_planned_days(rows: Rows, plans: Mapping[int, Sequence[int]]) -> Rows:
    """Returns the rows with the planned day where no fact is told yet; `plans` leads to its columns."""
    filled: Rows = []
    for row in rows if plans else ():
        cells = list(row)
        for actual, planned in plans.items():
            if is_blank(cells[actual]):
                cells[actual] = next((row[column] for column in planned if not is_blank(row[column])), cells[actual])
        filled.append(cells)
    return filled or rows
