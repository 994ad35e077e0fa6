"""The readings of a share that do not stand in the table, in words below it."""

from __future__ import annotations

from metrics.indicators import Settings
from metrics.results import Result, Status
from metrics.wording import out_of, share_text
from reports.monitoring.paper import Shares


def readings_in_words(shares: Shares, settings: Settings) -> list[str]:
    """Returns a paragraph a share with several readings: what the table divides by, the other readings, and why so.

    The reason speaks for the reading declared first: it is left out where the school has put another first, and so is
    what the reader may not see.
    """
    lines = []
    for quarter, year in zip(shares.quarter, shares.year, strict=True):
        others = [*_others("с начала года", year), *_others("за квартал", quarter)]
        if others and year.headline.value is not None:
            words = (
                f"№ {year.indicator.number}: в таблице доля {year.headline.declared.of}. Другое прочтение: "
                f"{'; '.join(others)}."
            )
            reason = "" if year.indicator.key in settings.headline_readings else year.indicator.note
            lines.append(f"{words} {reason}".rstrip())
    return lines


def _others(when: str, result: Result) -> list[str]:
    if result.status is Status.NOT_PUBLISHED:
        return []
    return [
        f"{share.declared.of} {when} – {share_text(result, share)} ({out_of(share)})"
        for share in result.other_readings
        if share.value is not None
    ]
