"""Which pairs are worth looking at by name: never all of a large school."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from metrics.plan.class_model import Classes, useful_pairs
from metrics.plan.membership import Flags
from metrics.plan.name_model import Possible
from metrics.plan.needs import Needs

MOST = 10_000  # pairs that are looked at together: some tenths of a second
PER_PERSON = 8  # others who are looked at for each person at first, where not all can be
MOST_PER_PERSON = 64
SPARE = 20  # people of a class who are looked at beyond those that a plan can need

Points = NDArray[np.int64]


def possible_pairs(needs: Needs, of: Classes, allowed: Flags, points: Points, pairs: int) -> Iterator[Possible]:
    """Yields pairs to choose a plan of at most so many from, ever more of them where those before gave none.

    `Possible.holds_best` says that no other pairs can give a better plan.
    """
    useful = useful_pairs(needs, allowed)
    best = _interchanged(of, useful, points, 2 * pairs)
    if np.count_nonzero(best) <= MOST:
        yield _listed(best, points, holds_best=True)
        return
    per_person = PER_PERSON
    while per_person <= MOST_PER_PERSON:
        yield _listed(_best(needs, of, best, points, pairs + SPARE, per_person), points, holds_best=False)
        per_person *= 2


def _listed(which: Flags, points: Points, *, holds_best: bool) -> Possible:
    mentors, mentees = np.nonzero(which)
    return Possible(mentors, mentees, points[mentors, mentees], holds_best)


def _interchanged(of: Classes, useful: Flags, points: Points, people: int) -> Flags:
    """Returns for each person the best `people` of each class, on both sides.

    A plan of half as many pairs has no use for others: whoever is not among them can be replaced in his pair by one of
    them who is in no pair yet, serves the same shares, may take on as many pairs and suits no worse. Of equals those
    who stand first are better.
    """
    count = len(useful)
    rank = points * count - np.arange(count)[None, :]
    as_mentors = points * count - np.arange(count)[:, None]
    lowest = min(rank.min(), as_mentors.min()) - 1 if count else 0
    return (
        useful
        & _among_first(of, np.where(useful, rank, lowest), people)
        & _among_first(of, np.where(useful, as_mentors, lowest).T, people).T
    )


def _among_first(of: Classes, rank: Points, people: int) -> Flags:
    """Returns where a value is among the highest of its row that belong to one class of columns."""
    kept = np.ones(rank.shape, dtype=bool)
    for number, size in enumerate(of.size.tolist()):
        if size > people:
            columns = np.flatnonzero(of.of_person == number)
            block = rank[:, columns]
            least = np.partition(block, size - people, axis=1)[:, size - people]
            kept[:, columns] = block >= least[:, None]
    return kept


def _best(needs: Needs, of: Classes, useful: Flags, points: Points, people: int, per_person: int) -> Flags:
    """Returns the best pairs of the best people of each class.

    Where mentors are equally good each mentee looks at others first: all of them together then look at all mentors.
    """
    worst = points.min() - 1
    worth = np.where(useful, points, worst)
    mentees = _best_of_classes(of, worth.max(axis=0), np.asarray(useful.any(axis=0)), people)
    mentors = _best_of_classes(of, worth.max(axis=1), np.asarray(useful.any(axis=1)), people)
    chosen = np.zeros_like(useful)
    for turn, mentee in enumerate(mentees[needs.mentees[mentees]].tolist()):
        for mentor in _turned(worth[mentors, mentee], worst, turn * per_person, per_person):
            chosen[mentors[mentor], mentee] = True
    for turn, mentor in enumerate(mentors[needs.mentors[mentors]].tolist()):
        for mentee in _turned(worth[mentor, mentees], worst, turn * per_person, per_person):
            chosen[mentor, mentees[mentee]] = True
    return chosen


def _best_of_classes(of: Classes, worth: Points, able: Flags, people: int) -> Points:
    """Returns so many people of each class, those of most worth; of equals those who stand first."""
    order = np.lexsort((np.arange(len(worth)), -worth, of.of_person))
    ranked = of.of_person[order]
    starts = np.searchsorted(ranked, ranked)
    kept = order[np.arange(len(order)) - starts < people]
    return np.sort(kept[able[kept]])


def _turned(worth: Points, worst: int, turn: int, count: int) -> list[int]:
    """Returns the best places, beginning among equals at a turn."""
    places = np.flatnonzero(worth > worst)
    if not len(places):
        return []
    turned = np.roll(places, -(turn % len(places)))
    best: list[int] = turned[np.argsort(-worth[turned], kind="stable")[:count]].tolist()
    return best
