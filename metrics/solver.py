"""HiGHS, a solver of integer programs, as this program uses it: silent, and the same answer every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

MOST_SECONDS = 20.0  # of one solve: nobody waits longer at a page; what is not proven by then is said
NEAR = 1e-6  # how far from whole a number of the solver's may be


class Solver(highspy.Highs):
    """HiGHS that prints no greeting, and in which every solve of this process takes one thread.

    It greets on the standard output at the first call unless it is silenced before. Its threads are shared by all that
    the process solves: once they are there, another number of them is an error of every later solve.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.setOptionValue("threads", 1)

    def solve(self) -> None:
        """Solves the program. Raises `RuntimeError` where the solver fails: it has told nothing then."""
        if self.run() == highspy.HighsStatus.kError:
            raise RuntimeError("HiGHS does not run")

    def enableCallbacks(self) -> None:
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class IntegerProgram:
    """Whole numbers from 0 up, rows that bind them, and aims that are met one after another."""

    def __init__(self) -> None:
        self._most: list[float] = []
        self._bounds: list[tuple[float, float]] = []
        self._starts: list[int] = []
        self._places: list[int] = []
        self._factors: list[float] = []
        self._solver: Solver | None = None
        self._built_rows = 0
        self.is_proven = True

    def variable(self, most: float) -> int:
        """Adds a number between 0 and `most` and returns its place."""
        self._most.append(most)
        return len(self._most) - 1

    def variables(self, count: int, most: float) -> list[int]:
        """Adds so many numbers and returns their places."""
        first = len(self._most)
        self._most.extend([most] * count)
        return list(range(first, first + count))

    def row(self, low: float | None, high: float | None, terms: Mapping[int, float]) -> None:
        """Binds a sum of numbers times their factors between two values; None where it is open."""
        self._bounds.append((-highspy.kHighsInf if low is None else low, highspy.kHighsInf if high is None else high))
        self._starts.append(len(self._places))
        self._places.extend(terms)
        self._factors.extend(terms.values())

    def least(self, cost: Mapping[int, float]) -> int | None:
        """Returns the least whole cost; None where nothing fits the rows.

        `is_proven` is False from then on where the solver's own bound leaves room for less.
        """
        solver = self._built()
        costs = np.zeros(len(self._most))
        costs[list(cost)] = list(cost.values())
        solver.changeColsCost(len(self._most), self._everything(), costs)
        bound = self._bound()
        if bound is None:
            return None
        value = round(float(costs @ self.values()))
        self.is_proven = self.is_proven and value < bound + 1 - NEAR
        return value

    def _bound(self) -> float | None:
        """Solves and returns below what no cost can lie; None where nothing was found.

        Mostly the best numbers are whole by themselves; only where they are not are they asked to be so.
        """
        solver = self._built()
        self._ask_for(highspy.HighsVarType.kContinuous)
        solver.solve()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        if self._is_whole():
            return float(solver.getInfo().objective_function_value)
        self._ask_for(highspy.HighsVarType.kInteger)
        solver.clearSolver()  # else it may answer with the bound of the numbers that are not whole
        solver.solve()
        known = solver.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible
        return float(solver.getInfo().mip_dual_bound) if known else None

    def hold(self, cost: Mapping[int, float], value: int) -> None:
        """Binds an aim that was met, before the next one is."""
        self.row(None, value, cost)

    def values(self) -> list[int]:
        """Returns the numbers of the last solve."""
        return [round(value) for value in self._built().getSolution().col_value]

    def _built(self) -> Solver:
        if self._solver is None:
            self._solver = Solver()
            options = {"random_seed": 0, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}
            for option, value in {**options, "time_limit": MOST_SECONDS}.items():
                self._solver.setOptionValue(option, value)
            count = len(self._most)
            self._solver.addVars(count, np.zeros(count), np.array(self._most, dtype=float))
        self._add_rows(self._solver)
        return self._solver

    def _everything(self) -> NDArray[np.int32]:
        return np.arange(len(self._most), dtype=np.int32)

    def _ask_for(self, kind: highspy.HighsVarType) -> None:
        kinds = np.full(len(self._most), kind, dtype=object)
        self._built().changeColsIntegrality(len(self._most), self._everything(), kinds)

    def _is_whole(self) -> bool:
        values = np.array(self._built().getSolution().col_value)
        return bool(np.all(np.abs(values - np.round(values)) < NEAR))

    def _add_rows(self, solver: Solver) -> None:
        """Adds the rows that the solver does not know yet."""
        first, rows = self._built_rows, len(self._bounds)
        if first == rows:
            return
        start = self._starts[first]
        low, high = (np.array(side, dtype=float) for side in zip(*self._bounds[first:], strict=True))
        starts = np.array(self._starts[first:], dtype=np.int32) - start
        places = np.array(self._places[start:], dtype=np.int32)
        solver.addRows(rows - first, low, high, len(places), starts, places, np.array(self._factors[start:]))
        self._built_rows = rows


def terms(places: Sequence[int], factor: float = 1.0) -> dict[int, float]:
    """Returns the places, each once, with one factor."""
    return dict.fromkeys(places, factor)
