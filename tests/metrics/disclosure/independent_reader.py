"""A reader of publications who tries to work out what is hidden.

By trial, and with nothing of the app's own solver.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Span = tuple[int, int]
Sum = tuple[str, tuple[str, ...]]  # a count and the counts that it is the sum of
MANY = 10_000


class Reader:
    """A reader who knows the bounds of each count and which counts are sums."""

    def __init__(self, known: Mapping[str, Span], sums: Sequence[Sum]) -> None:
        self.known = dict(known)
        self.sums = sums
        spans = narrowed(self.known, sums)
        assert spans is not None, "what was published does not hang together"
        self.spans = spans

    def possible(self, count: str, enough: int = 3) -> int:
        """Returns how many values the count may have, tried one by one, up to `enough`."""
        low, high = self.spans[count]
        sums = self._about(count)
        names = {count, *(name for total, parts in sums for name in (total, *parts))}
        spans = {name: self.spans[name] for name in names}
        values = 0
        for value in range(low, high + 1):
            values += fits({**spans, count: (value, value)}, sums)
            if values == enough:
                break
        return values

    def _about(self, count: str) -> list[Sum]:
        """Returns the sums that hold the count.

        Directly, or through other counts that are not known.
        """
        sums: dict[Sum, None] = {}
        names = [count]
        while names:
            name = names.pop()
            for total, parts in self.sums:
                counts = (total, *parts)
                if (total, parts) not in sums and name in counts:
                    sums[total, parts] = None
                    names += [member for member in counts if self.spans[member][0] < self.spans[member][1]]
        return list(sums)


def narrowed(spans: Mapping[str, Span], sums: Sequence[Sum]) -> dict[str, Span] | None:
    """Returns the spans as narrow as the sums make them.

    None where they contradict each other.
    """
    narrow = dict(spans)
    moved = True
    while moved:
        moved = False
        for total, parts in sums:
            lows, highs = sum(narrow[part][0] for part in parts), sum(narrow[part][1] for part in parts)
            bounds = {total: (lows, highs)}
            for part in parts:
                low, high = narrow[part]
                bounds[part] = (narrow[total][0] - (highs - high), narrow[total][1] - (lows - low))
            for name, (low, high) in bounds.items():
                new = max(narrow[name][0], low), min(narrow[name][1], high)
                if new[0] > new[1]:
                    return None
                if new != narrow[name]:
                    narrow[name], moved = new, True
    return narrow


def fits(spans: Mapping[str, Span], sums: Sequence[Sum]) -> bool:
    """Returns whether whole numbers within the spans make all the sums right."""
    narrow = narrowed(spans, sums)
    if narrow is None:
        return False
    open_ = [name for name, (low, high) in narrow.items() if low < high]
    if not open_:
        return True
    name = min(open_, key=lambda count: (narrow[count][1] - narrow[count][0], count))
    low, high = narrow[name]
    return any(fits({**narrow, name: (value, value)}, sums) for value in range(low, high + 1))
