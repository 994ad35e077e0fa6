"""Times that are longer than a day: months, quarters, halves and whole school years, as schools write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from data.parsing.cells import Context, Fault
from data.parsing.dates import MONTH, YEARS, checked_day, day_of, month_named
from data.periods import SCHOOL_YEAR_ENDS, SCHOOL_YEAR_STARTS

HALF_YEARS = {1: ((9, 1), (12, 31)), 2: ((1, 1), (5, 31))}  # of a school year, its first year and the next
TERMS = {1: ((9, 1), (10, 31)), 2: ((11, 1), (12, 31)), 3: ((1, 1), (3, 31)), 4: ((4, 1), (5, 31))}  # whole months
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
A_TERM = re.compile(  # a quarter of a school year
    rf"{NUMBER}(?:\s?-?\s?(?:я|ая|й|ой))?\s?(?:четверт[ьи]|четв)\.?,?\s?{SCHOOL_YEAR}(?:{STUDY})?"
)


LENGTHS = {  # numbers of years or months in words
    **dict.fromkeys(("один", "одно", "одного"), 1),
    **dict.fromkeys(("два", "две", "двух"), 2),
    **dict.fromkeys(("три", "трех"), 3),
    "четыре": 4,
    "пять": 5,
}


def months_in(number: str, unit: str) -> int:
    """Returns how many months a length is: a number in digits or words, one where none is told, of years or months."""
    count = LENGTHS.get(number or "один") or int(number)
    return count if unit.startswith("мес") else 12 * count


class Assumption(StrEnum):
    """For what longer time a day stands, or that its year is assumed; the value keys the wording."""

    YEAR = "year"
    LENGTH = "length"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    HALF_YEAR = "half_year"
    SCHOOL_YEAR = "school_year"


class Span(NamedTuple):
    """The days that a text speaks of, from the first to the last; `assumption` says what longer time it named."""

    first: dt.date
    last: dt.date
    assumption: Assumption | None = None


def span_of(text: str, context: Context) -> Span | Fault | None:
    """Returns the days of one time: a day, a month, a quarter, a half or a whole school year."""
    text = text.strip(" .,")
    read = [reader(match) for pattern, reader in READERS.items() if (match := pattern.fullmatch(text))]
    span = next((span for span in read if isinstance(span, Span)), None)
    if span or read:
        return span or read[0]
    day = day_of(text, zone=context.zone)
    return Span(day, day) if isinstance(day, dt.date) else day


def year_of(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def months_of(year: int, first: int, last: int, assumption: Assumption) -> Span | Fault:
    """Returns the whole months of a year from the first to the last."""
    start = checked_day(year, first, 1)
    if isinstance(start, Fault):
        return start
    return Span(start, dt.date(year, last, calendar.monthrange(year, last)[1]), assumption)


def _month(match: re.Match[str]) -> Span | Fault:
    month = month_named(match[1])
    return months_of(year_of(match[2]), month, month, Assumption.MONTH)


def _numeric_month(match: re.Match[str]) -> Span | Fault:
    year, month = (match[2], match[1]) if match[1] else (match[3], match[4])
    if int(month) not in range(1, 13):
        return Fault("bad_date", "такого месяца нет")
    return months_of(int(year), int(month), int(month), Assumption.MONTH)


def _quarter_of(number: str, year: str) -> Span | Fault:
    quarter = ROMAN.get(number) or int(number)
    if quarter not in range(1, 5):
        return Fault("bad_date", "такого квартала нет")
    return months_of(year_of(year), 3 * quarter - 2, 3 * quarter, Assumption.QUARTER)


def _quarter(match: re.Match[str]) -> Span | Fault:
    return _quarter_of(match[1], match[2])


def _quarter_last(match: re.Match[str]) -> Span | Fault:
    return _quarter_of(match[2], match[1])


def school_years_of(first: str, second: str) -> tuple[int, int] | Fault:
    """Returns the two years of a school year; the second must follow the first."""
    start = year_of(first)
    if year_of(second) != start + 1 or start not in YEARS:
        return Fault("bad_date", "это не учебный год")
    return start, start + 1


def _school_year(match: re.Match[str]) -> Span | Fault:
    years = school_years_of(match[1], match[2])
    if isinstance(years, Fault):
        return years
    return Span(dt.date(years[0], *SCHOOL_YEAR_STARTS), dt.date(years[1], *SCHOOL_YEAR_ENDS), Assumption.SCHOOL_YEAR)


def _half_year(match: re.Match[str]) -> Span | Fault:
    years, half = school_years_of(match[2], match[3]), ROMAN.get(match[1]) or int(match[1])
    if isinstance(years, Fault) or half not in HALF_YEARS:
        return years if isinstance(years, Fault) else Fault("bad_date", "такого полугодия нет")
    first, last = HALF_YEARS[half]
    year = years[half - 1]
    return Span(dt.date(year, *first), dt.date(year, *last), Assumption.HALF_YEAR)


def _term(match: re.Match[str]) -> Span | Fault:
    years, term = school_years_of(match[2], match[3]), ROMAN.get(match[1]) or int(match[1])
    if isinstance(years, Fault) or term not in TERMS:
        return years if isinstance(years, Fault) else Fault("bad_date", "такой четверти нет")
    first, last = TERMS[term]
    year = years[term > 2]
    return Span(dt.date(year, *first), dt.date(year, *last), Assumption.TERM)


READERS: dict[re.Pattern[str], Callable[[re.Match[str]], Span | Fault]] = {
    A_MONTH: _month,
    NUMERIC_MONTH: _numeric_month,
    A_QUARTER: _quarter,
    QUARTER_LAST: _quarter_last,
    A_HALF_YEAR: _half_year,
    A_TERM: _term,
    A_SCHOOL_YEAR: _school_year,
}
