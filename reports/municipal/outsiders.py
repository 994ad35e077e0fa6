"""People of no list, as the municipal base distinguishes them.

By name and number, then by workplace, then by contact.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from data.parsing import name_key, number_key
from data.parsing.cells import even
from data.vocabulary import SIDES

NO_SIGN = re.compile(r"[\W_]+")
COUNTRY = re.compile(r"^[78](?=\d{10}$)")  # «8 900 …» is «+7 900 …»

Named = tuple[str, str]  # the name and the number as they are compared
Signs = tuple[str, str]  # the workplace and the contact as they are compared; nothing where the row tells nothing
Outsider = tuple[
    str, str, str
]  # name, number, and what distinguishes him from his namesakes: nothing where he has none


class Outsiders:
    """Everybody of no list that the pairs name.

    Rows of one name and number are one person as long as nothing contradicts. Two workplaces are two people; where a
    row lacks one, two contacts are. A row that fits several people is of none of them, but where its contact tells:
    an unknown namesake more is a line to look at, a contact given as somebody else's is a fault.
    """

    def __init__(self, pairs: Iterable[Mapping[str, Any]]) -> None:
        rows: dict[Named, dict[Signs, None]] = defaultdict(dict)
        for pair in pairs:
            for side in SIDES:
                rows[_named(pair, side)][_signs(pair, side)] = None
        self._marks = {named: _marks(signs) for named, signs in rows.items()}

    def of(self, pair: Mapping[str, Any], side: str) -> Outsider:
        """Returns whom a side of a pair means."""
        named = _named(pair, side)
        return (*named, self._marks[named][_signs(pair, side)])


def _named(pair: Mapping[str, Any], side: str) -> Named:
    return name_key(pair.get(side) or ""), number_key(pair.get(f"{side}_number") or "") or ""


def _signs(pair: Mapping[str, Any], side: str) -> Signs:
    workplace, contact = (NO_SIGN.sub("", even(pair.get(f"{side}_{key}") or "")) for key in ("workplace", "contact"))
    return workplace, COUNTRY.sub("", contact)


def _marks(rows: Collection[Signs]) -> dict[Signs, str]:
    """Returns what distinguishes the people of one name and number, by row.

    Nothing where they are one person.
    """
    contacts: dict[str, set[str]] = defaultdict(set)  # of the people whose workplace is known
    for workplace, contact in rows:
        if workplace:
            contacts[workplace].add(contact)
    is_only_contact = len({contact for _, contact in rows} - {""}) == 1
    marks = {signs: _mark(signs, contacts, is_only_contact=is_only_contact) for signs in rows}
    several = len(set(marks.values()) - {""}) > 1  # a row that tells nothing is of the one person there is
    return marks if several else dict.fromkeys(marks, "")


def _mark(signs: Signs, contacts: Mapping[str, set[str]], *, is_only_contact: bool) -> str:
    workplace, contact = signs
    if not workplace and contact:
        fitting = [place for place, known in contacts.items() if contact in known or is_only_contact]
        workplace = fitting[0] if len(fitting) == 1 else ""
    return f"место {workplace}" if workplace else contact and f"контакт {contact}"
