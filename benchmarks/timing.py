"""How times are taken and how figures are printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table."""

    section: str
    case: str
    what: str
    value: str


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Returns the shortest of the runs in seconds.

    The first is not counted: what the work takes when nothing is in its way.
    """
    work()
    return min(seconds_of(work) for _ in range(runs))


def best_of_each(runs: int, works: Sequence[Callable[[], object]]) -> list[float]:
    """Returns the shortest for works that are set against each other.

    They are taken in turn, so that a busy moment hits all alike.
    """
    for work in works:
        work()
    times = [[seconds_of(work) for work in works] for _ in range(runs)]
    return [min(column) for column in zip(*times, strict=True)]


def seconds_of(work: Callable[[], object]) -> float:
    """Returns the seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.1f} ms" if seconds < 0.1 else f"{1000 * seconds:,.0f} ms"


def median_and_tail(seconds: Sequence[float]) -> str:
    tail = sorted(seconds)[max(0, round(0.95 * len(seconds)) - 1)]
    return f"median {milliseconds(statistics.median(seconds))}, p95 {milliseconds(tail)}"


def table(figures: Sequence[Figure]) -> str:
    """Returns the figures as a table of text, a blank line between sections."""
    rows = [(figure.section, figure.case, figure.what, figure.value) for figure in figures]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    lines, last = [], ""
    for section, case, what, value in rows:
        if last and section != last:
            lines.append("")
        shown = section if section != last else ""
        lines.append(f"{shown:<{widths[0]}}  {case:<{widths[1]}}  {what:<{widths[2]}}  {value:>{widths[3]}}")
        last = section
    return "\n".join(lines)
