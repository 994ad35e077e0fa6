"""Disclosure control: hides counts under five, and whatever would reveal them.

A published thing (`facts.Item`: a share with its percentage, status and «до целевого значения», a cell of a
table) is shown whole or not at all, so that nothing rounded or in words reveals a count that is hidden. First every
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
from metrics.disclosure.facts import CELL, SMALLEST_SHOWN, Facts, Item, Published, SuppressionReason, is_small

LEAST_VALUES = 3  # values that a hidden count can still have for every reader


def protect(facts: Facts, earlier: Iterable[Published] = ()) -> Published:
    """Returns which facts may be shown beside everything published earlier."""
    earlier = list(earlier)
    every, seen, concealed = _joined(facts, earlier)
    small = {name for name, value in every.values.items() if is_small(value)} - seen
    again = {name for publication in earlier for name in publication.hidden}
    hidden = {
        name: SuppressionReason.SMALL if _is_small(item, facts) else SuppressionReason.BEFORE
        for name, item in facts.items.items()
        if _is_small(item, facts) or (item.cost == CELL and name in again)
    }
    known_small = small & concealed.union(*(item.counts for item in facts.items.values()))
    for counts in _components(every):
        _Component(every, counts, seen, concealed | small, known_small, hidden).protect()
    return Published(facts, hidden)


def _is_small(item: Item, facts: Facts) -> bool:
    """Returns whether the item holds a small count.

    That there is nobody where anybody knows that nobody can be is no secret.
    """
    return any(is_small(facts.values[name]) and (facts.values[name] or name not in facts.known) for name in item.counts)


def _joined(facts: Facts, earlier: Iterable[Published]) -> tuple[Facts, set[str], set[str]]:
    """Returns the facts with those of earlier publications.

    With them the counts that are known already, and those that were hidden.
    """
    every = Facts(dict(facts.values), dict(facts.items), list(facts.relations))
    seen = set(facts.known)
    concealed: set[str] = set()
    for publication in earlier:
        names = {name: every.count(name, value) for name, value in publication.facts.values.items()}
        for relation in publication.facts.relations:
            every.relate(names[relation.total], *(names[part] for part in relation.parts), exact=relation.exact)
        seen.update(names[name] for name in publication.facts.known)
        for name, item in publication.facts.items.items():
            (seen if publication.shows(name) else concealed).update(names[count] for count in item.counts)
    return every, seen, concealed


def _components(facts: Facts) -> Iterator[set[str]]:
    """Yields the counts in groups joined by a relation or by an item."""
    parents = {name: name for name in facts.values}

    def root(name: str) -> str:
        while parents[name] != name:
            name = parents[name]
        return name

    for counts in [*(relation.counts for relation in facts.relations), *(item.counts for item in facts.items.values())]:
        for name in counts:
            parents[root(name)] = root(counts[0])
    groups: dict[str, set[str]] = defaultdict(set)
    for name in facts.values:
        groups[root(name)].add(name)
    yield from groups.values()


class _Component:
    """Counts that hang together, and the work of hiding among them."""

    def __init__(
        self,
        facts: Facts,
        counts: set[str],
        seen: set[str],
        secret: set[str],
        small: set[str],
        hidden: dict[str, SuppressionReason],
    ) -> None:
        """Prepares the attack on these counts.

        `seen` was published before, `secret` must not be worked out, of `small` a reader knows that it is small.
        """
        self.items = {name: item for name, item in facts.items.items() if counts.intersection(item.counts)}
        self.relations = [relation for relation in facts.relations if counts.intersection(relation.counts)]
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
        again = [name for name, why in self.hidden.items() if name in self.items and why is SuppressionReason.DERIVABLE]
        for name in sorted(again, key=self._price, reverse=True):
            if name in self.hidden:
                self._give_back(name)

    def _known(self) -> set[str]:
        shown = (item.counts for name, item in self.items.items() if name not in self.hidden)
        return self.seen.union(*shown)

    def _to_protect(self) -> list[str]:
        """Returns the counts to protect, in a fixed order.

        These are small counts, and those that are hidden or were, and that nothing shows.
        """
        of_hidden = {count for name in self.hidden if name in self.items for count in self.items[name].counts}
        return sorted((self.secret | of_hidden) - self._known())

    def _is_safe(self, count: str) -> bool:
        return self.attack.leaves(count, self.least[count])

    def _hide(self, item: str) -> list[str]:
        """Hides an item; returns the counts that no shown item holds any longer."""
        self.hidden[item] = SuppressionReason.DERIVABLE
        freed = sorted(set(self.items[item].counts) - self._known())
        for count in freed:
            self.attack.forget(count, self.most)
        return freed

    def _show(self, item: str) -> None:
        del self.hidden[item]
        for count in self.items[item].counts:
            self.attack.learn(count)

    def _remedy(self, count: str) -> str | None:
        """Returns the item to hide next.

        The cheapest that protects the count at once, else the cheapest near it.
        """
        candidates = self._candidates(count)
        for name in candidates:
            self._hide(name)
            helps = self._is_safe(count)
            self._show(name)
            if helps:
                return name
        return candidates[0] if candidates else None

    def _candidates(self, count: str) -> list[str]:
        """Returns items that are shown now and were not shown before.

        Those in a relation with the count come first, then by price.
        """
        near = {name for relation in self.relations if count in relation.counts for name in relation.counts}
        beside = {name for name, item in self.items.items() if near.intersection(item.counts)}
        shown = [
            name
            for name, item in self.items.items()
            if name not in self.hidden and not self.seen.issuperset(item.counts)
        ]
        return sorted(shown, key=lambda name: (name not in beside, self._price(name), name))

    def _price(self, name: str) -> tuple[int, int]:
        item = self.items[name]
        return item.cost, max(self.values[count] for count in item.counts)

    def _give_back(self, item: str) -> None:
        """Shows an item again, unless a small count could then be worked out.

        With it those are shown that could then be worked out.
        """
        shown = [item]
        self._show(item)
        while exposed := next((count for count in self._to_protect() if not self._is_safe(count)), None):
            revealing = [
                name
                for name, why in self.hidden.items()
                if why is SuppressionReason.DERIVABLE and name in self.items and exposed in self.items[name].counts
            ]
            if not revealing or is_small(self.values[exposed]):
                for name in shown:
                    self._hide(name)
                return
            for name in revealing:
                self._show(name)
            shown += revealing
