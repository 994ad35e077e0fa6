"""Columns that the indicators require of the lists: given to the check as a value, as it knows no indicators."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequiredColumns:
    """What an indicator cannot do without in one list: all columns of one of the sets; of an empty set the list alone.

    `words` name in the genitive what is lacking where none is there («столбца «ОВЗ»»). `computed` says what is done
    where another set stands in for the first, in words that follow «поэтому».
    """

    number: int
    table: str
    columns: tuple[tuple[str, ...], ...] = ((),)
    words: str = ""
    computed: str = ""

    def met_by(self, columns: Iterable[Hashable]) -> tuple[str, ...] | None:
        """Returns the first of the sets that the columns (of a frame, or by name) hold; None where they hold none."""
        known = set(columns)
        return next((keys for keys in self.columns if known.issuperset(keys)), None)
