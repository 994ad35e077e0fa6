"""Lines of a sheet of cards that are no title and no value: headings, signatures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from data.parsing.sensitive_words import is_sensitive
from data.recognition.card_entries import Entry, Line
from data.recognition.row_signs import LINE_TO_SIGN, SIGNATURE

NUMBERED = re.compile(r"[^\W\d_][^\d]*\d{1,3}\.?")  # «Карточка № 2»
A_NUMBER = re.compile(r"\d+")


def unnumbered(text: str) -> str:
    """Returns a text as headings of cards are compared: without its numbers."""
    return A_NUMBER.sub("", text)


def lines_agree(lines: Sequence[Line], cards: Sequence[Sequence[Entry]], above: Collection[str]) -> bool:
    """Returns whether the same lines stand in every card, alike but for their numbers, or are signatures at the end.

    `above` are the texts above the first card. A line of one card alone may say something of it, and one that may tell
    of health or registers says it of somebody.
    """
    if any(is_sensitive(line.text) for line in lines):
        return False
    last_row = max(entry.value_at[0] for entry in cards[-1])
    below = [line.text for line in lines if line.row > last_row]
    if not all(LINE_TO_SIGN in text or SIGNATURE.match(text.casefold()) for text in below):
        return False
    heads: dict[int, list[str]] = defaultdict(list)
    inside: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for line in lines:
        number = sum(card[0].at[0] < line.row for card in cards) - 1
        place = sum(entry.at[0] < line.row for entry in cards[number])
        if line.row > last_row:
            continue
        if place == len(cards[number]):
            heads[number + 1].append(line.text)
        else:
            inside[number].append((place, unnumbered(line.text)))
    known = {*above, *map(unnumbered, below)}
    headings = [[unnumbered(text) for text in heads[number]] for number in range(1, len(cards))]
    are_known = len(headings) > 1 or all(
        unnumbered(text) in known or NUMBERED.fullmatch(text) for texts in heads.values() for text in texts
    )
    are_alike = all(texts == headings[0] for texts in headings)
    return are_known and are_alike and all(inside[number] == inside[0] for number in range(len(cards)))
