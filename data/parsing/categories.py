"""A column of several categories («ОВЗ, многодетная, СОП»): each word by the rules of what it names.

docs/domain.md, «Who counts», «A column of several categories».
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from data.parsing.cells import NO_ANSWER, Context, Fault, clean, even, formula_error, is_nothing
from data.parsing.flags import NEGATIVE_START, yes_or_no
from data.parsing.ovz import A_SPELLING, UNCLEAR, is_of_another_time, ovz_of
from data.parsing.registers import (
    WHETHER,
    WHICH,
    WHOSE,
    RegisterEntry,
    registers_in,
    registers_of_person,
    without_registers,
)
from data.parsing.words_beside_registers import ALL_REMOVED, LEFT_OPEN, LONE_DOUBT, OF_FAMILY, REMOVED
from data.spreadsheets.sheet import Cell

BETWEEN_WORDS = re.compile(r"[,;/\n\r]+")
NOT_OF_WHAT = Fault("bad_flag", "непонятно, о какой категории это сказано")
RISK_GROUP = re.compile(r"\bгрупп\w* риска\b")
SOME_REGISTER = re.compile(r"\bуч[её]т")
DISABLED = re.compile(r"\b(?:ребенок-)?инвалид")


@dataclass(frozen=True, slots=True)
class Categories:
    """What a cell says: ОВЗ, the registers with their days, «инвалид», and the words that are nobody's."""

    ovz: bool = False
    registers: RegisterEntry | None = None
    disabled: bool = False
    others: tuple[str, ...] = ()


def read_categories(cell: Cell, context: Context) -> Categories | Fault | None:  # noqa: C901
    """Returns the categories of a person; a fault where a word of health or registers is not understood."""
    if error := formula_error("bad_flag", cell):
        return error
    if cell is False or is_nothing(clean(cell)):
        return UNCLEAR if even(clean(cell)) in NO_ANSWER else None
    if not isinstance(cell, str | float | int):  # a day of something
        return NOT_OF_WHAT
    ovz = disabled = in_doubt = denied = False
    since: dict[str, dt.date | None] = {}
    others: list[str] = []
    written = A_SPELLING.sub(r"\1\2", cell) if isinstance(cell, str) else clean(cell)
    for word in filter(None, map(clean, BETWEEN_WORDS.split(written))):
        text = even(word).strip(" .")
        if (
            since and REMOVED.search(text) and (registers_in(text) is None or ALL_REMOVED.search(text))
        ):  # «СОП, снят 01.06.2024»
            return Fault("bad_flag", WHETHER)
        meaning = ovz_of(without_registers(text))
        entry = registers_of_person(text, context.as_of)
        if isinstance(meaning, Fault):
            return meaning
        if meaning and is_of_another_time(text, context.as_of):
            return UNCLEAR
        if entry and OF_FAMILY.search(text):
            return Fault("bad_flag", WHOSE)
        if isinstance(entry, Fault):
            return entry
        entered = dict(entry.since) if entry else {}
        if RISK_GROUP.search(text):
            if any(words.search(text) for words in (LEFT_OPEN, REMOVED, OF_FAMILY)) or NEGATIVE_START.match(text):
                return Fault("bad_flag", WHETHER)
            entered["at_risk"] = None
        ovz, disabled = ovz or meaning is True, disabled or bool(DISABLED.search(text))
        since |= entered
        denied = denied or (meaning is False and entry is None)
        in_doubt = in_doubt or bool(LONE_DOUBT.fullmatch(text))
        if meaning is None and entry is None and not entered:
            if SOME_REGISTER.search(text):
                return Fault("bad_flag", WHICH)
            answer = yes_or_no(word)
            if answer is True:
                return NOT_OF_WHAT
            if not DISABLED.search(text) and isinstance(answer, Fault):
                others.append(word)
    if ovz and denied:  # «ЗПР, норма»
        return UNCLEAR
    if in_doubt and (ovz or since):
        return Fault("bad_flag", WHETHER) if since else UNCLEAR
    return Categories(ovz, RegisterEntry(since) if since else None, disabled, tuple(others))
