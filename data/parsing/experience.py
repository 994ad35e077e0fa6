"""Teaching experience."""

from __future__ import annotations

import datetime as dt
import re

from data.parsing.cells import Context, Fault, clean, even, formula_error, is_nothing
from data.spreadsheets.sheet import Cell

OPEN_BELOW = 120  # months: of «более 2 лет» nobody knows whether somebody is still young, of «более 20 лет» all do
LONGEST = 80  # years; more is a slip of the hand
EXPERIENCE = re.compile(
    r"(?:(\d{1,2}(?:[.,]\d+)?)(?!\d)\s?(?:лет|года?|г\.?|л\.?)?)?\s?"
    r"(?:(?<!\d)(\d{1,2})\s?(?:месяц(?:а|ев)?|мес\.?|м-ц(?:а|ев)?\.?|м\.?))?\s?(?:\d+\s?(?:дн\w*|д)\.?)?"
)
BEGINNING = re.compile(r"(?:(?:с|со|от) )?(?:\d{1,2}[./]\d{1,2}[./])?(?:19|20)\d\d ?(?:г(?:ода?)?\.?)?")  # «с 1992 г.»
A_BEGINNING = Fault("bad_number", "это начало работы, а не стаж")
AT_LEAST_SO_MUCH = Fault("bad_number", "сказано только, больше скольких лет стаж")
NO_LENGTHS = (A_BEGINNING, AT_LEAST_SO_MUCH)
BEFORE_LENGTH = re.compile(r"^(?:пед\w*\.? ?)?стаж(?: работы)?\s?[:–-]?\s?")
BETWEEN_PARTS = re.compile(r"\s*[/;]\s*")
TEACHING = re.compile(r"\bпед")
NTH_YEAR = re.compile(r"(\d{1,2}) ?-? ?(?:ы?й|ой|ий) год(?: работы)?|неполн(?:ый|ых) (\d{1,2}) (?:года?|лет)")
NTH = {"второй": "2-й", "третий": "3-й", "четвертый": "4-й", "пятый": "5-й"}
NUMBERS = {"один": "1", "два": "2", "три": "3", "четыре": "4", "пять": "5", "полтора": "1,5"}
NTH_OR_SO_MANY = re.compile(r"(?!1 |21 |31 |41 |51 )\d{1,2} год")  # «3 год»: the third, or three
A_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d+)?")
OF_YEARS, OF_MONTHS, OF_DAYS = re.compile(r"\b(?:лет|год)"), re.compile(r"\bмес"), re.compile(r"\bдн(?:ей|и|\b)")
FULL = re.compile(r"\bполн(?:ых|ый) ")
FIRST_WORD = re.compile(r"^[а-я]+(?= (?:год|лет|полн))")
AT_LEAST = re.compile(r"^(?:более|свыше|больше|>)\s?")
IN_WORDS = {  # months
    **dict.fromkeys(
        ("нет", "без стажа", "б/с", "без опыта", "нет стажа", "стажа нет", "б/стажа", "б/ст", "первый год", "1-й год"),
        0,
    ),
    **dict.fromkeys(("менее года", "менее 1 года", "менее 1", "<1", "<1 года", "до года", "до 1 года"), 0),
    **dict.fromkeys(("меньше года", "меньше 1 года"), 0),
    "полгода": 6,
    "год": 12,
}


def read_experience(cell: Cell, context: Context) -> int | Fault | None:
    """Returns teaching experience in full months, from years («3», «2,5», «16 л.») or «2 года 5 месяцев».

    Of two under one header («Общий стаж / пед. стаж»: «20 / 18») the one that the header calls the teaching one.
    """
    if fault := formula_error("bad_number", cell):
        return fault
    text = BEFORE_LENGTH.sub("", _teaching_part(even(clean(cell)), even(clean(context.header))))
    if is_nothing(text):
        return None
    more = AT_LEAST.sub("", text).strip(" +")
    if more and more != text.strip():
        return _at_least(read_experience(more, context))
    header = even(clean(context.header))
    if (
        A_NUMBER.fullmatch(text)
        and not OF_YEARS.search(header)
        and (OF_MONTHS.search(header) or OF_DAYS.search(header))
    ):
        return _of_other_unit(text, header)
    return _length_of(text.strip(" ."), cell, context)


def _of_other_unit(text: str, header: str) -> int | Fault:
    """Returns a number under «Стаж, мес.» as months; of one in days a length is asked."""
    months = int(float(text.replace(",", ".")))
    if OF_DAYS.search(header) or months > 12 * LONGEST:
        return Fault("bad_number", "стаж непонятен")
    return months


def _length_of(text: str, cell: Cell, context: Context) -> int | Fault:
    """Returns the months that a text made plain of a cell says."""
    if text in IN_WORDS:
        return IN_WORDS[text]
    text = FIRST_WORD.sub(lambda word: NTH.get(word[0]) or NUMBERS.get(word[0]) or word[0], text)
    if nth := NTH_YEAR.fullmatch(text):  # of which a part is worked
        return 12 * (int(nth[1] or nth[2]) - 1) if int(nth[1] or nth[2]) else Fault("bad_number", "стаж непонятен")
    if NTH_OR_SO_MANY.fullmatch(text):
        return Fault("bad_number", "непонятно, который это год или сколько лет")
    text = FULL.sub("", text)
    if len(parts := BETWEEN_PARTS.split(text)) == 2:
        months = [read for part in parts if isinstance(read := read_experience(part, context), int)]
        if len(months) == len(parts):
            return min(months)  # the teaching one is never longer than the whole
    if isinstance(cell, dt.date) or BEGINNING.fullmatch(text):
        return A_BEGINNING
    match = None if isinstance(cell, bool | dt.time) else EXPERIENCE.fullmatch(text)
    if not match or not (match[1] or match[2]):
        return Fault("bad_number", "стаж непонятен")
    years = float((match[1] or "0").replace(",", "."))
    if years > LONGEST:
        return Fault("bad_number", "такого стажа не бывает")
    return int(years * 12 + 1e-9) + int(match[2] or 0)


def _at_least(length: int | Fault | None) -> int | Fault | None:
    """Returns a length that is said to be exceeded; a fault where the one who has it may still be young."""
    return AT_LEAST_SO_MUCH if isinstance(length, int) and length < OPEN_BELOW else length


def _teaching_part(text: str, header: str) -> str:
    """Returns the part of a cell that stands under the teaching experience, where a header names two."""
    parts, titles = BETWEEN_PARTS.split(text), BETWEEN_PARTS.split(header)
    if len(parts) < 2 or len(parts) != len(titles):
        return text
    teaching = [part for part, title in zip(parts, titles, strict=True) if TEACHING.search(title)]
    return teaching[0] if len(teaching) == 1 else text
