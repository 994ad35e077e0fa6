"""The words of a deadline → its kind and its day. What the words do not say is left open, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Literal, NamedTuple

from data.parsing.cells import Context, even
from data.parsing.dates import month_named
from data.parsing.time_spans import Assumption, Span, span_of
from data.periods import SCHOOL_YEAR_STARTS
from data.roadmap.model import LENGTHS, Kind

LEAP_YEAR = 2000
ANY_YEAR = f" {LEAP_YEAR}"  # put to words without a year, to see whether only the year lacks: it has each day
NEED = r"по (?:мере )?(?:необходимости|надобности|поступления|обращения|запросам?)"
ALWAYS = (
    r"постоянно|систематически|регулярно|непрерывно|весь (?:период|срок|(?:учебный )?год)|"
    r"(?:в течени[еи]|на протяжении) (?:всего )?(?:периода|срока|(?:учебного )?года)(?: реализации(?: программы)?)?"
)
PARTS: dict[Kind | Literal[""], str] = {
    "yearly": r"ежегодно|каждый год|(?:1 |один )?раз в год",
    "half_yearly": (
        r"(?:1 |один )?раз в (?:полугодие|полгода)|кажд(?:ое полугодие|ые полгода)|по полугодиям"
        r"|(?:2|два|дважды) раза в год|дважды в год"
    ),
    "quarterly": r"ежеквартально|поквартально|каждый квартал|(?:1 |один )?раз в квартал",
    "monthly": r"ежемесячно|помесячно|каждый месяц|(?:1 |один )?раз в месяц",
    "throughout": rf"{NEED}|{ALWAYS}",
    "": (
        r"по (?:итогам|окончании|завершении) "
        r"(?:периода|года|учебного года|полугодия|квартала|месяца|отчетного (?:периода|месяца|квартала|года))"
    ),
}
BETWEEN_PARTS = re.compile(r"\s*[,;()]\s*")
LATER_AS_NEEDED = re.compile(rf"(.+?)[ .,;(-]*(?:далее|затем|потом)[ :-]*(?:{NEED}|{ALWAYS})\)?")
BY = re.compile(r"(?:в срок )?(?:до|не позднее|к|по)(?: (конца|концу))? (.+)")
WITHIN = re.compile(r"(?:в течени[еи]|во?) (.+)")
RANGE = re.compile(r"(?:с |в период с |период с )?(.+?)(?: г(?:\.|ода)?)? ?(?:-| по | до ) ?(.+)")
QUARTER_WORD = re.compile(r"\b(?:квартал[ае]?|кв\.?)")
FOLLOWING = (  # «месяца, следующего за отчётным кварталом», «месяца после квартала»
    r" (?:(?:месяца,? )?следующего(?: месяца)?(?: за отчетным(?: (?:периодом|месяцем|кварталом|полугодием|годом))?)?"
    r"|месяца после (?:окончания )?(?:отчетного )?(?:периода|квартала|полугодия|года))"
)
DAY_AFTER = re.compile(
    r"[ ,;(]*(?:в срок )?(?:до|не позднее|к) (?P<day>[12]?\d|3[01])(?:-?(?:о?го|о?му))? "
    rf"числ[ау](?:(?P<following>{FOLLOWING})|(?P<each> каждого месяца))?\)?"
)
OFTEN = {  # in how many months of a year; 0 where the words leave it open
    r"ежегодно|каждый год": 0,
    r"(?:1 |один )?раз в год": 1,
    r"(?:2|два) раза в год|дважды в год|(?:1 |один )?раз в полугодие": 2,
    r"(?:3|три) раза в год": 3,
    r"(?:4|четыре) раза в год": 4,
}
BETWEEN_MONTHS = re.compile(r" ?[,;/] ?(?:и )?| и ")
OF_EACH_YEAR = re.compile(r"(?:во? )?(?P<month>[а-я]+\.?)")
BY_THE_END = re.compile(r"(?:до|к) (?:конца|концу) (?P<month>[а-я]+)")
BY_A_DAY = re.compile(
    r"(?:(?:в срок )?(?:до|не позднее|к) )?(?P<day>0?[1-9]|[12]\d|3[01])"
    r"(?:(?:-?(?:о?го|о?му))? (?P<month>[а-я]+)|\.(?P<number>[01]\d))"
)
EACH_TERM = re.compile(
    r"(?:не реже )?(?:1 |один )?раза? в четверть|кажд(?:ая|ую) четверть|по четвертям"
    r"|(?:в конце|по (?:итогам|окончании)) (?:каждой )?четверт(?:и|ей)"
)
ENDS_OF_TERMS = (3, 5, 10, 12)  # months
PREPARING = 8  # August may be that before the school year or its own
HINTS = (  # what comes nearest to words that say no kind
    (
        r"еженедельно|каждую неделю|раза? в неделю|ежедневно|раза в месяц",
        "Чаще, чем раз в месяц, сроков здесь нет. Ближе всего «в течение всего периода» – без срока, с записями в "
        "журнале – или «ежемесячно» – одна отметка за месяц.",
    ),
    (
        r"триместр|четверт",
        "У четвертей и триместров в каждой школе свои дни, с кварталами года они не совпадают. Ближе всего «ежегодно в "
        "названные месяцы» – те, в которых они кончаются.",
    ),
    (
        r"ежемесячно|каждый месяц",
        "Ближе всего «ежемесячно» – отметка за каждый месяц.",
    ),
    (
        r"\d(?:-?\w+)? числ",
        "Какого месяца это число, слова не говорят. Число месяца после квартала или года можно вписать потом, в "
        "«Изменить дорожную карту».",
    ),
    (
        r"полугоди|раза в год|дважды в год|ежегодно|каждый год",
        "Ближе всего «ежегодно в названные месяцы» – с отметкой за каждый.",
    ),
)
IN_A_MONTH = re.compile(r"\b([а-я]+)е\b")  # «в сентябре»
_NO_LIST = Context(as_of=dt.date.max)


class Deadline(NamedTuple):
    """What was understood: None where the words do not say it.

    `due` is the day of what comes once, `day` the day of the month after each period or of each of the `months`.
    """

    kind: Kind | None
    due: dt.date | None = None
    day: int | None = None
    months: tuple[int, ...] = ()


NOTHING = Deadline(None)


def deadline_of(words: str, school_year: int | None = None) -> Deadline:
    """Returns the kind that all of the words say, and the day where they name one.

    A day without a year («до 1 октября») is of the school year that began in `school_year`, months alone («сентябрь,
    январь») are those of each year. Where that is not known, a kind without its day means that only the year lacks.
    """
    text = _with_nominatives(words)
    if kind := _lasting(text):
        return Deadline(kind)
    if deadline := _day_after(text) or _in_months(text) or _once(text):
        return deadline
    if school_year is not None and (deadline := _of_school_year(text, school_year)):
        return deadline
    without_year = _once(text, ANY_YEAR)
    return Deadline(without_year.kind) if without_year else NOTHING


def proposed_for(words: str) -> Deadline:
    """Returns what is proposed as the answer to words that say no whole deadline.

    The months are those that they name, also where another kind is proposed or none.
    """
    text = _with_nominatives(words)
    if EACH_TERM.fullmatch(text):
        return Deadline("in_months", months=ENDS_OF_TERMS)
    named = {month_named(word) for word in re.findall(r"[а-я]+", text)} - {0}
    return Deadline(deadline_of(words).kind, months=tuple(sorted(named)))


def hint_of(words: str) -> str:
    """Returns a sentence on what comes nearest to words that say no kind; nothing where none is known."""
    text = even(words)
    return next((hint for pattern, hint in HINTS if re.search(pattern, text)), "")


def _day_after(text: str) -> Deadline | None:
    """Returns the deadline of «ежеквартально, до 10 числа»: a day of the month after the period.

    The month after half a year or a year has to be said.
    """
    match = DAY_AFTER.search(text)
    if match is None or match["day"] == "0":
        return None
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" .,;()")
    kind = _lasting(rest) if rest or not match["each"] else "monthly"
    if match["each"]:
        is_said = kind == "monthly"
    else:
        is_said = kind in ("monthly", "quarterly") or (kind in LENGTHS and bool(match["following"]))
    return Deadline(kind, day=int(match["day"])) if is_said else None


def _in_months(text: str) -> Deadline | None:
    """Returns the deadline of «2 раза в год (сентябрь, май)», «ежегодно до 1 сентября»; of several days one for all."""
    for often, count in OFTEN.items():
        words = re.fullmatch(rf"(?:{often})[ ,;:(-]+(.+?)\)?", text) or re.fullmatch(
            rf"(.+?)[ ,;:(-]+(?:{often})\)?", text
        )
        if words is None:
            continue
        named = [_day_of_each_year(piece) for piece in BETWEEN_MONTHS.split(words[1])]
        months, days = {month for month, _day in named}, {day for _month, day in named}
        if all(months) and len(days) == 1 and len(months) == len(named) == (count or len(named)):
            return Deadline("in_months", day=days.pop(), months=tuple(sorted(months)))
    return None


def _day_of_each_year(words: str) -> tuple[int, int | None]:
    """Returns month and day of «сентябрь», «до 1 сентября», without a day for a whole month; month 0 where none is."""
    if match := BY_A_DAY.fullmatch(words):
        month, day = int(match["number"] or month_named(match["month"])), int(match["day"])
        return (month, day) if month in range(1, 13) and day <= monthrange(LEAP_YEAR, month)[1] else (0, None)
    match = BY_THE_END.fullmatch(words) or OF_EACH_YEAR.fullmatch(words)
    return (month_named(match["month"]) if match else 0), None


def _of_school_year(text: str, first_year: int) -> Deadline | None:
    """Returns what words without a year mean in the school year that begins in `first_year`; August is not guessed."""
    pieces = [OF_EACH_YEAR.fullmatch(piece) for piece in BETWEEN_MONTHS.split(text)]
    months = [month_named(piece["month"]) if piece else 0 for piece in pieces]
    if all(months) and len(set(months)) == len(months) and PREPARING not in months:
        return Deadline("in_months", months=tuple(sorted(months)))
    first, last = dt.date(first_year, *SCHOOL_YEAR_STARTS), dt.date(first_year + 1, PREPARING, 1)
    read = [_once(text, f" {year}") for year in (first_year, first_year + 1)]
    return next((deadline for deadline in read if deadline and deadline.due and first <= deadline.due < last), None)


def _with_nominatives(words: str) -> str:
    return IN_A_MONTH.sub(_nominative, even(words)).strip(" .,;")


def _nominative(match: re.Match[str]) -> str:
    """Returns «сентябрь» for «сентябре»; another word as it is."""
    return next((match[1] + end for end in "ьйая" if month_named(match[1] + end)), match[0])


def _lasting(text: str) -> Kind | None:
    """Returns the kind where every part of the words says one that has no day, and they agree."""
    kinds: set[Kind | Literal[""]] = set()
    for part in BETWEEN_PARTS.split(text):
        kind = next((kind for kind, pattern in PARTS.items() if re.fullmatch(pattern, part)), None)
        if kind is None and part:
            return None
        kinds.add(kind or "")
    recurring = [kind for kind in LENGTHS if kind in kinds]
    if len(recurring) == 1 and kinds <= {"", "throughout", *recurring}:
        return recurring[0]
    return "throughout" if kinds == {"throughout"} else None


def _once(text: str, year: str = "") -> Deadline | None:
    """Returns a deadline that comes once; `year` is what its words lack."""
    later = LATER_AS_NEEDED.fullmatch(text)
    span = _span((later[1].strip(" .,;") if later else text) + year)
    if span is None:
        return None
    if later:
        return Deadline("date_then_as_needed", span.last)
    return Deadline("quarter" if span.assumption is Assumption.QUARTER else "date", span.last)


def _span(text: str) -> Span | None:
    """Returns the days of the words, whose last one is the deadline."""
    if text.isdecimal():  # a number of a day without its format: a person is asked
        return None
    if (by := BY.fullmatch(text)) and (span := _one(by[2])):
        return span if by[1] or span.first == span.last else None  # «до сентября 2026» may mean its first day
    within = WITHIN.fullmatch(text)
    return _one(within[1] if within else text) or _range(text)


def _one(text: str) -> Span | None:
    span = span_of(text, _NO_LIST)
    known = (None, Assumption.MONTH, Assumption.QUARTER)
    return span if isinstance(span, Span) and span.assumption in known else None


def _range(text: str) -> Span | None:
    """Returns «май - июнь 2026», «с 1 по 15 октября 2026», from its first day to its last."""
    match = RANGE.fullmatch(text)
    end = _one(match[2]) if match else None
    if match is None or end is None:
        return None
    start = _one(match[1]) or _one(f"{match[1]} {end.last.year}")
    if start is None and match[1].isdecimal() and end.first == end.last:
        start = _one(f"{int(match[1]):02}.{end.last:%m.%Y}")
    if start is None and QUARTER_WORD.search(match[2]):
        start = _one(f"{match[1]} квартал {end.last.year}")
    return Span(start.first, end.last) if start and start.first <= end.last else None
