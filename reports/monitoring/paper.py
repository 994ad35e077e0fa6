"""What a monitoring is made from, and who may read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from data.periods import Period, quarter_to_date, year_to_date
from data.roadmap.standing import Standing
from data.vocabulary import Titled
from metrics.disclosure.public_tables import PublicFigures
from metrics.indicators import Declarations
from metrics.results import Result, results_of_periods
from metrics.sensitive import special_titles
from reports.source import Source


class Reader(Titled):
    """Whom a monitoring is for; the value is the word of the command."""

    SCHOOL = "school", "Для школы"
    FOUNDER = "founder", "Для учредителя"
    PUBLIC = "publication", "Для публикации"

    def marking(self, declarations: Declarations) -> str:
        """Returns what stands above every page: what is in it, and who may read it."""
        return MARKINGS[self].format(special=special_titles(declarations))


MARKINGS = {
    Reader.SCHOOL: (
        "Для школы: малые группы не скрыты, закрытые сведения ({special}) – по классам. Читают директор и "
        "ответственные за программу. Не публиковать"
    ),
    Reader.FOUNDER: (
        "Для учредителя: без имён, доли целиком, закрытые сведения ({special}) – только по всей школе. Читают "
        "учредитель и директор. Не публиковать"
    ),
    Reader.PUBLIC: "Для публикации: без имён, малые группы скрыты и отмечены «*»",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A monitoring of the quarter that holds the day, up to that day.

    `public` are the figures of `public_tables.quarterly`; the reader of a publication sees these alone.
    """

    source: Source
    on: dt.date
    declarations: Declarations
    roadmap: Sequence[Standing]
    today: dt.date
    reader: Reader = Reader.SCHOOL
    public: PublicFigures | None = None

    @property
    def quarter(self) -> Period:
        return quarter_to_date(self.on)

    @property
    def year(self) -> Period:
        return year_to_date(self.on)

    @property
    def before(self) -> Period:
        """The whole quarter before."""
        return quarter_to_date(self.quarter.since - dt.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of the quarter, of the year so far, and of the quarter before."""

    quarter: list[Result]
    year: list[Result]
    before: list[Result]


def shares_of(paper: Paper) -> Shares:
    """Returns the shares as the reader may see them."""
    if paper.public is not None:
        return Shares(*paper.public.periods)
    periods = [paper.quarter, paper.year, paper.before]
    return Shares(*results_of_periods(paper.source.roster, periods, declarations=paper.declarations))
