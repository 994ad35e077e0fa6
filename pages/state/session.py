"""The lists in use: unsaved ones, else the stored version, else the demonstration."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import streamlit as st

from access.narrowing import scope, sees_figures_alone
from charts.theme import DARK, LIGHT, Theme
from data import demo
from data.loading import Lists, load
from metrics.breakdown import class_order
from pages.state import stored
from pages.state.account import current_account
from pages.state.request import class_options
from pages.state.state import SessionState, state
from reports.source import Source

if TYPE_CHECKING:
    from access.model import Account
    from data.store.versions import Version


@st.cache_resource(show_spinner=False)
def demonstration() -> Lists:
    """Returns the demonstration school, read once for all sessions."""
    return load([(demo.PATH.name, demo.PATH.read_bytes())], required=stored.required_columns())


def lists() -> Lists:
    """Returns the lists in use, as far as they are open to whoever has signed in."""
    return stored.open_to_account(whole_lists(), whole_lists_key())


def whole_lists() -> Lists:
    """Returns the lists in use whole: for figures that disclosure control lets out."""
    if state.lists:
        return state.lists
    version = stored.shown()
    return stored.whole_lists_of(version) if version else demonstration()


def are_unsaved() -> bool:
    """Returns whether the lists are the session's own, not saved."""
    return state.has(SessionState.lists)


def belong_to(account: Account | None) -> None:
    """Drops what the session holds where somebody else has signed in since."""
    owner = (account.id, scope(account)) if account else None
    if state.owner != owner and state.has(SessionState.owner):
        state.clear()
    state.owner = owner


def reach() -> str:
    """Returns in words of whom the lists in use tell, as far as they are open to whoever has signed in."""
    account = current_account()
    if account is None or not is_part_of_school():
        return "вся школа"
    return f"мои классы: {', '.join(sorted(account.classes, key=class_order)) or 'не назначены'}"


def is_part_of_school() -> bool:
    """Returns whether whoever has signed in sees people, and not those of the whole school."""
    account = current_account()
    return bool(scope(account)) and not sees_figures_alone(account)


def is_demonstration() -> bool:
    return not are_unsaved() and stored.shown() is None


def school() -> str:
    """Returns whose lists are in use, in words."""
    return Source(whole_lists().roster, "", is_demonstration()).school(stored.declarations())


def cache_key() -> str:
    """Returns the key of the lists in the caches: a random word or a version, and who sees what of it."""
    return whole_lists_key() + scope(current_account())


def whole_lists_key() -> str:
    """Returns the key of the whole lists in the caches."""
    return state.lists_key or str(stored.shown() or "demonstration")


def lost_on_reload() -> bool:
    """Returns whether unsaved lists are gone with a reload of the page.

    While a session has lists, the address says so; a change of page drops the mark, so it is set in every run.
    """
    if not are_unsaved():
        return state.is_marked_unsaved
    state.mark_unsaved()
    return False


def use(lists: Lists) -> None:
    """Shows these lists from now on, in this session alone."""
    state.lists = lists
    state.lists_key = uuid.uuid4().hex
    _ask_anew(lists)


def close() -> None:
    """Closes unsaved lists: the stored version is shown again, or the demonstration."""
    del state.lists
    del state.lists_key
    state.unmark_unsaved()
    _ask_anew(lists())


def open_version(version: Version) -> None:
    """Shows a stored version from now on, in this session alone."""
    stored.open_version(version)
    close()


def close_version() -> None:
    """Shows the current version again."""
    stored.close_version()
    close()


def _ask_anew(lists: Lists) -> None:
    """Sets the sidebar to the day of the lists, without classes that they do not have."""
    state.date = lists.as_of
    known = set(class_options(lists.roster))
    state.class_ = [name for name in state.class_ if name in known]


def theme() -> Theme:
    return DARK if st.context.theme.type == "dark" else LIGHT


@st.cache_data(show_spinner=False, ttl=3600, max_entries=4)
def check_template(content: bytes) -> list[str]:
    """Returns in words which parts of the monitoring the Word template lacks.

    Raises `ListError` where it gives no report; then it is tried again each time, as only success is cached.
    """
    from reports.monitoring.school_template import check_template as check

    return check(content, demonstration().roster)
