"""Starts and ends of pairs as schools write them: days, months, quarters, school years, both ends in one cell.

docs/domain.md, «What is a row, a list, a date in them».
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from data.parsing.cells import Context, Fault, clean, even, formula_error
from data.parsing.dates import DATE_IN_TEXT, LONGEST_DAY, MONTH, NO_DATE, checked_day, day_of, month_named
from data.parsing.statuses import IS_OVER, status_of
from data.parsing.time_spans import (
    OF_YEAR,
    SCHOOL_YEAR,
    STUDY,
    YEAR,
    Assumption,
    Span,
    months_in,
    months_of,
    school_years_of,
    year_of,
)
from data.parsing.yearless_days import day_and_month, not_before, time_of
from data.periods import SCHOOL_YEAR_ENDS, SCHOOL_YEAR_STARTS, months_later
from data.spreadsheets.sheet import Cell

BEFORE_START = re.compile(
    r"^(?:(?:приказ\w*|пр|распоряжени[ея])?\.? ?(?:№ ?\S+ )?от|с начала|с|со|начало|начиная с|в)\s+"
)
BEFORE_END = re.compile(r"^(?:по|до|конец|до конца|по конец)\s+")
ORDERED = re.compile(r"^(?:приказ|пр\b|распоряж|№)")
NOW = r"(?:настоящ(?:ее|его)|наст|текущ(?:ее|его)|сегодняшн(?:ий|его)|сей|данн(?:ое|ый)|н)"
NO_END = re.compile(
    rf"(?:по|до)?\s?{NOW}[ ./]*(?:время|времени|вр-мя|вр|день|дня|момент|моменту|в)\.?"
    r"|(?:пара )?(?:продолжает(?:ся)?|действу(?:ет|ющая)|бессрочн(?:о|ая|ый)|постоянн(?:о|ая)|работает|в работе"
    r"|активн(?:а|о|ая)|не ?(?:ограничен|завершен|окончен|определен|установлен)[оа]?"
    r"|без (?:срока|ограничени[йя]|даты окончания)|текущая|открыта|идет|по сей день|до отмены|\u221e"
    r"|до (?:выпуска|(?:окончания|завершения|конца) (?:школы|обучения|учебы))(?: (?:из|в) школ[ыеу])?"
    r"|до (?:особого|отдельного) (?:распоряжения|указания|приказа)|без ограничения срока"
    r"|в процессе|(?:по|до) достижени[ияю] (?:цел|результат)\w+"
    r"|на (?:весь )?(?:период|время|срок) обучения)"
)
FOR_SCHOOL_YEAR = re.compile(rf"^(?:на|в|за|в течение|весь) (?={SCHOOL_YEAR}{STUDY}$)")  # «на 2024-2025 учебный год»
THIS_SCHOOL_YEAR = re.compile(  # without its number: that in which the pair starts
    r"(?:на |в течение |(?:до |по )?кон(?:ца|ец) |весь |(?:до|по) (?:окончани|завершени)[июя] )?"
    r"(?:весь |этот |текущ(?:ий|его) |данн(?:ый|ого) )?"
    r"уч(?:еб(?:н(?:ый|ого))?)?\.?[ -]?г(?:од(?:а)?)?\.?|(?:до )?кон(?:ца|ец) года|(?:весь|целый) год"
)
OPEN_END = re.compile(r"\d(?:[ .]*г\.?)? ?-[ .\u2026]*$")  # «01.09.2024 – …»
A_LENGTH = re.compile(
    r"(?:на |сроком на )?(?:([1-9]\d?|пол|полтора|один|одно|два|две)? ?(года?|лет|мес(?:яц(?:а|ев)?)?)\.?|полгода)"
)
MONTHS_OF_YEAR = re.compile(
    rf"(?:с )?({MONTH})\.? ?(?:-|по) ?({MONTH})[ .,]*(?:{SCHOOL_YEAR}(?:{STUDY})?|{YEAR}{OF_YEAR})"
)
DAYS_OF_SCHOOL_YEAR = re.compile(  # «с 1 сентября по 31 мая 2024-2025 уч. г.»
    rf"(?:с )?(\d{{1,2}}) ({MONTH})\.? ?(?:-|по|до) ?(\d{{1,2}}) ({MONTH})[ .,]*{SCHOOL_YEAR}(?:{STUDY})?"
)
TWO_DAYS = re.compile(rf"({DATE_IN_TEXT.pattern})[ /,]+({DATE_IN_TEXT.pattern})")  # one below the other in a cell
LENGTH_FROM = re.compile(rf"({A_LENGTH.pattern}),? ?\(?(?:с|со|от) (.+?)\)?")  # «1 год (с 01.09.2024)»
ENDED_ON = re.compile(  # «01.09.2024, пр. № 5, выбыл 31.05.2025»
    rf"(.*\d.*?)(?<! не)[ ,;(]+(?:досрочно )?([а-я]+)(?: досрочно)? (?:с )?({DATE_IN_TEXT.pattern})[ )]*"
)
ENDED = re.compile(r"\bдосрочно\b|\bпродлен\w* (?:приказом )?(?:до|по)\b")
DAY_TO_DAY = re.compile(  # a start without its year
    rf"(?:с )?(\d{{1,2}})(?:[./](\d{{1,2}})| ({MONTH}))\.? ?(?:-|по|до) ?"
    rf"(\d{{1,2}}(?:[./]\d{{1,2}}[./]| {MONTH}\.? )\d{{4}}.*)"
)


class PairDates(NamedTuple):
    """The start and the end that a cell gives; `endless`: it says that there is no end.

    `months` and `this_school_year` say how long it lasts from its start, wherever that stands. `ordered`: the day is
    that of an order, of a beginning unless it stands in a column of ends.
    """

    start: Span | None = None
    end: Span | None = None
    endless: bool = False
    months: int = 0
    this_school_year: bool = False
    ordered: bool = False

    def end_from(self, start: dt.date) -> Span | None:
        """Returns the end of a pair that starts on a day, where the cell gives a length."""
        if self.this_school_year:
            end = dt.date(start.year + (start.month > SCHOOL_YEAR_ENDS[0]), *SCHOOL_YEAR_ENDS)
            return Span(end, end, Assumption.SCHOOL_YEAR)
        if self.months:
            end = months_later(start, self.months) - dt.timedelta(days=1)
            return Span(end, end, Assumption.LENGTH)
        return None


def read_pair_dates(cell: Cell, context: Context) -> PairDates | Fault | None:
    """Returns what a cell of the start, the end or the term of a pair says; None when nothing stands there.

    A single time is both `start` and `end`: the column decides which of the two is meant.
    """
    if isinstance(cell, float):
        cell = day_and_month(cell) or cell
    if isinstance(cell, dt.date) or formula_error("bad_date", cell) or not isinstance(cell, str):
        return _single(day_of(cell, zone=context.zone))
    text = even(clean(cell)).strip(" .,;")
    if len(text) > 2 * LONGEST_DAY:
        return Fault("bad_date", NO_DATE)
    if lasting := _lasting(text):
        return lasting
    text = FOR_SCHOOL_YEAR.sub("", text)
    is_open = bool(OPEN_END.search(text))
    whole = time_of(text.rstrip(" .-\u2026") if is_open else text, context)
    if isinstance(whole, Span) and is_open:
        return PairDates(start=whole)
    if not isinstance(whole, Fault):
        return _single(whole)
    over = _ended_after_start(text, context) or _end_of_ended(text)
    if over is not None:
        return over
    ends = _ends_of_one_year(text, context) or _both_ends(text, context)
    return ends or _one_end(text, context) or whole


def _one_end(text: str, context: Context) -> PairDates | Fault | None:
    """Returns the start of «с 01.09.2023» or the end of «до 31.05.2024»; None for anything else."""
    if (shorter := BEFORE_START.sub("", text)) != text:
        span = time_of(shorter, context)
        return span if isinstance(span, Fault) else PairDates(start=span, ordered=bool(ORDERED.match(text)))
    if (shorter := BEFORE_END.sub("", text)) != text:
        span = time_of(shorter, context)
        return span if isinstance(span, Fault) else PairDates(end=span)
    return None


def _ended_after_start(text: str, context: Context) -> PairDates | None:
    """Returns both ends of «01.09.2024, пр. № 5, выбыл 31.05.2025»; None for anything else."""
    match = ENDED_ON.fullmatch(text)
    if not match or status_of(match[2]) != IS_OVER:
        return None
    first, last = time_of(BEFORE_START.sub("", match[1]).strip(" ,.;"), context), day_of(match[3])
    return PairDates(first, Span(last, last)) if isinstance(first, Span) and isinstance(last, dt.date) else None


def _end_of_ended(text: str) -> PairDates | None:
    """Returns the end that the only day of a text is which says that the pair is over: «расторгнут 12.03.2024»."""
    days = DATE_IN_TEXT.findall(text)
    day = day_of(days[0]) if len(days) == 1 and (ENDED.search(text) or status_of(text) == IS_OVER) else None
    return PairDates(end=Span(day, day)) if isinstance(day, dt.date) else None


def _single(day: dt.date | Span | Fault | None) -> PairDates | Fault | None:
    if day is None or isinstance(day, Fault):
        return day
    span = day if isinstance(day, Span) else Span(day, day)
    return PairDates(span, span)


def _lasting(text: str) -> PairDates | None:
    """Returns how long a pair lasts: «бессрочно», «на учебный год», «1 год»; None where the text is no length."""
    if NO_END.fullmatch(text):
        return PairDates(endless=True)
    if THIS_SCHOOL_YEAR.fullmatch(text):
        return PairDates(this_school_year=True)
    match = A_LENGTH.fullmatch(text)
    if not match:
        return None
    number, unit = match[1] or "1", match[2] or ""
    if not unit or number == "пол":
        return PairDates(months=6)
    if number == "полтора":
        return PairDates(months=18)
    return PairDates(months=months_in(number, unit))


def _ends_of_one_year(text: str, context: Context) -> PairDates | Fault | None:
    """Returns the ends of «окт. – дек. 2024», «сент. – май 2024/25», «01.09 – 31.05.2025»; None for anything else."""
    if match := MONTHS_OF_YEAR.fullmatch(text):
        first, last = month_named(match[1]), month_named(match[2])
        if match[5]:
            if first > last:
                return None  # of which of the two the year is, nobody knows
            years = (year_of(match[5]), year_of(match[5]))
        else:
            of_school = school_years_of(match[3], match[4])
            if isinstance(of_school, Fault):
                return of_school
            years = (of_school[first < SCHOOL_YEAR_STARTS[0]], of_school[last < SCHOOL_YEAR_STARTS[0]])
        start = months_of(years[0], first, first, Assumption.MONTH)
        end = months_of(years[1], last, last, Assumption.MONTH)
        return _both(start, end)
    if match := DAYS_OF_SCHOOL_YEAR.fullmatch(text):
        of_school = school_years_of(match[5], match[6])
        if isinstance(of_school, Fault):
            return of_school
        days = [
            checked_day(of_school[(month := month_named(name)) < SCHOOL_YEAR_STARTS[0]], month, int(number))
            for number, name in ((match[1], match[2]), (match[3], match[4]))
        ]
        first_day, last_day = (day if isinstance(day, Fault) else Span(day, day) for day in days)
        return _both(first_day, last_day)
    if match := DAY_TO_DAY.fullmatch(text):
        until = time_of(match[4], context)
        if isinstance(until, Span):
            month = int(match[2]) if match[2] else month_named(match[3])
            year = until.last.year - ((month, int(match[1])) > (until.last.month, until.last.day))
            day = checked_day(year, month, int(match[1]))
            return day if isinstance(day, Fault) else PairDates(Span(day, day), until)
    return None


def _both(start: Span | Fault, end: Span | Fault) -> PairDates | Fault:
    if isinstance(start, Fault):
        return start
    if isinstance(end, Fault):
        return end
    return PairDates(start, not_before(end, start.first) if end.assumption is Assumption.YEAR else end)


def _both_ends(text: str, context: Context) -> PairDates | Fault | None:
    """Returns the start and the end of «с 01.09.2023 по 31.05.2024»; None where the text is no two times."""
    wrong: Fault | None = None
    if match := TWO_DAYS.fullmatch(text):
        first, last = (time_of(day, context) for day in match.groups())
        return _both(first, last) if first and last else None
    if (match := LENGTH_FROM.fullmatch(text)) and isinstance(start := time_of(match[4], context), Span):
        lasting = _lasting(match[1])
        return lasting._replace(start=start) if lasting else None
    for place in (match.start() for match in re.finditer(r"\b(?:по|до|на)\b|[-;(]", text)):
        left = BEFORE_START.sub("", text[:place].strip(" ,."))
        right = BEFORE_END.sub("", text[place:].lstrip("-;(").strip(" ,.)"))
        start, end = time_of(left, context) if left else None, time_of(right, context) if right else None
        lasting = _lasting(text[place:].strip(" -;.()")) or _lasting(right)
        if isinstance(start, Span) and lasting:
            return lasting._replace(start=start)
        if isinstance(start, Span) and isinstance(end, Span):
            return _both(start, end)
        wrong = wrong or next(
            (
                fault
                for fault, other in ((start, end), (end, start))
                if isinstance(fault, Fault) and isinstance(other, Span)
            ),
            None,
        )
    return wrong if wrong and wrong.why != NO_DATE else None
