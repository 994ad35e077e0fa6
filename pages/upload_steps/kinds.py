"""The findings of an upload by kind: what is open of each, what one press can settle, and what needs a hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from data.corrections.days_of_leaving import PERHAPS_GONE, settles_note
from data.corrections.questions import Question, SpellingQuestion, questions_of
from data.findings import CODES, Finding, Severity
from data.loading import Lists
from data.russian import CELLS, counted
from pages.state.upload import Draft, Typed
from pages.upload_steps.lines import FindingLine, Row, lines_of, removable

SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFORMATION: "·"}
ASKED = frozenset(
    {
        "assumed_person",
        "assumed_date",
        "days_beside_name",
        "left_out_section",
        "marked_by_list",
        "filled_down",
        "unknown_status",
        "struck_out",
    }
)  # what was assumed is to be looked at
MONTH_FIRST = "month_first"
OF_FILES = frozenset({"unreadable_file"})
OF_COLUMNS = frozenset({"no_table", "missing_column"})  # settled where the columns are named
ROWS = ("строку", "строки", "строк")
NAMES = ("имя", "имени", "имён")
TERMS = ("срок", "срока", "сроков")
CORRECTIONS = ("исправление", "исправления", "исправлений")
NOUNS = {
    "assumed_person": NAMES,
    "unknown_person": NAMES,
    "ended_unknown_person": NAMES,
    "ambiguous_person": NAMES,
    "assumed_date": TERMS,
    "undated_pairs": ("дату", "даты", "дат"),
}


class Action(Enum):
    """What a press on a kind does; its words and its deed both follow from it."""

    UNDO = auto()
    TURN_DAYS = auto()
    SETTLE = auto()
    REMOVE = auto()
    LEAVE = auto()


@dataclass(frozen=True)
class FindingKind:
    """One kind of findings: open lines and questions, those of them that are ready to be settled, and what was settled.

    `ready` are lines with a ticked proposal, a typed text or a tick to remove, `rows` those that can be removed;
    `answered` are the questions that have their answer, `settlements` counts what was pressed.
    """

    code: str
    lines: Sequence[FindingLine] = ()
    questions: Sequence[Question] = ()
    ready: Mapping[str, Typed] = field(default_factory=dict)
    rows: frozenset[Row] = frozenset()
    answered: Sequence[Question] = ()
    settlements: int = 0

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def open_count(self) -> int:
        return len(self.lines) + len(self.questions)

    @property
    def proposed(self) -> list[Question]:
        return [question for question in self.questions if question.proposal]

    @property
    def ready_count(self) -> int:
        return len(self.ready) + len(self.proposed)

    @property
    def needs_a_hand(self) -> bool:
        """Whether it stops a save, or something was assumed or is proposed that nobody has looked at."""
        is_asked = self.code in ASKED or any(line.proposal for line in self.lines)
        return bool(self.open_count) and (self.severity is Severity.ERROR or is_asked or bool(self.proposed))

    @property
    def title(self) -> str:
        """«✕ Исправьте · Непонятная дата: 3», or that nothing is left to do."""
        title = CODES[self.code].title
        if not self.open_count:
            return f"✓ {title}: сделано"
        return f"{SIGNS[self.severity]} {self.severity.title} · {title}: {self._extent}"

    @property
    def _extent(self) -> str:
        """«3», or «12 ячеек» where a few spellings stand in more cells than they are."""
        spelled = [question.choices.count for question in self.questions if isinstance(question, SpellingQuestion)]
        is_of_cells = not self.lines and len(spelled) == self.open_count < sum(spelled)
        return counted(sum(spelled), *CELLS) if is_of_cells else str(self.open_count)

    @property
    def action(self) -> Action | None:
        """What one press does to the whole kind now; None where there is nothing to press."""
        if not self.open_count:
            return Action.UNDO
        if self.code == MONTH_FIRST:
            return Action.TURN_DAYS
        if self.ready_count:
            return Action.SETTLE
        if self.severity is Severity.ERROR:
            return Action.REMOVE if self.rows else None
        return Action.LEAVE if self.severity is Severity.WARNING else None

    @property
    def press(self) -> str:
        """The words of the action; nothing where there is none."""
        match self.action:
            case Action.UNDO:
                return "Отменить"
            case Action.TURN_DAYS:
                return "Читать сначала месяц, потом день"
            case Action.SETTLE:
                return self._settling
            case Action.REMOVE:
                return self.removal
            case Action.LEAVE:
                return f"{'Считать всё равно' if self.code in PERHAPS_GONE else 'Всё верно'} ({self.open_count})"
            case None:
                return ""

    @property
    def _settling(self) -> str:
        """«Принять все 43 имени», «Принять 2 исправления из 5»."""
        noun = NOUNS.get(self.code, CORRECTIONS)
        if self.ready_count == self.open_count > 1:
            return f"Принять все {counted(self.ready_count, *noun)}"
        rest = f" из {self.open_count}" if self.ready_count < self.open_count else ""
        return f"Принять {counted(self.ready_count, *noun)}{rest}"

    @property
    def removal(self) -> str:
        """«Убрать 5 строк»; nothing where no row can go."""
        verb = "Не считать" if self.code in PERHAPS_GONE else "Убрать"
        return f"{verb} {counted(len(self.rows), *ROWS)}" if self.rows else ""


def kinds_of(current: Draft, lists: Lists) -> list[FindingKind]:
    """Returns all kinds of findings, those that need a hand first, then by their weight."""
    by_code: dict[str, list[Finding]] = {code: [] for code in CODES}
    for finding in lists.findings:
        by_code[finding.code].append(finding)
    kinds = [
        _kind(current, lists, code, findings)
        for code, findings in by_code.items()
        if findings or current.settled.get(code) or current.questions.get(code)
    ]
    return sorted(
        (kind for kind in kinds if kind.open_count or kind.answered or kind.settlements),
        key=lambda kind: not (kind.needs_a_hand or kind.answered or kind.settlements),
    )


def _kind(current: Draft, lists: Lists, code: str, findings: Sequence[Finding]) -> FindingKind:
    questions, plain_findings = questions_of(findings)
    lines = [line for line in lines_of(current, lists, plain_findings) if line.key not in current.seen]
    questions = [question for question in questions if question.key not in current.seen]
    rows = frozenset[Row]().union(
        *(line.rows for line in lines),
        *(_rows_of(current, lists, question) for question in questions),
    )
    typed = {line.key: current.typed.get(line.key, standing(line)) for line in lines}
    ready = {line.key: typed[line.key] for line in lines if is_ready(line, typed[line.key])}
    questions_of_kind = current.questions.setdefault(code, {})
    questions_of_kind |= {question.key: question for question in questions}
    still = {question.key for question in questions}
    answered = [question for key, question in questions_of_kind.items() if key in current.answers and key not in still]
    return FindingKind(code, lines, questions, ready, rows, answered, len(current.settled.get(code, ())))


def _rows_of(current: Draft, lists: Lists, question: Question) -> frozenset[Row]:
    """Returns the rows of a question where all of them can be removed: to remove some of them would be arbitrary."""
    rows = removable(current, lists, question.findings)
    return rows if len(rows) == len({(each.file, each.sheet, each.row) for each in question.findings}) else frozenset()


def standing(line: FindingLine) -> Typed:
    """Returns what stands in a line before anybody types: its proposal, ticked where it is sure."""
    return Typed(line.proposal, line.is_sure)


def is_ready(line: FindingLine, typed: Typed) -> bool:
    """Returns whether a line can be settled: by a ticked proposal, a typed text, or a tick to remove its row."""
    if typed.is_removed:
        return True
    if line.can_be_two_people and typed.is_ticked:
        return True
    if line.first.code in PERHAPS_GONE and not settles_note(typed.text):
        return False
    return bool(typed.text) and (typed.is_ticked or typed.text != line.proposal)
