"""`python -m benchmarks.disk_faults [MOST]`: a real save struck at every write and sync, and what is left after it.

At each point the process is ended, ended in the middle of a write, told that the disk is full, or that it is broken.
Afterwards the store must open, agree with its hashes, hold the old or the new version entire, hold every save that
was acknowledged, and take the same save again. Linux with a C compiler; prints how many points were tried.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generated_lists import workbook
from data.loading import load
from data.saving import saving
from data.store.errors import StoreError
from data.store.serialization import freeze
from data.store.versions import Saving, Store

SOURCE = Path(__file__).with_name("disk_faults.c")
MODES = {"ended": 1, "ended within a write": 2, "disk full": 3, "disk broken": 4}
SIZES = (30, 1_500)  # pupils
ACKNOWLEDGED, REFUSED, FAULT = 0, 3, 4  # exit codes of the process that saves


@dataclass(frozen=True, slots=True)
class Point:
    """One strike and what came of it; `wrong` is empty when everything held."""

    mode: str
    at: int
    outcome: str
    wrong: str


def library(folder: Path) -> Path:
    """The compiled library that strikes."""
    path = folder / "disk_faults.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(path), str(SOURCE), "-ldl"], check=True)
    return path


def points(pupils: int, most: int | None = None) -> Iterator[Point]:
    """Every strike of a save of so many pupils, or about `most` of them, spread evenly."""
    strike = ctypes.CDLL(None)
    books = [workbook(pupils, pupils // 20 + 3, pairs) for pairs in (pupils // 5, pupils // 4)]
    first, second = (saving(load([("Списки.xlsx", book)]), [], "Проверка", "") for book in books)
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder, "prepared")
        Store(str(prepared)).save(first, None)

        def run(mode: str, at: int) -> tuple[int, Path]:
            place = Path(folder, f"{mode}-{at}")
            shutil.copytree(prepared, place)
            child = os.fork()
            if child == 0:
                os._exit(_save(place, second, strike, at, MODES.get(mode, 0)))
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), place

        calls = _calls(prepared, second, strike)
        step = max(1, len(MODES) * calls // most) if most else 1
        for number, (mode, at) in enumerate((mode, at) for mode in MODES for at in range(1, calls + 1)):
            if number % step == 0:
                code, place = run(mode, at)
                outcome = {ACKNOWLEDGED: "acknowledged", REFUSED: "refused"}.get(code, "ended" if code < 0 else "fault")
                yield Point(mode, at, outcome, _wrong(place, code, first, second))
                shutil.rmtree(place)


def _save(place: Path, what: Saving, strike: ctypes.CDLL, at: int, mode: int) -> int:

    store = Store(str(place))
    based_on = store.current_id()
    strike.disk_faults_arm(ctypes.c_long(at), mode)
    try:
        store.save(what, based_on)
    except StoreError:
        return REFUSED
    except BaseException:  # whatever else is a fault of ours
        return FAULT
    return ACKNOWLEDGED


def _calls(prepared: Path, what: Saving, strike: ctypes.CDLL) -> int:
    """How many writes and syncs a save takes."""
    strike.disk_faults_seen.restype = ctypes.c_long
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "counted")
        shutil.copytree(prepared, place)
        if _save(place, what, strike, 0, 0) != ACKNOWLEDGED:
            raise RuntimeError("an undisturbed save failed")
        return int(strike.disk_faults_seen())


def _wrong(place: Path, code: int, first: Saving, second: Saving) -> str:

    store = Store(str(place))
    versions = [one.id for one in store.versions()]
    if code == FAULT:
        return "an unexpected exception"
    if store.faults():
        return "hashes do not agree"
    if versions not in ([1], [2, 1]):
        return f"versions {versions}"
    if code == ACKNOWLEDGED and versions != [2, 1]:
        return "an acknowledged save is missing"
    for number, saved in ((1, first), (2, second))[: len(versions)]:
        if freeze(store.roster(number).students) != freeze(saved.roster.students):
            return f"version {number} is mixed"
    store.save(second, store.current_id())
    return "" if [one.id for one in store.versions()] == [2, 1] else "the same save again made another version"


def main() -> int:
    """Compiles the library, starts itself anew under it, and prints the figures."""
    if hasattr(ctypes.CDLL(None), "disk_faults_arm"):
        return report(int(sys.argv[1]) if len(sys.argv) > 1 else None)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LD_PRELOAD": str(library(Path(folder)))}
        command = [sys.executable, "-m", "benchmarks.disk_faults", *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


def report(most: int | None) -> int:
    """Tries the points and prints what came of them; 1 where anything was wrong."""
    warnings.simplefilter("ignore")  # forking a process that pandas has started threads in
    bad = 0
    for pupils in SIZES:
        found = list(points(pupils, most))
        bad += sum(bool(point.wrong) for point in found)
        told = Counter((point.mode, point.outcome) for point in found)
        print(f"{pupils:,} pupils: {len(found)} points, wrong: {sum(bool(one.wrong) for one in found)}")
        for (mode, outcome), count in sorted(told.items()):
            print(f"    {mode}: {outcome}: {count}")
        for point in found:
            if point.wrong:
                print(f"    WRONG at {point.at} ({point.mode}, {point.outcome}): {point.wrong}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
