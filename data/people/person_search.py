"""Somebody looked for in all versions: under every name and number that they know, and in texts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.parsing import name_key, number_key
from data.russian import date_text
from data.tables.typed_tables import cells
from data.vocabulary import ROLE_OF_TABLE, SIDES

SHORT_SURNAME = 4  # letters; its stem would begin too many other words


@dataclass(frozen=True, slots=True)
class ErasureTarget:
    """Whom to destroy: a name as written, and the earliest and latest day of birth where something is known of it."""

    name: str
    birth: dt.date | None = None
    birth_latest: dt.date | None = None

    def may_be_born(self, earliest: dt.date | None, latest: dt.date | None) -> bool:
        """Returns whether a row with these days of birth can be the person's; an unknown day can be any."""
        if self.birth is None or earliest is None or latest is None:
            return True
        return self.birth <= latest and earliest <= (self.birth_latest or self.birth)


class PersonSearch:
    """The person under every name and number that the versions know: a surname changes, a number stays."""

    def __init__(self, target: ErasureTarget, rosters: Iterable[dict[str, pd.DataFrame]]) -> None:
        self.target = target
        self.keys = {name_key(target.name)}
        self.numbers: set[tuple[str, str]] = set()  # list and number as it is compared
        people = [(table, frame) for lists in rosters for table, frame in lists.items() if table != "pairs"]
        known = -1
        while known != len(self.keys) + len(self.numbers):
            known = len(self.keys) + len(self.numbers)
            for table, frame in people:
                for place in self.rows_of(table, frame):
                    number = cells(frame, "number")[place]
                    self.keys.add(name_key(frame["name"].iloc[place]))
                    if number:
                        self.numbers.add((table, number_key(number)))

    def rows_of(self, table: str, frame: pd.DataFrame) -> list[int]:
        """Returns places of the person's rows in a list of people."""
        rows = zip(*(cells(frame, key) for key in ("name", "number", "birth", "birth_latest")), strict=True)
        return [place for place, row in enumerate(rows) if self._is_row(table, *row)]

    def _is_row(self, table: str, name: str, number: str | None, birth: Any, birth_latest: Any) -> bool:
        earliest, latest = (day.date() if day else None for day in (birth, birth_latest))
        if not self.target.may_be_born(earliest, latest):
            return False
        key = name_key(name or "")
        if key in self.keys:
            return True
        if not number or (table, number_key(number)) not in self.numbers:
            return False
        # Numbers are given anew: under another name one tells the person only with the very day of birth, or with
        # the given names beside a new surname.
        is_exact = earliest == latest and self.target.birth_latest in (None, self.target.birth)
        given = {known.partition(" ")[2] for known in self.keys} - {""}
        return (is_exact and earliest is not None and earliest == self.target.birth) or key.partition(" ")[2] in given

    def without(self, lists: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], int]:
        """Returns the lists without the person, and how many rows went."""
        remaining: dict[str, pd.DataFrame] = {}
        gone: dict[str, set[int]] = {}
        rows = 0
        for name in ROLE_OF_TABLE:
            if name in lists:
                frame = lists[name]
                places = self.rows_of(name, frame)
                gone[ROLE_OF_TABLE[name]] = set(frame["person"].iloc[places])
                remaining[name] = frame.drop(index=frame.index[places]).reset_index(drop=True)
                rows += len(places)
        if "pairs" in lists:
            frame = lists["pairs"]
            places = [place for place, row in enumerate(frame.to_dict("records")) if self._names(row, gone)]
            remaining["pairs"] = self._without_mentions(frame.drop(index=frame.index[places]).reset_index(drop=True))
            rows += len(places)
        return remaining, rows

    def _without_mentions(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Returns other people's pairs without the texts that name the person («Запрос», «Результат»)."""
        texts = [str(key) for key, dtype in pairs.dtypes.items() if str(dtype) == "str" and key not in SIDES]
        for key in texts:
            named = [isinstance(text, str) and self.is_named_in(text) for text in pairs[key]]
            pairs.loc[named, key] = None
        return pairs

    def rows_to_show(self, table: str, frame: pd.DataFrame) -> list[dict[str, str]]:
        """Returns the person's rows of a list, to be looked at before they go."""
        keys = {"name": "ФИО", "number": "Номер", "class_name": "Класс", "birth": "Родился"}
        columns = {title: cells(frame, key) for key, title in keys.items()}
        return [
            {
                title: date_text(cell) if isinstance(cell := column[place], dt.date) else str(cell or "")
                for title, column in columns.items()
            }
            for place in self.rows_of(table, frame)
        ]

    def _names(self, pair: dict[Any, Any], gone: dict[str, set[int]]) -> bool:
        for side in SIDES:
            known = [role for role in gone if not pd.isna(pair.get(f"{side}_{role}"))]
            if any(pair[f"{side}_{role}"] in gone[role] for role in known):
                return True
            name = _text(pair.get(side))
            is_short = len(gone) < 2 and self.is_named_in(name)  # a list is lacking: nobody says who is meant
            if not known and (name_key(name) in self.keys or is_short):
                return True
        return False

    def is_in(self, text: str, value: str = "") -> bool:
        """Returns whether a text has the surname of the person, or the number that no other text would have.

        `value` is what stands in the cell that the text is about: there any number is a number.
        """
        words = _tokens(text)
        numbers = {number for _, number in self.numbers}
        return (
            any(_stands_in(_tokens(key.partition(" ")[0]), words) for key in self.keys)
            or number_key(value) in numbers
            or any(not number.isdigit() and _stands_in(_tokens(number), words) for number in numbers)
        )

    def is_named_in(self, text: str) -> bool:
        """Returns whether a text of a person's own gives the surname with the given name or its initial beside it."""
        words = _tokens(text)
        for surname, _, given in (key.partition(" ") for key in self.keys):
            parts, first = _tokens(surname), _tokens(given)[:1]
            for place in range(len(words) - len(parts) + 1):
                if words[place : place + len(parts)] != parts:
                    continue
                beside = words[place + len(parts) : place + len(parts) + 1] + words[max(0, place - 2) : place]
                if not first or any(word in (first[0], first[0][0]) for word in beside):
                    return True
        return False

    def is_hinted_at(self, text: str) -> bool:
        """Returns whether a text has the surname in any case («Ромашкиной»)."""
        words = _tokens(text)
        for key in self.keys:
            surname = key.partition(" ")[0]
            stem = surname if len(surname) <= SHORT_SURNAME else surname[: max(SHORT_SURNAME, len(surname) - 2)]
            if any(word == surname if stem == surname else word.startswith(stem) for word in words):
                return True
        return False


def _tokens(text: str) -> list[str]:
    """Returns the words of a text as they are compared; a dash or an apostrophe parts them."""
    return re.findall(r"\w+", name_key(text))


def _stands_in(parts: list[str], words: list[str]) -> bool:
    places = range(len(words) - len(parts) + 1)
    return any(words[place : place + len(parts)] == parts for place in places) if parts else False


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
