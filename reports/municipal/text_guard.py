"""Texts that do not leave the school unseen.

They may reveal health or registers, or name somebody without consent.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from data.parsing import name_key
from data.parsing.sensitive_words import is_sensitive, is_sensitive_name
from data.people.person_search import SHORT_SURNAME, ErasureTarget, PersonSearch

HEALTH = "Похоже на закрытые сведения: о здоровье, учёте и подобном"
NAMED = "Похоже, назван человек, согласия которого нет"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful text: whose it is, the header of its column, why.

    `sent` is true where a person released it.
    """

    person: str
    column: str
    text: str
    why: str
    sent: bool


class Guard:
    """Checks every text on its way into the base, and remembers its doubts."""

    def __init__(self, unnamed: Iterable[str], released: Collection[str], words: Sequence[str]) -> None:
        """Takes who may not be named, and the texts that a person released.

        `unnamed` are people who may not be named; `released` are texts that a person has looked at.

        `words` are patterns that reveal a special group, beside those that always do.
        """
        self.doubts: dict[Doubt, None] = {}
        self._released = frozenset(released)
        self._words = words
        self._unnamed = [(name_key(name)[:SHORT_SURNAME], PersonSearch(ErasureTarget(name), ())) for name in unnamed]

    def redacted(self, text: str, who: str, column: str, *, is_name: bool = False) -> str:
        """Returns the text, or nothing where it is held back."""
        why = self._why(text, is_name=is_name)
        if not why:
            return text
        doubt = Doubt(who, column, text, why, text in self._released)
        self.doubts[doubt] = None
        return text if doubt.sent else ""

    def _why(self, text: str, *, is_name: bool) -> str:
        if is_sensitive_name(text, self._words) if is_name else is_sensitive(text, self._words):
            return HEALTH
        return NAMED if not is_name and self._names_somebody(text) else ""

    def _names_somebody(self, text: str) -> bool:
        """Returns whether a name stands there in any case, written as one.

        «победила» is no Победина.
        """
        key = name_key(text)
        near = [search for stem, search in self._unnamed if stem in key]
        return any(_is_named(search, text) for search in near)


def people_named(text: str, names: Iterable[str]) -> list[str]:
    """Returns which of the people a text seems to name, in any case of the name."""
    key = name_key(text)
    near = (name for name in dict.fromkeys(names) if name_key(name)[:SHORT_SURNAME] in key)
    return [name for name in near if _is_named(PersonSearch(ErasureTarget(name), ()), text)]


def _is_named(search: PersonSearch, text: str) -> bool:
    names = " ".join(word for word in re.findall(r"\w+", text) if word[0].isupper())
    return search.is_hinted_at(names) or search.is_named_in(text)
