"""How a time is taken and how figures are told."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    section: str
    case: str
    what: str
    told: str


def best_of(runs: int, work: Callable[[], object]) -> float:
    """The shortest of the runs in seconds, the first not counted: what the work takes when nothing is in its way."""
    work()
    return min(taken(work) for _ in range(runs))


def best_of_each(runs: int, works: Sequence[Callable[[], object]]) -> list[float]:
    """The same for works that are set against each other: taken in turn, so that a busy moment hits all alike."""
    for work in works:
        work()
    times = [[taken(work) for work in works] for _ in range(runs)]
    return [min(column) for column in zip(*times, strict=True)]


def taken(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.1f} ms" if seconds < 0.1 else f"{1000 * seconds:,.0f} ms"


def median_and_tail(seconds: Sequence[float]) -> str:
    tail = sorted(seconds)[max(0, round(0.95 * len(seconds)) - 1)]
    return f"median {milliseconds(statistics.median(seconds))}, p95 {milliseconds(tail)}"


def table(figures: Sequence[Figure]) -> str:
    """The figures as one table of text, a blank line between sections."""
    rows = [(one.section, one.case, one.what, one.told) for one in figures]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    lines, last = [], ""
    for section, case, what, told in rows:
        if last and section != last:
            lines.append("")
        shown = section if section != last else ""
        lines.append(f"{shown:<{widths[0]}}  {case:<{widths[1]}}  {what:<{widths[2]}}  {told:>{widths[3]}}")
        last = section
    return "\n".join(lines)
