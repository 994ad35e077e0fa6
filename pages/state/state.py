"""The owner of session state and of the address: every value named and typed.

A widget takes its key from here: `st.date_input(…, key=state.key(SessionState.date))`; `state.date` is what it holds.
The report date, the period and the filters stand in the address too, so that they survive a reload and can be sent to
a colleague; names never do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import streamlit as st

from data.parsing import clean

if TYPE_CHECKING:
    from data.loading import Lists
    from data.people.person_search import ErasureTarget
    from data.periods import Period
    from data.roadmap.reading.files import OwnRoadmap
    from data.store.conclusions import Conclusions
    from data.store.municipal_log import Done
    from data.store.versions import Identity, Version
    from metrics.indicators import Settings
    from pages.components.comparison import Comparison
    from pages.state.request import Request
    from pages.state.upload import Upload
    from reports.municipal.consents import ConsentDecision
from pages.state.values import Value, Values


class SessionState(Values):
    """What a session holds beside the forms."""

    owner: Value[tuple[int, str] | None] = Value(None)  # whose account it is, and who it sees; None without accounts

    is_recorded: Value[bool] = Value(False)  # that the click which is acted on stands in the journal of actions
    opened_page: Value[str] = Value("")  # the page that was recorded last

    # What the store holds, asked for once a run
    current: Value[Identity | None] = Value(None)  # the current version
    settings: Value[Settings | None] = Value(None)  # those in force; None where the school saved none
    opened_version: Value[Identity | None] = Value(None)  # the older version that this session looks at
    interruption_shown: Value[bool] = Value(False)  # that the outcome of an interrupted copy was shown

    # Lists that are not saved live in this session alone
    lists: Value[Lists | None] = Value(None)
    lists_key: Value[str] = Value("")  # a random word that stands for them in the caches

    # The sidebar, in the address too
    date: Value[dt.date | None] = Value(None)
    period: Value[str] = Value("")
    since: Value[dt.date | None] = Value(None)
    category: Value[Sequence[str]] = Value(())
    together: Value[str] = Value("")  # how several categories narrow
    class_: Value[Sequence[str]] = Value(())
    age: Value[tuple[int, int] | None] = Value(None)
    form: Value[Sequence[str]] = Value(())
    mode: Value[Sequence[str]] = Value(())
    mentor: Value[Sequence[str]] = Value(())
    show: Value[bool] = Value(False)  # «Режим показа»
    request: Value[Request] = Value()  # what all of these say in this run

    # What a page shows, in the address too
    number: Value[str | None] = Value(None)  # of the indicator
    report: Value[str] = Value("")
    settings_section: Value[str] = Value("")
    periods_first: Value[bool] = Value(False)  # of «Сохранённые версии», for who comes to fix one

    # Who clicks and what came of it
    who: Value[str] = Value("")  # the name that the person gave; «со слов» until accounts exist
    who_typed: Value[str] = Value("")  # the field on the page that is open, gone from session state with it
    outcome: Value[tuple[Literal["error", "info", "success"], str] | None] = Value(None)  # of a click, shown once

    # «Загрузка списков»
    upload: Value[Upload | None] = Value(None)
    step: Value[int] = Value(1)  # the row of steps on the screen
    saved_note: Value[str] = Value("")  # for the version that is saved

    proposed: Value[tuple[object, Lists] | None] = Value(None)  # checked lists of a new version, and what made them
    comparison: Value[Comparison | None] = Value(None)  # two sets of lists and how they differ
    report_version: Value[Version | None] = Value(None)
    released_texts: Value[frozenset[str]] = Value(frozenset())  # doubtful texts that this person has read and lets go
    shown_conclusions: Value[Mapping[str, Conclusions]] = Value({})  # of the demonstration, by reader and day
    shown_consents: Value[Mapping[str, ConsentDecision]] = Value({})  # what was decided of the demonstration's people
    base_done: Value[Done] = Value()
    base_day: Value[dt.date | None] = Value(None)
    period_to_fix: Value[Period] = Value()
    destroy_begun: Value[bool] = Value(False)  # from the card of a person
    destroy_what: Value[str] = Value("")
    destroy_person: Value[ErasureTarget | None] = Value(None)
    destroy_sure: Value[bool] = Value(False)
    next_since: Value[dt.date | None] = Value(None)  # the next edition of the roadmap
    next_title: Value[str] = Value("")
    next_note: Value[str] = Value("")
    own_roadmap: Value[OwnRoadmap | None] = Value(None)  # that was read of a file and is not saved yet
    own_round: Value[int] = Value(0)
    own_reading: Value[int] = Value(0)

    @property
    def person(self) -> str:
        """The name that the person gave, on this page or before; empty where none was given."""
        return clean(str(self.who_typed or self.who))

    @property
    def is_marked_unsaved(self) -> bool:
        """Whether the address says that the session has lists of its own.

        A reload leaves the mark alone.
        """
        return self.key(SessionState.lists) in st.query_params

    @property
    def is_sent_to_periods(self) -> bool:
        """Whether the address says that the person comes to «Сохранённые версии» to fix a period."""
        return self.key(SessionState.periods_first) in st.query_params

    def clear(self) -> None:
        """Drops all that the session holds."""
        st.session_state.clear()

    def mark_unsaved(self) -> None:
        st.query_params[self.key(SessionState.lists)] = "1"

    def unmark_unsaved(self) -> None:
        st.query_params.pop(self.key(SessionState.lists), None)


state = SessionState()
