"""Warnings about what a new set of lists lacks of the stored one.

Columns gone or new, a list or many rows gone at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.changes import Change, ChangeKind
from data.contracts import TABLES, fields
from data.required_columns import RequiredColumns
from data.roster import Roster
from data.russian import ROWS, counted, plural
from data.workbooks.roster_sheets import columns_of

USUAL_SHARE, USUAL_ROWS = 5, 5  # more than a fifth of a list gone, and at least so many rows, is rarely meant


def columns_changed(old: Roster, new: Roster, required: Sequence[RequiredColumns]) -> list[str]:
    """Returns sentences about columns gone or new in lists that both rosters have.

    Of a column that takes an indicator's data away `far_more_gone_than_usual` warns.
    """
    sentences = []
    warned = {(table, fields(table)[key].title) for table, key in _lost(old, new, required)}
    for table, title in TABLES.items():
        frames = getattr(old, table), getattr(new, table)
        if any(frame is None for frame in frames):
            continue
        before, after = ([spec.title for spec in columns_of(table, frame)] for frame in frames)
        lost = [column for column in before if column not in after and (table, column) not in warned]
        gained = [column for column in after if column not in before]
        if lost:
            sentences.append(f"В списке «{title}» больше нет столбцов: {', '.join(lost)}.")
        if gained:
            sentences.append(f"В списке «{title}» новые столбцы: {', '.join(gained)}.")
    return sentences


def _lost(old: Roster, new: Roster, required: Sequence[RequiredColumns]) -> Iterator[tuple[str, str]]:
    """Yields list and key of each column whose loss leaves an indicator without data."""
    for entry in required:
        before, after = getattr(old, entry.table), getattr(new, entry.table)
        had = entry.met_by(before) if before is not None and after is not None else None
        if had and entry.met_by(after) is None:
            yield entry.table, next(key for key in had if key not in after)


def far_more_gone_than_usual(
    old: Roster, new: Roster, all_changes: Sequence[Change], required: Sequence[RequiredColumns]
) -> list[str]:
    """Returns sentences about a probable slip.

    A list or a column is gone, or many rows at once.
    """
    sentences = []
    lost = dict.fromkeys(_lost(old, new, required))
    for table, title in TABLES.items():
        before, after = getattr(old, table), getattr(new, table)
        if before is None:
            continue
        if after is None:
            sentences.append(f"Списка «{title}» больше нет, а в прошлой версии он был.")
            continue
        gone = sum(change.table == table and change.kind is ChangeKind.GONE for change in all_changes)
        if gone >= USUAL_ROWS and gone * USUAL_SHARE > len(before):
            sentences.append(
                f"Из списка «{title}» {plural(gone, 'исчезнет', 'исчезнут', 'исчезнет')} {counted(gone, *ROWS)} из "
                f"{len(before)}. Проверьте, весь ли список загружен."
            )
        sentences += [
            f"В списке «{title}» больше нет столбца «{fields(table)[key].title}»: показатель, которому он нужен, "
            "останется без данных."
            for of_table, key in lost
            if of_table == table
        ]
    return sentences
