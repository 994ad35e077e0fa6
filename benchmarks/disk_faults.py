"""`python -m benchmarks.disk_faults [MOST]`: strikes every write, sync and move.

Saves, backups and restores are struck.

At each point the process is ended, ended in the middle of a write, or gets the error of a full or of a broken disk.
With MOST about so many points of each case are tried, over the smaller lists alone.

Afterwards the store must open, agree with its hashes, hold what was before or what came, entire, hold whatever was
acknowledged, have nothing left beside it, and take the same again. Linux with a C compiler; prints how many points were
tried.
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
from data.store.backup import backup
from data.store.erasure_records import known_copies
from data.store.errors import StoreError, Unusable
from data.store.location import DATABASE, WORKING
from data.store.restore import restore
from data.store.serialization import freeze
from data.store.versions import Store

SOURCE = Path(__file__).with_name("disk_faults.c")
MODES = {"ended": 1, "ended within a write": 2, "disk full": 3, "disk broken": 4}
SIZES = (30, 1_500)  # pupils
STORE, COPY = "mentoring", "copy.sqlite"  # the library strikes what has «mentoring» in its path
ACKNOWLEDGED, REFUSED, FAULT = 0, 3, 4  # exit codes of the process that saves


@dataclass(frozen=True, slots=True)
class Point:
    """A strike and its outcome; `wrong` is empty when everything held."""

    mode: str
    at: int
    outcome: str
    wrong: str


class Case:
    """What is struck.

    A folder holds the store with versions 1 and 2 and `COPY`, a backup with version 1 alone.
    """

    name = "save"

    def __init__(self, pupils: int) -> None:
        books = [workbook(pupils, pupils // 20 + 3, pairs) for pairs in (pupils // 5, pupils // 4, pupils // 3)]
        self.name = f"{self.name} of {pupils:,} pupils"
        self.saves = [saving(load([("Списки.xlsx", book)]), [], "Проверка", "") for book in books]

    def prepare(self, folder: Path) -> None:
        store = Store(str(folder / STORE))
        first, _ = store.save(self.saves[0], None)
        backup(store, folder / COPY)
        store.save(self.saves[1], first.identity)

    def act(self, folder: Path) -> None:
        store = Store(str(folder / STORE))
        store.save(self.saves[2], store.current_id())

    def wrong(self, folder: Path, code: int) -> str:
        """Returns what does not hold afterwards; nothing where all does."""
        store = Store(str(folder / STORE))
        if wrong := self.wrong_versions(store, 3, code):
            return wrong
        store.save(self.saves[2], store.current_id())
        return "" if numbers(store) == [3, 2, 1] else "the same save again made another version"

    def wrong_versions(self, store: Store, come: int, code: int) -> str:
        """Returns what is wrong with a store of which there were to be `come`.

        It held two versions before.
        """
        if store.faults():
            return "hashes do not agree"
        allowed = [2, come] if code != ACKNOWLEDGED else [come]
        if (versions := numbers(store)) not in [list(range(count, 0, -1)) for count in allowed]:
            return f"versions {versions}"
        for number in versions:
            if freeze(store.roster(number).students) != freeze(self.saves[number - 1].roster.students):
                return f"version {number} is mixed"
        return ""


class Backup(Case):
    name = "backup"

    def act(self, folder: Path) -> None:
        backup(Store(str(folder / STORE)), folder / COPY)

    def wrong(self, folder: Path, code: int) -> str:
        store = Store(str(folder / STORE))
        if wrong := self.wrong_versions(store, 2, code) or left_behind(folder):
            return wrong
        restore(str(folder / "other"), folder / COPY)
        allowed = [[2, 1]] if code == ACKNOWLEDGED else [[2, 1], [1]]
        if (versions := numbers(Store(str(folder / "other")))) not in allowed:
            return f"versions {versions} in the copy"
        self.act(folder)
        return ""


class Restore(Case):
    name = "restore"

    def act(self, folder: Path) -> None:
        restore(str(folder / STORE), folder / COPY)

    def wrong(self, folder: Path, code: int) -> str:
        store = Store(str(folder / STORE))
        if wrong := self.wrong_versions(store, 1, code) or left_behind(folder):
            return wrong
        if numbers(store) == [1] and not any(Path(path).exists() for path in known_copies(store) if COPY not in path):
            return "what was before is lost"
        self.act(folder)
        return "" if numbers(store) == [1] else "the same restore again came to something else"


class RestoreOfDamaged(Restore):
    name = "restore over a damaged file"

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        with (folder / STORE / DATABASE).open("r+b") as file:
            file.write(bytes(100))

    def wrong(self, folder: Path, code: int) -> str:
        try:
            return super().wrong(folder, code)
        except Unusable:  # as it was
            if code == ACKNOWLEDGED:
                return "an acknowledged restore is missing"
            self.act(folder)
            return left_behind(folder) or (
                "" if numbers(Store(str(folder / STORE))) == [1] else "no restore is possible"
            )


def numbers(store: Store) -> list[int]:
    return [version.id for version in store.versions()]


def left_behind(folder: Path) -> str:
    left = [path for path in folder.rglob("*") if ".part" in path.name or path.name == WORKING]
    return f"left behind: {left[0].name}" if left else ""


def points(case: Case, most: int | None = None) -> Iterator[Point]:
    """Yields every strike of a case, or about `most` of them, spread evenly."""
    with tempfile.TemporaryDirectory() as temporary:
        prepared = Path(temporary, "prepared")
        prepared.mkdir()
        case.prepare(prepared)
        calls = _calls(case, prepared)
        step = max(1, len(MODES) * calls // most) if most else 1
        for number, (mode, at) in enumerate((mode, at) for mode in MODES for at in range(1, calls + 1)):
            if number % step == 0:
                folder = Path(temporary, f"{mode}-{at}")
                shutil.copytree(prepared, folder)
                child = os.fork()
                if child == 0:
                    os._exit(_struck(case, folder, at, MODES[mode]))
                code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
                yield Point(mode, at, _outcome(code), _wrong(case, folder, code))
                shutil.rmtree(folder)


def _outcome(code: int) -> str:
    return {ACKNOWLEDGED: "acknowledged", REFUSED: "refused"}.get(code, "ended" if code < 0 else "fault")


def _wrong(case: Case, folder: Path, code: int) -> str:
    if code == FAULT:
        return "an unexpected exception"
    try:
        return case.wrong(folder, code)
    except StoreError as error:
        return f"not usable afterwards: {error}"


def _struck(case: Case, folder: Path, at: int, mode: int) -> int:
    """Runs the case with a strike; returns its exit code."""
    ctypes.CDLL(None).disk_faults_arm(ctypes.c_long(at), mode)
    try:
        case.act(folder)
    except StoreError:
        return REFUSED
    except BaseException:  # whatever else is a fault of ours
        return FAULT
    return ACKNOWLEDGED


def _calls(case: Case, prepared: Path) -> int:
    """Returns how many writes, syncs and moves the case takes."""
    strike = ctypes.CDLL(None)
    strike.disk_faults_seen.restype = ctypes.c_long
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "counted")
        shutil.copytree(prepared, folder)
        if _struck(case, folder, 0, 0) != ACKNOWLEDGED:
            raise RuntimeError(f"an undisturbed {case.name} failed")
        return int(strike.disk_faults_seen())


def library(folder: Path) -> Path:
    """Compiles the library that strikes and returns its path."""
    path = folder / "disk_faults.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(path), str(SOURCE), "-ldl"], check=True)
    return path


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
    bad, smaller = 0, SIZES[0]
    saves = map(Case, [smaller] if most else SIZES)
    for case in (*saves, Backup(smaller), Restore(smaller), RestoreOfDamaged(smaller)):
        strikes = list(points(case, most))
        wrong = sum(bool(point.wrong) for point in strikes)
        bad += wrong
        print(f"{case.name}: {len(strikes)} points, wrong: {wrong}")
        for (mode, outcome), count in sorted(Counter((point.mode, point.outcome) for point in strikes).items()):
            print(f"    {mode}: {outcome}: {count}")
        for point in strikes:
            if point.wrong:
                print(f"    WRONG at {point.at} ({point.mode}, {point.outcome}): {point.wrong}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
