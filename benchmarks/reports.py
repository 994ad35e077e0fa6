"""How long each report takes to be made from checked lists, and how big it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from benchmarks.made import ON, workbook
from benchmarks.timing import Figure, best_of, milliseconds
from data.loading import load
from data.period import year_to_date
from data.roadmap import seed
from data.roadmap_store import Edition, standings
from metrics.indicators import load as declarations
from reports.monitoring import monitoring
from reports.people_figures import people_figures
from reports.roadmap_document import roadmap_document
from reports.source import Source

RUNS = 3
SCHOOLS = ((430, 34, 90), (1_500, 80, 300))  # pupils, teachers, pairs
BIG = (20_000, 1_070, 4_000)


class Report(NamedTuple):
    """A report as it is made from a source; `of_many` are also made of the big lists."""

    what: str
    made: Callable[[Source], bytes]
    of_many: bool = False


def _monitoring(source: Source) -> bytes:
    return monitoring(source, ON, declarations(), standings(None, ON), ON)


def _roadmap(_: Source) -> bytes:
    return roadmap_document(Edition(1, seed()), declarations())


def _people(source: Source) -> bytes:
    return people_figures(source, year_to_date(ON), declarations(), special=True)


REPORTS = (
    Report("monitoring (docx)", _monitoring),
    Report("roadmap (docx)", _roadmap),
    Report("figures with people (xlsx)", _people, of_many=True),
)


def figures() -> Iterator[Figure]:
    for pupils, teachers, pairs in (*SCHOOLS, BIG):
        source = Source(load([("списки.xlsx", workbook(pupils, teachers, pairs))]).roster, "списки")
        case = f"{pupils:,} pupils, {teachers:,} teachers, {pairs:,} pairs"
        for report in REPORTS:
            if report.of_many or (pupils, teachers, pairs) != BIG:
                shortest = best_of(RUNS, partial(report.made, source))
                size = len(report.made(source)) / 1024
                yield Figure("reports", case, report.what, f"{milliseconds(shortest)}, {size:,.0f} KB")
