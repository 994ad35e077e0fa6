"""Starts and ends of pairs as schools write them: days, months, quarters, school years, both ends in one cell.

docs/domain.md, «What is a row, a list, a date in them».
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from data.parsing.cells import Context, Fault, clean, even, formula_error
from data.parsing.dates import LONGEST_DAY, MONTH, NO_DATE, YEARS, checked_day, day_of, month_named
from data.spreadsheets.sheet import Cell

SCHOOL_YEAR_STARTS, SCHOOL_YEAR_ENDS = (9, 1), (5, 31)  # month, day
HALF_YEARS = {1: ((9, 1), (12, 31)), 2: ((1, 1), (5, 31))}  # of a school year, its first year and the next
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
YEAR = r"(\d{4}|\d{2})"
NUMBER = r"(\d|iv|i{1,3})"
OF_YEAR = r"(?:[ .]*(?:г|год|года|году)\.?)?"
SCHOOL_YEAR = rf"(\d{{4}}|\d{{2}})\s?[-/]\s?{YEAR}(?:\s?-?\s?(?:го|й|ый))?"
STUDY = r"\s?(?:уч(?:еб(?:н(?:ый|ого|ом))?)?\.?\s?-?(?:г(?:од(?:а|у)?)?)?\.?|г\.?\s?г\.?|гг\.?)"
A_MONTH = re.compile(rf"({MONTH})[ .,/-]*{YEAR}{OF_YEAR}")
NUMERIC_MONTH = re.compile(rf"(\d{{1,2}})\s?[./-]\s?(\d{{4}}){OF_YEAR}|(\d{{4}})-(\d{{1,2}})")
A_QUARTER = re.compile(rf"{NUMBER}(?:\s?-?\s?(?:й|ый|ий|ого|го))?\s?(?:квартала?|кв)\.?,?\s?{YEAR}{OF_YEAR}")
QUARTER_LAST = re.compile(rf"{YEAR}{OF_YEAR},?\s{NUMBER}(?:\s?-?\s?(?:й|ый|ий))?\s?(?:квартал|кв)\.?")
A_SCHOOL_YEAR = re.compile(rf"{SCHOOL_YEAR}(?:{STUDY})?")
A_HALF_YEAR = re.compile(
    rf"{NUMBER}(?:\s?-?\s?(?:ое|е|го|ого))?\s?(?:полугоди[еяю]|п/г)\.?,?\s?{SCHOOL_YEAR}(?:{STUDY})?"
)
BEFORE_START = re.compile(r"^(?:с|со|от|начало|начиная с|в)\s+")
BEFORE_END = re.compile(r"^(?:по|до|конец|до конца|по конец)\s+")
NOW = r"(?:настоящ(?:ее|его)|наст|текущ(?:ее|его)|сегодняшн(?:ий|его)|сей|данн(?:ое|ый)|н)"
NO_END = re.compile(
    rf"(?:по|до)?\s?{NOW}[ ./]*(?:время|времени|вр|день|дня|момент|моменту|в)\.?"
    r"|(?:пара )?(?:продолжает(?:ся)?|действу(?:ет|ющая)|бессрочн(?:о|ая|ый)|постоянн(?:о|ая)|работает|в работе"
    r"|активн(?:а|о|ая)|не (?:ограничен|завершен|окончен|определен|установлен)[оа]?"
    r"|без (?:срока|ограничени[йя]|даты окончания)|текущая|открыта|идет|по сей день|до отмены|\u221e)"
)


class Assumption(StrEnum):
    """For what longer time a day stands; the value keys the wording."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    SCHOOL_YEAR = "school_year"


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a text speaks of, from the first to the last; `assumption` says what longer time it named."""

    first: dt.date
    last: dt.date
    assumption: Assumption | None = None


@dataclass(frozen=True, slots=True)
class PairDates:
    """The start and the end that a cell gives; `endless`: it says that there is no end."""

    start: Span | None = None
    end: Span | None = None
    endless: bool = False


def read_pair_dates(cell: Cell, context: Context) -> PairDates | Fault | None:
    """Return what a cell of the start, the end or the term of a pair says; None when nothing stands there.

    A single time is both `start` and `end`: the column decides which of the two is meant.
    """
    if isinstance(cell, dt.date) or formula_error("bad_date", cell) or not isinstance(cell, str):
        return _single(day_of(cell, zone=context.zone))
    text = even(clean(cell)).strip(" .,;")
    if len(text) > 2 * LONGEST_DAY:
        return Fault("bad_date", NO_DATE)
    if NO_END.fullmatch(text):
        return PairDates(endless=True)
    whole = _span(text, context)
    if not isinstance(whole, Fault):
        return _single(whole)
    if (ends := _both_ends(text, context)) is not None:
        return ends
    if (shorter := BEFORE_START.sub("", text)) != text:
        span = _span(shorter, context)
        return span if isinstance(span, Fault) else PairDates(start=span)
    if (shorter := BEFORE_END.sub("", text)) != text:
        span = _span(shorter, context)
        return span if isinstance(span, Fault) else PairDates(end=span)
    return whole


def _single(day: dt.date | Span | Fault | None) -> PairDates | Fault | None:
    if day is None or isinstance(day, Fault):
        return day
    span = day if isinstance(day, Span) else Span(day, day)
    return PairDates(span, span)


def _both_ends(text: str, context: Context) -> PairDates | Fault | None:
    """Return the start and the end of «с 01.09.2023 по 31.05.2024»; None where the text is no two times."""
    wrong: Fault | None = None
    for place in (found.start() for found in re.finditer(r"\b(?:по|до)\b|[-;]", text)):
        left = BEFORE_START.sub("", text[:place].strip(" ,."))
        right = BEFORE_END.sub("", text[place:].lstrip("-;").strip(" ,."))
        start, end = _span(left, context) if left else None, _span(right, context) if right else None
        if isinstance(start, Span) and (NO_END.fullmatch(right) or NO_END.fullmatch(text[place:].strip(" -;."))):
            return PairDates(start, endless=True)
        if isinstance(start, Span) and isinstance(end, Span):
            return PairDates(start, end)
        wrong = wrong or next(
            (
                fault
                for fault, other in ((start, end), (end, start))
                if isinstance(fault, Fault) and isinstance(other, Span)
            ),
            None,
        )
    return wrong if wrong and wrong.why != NO_DATE else None


def _span(text: str, context: Context) -> Span | Fault | None:
    """Return the days of one time: a day, a month, a quarter, a half or a whole school year."""
    text = text.strip(" .,")
    read = [reader(found) for pattern, reader in READERS.items() if (found := pattern.fullmatch(text))]
    span = next((span for span in read if isinstance(span, Span)), None)
    if span or read:
        return span or read[0]
    day = day_of(text, zone=context.zone)
    return Span(day, day) if isinstance(day, dt.date) else day


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _months(year: int, first: int, last: int, assumption: Assumption) -> Span | Fault:
    """Return the whole months of a year from the first to the last."""
    start = checked_day(year, first, 1)
    if isinstance(start, Fault):
        return start
    return Span(start, dt.date(year, last, calendar.monthrange(year, last)[1]), assumption)


def _month(found: re.Match[str]) -> Span | Fault:
    month = month_named(found[1])
    return _months(_year(found[2]), month, month, Assumption.MONTH)


def _numeric_month(found: re.Match[str]) -> Span | Fault:
    year, month = (found[2], found[1]) if found[1] else (found[3], found[4])
    if int(month) not in range(1, 13):
        return Fault("bad_date", "такого месяца нет")
    return _months(int(year), int(month), int(month), Assumption.MONTH)


def _quarter_of(number: str, year: str) -> Span | Fault:
    quarter = ROMAN.get(number) or int(number)
    if quarter not in range(1, 5):
        return Fault("bad_date", "такого квартала нет")
    return _months(_year(year), 3 * quarter - 2, 3 * quarter, Assumption.QUARTER)


def _quarter(found: re.Match[str]) -> Span | Fault:
    return _quarter_of(found[1], found[2])


def _quarter_last(found: re.Match[str]) -> Span | Fault:
    return _quarter_of(found[2], found[1])


def _years(first: str, second: str) -> tuple[int, int] | Fault:
    """Return the two years of a school year; the second must follow the first."""
    start = _year(first)
    if _year(second) != start + 1 or start not in YEARS:
        return Fault("bad_date", "это не учебный год")
    return start, start + 1


def _school_year(found: re.Match[str]) -> Span | Fault:
    years = _years(found[1], found[2])
    if isinstance(years, Fault):
        return years
    return Span(dt.date(years[0], *SCHOOL_YEAR_STARTS), dt.date(years[1], *SCHOOL_YEAR_ENDS), Assumption.SCHOOL_YEAR)


def _half_year(found: re.Match[str]) -> Span | Fault:
    years, half = _years(found[2], found[3]), ROMAN.get(found[1]) or int(found[1])
    if isinstance(years, Fault) or half not in HALF_YEARS:
        return years if isinstance(years, Fault) else Fault("bad_date", "такого полугодия нет")
    first, last = HALF_YEARS[half]
    year = years[half - 1]
    return Span(dt.date(year, *first), dt.date(year, *last), Assumption.HALF_YEAR)


READERS: dict[re.Pattern[str], Callable[[re.Match[str]], Span | Fault]] = {
    A_MONTH: _month,
    NUMERIC_MONTH: _numeric_month,
    A_QUARTER: _quarter,
    QUARTER_LAST: _quarter_last,
    A_HALF_YEAR: _half_year,
    A_SCHOOL_YEAR: _school_year,
}
