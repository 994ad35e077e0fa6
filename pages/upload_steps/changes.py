"""Step 4: what a save would change against the stored version."""

from __future__ import annotations

import streamlit as st

from data.hashing import sha256
from data.loading import Lists
from pages.components.comparison import Comparison, compared, difference
from pages.state import stored
from pages.state.state import state
from pages.state.upload import Draft


def difference_of(lists: Lists) -> Comparison | None:
    """Returns how the lists differ from the stored version; None where nothing is stored or nothing is recognised."""
    version = state.current
    if version is None or not any(lists.counts.values()):
        return None
    return difference(stored.lists_of(version), lists)


def changes_step(current: Draft, lists: Lists) -> None:
    """Shows the changes; the version they are set against is the one that a save may follow."""
    version = state.current
    if is_overtaken(current) and version:
        st.warning(
            f"Пока вы смотрели списки, действующей стала другая версия: № {version[0]}. Ниже – отличия от неё.",
            icon=":material/group:",
        )
    current.based_on = version
    if version is None:
        st.info("Это первые списки: сравнивать ещё не с чем.", icon=":material/first_page:")
        return
    compared(stored.lists_of(version), lists)
    if shown := difference_of(lists):
        current.seen.add(warnings_key(shown))


def is_overtaken(current: Draft) -> bool:
    """Returns whether another version became current than the one that the changes were shown against."""
    version = state.current
    return version is not None and version != current.based_on


def warnings_key(shown: Comparison) -> str:
    """Returns what tells these warnings from others."""
    return sha256("warnings", *shown.warnings)


def is_to_be_seen(current: Draft, shown: Comparison | None) -> bool:
    """Returns whether the changes need a look before a save: a probable slip, or another version is current."""
    has_warnings = shown is not None and bool(shown.warnings) and warnings_key(shown) not in current.seen
    return has_warnings or is_overtaken(current)
