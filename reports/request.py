"""What a report is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from data.periods import Period
from data.roadmap.records import standings_of_school
from data.roadmap.standing import Standing
from data.store.export_log import published_about
from data.store.versions import Store
from metrics.disclosure.facts import Published
from metrics.disclosure.public_tables import PublicFigures, annual, quarterly
from metrics.indicators import Declarations
from metrics.plan.choices import Choices
from reports.monitoring.paper import Paper, Reader
from reports.municipal.consents import Consents
from reports.municipal.rows import NOBODY_DECIDED
from reports.source import Source


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What a report is asked for: lists, period, declarations, store and today.

    There may be no store.

    `released` are doubtful texts of the municipal base that somebody has read and lets go, `conclusions` those of the
    monitoring that somebody accepted, `consents` what was decided about people without consent, `choices` what somebody
    settled of the plan, `pairs` the places in their list of the pairs whose papers are wanted: by default those that
    began last.
    """

    source: Source
    period: Period
    declarations: Declarations
    store: Store | None
    today: dt.date
    released: frozenset[str] = frozenset()
    conclusions: str | None = None
    consents: Consents = NOBODY_DECIDED
    choices: Choices = field(default_factory=Choices)
    pairs: frozenset[int] | None = None

    @property
    def on(self) -> dt.date:
        return self.period.on

    def roadmap(self) -> list[Standing]:
        settings = self.declarations.settings
        return standings_of_school(self.store, self.today, settings.working_days_after, settings.records_from)

    def paper(self, reader: Reader, public: PublicFigures | None = None) -> Paper:
        """Returns what the monitoring for a reader is made from; that for publication has `public` figures."""
        return Paper(self.source, self.on, self.declarations, self.roadmap(), self.today, reader, public)

    def annual(self) -> PublicFigures:
        return annual(self.source.roster, self.on, self.declarations, self._earlier())

    def quarterly(self) -> PublicFigures:
        return quarterly(self.source.roster, self.on, self.declarations, self._earlier())

    def _earlier(self) -> list[Published]:
        """Returns what was published of this year before.

        Of the demonstration nothing ever is.
        """
        if self.source.is_demonstration:
            return []
        return [Published.of_content(publication) for publication in published_about(self.store, self.on.year)]
