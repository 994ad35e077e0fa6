"""What a publication tells: counts of people, what holds them, how they hang together, and what was hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SMALLEST_SHOWN = 5  # people: publication rule, docs/domain.md, «Privacy»
CELL, TOTAL = 1, 50  # how dear an item is: cells of a table are hidden first
BEFORE, QUARTER, SHARE = 800, 900, 1000  # and the shares last: of the quarter before, of the quarter, of the year


class Why(StrEnum):
    """Why an item is hidden."""

    SMALL = "small"
    DERIVABLE = "derivable"
    BEFORE = "before"

    @property
    def title(self) -> str:  # type: ignore[override]  # str.title would change the case
        """The words on the page."""
        return WHY_TITLES[self]


WHY_TITLES = {
    Why.SMALL: f"меньше {SMALLEST_SHOWN} человек",
    Why.DERIVABLE: "иначе скрытое число можно было бы вычислить",
    Why.BEFORE: "скрыто в прежней публикации этого года",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What anybody knows: a count is the sum of its parts, or (not `exact`) at least that sum."""

    total: str
    parts: tuple[str, ...]
    exact: bool = True

    @property
    def counts(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class Item:
    """Something published, and the counts of people that a reader learns from it; `cost` of hiding it."""

    counts: tuple[str, ...]
    cost: int = CELL


@dataclass(slots=True)
class Facts:
    """Counts of people by name, what is to be published of them, and how they hang together."""

    values: dict[str, int] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    known: set[str] = field(default_factory=set)  # counts that anybody knows without being told

    def count(self, name: str, value: int) -> str:
        """Takes a count in; the same name with another value (of other lists) is another count, named apart."""
        while self.values.get(name, value) != value:
            name += "*"
        self.values[name] = value
        return name

    def relate(self, total: str, *parts: str, exact: bool = True) -> None:
        """`total` is the sum of the parts, or at least that."""
        self.relations.append(Relation(total, parts, exact))


@dataclass(frozen=True, slots=True)
class Published:
    """What left the school: the facts behind it and the items that were hidden in it, for those that come later."""

    facts: Facts
    hidden: Mapping[str, Why]

    def shows(self, item: str) -> bool:
        return item in self.facts.items and item not in self.hidden

    def as_content(self) -> dict[str, Any]:
        """As JSON can write it."""
        return {
            "values": self.facts.values,
            "items": {name: [item.counts, item.cost] for name, item in self.facts.items.items()},
            "relations": [[one.total, one.parts, one.exact] for one in self.facts.relations],
            "known": sorted(self.facts.known),
            "hidden": dict(self.hidden),
        }

    @classmethod
    def of_content(cls, content: Mapping[str, Any]) -> Published:
        facts = Facts(
            dict(content["values"]),
            {name: Item(tuple(counts), cost) for name, (counts, cost) in content["items"].items()},
            [Relation(total, tuple(parts), exact) for total, parts, exact in content["relations"]],
            set(content.get("known", ())),
        )
        return cls(facts, {name: Why(why) for name, why in content["hidden"].items()})


def is_small(value: int) -> bool:
    return value < SMALLEST_SHOWN
