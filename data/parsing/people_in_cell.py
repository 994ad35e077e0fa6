"""People as a cell of pairs names them: several in one cell, each perhaps with a number, class, position, birth.

docs/domain.md, «Matching pairs to people»: a name may carry more, shorter names, several people in one cell.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from data.parsing.cells import AN_APOSTROPHE, SPELLINGS_REMEMBERED, Context, clean, even
from data.parsing.classes import SchoolClass, class_of
from data.parsing.dates import DATE_IN_TEXT, Birth, read_birth
from data.parsing.names import FULL_NAME, name_key

NOBODY = frozenset(
    {"вакансия", "вакантно", "вакант", "нет", "не назначен", "не назначена", "не определен", "-", "отсутствует"}
)
NUMBERING = re.compile(r"(?:(?<=\s)|^)\d{1,3}\s?[.)]\s*(?=[^\W\d_])")
BETWEEN_PEOPLE = re.compile(r"[\n\r;/,|•]+|\s+и\s+|\s+\+\s+")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*\.?")
INITIAL = re.compile(r"[^\W\d_]\.?")
PARTICLES = frozenset({"оглы", "оглу", "кызы", "гызы", "угли", "улы", "кизи", "заде", "фон", "ван", "де", "ибн", "бек"})
POSITION = re.compile(  # whole words: «Педагогова», «Молодцов» and «Мастеров» are surnames
    r"учител(?:ь|я|ьница)|педагога?|преподавател(?:ь|ьница)|воспитател(?:ь|ьница)|директора?|заместитель|зам|завуч|классн(?:ый|ая|ого)"
    r"|кл|рук|руководител(?:ь|я)|психолог|логопед|дефектолог|социальный|тьютор|методист|библиотекарь|вожат(?:ый|ая)|советник"
    r"|организатор|мастер|тренер|инструктор|студент(?:ка|а|ки)?|обучающ(?:ийся|аяся|егося|ейся)|учащ(?:ийся|аяся|егося|ейся)"
    r"|учени(?:к|ка|ца|цы)|уч|наставник|наставляем(?:ый|ая)|педагог-[а-я]+|старш(?:ий|ая)|молод(?:ой|ая)|специалист|по|увр|вр"
    r"|начальных|классов|русского|языка|литературы|математики|физики|химии|биологии|истории|обществознания|географии|информатики"
    r"|физкультуры|физической|культуры|музыки|технологии|изо|обж|английского|иностранного|выпускни(?:к|ца)|сотрудник|инженер"
    r"|работник|вуза?|колледжа?|предприяти[ея]|ип|ооо"
)
FORMER = re.compile(
    r"^(?:до (?:замужества|брака)|в девичестве|девичья(?: фамилия)?|дев\.|урожд(?:енная)?\.?|бывш(?:ая|ий)?\.?|ранее"
    r"|прежняя(?: фамилия)?)\s*[-–:]?\s*",
    re.IGNORECASE,
)
YEAR_OF_BIRTH = re.compile(r"(?<![\d./-])(?:19|20)\d\d(?![\d/-])(?:\s?г(?:\.\s?р|ода? рождения)?\b\.?)?", re.IGNORECASE)
AROUND_BIRTH = re.compile(r"(?<!\w)(?:г\.?\s?р|г|род(?:\.|ился|илась)?|д\.?\s?р|дата рождения)(?!\w)\.?", re.IGNORECASE)
BESIDE_NAME = re.compile(r"[?\d]")  # what makes a birth beside a name doubtful
CLASS_IN_TEXT = re.compile(
    r"(?<![\d.№])(?:1[0-2]|[1-9])\s?-?\s?(?:«[^\W\d_]»|\"[^\W\d_]\"|[^\W\d_](?![^\W\d_]))?(?:\s?-?\s?(?:класс\w*|кл\.?))?(?![\d.])"
)
CLASS_BEFORE_PEOPLE = re.compile(rf"^\s*({CLASS_IN_TEXT.pattern})\s*[:–—-]\s*(?=[^\W\d_])", re.IGNORECASE)
WORDS_OF_CELL = re.compile(r"[^\s.,;()–-]+")
OF_A_CLASS = re.compile(
    r"весь|вся|все|обучающ\w+|учащ\w+|ученик\w*|учениц\w*|дети|детей|класс\w*|кл|групп\w+|параллел\w*|чел\w*"
    r"|\d{0,2}[«\"]?[а-я]?[»\"]?"
)
BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
DOUBLE_SURNAME = re.compile(r"^([^\W\d_]+)\s+[-–—]\s+(?=[^\W\d_])([^\W\d_]+)")  # «Петрова – Водкина Анна»
MARKS = re.compile(r"(?<![^\W_])\d|[(\[,;:–—]|\s-\s")  # of something beside a name
ORGANISATION = re.compile(  # where somebody works or studies, behind the name: «Громов Пётр, ООО «Рассвет»»
    r"[«\"“]|\b(?:[озп]?ао|ооо|нко|мчс|г[бк]у|мб[оу]у|мбоу|фг[бк]оу|(?:завод|банк|центр|театр|отдел|комбинат|университет|институт"
    r"|колледж|техникум|холдинг)[ае]?|(?:фабрик|фирм|школ|больниц|поликлиник|библиотек)[аыие]|(?:компани|академи|организаци"
    r"|администраци|полици|корпораци)[яи]|(?:училищ|агентств)[еоа]|(?:предприяти|управлени)[ея]|(?:лице|музе)[йяе]"
    r"|(?:сов|кол)хоза?)\b",
    re.IGNORECASE,
)
LONGEST_GROUP = 2_000  # characters; a class of thirty with full names takes half of it
FEWEST_LETTERS = 2  # of a surname


@dataclass(frozen=True, slots=True)
class WrittenPerson:
    """One person as a cell has it.

    `text` is the whole part as written, `name` the name alone with its words in their order, `former` the surname
    borne before, `position` whatever else stands beside the name.
    """

    text: str
    name: str
    school_class: SchoolClass | None = None
    birth: Birth | None = None
    former: str = ""
    position: str = ""


def people_in(cell: str, context: Context) -> list[WrittenPerson]:
    """Return the people that a cell names, in their order; a part that is nobody's name stays a person of that text.

    Empty where the cell says that there is nobody («Вакансия», «—»).
    """
    if len(cell) > LONGEST_GROUP:
        return [WrittenPerson(clean(cell), "")]
    if is_full_name(cell):
        return [WrittenPerson(cell, cell)]
    common = CLASS_BEFORE_PEOPLE.match(clean(cell))
    text = cell[cell.index(":") + 1 :] if common and ":" in cell else cell
    people = [
        person
        for part in _parts(text)
        if even(part).strip(" .") not in NOBODY
        for person in _one_after_another(written_person(part, context), context)
    ]
    shared = class_of(common[1]) if common and ":" in cell else None
    if shared and shared.grade:
        people = [_in_class(person, shared) for person in people]
    return people


def _one_after_another(person: WrittenPerson, context: Context) -> list[WrittenPerson]:
    """Return the person, and whoever is named in what stands beside the name: «Андреев Сергей 8А Белова Анна 8Б»."""
    following = written_person(person.position, context) if person.position else None
    words = following.name.split() if following else []
    if not following or len(words) < 2 or not any(map(_is_surname, words)):
        return [person]
    alone = WrittenPerson(person.text, person.name, person.school_class, person.birth, person.former)
    return [alone, *_one_after_another(following, context)]


def _in_class(person: WrittenPerson, school_class: SchoolClass) -> WrittenPerson:
    if person.school_class:
        return person
    return WrittenPerson(person.text, person.name, school_class, person.birth, person.former, person.position)


def _parts(text: str) -> list[str]:
    """Return the texts of the people of a cell: what follows a name and names nobody stays with it."""
    pieces: list[str] = []
    lines = [NUMBERING.sub("\n", clean(line)) for line in text.splitlines()]
    for line in "\n".join(lines).splitlines():
        # a line of its own is a person of its own, unless it only adds to the one before
        for piece in _split_outside_brackets(line):
            plain = clean(piece).strip(" .,-–—") if not INITIAL.fullmatch(clean(piece)[-2:].strip()) else clean(piece)
            if not plain:
                continue
            if pieces and not _names_somebody(plain):
                pieces[-1] = f"{pieces[-1]}, {plain}"
            else:
                pieces.append(plain)
    return pieces


def _split_outside_brackets(line: str) -> list[str]:
    """Return the pieces between separators; those inside brackets separate nothing."""
    hidden = BRACKETS.sub(lambda match: "\0" * len(match[0]), line)
    pieces, start = [], 0
    for match in BETWEEN_PEOPLE.finditer(hidden):
        pieces.append(line[start : match.start()])
        start = match.end()
    return [*pieces, line[start:]]


def _names_somebody(piece: str) -> bool:
    """Tell whether a piece holds a word that can be a surname: a capital, no position, class or organisation."""
    if FORMER.match(piece):
        return False
    plain = ORGANISATION.split(BRACKETS.sub(" ", piece), maxsplit=1)[0]
    return any(_is_surname(word) for word in WORD.findall(plain))


def _is_surname(word: str) -> bool:
    plain = word.strip(".")
    return (
        len(plain) >= FEWEST_LETTERS
        and (plain.isupper() or not plain[-1].isupper())  # «ВоГУ» is no surname
        and _has_capital(plain)
        and not _is_position(even(plain))
        and not word.endswith(".")
    )


@lru_cache(SPELLINGS_REMEMBERED)
def is_full_name(cell: str) -> bool:
    """Tell whether a cell is one person's name in full and nothing else, as most are: it need not be taken apart."""
    return bool(FULL_NAME.fullmatch(cell)) and not carries_more(cell)


def names_somebody(cell: str) -> bool:
    """Tell whether a cell holds the name of a person or several, of two words at least."""
    return any(" " in person.name for person in people_in(cell, Context(dt.date.today())))


def names_a_class(cell: str) -> bool:
    """Tell whether a cell names a class and nobody of it: «7А класс», «обучающиеся 7А», «ученики 6А и 6Б»."""
    words = WORDS_OF_CELL.findall(even(clean(cell)))
    return all(map(OF_A_CLASS.fullmatch, words)) and any(letter.isdigit() for word in words for letter in word)


@lru_cache(SPELLINGS_REMEMBERED)
def carries_more(text: str) -> bool:
    """Tell whether something but a name may stand in a text: a number, a bracket, a comma, a position."""
    if len(text) > LONGEST_GROUP:
        return False
    is_marked = not FULL_NAME.fullmatch(text) and bool(MARKS.search(text))
    return is_marked or any(map(_is_position, even(text).split()))


@lru_cache(SPELLINGS_REMEMBERED)
def _is_position(word: str) -> bool:
    """Tell whether a word, as it is compared, is one of a position."""
    return bool(POSITION.fullmatch(word.strip(".")))


def written_person(text: str, context: Context) -> WrittenPerson:
    """Return who is meant by a text that names one person, and what stands beside the name."""
    rest, former, beside = DOUBLE_SURNAME.sub(r"\1-\2", clean(NUMBERING.sub(" ", clean(text)))), "", []
    for bracket in BRACKETS.findall(rest):
        if FORMER.match(bracket) or (_is_surname(bracket) and WORD.fullmatch(bracket)):
            former = FORMER.sub("", bracket).strip()
        else:
            beside.append(bracket)
    rest = BRACKETS.sub(" ", rest)
    name, after = _name_of(rest)
    beside += after
    birth, beside = _birth_in(beside, context)
    school_class, beside = _class_in(beside)
    for piece in list(beside):
        if FORMER.match(piece):
            former = FORMER.sub("", piece).strip()
            beside.remove(piece)
    return WrittenPerson(clean(text), name, school_class, birth, former, clean(", ".join(beside)))


def _name_of(text: str) -> tuple[str, list[str]]:
    """Return the run of words that is the name, and the pieces around it."""
    words = list(WORD.finditer(_without_marks(text)))
    capital = any(_is_surname(word[0]) for word in words)
    runs: list[list[re.Match[str]]] = [[]]
    for word in words:
        if not _belongs_to_name(word[0], capital, bool(runs[-1])):
            runs.append([])
        elif runs[-1] and not _adjoin(text, runs[-1][-1], word):
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
    """Return the text with classes and days blanked out letter for letter: «8А» is no initial."""
    for mark in (DATE_IN_TEXT, CLASS_IN_TEXT):
        text = mark.sub(lambda match: "\0" * len(match[0]), text)
    return text


def _belongs_to_name(word: str, capital: bool, inside: bool) -> bool:
    plain = word.strip(".")
    if _is_position(even(plain)) and not (word.endswith(".") and len(plain) == 1):
        return False
    if len(plain) == 1:
        return plain.isupper() or word.endswith(".")
    return _has_capital(plain) or not capital or (inside and even(plain) in PARTICLES)


def _has_capital(word: str) -> bool:
    """Tell whether a word is written as a name: «Иванов», «д'Артаньян»."""
    return word[0].isupper() or ("'" in AN_APOSTROPHE.sub("'", word) and not word.islower())


def _adjoin(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Tell whether only blanks stand between two words."""
    return not text[first.end() : second.start()].strip(" .")


def birth_beside(cell: str) -> str:
    """Return the text of the birth that stands beside a name in a cell; the cell itself where it is not one alone."""
    births = [match[0] for match in DATE_IN_TEXT.finditer(cell)] or [match[0] for match in YEAR_OF_BIRTH.finditer(cell)]
    rest = AROUND_BIRTH.sub(" ", cell.replace(births[0], "")) if len(births) == 1 else ""
    return births[0] if names_somebody(rest) and not BESIDE_NAME.search(rest) else cell


def _birth_in(pieces: list[str], context: Context) -> tuple[Birth | None, list[str]]:
    """Return the birth that one of the pieces gives, and the pieces without it."""
    for place, piece in enumerate(pieces):
        match = DATE_IN_TEXT.search(piece) or YEAR_OF_BIRTH.search(piece)
        birth = read_birth(match[0], context) if match else None
        if match and isinstance(birth, Birth):
            left = AROUND_BIRTH.sub(" ", f"{piece[: match.start()]} {piece[match.end() :]}")
            rest = clean(left).strip(" ,;.")
            return birth, [*pieces[:place], *([rest] if rest else []), *pieces[place + 1 :]]
    return None, pieces


def _class_in(pieces: list[str]) -> tuple[SchoolClass | None, list[str]]:
    """Return the class that one of the pieces gives, and the pieces without it."""
    for place, piece in enumerate(pieces):
        for match in CLASS_IN_TEXT.finditer(piece):
            school_class = class_of(match[0])
            if school_class and school_class.grade:
                rest = clean(f"{piece[: match.start()]} {piece[match.end() :]}").strip(" ,;.-")
                return school_class, [*pieces[:place], *([rest] if rest else []), *pieces[place + 1 :]]
    return None, pieces


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared, initials as letters: «Иванова А. П.» → (иванова, а, п)."""
    plain = name_key(name)
    return tuple(plain.replace(".", " ").split())
