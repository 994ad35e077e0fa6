"""Days, and births of which perhaps only the year is known. Day first, always; nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from data.parsing.cells import Context, Fault, clean, even, formula_error, is_nothing
from data.spreadsheets.sheet import Cell

NO_DATE = "это не дата"
YEARS = range(1900, 2101)  # docs/domain.md, «Who counts»: four digits in this range are a year, no Excel serial
SERIAL_EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel's calendar after its false 29.02.1900
SERIALS = range(2_101, 73_416)  # 01.10.1905 … 31.12.2100
MONTH_WORDS = (
    "янв(?:ар[ья])?", "фев(?:р(?:ал[ья])?)?", "мар(?:та?)?", "апр(?:ел[ья])?", "ма[йя]", "ию?н(?:[ья])?",
    "ию?л(?:[ья])?", "авг(?:уста?)?", "сен(?:т(?:ябр[ья])?)?", "окт(?:ябр[ья])?", "ноя(?:б(?:р[ья])?)?",
    "дек(?:абр[ья])?",
)  # fmt: skip
MONTH = rf"(?:{'|'.join(MONTH_WORDS)})"
A_YEAR = re.compile(r"\d{4}")
SERIAL = re.compile(r"(\d{4,5})(?:\.\d+)?")
NUMERIC_DATE = re.compile(r"(\d{1,2})\s?[./, -]\s?(\d{1,2})\s?[./, -]\s?(\d{4}|\d{2})")
ISO_DATE = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
WORD_DATE = re.compile(rf"[«\"]?(\d{{1,2}})[»\"]?[ .-]*({MONTH})[ .,-]*(\d{{4}}|\d{{2}})")
COMPACT_DATE = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)")  # of data bases
COMPACT_DAY_FIRST = re.compile(r"^([0-3]\d)(0[1-9]|1[0-2])((?:19|20)\d\d)$")  # «01092026»
ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")  # «1.IX.2023»
ROMAN_DATE = re.compile(r"(\d{1,2})\s?[./ -]\s?([ivxх]{1,4})\s?[./ -]\s?(\d{4}|\d{2})")
MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[tт ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s?(z|[+-]\d{2}:?(?:\d{2})?)", re.IGNORECASE
)
DATE_TAIL = re.compile(r"\s*(г\.?\s?р|года?( рождения)?|г)?[ .]*$|[tт, ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
ORDER_TAIL = re.compile(  # «01.09.2024 (приказ № 12)», «01.09.2024 № 120-о»
    r"[ ,;(/-]+(?:(?:по |на основании )?(?:приказ|пр\.|распоряж|протокол)\w*|пр(?= ?№)|№ ?\w).*$"
)
LETTER_FOR_ZERO = re.compile(r"(?<=\d)о(?=[\d./ ]|$)|(?<=[./])о(?=\d)")
DATE_IN_TEXT = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?(?:\d{4}|\d{2})(?!\d)|«?\d{1,2}»?\s+[а-яё]{3,}\s+\d{4}",
    re.IGNORECASE,
)
BEHIND_ORDER = re.compile(  # more than an order: «…, пр. № 5, выбыл 31.05.2025», but not «(приказ о завершении)»
    r"(?<!\bо )(?<!\bоб )\b(?:за(?:верш|конч)|оконч|прекра[тщ]|прерв|расторг|распал|закры|выбы|отчисл|отмен|аннул|продл"
    rf"|пролонг|увол|перев|снят|верн|возобнов)|\b(?:до|по) (?:{DATE_IN_TEXT.pattern})"
)
LONGEST_DAY = 60  # characters of a written day, its words and its time of day together

Century = Callable[[int, int, int], int]  # day, month and two digits of a year → the year


class Birth(NamedTuple):
    """The days on which the person may have been born; a date is a span of one day."""

    first: dt.date
    last: dt.date


def read_birth(cell: Cell, context: Context) -> Birth | Fault | None:
    """Returns a day of birth, or the whole year when only the year is known."""
    if isinstance(cell, dt.date):
        day = day_of(cell)
        return Birth(day, day) if isinstance(day, dt.date) else day
    text = clean(cell).casefold()
    text = DATE_TAIL.sub("", text) if len(text) <= LONGEST_DAY else text
    if A_YEAR.fullmatch(text) and int(text) in YEARS:
        return Birth(dt.date(int(text), 1, 1), dt.date(int(text), 12, 31))
    day = day_of(cell, _last_century_before(context.as_of), context.zone)
    return Birth(day, day) if isinstance(day, dt.date) else day


def this_century(_day: int, _month: int, short: int) -> int:
    """Returns 20yy for two digits of a year."""
    return 2000 + short


def _last_century_before(as_of: dt.date) -> Century:
    """Returns a birth year of two digits in the latest century in which the day is not after the date of the data."""

    def century(day: int, month: int, short: int) -> int:
        return 2000 + short if (2000 + short, month, day) <= (as_of.year, as_of.month, as_of.day) else 1900 + short

    return century


def day_of(cell: Cell, century: Century = this_century, zone: dt.tzinfo | None = None) -> dt.date | Fault | None:
    """Returns a day from an Excel date, a serial number or text; None when nothing stands there."""
    if isinstance(cell, dt.date):
        is_day = type(cell) is dt.date and cell.year in YEARS
        return cell if is_day else checked_day(cell.year, cell.month, cell.day)
    if fault := formula_error("bad_date", cell):
        return fault
    text = clean(cell)
    if is_nothing(text) or text.casefold() == "нет":
        return None
    if isinstance(cell, bool | dt.time) or len(text) > LONGEST_DAY:
        return Fault("bad_date", NO_DATE)
    if number := SERIAL.fullmatch(text):
        if int(number[1]) in YEARS:
            return Fault("bad_date", "указан только год")
        if int(number[1]) in SERIALS:
            return SERIAL_EPOCH + dt.timedelta(days=int(number[1]))
    if match := COMPACT_DATE.fullmatch(COMPACT_DAY_FIRST.sub(r"\3\2\1", text)):
        return checked_day(int(match[1]), int(match[2]), int(match[3]))
    if moment := MOMENT.fullmatch(text):
        return _day_of_moment(moment, zone)
    return _written_day(text, century)


def _day_of_moment(moment: re.Match[str], zone: dt.tzinfo | None) -> dt.date | Fault:
    """Returns the day that a moment with a zone of its own was in the school's time zone."""
    offset = "+00:00" if moment[4] in "zZ" else moment[4]
    try:
        instant = dt.datetime.fromisoformat(f"{moment[1]}T{moment[2]}{moment[3] or ''}{offset}")
    except ValueError:
        return Fault("bad_date", "такой даты нет")
    local = instant.astimezone(zone) if zone else instant
    return checked_day(local.year, local.month, local.day)


def _written_day(text: str, century: Century) -> dt.date | Fault:
    """Returns a day written in figures, or with the month as a word."""
    plain = DATE_TAIL.sub("", DATE_TAIL.sub("", without_order(LETTER_FOR_ZERO.sub("0", even(text))))).rstrip(" -")
    if match := NUMERIC_DATE.fullmatch(plain):
        day, month, year = int(match[1]), int(match[2]), match[3]
    elif match := ISO_DATE.fullmatch(plain):
        day, month, year = int(match[3]), int(match[2]), match[1]
    elif (match := ROMAN_DATE.fullmatch(plain)) and (roman := match[2].replace("х", "x")) in ROMAN_MONTHS:
        day, month, year = int(match[1]), ROMAN_MONTHS.index(roman) + 1, match[3]
    elif match := WORD_DATE.fullmatch(plain):
        day, month, year = int(match[1]), month_named(match[2]), match[3]
    else:
        return Fault("bad_date", NO_DATE)
    return checked_day(int(year) if len(year) == 4 else century(day, month, int(year)), month, day)


def without_order(text: str) -> str:
    """Returns a text without the order behind its day; the whole text where more than an order stands there."""
    order = ORDER_TAIL.search(text)
    return text[: order.start()] if order and not BEHIND_ORDER.search(order[0]) else text


def month_named(word: str) -> int:
    """Returns the number of a month by its name in any case or abbreviation, 0 when it is none."""
    word = word.strip(" .")
    return next((month for month, name in enumerate(MONTH_WORDS, 1) if re.fullmatch(name, word)), 0)


def checked_day(year: int, month: int, day: int) -> dt.date | Fault:
    """Returns the day, or why there is none."""
    if year not in YEARS:
        return Fault("bad_date", f"год {year} невозможен")
    try:
        return dt.date(year, month, day)
    except ValueError:
        return Fault("bad_date", "такой даты нет")
