"""Titles that say of all pairs below them that they work, are over or never were: «Завершённые пары», «Архив»."""

from __future__ import annotations

import re
from functools import lru_cache

from data.parsing.cells import SPELLINGS_REMEMBERED, clean, even
from data.parsing.statuses import IS_OVER, NEVER_WAS, WORKS, status_of
from data.parsing.time_spans import SCHOOL_YEAR, STUDY, school_years_of
from data.people_caches import people_cache

PAIRS = r"(?:наставническ\w+ )?(?:пар[аы]?|групп[аы]?|наставничеств[оа]|наставник[аи]?|договор[аы]?)"
WORDS = {
    WORKS: r"(?:действующ|работающ|активн|текущ|новы)\w+",
    IS_OVER: r"(?:(?:завершен|законченн|оконченн|расторгнут|прекращен|прерван|закрыт|распавш|бывш|недействующ|неактивн"
    r"|архивн|завершивш|закончивш|прекративш|выбывш|отчисленн)\w+|выбыли|отчислены"
    r"|(?:завершили|закончили|прекратили)(?:сь)?|не (?:действу|работа)\w+|архив[а-я]{0,2})",
    NEVER_WAS: r"(?:(?:отменен|аннулированн|несостоявш)\w+|не состоялись)",
}
WHEN = r"(?: (?:в|за|на|до|к|с|по|от) [^«»]{1,40}| \d[^«»]{0,40})?"
TITLES = {
    status: re.compile(
        rf"(?:(?:список|реестр|перечень|раздел) )?(?:{PAIRS},? )?(?:досрочно )?{words}(?: досрочно)?"
        rf"(?: (?:работу|программу|взаимодействие|реализацию))?(?: {PAIRS})?{WHEN}(?: \(.*\))?[ :.]*"
    )
    for status, words in WORDS.items()
}

A_SCHOOL_YEAR = re.compile(
    rf"(?:(?:(?:список|реестр|перечень) )?{PAIRS},? )?(?:(?:на|за|в) )?{SCHOOL_YEAR}(?:{STUDY})?[ :.]*"
)


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def status_in_title(text: str) -> str | None:
    """Returns what a title says of all pairs below it, as `WORKS`, `IS_OVER` or `NEVER_WAS`; else None."""
    written = even(clean(text)).strip(' «»"')
    return next((status for status, title in TITLES.items() if title.fullmatch(written)), None)


@people_cache
@lru_cache(SPELLINGS_REMEMBERED)
def school_year_in_title(text: str) -> int | None:
    """Returns the first year of the school year that a title of pairs names and nothing besides; else None."""
    match = A_SCHOOL_YEAR.fullmatch(even(clean(text)).strip(' «»"'))
    years = school_years_of(match[1], match[2]) if match else None
    return years[0] if isinstance(years, tuple) else None


def status_below(title: str) -> str:
    """Returns the status of a pair below such a title: its own words where a status says so, else the status."""
    status = status_in_title(title) or ""
    return title if status_of(title) == status else status
