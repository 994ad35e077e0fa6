"""Figures as the public may see them, without what disclosure control hides.

A hidden share is a result without people and with a status that says so, so that every figure, table and sentence made
of it is silent by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from data.periods import Period
from data.russian import date_text
from metrics.disclosure.facts import CELL, SHARE, TOTAL, Facts, Item, Published, SuppressionReason
from metrics.disclosure.suppression import protect
from metrics.indicators import Indicator
from metrics.results import Result, Share, Status

ALL = "всего"
ALL_PUPILS = "all_students"  # the name of the count of all pupils, which anybody can count, as publications keep it


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A row of a public table, by column.

    None is not published; 0, which anybody knows, is shown as none.
    """

    label: str
    counts: tuple[int | None, ...]


class Publication:
    """What is to be published at one time.

    Figures go in, then `protect`, then the same figures come out as shown.
    """

    def __init__(self) -> None:
        self._facts = Facts()
        self._hidden: Mapping[str, SuppressionReason] = {}

    def add_result(
        self, result: Result, *, cost: int = SHARE, with_distance: bool = False, with_left: bool = False
    ) -> None:
        """Adds a share with all its counts.

        Those at a distance and those who left are added only where they are shown.
        """
        if result.headline.part is None or result.headline.whole is None:
            return
        on = result.period.on.isoformat()
        part = self._facts.count(_part_name(result), result.headline.part)
        counts = [part]
        for share in (result.headline, *result.other_readings):
            if share.part is not None and share.whole is not None:
                whole = self._facts.count(f"{_whole_name(share)} {on}", share.whole)
                counts += [whole, *self._could(result, share, part)]
                self._facts.relate(whole, part, self._facts.count(_rest_name(result, share), share.whole - share.part))
                self._facts.known |= {whole} if share.declared.group is None else set()
        self._item(_share_name(result), counts, cost)
        if with_distance and result.distance is not None:
            remote = self._facts.count(f"{part} remote", result.distance)
            self._facts.relate(part, remote, self._facts.count(f"{part} here", result.headline.part - result.distance))
            self._item(_distance_name(result), [remote])
        if with_left and result.left_in_period is not None:
            self._item(_left_name(result), [self._facts.count(f"{part} left", result.left_in_period)])

    def _could(self, result: Result, share: Share, part: str) -> list[str]:
        """Adds the count of those who could count, where it differs from the whole.

        Ages are no secret.
        """
        if share.could is None or _is_of_whole(result.indicator, share):
            return []
        could = self._facts.count(_could_name(result), share.could)
        self._facts.relate(could, part, self._facts.count(_missing_name(result), share.could - (share.part or 0)))
        self._facts.known |= {could} if result.indicator.part.group is None else set()
        return [could]

    def contains(self, larger: Result, smaller: Result) -> None:
        """States that the part of one result lies within that of the other.

        So that of a quarter lies within the year's.
        """
        if larger.headline.part is None or smaller.headline.part is None or larger.period == smaller.period:
            return
        names, more = (_part_name(larger), _part_name(smaller)), larger.headline.part - smaller.headline.part
        if more:  # that nobody is in the larger alone reveals nobody
            self._facts.relate(*names, self._facts.count(f"{names[0]} and not {names[1]}", more))
        else:
            self._facts.relate(*names, exact=False)

    def add_grades(self, result: Result, grades: Mapping[str, tuple[int, int]], pupils: Mapping[str, int]) -> None:
        """Adds part, those who could count, and pupils of each grade.

        Tables by grade are made of these.
        """
        is_of_age, on = result.indicator.part.group is None, result.period.on.isoformat()
        for grade, everybody in pupils.items():
            part, could = grades.get(grade, (0, 0))
            counts = self._facts.count
            names = counts(_part_name(result, grade), part), counts(_could_name(result, grade), could)
            missing = counts(_missing_name(result, grade), could - part)
            whole = counts(f"{ALL_PUPILS} {on} {grade}", everybody)
            self._facts.relate(names[1], names[0], missing)
            self._facts.relate(whole, names[0], counts(f"{names[0]}: the rest", everybody - part))
            self._facts.known.add(whole)
            if is_of_age:
                self._facts.known.add(names[1])
                self._facts.known |= {names[0], missing} if not could else set()
        for name in (_part_name, _could_name, _missing_name):
            total = name(result) if name is not _missing_name else self._missing_total(result)
            if total in self._facts.values:
                self._facts.relate(total, *(name(result, grade) for grade in pupils))

    def _missing_total(self, result: Result) -> str:
        of_whole = _is_of_whole(result.indicator, result.headline)
        return _rest_name(result, result.headline) if of_whole else _missing_name(result)

    def add_parts_by_grade(self, title: str, column: str, result: Result, grades: Iterable[str]) -> None:
        """Adds a column of a table: the part of a result in each grade and in all."""
        for grade in grades:
            self._item(_cell_name(title, grade, column), [_part_name(result, grade)])
        self._item(_cell_name(title, ALL, column), [_part_name(result)], SHARE)

    def add_missing_by_grade(self, title: str, column: str, result: Result, grades: Iterable[str]) -> None:
        """Adds a column of a table: those who could count in a result and do not."""
        for grade in grades:
            self._item(_cell_name(title, grade, column), [_missing_name(result, grade)])
        self._item(_cell_name(title, ALL, column), [self._missing_total(result)], TOTAL)

    def add_pupils_by_grade(self, title: str, column: str, result: Result, grades: Iterable[str]) -> None:
        """Adds a column of a table: all pupils of each grade and of the school."""
        on = result.period.on.isoformat()
        for grade in grades:
            self._item(_cell_name(title, grade, column), [f"{ALL_PUPILS} {on} {grade}"])
        self._item(_cell_name(title, ALL, column), [f"{ALL_PUPILS} {on}"], SHARE)

    def add_counts(self, title: str, column: str, period: Period, counts: Mapping[str, int]) -> str:
        """Adds a table of one column and returns the name of its total."""
        names = []
        for label, value in (*counts.items(), (ALL, sum(counts.values()))):
            cell = _cell_name(title, label, column)
            names.append(self._facts.count(f"{cell}, {_days(period)}", value))
            self._item(cell, names[-1:], TOTAL if label == ALL else CELL)
        *parts, total = names
        self._facts.relate(total, *parts)
        return total

    def same(self, first: str, second: str) -> None:
        """States that two counts are always equal."""
        self._facts.relate(first, second)

    def _item(self, name: str, counts: Sequence[str], cost: int = CELL) -> None:
        self._facts.items[name] = Item(tuple(dict.fromkeys(counts)), cost)

    def protect(self, earlier: Iterable[Published] = ()) -> Published:
        """Decides what is shown; from now on the figures come out."""
        published = protect(self._facts, earlier)
        self._hidden = published.hidden
        return published

    def result(self, result: Result) -> Result:
        """Returns the result as it is shown."""
        if _share_name(result) in self._hidden:
            headline, *others = (
                replace(share, part=None, whole=None, could=None) for share in (result.headline, *result.other_readings)
            )
            return replace(
                result,
                headline=headline,
                other_readings=tuple(others),
                status=Status.NOT_PUBLISHED,
                distance=None,
                left_in_period=None,
            )
        return replace(
            result,
            distance=result.distance if self._is_shown(_distance_name(result)) else None,
            left_in_period=result.left_in_period if self._is_shown(_left_name(result)) else None,
        )

    def lines(self, title: str, columns: Sequence[str], labels: Iterable[str]) -> list[PublicRow]:
        """Returns a table as it is shown, its totals last."""
        return [
            PublicRow(label, tuple(self._shown(_cell_name(title, label, column)) for column in columns))
            for label in (*labels, ALL)
        ]

    def _shown(self, item: str) -> int | None:
        return self._facts.values[self._facts.items[item].counts[0]] if self._is_shown(item) else None

    def _is_shown(self, item: str) -> bool:
        return item in self._facts.items and item not in self._hidden


def _is_of_whole(indicator: Indicator, share: Share) -> bool:
    """Returns whether everyone of the whole could count."""
    return (indicator.part.group, indicator.part.ages) == (share.declared.group, share.declared.ages)


def _whole_name(share: Share) -> str:
    """Returns the name of a count of all.

    All pupils are one count, whatever the whole is called that holds them.
    """
    whole = share.declared
    return ALL_PUPILS if (whole.people, whole.group, whole.ages) == ("students", None, None) else share.reading


def _days(period: Period) -> str:
    return f"{date_text(period.since)}–{date_text(period.on)}"


def _part_name(result: Result, grade: str = "") -> str:
    return f"{result.indicator.key} {_days(result.period)} {grade}".rstrip()


def _could_name(result: Result, grade: str = "") -> str:
    return f"{result.indicator.key} could {result.period.on.isoformat()} {grade}".rstrip()


def _missing_name(result: Result, grade: str = "") -> str:
    return f"{_part_name(result, grade)}: could, does not"


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
