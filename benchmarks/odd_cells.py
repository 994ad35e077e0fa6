"""`python -m benchmarks.odd_cells [MOST] [SEED]`: lists with anything in a cell.

Every drawn set of lists is checked and counted; every tenth goes through all stages (`benchmarks.odd_road`), and every
twentieth is written as real files first. Prints how many went how far, and every distinct fault with its place; 1 where
there was any.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from benchmarks.odd_files import WRITERS
from benchmarks.odd_lists import NAMES, lists
from benchmarks.odd_road import STAGES, Road, checked
from data.dropped_files import read_all
from data.spreadsheets.sheet import Sheet
from data.store.versions import Store

MOST = 3_000
ALL_STAGES_EVERY, FILES_EVERY = 10, 20
STORE_RENEWED_EVERY = 100  # so that erasing goes through some versions, not through all
ALWAYS = ("counted", "json")
ROOT = Path(__file__).parents[1]

Fault = tuple[str, str, str, str]  # stage, type, place, words


class Tries:
    """The outcome of all tries."""

    def __init__(self) -> None:
        self.passed: Counter[str] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.codes: Counter[str] = Counter()
        self.faults: Counter[Fault] = Counter()
        self.first: dict[Fault, str] = {}
        self.accepted = 0

    def go(self, sheets: Sequence[Sheet], school: str, store: Store, stages: Sequence[str]) -> None:
        """Takes a set of lists through its stages.

        A fault in one does not keep it from the next.
        """
        road = self._stage("checked", sheets, lambda: checked(sheets, store, school))
        if road is None:
            return
        self.codes.update({finding.code for finding in road.lists.findings})
        self.accepted += any(road.lists.counts.values())
        for name in stages:
            self._stage(name, sheets, partial(STAGES[name], road))

    def _stage(self, name: str, sheets: Sequence[Sheet], run: Callable[[], Road | None]) -> Road | None:
        started = time.perf_counter()
        try:
            outcome = run()
            self.passed[name] += 1
        except Exception as error:  # whatever is raised is what is looked for
            fault = (name, type(error).__name__, _place(error), str(error).partition("\n")[0][:100])
            self.faults[fault] += 1
            self.first.setdefault(fault, repr(sheets)[:2_000])
            outcome = None
        self.seconds[name] += time.perf_counter() - started
        return outcome


def _place(error: Exception) -> str:
    """Returns the innermost line of the program itself."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(ROOT)]
    return f"{Path(frames[-1].filename).relative_to(ROOT)}:{frames[-1].lineno}" if frames else ""


def tried(most: int, start: int) -> Tries:
    """Tries so many sets of lists, drawn from a number."""
    tries, count = Tries(), 0
    folders = [tempfile.TemporaryDirectory()]
    store = Store(folders[0].name)

    @seed(start)
    @settings(
        max_examples=most,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(lists(), NAMES.filter(bool))
    def go_once(sheets: list[Sheet], school: str) -> None:
        nonlocal store, count
        count += 1
        if count % STORE_RENEWED_EVERY == 0:
            folders.append(tempfile.TemporaryDirectory())
            store = Store(folders[-1].name)
        tries.go(sheets, school, store, list(STAGES) if count % ALL_STAGES_EVERY == 0 else ALWAYS)
        if count % FILES_EVERY == 0:
            for kind, write in WRITERS.items():
                read, unreadable = read_all(write(sheets))
                tries.passed[f"{kind} files"] += 1
                tries.codes.update(finding.code for finding in unreadable)
                tries.go(read, school, store, ALWAYS)

    go_once()
    for folder in folders:
        folder.cleanup()
    return tries


def main() -> int:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else MOST
    tries = tried(most, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    print(f"{tries.passed['checked']:,} sets of lists checked, {tries.accepted:,} with somebody accepted")
    print(f"finding codes met: {len(tries.codes)}: {', '.join(f'{code} {n}' for code, n in tries.codes.most_common())}")
    for name, passed in tries.passed.items():
        print(f"    {name}: {passed:,} passed, {tries.seconds[name]:.1f} s")
    for fault, times in tries.faults.most_common():
        print(f"FAULT, {times} times: {' | '.join(fault)}\n    {tries.first[fault]!r}")
    return 1 if tries.faults else 0


if __name__ == "__main__":
    sys.exit(main())
