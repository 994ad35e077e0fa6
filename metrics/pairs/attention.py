"""Which pairs ask for a hand on a day, and why: each cause once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

from data.parsing import IS_OVER, status_of
from data.periods import full_years
from metrics.pairing import Pairing
from metrics.pairs.pair_rows import PairPhase, PairRow, loads
from metrics.upcoming import SOON

OPEN_FOR = 1  # full years in which nobody has said when a pair ends: longer than any school year


class AttentionCause(StrEnum):
    """Why a pair asks for a hand; the value is the word on the screen."""

    ENDING = f"заканчивается в ближайшие {SOON} дней"
    NO_OUTCOME = "завершена без результата"
    AWAY = "кого-то из пары нет в школе"
    UNKNOWN = "кого-то из пары нет в списках"
    OPEN = "год и дольше без даты окончания"
    UNDATED = "завершена без даты"
    OVERLOADED = "у наставника слишком много пар"
    YOUNGER = "наставник младше наставляемого"
    NO_CONSENT = "нет согласия"
    QUIET = "давно без встреч"
    SILENT = "очень давно без встреч"


def attention(
    rows: Sequence[PairRow],
    on: dt.date,
    pairing: Pairing,
    *,
    keeps_outcomes: bool,
    quiet: Collection[int] = (),
    silent: Collection[int] = (),
) -> dict[AttentionCause, frozenset[int]]:
    """Returns for every cause the places of the pairs that it concerns.

    Only what is over lacks an outcome, and only where the list of pairs has a column for it (`keeps_outcomes`); all
    else concerns pairs in force. `quiet` and `silent` are the places of pairs that `long_without_contact` returns.
    """
    load = loads(rows)
    until = on + dt.timedelta(days=SOON)
    concerned: dict[AttentionCause, Callable[[PairRow], bool]] = {
        AttentionCause.ENDING: lambda row: row.end is not None and row.end <= until,
        AttentionCause.AWAY: lambda row: row.mentor.is_away or row.mentee.is_away,
        AttentionCause.UNKNOWN: lambda row: row.mentor.is_unknown or row.mentee.is_unknown,
        AttentionCause.OPEN: lambda row: (
            row.end is None and full_years(row.start, on) >= OPEN_FOR and not _is_over(row)
        ),
        AttentionCause.UNDATED: lambda row: (row.end is None or row.end > on) and _is_over(row),
        AttentionCause.OVERLOADED: lambda row: load.get(row.mentor.key, 0) > pairing.most_pairs,
        AttentionCause.YOUNGER: _is_younger,
        AttentionCause.NO_CONSENT: lambda row: row.mentor.lacks_consent or row.mentee.lacks_consent,
        AttentionCause.QUIET: lambda row: row.row in quiet,
        AttentionCause.SILENT: lambda row: row.row in silent,
    }
    found = {
        cause: frozenset(row.row for row in rows if row.phase is PairPhase.IN_FORCE and holds(row))
        for cause, holds in concerned.items()
    }
    without = (row.row for row in rows if row.phase is PairPhase.OVER and not row.outcome.strip())
    found[AttentionCause.NO_OUTCOME] = frozenset(without if keeps_outcomes else ())
    return {cause: found[cause] for cause in AttentionCause}


def long_without_contact(
    days: Mapping[int, int], quiet_after: tuple[int, int]
) -> tuple[frozenset[int], frozenset[int]]:
    """Returns the pairs without a contact for long, and for very long, of the days that each has been without one."""
    first, later = quiet_after
    quiet = frozenset(row for row, count in days.items() if first < count <= later)
    return quiet, frozenset(row for row, count in days.items() if count > later)


def _is_over(row: PairRow) -> bool:
    return bool(row.status) and status_of(row.status) == IS_OVER


def _is_younger(row: PairRow) -> bool:
    """Returns whether a pupil mentors an older pupil, whatever day of a known year either was born."""
    mentor, mentee = row.mentor.person, row.mentee.person
    if mentor is None or mentee is None or not (mentor.is_student and mentee.is_student):
        return False
    return mentor.birth is not None and mentee.birth_latest is not None and mentor.birth > mentee.birth_latest
