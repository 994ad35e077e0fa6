"""Figures as the public may see them: results and tables with what disclosure control hides taken out.

A hidden share is a result without people and with a status that says so, so that every figure, table and sentence
made of it is silent by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from data.period import Period
from data.russian import date_text
from metrics.disclosure import CELL, SHARE, TOTAL, Facts, Item, Published, Why, protect
from metrics.indicators import Indicator
from metrics.results import Result, Share, Status

ALL = "всего"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a public table: counts of people or pairs by column, None where one is not published."""

    label: str
    counts: tuple[int | None, ...]


class Publication:
    """What is to be published at one time: figures go in, then `protect`, then the same figures come out as shown."""

    def __init__(self, period: Period) -> None:
        """`period` is that of the tables; a result has its own."""
        self._facts = Facts()
        self._of = _days(period)
        self._published: Published | None = None

    def add_result(self, result: Result) -> None:
        """A share with all that is said of it, those at a distance and those who left apart."""
        if result.headline.part is None or result.headline.whole is None:
            return
        indicator, on = result.indicator, result.period.on.isoformat()
        part = self._facts.count(_part_name(result), result.headline.part)
        told = [part]
        for share in (result.headline, *result.other_readings):
            if share.part is not None and share.whole is not None:
                whole = self._facts.count(f"{share.reading} {on}", share.whole)
                told += [whole, *self._could(indicator, share, part, whole, on)]
                rest = self._facts.count(_rest_name(result, share), share.whole - share.part)
                self._facts.relate(whole, part, rest)
        self._item(_share_name(result), told, SHARE)
        if result.distance is not None:
            remote = self._facts.count(f"{part} remote", result.distance)
            self._facts.relate(part, remote, self._facts.count(f"{part} here", result.headline.part - result.distance))
            self._item(_distance_name(result), [remote])
        if result.left_in_period is not None:
            self._item(_left_name(result), [self._facts.count(f"{part} left", result.left_in_period)])

    def _could(self, indicator: Indicator, share: Share, part: str, whole: str, on: str) -> list[str]:
        """Those who could count, a count of its own where they are others than the whole."""
        if share.could is None or _is_of_whole(indicator, share):
            return []
        could = self._facts.count(f"{indicator.key} could {on}", share.could)
        self._facts.relate(could, part, self._facts.count(f"{part}: could, does not", share.could - (share.part or 0)))
        self._facts.relate(whole, could, exact=False)
        return [could]

    def add_table(self, title: str, columns: Sequence[str], lines: Sequence[tuple[str, Sequence[int]]]) -> None:
        """Counts of people in rows and columns; a row of totals is added, a column of totals is the caller's."""
        for place, column in enumerate(columns):
            names = [self._cell(title, label, column, counts[place]) for label, counts in lines]
            self._facts.relate(
                self._cell(title, ALL, column, sum(counts[place] for _, counts in lines), TOTAL), *names
            )  # fmt: skip

    def relate_rows(self, title: str, labels: Iterable[str], total: str, *parts: str) -> None:
        """In each row of a table one column is the sum of others."""
        for label in (*labels, ALL):
            self._facts.relate(self._count(title, label, total), *(self._count(title, label, part) for part in parts))

    def contains(self, larger: Result, smaller: Result) -> None:
        """The part of one result lies within that of the other, as that of a quarter within the year's."""
        if larger.headline.part is not None and smaller.headline.part is not None and larger.period != smaller.period:
            self._facts.relate(_part_name(larger), _part_name(smaller), exact=False)

    def same(self, title: str, label: str, column: str, count: str) -> None:
        """A cell of a table is a count that is published elsewhere too, where the numbers agree."""
        cell = self._count(title, label, column)
        if self._facts.values.get(cell) == self._facts.values.get(count):
            self._facts.relate(cell, count)

    def same_cell(self, one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
        """Two cells, each by title, label and column, are the same count."""
        self.same(*one, self._count(*other))

    def same_as_rest(self, title: str, column: str, result: Result) -> None:
        """The total of a column is those who could count in a result and do not."""
        of_whole = _is_of_whole(result.indicator, result.headline)
        rest = _rest_name(result, result.headline) if of_whole else f"{_part_name(result)}: could, does not"
        self.same(title, ALL, column, rest)

    def _cell(self, title: str, label: str, column: str, value: int, cost: int = CELL) -> str:
        count = self._facts.count(self._count(title, label, column), value)
        self._item(_cell_name(title, label, column), [count], cost)
        return count

    def _count(self, title: str, label: str, column: str) -> str:
        return f"{_cell_name(title, label, column)}, {self._of}"

    def _item(self, name: str, counts: Sequence[str], cost: int = CELL) -> None:
        self._facts.items[name] = Item(tuple(dict.fromkeys(counts)), cost)

    def protect(self, earlier: Iterable[Published] = ()) -> Published:
        """Decides what is shown; from now on the figures come out."""
        self._published = protect(self._facts, earlier)
        return self._published

    @property
    def hidden(self) -> Mapping[str, Why]:
        return self._published.hidden if self._published else {}

    def result(self, result: Result) -> Result:
        """The result as it is shown."""
        if _share_name(result) in self.hidden:
            silent = [
                replace(one, part=None, whole=None, could=None) for one in (result.headline, *result.other_readings)
            ]
            return replace(
                result, headline=silent[0], other_readings=tuple(silent[1:]), status=Status.NOT_PUBLISHED,
                distance=None, left_in_period=None,
            )  # fmt: skip
        return replace(
            result,
            distance=None if _distance_name(result) in self.hidden else result.distance,
            left_in_period=None if _left_name(result) in self.hidden else result.left_in_period,
        )

    def lines(self, title: str, columns: Sequence[str], labels: Sequence[str]) -> list[Line]:
        """A table as it is shown, its totals last."""
        return [Line(label, tuple(self._shown(title, label, column) for column in columns)) for label in (*labels, ALL)]

    def _shown(self, title: str, label: str, column: str) -> int | None:
        if _cell_name(title, label, column) in self.hidden:
            return None
        return self._facts.values[self._count(title, label, column)]


def _days(period: Period) -> str:
    return f"{date_text(period.since)}–{date_text(period.on)}"


def _is_of_whole(indicator: Indicator, share: Share) -> bool:
    """Whether everyone of the whole could count."""
    return (indicator.part.group, indicator.part.ages) == (share.declared.group, share.declared.ages)


def _part_name(result: Result) -> str:
    return f"{result.indicator.key} {_days(result.period)}"


def _rest_name(result: Result, share: Share) -> str:
    return f"{_part_name(result)}: the rest of {share.reading}"


def _share_name(result: Result) -> str:
    return f"№ {result.indicator.number}. {result.indicator.short}, {_days(result.period)}"


def _distance_name(result: Result) -> str:
    return f"{_share_name(result)}: дистанционно"


def _left_name(result: Result) -> str:
    return f"{_share_name(result)}: выбыли"


def _cell_name(title: str, label: str, column: str) -> str:
    return f"{title}: {label}, {column}"
