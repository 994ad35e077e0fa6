"""The best plan for what is lacking: first by classes of people, then by name (docs/domain.md, «New pairs»)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from metrics.plan.class_model import best_score, classes, useful_pairs
from metrics.plan.coverage import Score
from metrics.plan.membership import Flags
from metrics.plan.name_model import chosen_pairs
from metrics.plan.needs import Needs
from metrics.plan.possible_pairs import possible_pairs

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The pairs by places, the score that they reach, and whether nothing can reach a better one."""

    pairs: list[tuple[int, int]]
    score: Score
    is_proven: bool


def best_pairs(needs: Needs, load: Places, most_pairs: int, allowed: Flags, points: Places) -> SearchResult:
    """Returns the pairs of the best score; of those the least largest load of their mentors, then the best fit."""
    if not needs.lacking.any():
        return SearchResult([], Score(0, 0, 0), True)
    best = _score(needs, load, most_pairs, allowed)
    if best is not None and not best.pairs:
        return SearchResult([], best, True)
    for limit in range(1, most_pairs + 1):
        if best is not None and limit < most_pairs and _score(needs, load, limit, allowed) != best:
            continue
        if (found := _named(needs, load, limit, allowed, points, best)) is not None:
            return found
    return _exactly(needs, load, most_pairs, allowed, points)


def _score(needs: Needs, load: Places, limit: int, allowed: Flags) -> Score | None:
    """Returns the best score by classes where nobody mentors more than `limit` people."""
    more, may = _under(load, limit, allowed)
    return best_score(needs, more, may)


def _under(load: Places, limit: int, allowed: Flags) -> tuple[Places, Flags]:
    more = np.maximum(0, limit - load)
    return more, allowed & (more > 0)[:, None]


def _named(
    needs: Needs, load: Places, limit: int, allowed: Flags, points: Places, score: Score | None
) -> SearchResult | None:
    """Returns pairs by name that reach the score of the classes; None where none of those looked at do."""
    if score is None:
        return None
    more, may = _under(load, limit, allowed)
    for possible in possible_pairs(needs, classes(needs, more, may), may, points, score.pairs):
        if (chosen := chosen_pairs(needs, possible, more, score)) is not None:
            return SearchResult(chosen.pairs, score, True)
    return None


def _exactly(needs: Needs, load: Places, most_pairs: int, allowed: Flags, points: Places) -> SearchResult:
    """Returns the best pairs by name alone: where rules between single people leave less than the classes promise."""
    missed = int(np.count_nonzero(needs.lacking))
    found = SearchResult([], Score(missed, int(needs.lacking.sum()), 0), not useful_pairs(needs, allowed).any())
    score = None
    for limit in range(most_pairs, 0, -1):
        more, may = _under(load, limit, allowed)
        for possible in possible_pairs(needs, classes(needs, more, may), may, points, int(needs.lacking.sum())):
            chosen = chosen_pairs(needs, possible, more, score)
        if chosen is None:
            break
        found, score = SearchResult(chosen.pairs, chosen.score, chosen.is_proven and possible.holds_best), chosen.score
    return found
