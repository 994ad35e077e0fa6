"""A new version made on a page: its lists are checked once, and saved over the version that the person saw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from access.rights import Action
from data.loading import Lists
from data.new_pairs import NewOutsidePair, NewPair, Terms
from data.people_caches import clears_people
from pages.state import actions, session, stored
from pages.state.state import state

if TYPE_CHECKING:
    from data.store.versions import Identity


def is_possible() -> bool:
    """Returns whether the lists in use are the current version."""
    return not (session.are_unsaved() or session.is_demonstration() or stored.is_old())


def checked_once(made_of: object, check: Callable[[], Lists]) -> Lists:
    """Returns the lists that `check` makes, made once for what they are made of. Raises `ListError`."""
    if state.proposed is None or state.proposed[0] != made_of:
        state.proposed = made_of, check()
    return state.proposed[1]


def with_new_pairs(pairs: Sequence[NewPair | NewOutsidePair], terms: Terms, based_on: Identity) -> Lists:
    """Returns the stored lists with new pairs, checked once. Raises `ListError`."""
    from data.saving import lists_with_pairs

    number, _ = based_on
    return checked_once(
        (tuple(pairs), terms, based_on),
        lambda: lists_with_pairs(
            stored.store(Action.READ_STORE), number, pairs, terms, dt.date.today(), stored.required_columns()
        ),
    )


def save(lists: Lists, note: str, based_on: Identity) -> str:
    """Saves over the version that the person saw; returns what came of it in words.

    Where the lists become those of another day, the report date goes there too. Raises `ListError`, of which
    `Overtaken` is one.
    """
    from data.saving import saving

    day = session.lists().as_of
    version, is_new = stored.store(Action.CHANGE_PAIRS).save(saving(lists, [], actions.person(), note), based_on)
    state.proposed = None
    if lists.as_of != day:
        state.date = lists.as_of
    if not is_new:
        return f"Списки уже такие, как в версии № {version.id}: записывать нечего."
    return f"Это версия № {version.id}; отменить можно на «Сохранённых версиях»."


@clears_people
def _clear_state() -> None:
    """Drops lists that are not saved."""
    state.proposed = None
