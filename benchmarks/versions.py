"""«Обзор» over one stored version and over many."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.generated_lists import ON, workbook
from benchmarks.screen import FIGURE, changes, reopened
from benchmarks.server import chromium, opened, the_app
from benchmarks.timing import Figure, median_and_tail
from data.loading import load
from data.saving import saving
from data.store.versions import Store

COUNTS = (1, 200)
OPENINGS = 7
STEP = dt.timedelta(7)


def figures() -> Iterator[Figure]:
    saved = saving(load([("списки.xlsx", workbook(420, 34, 90))]), [], "Проверка", "")
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            store, based_on = Store(folder), None
            for number in range(count):
                roster = replace(saved.roster, as_of=ON - STEP * (count - 1 - number))
                based_on = store.save(replace(saved, roster=roster), based_on)[0].identity
            with chromium() as browser, the_app(Path(folder)) as server:
                case = f"{count} stored version{'' if count == 1 else 's'}"
                first = reopened(browser, server.address)
                again = [reopened(browser, server.address) for _ in range(OPENINGS)]
                page = opened(browser, server.address, until=FIGURE)
                yield Figure("stored versions", case, "opened first", median_and_tail([first]))
                yield Figure("stored versions", case, "opened again", median_and_tail(again))
                yield Figure("stored versions", case, "filter → drawn", median_and_tail(changes(page)))
