"""Names in other cases than the lists have them: «закрепить за Ивановой Марией Петровной», «Петрову Ивану».

The names of the people who are in the lists are declined and compared; a written name is never brought back to what it
may have been (docs/domain.md, «Matching pairs to people»).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from pytrovich.enums import Case, Gender

from data.parsing import name_key, name_words
from data.parsing.cells import SPELLINGS_REMEMBERED
from data.people.duplicates import ListedPerson
from data.people.name_cases import PARTS, PATRONYMICS, maker
from data.people.shorter_names import fits
from data.people_caches import people_cache

CASES = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
UNCHANGED = 2  # first letters of a surname that no case changes: «Заяц», «Зайцем»
MAIDEN = re.compile(r"(?:[ое]в|[иы]н)а$")  # of a man «Петрова» is another case, of a woman her own name

Way = tuple[Gender, Case]  # of declining a name
Letters = tuple[str, str]  # a list and the first letters of a surname
Forms = dict[str, list[tuple[ListedPerson, Way]]]  # a surname in some case → whose it is then, and which way


class DeclinedNames:
    """The people of the lists by their surnames in every case, worked out where the first letters are asked for."""

    def __init__(self, people: Iterable[ListedPerson]) -> None:
        self._by_letters: dict[Letters, list[ListedPerson]] = defaultdict(list)
        for person in people:
            self._by_letters[person.table, person.key[:UNCHANGED]].append(person)
        self._by_form: dict[Letters, Forms] = {}

    def fitting(self, tables: Sequence[str], name: str) -> list[ListedPerson]:
        """Returns everybody whose name in another case a text has, whole, shorter or with initials."""
        words = name_words(" ".join(word for word in name.split() if not word.islower()))
        readings = [(words[0], words[1:]), (words[-1], words[:-1])] if len(words) > 1 else []
        people = [
            person
            for surname, given in readings
            for table in tables
            for person, way in self._forms((table, surname[:UNCHANGED])).get(surname, ())
            if _is_given(person.name, way, surname, given)
        ]
        return list({(person.table, person.person): person for person in people}.values())

    def _forms(self, letters: Letters) -> Forms:
        if letters not in self._by_form:
            forms: Forms = defaultdict(list)
            for person in self._by_letters.get(letters, ()):
                for way in _ways(person.name):
                    forms[_in_case(person.name.split()[0], 0, way)].append((person, way))
            self._by_form[letters] = forms
        return self._by_form[letters]


def is_declined(name: str, surname: str, given: Sequence[str]) -> bool:
    """Returns whether a surname and given names, as they are compared, are a name in another case."""
    return any(
        surname == _in_case(name.split()[0], 0, way) and _is_given(name, way, surname, given) for way in _ways(name)
    )


def _is_given(name: str, way: Way, surname: str, given: Sequence[str]) -> bool:
    """Returns whether given names stand in the case of the surname beside them.

    Initials beside what may be a woman's own surname say nothing of a man.
    """
    if way[0] is Gender.MALE and MAIDEN.search(surname) and all(len(word) == 1 for word in given):
        return False
    words = name.split()[: len(PARTS)]
    return fits(given, [_in_case(word, part, way) for part, word in enumerate(words) if part])


def _ways(name: str) -> list[Way]:
    """Returns the genders that a name may be of by its patronymic, each in every case."""
    words = name.split()[: len(PARTS)]
    last = name_key(words[-1]) if len(words) == len(PARTS) else ""
    genders = [gender for gender, ending in PATRONYMICS.items() if ending.search(last)]
    return list(product(genders or PATRONYMICS, CASES)) if words else []


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def _in_case(word: str, part: int, way: Way) -> str:
    """Returns a word of a name in a case, as it is compared."""
    return name_key(maker().make(PARTS[part], *way, word))
