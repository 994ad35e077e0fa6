"""Starts and ends of pairs as schools write them: days, months, quarters, school years, both ends in one cell.

docs/domain.md, «What is a row, a list, a date in them».
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from data.parsing.cells import Context, Fault, clean, even, formula_error
from data.parsing.dates import LONGEST_DAY, MONTH, NO_DATE, YEARS, checked_day, day_of, month_named
from data.spreadsheets.sheet import Cell

SCHOOL_YEAR_STARTS, SCHOOL_YEAR_ENDS = (9, 1), (5, 31)  # month, day
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
BEFORE_START = re.compile(r"^(?:с|со|от|начало|начиная с|в)\s+")
BEFORE_END = re.compile(r"^(?:по|до|конец|до конца|по конец)\s+")
NOW = r"(?:настоящ(?:ее|его)|наст|текущ(?:ее|его)|сегодняшн(?:ий|его)|сей|данн(?:ое|ый)|н)"
NO_END = re.compile(
    rf"(?:по|до)?\s?{NOW}[ ./]*(?:время|времени|вр-мя|вр|день|дня|момент|моменту|в)\.?"
    r"|(?:пара )?(?:продолжает(?:ся)?|действу(?:ет|ющая)|бессрочн(?:о|ая|ый)|постоянн(?:о|ая)|работает|в работе"
    r"|активн(?:а|о|ая)|не (?:ограничен|завершен|окончен|определен|установлен)[оа]?"
    r"|без (?:срока|ограничени[йя]|даты окончания)|текущая|открыта|идет|по сей день|до отмены|\u221e"
    r"|до (?:выпуска|(?:окончания|завершения) (?:школы|обучения|учебы))(?: из школы)?"
    r"|на (?:весь )?(?:период|время|срок) обучения)"
)
THIS_SCHOOL_YEAR = re.compile(  # without its number: that in which the pair starts
    r"(?:на |в течение |до конца |по конец |весь |до окончания )?(?:весь |этот |текущ(?:ий|его) |данн(?:ый|ого) )?"
    r"уч(?:еб(?:н(?:ый|ого))?)?\.?[ -]?г(?:од(?:а)?)?\.?|до конца года"
)
A_LENGTH = re.compile(
    r"(?:на |сроком на )?(?:(\d{1,2}|пол|полтора|один|одно|два|две)? ?(года?|лет|мес(?:яц(?:а|ев)?)?)\.?|полгода)"
)
LENGTHS = {"один": 1, "одно": 1, "два": 2, "две": 2}
MONTHS_OF_YEAR = re.compile(
    rf"(?:с )?({MONTH})\.? ?(?:-|по) ?({MONTH})[ .,]*(?:{SCHOOL_YEAR}(?:{STUDY})?|{YEAR}{OF_YEAR})"
)
DAY_TO_DAY = re.compile(  # a start without its year
    rf"(?:с )?(\d{{1,2}})(?:[./](\d{{1,2}})| ({MONTH}))\.? ?(?:-|по|до) ?"
    rf"(\d{{1,2}}(?:[./]\d{{1,2}}[./]| {MONTH}\.? )\d{{4}}.*)"
)


class Assumption(StrEnum):
    """For what longer time a day stands; the value keys the wording."""

    LENGTH = "length"
    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
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
    """The start and the end that a cell gives; `endless`: it says that there is no end.

    `months` and `this_school_year` say how long it lasts from its start, wherever that stands.
    """

    start: Span | None = None
    end: Span | None = None
    endless: bool = False
    months: int = 0
    this_school_year: bool = False

    def end_from(self, start: dt.date) -> Span | None:
        """Return the end of a pair that starts on a day, where the cell tells how long it lasts."""
        if self.this_school_year:
            end = dt.date(start.year + (start.month > SCHOOL_YEAR_ENDS[0]), *SCHOOL_YEAR_ENDS)
            return Span(end, end, Assumption.SCHOOL_YEAR)
        if self.months:
            years, month = divmod(start.month - 1 + self.months, 12)
            year = start.year + years
            day = min(start.day, calendar.monthrange(year, month + 1)[1])
            end = dt.date(year, month + 1, day) - dt.timedelta(days=1)
            return Span(end, end, Assumption.LENGTH)
        return None


def read_pair_dates(cell: Cell, context: Context) -> PairDates | Fault | None:
    """Return what a cell of the start, the end or the term of a pair says; None when nothing stands there.

    A single time is both `start` and `end`: the column decides which of the two is meant.
    """
    if isinstance(cell, dt.date) or formula_error("bad_date", cell) or not isinstance(cell, str):
        return _single(day_of(cell, zone=context.zone))
    text = even(clean(cell)).strip(" .,;")
    if len(text) > 2 * LONGEST_DAY:
        return Fault("bad_date", NO_DATE)
    if lasting := _lasting(text):
        return lasting
    whole = _span(text, context)
    if not isinstance(whole, Fault):
        return _single(whole)
    ends = _ends_of_one_year(text, context) or _both_ends(text, context)
    return ends or _one_end(text, context) or whole


def _one_end(text: str, context: Context) -> PairDates | Fault | None:
    """Return the start of «с 01.09.2023» or the end of «до 31.05.2024»; None for anything else."""
    if (shorter := BEFORE_START.sub("", text)) != text:
        span = _span(shorter, context)
        return span if isinstance(span, Fault) else PairDates(start=span)
    if (shorter := BEFORE_END.sub("", text)) != text:
        span = _span(shorter, context)
        return span if isinstance(span, Fault) else PairDates(end=span)
    return None


def _single(day: dt.date | Span | Fault | None) -> PairDates | Fault | None:
    if day is None or isinstance(day, Fault):
        return day
    span = day if isinstance(day, Span) else Span(day, day)
    return PairDates(span, span)


def _lasting(text: str) -> PairDates | None:
    """Return how long a pair lasts: «бессрочно», «на учебный год», «1 год»; None where the text is no length."""
    if NO_END.fullmatch(text):
        return PairDates(endless=True)
    if THIS_SCHOOL_YEAR.fullmatch(text):
        return PairDates(this_school_year=True)
    found = A_LENGTH.fullmatch(text)
    if not found:
        return None
    number, unit = found[1] or "1", found[2] or ""
    if not unit or number == "пол":
        return PairDates(months=6)
    if number == "полтора":
        return PairDates(months=18)
    return PairDates(months=(1 if unit.startswith("мес") else 12) * (LENGTHS.get(number) or int(number)))


def _ends_of_one_year(text: str, context: Context) -> PairDates | Fault | None:
    """Return the ends of «окт. – дек. 2024», «сент. – май 2024/25», «01.09 – 31.05.2025»; None for anything else."""
    if found := MONTHS_OF_YEAR.fullmatch(text):
        first, last = month_named(found[1]), month_named(found[2])
        if found[5]:
            if first > last:
                return None  # of which of the two the year is, nobody knows
            years = (_year(found[5]), _year(found[5]))
        else:
            of_school = _years(found[3], found[4])
            if isinstance(of_school, Fault):
                return of_school
            years = (of_school[first < SCHOOL_YEAR_STARTS[0]], of_school[last < SCHOOL_YEAR_STARTS[0]])
        start = _months(years[0], first, first, Assumption.MONTH)
        end = _months(years[1], last, last, Assumption.MONTH)
        return _both(start, end)
    if found := DAY_TO_DAY.fullmatch(text):
        until = _span(found[4], context)
        if isinstance(until, Span):
            month = int(found[2]) if found[2] else month_named(found[3])
            year = until.last.year - ((month, int(found[1])) > (until.last.month, until.last.day))
            day = checked_day(year, month, int(found[1]))
            return day if isinstance(day, Fault) else PairDates(Span(day, day), until)
    return None


def _both(start: Span | Fault, end: Span | Fault) -> PairDates | Fault:
    if isinstance(start, Fault):
        return start
    return end if isinstance(end, Fault) else PairDates(start, end)


def _both_ends(text: str, context: Context) -> PairDates | Fault | None:
    """Return the start and the end of «с 01.09.2023 по 31.05.2024»; None where the text is no two times."""
    wrong: Fault | None = None
    for place in (found.start() for found in re.finditer(r"\b(?:по|до|на)\b|[-;]", text)):
        left = BEFORE_START.sub("", text[:place].strip(" ,."))
        right = BEFORE_END.sub("", text[place:].lstrip("-;").strip(" ,."))
        start, end = _span(left, context) if left else None, _span(right, context) if right else None
        lasting = _lasting(right) or _lasting(text[place:].strip(" -;."))
        if isinstance(start, Span) and lasting:
            return replace(lasting, start=start)
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


def _term(found: re.Match[str]) -> Span | Fault:
    years, term = _years(found[2], found[3]), ROMAN.get(found[1]) or int(found[1])
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
