"""What differs between two versions of the lists: people, pairs, and the shares before → after."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.change_warnings import columns_changed, far_more_gone_than_usual
from data.changes import Change, ChangeKind, changes
from data.checking.messages import words
from data.contracts import TABLES
from data.loading import Lists
from data.periods import year_to_date
from data.russian import date_text
from metrics.indicators import Declarations
from metrics.movement import Movement, movements, points_text
from metrics.wording import share_of_people
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.state import stored
from pages.state.state import state


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two sets of lists differ, under the settings of the school."""

    old: Lists
    new: Lists
    declarations: Declarations
    changes: list[Change]
    warnings: list[str]
    columns: list[str]
    movements: list[Movement]

    @property
    def is_none(self) -> bool:
        moved = any(movement.reasons or movement.points for movement in self.movements)
        return not (self.changes or self.warnings or self.columns or moved)


def compared(old: Lists, new: Lists) -> None:
    """Shows how two sets of lists differ: counts, warnings, shares, rows."""
    shown = difference(old, new)
    if shown.is_none and old.as_of == new.as_of:
        st.caption("Списки те же: ни люди, ни пары не изменились.")
        return
    for warning in shown.warnings:
        st.warning(plain(warning), icon=":material/warning:")
    for sentence in shown.columns:
        st.info(plain(sentence), icon=":material/view_column:")
    moved_shares(shown, new)
    table(_counts(shown.changes))
    if shown.changes and st.toggle("Показать все изменения построчно", key="all_changes"):
        rows = [_row(change) for change in shown.changes]
        table(rows)


def moved_shares(shown: Comparison, new: Lists) -> None:
    """Shows the five shares before and after, and why they moved."""
    table([_movement(movement) for movement in shown.movements])
    st.caption(f"Обе доли – на {date_text(new.as_of)}, с начала года: так видно, что изменили сами списки.")
    if any(movement.reasons for movement in shown.movements):
        with st.expander("Почему изменились доли"):
            for movement in shown.movements:
                if movement.reasons:
                    title = movement.after.indicator.heading
                    causes = (f"- {plain(why)}" for why in movement.reasons)
                    st.markdown("\n".join([f"**{title}: {points_text(movement)}**", *causes]))


def difference(old: Lists, new: Lists) -> Comparison:
    """Returns how the two differ, worked out once."""
    slot, declarations, known = st.empty(), stored.declarations(), state.comparison
    if known and known.old is old and known.new is new and known.declarations == declarations:
        return known
    with slot, st.spinner("Сравниваем списки…"):
        rows = changes(old.roster, new.roster)
        older = [words(finding) for finding in new.findings if finding.code == "older_lists"]
        state.comparison = Comparison(
            old,
            new,
            declarations,
            rows,
            [*older, *far_more_gone_than_usual(old.roster, new.roster, rows, stored.required_columns())],
            columns_changed(old.roster, new.roster, stored.required_columns()),
            movements(old.roster, new.roster, year_to_date(new.as_of), declarations=declarations),
        )
    return state.comparison


def _counts(rows: list[Change]) -> list[dict[str, str]]:
    return [
        {"Список": title}
        | {kind.title: str(sum((change.table, change.kind) == (table, kind) for change in rows)) for kind in ChangeKind}
        for table, title in TABLES.items()
    ]


def _movement(movement: Movement) -> dict[str, str]:
    return {
        "Показатель": movement.after.indicator.heading,
        "Было": share_of_people(movement.before),
        "Стало": share_of_people(movement.after),
        "Изменение": points_text(movement),
    }


def _row(change: Change) -> dict[str, str]:
    return {
        "Список": TABLES[change.table],
        "Что": change.kind.title,
        "Кто": change.name,
        "Подробнее": change.detail,
        "Было → стало": "; ".join(f"{field.title}: {field.old} → {field.new}" for field in change.fields),
    }
