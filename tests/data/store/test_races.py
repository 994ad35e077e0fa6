"""Two processes that save over the same version at the same moment, over and over."""

from __future__ import annotations

import multiprocessing
from collections import Counter

from data.store.errors import Overtaken
from data.store.serialization import freeze
from data.store.versions import Store
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS, to_save

ROUNDS = 200
LIMIT = 120  # seconds


def mark(saver: int, number: int) -> str:
    """A surname's end that tells who saved and in which round."""
    return "Аб"[saver] + "".join("абвгдежзик"[int(digit)] for digit in f"{number:03}")


def lists_of(saver: int, number: int):
    """Lists whose three tables all carry the mark."""
    names = {"Ромашкина": f"Ромашкина{mark(saver, number)}", "Липа ": f"Липа{mark(saver, number)} "}
    told = []
    for picture in (STUDENTS, TEACHERS, PAIRS):
        for old, new in names.items():
            picture = picture.replace(old, new)
        told.append(picture)
    return to_save(*told, note=f"{saver} {number}")


def save_in_turn(place, saver, barrier, outcomes):
    """Saves its own lists in each round over the version that both saw; overtaken, it looks again and saves."""
    store = Store(place)
    told = []
    for number in range(ROUNDS):
        saving = lists_of(saver, number)
        barrier.wait(LIMIT)
        based_on = store.current_id()
        barrier.wait(LIMIT)
        overtaken = 0
        while True:
            try:
                version, is_new = store.save(saving, based_on)
                break
            except Overtaken:
                overtaken += 1
                based_on = store.current_id()
        told.append((version.id, version.note, is_new, overtaken))
    outcomes.put((saver, told))


def test_of_two_processes_that_save_at_once_neither_is_lost_and_no_version_is_mixed(store_place):
    Store(store_place)
    spawn = multiprocessing.get_context("spawn")
    barrier, outcomes = spawn.Barrier(2), spawn.Queue()
    savers = [
        spawn.Process(target=save_in_turn, args=(store_place, saver, barrier, outcomes), daemon=True)
        for saver in (0, 1)
    ]
    for one in savers:
        one.start()
    told = dict(outcomes.get(timeout=LIMIT) for _ in savers)
    for one in savers:
        one.join(LIMIT)

    store = Store(store_place)
    versions = {one.id: one for one in store.versions()}
    saved = [one for outcome in told.values() for one in outcome]
    assert sorted(number for number, *_ in saved) == sorted(versions) == list(range(1, 2 * ROUNDS + 1))
    assert all(is_new for _, _, is_new, _ in saved)
    assert {number: note for number, note, *_ in saved} == {number: one.note for number, one in versions.items()}
    assert all(versions[number].based_on == (number - 1 or None) for number in versions)
    # In each round one of the two saves first, and the other is told of it once.
    rounds = zip(*told.values(), strict=True)
    assert Counter(first[3] + second[3] for first, second in rounds) == Counter({1: ROUNDS})
    assert not store.faults()
    for number, one in versions.items():
        expected, found = mark(*map(int, one.note.split())), store.roster(number)
        assert all(expected in freeze(frame) for frame in (found.students, found.teachers, found.pairs))
