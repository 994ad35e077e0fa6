"""What the page «Загрузка списков» holds for a session: the draft, where the person is, what was saved just now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from data.corrections.questions import Decision, Question
from data.findings import Finding
from data.loading import Lists
from data.recognised_sheets import SheetKey
from data.recognition.block import Choice
from data.spreadsheets.sheet import Sheet
from data.store import decisions
from pages.state.state import state

CellKey = tuple[str, str | None, int, int]  # file, sheet, row and column from 0
DecisionKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a line of the findings and is not applied yet."""

    text: str = ""
    is_ticked: bool = False
    is_removed: bool = False


@dataclass(slots=True)
class Settlement:
    """What one press settled, to be taken back as a whole; `cells` hold what was corrected before, if anything.

    `words` tell it: where, what stood there, what is done.
    """

    cells: dict[CellKey, str | None] = field(default_factory=dict)
    rows: set[tuple[SheetKey, int]] = field(default_factory=set)
    decisions: dict[DecisionKey, Decision | None] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    words: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """The dropped files as they were read, and what the person said of them.

    `contents` are the files themselves, in this session's memory alone: after a reload there are none. `cells` are
    corrected texts, `removed_rows` the sheet's own numbers of rows, `decisions` those of this upload, remembered with
    its save; `seen` are the lines of findings that the person left as they are. `typed` is what stands in a line and
    is not applied yet; `settled` what was pressed, by kind of finding, `answers` what was chosen, by question, and
    `questions` those of each kind: they stay on the page when they are answered.
    `from_stored` are the lists that come from the stored version, by table; `based_on` is the version that the person
    was shown the changes against.
    """

    digest: str
    files: list[dict[str, str]]
    contents: dict[str, bytes]
    sheets: list[Sheet]
    unreadable: list[Finding]
    as_of: dt.date | None = None
    choices: dict[SheetKey, Choice] = field(default_factory=dict)
    cells: dict[CellKey, str] = field(default_factory=dict)
    removed_rows: dict[SheetKey, set[int]] = field(default_factory=dict)
    decisions: dict[DecisionKey, Decision] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    typed: dict[str, Typed] = field(default_factory=dict)
    offered: dict[str, dict[str, Typed]] = field(default_factory=dict)
    settled: dict[str, list[Settlement]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    questions: dict[str, dict[str, Question]] = field(default_factory=dict)
    opened: dict[str, bool] = field(default_factory=dict)  # kinds of findings that the person unfolded or folded
    from_stored: dict[str, int] = field(default_factory=dict)
    based_on: tuple[int, str] | None = None
    remembered: bool = False
    checked: tuple[object, Lists] | None = None
    stored_content: tuple[object, ...] = ()  # what the store has of it

    @property
    def key(self) -> str:
        """What the fields of the page are told apart by: those of other files must not keep what was typed in these."""
        return self.digest[:12]

    def decide(self, decision: Decision) -> None:
        self.decisions[decisions.key_of(decision)] = decision


@dataclass(frozen=True, slots=True)
class Saved:
    """A version that was saved just now, and the one before it."""

    number: int
    before: int | None


@dataclass(slots=True)
class Upload:
    """What the page «Загрузка списков» keeps for a session.

    `round` counts drafts that ended: the uploader of the next round is empty. `is_looked_for` says that the store was
    asked for a draft.
    """

    draft: Draft | None = None
    step: int = 1
    round: int = 0
    saved: Saved | None = None
    is_looked_for: bool = False


def upload() -> Upload:
    """Returns the upload of this session."""
    if state.upload is None:
        state.upload = Upload()
    return state.upload
