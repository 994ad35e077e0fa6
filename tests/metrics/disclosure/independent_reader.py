"""A reader of publications who tries to work out what is hidden: by trial, and with nothing of the app's own solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Span = tuple[int, int]
Sum = tuple[str, tuple[str, ...]]  # a count and the counts that it is the sum of
MANY = 10_000


class Reader:
    """Knows between which numbers each count lies and which counts are sums of others."""

    def __init__(self, known: Mapping[str, Span], sums: Sequence[Sum]) -> None:
        self.known = dict(known)
        self.sums = sums
        spans = narrowed(self.known, sums)
        assert spans is not None, "what was published does not hang together"
        self.spans = spans

    def possible(self, count: str, enough: int = 3) -> int:
        """How many values the count may have, tried one by one, up to `enough`."""
        low, high = self.spans[count]
        sums = self._about(count)
        names = {count, *(name for total, parts in sums for name in (total, *parts))}
        spans = {name: self.spans[name] for name in names}
        found = 0
        for value in range(low, high + 1):
            found += fits({**spans, count: (value, value)}, sums)
            if found == enough:
                break
        return found

    def _about(self, count: str) -> list[Sum]:
        """The sums that tell of the count, directly or through other counts that are not known."""
        found: dict[Sum, None] = {}
        names = [count]
        while names:
            name = names.pop()
            for one in self.sums:
                if one not in found and name in (one[0], *one[1]):
                    found[one] = None
                    names += [other for other in (one[0], *one[1]) if self.spans[other][0] < self.spans[other][1]]
        return list(found)


def narrowed(spans: Mapping[str, Span], sums: Sequence[Sum]) -> dict[str, Span] | None:
    """The spans as narrow as the sums make them; None where they contradict each other."""
    told = dict(spans)
    moved = True
    while moved:
        moved = False
        for total, parts in sums:
            lows, highs = sum(told[one][0] for one in parts), sum(told[one][1] for one in parts)
            bounds = {total: (lows, highs)}
            for one in parts:
                low, high = told[one]
                bounds[one] = (told[total][0] - (highs - high), told[total][1] - (lows - low))
            for name, (low, high) in bounds.items():
                new = max(told[name][0], low), min(told[name][1], high)
                if new[0] > new[1]:
                    return None
                if new != told[name]:
                    told[name], moved = new, True
    return told


def fits(spans: Mapping[str, Span], sums: Sequence[Sum]) -> bool:
    """Whether some whole numbers within the spans make all the sums right."""
    told = narrowed(spans, sums)
    if told is None:
        return False
    open_ = [name for name, (low, high) in told.items() if low < high]
    if not open_:
        return True
    name = min(open_, key=lambda one: (told[one][1] - told[one][0], one))
    low, high = told[name]
    return any(fits({**told, name: (value, value)}, sums) for value in range(low, high + 1))
