"""The pairs in force on the day of a monitoring: how many of each form, with how many mentors and mentees."""

from __future__ import annotations

from collections.abc import Sequence

from data.russian import grouped
from data.vocabulary import FORMS
from metrics.pairs.pair_rows import PairPhase, PairRow, pair_rows
from reports.monitoring.paper import Paper

ALL, UNKNOWN = "Всего", "форма не указана"


def pairs_in_force(paper: Paper) -> list[dict[str, str]]:
    """Returns a row a form that any pair has, below them all pairs: a person of two forms counts once there.

    They are for the school and the founder; for publication none, as the counts are small.
    """
    if paper.public is not None or paper.source.roster.pairs is None:
        return []
    rows = pair_rows(paper.source.roster, paper.on, paper.declarations)
    pairs = [row for row in rows if row.phase is PairPhase.IN_FORCE]
    forms = {form: [pair for pair in pairs if (pair.form or "") == form] for form in (*FORMS, "")}
    by_form = [_row(FORMS.get(form, UNKNOWN), of_form) for form, of_form in forms.items() if of_form]
    return [*by_form, _row(ALL, pairs)]


def _row(title: str, pairs: Sequence[PairRow]) -> dict[str, str]:
    return {
        "form": title,
        "pairs": grouped(len(pairs)),
        "mentors": grouped(len({pair.mentor.key for pair in pairs})),
        "mentees": grouped(len({pair.mentee.key for pair in pairs})),
    }
