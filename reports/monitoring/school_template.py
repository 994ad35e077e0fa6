"""The school's own Word template of the monitoring, in place of the app's.

The store holds it.
"""

from __future__ import annotations

import base64

from data.roadmap.records import standings
from data.roster import Roster
from data.store.decisions import forget, remember, remembered
from data.store.versions import Store
from metrics.indicators import declared
from reports.monitoring.document import monitoring
from reports.monitoring.paper import Paper
from reports.source import Source

KIND = "template"
NAME = "monitoring"


def own_template(store: Store | None) -> bytes | None:
    """Returns the school's own template; None where it uses the app's."""
    decisions = list(remembered(store, KIND).values()) if store else []
    return base64.b64decode(decisions[0]["docx"]) if decisions else None


def check_template(content: bytes, demonstration: Roster) -> None:
    """Tries the template on the demonstration school.

    Raises `ListError` where it gives no report.
    """
    on = demonstration.as_of
    source = Source(demonstration, "демонстрационные данные", is_demonstration=True)
    monitoring(Paper(source, on, declared(), standings(None, on), on), content)


def keep_template(store: Store, content: bytes, demonstration: Roster) -> None:
    """Stores the template for use from now on.

    Raises `ListError` where it gives no report.
    """
    check_template(content, demonstration)
    remember(store, KIND, (NAME,), {"docx": base64.b64encode(content).decode()})


def drop_template(store: Store) -> None:
    """Deletes the school's template, so that the app's is used again."""
    for key in remembered(store, KIND):
        forget(store, KIND, key)
