"""Who left the school and who left a share, in words and apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from data.contracts import TABLES, fields
from data.periods import Period, quarter_end, unfinished_words
from data.russian import STUDENTS, TEACHERS, counted, date_text, quarter_text
from metrics.groups import People
from metrics.leavers import left_share
from metrics.results import Result
from reports.monitoring.paper import Paper, Shares

NOUNS = {"students": STUDENTS, "teachers": TEACHERS}
NOBODY = {"students": "обучающихся – никто", "teachers": "педагогов – никто"}


Gone = Mapping[People, int | None]  # of `left_school`


def leavers_in_words(paper: Paper, shares: Shares, gone: Gone) -> list[str]:
    """Returns who left the school and, of those who stayed, who left a share.

    A publication says neither: the counts are small.
    """
    if paper.public is not None:
        return ["Выбывшие из школы не учтены ни в долях, ни среди всех обучающихся."]
    return [_left_school(paper, gone), *_of_them(shares.year), _left_shares(paper)]


def _left_school(paper: Paper, gone: Gone) -> str:
    known = [
        counted(count, *NOUNS[people]) if count else NOBODY[people]
        for people, count in gone.items()
        if count is not None
    ]
    silent = [
        f"«{TABLES[people]}» – нет столбца «{fields(people)['left_on'].title}»"
        for people, count in gone.items()
        if count is None
    ]
    if not known:
        return f"Кто выбыл из школы, списки не говорят: {', '.join(silent) or 'списков людей нет'}."
    words = f"Из школы выбыли {_days(paper.year)}: {', '.join(known)}; в доли они не входят."
    return words + (f" Не говорят о выбывших: {', '.join(silent)}." if silent else "")


def _of_them(year: list[Result]) -> list[str]:
    gone = [f"№ {result.indicator.number} – {result.left_in_period}" for result in year if result.left_in_period]
    return [f"Из них до выбытия были в парах и подходили под показатель: {', '.join(gone)}."] if gone else []


def _left_shares(paper: Paper) -> str:
    """Returns who counted in the quarter before and no more, still at school, by share and cause."""
    since, now = quarter_text(paper.before.on), quarter_text(paper.on)
    now += unfinished_words(paper.on, quarter_end(paper.on))
    parts = []
    for indicator in paper.declarations.indicators:
        causes = left_share(paper.source.roster, paper.before, paper.quarter, indicator, paper.declarations)
        if causes:
            parts.append(f"№ {indicator.number} – {causes.total()} ({_causes(causes)})")
    stayed = f"Остались в школе, но вышли из доли (учтены за {since}, за {now} – нет)"
    return f"{stayed}: {'; '.join(parts)}." if parts else f"{stayed}: никто."


def _causes(causes: Counter[str]) -> str:
    if len(causes) == 1:
        return next(iter(causes))
    return ", ".join(f"{cause} – {count}" for cause, count in causes.most_common())


def _days(period: Period) -> str:
    return f"с {date_text(period.since)} по {date_text(period.on)}"
