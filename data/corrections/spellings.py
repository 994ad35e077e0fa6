"""Decisions of what a spelling means: «по заявлению» is no, «сент. 2023» a day.

A decision holds for all cells of the spelling alike.

Nothing is applied that nobody decided, and of health and registers nothing is proposed (docs/domain.md, «Who counts»).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from data.contracts import fields
from data.findings import Finding, ListError
from data.parsing import (
    IS_OVER,
    NEVER_WAS,
    WORKS,
    Assumption,
    Context,
    Fault,
    PairDates,
    clean,
    even,
    read_column,
    status_of,
)
from data.people_caches import people_cache
from data.periods import school_year_to_date
from data.recognition.column_readability import A_DAY
from data.russian import date_text
from data.vocabulary import FORMS, MODES

SETTLED_BY_MEANING = frozenset({"bad_flag", "unknown_form", "odd_class", "bad_date", "assumed_date", "unknown_status"})
DATE_KINDS = frozenset({"start", "end", "term", "date"})
KINDS = frozenset(
    {"flag", "ovz", "presence", "register", "registers", "categories", "form", "mode", "status", "class", *DATE_KINDS}
)
FORMULA_STARTS = ("#", "=", "Err:")  # a formula that failed means nothing, and differs from cell to cell
ENDLESS = ("бессрочно", "окончания нет")  # what words in place of an end may mean
START, END = "начало срока", "конец срока"
MEANINGS: Mapping[str, Mapping[str, str]] = {  # by the kind of a field: what to write, and its title on the screen
    "flag": {"да": "да", "нет": "нет"},
    "ovz": {"да": "есть ОВЗ", "нет": "нет ОВЗ"},
    "presence": {"да": "да", "нет": "нет"},
    "register": {"да": "состоит на учёте", "нет": "не состоит"},
    "registers": {**{name: name for name in ("СОП", "ВШУ", "ПДН", "КДН и ЗП")}, "нет": "не состоит"},
    "categories": {"ОВЗ": "ОВЗ", "СОП": "СОП", "ОВЗ, СОП": "ОВЗ и СОП", "нет": "ни ОВЗ, ни СОП"},
    "form": {title: title for title in FORMS.values()},
    "mode": {title: title for title in MODES.values()},
    "status": {status: status for status in (WORKS, IS_OVER, NEVER_WAS)},
}

SpellingKey = tuple[str, str, str]  # list, field, spelling as it is compared


@dataclass(frozen=True, slots=True)
class SpellingDecision:
    """In a field of a list a text means what another text says."""

    table: str
    field: str
    spelling: str
    meaning: str

    @property
    def identity(self) -> SpellingKey:
        return self.table, self.field, even(self.spelling)

    @property
    def is_understood(self) -> bool:
        """Whether the field can be read so."""
        spec = fields(self.table).get(self.field)
        return spec is not None and spec.kind in KINDS and _is_understood(spec.kind, self.meaning)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A meaning of a spelling: its text in the cell, its title on the screen."""

    text: str
    title: str


@dataclass(frozen=True, slots=True)
class SpellingChoices:
    """A spelling to settle once for its `count` cells.

    What it may mean, and which meaning is proposed. `is_open` says that another meaning may be written in. Of health
    and registers nothing is ever proposed.
    """

    table: str
    field: str
    spelling: str
    count: int
    meanings: tuple[Meaning, ...]
    proposal: str | None = None
    is_open: bool = False

    def decision(self, meaning: str) -> SpellingDecision:
        """Returns what a person decides by choosing or writing a meaning.

        Raises `ListError` where it cannot be read.
        """
        decision = SpellingDecision(self.table, self.field, self.spelling, clean(meaning))
        if not decision.meaning or not decision.is_understood:
            title = fields(self.table)[self.field].title
            raise ListError(f"«{decision.meaning}» в столбце «{title}» не читается. Впишите другое значение.")
        return decision


def spelling_choices(finding: Finding, findings: Sequence[Finding] = ()) -> SpellingChoices | None:
    """Returns how a finding can be settled by the meaning of its spelling.

    None where it cannot. Of the other `findings` those about the same spelling of the same field count with it.
    """
    if finding.code not in SETTLED_BY_MEANING or not finding.table or finding.field != finding.column:
        return None
    spec = fields(finding.table).get(finding.field or "")
    spelling = finding.value or ""
    if spec is None or spec.kind not in KINDS or not clean(spelling) or spelling.startswith(FORMULA_STARTS):
        return None
    decision = SpellingDecision(finding.table, spec.key, spelling, "")
    alike = {
        (each.file, each.sheet, each.cell): max(each.count, 1)
        for each in (finding, *findings)
        if each.code in SETTLED_BY_MEANING and (each.table, each.field, even(each.value or "")) == decision.identity
    }
    choices = SpellingChoices(finding.table, spec.key, spelling, sum(alike.values()), ())
    if spec.kind in DATE_KINDS:
        return replace(choices, meanings=_days(finding, spec.kind), proposal=_proposed_day(finding), is_open=True)
    if spec.kind == "class":
        likely = tuple(Meaning(text, text) for text in (finding.proposal,) if text)
        return replace(choices, meanings=likely, proposal=finding.proposal or None, is_open=True)
    meanings = tuple(Meaning(text, title) for text, title in MEANINGS[spec.kind].items())
    proposal = finding.proposal or None if spec.kind == "form" else None
    return replace(choices, meanings=meanings, proposal=proposal)


def _days(finding: Finding, kind: str) -> tuple[Meaning, ...]:
    """Returns the first and the last day of the longer time that a cell names.

    Of a term both together, or the one end that it names.
    """
    dates = _dates(finding)
    if dates is None:
        return (Meaning(*ENDLESS),) if finding.code == "bad_date" and kind == "end" else ()
    if kind == "term":
        return (Meaning(_term(dates), _term(dates)),)
    if finding.day and finding.names[1] == Assumption.YEAR:
        beside = (_in_year(finding.day, finding.day.year + years) for years in (-1, 1))
        return tuple(Meaning(date_text(day), date_text(day)) for day in (finding.day, *beside))
    first, last = dates.start or dates.end, dates.end or dates.start
    assert first and last
    days = {START: date_text(first.first), END: date_text(last.last)}
    return tuple(Meaning(day, f"{side}, {day}") for side, day in days.items())


def _in_year(day: dt.date, year: int) -> dt.date:
    """Returns the same day of another year; of 29 February the 28th of a common one."""
    return day.replace(year=year) if (day.month, day.day) != (2, 29) else day.replace(year=year, day=28)


def _proposed_day(finding: Finding) -> str | None:
    """Returns what is assumed now: the person may confirm it for all cells alike."""
    dates = _dates(finding)
    if dates is None or finding.day is None:
        return None
    return _term(dates) if finding.field == "term" else date_text(finding.day)


def _dates(finding: Finding) -> PairDates | None:
    """Returns what the cell of an assumed date names: a start, an end or both."""
    if finding.code != "assumed_date":
        return None
    year = school_year_to_date(finding.day).since.year if finding.day else None
    dates = read_column([finding.value or ""], "start", Context(A_DAY, school_year=year))[0]
    return dates if isinstance(dates, PairDates) and (dates.start or dates.end) else None


def _term(dates: PairDates) -> str:
    """Returns «с 01.09.2023 по 31.05.2024», of a length too; of a term without an end «с 01.09.2023»."""
    first = [f"с {date_text(dates.start.first)}"] if dates.start else []
    end = dates.end or (dates.end_from(dates.start.first) if dates.start else None)
    return " ".join([*first, *([f"по {date_text(end.last)}"] if end else [])])


@people_cache
@cache
def _is_understood(kind: str, meaning: str) -> bool:
    if kind == "status":
        return status_of(meaning) is not None
    register = "at_risk" if kind == "register" else ""
    read = read_column([meaning], kind, Context(A_DAY, register))[0]
    return not isinstance(read, Fault) and (kind != "class" or read is None or read.grade is not None)
