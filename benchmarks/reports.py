"""How long each report takes to be made from checked lists, and how big it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.generated_lists import ON, workbook
from benchmarks.timing import Figure, best_of, milliseconds
from data.loading import load
from data.periods import year_to_date
from metrics.indicators import load as declarations
from reports.municipal.consents import ConsentDecision, Consents
from reports.registry import KINDS
from reports.request import ReportRequest
from reports.source import Source

RUNS = 3
SCHOOLS = ((430, 34, 90), (1_500, 80, 300))  # pupils, teachers, pairs
BIG = (20_000, 1_070, 4_000)
OF_MANY = ("xlsx", "special")  # workbooks are also made of the big lists


def figures() -> Iterator[Figure]:
    for pupils, teachers, pairs in (*SCHOOLS, BIG):
        source = Source(load([("списки.xlsx", workbook(pupils, teachers, pairs))]).roster, "списки")
        request = ReportRequest(
            source,
            year_to_date(ON),
            declarations(),
            None,
            ON,
            consents=Consents(unasked=ConsentDecision(True, "Директор", ON)),
        )
        case = f"{pupils:,} pupils, {teachers:,} teachers, {pairs:,} pairs"
        for name, kind in KINDS.items():
            if name in OF_MANY or (pupils, teachers, pairs) != BIG:
                shortest = best_of(RUNS, partial(kind.make, request))
                size = len(kind.make(request).content) / 1024
                yield Figure("reports", case, name, f"{milliseconds(shortest)}, {size:,.0f} KB")
