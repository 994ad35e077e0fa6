"""What a reader can work out of hidden counts: the attacker's problem.

Every count is a whole number of people. The reader knows the counts that are shown and how counts hang together, and
asks between which values a hidden one can lie; HiGHS, a solver of integer programs, answers exactly. After Fischetti
and Salazar-González, «Solving the cell suppression problem on tabular data with linear constraints», Management
Science 47 (2001), and Hundepool and others, «Statistical Disclosure Control» (Wiley, 2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

import highspy

from metrics.disclosure.facts import Relation
from metrics.solver import NEAR, Solver

MANY = 1_000_000  # people: more than any count here


class Attack:
    """A reader: known counts stand fixed, others may be all that fits together."""

    def __init__(
        self, values: Mapping[str, int], relations: Iterable[Relation], known: Set[str], most: Mapping[str, int]
    ) -> None:
        """Builds the integer program of what the reader knows.

        `values` are the true counts of people; `most` is what the reader knows a hidden count cannot exceed.
        """
        self._values = values
        self._place = {count: place for place, count in enumerate(values)}
        self._found = [list(values.values())]  # counts that fit all that is known, the true ones first
        self._solver = Solver()
        for count, value in values.items():
            self._solver.addVar(value if count in known else 0, value if count in known else most.get(count, MANY))
        for relation in relations:
            places = [self._place[count] for count in relation.counts]
            signs = [1.0, *[-1.0] * len(relation.parts)]
            self._solver.addRow(0.0, 0.0 if relation.exact else highspy.kHighsInf, len(places), places, signs)

    def forget(self, count: str, most: Mapping[str, int]) -> None:
        """Hides the count from now on.

        `most` is what the reader knows that counts cannot exceed.
        """
        self._solver.changeColBounds(self._place[count], 0, most.get(count, MANY))

    def learn(self, count: str) -> None:
        """Shows the count from now on."""
        place, value = self._place[count], self._values[count]
        self._solver.changeColBounds(place, value, value)
        self._found = [found for found in self._found if found[place] == value]

    def leaves(self, count: str, least: int) -> bool:
        """Returns whether at least so many values of the count fit what is known.

        `least` is three at the most.
        """
        place, value = self._place[count], self._values[count]
        if self._has_found(place, least):
            return True
        low, high = self._end(place, 1.0), self._end(place, -1.0)
        if high - low + 1 < least:
            return False
        return least <= 2 or low < value < high or self._between(place, low, high)

    def _has_found(self, place: int, least: int) -> bool:
        """Returns whether so many values of a count stand in what was found for this and other counts."""
        values: set[int] = set()
        for found in self._found:
            values.add(found[place])
            if len(values) == least:
                return True
        return False

    def _end(self, place: int, sign: float) -> int:
        self._solver.changeColCost(place, sign)
        best = self._best()
        self._solver.changeColCost(place, 0.0)
        if best is None:
            raise ArithmeticError("the counts do not hang together as the relations say")
        return round(sign * best)

    def _between(self, place: int, low: int, high: int) -> bool:
        """Returns whether a value strictly between the ends fits too.

        Whole numbers can leave gaps.
        """
        _, _, lower, upper, _ = self._solver.getCol(place)
        self._solver.changeColBounds(place, low + 1, high - 1)
        fits = self._best() is not None
        self._solver.changeColBounds(place, lower, upper)
        return fits

    def _best(self) -> float | None:
        """Returns the least cost in whole numbers; None where none fit.

        Of sums the best numbers are mostly whole by themselves; only where they are not are they asked to be so.
        """
        best = self._solved()
        if best is not None and not self._keep_whole():
            self._ask_for(highspy.HighsVarType.kInteger)
            self._solver.clearSolver()  # else it may answer with the bound of the numbers that are not whole
            best = self._solved()
            if best is not None:
                self._keep_whole()
            self._ask_for(highspy.HighsVarType.kContinuous)
        return best

    def _keep_whole(self) -> bool:
        """Keeps the numbers that were found; returns False where they are not whole."""
        numbers = self._solver.getSolution().col_value
        whole = [round(number) for number in numbers]
        if any(abs(number - near) >= NEAR for number, near in zip(numbers, whole, strict=True)):
            return False
        self._found.append(whole)
        return True

    def _solved(self) -> float | None:
        self._solver.solve()
        is_solved = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return float(self._solver.getInfo().objective_function_value) if is_solved else None

    def _ask_for(self, kind: highspy.HighsVarType) -> None:
        for place in self._place.values():
            self._solver.changeColIntegrality(place, kind)
