"""`python -m benchmarks.races [ROUNDS [PLACE]]`: two processes save at once.

They save over the same version at the same moment.

In every round one of the two must learn that it was overtaken, look again and save: no save may be lost, stored
twice, or mixed of both. PLACE is a folder or a URL of a new database; without it, a folder that is gone afterwards.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from queue import Empty

from benchmarks.generated_lists import workbook
from data.contracts import TABLES
from data.loading import load
from data.saving import saving
from data.store.errors import Overtaken
from data.store.serialization import freeze
from data.store.versions import Saving, Store
from data.vocabulary import SIDES

ROUNDS = 200
LIMIT = 300  # seconds that one process waits for the other; what takes longer hangs


@dataclass(frozen=True, slots=True)
class Saved:
    """A save: its version, how often it was overtaken before, and its seconds.

    The seconds include the overtaken attempts.
    """

    version: int
    note: str
    is_new: bool
    overtaken: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Race:
    """What came of all rounds; `wrong` is empty when everything held."""

    rounds: int
    saves: list[Saved]
    wrong: list[str] = field(default_factory=list)


def raced(place: str, rounds: int) -> Race:
    """Lets two processes save in turn into a new store and returns the outcome.

    What is stored is judged afterwards.
    """
    Store(place)
    spawn = multiprocessing.get_context("spawn")
    barrier, outcomes = spawn.Barrier(2), spawn.Queue()
    arguments = [(place, rounds, saver, barrier, outcomes) for saver in (0, 1)]
    savers = [spawn.Process(target=_save_in_turn, args=of_saver, daemon=True) for of_saver in arguments]
    for saver in savers:
        saver.start()
    results = [_result(outcomes, savers) for _ in savers]
    for saver in savers:
        saver.join(LIMIT)
    if failures := [outcome for outcome in results if isinstance(outcome, str)]:
        return Race(rounds, [], failures)
    first, second = (outcome for outcome in results if not isinstance(outcome, str))
    return Race(rounds, [*first, *second], list(_wrong(Store(place), rounds, first, second)))


def _result(outcomes: Queue[list[Saved] | str], savers: Sequence[BaseProcess]) -> list[Saved] | str:
    """Returns the saves of a process, or why it ended without any."""
    while True:
        try:
            return outcomes.get(timeout=1)
        except Empty:
            if ended := [saver.exitcode for saver in savers if saver.exitcode]:
                return f"a process ended with code {ended[0]}"


def _save_in_turn(place: str, rounds: int, saver: int, barrier: Barrier, outcomes: Queue[list[Saved] | str]) -> None:
    """Saves lists in each round over the version that both saw.

    Overtaken, it looks again and saves.
    """
    try:
        store, base = Store(place), saving(load([("Списки.xlsx", workbook(30, 5, 10))]), [], "Проверка", "")
        outcomes.put([_save(store, _marked(base, f"{saver}-{number}"), barrier) for number in range(rounds)])
    except BaseException as error:
        barrier.abort()
        outcomes.put(f"process {saver} failed: {type(error).__name__}: {error}")


def _save(store: Store, lists: Saving, barrier: Barrier) -> Saved:
    barrier.wait(LIMIT)
    based_on = store.current_id()
    barrier.wait(LIMIT)
    start, overtaken = time.perf_counter(), 0
    while True:
        try:
            version, is_new = store.save(lists, based_on)
            return Saved(version.id, version.note, is_new, overtaken, time.perf_counter() - start)
        except Overtaken:
            overtaken += 1
            based_on = store.current_id()


def _marked(base: Saving, mark: str) -> Saving:
    """Returns the lists with a mark behind every name.

    So all three show who saved them and in which round.
    """
    marked = {
        table: frame.assign(**{key: frame[key] + f" {mark}" for key in ("name", *SIDES) if key in frame})
        for table in TABLES
        if (frame := getattr(base.roster, table)) is not None
    }
    return replace(base, roster=replace(base.roster, **marked), note=mark)


def _wrong(store: Store, rounds: int, first: list[Saved], second: list[Saved]) -> Iterator[str]:
    """Yields what of the saves is lost, twice, mixed or out of turn."""
    saves = {save.version: save for save in (*first, *second)}
    versions = {version.id: version for version in store.versions()}
    if sorted(versions) != list(range(1, 2 * rounds + 1)) or saves.keys() != versions.keys():
        yield f"{len(versions)} versions and {len(saves)} saves of {2 * rounds}"
        return
    for number, version in versions.items():
        if version.note != saves[number].note or not saves[number].is_new:
            yield f"version {number} is not what was saved as it"
        if version.based_on != (number - 1 or None):
            yield f"version {number} is based on {version.based_on}"
        roster = store.roster(number)
        if not all(f' {version.note}"' in freeze(getattr(roster, table)) for table in TABLES):
            yield f"version {number} is mixed"
    for number, (left, right) in enumerate(zip(first, second, strict=True)):
        if left.overtaken + right.overtaken != 1:
            yield f"in round {number} the two were overtaken {left.overtaken} and {right.overtaken} times"
    yield from store.faults()


def main() -> int:
    """Runs the rounds and prints what came of them; 1 where anything was wrong."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    start = time.perf_counter()
    if len(sys.argv) > 2:
        race = raced(sys.argv[2], rounds)
    else:
        with tempfile.TemporaryDirectory() as folder:
            race = raced(folder, rounds)
    seconds = time.perf_counter() - start
    times = sorted(save.seconds for save in race.saves) or [0.0]
    print(f"{rounds} rounds of two saves: {seconds:.1f} s, wrong: {len(race.wrong)}")
    print(f"    a save, with its second attempt: median {times[len(times) // 2]:.3f} s, longest {times[-1]:.3f} s")
    for sentence in race.wrong:
        print(f"    WRONG: {sentence}")
    return 1 if race.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
