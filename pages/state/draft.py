"""Files that were dropped in and are being looked at: read once, checked again after each correction, saved."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import streamlit as st

from data.corrections.sheets import SheetChoice
from data.findings import Finding, ListError
from data.loading import Lists, SheetKey, read_all, told_apart
from data.parsing import clean
from data.recognition.blocks import Choice
from data.saving import checked_with_stored, fingerprints, known_before, saving
from data.spreadsheets.sheet import Sheet
from data.store import decisions
from pages.state import actions, figures, session, stored
from pages.state.state import state

DRAFT = "draft"
ROUND = "files_round"  # counts saves: the uploader of the next round is empty


@dataclass(slots=True)
class Draft:
    """The dropped files and what the person said of them; they live in this session's memory alone.

    `cells` are corrected texts by file, sheet, row and column from 0, `removed_rows` the rows that the person
    removed, by the sheet's own numbers. `typed` is what stands in the table of wrong cells and is not applied yet,
    by finding; it outlives a change of the table's rows (`typed_for`), which begin with what was typed in the rows
    before (`offered`). `taken` are the lists that come from the stored version, by table; `based_on` is the version
    that the person was shown the changes against.
    """

    digest: str
    files: list[tuple[str, bytes]]
    sheets: list[Sheet]
    unreadable: list[Finding]
    as_of: dt.date | None = None
    choices: dict[SheetKey, Choice] = field(default_factory=dict)
    cells: dict[tuple[str, str | None, int, int], str] = field(default_factory=dict)
    removed_rows: dict[SheetKey, set[int]] = field(default_factory=dict)
    typed: dict[object, tuple[str, bool]] = field(default_factory=dict)
    typed_for: tuple[object, ...] = ()
    offered: dict[object, tuple[str, bool]] = field(default_factory=dict)
    checked: tuple[object, Lists] | None = None
    taken: dict[str, int] = field(default_factory=dict)
    based_on: tuple[int, str] | None = None
    remembered: bool = False
    applied: int = 0  # times that the table of wrong cells was made anew

    @property
    def key(self) -> str:
        """What the fields of the page are told apart by: those of other files must not keep what was typed in these."""
        return self.digest[:12]


def draft() -> Draft | None:
    found: Draft | None = st.session_state.get(DRAFT)
    return found


def take(files: Sequence[tuple[str, bytes]]) -> None:
    """Reads the files, unless they are the ones already read, and recalls what was said of such files before."""
    digest = hashlib.sha256(
        b"".join(name.encode() + hashlib.sha256(content).digest() for name, content in files)
    ).hexdigest()
    current, bar = draft(), st.empty()  # the same elements in every run, or those below would be made anew
    if current is None or current.digest != digest:

        def tell(done: int) -> None:
            bar.progress(done / len(files), f"Прочитано файлов: {done} из {len(files)}")

        tell(0)
        named = told_apart(files)  # findings, corrections and copies all speak of files by these names
        made = Draft(digest, named, *read_all(named, tell))
        made.choices = known_before(stored.store_or_none(), made.sheets).get("choices", {})
        made.remembered = bool(made.choices)
        st.session_state[DRAFT] = made
        bar.empty()


def correct(current: Draft, sheets: Sequence[Sheet], choice: Choice) -> None:
    """Takes the person's word on sheets, for this file and for later ones of their shape."""
    for sheet in sheets:
        current.choices[sheet.file, sheet.name] = choice
        decisions.decide(stored.store(), SheetChoice.of(sheet, choice))


def headed_alike(current: Draft, sheet: Sheet, choice: Choice) -> list[Sheet]:
    """The sheets with the same texts in the header row, this one among them: what was said of it may hold for all."""
    if choice.table is None:
        return [sheet]
    made = SheetChoice.of(sheet, choice)
    return [one for one in current.sheets if not one.hidden and made.fits(one)]


def forget_correction(current: Draft, sheet: Sheet) -> None:
    """Goes back to what the program recognises, now and later."""
    choice = current.choices.pop((sheet.file, sheet.name))
    decisions.forget(stored.store(), *decisions.key_of(SheetChoice.of(sheet, choice)))


def forget() -> None:
    st.session_state.pop(DRAFT, None)


def corrected(current: Draft) -> list[Sheet]:
    """The sheets with the cells that the person corrected on the page."""
    sheets = []
    for sheet in current.sheets:
        changed = {place[2:]: text for place, text in current.cells.items() if place[:2] == (sheet.file, sheet.name)}
        if changed:
            rows = [list(row) for row in sheet.rows]
            for (row, column), text in changed.items():
                rows[row][column] = text
            sheet = replace(sheet, rows=rows)
        sheets.append(sheet)
    return sheets


def checked(current: Draft) -> Lists:
    """The lists as recognised with the person's corrections, what the files lack taken from the stored version."""
    version = state.current
    known = known_before(stored.store_or_none(), current.sheets)
    known["choices"] = current.choices
    asked = (
        current.as_of, version, repr(state.settings), repr(known.get("decisions")), tuple(current.cells.items()),
        repr(current.removed_rows),
        tuple(sorted((str(key), repr(choice)) for key, choice in current.choices.items())),
    )  # fmt: skip
    slot = st.empty()
    if current.checked is None or current.checked[0] != asked:
        with slot, st.spinner("Проверяем списки…"):
            found, current.taken = checked_with_stored(
                stored.store() if version else None, corrected(current), current.unreadable,
                removed_rows=current.removed_rows, as_of=current.as_of, needs=stored.needs(), **known,
            )  # fmt: skip
        current.checked = (asked, found)
    return current.checked[1]


@actions.reporting_refusal
def save(current: Draft, found: Lists) -> None:
    """Saves the lists over the version that the person was shown; the outcome is told on the next drawing."""
    if found.as_of_source == "today":
        raise ListError("Укажите дату данных – вверху страницы, под файлами – и кто вы. Списки ещё не сохранены.")
    who, note = actions.person(), clean(st.session_state["saved_note"])
    version, is_new = stored.store().save(saving(found, fingerprints(current.files), who, note), current.based_on)
    with suppress(ListError):  # the lists are saved; their figures can be computed later too
        figures.results_of_versions([version])
    words = f"Сохранена версия № {version.id}: теперь она действующая."
    if not is_new:
        words = f"Такие же списки уже сохранены: это версия № {version.id}. Ничего не изменилось."
    actions.report_success(words)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    forget()
    stored.refresh()
    session.close_version()
