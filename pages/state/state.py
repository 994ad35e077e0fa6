"""The owner of session state and of the address: every value named and typed.

A widget takes its key from here: `st.date_input(…, key=state.key(State.date))`, and `state.date` is what it holds.
The report date, the period and the filters stand in the address too, so that they survive a reload and can be sent to
a colleague; names never do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import EllipsisType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Protocol, TypeVar, overload

import streamlit as st

from data.parsing import clean

if TYPE_CHECKING:
    from data.loading import Lists
    from data.periods import Period
    from data.roadmap.model import Instance, Kind, Progress
    from data.roadmap.reading.files import OwnRoadmap
    from data.store.municipal_log import Done
    from data.store.versions import Identity, Version
    from metrics.indicators import Settings
    from pages.components.comparison import Comparison
    from pages.state.request import Request
    from pages.state.upload import Upload
    from reports.municipal.consents import Decision

T = TypeVar("T")


class Attachment(Protocol):
    """A file that was put into a form."""

    name: str
    size: int

    def getvalue(self) -> bytes: ...


class Value(Generic[T]):
    """One value of a session, named as its attribute.

    Without a default reading it before it is set is an error.
    """

    def __init__(self, default: T | EllipsisType = ...) -> None:
        self.default = default

    def __set_name__(self, owner: type[Values], name: str) -> None:
        self.name = name.rstrip("_")  # of a Python keyword: class_

    @overload
    def __get__(self, values: None, owner: type[Values]) -> Value[T]: ...
    @overload
    def __get__(self, values: Values, owner: type[Values]) -> T: ...
    def __get__(self, values: Values | None, owner: type[Values]) -> Value[T] | T:
        if values is None:
            return self
        key = values.key(self)
        value: T = st.session_state[key] if self.default is ... else st.session_state.get(key, self.default)
        return value

    def __set__(self, values: Values, value: T) -> None:
        st.session_state[values.key(self)] = value

    def __delete__(self, values: Values) -> None:
        st.session_state.pop(values.key(self), None)


class Values:
    """Values of a session that belong together.

    Those of a form that stands several times have the form's scope.
    """

    prefix: ClassVar[str] = ""

    def __init__(self, *scope: object) -> None:
        self.scope = scope

    def key(self, value: Value[Any]) -> str:
        """Returns the key of a value, and so of the widget that fills it in."""
        return "_".join(map(str, filter(None, (self.prefix, value.name, *self.scope))))

    def has(self, value: Value[Any]) -> bool:
        """Returns whether the value was set, be it to None."""
        return self.key(value) in st.session_state


@dataclass(frozen=True, slots=True)
class KeptConclusions:
    """Conclusions of a monitoring that a person wrote or accepted, and those that were offered then."""

    text: str
    offered: str


class State(Values):
    """What a session holds beside the forms."""

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

    # Who clicks and what came of it
    who: Value[str] = Value("")  # the name that the person gave; «со слов» until accounts exist
    who_typed: Value[str] = Value("")  # the field on the page that is open, gone from session state with it
    outcome: Value[tuple[Literal["error", "success"], str] | None] = Value(None)  # of a click, shown once

    # «Загрузка списков»
    upload: Value[Upload | None] = Value(None)
    step: Value[int] = Value(1)  # the row of steps on the screen
    saved_note: Value[str] = Value("")  # for the version that is saved

    comparison: Value[Comparison | None] = Value(None)  # two sets of lists and how they differ
    report_version: Value[Version | None] = Value(None)
    released_texts: Value[frozenset[str]] = Value(frozenset())  # doubtful texts that this person has read and lets go
    conclusions: Value[Mapping[str, KeptConclusions]] = Value({})  # that a person accepted, by reader, lists and day
    shown_consents: Value[Mapping[str, Decision]] = Value({})  # what was decided of the demonstration's people
    base_done: Value[Done] = Value()
    base_day: Value[dt.date | None] = Value(None)
    period_to_fix: Value[Period] = Value()
    destroy_sure: Value[bool] = Value(False)
    next_since: Value[dt.date | None] = Value(None)  # the next edition of the roadmap
    next_title: Value[str] = Value("")
    next_note: Value[str] = Value("")
    own_roadmap: Value[OwnRoadmap | None] = Value(None)  # that was read of a file and is not saved yet
    own_round: Value[int] = Value(0)
    own_reading: Value[int] = Value(0)
    own_is_awaited: Value[bool] = Value(False)  # the first save was told that one will be loaded

    @property
    def person(self) -> str:
        """Returns the name that the person gave, on this page or before.

        Empty where none was given.
        """
        return clean(str(self.who_typed or self.who))

    @property
    def is_marked_unsaved(self) -> bool:
        """Returns whether the address says that the session has lists of its own.

        A reload leaves the mark alone.
        """
        return self.key(State.lists) in st.query_params

    def mark_unsaved(self) -> None:
        st.query_params[self.key(State.lists)] = "1"

    def unmark_unsaved(self) -> None:
        st.query_params.pop(self.key(State.lists), None)


state = State()


class MarkForm(Values):
    """What is marked of an activity; the scope is its edition and its key."""

    periods: Value[Sequence[Instance] | None] = Value(None)  # None where there is nothing to choose
    status: Value[Progress] = Value()
    done: Value[dt.date | None] = Value(None)
    order: Value[str] = Value("")


class EntryForm(Values):
    """The next entry in the journal of an activity.

    The scope is its edition and its key.
    """

    prefix = "entry"
    day: Value[dt.date | None] = Value(None)
    people: Value[str] = Value("")
    text: Value[str] = Value("")
    link: Value[str] = Value("")
    file: Value[Attachment | None] = Value(None)


class ActivityForm(Values):
    """An activity of the roadmap as it is changed.

    The scope is its edition and its key.
    """

    prefix = "e"
    direction: Value[str] = Value()
    title: Value[str] = Value("")
    kind: Value[Kind] = Value()
    due: Value[dt.date | None] = Value(None)
    deadline: Value[str] = Value("")
    responsible: Value[str] = Value("")
    people: Value[str] = Value("")
    indicators: Value[Sequence[str]] = Value(())
    retired: Value[dt.date | None] = Value(None)
    note: Value[str] = Value("")


class OwnRoadmapFile(Values):
    """The place for the school's own roadmap; the scope is the round, so that it is empty after a save."""

    prefix = "own"
    file: Value[Attachment | None] = Value(None)


class OwnRoadmapForm(Values):
    """The school's own roadmap as it is saved; the scope is the reading."""

    prefix = "own"
    title: Value[str] = Value("")
    since: Value[dt.date | None] = Value(None)
    note: Value[str] = Value("")
    instead: Value[bool] = Value(False)  # of the edition in force, which nobody has worked by


class DeadlineForm(Values):
    """What a deadline means whose words do not say it; the scope is the reading and the place of the question."""

    prefix = "deadline"
    kind: Value[Kind | None] = Value(None)
    due: Value[dt.date | None] = Value(None)


class FilesField(Values):
    """The place to drop files; the scope is the round, so that it is empty after a save."""

    files: Value[Sequence[Attachment]] = Value(())


class AsOfField(Values):
    """The date of the data that a person gives; the scope stands for the draft."""

    as_of: Value[dt.date | None] = Value(None)


class ColumnField(Values):
    """What a column is; the scope is its sheet, table, header row and place."""

    column: Value[str | None] = Value(None)


class AnswerField(Values):
    """The answer to a question about findings; the scope stands for the draft and the question."""

    answer: Value[str | None] = Value(None)


class LineTable(Values):
    """The table of findings that are settled line by line; the scope stands for the draft and the lines."""

    lines: Value[object] = Value(None)


class ConclusionsForm(Values):
    """The conclusions of a monitoring as they are typed; the scope is the reader, the day and the lists."""

    prefix = "conclusions"
    text: Value[str] = Value("")


class FirstSave(Values):
    """What the first save asks of the school."""

    prefix = "first"
    school: Value[str] = Value("")
    director: Value[str] = Value("")
    responsible: Value[str] = Value("")
    records_from: Value[dt.date | None] = Value(None)
    roadmap: Value[Literal["sample", "seed", "own"]] = Value("sample")


class ConsentForm(Values):
    """Whom to let into the municipal base without consent in the lists; the scope is the lists and the day."""

    prefix = "consent"
    let_in: Value[Sequence[str]] = Value(())  # keys of people


class FixForm(Values):
    """A reported period as it is fixed or corrected; the scope is its days."""

    prefix = "fix"
    version: Value[Version] = Value()
    reason: Value[str] = Value("")
    sure: Value[bool] = Value(False)


class ReleaseBox(Values):
    """The box that lets a doubtful text go; the scope stands for the text."""

    release: Value[bool] = Value(False)
