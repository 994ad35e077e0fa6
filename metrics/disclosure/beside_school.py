"""Shares of some classes beside the school's, as somebody may see them who knows those classes by name.

What such a reader learns from a share of the school is the share of all other classes, as the school's without what is
known. So the school's share is shown where that rest may be shown (docs/domain.md, «Privacy»).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from metrics.disclosure.public_tables import for_screen
from metrics.results import JUDGED, Result, Share, Status


def beside_school(own: Sequence[Result], school: Sequence[Result]) -> list[Result]:
    """Returns the results of own classes, unjudged, each with the school's share as far as it may be seen."""
    rest = [_rest(result, whole) for result, whole in zip(own, school, strict=True)]
    shown = for_screen([rest])[0]
    return [
        _unjudged(result, whole.headline if others.headline.part is not None else _hidden(whole.headline))
        for result, whole, others in zip(own, school, shown, strict=True)
    ]


def without_school(own: Sequence[Result]) -> list[Result]:
    """Returns the results of own classes, unjudged, with nothing of the school."""
    return [_unjudged(result, _hidden(result.headline)) for result in own]


def _rest(own: Result, school: Result) -> Result:
    """Returns the school's result without the own classes; where these have no data the school's."""
    everybody, known = school.headline, own.headline
    headline = replace(
        everybody,
        part=_less(everybody.part, known.part),
        whole=_less(everybody.whole, known.whole),
        could=_less(everybody.could, known.could),
    )
    return replace(school, headline=headline, other_readings=(), distance=None, left_in_period=None)


def _less(school: int | None, own: int | None) -> int | None:
    return None if school is None else school - (own or 0)


def _hidden(share: Share) -> Share:
    return replace(share, part=None, whole=None, could=None)


def _unjudged(result: Result, school: Share) -> Result:
    return replace(result, school=school, status=Status.NOT_ASSESSED if result.status in JUDGED else result.status)
