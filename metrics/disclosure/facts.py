"""The facts of a publication: counts, items, relations, and what is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple

from pydantic import PlainSerializer, TypeAdapter

from data.vocabulary import Titled

SMALLEST_SHOWN = 5  # people: publication rule, docs/domain.md, «Privacy»
CELL, TOTAL = 1, 50  # how dear an item is: cells of a table are hidden first
BEFORE, QUARTER, SHARE = 800, 900, 1000  # and the shares last: of the quarter before, of the quarter, of the year


class SuppressionReason(Titled):
    """Why an item is hidden."""

    SMALL = "small", f"меньше {SMALLEST_SHOWN} человек"
    DERIVABLE = "derivable", "иначе скрытое число можно было бы вычислить"
    BEFORE = "before", "скрыто в прежней публикации этого года"


class Relation(NamedTuple):
    """A sum that anybody knows.

    A count is the sum of its parts, or (not `exact`) at least that sum.
    """

    total: str
    parts: tuple[str, ...]
    exact: bool = True

    @property
    def counts(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


class Item(NamedTuple):
    """Something published, and the counts that a reader learns from it.

    `cost` is what hiding it costs.
    """

    counts: tuple[str, ...]
    cost: int = CELL


@dataclass(slots=True)
class Facts:
    """Counts of people by name, the items made of them, and their relations."""

    values: dict[str, int] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    known: Annotated[set[str], PlainSerializer(sorted)] = field(default_factory=set)  # counts that anybody knows anyway

    def count(self, name: str, value: int) -> str:
        """Adds a count and returns its name.

        The same name with another value (of other lists) is another count, named apart.
        """
        while self.values.get(name, value) != value:
            name += "*"
        self.values[name] = value
        return name

    def relate(self, total: str, *parts: str, exact: bool = True) -> None:
        """States that `total` is the sum of the parts, or at least that."""
        self.relations.append(Relation(total, parts, exact))


@dataclass(frozen=True, slots=True)
class Published:
    """What left the school: its facts, and the items that were hidden in it.

    Later publications are judged beside it.
    """

    facts: Facts
    hidden: Mapping[str, SuppressionReason]

    def shows(self, item: str) -> bool:
        return item in self.facts.items and item not in self.hidden

    def as_content(self) -> dict[str, Any]:
        """Returns the publication as JSON can write it."""
        facts = FACTS.dump_python(self.facts, mode="json")
        return {**facts, "hidden": HIDDEN_ITEMS.dump_python(self.hidden, mode="json")}

    @classmethod
    def of_content(cls, content: Mapping[str, Any]) -> Published:
        return cls(FACTS.validate_python(content), HIDDEN_ITEMS.validate_python(content["hidden"]))


FACTS = TypeAdapter(Facts)
HIDDEN_ITEMS: TypeAdapter[Mapping[str, SuppressionReason]] = TypeAdapter(Mapping[str, SuppressionReason])


def is_small(value: int) -> bool:
    return value < SMALLEST_SHOWN
