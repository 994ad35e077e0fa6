"""Names as somebody may write them → the people of the lists they fit (docs/domain.md, «Matching pairs to people»)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from data.parsing import WrittenPerson, name_words
from data.people.duplicates import ListedPerson

PATRONYMIC = re.compile(r"(?:вич|вна|ична)$")
OF_PATRONYMIC = ("ич", "вна", "чна")  # Ильич and Никитична too
LEAST_OF_PATRONYMIC = 2  # letters of one cut short: «Юр.»


class NameIndex:
    """The people of the lists by surname, the former one too."""

    def __init__(self, people: Iterable[ListedPerson]) -> None:
        self._by_surname: dict[tuple[str, str], list[tuple[tuple[str, ...], ListedPerson]]] = defaultdict(list)
        for person in people:
            words = name_words(person.name)
            if not words:
                continue
            for surname in filter(None, (words[0], *name_words(person.former)[:1])):
                self._by_surname[person.table, surname].append((words[1:], person))
            if _may_end_with_surname(words):
                self._by_surname[person.table, words[-1]].append((words[:-1], person))

    def fitting(self, tables: Sequence[str], written: WrittenPerson) -> list[ListedPerson]:
        """Returns everybody whom a shorter name may mean: with initials, without the patronymic, surname last.

        The surname that stands beside the name as the former one is tried where nobody bears the other.
        """
        words = name_words(written.name)
        former = name_words(written.former)[:1]
        bearers = self._bearing(tables, words)
        return bearers or (self._bearing(tables, (*former, *words[1:])) if former else [])

    def _bearing(self, tables: Sequence[str], words: tuple[str, ...]) -> list[ListedPerson]:
        people = [
            person
            for table in tables
            for surname, given in _readings(words)
            for other, person in self._by_surname.get((table, surname), ())
            if fits(given, other)
        ]
        return list({(person.table, person.person): person for person in people}.values())


def _may_end_with_surname(words: Sequence[str]) -> bool:
    """Returns whether a list may have the given name first: «Анна Белова», «Анна Игоревна Белова»."""
    return len(words) == 2 or (len(words) == 3 and bool(PATRONYMIC.search(words[1])))


def _readings(words: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Returns the surname and the other words of a name, surname first and surname last; an initial is no surname."""
    if len(words) < 2:
        return []
    readings = [(words[0], words[1:]), (words[-1], words[:-1])]
    return [reading for reading in readings if len(reading[0]) > 1]


def fits(given: Sequence[str], other: Sequence[str]) -> bool:
    """Returns whether given names may be of one person: each the same or the initial of the other."""
    if not given or not other:
        return False
    return all(map(_alike, given, other))


def _alike(first: str, second: str) -> bool:
    """Returns whether two words are one, or one the initial of the other, or a patronymic cut short: «Викт.»."""
    shorter, longer = sorted((first, second), key=len)
    is_cut = (
        len(shorter) >= LEAST_OF_PATRONYMIC and longer.endswith(OF_PATRONYMIC) and not shorter.endswith(OF_PATRONYMIC)
    )
    return first == second or (longer.startswith(shorter) and (len(shorter) == 1 or is_cut))
