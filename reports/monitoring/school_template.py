"""The school's own Word template of the monitoring, tried before it is used."""

from __future__ import annotations

from data.roadmap.records import standings
from data.roster import Roster
from metrics.indicators import declared
from reports.monitoring.document import missing_parts
from reports.monitoring.paper import Paper
from reports.source import Source

NAME = "monitoring"  # of the template in the store


def check_template(content: bytes, demonstration: Roster) -> list[str]:
    """Tries the template on the demonstration school. Returns in words which parts of the monitoring it lacks.

    Raises `ListError` where it gives no report.
    """
    on = demonstration.as_of
    source = Source(demonstration, "демонстрационные данные", is_demonstration=True)
    return missing_parts(Paper(source, on, declared(), standings(None, on), on), content)
