"""Lists of an earlier day than those that are stored: what is newer there would go with a save."""

from __future__ import annotations

from dataclasses import replace

from data.changes import Change, ChangeKind, changes
from data.findings import Finding
from data.loading import Lists, ordered
from data.roster import Roster
from data.russian import date_text


def with_older_lists(lists: Lists, stored: Roster, number: int) -> Lists:
    """Returns the lists with a warning that they are older than the stored version of this number.

    It names who of the stored lists would be gone and whose row would be as it was before.
    """
    differences = changes(stored, lists.roster)
    finding = Finding(
        "older_lists",
        value=date_text(lists.as_of),
        day=stored.as_of,
        numbers=(number,),
        names=_who(differences, ChangeKind.GONE),
        others=_who(differences, ChangeKind.CHANGED),
    )
    return replace(lists, findings=ordered([*lists.findings, finding], lists.sheets))


def _who(differences: list[Change], kind: ChangeKind) -> tuple[str, ...]:
    return tuple(change.name for change in differences if change.kind is kind)
