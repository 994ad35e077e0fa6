"""Times of work on checked lists: save, open, compare, give back with marks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from benchmarks.generated_lists import ON, workbook
from benchmarks.lists import SCHOOLS
from benchmarks.timing import Figure, best_of, milliseconds, seconds_of
from data.changes import changes
from data.loading import load
from data.periods import year_to_date
from data.saving import lists_of_version, saving
from data.store.versions import Store
from data.workbooks.annotated_copy import corrected_copy
from metrics.movement import movements

RUNS = 3
NAME = "списки.xlsx"


def figures() -> Iterator[Figure]:
    for pupils, teachers, pairs in SCHOOLS:
        case = f"{pupils:,} pupils, {teachers:,} teachers, {pairs:,} pairs"
        for what, shortest in _seconds(pupils, teachers, pairs).items():
            yield Figure("stored lists", case, what, milliseconds(shortest))


def _seconds(pupils: int, teachers: int, pairs: int) -> dict[str, float]:
    content = workbook(pupils, teachers, pairs)
    first = load([(NAME, content)])
    second = load([(NAME, workbook(pupils, teachers, pairs + pairs // 10))])
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)

        def save(number: int) -> None:
            store.save(saving((first, second)[number % 2], [], "Проверка", ""), store.current_id())

        return {
            "save": min(seconds_of(lambda number=number: save(number)) for number in range(2 * RUNS)),  # type: ignore[misc]
            "open": best_of(RUNS, lambda: lists_of_version(store, 1)),
            "compare: rows": best_of(RUNS, lambda: changes(first.roster, second.roster)),
            "compare: shares": best_of(RUNS, lambda: movements(first.roster, second.roster, year_to_date(ON))),
            "corrected copy": best_of(1, lambda: corrected_copy(NAME, content, first.sheets, first.findings)),
        }
