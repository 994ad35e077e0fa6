"""Text → dates, flags, classes, names: what a cell means (domain.md, «What real rosters look like»).

Every kind of field has one reader. A reader gives a value, None for «nothing stands here», or a `Fault` when
the cell cannot be understood: nothing is guessed. Dates are day first, always.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.reading import Cell, CellError

NOT_PUPILS = re.compile(r"^\s*(вне\s+оо|гкп\b|.*\bгрупп[аы]\b|.*\b(д/с|детский сад)\b)", re.IGNORECASE)
LATIN_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYabcehkmoptxy", "АВСЕНКМОРТХУавсенкмортху")
DASHES = re.compile("\\s*[-\u2010-\u2015\u2212]\\s*")
YES = frozenset({"да", "+", "v", "1", "есть", "истина", "true", "состоит", "имеется", "является", "д", "\u2713", "\u2714"})
NO = frozenset({"нет", "-", "0", "ложь", "false", "не состоит", "не имеется", "не имеет", "не является", "отсутствует", "н"})
NOTHING = frozenset({"", "-", "нет", "нет данных", "н/д", "не указано", "не указан", "отсутствует"})
NEGATIVE_START = re.compile(r"^(нет|не|без|отсутству|норма|отказ)\b")
YEARS = range(1900, 2101)  # domain.md: four digits in this range are a year, never an Excel serial
SERIAL_EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel's calendar after its false 29.02.1900
SERIALS = range(2_101, 80_000)  # 01.10.1905 … 09.01.2119
MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
NUMERIC_DATE = re.compile(r"^(\d{1,2})\s*[./,-]\s*(\d{1,2})\s*[./,-]\s*(\d{4}|\d{2})$")
ISO_DATE = re.compile(r"^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$")
WORD_DATE = re.compile(r"^«?(\d{1,2})»?\s+([а-я]+)\s+(\d{4})$")
DATE_TAIL = re.compile(r"(\s*(года|год|г)\.?|[tт\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)$", re.IGNORECASE)
CLASS = re.compile(r"^(\d{1,2})\s*(.*)$")
EXPERIENCE = re.compile(r"^(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:лет|года?|г\.?|л\.?)?)?\s*(?:(\d{1,2})\s*(?:месяц(?:а|ев)?|мес\.?|м\.?))?\s*(?:\d+\s*дн\w*\.?)?$")
LONGEST_EXPERIENCE = 80  # years; more is a slip of the hand

REGISTERS = ("at_risk", "vshu", "pdn", "kdn")
REGISTER_TITLES = {"at_risk": "СОП, персонифицированный учёт", "vshu": "ВШУ", "pdn": "ПДН", "kdn": "КДН и ЗП"}
REGISTER_WORDS = {
    "at_risk": re.compile(r"\bсоп\b|персонифицир|социально[\s-]+опасн"),
    "vshu": re.compile(r"\bвшу\b|внутришкольн"),
    "pdn": re.compile(r"\bпдн\b|\bодн\b|полици"),
    "kdn": re.compile(r"\bкдн|комисси"),
}
ROLES = {
    "student": "ученик",
    "teacher": "учитель",
    "undergraduate": "студент",
    "employer": "работодатель",
}
FORMS = {
    "student_student": "ученик – ученик",
    "teacher_teacher": "учитель – учитель",
    "undergraduate_student": "студент – ученик",
    "employer_student": "работодатель – ученик",
    "teacher_student": "учитель – ученик",
    "other": "иная",
}
ROLE_WORDS = {"педагог": "учитель", "обучающийся": "ученик", "учащийся": "ученик", "наставник": ""}
MODES = {"onsite": "очный", "remote": "дистанционный", "mixed": "смешанный"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be understood: the code of the finding and what is wrong, in words."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader needs to know besides the cell: the date of the data and the register of the column."""

    as_of: dt.date
    register: str = "at_risk"


@dataclass(frozen=True, slots=True)
class Birth:
    """The days on which the person may have been born; a date is a span of one day."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class as understood: `grade` is None when it is not, `name` then stays as written."""

    name: str
    grade: int | None
    pupil: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """What a register column says: the registers and the day of entry, where one is given."""

    registers: frozenset[str]
    since: dt.date | None = None


Reader = Callable[[Cell, Context], Any]


def clean(cell: Cell) -> str:
    """The text of a cell with blanks evened out; a whole number without its «.0»."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date):
        return f"{cell:%d.%m.%Y}"
    return " ".join(str(cell).split())


@cache
def name_key(name: str) -> str:
    """A name as it is compared: alphabets, case, blanks, ё/е, dashes and «И. И.» evened out."""
    words = " ".join(_one_alphabet(word) for word in name.split())
    words = DASHES.sub("-", words.casefold().replace("ё", "е"))
    return re.sub(r"\.\s+(?=\w\.)", ".", words)


def _one_alphabet(word: str) -> str:
    """Latin look-alikes become Cyrillic in a word that mixes alphabets."""
    if word.isascii() or not re.search("[A-Za-z]", word):
        return word
    return word.translate(LATIN_TO_CYRILLIC)


@cache
def header_key(header: str) -> str:
    """A header as it is compared: case, ё/е, stops, quotes, blanks and mixed alphabets evened out."""
    text = name_key(header.replace("№", " № "))
    text = re.sub(r"[«»\"'*.:;]", " ", text)
    text = re.sub(r"\s*([/,])\s*", r"\1", text).strip(" ,/")
    words = text.split()
    joined: list[str] = []
    for place, word in enumerate(words):
        follows_letter = place > 0 and len(words[place - 1]) == 1 and words[place - 1].isalpha()
        if joined and follows_letter and len(word) == 1 and word.isalpha():
            joined[-1] += word
        else:
            joined.append(word)
    return " ".join(joined)


@cache
def number_key(number: str) -> str:
    """A personal number as it is compared: case, blanks, dashes and look-alike letters evened out."""
    return re.sub(r"\s", "", DASHES.sub("-", number.casefold().translate(LATIN_TO_CYRILLIC)))


@cache
def class_of(text: str) -> SchoolClass | None:
    """A class from any of its spellings: «5А», «5 "А"», «5-а», «5 «А»», «5а кл.», «10 соц-эк»; None for nothing."""
    plain = " ".join(text.split())
    if not plain or DASHES.fullmatch(plain):
        return None
    if NOT_PUPILS.match(plain):
        return SchoolClass(plain, None, pupil=False)
    found = CLASS.match(re.sub(r"[«»\"“”„'’`]", "", plain))
    if not found or not 1 <= int(found[1]) <= 12:
        return SchoolClass(plain, None)
    rest = re.sub(r"\b(класса?|кл)\b\.?", "", found[2], flags=re.IGNORECASE)
    rest = rest.translate(LATIN_TO_CYRILLIC).strip(" .-–—()")
    if not re.fullmatch(r"[А-Яа-яЁё][А-Яа-яЁё .,/+-]*|", rest):
        return SchoolClass(plain, None)
    letter = rest.upper() if len(rest) == 1 else f" {rest.lower()}" if rest else ""
    return SchoolClass(f"{int(found[1])}{letter}", int(found[1]))


def read_text(cell: Cell, _context: Context) -> str | Fault | None:
    if isinstance(cell, CellError):
        return None
    text = clean(cell)
    return text if text and not DASHES.fullmatch(text) else None


def read_name(cell: Cell, _context: Context) -> str | Fault | None:
    if isinstance(cell, CellError):
        return Fault("empty_required", "в ячейке ошибка формулы, имени нет")
    text = clean(cell)
    return text if re.search(r"[^\W\d_]", text) else None


def read_number(cell: Cell, _context: Context) -> str | Fault | None:
    if isinstance(cell, CellError):
        return Fault("bad_number", "в ячейке ошибка формулы")
    text = clean(cell)
    return text if text and number_key(text) != "-" else None


def read_date(cell: Cell, context: Context) -> dt.date | Fault | None:
    """A day; two digits of a year mean 20yy."""
    return _day(cell, lambda year: 2000 + year)


def read_end(cell: Cell, context: Context) -> dt.date | Fault | None:
    """The last day of a pair; a range («01.09.2021 – 31.05.2022», «до 31.05.2022») gives its end."""
    text = clean(cell).casefold()
    if text in {"бессрочно", "постоянно", "по настоящее время", "действует", "не ограничен"}:
        return None
    if isinstance(cell, str) and (found := re.search(r"(?:до|по|\d\s*[-–—])\s*(\d{1,2}[./]\d{1,2}[./]\d{2,4}[\sг.]*)$", text)):
        return read_date(found[1], context)
    return read_date(cell, context)


def read_birth(cell: Cell, context: Context) -> Birth | Fault | None:
    """A day of birth, or the whole year when only the year is known; two digits of a year mean the latest century past."""
    year_text = DATE_TAIL.sub("", clean(cell))
    if re.fullmatch(r"\d{4}", year_text) and int(year_text) in YEARS:
        year = int(year_text)
        return Birth(dt.date(year, 1, 1), dt.date(year, 12, 31))
    latest = context.as_of.year % 100
    day = _day(cell, lambda short: 2000 + short if short <= latest else 1900 + short)
    if isinstance(day, dt.date):
        if day > context.as_of and re.search(r"\D\d{2}$", year_text):
            day = day.replace(year=day.year - 100)
        return Birth(day, day)
    return day


def _day(cell: Cell, century: Callable[[int], int]) -> dt.date | Fault | None:
    """A day from an Excel date, a serial number or text; None when nothing stands there."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = clean(cell)
    if text.casefold() in NOTHING or DASHES.fullmatch(text):
        return None
    if isinstance(cell, CellError | bool | dt.time):
        return Fault("bad_date", "это не дата")
    number = re.fullmatch(r"(\d{4,5})(\.\d+)?", text)
    if number and int(number[1]) not in YEARS and int(number[1]) in SERIALS:
        return SERIAL_EPOCH + dt.timedelta(days=int(number[1]))
    if number and int(number[1]) in YEARS:
        return Fault("bad_date", "указан только год")
    return _written_day(text, century)


def _written_day(text: str, century: Callable[[int], int]) -> dt.date | Fault:
    plain = DATE_TAIL.sub("", DATE_TAIL.sub("", text.casefold())).strip()
    if found := NUMERIC_DATE.match(plain):
        year = int(found[3]) if len(found[3]) == 4 else century(int(found[3]))
        day, month = int(found[1]), int(found[2])
    elif found := ISO_DATE.match(plain):
        year, month, day = (int(part) for part in found.groups())
    elif (found := WORD_DATE.match(plain)) and (month := _month(found[2])):
        day, year = int(found[1]), int(found[3])
    else:
        return Fault("bad_date", "это не дата")
    if year not in YEARS:
        return Fault("bad_date", f"год {year} невозможен")
    try:
        return dt.date(year, month, day)
    except ValueError:
        return Fault("bad_date", "такой даты нет")


def _month(word: str) -> int:
    """The number of a month by its name, 0 when it is none."""
    for number, stem in enumerate(MONTHS, 1):
        if word.startswith(stem) and (stem != "ма" or word in {"май", "мая"}):
            return number
    return 0


def _yes(cell: Cell, *own_words: str) -> bool | Fault | None:
    """Yes or no; None where nothing stands."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, CellError):
        return Fault("bad_flag", "в ячейке ошибка формулы")
    text = DASHES.sub("-", clean(cell)).casefold().strip(" .")
    if not text:
        return None
    if text in YES or text in own_words:
        return True
    return False if text in NO or text == "-" else Fault("bad_flag", "непонятно, «да» или «нет»")


def read_flag(cell: Cell, _context: Context) -> bool | Fault | None:
    return _yes(cell, "мс", "молодой специалист", "молодой")


def read_presence(cell: Cell, _context: Context) -> bool | Fault | None:
    """«ОВЗ» and its kind: any text but a negative means yes («7.1», «ЗПР»)."""
    answer = _yes(cell)
    if not isinstance(answer, Fault) or isinstance(cell, CellError):
        return answer
    return not NEGATIVE_START.match(clean(cell).casefold())


def read_register(cell: Cell, context: Context) -> Entry | Fault | None:
    """A register column: yes or no, the names of registers, or the day of entry."""
    answer = _yes(cell)
    if not isinstance(answer, Fault):
        return Entry(frozenset({context.register})) if answer else None
    if isinstance(cell, CellError):
        return answer
    day = _day(cell, lambda year: 2000 + year)
    if isinstance(day, dt.date):
        return Entry(frozenset({context.register}), day)
    text = clean(cell).casefold().replace("ё", "е")
    if NEGATIVE_START.match(text):
        return None
    named = frozenset(register for register, words in REGISTER_WORDS.items() if words.search(text))
    return Entry(named) if named else Fault("bad_flag", "непонятно, о каком учёте речь")


def read_class(cell: Cell, _context: Context) -> SchoolClass | Fault | None:
    if isinstance(cell, CellError):
        return Fault("empty_required", "в ячейке ошибка формулы, класса нет")
    return class_of(clean(cell))


def read_experience(cell: Cell, _context: Context) -> int | Fault | None:
    """Teaching experience in full months, from years («3», «2,5») or «2 года 5 месяцев»."""
    text = clean(cell).casefold()
    if not text or DASHES.fullmatch(text):
        return None
    if text in {"нет", "без стажа", "менее года", "до года", "меньше года"}:
        return 0
    found = None if isinstance(cell, bool | CellError | dt.date) else EXPERIENCE.match(text)
    if not found or not (found[1] or found[2]) or float((found[1] or "0").replace(",", ".")) > LONGEST_EXPERIENCE:
        return Fault("bad_number", "стаж не понятен")
    return int(float((found[1] or "0").replace(",", ".")) * 12) + int(found[2] or 0)


def read_form(cell: Cell, _context: Context) -> str | Fault | None:
    """A key of `FORMS`; None where nothing stands."""
    text = re.sub(r"\s*[/\u2192>]\s*", "-", DASHES.sub("-", clean(cell).casefold().replace("ё", "е"))).strip("«»\" .")
    if not text or text == "-":
        return None
    if text in {"иная", "иное", "другая", "другое", "иная форма"}:
        return "other"
    sides = [ROLE_WORDS.get(side, side) for side in text.split("-")]
    wanted = " – ".join(sides)
    for key, title in FORMS.items():
        if title == wanted:
            return key
    return Fault("unknown_form", "такой формы наставничества нет")


def read_mode(cell: Cell, _context: Context) -> str | Fault | None:
    """A key of `MODES`; «ДОТ»: да is remote, нет is on site."""
    text = clean(cell).casefold()
    if re.match(r"смеш|гибрид|очно\s*[-–—/,и+]\s*дист|дист\w*\s*[-–—/,и+]\s*очн|частично", text):
        return "mixed"
    if re.match(r"дист|удал[её]н|онлайн|дот\b|с дот\b", text):
        return "remote"
    if re.match(r"очн|оффлайн|без дот\b", text):
        return "onsite"
    answer = _yes(cell)
    if isinstance(answer, Fault):
        return Fault("bad_flag", "формат не понятен")
    return None if answer is None else "remote" if answer else "onsite"


READERS: dict[str, Reader] = {
    "text": read_text,
    "name": read_name,
    "name_part": read_text,
    "number": read_number,
    "date": read_date,
    "end": read_end,
    "birth": read_birth,
    "flag": read_flag,
    "presence": read_presence,
    "register": read_register,
    "registers": read_register,
    "class": read_class,
    "grade": read_text,
    "letter": read_text,
    "experience": read_experience,
    "form": read_form,
    "mode": read_mode,
}


def read_column(cells: list[Cell], kind: str, context: Context) -> list[Any]:
    """The values of a column (a `Fault` where a cell is not understood), each distinct cell read once."""
    read = READERS[kind]
    seen: dict[tuple[type, Cell], Any] = {}
    values = []
    for cell in cells:
        key = (type(cell), cell)
        if key not in seen:
            seen[key] = read(cell, context)
        values.append(seen[key])
    return values
