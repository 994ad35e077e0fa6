"""One person as a text names them: the name, and the class, birth, former surname and position beside it.

docs/domain.md, «Matching pairs to people»: a name may carry more.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from data.parsing.cells import SPELLINGS_REMEMBERED, Context, clean, even
from data.parsing.classes import SchoolClass, class_of
from data.parsing.dates import DATE_IN_TEXT, Birth, read_birth
from data.parsing.names import FULL_NAME, with_initials_apart
from data.parsing.pair_dates import PairDates, read_pair_dates
from data.parsing.words_of_names import FEWEST_LETTERS, WORD, adjoin, belongs_to_name, is_position, is_surname
from data.people_caches import people_cache

NUMBERING = re.compile(r"(?:(?<=\s)|^)\d{1,3}\s?[.)]\s*(?=[^\W\d_])")
COMMA_IN_FULL_NAME = re.compile(  # «Дорохов, Павел Леонидович» is one person
    r"(^\s*[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s?,\s?(?=[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вич|вна|ична|ыч)(?![а-яё]))"
)
FORMER = re.compile(
    r"^(?:до (?:замужества|брака)|в девичестве|девичья(?: фамилия)?|дев\.|урожд(?:енная)?\.?|бывш(?:ая|ий)?\.?|ранее"
    r"|прежняя(?: фамилия)?)\s*[-–:]?\s*",
    re.IGNORECASE,
)
YEAR_OF_BIRTH = re.compile(r"(?<![\d./-])(?:19|20)\d\d(?![\d/-])(?:\s?г(?:\.\s?р|ода? рождения)?\b\.?)?", re.IGNORECASE)
AROUND_BIRTH = re.compile(r"(?<!\w)(?:г\.?\s?р|г|род(?:\.|ился|илась)?|д\.?\s?р|дата рождения)(?!\w)\.?", re.IGNORECASE)
CLASS_IN_TEXT = re.compile(
    r"(?<![\d.№/])(?:1[0-2]|[1-9])(?:\s?/\s?\d{1,2}(?![\d/]|\s?став)|\s?[.-]\s?\d{1,2}(?=\s?-?\s?кл))?"
    r"\s?-?\s?(?:«[^\W\d_]»|\"[^\W\d_]\"|[^\W\d_](?![^\W\d_]))?(?:\s?-?\s?(?:класс\w*|кл\.?))?(?![\d.])"
)
OF_DAYS = re.compile(r"(?:со?|от|до|по)\s+\S*\s?\S*\d", re.IGNORECASE)
BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
DOUBLE_SURNAME = re.compile(r"^([^\W\d_]+)(?:\s+-\s+|\s*[–—]\s*)(?=[А-ЯЁ])([^\W\d_]+)")  # «Петрова – Водкина Анна»
DEGREE = re.compile(r"(?<!\w)[кд]\.\s?[а-я]{1,6}(?:\.?-?[а-я]+)?\.\s?н(?:\.|аук)?(?!\w)")  # «к.п.н.», «д. филол. н.»
CONTACT = re.compile(r"(?<!\w)(?:т|(?i:тел|телефон|моб|сот|e-?mail|почта))\.?\s*:?\s*(?=\+?\d[\d\s()-]{4}|\S+@)")
PHONE = re.compile(  # of so many digits that no year or class beside it is taken for a part of it
    r"(?<![\d./№-])(?<!№ )(?:\+?[78](?:[\s()-]*\d){10}|9(?:[\s()-]*\d){9}"
    r"|\((?!(?:19|20)\d\d\))\d{3,5}\)(?:[\s-]*\d){5,7})(?![./]?\d)"
)
MARKS = re.compile(rf"{DEGREE.pattern}|(?<![^\W_])\d|[(\[,;:–—]|\s-\s")  # of something beside a name
BETWEEN_WORDS = re.compile(r"[\s.]+")  # «соц.педагог» is two
LONGEST_GROUP = 2_000  # characters; a class of thirty with full names takes half of it


@dataclass(frozen=True, slots=True)
class WrittenPerson:
    """One person as a cell has it.

    `text` is the whole part as written, `name` the name alone with its words in their order, `former` the surname
    borne before, `days` the days of a pair («с 12.01.2026»), `position` whatever else stands beside the name.
    """

    text: str
    name: str
    school_class: SchoolClass | None = None
    birth: Birth | None = None
    former: str = ""
    position: str = ""
    days: PairDates | None = None


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def is_full_name(cell: str) -> bool:
    """Returns whether a cell is one person's name in full and nothing else, as most are: it need not be taken apart."""
    return bool(FULL_NAME.fullmatch(cell)) and not carries_more(cell)


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def carries_more(text: str) -> bool:
    """Returns whether something but a name may stand in a text: a number, a bracket, a comma, a position."""
    if len(text) > LONGEST_GROUP:
        return False
    is_marked = not FULL_NAME.fullmatch(text) and bool(MARKS.search(text))
    return is_marked or any(map(is_position, BETWEEN_WORDS.split(even(text))))


def written_person(text: str, context: Context) -> WrittenPerson:
    """Returns who is meant by a text that names one person, and what stands beside the name."""
    plain = with_initials_apart(COMMA_IN_FULL_NAME.sub(r"\1 ", clean(NUMBERING.sub(" ", clean(text)))))
    plain = clean(PHONE.sub(", ", CONTACT.sub(", ", DEGREE.sub(" ", plain))))
    rest, former, beside = DOUBLE_SURNAME.sub(r"\1-\2", plain), "", []
    for bracket in BRACKETS.findall(rest):
        if FORMER.match(bracket) or (is_surname(bracket) and WORD.fullmatch(bracket)):
            former = FORMER.sub("", bracket).strip()
        else:
            beside.append(bracket)
    rest = BRACKETS.sub(" ", rest)
    name, after = _name_of(rest)
    beside += after
    days, beside = _days_in(beside, context)
    birth, beside = _birth_in(beside, context)
    school_class, beside = _class_in(beside)
    for piece in list(beside):
        if FORMER.match(piece):
            former = FORMER.sub("", piece).strip()
            beside.remove(piece)
    return WrittenPerson(clean(text), name, school_class, birth, former, clean(", ".join(beside)), days)


def _name_of(text: str) -> tuple[str, list[str]]:
    """Returns the run of words that is the name, and the pieces around it."""
    words = list(WORD.finditer(_without_marks(text)))
    capital = any(is_surname(word[0]) for word in words)
    runs: list[list[re.Match[str]]] = [[]]
    for word in words:
        if not belongs_to_name(word[0], capital, bool(runs[-1])):
            runs.append([])
        elif runs[-1] and not adjoin(text, runs[-1][-1], word):
            runs.append([word])
        else:
            runs[-1].append(word)
    named = [run for run in runs if any(len(word[0].strip(".")) >= FEWEST_LETTERS for word in run)]
    run = next((run for run in named if len(run) > 1), named[0] if named else [])
    if not run:
        return "", [piece for piece in (clean(text),) if piece]
    before, after = text[: run[0].start()], text[run[-1].end() :]
    name = " ".join(word[0] for word in run)
    return name, [piece for piece in (before.strip(" ,.:–—-"), after.strip(" ,.;:–—-")) if piece]


def _without_marks(text: str) -> str:
    """Returns the text with classes and days blanked out letter for letter: «8А» is no initial."""
    for mark in (DATE_IN_TEXT, CLASS_IN_TEXT):
        text = mark.sub(lambda match: "\0" * len(match[0]), text)
    return text


def _days_in(pieces: list[str], context: Context) -> tuple[PairDates | None, list[str]]:
    """Returns the first and the last day that one of the pieces gives, and the pieces without it."""
    for place, piece in enumerate(pieces):
        days = read_pair_dates(piece, context) if OF_DAYS.match(piece) else None
        if isinstance(days, PairDates) and (days.start or days.end):
            return days, [*pieces[:place], *pieces[place + 1 :]]
    return None, pieces


def _birth_in(pieces: list[str], context: Context) -> tuple[Birth | None, list[str]]:
    """Returns the birth that one of the pieces gives, and the pieces without it."""
    for place, piece in enumerate(pieces):
        match = DATE_IN_TEXT.search(piece) or YEAR_OF_BIRTH.search(piece)
        birth = read_birth(match[0], context) if match else None
        if match and isinstance(birth, Birth):
            left = AROUND_BIRTH.sub(" ", f"{piece[: match.start()]} {piece[match.end() :]}")
            rest = clean(left).strip(" ,;.")
            return birth, [*pieces[:place], *([rest] if rest else []), *pieces[place + 1 :]]
    return None, pieces


def _class_in(pieces: list[str]) -> tuple[SchoolClass | None, list[str]]:
    """Returns the class that one of the pieces gives, and the pieces without it."""
    for place, piece in enumerate(pieces):
        for match in CLASS_IN_TEXT.finditer(piece):
            school_class = class_of(match[0])
            if school_class and school_class.grade:
                rest = clean(f"{piece[: match.start()]} {piece[match.end() :]}").strip(" ,;.-")
                return school_class, [*pieces[:place], *([rest] if rest else []), *pieces[place + 1 :]]
    return None, pieces


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def class_beside(cell: str) -> str:
    """Returns the class that stands beside a name in a cell; nothing where none does."""
    if not any(letter.isdigit() for letter in cell):
        return ""
    school_class = written_person(cell, Context(dt.date.today())).school_class
    return school_class.name if school_class else ""


def is_of_class(text: str) -> bool:
    """Returns whether a text is somebody's name with nothing but the class behind it; a title may name its teacher."""
    if not class_beside(text):
        return False
    person = written_person(text, Context(dt.date.today()))
    return " " in person.name and text.startswith(person.name) and not person.position
