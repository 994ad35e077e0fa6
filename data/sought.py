"""Somebody looked for in all versions: under every name and number that they know, and in texts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.frames import cells
from data.meaning import name_key

SIDES = ("mentor", "mentee")


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to destroy: a name as written, and the earliest and latest day of birth where something is known of it."""

    name: str
    birth: dt.date | None = None
    birth_latest: dt.date | None = None

    def may_be_born(self, earliest: dt.date | None, latest: dt.date | None) -> bool:
        """Whether a row with these days of birth can be the person's; an unknown day can be any."""
        if self.birth is None or earliest is None or latest is None:
            return True
        return self.birth <= latest and earliest <= (self.birth_latest or self.birth)


class Sought:
    """The person under every name and number that the versions know: a surname changes, a number stays."""

    def __init__(self, person: Person, rosters: Iterable[dict[str, pd.DataFrame]]) -> None:
        self.person = person
        self.keys = {name_key(person.name)}
        self.numbers: set[tuple[str, str]] = set()  # list and number
        people = [(table, frame) for lists in rosters for table, frame in lists.items() if table != "pairs"]
        known = -1
        while known != len(self.keys) + len(self.numbers):
            known = len(self.keys) + len(self.numbers)
            for table, frame in people:
                for place in self.rows_of(table, frame):
                    number = cells(frame, "number")[place]
                    self.keys.add(name_key(frame["name"].iloc[place]))
                    if number:
                        self.numbers.add((table, number))

    def rows_of(self, table: str, frame: pd.DataFrame) -> list[int]:
        """Places of the person's rows in a list of people."""
        rows = zip(*(cells(frame, key) for key in ("name", "number", "birth", "birth_latest")), strict=True)
        return [place for place, row in enumerate(rows) if self._is_row(table, *row)]

    def _is_row(self, table: str, name: str, number: str | None, birth: Any, birth_latest: Any) -> bool:
        earliest, latest = (day.date() if day else None for day in (birth, birth_latest))
        if not self.person.may_be_born(earliest, latest):
            return False
        key = name_key(name or "")
        # Numbers are given anew: one alone tells nobody, but with the birth or the given names it does.
        numbered = (table, number) in self.numbers
        given = {one.partition(" ")[2] for one in self.keys}
        born = earliest is not None and self.person.birth is not None
        return key in self.keys or (numbered and (born or key.partition(" ")[2] in given))

    def without(self, lists: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], int]:
        """The lists without the person, and how many rows went."""
        left: dict[str, pd.DataFrame] = {}
        gone: dict[str, set[int]] = {}
        rows = 0
        for name in ("students", "teachers"):
            if name in lists:
                frame = lists[name]
                places = self.rows_of(name, frame)
                gone[name.removesuffix("s")] = set(frame["person"].iloc[places])
                left[name] = frame.drop(index=frame.index[places]).reset_index(drop=True)
                rows += len(places)
        if "pairs" in lists:
            frame = lists["pairs"]
            named = [self._names(row, gone) for row in frame.to_dict("records")]
            left["pairs"] = frame[[not one for one in named]].reset_index(drop=True)
            rows += sum(named)
        return left, rows

    def _names(self, pair: dict[Any, Any], gone: dict[str, set[int]]) -> bool:
        for side in SIDES:
            known = [role for role in gone if not pd.isna(pair.get(f"{side}_{role}"))]
            if any(pair[f"{side}_{role}"] in gone[role] for role in known):
                return True
            if not known and name_key(_text(pair.get(side))) in self.keys:
                return True
        return False

    def is_in(self, words: str) -> bool:
        """Whether a text names the person, in short or in full, or gives the number."""
        told = set(re.findall(r"[\w-]+", name_key(words)))
        surnames = {key.partition(" ")[0] for key in self.keys}
        return bool(surnames & told) or any(_stands_in(number, words) for _, number in self.numbers)

    def is_named_in(self, words: str) -> bool:
        """Whether a text of a person's own gives the name with the given name or its initial."""
        told = name_key(words)
        for surname, _, given in (key.partition(" ") for key in self.keys):
            first = re.escape(given[:1])
            name = rf"(?<!\w){re.escape(surname)}(?!\w)"
            if re.search(name + rf"\s+(?:{re.escape(given)}|{first}\b)", told) or (
                first and re.search(rf"(?<!\w){first}\.?\s*(?:\w\.?\s*)?" + name, told)
            ):
                return True
        return False

    def is_hinted_at(self, words: str) -> bool:
        """Whether a text has the surname in any case («Ромашкиной»)."""
        stems = [key.partition(" ")[0] for key in self.keys]
        told = re.findall(r"[\w-]+", name_key(words))
        return any(word.startswith(stem[: max(4, len(stem) - 2)]) for word in told for stem in stems)


def _stands_in(number: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(number)}(?!\w)", words) is not None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
