"""Names, headers and personal numbers: as they are written and as they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from data.parsing.cells import (
    DASHES,
    LATIN_TO_CYRILLIC,
    SPELLINGS_REMEMBERED,
    Context,
    Fault,
    clean,
    even,
    formula_error,
)
from data.people_caches import people_cache
from data.spreadsheets.sheet import Cell, CellError

GLUED_INITIALS = re.compile(r"(?<=[а-яё]{2})(?=[А-ЯЁ]\.)")  # «ИвановА.Б.»
BARE_INITIALS = re.compile(r"(?<=[а-яё]{2} )([А-ЯЁ])([А-ЯЁ])(?![\w.])")  # «Иванов АБ»
INITIALS_APART = re.compile(r"\.\s+(?=\w\.)")
PARTICLE_APART = re.compile(r"\s?-\s?(оглы|оглу|кызы|гызы|улы|угли|кизи)\b")
IN_NAMES = re.compile("[.'’`-]")
IN_NUMBERS = re.compile(r"[\s№]")
SURNAME_APART = re.compile(r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?) ?, ?([А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+)?)")
FULL_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+")  # as most cells have it
A_DIGIT = re.compile(r"\d")
A_LETTER = re.compile(r"[^\W\d_]")
FOOTNOTE = " *\u00b9\u00b2\u00b3"  # signs behind a name that lead to a note below the list
NO_NUMBER = frozenset({"", "б/н", "бн", "нет", "безномера"})
CAMEL_CASE = re.compile(  # «ДатаНачала», «ФИОРебёнка», as 1C names its columns
    r"(?<=[а-яё])(?=[А-ЯЁ][а-яё])|(?<=[А-ЯЁ][А-ЯЁ])(?=[А-ЯЁ][а-яё]{2})"
)
HEADERS_REMEMBERED = 4096  # spellings; the first rows of sheets repeat the same few


def with_initials_apart(text: str) -> str:
    """Returns a text with the initials of names as they are usually written: «ИвановА.Б.», «Иванов АБ»."""
    return BARE_INITIALS.sub(r"\1.\2.", GLUED_INITIALS.sub(" ", text))


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def name_key(name: str) -> str:
    """Returns a name as it is compared: alphabets, case, blanks, ё/е, dashes, «И. И.» and «Теймур-оглы» evened out."""
    plain = even(with_initials_apart(clean(name))).rstrip(FOOTNOTE)
    if "." in plain:
        plain = INITIALS_APART.sub(".", plain)
    return PARTICLE_APART.sub(r" \1", plain) if "-" in plain else plain


@people_cache
@lru_cache(HEADERS_REMEMBERED)
def header_key(header: str) -> str:
    """Returns a header as it is compared: case, ё/е, stops, quotes, blanks and mixed alphabets evened out."""
    text = even(CAMEL_CASE.sub(" ", clean(header)).replace("№", " № "))
    text = " ".join(re.sub(r"[«»\"'*.:;]", " ", text).split())
    text = re.sub(r" ?([/,]) ?", r"\1", text).strip(" ,/")
    joined: list[str] = []
    letter_before = False
    for word in text.split():
        is_letter = len(word) == 1 and word.isalpha()
        if is_letter and letter_before:
            joined[-1] += word
        else:
            joined.append(word)
        letter_before = is_letter
    return " ".join(joined)


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def number_key(number: str) -> str:
    """Returns a personal number as it is compared: case, blanks, «№», dashes and look-alike letters evened out."""
    return IN_NUMBERS.sub("", DASHES.sub("-", number.translate(LATIN_TO_CYRILLIC).casefold()))


def without_leading_zeros(number: str) -> str:
    """Returns a compared number as it counts: «007» is «7», while «С-007» stays."""
    return number.lstrip("0") or "0" if number.isdecimal() else number


def same_name(first: str, second: str) -> bool:
    """Returns whether two compared names may be of one person: one perhaps with initials or without the patronymic."""
    if first == second:
        return True
    words, second_words = first.replace(".", " ").split(), second.replace(".", " ").split()
    if len(words) < 2 or len(second_words) < 2 or words[0] != second_words[0]:
        return False
    return all(
        a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))
        for a, b in zip(words[1:], second_words[1:], strict=False)
    )


def looks_like_name(text: str) -> bool:
    """Returns whether a text is written as a person's name: two to five words of letters, not all of them initials."""
    if FULL_NAME.fullmatch(text):
        return True
    words = IN_NAMES.sub(" ", clean(text)).split()
    letters = "".join(words)
    return 2 <= len(words) <= 5 and letters.isalpha() and len(letters) > len(words)


def read_text(cell: Cell, _context: Context) -> str | None:
    """Returns any text; a formula's error is no text."""
    if isinstance(cell, CellError):
        return None
    text = clean(cell)
    return text if text and not DASHES.fullmatch(text) else None


def without_comma(text: str) -> str:
    """Returns a name of a list of people without the comma behind its surname: «Липин, Клён» → «Липин Клён»."""
    match = SURNAME_APART.fullmatch(clean(text))
    return f"{match[1]} {match[2]}" if match else text


def read_name(cell: Cell, _context: Context) -> str | Fault | None:
    """Returns a name: something with a letter in it."""
    if isinstance(cell, CellError):
        return formula_error("empty_required", cell)
    text = clean(cell)
    return text if A_LETTER.search(text) else None


def read_number(cell: Cell, _context: Context) -> str | Fault | None:
    """Returns a personal number, digits or not; «б/н» is none."""
    if isinstance(cell, CellError):
        return formula_error("bad_number", cell)
    text = clean(cell)
    return None if not A_DIGIT.search(text) and number_key(text).strip("-") in NO_NUMBER else text
