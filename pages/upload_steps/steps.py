"""The five steps of an upload: what is left to do in each, and which one needs a hand first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import streamlit as st

from data.findings import Severity
from data.loading import Lists
from pages.components.comparison import Comparison
from pages.state.state import SessionState, state
from pages.state.upload import Draft, upload
from pages.upload_steps.changes import is_to_be_seen
from pages.upload_steps.kinds import OF_COLUMNS, OF_FILES, FindingKind
from pages.upload_steps.lost_shares import asked_columns, lost
from pages.upload_steps.recognition import unclear_sheets


class Step(IntEnum):
    """A step by its number."""

    FILES = 1
    RECOGNISED = 2
    FINDINGS = 3
    CHANGES = 4
    SAVE = 5

    @property
    def title(self) -> str:
        """The word on the screen."""
        return {1: "Файлы", 2: "Что распознано", 3: "Замечания", 4: "Что изменится", 5: "Сохранить"}[self.value]


@dataclass(frozen=True, slots=True)
class StepState:
    """How a step stands: what there is to see, whether it needs a hand, which shares will have no data for it.

    `to_know` counts what was assumed and is to be looked at, beside what is to be corrected or checked.
    """

    count: int
    is_open: bool
    lost: tuple[str, ...] = ()
    to_know: int = 0

    def words(self, step: Step) -> str:
        """Returns «3 Замечания (35, к сведению 4)», with a mark where nothing is left to do and nothing is lost."""
        counts = [str(self.count)] if self.count else []
        counts += [f"{Severity.INFORMATION.title.lower()} {self.to_know}"] if self.to_know else []
        count = f" ({', '.join(counts)})" if counts else ""
        mark = f" · без № {', '.join(self.lost)}" if self.lost else "" if self.is_open else " ✓"
        return f"{step.value} {step.title}{count}{mark}"


def step_states(
    current: Draft, lists: Lists, kinds: Sequence[FindingKind], difference: Comparison | None
) -> dict[Step, StepState]:
    """Returns every step as it stands now."""
    codes = {kind.code for kind in kinds if kind.open_count}
    asked = [kind for kind in kinds if kind.needs_a_hand and kind.code not in OF_FILES | OF_COLUMNS]
    of_hand = [kind for kind in kinds if kind.severity is not Severity.INFORMATION]
    to_know = sum(kind.open_count for kind in kinds if kind.needs_a_hand and kind not in of_hand)
    is_unclear = bool(unclear_sheets(current, lists)) or bool(codes & OF_COLUMNS)
    lacks_day = lists.as_of_source == "today"
    without = tuple(finding.value or "" for finding in lost(lists))
    return {
        Step.FILES: StepState(len(current.files), bool(codes & OF_FILES)),
        Step.RECOGNISED: StepState(
            len(current.sheets), is_unclear or lacks_day or bool(asked_columns(current, lists)), without
        ),
        Step.FINDINGS: StepState(sum(kind.open_count for kind in of_hand), bool(asked), to_know=to_know),
        Step.CHANGES: StepState(len(difference.changes) if difference else 0, is_to_be_seen(current, difference)),
        Step.SAVE: StepState(0, True),
    }


def first_open(standing: dict[Step, StepState]) -> Step:
    return next(step for step in Step if standing[step].is_open)


def is_ready_to_save(standing: dict[Step, StepState]) -> bool:
    """Returns whether no step but the save itself needs a hand."""
    return first_open(standing) is Step.SAVE


def chosen_step(standing: dict[Step, StepState]) -> Step:
    """Returns the row of the steps; the one that is chosen."""
    now = upload()
    state.step = Step(now.step)
    st.segmented_control(
        "Шаг",
        list(Step),
        key=state.key(SessionState.step),
        required=True,
        on_change=_go,
        label_visibility="collapsed",
        format_func=lambda step: standing[step].words(step),
    )
    return Step(now.step)


def _go() -> None:
    upload().step = int(state.step)


def go_to(step: Step) -> None:
    """Shows a step from now on."""
    upload().step = int(step)


def following(step: Step, standing: dict[Step, StepState]) -> Step | None:
    """Returns the next step that needs a hand, else the last one; nothing after that."""
    later = [candidate for candidate in Step if candidate > step and standing[candidate].is_open]
    return later[0] if later else None
