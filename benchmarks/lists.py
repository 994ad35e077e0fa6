"""From a dropped file to the shares, in stages, beside bare reading by pandas.

The stages are those of `data.recognised_sheets` and `data.loading` and are timed by wrapping what they call, so that
the road measured is the road.
A child that waits for the file has been started before, as in the server; its start is a row of its own.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import ExitStack
from types import ModuleType
from typing import Any
from unittest import mock

import pandas as pd
from python_calamine import CalamineWorkbook

import data.dropped_files
import data.loading
import data.recognised_sheets
from benchmarks.generated_lists import ON, workbook
from benchmarks.timing import Figure, best_of, milliseconds, seconds_of
from data.checking.messages import message
from data.guarded_child import Limits, run_guarded
from data.periods import year_to_date
from data.spreadsheets.reading import LIMITS, WORK
from metrics.results import results

SCHOOLS = ((420, 34, 90), (1_500, 80, 300), (20_000, 1_070, 4_000))  # pupils, teachers, pairs
STAGES = {
    "meaning (layout, frames)": ((data.recognised_sheets, "_blocks_of"), (data.loading, "all_tables")),
    "matching": tuple((data.loading, name) for name in ("with_duplicates", "with_ages", "Directory", "with_people")),
}
READ = "reading"
# Reading alone: the second is what the usual hand-made app begins with, before it understands or checks anything.
PANDAS, OPENPYXL = "bare pandas with calamine", "bare pandas with openpyxl"
UNPREPARED = Limits(LIMITS.seconds + 1, LIMITS.memory, LIMITS.output)  # for these no child has been started
ORDER = (
    "child start, where none waits",
    "bare reader (calamine)",
    "transfer and marks",
    *STAGES,
    "checking, findings, roster",
    "shares",
    "all",
    PANDAS,
    OPENPYXL,
)
RUNS = 5


def figures() -> Iterator[Figure]:
    tiny = workbook(1, 1, 0)
    for pupils, teachers, pairs in SCHOOLS:
        content = workbook(pupils, teachers, pairs)
        runs = [_run(content, tiny) for _ in range(RUNS)]
        shortest = {stage: min(run[stage] for run in runs) for stage in runs[0]}
        shortest[OPENPYXL] = best_of(1, lambda content=content: _read_by_pandas(content, "openpyxl"))
        # What the file and the answer take on their way, and the marks laid over the cells: not timed apart.
        transfer = shortest.pop(READ) - shortest["bare reader (calamine)"]
        shortest["transfer and marks"] = max(0.0, transfer)
        case = f"{pupils:,} pupils, {teachers:,} teachers, {pairs:,} pairs"
        for stage in ORDER:
            yield Figure("file → results", case, stage, milliseconds(shortest[stage]))
        for baseline in (PANDAS, OPENPYXL):
            ratio = f"{shortest['all'] / shortest[baseline]:.1f}"
            yield Figure("file → results", case, f"all, times {baseline}", ratio)


def _run(content: bytes, tiny: bytes) -> dict[str, float]:
    """Returns the seconds of each stage in one run.

    The child's start is its reading of a workbook of one pupil.
    """
    spent = dict.fromkeys(STAGES, 0.0)
    spent["child start, where none waits"] = seconds_of(lambda: run_guarded(WORK, tiny, limits=UNPREPARED))
    spent["bare reader (calamine)"] = seconds_of(lambda: _read_bare(content))
    spent[PANDAS] = seconds_of(lambda: _read_by_pandas(content, "calamine"))
    with ExitStack() as stack:
        for stage, calls in STAGES.items():
            for module, name in calls:
                stack.enter_context(_timed(module, name, stage, spent))
        start = time.perf_counter()
        sheets, unreadable = data.dropped_files.read_all([("списки.xlsx", content)])
        spent[READ] = time.perf_counter() - start
        lists = data.loading.check(sheets, unreadable)
        whole = time.perf_counter() - start
    assert not lists.has_errors, [message(finding) for finding in lists.findings][:3]
    spent["checking, findings, roster"] = whole - spent[READ] - sum(spent[stage] for stage in STAGES)
    spent["shares"] = best_of(3, lambda: results(lists.roster, year_to_date(ON)))
    spent["all"] = whole + spent["shares"]
    return spent


def _timed(module: ModuleType, name: str, stage: str, spent: dict[str, float]) -> Any:
    """Patches a function of a module to add the time it takes to its stage."""
    original = getattr(module, name)

    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return original(*arguments, **named)
        finally:
            spent[stage] += time.perf_counter() - start

    return mock.patch.object(module, name, timed)


def _read_bare(content: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _read_by_pandas(content: bytes, engine: Any) -> None:
    pd.read_excel(io.BytesIO(content), sheet_name=None, engine=engine)
