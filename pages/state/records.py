"""What the store holds beside the lists in use: settings before, the roadmap, exports, actions, people of all versions.

The modules of the store are imported where they are used: a school that has saved nothing does not wait for them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from access import journal
from access.rights import Action
from data.people_caches import people_cache
from pages.state import stored

if TYPE_CHECKING:
    from access.journal import Entry
    from data.people.person_search import ErasureTarget
    from data.roadmap.records import Edition
    from data.roadmap.standing import Standing
    from data.store.export_log import Export
    from data.store.settings import SettingsSaved
    from data.store.versions import Store


def settings_history() -> list[SettingsSaved]:
    """Returns what the school saved of its settings, the last first."""
    from data.store.settings import settings_history

    existing = stored.store_or_none(Action.READ_STORE)
    return settings_history(existing) if existing else []


def roadmap() -> Edition:
    """Returns the edition of the roadmap in force."""
    from data.roadmap.records import editions

    return editions(stored.store_or_none(Action.READ_ROADMAP))[-1]


def roadmap_standings() -> list[Standing]:
    """Returns how every activity stands today.

    Until something is stored nothing counts as overdue.
    """
    from data.roadmap.records import standings_of_school

    settings = stored.declarations().settings
    existing = stored.store_or_none(Action.READ_ROADMAP)
    return standings_of_school(existing, dt.date.today(), settings.working_days_after, settings.records_from)


def exports() -> list[Export]:
    """Returns the log of exports, the last first."""
    from data.store.export_log import exports

    existing = stored.store_or_none(Action.REPORT)
    return exports(existing) if existing else []


def actions() -> tuple[list[Entry], list[str], str]:
    """Returns the journal of actions, a sentence for each fault in it, and the hash of its last row.

    It is read and checked whenever a row has come, as one does where the page is opened, not at each step there.
    """
    existing = stored.store_or_none(Action.READ_JOURNAL)
    if existing is None:
        return [], [], ""
    last = journal.last_hash(existing)
    return *_actions(existing.place, last, existing), last


@people_cache
@st.cache_resource(show_spinner=False, max_entries=1, ttl=60)
def _actions(place: str, last: str, _store: Store) -> tuple[list[Entry], list[str]]:
    return journal.entries(_store), journal.faults(_store)


def person_history(target: ErasureTarget) -> list[dict[str, str]]:
    """Returns how each stored version has a person, as rows of a table; nothing where none is stored."""
    from data.store.person_history import person_history

    existing = stored.store_or_none(Action.READ_STORE)
    return person_history(existing, target) if existing else []


def people_of_versions() -> list[ErasureTarget]:
    """Returns everyone whom a version names, each once."""
    from data.store.person_history import everyone_named

    return everyone_named(stored.store(Action.READ_STORE))
