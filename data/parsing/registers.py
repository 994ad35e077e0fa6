"""Registers of minors: which of them a cell names, and since when.

Only the municipal data bank (СОП, персонифицированный учёт) is `at_risk`; accounts with the school (ВШУ), the
police (ПДН) and the commission (КДН и ЗП) are told apart from it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.parsing.cells import Context, Fault, clean, even, formula_error
from data.parsing.dates import DATE_IN_TEXT, day_of
from data.parsing.flags import NEGATIVE_START, yes_or_no
from data.parsing.words_beside_registers import (
    ALL_REMOVED,
    ENTERED,
    IS_NO,
    LEFT_OPEN,
    NO_IN_DOUBT,
    OF_FAMILY,
    REMOVED,
    SINCE_TIME,
    UNTIL,
    WAS,
    has_unknown_words,
    is_removed_later,
    is_yet_to_come,
)
from data.spreadsheets.sheet import Cell

WORDS = {
    "at_risk": re.compile(r"\bсоп\b|персонифицир|\bсоц(?:иально)?[.\s-]*опасн|\bмуниципальн\w* банк"),
    "vshu": re.compile(r"\bвш[ук]\b|внутришкольн"),
    "pdn": re.compile(r"\bпдн\b|\bодн\b|полици"),
    "kdn": re.compile(r"\bкдн|комисси"),
}
BETWEEN_REGISTERS = re.compile(r"[;,+]|/(?!\d)|\s+и\s+(?!зп\b)")
BEFORE_DAY = re.compile(r"^(?:(?:да|состоит|на учете)[\s,]*)*с\s+")
# The decree, and why: «пост. № 15 от 12.03.2024», «10.09.2024, наруш. устава»
WORDS_BESIDE_ENTRY = re.compile(r"[^\s.,;:()-]+")
BESIDE_ENTRY = re.compile(
    r"пост(?:ановлени\w*)?|приказ\w*|пр|прот(?:окол\w*)?|распоряж\w*|решени\w*|кдн|и|зп|комиссии|от|с|состоит|на|учете"
    r"|поставлен\w*|г|года?|наруш\w*|устава?|дисциплин\w*|правонарушени\w*|№?\d*(?:/\d{1,3})?"
)
DECREE = re.compile(r"(?:пост|реш|прот)\w*\b")  # by which somebody is entered, whoever gave it: «пост. КДН № 15 от …»
YES_WITH_MORE = re.compile(
    r"(?:да|есть|\+|состоит)(?=[\s,;(:-]+[^\s,;(:-])[\s,;(:-]+(?!на |в )"
)  # «да (пост. КДН № 4)»
DENIED_BESIDE = re.compile(  # «ПДН (СОП – нет)»
    r"\((?:соп|вш[ук]|пдн|одн|кдн(?: ?и ?зп)?) ?[:-]? ?(?:нет|не (?:состоит|стоит))\)"
)
DAY_ALIKE = re.compile(r"\d{4}$|\d+\W")
WHICH = "непонятно, о каком учёте речь"
WHETHER = "непонятно, стоит ли человек на учёте"
WHOSE = "непонятно, сам ли ребёнок на учёте"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """The registers that a cell names, each with the day of entry where one is given."""

    since: Mapping[str, dt.date | None]


def read_register(cell: Cell, context: Context) -> RegisterEntry | Fault | None:
    """Returns the entry of a register column: yes or no, the names of registers, or the day of entry."""
    answer = yes_or_no(cell)
    if not isinstance(answer, Fault):
        return _entry_of_column(None, context) if answer else None
    if fault := formula_error("bad_flag", cell):
        return fault
    text = even(clean(cell))
    if NEGATIVE_START.match(text) or WAS.fullmatch(text):
        is_open = NO_IN_DOUBT.search(text) or is_removed_later(text, context.as_of) or _goes_on(text)
        return Fault("bad_flag", WHETHER) if is_open else None
    days = DATE_IN_TEXT.findall(text)
    is_entry = len(days) == 1 and _leaves_nothing_open(text, days)
    if context.register and (yes := YES_WITH_MORE.match(text)):
        return _entry_by_words(text[yes.end() :].strip(" ()"), context)
    is_decree = bool(context.register) and is_entry and bool(DECREE.match(text))
    if not is_decree and (named := registers_of_person(text, context.as_of)) is not None:
        if OF_FAMILY.search(text):
            return Fault("bad_flag", WHOSE)
        return named if isinstance(named, Fault) or named.since else None
    written = BEFORE_DAY.sub("", text)
    day = day_of(written)
    if isinstance(day, Fault) and is_entry:
        day = day_of(days[0])
    if isinstance(day, dt.date):
        return _entry_of_column(day, context)
    return day if DAY_ALIKE.match(written) else Fault("bad_flag", WHETHER if context.register else WHICH)


def _goes_on(text: str) -> bool:
    """Returns whether a register stands behind a removal («снят с ПДН, СОП») or with a yes of its own behind a no."""
    behind = [part for part in BETWEEN_REGISTERS.split(text)[1:] if any(words.search(part) for words in WORDS.values())]
    behind = [part for part in behind if not (NEGATIVE_START.match(part.strip()) or IS_NO.search(part))]
    return bool(behind) and bool(REMOVED.match(text) or any(map(ENTERED.search, behind)))


def _entry_by_words(beside: str, context: Context) -> RegisterEntry | Fault | None:
    """Returns the entry into the register of a column that a yes says with the decree, the day or a register.

    A yes beside another register alone leaves it open of which it is, and beside any other word whether it holds.
    """
    if OF_FAMILY.search(beside):
        return Fault("bad_flag", WHOSE)
    named = None if DECREE.match(beside) else registers_of_person(beside, context.as_of)
    if isinstance(named, Fault) or (named and context.register not in named.since):
        return named if isinstance(named, Fault) else Fault("bad_flag", WHICH)
    days = DATE_IN_TEXT.findall(beside)
    is_open = any(words.search(beside) for words in (LEFT_OPEN, REMOVED, UNTIL))
    is_open = is_open or (named is None and not _leaves_nothing_open(SINCE_TIME.sub(" ", beside), days))
    if is_open or len(days) > 1 or is_yet_to_come(beside, context.as_of):
        return Fault("bad_flag", WHETHER)
    day = day_of(days[0]) if days else None
    return day if isinstance(day, Fault) else named or _entry_of_column(day, context)


def _leaves_nothing_open(text: str, days: Sequence[str]) -> bool:
    """Returns whether beside its days a text holds a decree and a cause alone: any other word may deny it, or doubt."""
    rest = text.replace(days[0], " ") if days else text
    return all(map(BESIDE_ENTRY.fullmatch, WORDS_BESIDE_ENTRY.findall(rest)))


def registers_named(cells: Iterable[Cell]) -> set[str]:
    """Returns the registers that the cells of a column name, and do not only say yes to."""
    texts = {even(clean(cell)) for cell in cells if isinstance(cell, str)}
    return {register for text in texts for register, words in WORDS.items() if words.search(text)}


def without_registers(text: str) -> str:
    """Returns a text made plain with a comma in place of each register that it names: «овз соп» → «овз ,»."""
    for words in WORDS.values():
        text = words.sub(",", text)
    return text


def _entry_of_column(day: dt.date | None, context: Context) -> RegisterEntry | Fault:
    """Returns the entry of a yes or a day in the column's own register; a column of no one register leaves it open."""
    return RegisterEntry({context.register: day}) if context.register else Fault("bad_flag", WHICH)


def registers_in(text: str) -> RegisterEntry | Fault | None:
    """Returns the registers that a text names («СОП, ПДН с 01.09.2021»), each with its day; None where it names none.

    A register that is said to be removed or denied is named and not entered; what is past, doubted or lasted for a time
    is a fault: registers are not guessed.
    """
    if not any(words.search(text) for words in WORDS.values()):
        return None
    since: dict[str, dt.date | None] = {}
    for part in BETWEEN_REGISTERS.split(DENIED_BESIDE.sub(" ", text)):
        names_one = any(words.search(part) for words in WORDS.values())
        if names_one and IS_NO.search(part):
            continue
        is_removed = bool(REMOVED.search(part))
        is_open = UNTIL.search(part) or LEFT_OPEN.search(part.strip()) or len(DATE_IN_TEXT.findall(part)) > 1
        of_all = is_removed and since and (ALL_REMOVED.search(part) if names_one else len(since) > 1)
        if is_open or of_all:
            return Fault("bad_flag", WHETHER)
        if is_removed or NEGATIVE_START.match(part.strip()):
            if not names_one:  # «СОП, снят 01.06.2024»
                since = {}
            continue
        written = DATE_IN_TEXT.search(part)
        day = day_of(written[0]) if written else None
        if isinstance(day, Fault):
            return day
        since |= {register: day for register, words in WORDS.items() if words.search(part)}
    return RegisterEntry(since)


def registers_of_person(text: str, as_of: dt.date) -> RegisterEntry | Fault | None:
    """Returns the registers that a text says somebody is on; a fault too where they are yet to come or to be left.

    Beside the data bank, which counts, a word that is not known leaves it open: «на грани СОП».
    """
    named = registers_in(text)
    if not isinstance(named, RegisterEntry):
        return named
    at_risk = [part for part in BETWEEN_REGISTERS.split(text) if WORDS["at_risk"].search(part)]
    is_open = is_removed_later(text, as_of) or (named.since and is_yet_to_come(text, as_of))
    if is_open or ("at_risk" in named.since and any(map(has_unknown_words, at_risk))):
        return Fault("bad_flag", WHETHER)
    return named
