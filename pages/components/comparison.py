"""What differs between two versions of the lists: people, pairs, and the shares before → after."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data.changes import Change, ChangeKind, changes, columns_changed, far_more_gone_than_usual
from data.contracts import TABLES
from data.loading import Lists
from data.periods import year_to_date
from data.russian import date_text
from metrics.indicators import Declarations
from metrics.movement import Movement, movements, points_text
from metrics.wording import share_of_people
from pages.components.plain_text import plain
from pages.state import stored
from pages.state.draft import Draft
from pages.state.state import state


def what_changes(current: Draft, found: Lists) -> None:
    """What saving would change; the version it is set against is the one that a save is allowed to follow."""
    st.subheader("Что изменится", anchor=False)
    version = state.current
    if current.based_on is not None and version and version != current.based_on:
        st.warning(
            f"Пока вы смотрели списки, действующей стала другая версия: № {version[0]}. Ниже – отличия от неё.",
            icon=":material/group:",
        )
    current.based_on = version
    if version is None:
        st.caption("Это первые списки: сравнивать ещё не с чем.")
        return
    compared(stored.lists_of(version), found)


def compared(old: Lists, new: Lists) -> None:
    """Two sets of lists: counts, warnings, shares, rows."""
    difference = _difference(old, new)
    found, moved = difference.changes, difference.movements
    if (
        not (found or difference.warnings or difference.columns or any(one.reasons or one.points for one in moved))
        and old.as_of == new.as_of
    ):
        st.caption("Списки те же: ни люди, ни пары не изменились.")
        return
    for words in difference.warnings:
        st.warning(plain(words), icon=":material/warning:")
    for words in difference.columns:
        st.info(plain(words), icon=":material/view_column:")
    st.dataframe(pd.DataFrame(_counts(found)), hide_index=True, width="stretch")
    st.dataframe(pd.DataFrame([_movement(one) for one in moved]), hide_index=True, width="stretch")
    st.caption(f"Обе доли – на {date_text(new.as_of)}, с начала года: так видно, что изменили сами списки.")
    if any(one.reasons for one in moved):
        with st.expander("Почему изменились доли"):
            for one in moved:
                if one.reasons:
                    title = f"{one.after.indicator.number}. {one.after.indicator.short}"
                    causes = (f"- {plain(why)}" for why in one.reasons)
                    st.markdown("\n".join([f"**{title}: {points_text(one)}**", *causes]))
    if found and st.toggle("Показать все изменения построчно", key="all_changes"):
        st.dataframe(pd.DataFrame([_row(one) for one in found]), hide_index=True, width="stretch")


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


def _difference(old: Lists, new: Lists) -> Comparison:
    """Returns how the two differ, worked out once."""
    slot, declarations, known = st.empty(), stored.declarations(), state.comparison
    if known and known.old is old and known.new is new and known.declarations == declarations:
        return known
    with slot, st.spinner("Сравниваем списки…"):
        rows = changes(old.roster, new.roster)
        state.comparison = Comparison(
            old, new, declarations, rows,
            far_more_gone_than_usual(old.roster, new.roster, rows, stored.needs()),
            columns_changed(old.roster, new.roster, stored.needs()),
            movements(old.roster, new.roster, year_to_date(new.as_of), declarations=declarations),
        )  # fmt: skip
    return state.comparison


def _counts(found: list[Change]) -> list[dict[str, str]]:
    return [
        {"Список": title}
        | {
            kind.title: str(sum(one.table == table and one.kind is kind for one in found)) for kind in ChangeKind
        }
        for table, title in TABLES.items()
    ]  # fmt: skip


def _movement(one: Movement) -> dict[str, str]:
    return {
        "Показатель": f"{one.after.indicator.number}. {one.after.indicator.short}",
        "Было": share_of_people(one.before),
        "Стало": share_of_people(one.after),
        "Изменение": points_text(one),
    }


def _row(one: Change) -> dict[str, str]:
    return {
        "Список": TABLES[one.table],
        "Что": one.kind.title,
        "Кто": one.who,
        "Подробнее": one.detail,
        "Было → стало": "; ".join(f"{field.title}: {field.old} → {field.new}" for field in one.fields),
    }
