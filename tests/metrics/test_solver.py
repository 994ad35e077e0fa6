"""Whole numbers that meet aims one after another: as trying them all gives."""

from __future__ import annotations

import random
from itertools import product

import pytest

from metrics.solver import IntegerProgram, Solver

MOST, NUMBERS, ROWS, PROGRAMS = 3, 4, 4, 120


def drawn(seed: int) -> tuple[list[tuple[dict[int, float], int]], list[dict[int, float]]]:
    """Returns rows that are to be at least so much, and two aims."""
    chance = random.Random(seed)
    rows = [
        ({place: float(chance.randint(-1, 4)) for place in range(NUMBERS)}, chance.randint(0, 9)) for _ in range(ROWS)
    ]
    return rows, [{place: float(chance.randint(-2, 5)) for place in range(NUMBERS)} for _ in range(2)]


def by_trying(rows: list[tuple[dict[int, float], int]], aims: list[dict[int, float]]) -> tuple[float, ...] | None:
    def total(terms: dict[int, float], numbers: tuple[int, ...]) -> float:
        return sum(factor * numbers[place] for place, factor in terms.items())

    fitting = [
        numbers
        for numbers in product(range(MOST + 1), repeat=NUMBERS)
        if all(total(terms, numbers) >= least for terms, least in rows)
    ]
    return min((tuple(total(aim, numbers) for aim in aims) for numbers in fitting), default=None)


def test_aims_are_met_one_after_another_as_trying_every_number_gives():
    missing = 0
    for seed in range(PROGRAMS):
        rows, aims = drawn(seed)
        program = IntegerProgram()
        program.variables(NUMBERS, MOST)
        for terms, least in rows:
            program.row(least, None, terms)
        found = []
        for aim in aims:
            value = program.least(aim)
            if value is None:
                break
            program.hold(aim, value)
            found.append(value)
        best = by_trying(rows, aims)
        assert (tuple(found) if len(found) == len(aims) else None) == best
        assert program.is_proven
        missing += best is None
    assert 0 < missing < PROGRAMS


def test_the_best_whole_numbers_are_proven_where_better_ones_are_not_whole():
    for seed in (
        189,
        197,
        199,
        205,
    ):  # of these HiGHS, asked for whole numbers after others, tells the cost of the others
        chance = random.Random(seed)
        numbers, rows = random.Random(seed).randint(6, 25), random.Random(seed + 1).randint(4, 15)
        program = IntegerProgram()
        program.variables(numbers, 30)
        for _ in range(rows):
            least = float(chance.randint(20, 120))
            chosen = chance.sample(range(numbers), max(2, numbers // 3))
            program.row(least, None, {place: float(chance.randint(1, 3)) for place in chosen})
        for _ in range(2):
            most = float(chance.randint(30, 60))
            program.row(None, most, dict.fromkeys(chance.sample(range(numbers), numbers // 2), 1.0))
        cost = dict.fromkeys(range(numbers), 1.0)
        value = program.least(cost)
        assert value == sum(program.values())
        assert program.is_proven
        program.hold(cost, value - 1)
        assert program.least(cost) is None


def test_a_solver_that_fails_is_no_answer():
    solver = Solver()
    solver.addVar(0, 1)
    solver.solve()
    solver.setOptionValue("threads", 3)  # the process has its one by now
    with pytest.raises(RuntimeError):
        solver.solve()
