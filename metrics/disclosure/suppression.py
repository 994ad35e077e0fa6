"""Disclosure control of what is published: counts under five are hidden, and whatever would reveal them.

A published thing (`facts.Item`: a share with its percentage, status and «до целевого значения», a cell of a
table) is shown whole or not at all, so that nothing rounded or in words tells of a count that is hidden. First every
item goes that holds a small count; then, as long as a reader could narrow a hidden count to fewer than three values
(`attacker`), the cheapest item that prevents it goes too; last, what was hidden for nothing comes back.

The reader is taken to know what anybody at the school can count (how many pupils a grade has and how old they are),
which counts are hidden for being small, and everything that was published before. A cell that was hidden once stays
hidden in the year: beside its neighbours of another day it would tell about what it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from metrics.disclosure.attacker import Attack
from metrics.disclosure.facts import CELL, SMALLEST_SHOWN, Facts, Item, Published, Why, is_small

LEAST_VALUES = 3  # values that a hidden count can still have for every reader


def protect(facts: Facts, earlier: Iterable[Published] = ()) -> Published:
    """What of the facts may be shown beside everything published earlier."""
    earlier = list(earlier)
    every, seen, concealed = _together(facts, earlier)
    small = {name for name, value in every.values.items() if is_small(value)} - seen
    again = {name for one in earlier for name in one.hidden}
    hidden = {
        name: Why.SMALL if _is_small(item, facts) else Why.BEFORE
        for name, item in facts.items.items()
        if _is_small(item, facts) or (item.cost == CELL and name in again)
    }
    known_small = small & concealed.union(*(item.counts for item in facts.items.values()))
    for part in _parts(every):
        _Part(every, part, seen, concealed | small, known_small, hidden).protect()
    return Published(facts, hidden)


def _is_small(item: Item, facts: Facts) -> bool:
    """Whether it holds a small count; that there is nobody where anybody knows that nobody can be is no secret."""
    return any(is_small(facts.values[name]) and (facts.values[name] or name not in facts.known) for name in item.counts)


def _together(facts: Facts, earlier: Iterable[Published]) -> tuple[Facts, set[str], set[str]]:
    """The facts with those of earlier publications, the counts that are known already, and those that were hidden."""
    every = Facts(dict(facts.values), dict(facts.items), list(facts.relations))
    seen = set(facts.known)
    concealed: set[str] = set()
    for one in earlier:
        names = {name: every.count(name, value) for name, value in one.facts.values.items()}
        for relation in one.facts.relations:
            every.relate(names[relation.total], *(names[part] for part in relation.parts), exact=relation.exact)
        seen.update(names[name] for name in one.facts.known)
        for name, item in one.facts.items.items():
            (seen if one.shows(name) else concealed).update(names[count] for count in item.counts)
    return every, seen, concealed


def _parts(facts: Facts) -> Iterator[set[str]]:
    """The counts in groups that hang together, by a relation or by an item."""
    joined = {name: name for name in facts.values}

    def root(name: str) -> str:
        while joined[name] != name:
            name = joined[name]
        return name

    for counts in [*(one.counts for one in facts.relations), *(one.counts for one in facts.items.values())]:
        for name in counts:
            joined[root(name)] = root(counts[0])
    groups: dict[str, set[str]] = defaultdict(set)
    for name in facts.values:
        groups[root(name)].add(name)
    yield from groups.values()


class _Part:
    """Counts that hang together, and the work of hiding among them."""

    def __init__(
        self, facts: Facts, counts: set[str], seen: set[str], secret: set[str], small: set[str], hidden: dict[str, Why]
    ) -> None:
        """`seen` was published before, `secret` must not be found out, of `small` a reader knows that it is small."""
        self.items = {name: one for name, one in facts.items.items() if counts.intersection(one.counts)}
        self.relations = [one for one in facts.relations if counts.intersection(one.counts)]
        self.values = {name: value for name, value in facts.values.items() if name in counts}
        self.seen, self.secret, self.hidden = seen & counts, secret & counts, hidden
        self.most = dict.fromkeys(small & counts, SMALLEST_SHOWN - 1)
        # With everything hidden: what is known even so is as good as seen, and what has two values cannot have more.
        alone = Attack(self.values, self.relations, self.seen, self.most)
        open_ = {name: alone.leaves(name, 2) for name in self.values}
        self.least = {name: LEAST_VALUES if alone.leaves(name, LEAST_VALUES) else 1 + open_[name] for name in open_}
        self.seen |= {name for name in self.values if name not in self.secret and not open_[name]}
        self.attack = Attack(self.values, self.relations, self._known(), self.most)

    def protect(self) -> None:
        left = self._to_protect()
        while left:
            if self._is_safe(left[0]) or (chosen := self._remedy(left[0])) is None:
                left.pop(0)  # without a remedy it is known from what was published before: nothing can help
                continue
            left += [name for name in self._hide(chosen) if name not in left]
        again = [name for name, why in self.hidden.items() if name in self.items and why is Why.DERIVABLE]
        for name in sorted(again, key=self._price, reverse=True):
            if name in self.hidden:
                self._give_back(name)

    def _known(self) -> set[str]:
        shown = (one.counts for name, one in self.items.items() if name not in self.hidden)
        return self.seen.union(*shown)

    def _to_protect(self) -> list[str]:
        """Small counts, and those that are hidden or were, and that nothing shows; all in a fixed order."""
        of_hidden = {count for name in self.hidden if name in self.items for count in self.items[name].counts}
        return sorted((self.secret | of_hidden) - self._known())

    def _is_safe(self, count: str) -> bool:
        return self.attack.leaves(count, self.least[count])

    def _hide(self, item: str) -> list[str]:
        """Hides an item; the counts that nobody is told any longer."""
        self.hidden[item] = Why.DERIVABLE
        freed = sorted(set(self.items[item].counts) - self._known())
        for count in freed:
            self.attack.forget(count, self.most)
        return freed

    def _show(self, item: str) -> None:
        del self.hidden[item]
        for count in self.items[item].counts:
            self.attack.learn(count)

    def _remedy(self, count: str) -> str | None:
        """The item to hide next: the cheapest that protects the count at once, else the cheapest near it."""
        candidates = self._candidates(count)
        for name in candidates:
            self._hide(name)
            helps = self._is_safe(count)
            self._show(name)
            if helps:
                return name
        return candidates[0] if candidates else None

    def _candidates(self, count: str) -> list[str]:
        """Items that are shown and were not shown before: those in a relation with the count first, then by price."""
        near = {name for one in self.relations if count in one.counts for name in one.counts}
        beside = {name for name, one in self.items.items() if near.intersection(one.counts)}
        shown = [
            name
            for name, one in self.items.items()
            if name not in self.hidden and not self.seen.issuperset(one.counts)
        ]  # fmt: skip
        return sorted(shown, key=lambda name: (name not in beside, self._price(name), name))

    def _price(self, name: str) -> tuple[int, int]:
        item = self.items[name]
        return item.cost, max(self.values[count] for count in item.counts)

    def _give_back(self, item: str) -> None:
        """Shows an item again, and with it those that could then be worked out, unless a small count could be too."""
        shown = [item]
        self._show(item)
        while exposed := next((count for count in self._to_protect() if not self._is_safe(count)), None):
            telling = [
                name for name, why in self.hidden.items()
                if why is Why.DERIVABLE and name in self.items and exposed in self.items[name].counts
            ]  # fmt: skip
            if not telling or is_small(self.values[exposed]):
                for name in shown:
                    self._hide(name)
                return
            for name in telling:
                self._show(name)
            shown += telling
