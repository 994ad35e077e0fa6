"""The forms of the pages: what their widgets hold, each value named and typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from data.roadmap.deadlines import Instance
    from data.roadmap.model import Kind, Progress
    from data.store.versions import Version
from pages.state.values import Attachment, Value, Values


class MarkForm(Values):
    """What is marked of an activity; the scope is its edition and its key."""

    periods: Value[Sequence[Instance] | None] = Value(None)  # None where there is nothing to choose
    status: Value[Progress] = Value()
    done: Value[dt.date | None] = Value(None)
    order: Value[str] = Value("")


class TogetherForm(Values):
    """The day and the document of deadlines that are marked done together."""

    prefix = "together"
    done: Value[dt.date | None] = Value(None)
    on_their_days: Value[bool] = Value(False)  # each on the day of its deadline
    document: Value[str] = Value("")


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
    due_day: Value[int | None] = Value(None)
    months: Value[Sequence[int]] = Value(())
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
    months: Value[Sequence[int]] = Value(())


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


class PapersForm(Values):
    """The pairs whose papers are wanted, by their places in the list; the scope is the lists and the day."""

    prefix = "papers"
    pairs: Value[Sequence[int]] = Value(())


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
