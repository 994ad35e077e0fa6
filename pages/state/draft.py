"""The upload that a person is at: read once, checked again after each decision, kept in the store until it is saved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

import streamlit as st

from access.rights import Action
from data.corrections.common_start import CommonStart
from data.corrections.days_of_leaving import DayOfLeaving
from data.corrections.sheets import SheetChoice
from data.corrections.spellings import SpellingDecision
from data.dropped_files import read_all, with_distinct_names
from data.findings import ListError
from data.loading import Lists
from data.parsing import clean
from data.people.name_decisions import NameDecision, NameDecisions
from data.recognised_sheets import SheetKey
from data.recognition.block import Choice
from data.saving import checked_with_stored, earlier_decisions, fingerprints, saving
from data.spreadsheets.sheet import Sheet
from data.store import decisions
from data.store.drafts import StoredDraft, discard_draft, save_draft, stored_draft
from data.store.location import is_in_use
from pages.state import actions, figures, session, stored
from pages.state.state import state
from pages.state.upload import Draft, Saved, Typed, Upload, upload


def draft() -> Draft | None:
    """Returns the draft of this session, else the one that the store keeps."""
    current = upload()
    if current.draft is None and not current.is_looked_for and is_in_use():
        current.is_looked_for = True
        if content := _stored():
            current.draft = _of_store(content)
            current.step = int(content.step or 1)
    if current.draft is not None and _was_somebody_destroyed(current.draft):
        end()
    return upload().draft


def _was_somebody_destroyed(current: Draft) -> bool:
    """Returns whether the version below the draft is another now under its number: a draft may name him too."""
    version = state.current
    return bool(version and current.based_on and version[0] == current.based_on[0] and version != current.based_on)


def _stored() -> StoredDraft | None:
    """Returns the draft that the store keeps; one that cannot be read, of another release say, is discarded."""
    try:
        return stored_draft(stored.store(Action.KEEP_DRAFT))
    except (ValueError, LookupError, TypeError):
        discard_draft(stored.store(Action.KEEP_DRAFT))
        state.outcome = ("error", "Черновик загрузки не читается. Загрузите файлы ещё раз.")
        return None


def _of_store(content: StoredDraft) -> Draft:
    made = Draft(
        content.digest, list(content.files), {}, list(content.sheets), list(content.unreadable), content.as_of,
        dict(content.choices), dict(content.cells), {key: set(rows) for key, rows in content.removed_rows.items()},
        seen=set(content.seen),
        typed={key: Typed(*line) for key, line in content.typed.items()}, based_on=content.based_on,
    )  # fmt: skip
    for decision in content.decisions:
        made.decide(decision)
    return made


def take(files: Sequence[tuple[str, bytes]]) -> bool:
    """Reads the files, unless they are the ones already read; returns whether they are others.

    What was said of such files before is recalled; of a file that was in the upload before all that was said of it
    stays.
    """
    digest = hashlib.sha256(
        b"".join(name.encode() + hashlib.sha256(content).digest() for name, content in files)
    ).hexdigest()
    current, bar = draft(), st.empty()  # the same elements in every run, or those below would be made anew
    if current is not None and current.digest == digest and current.contents:
        return False

    def report_progress(done: int) -> None:
        bar.progress(done / len(files), f"Прочитано файлов: {done} из {len(files)}")

    report_progress(0)
    named = with_distinct_names(files)  # findings, corrections and copies all speak of files by these names
    made = Draft(digest, fingerprints(files), dict(named), *read_all(named, report_progress))
    made.choices = earlier_decisions(stored.store_or_none(Action.READ_STORE), made.sheets).get("choices", {})
    made.remembered = bool(made.choices)
    made.based_on = state.current
    if current is not None:
        _carry_over(current, made)
    now = upload()
    now.draft, now.saved = made, None
    bar.empty()
    return current is None or current.digest != digest


def _carry_over(before: Draft, made: Draft) -> None:
    """Takes over what was decided of files that are in this upload too, and of names and spellings."""
    same = {file["name"] for file in made.files if file in before.files}
    made.choices |= {key: choice for key, choice in before.choices.items() if key[0] in same}
    made.cells = {key: text for key, text in before.cells.items() if key[0] in same}
    made.removed_rows = {key: rows for key, rows in before.removed_rows.items() if key[0] in same}
    made.decisions = {
        key: decision
        for key, decision in before.decisions.items()
        if not isinstance(decision, DayOfLeaving) or decision.file in same
    }
    if same:  # one of several files was put right: the lists are still of that day
        made.as_of = before.as_of
    if before.digest == made.digest:
        made.seen, made.based_on = before.seen, before.based_on
        made.typed, made.offered, made.opened = before.typed, before.offered, before.opened
        made.settled, made.answers, made.questions = before.settled, before.answers, before.questions


def correct(current: Draft, sheets: Iterable[Sheet], choice: Choice) -> None:
    """Takes the person's word on sheets: for this upload, and from its save on for later ones of their shape."""
    for sheet in sheets:
        current.choices[sheet.file, sheet.name] = choice


def headed_alike(current: Draft, sheet: Sheet, choice: Choice) -> list[Sheet]:
    """Returns the sheets with the same texts in the header row, this one among them: one answer may hold for all."""
    if choice.table is None:
        return [sheet]
    made = SheetChoice.of(sheet, choice)
    return [candidate for candidate in current.sheets if not candidate.hidden and made.fits(candidate)]


def forget_correction(current: Draft, sheet: Sheet) -> None:
    """Goes back to what the program recognises, now and later."""
    choice = current.choices.pop((sheet.file, sheet.name))
    if is_in_use():
        decisions.forget(stored.store(Action.SAVE_LISTS), *decisions.key_of(SheetChoice.of(sheet, choice)))


@actions.reporting_refusal
def start_anew() -> None:
    """Discards the draft, here and in the store."""
    end()
    if is_in_use():
        discard_draft(stored.store(Action.KEEP_DRAFT))


def end() -> None:
    """Ends the draft in this session; the uploader is empty again."""
    current = upload()
    state.upload = Upload(round=current.round + 1, is_looked_for=True)


def corrected(current: Draft) -> list[Sheet]:
    """Returns the sheets with the cells that the person corrected on the page."""
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
    """Returns the lists as the person corrected them, what the files lack taken from the stored version."""
    version = state.current
    store = stored.store_or_none(Action.READ_STORE)
    names = decisions.name_decisions(store) if store else {}
    spellings = decisions.spelling_decisions(store) if store else []
    decided = tuple(current.decisions.values())
    of_names = [*names.values(), *(decision for decision in decided if isinstance(decision, NameDecision))]
    inputs = (
        current.as_of, version, repr(state.settings), repr(names), repr(spellings), repr(decided),
        tuple(current.cells.items()), repr(current.removed_rows), repr(sorted(current.choices.items(), key=str)),
    )  # fmt: skip
    slot = st.empty()
    if current.checked is None or current.checked[0] != inputs:
        with slot, st.spinner("Проверяем списки…"):
            lists, current.from_stored = checked_with_stored(
                store if version else None,
                corrected(current),
                current.unreadable,
                choices=current.choices,
                removed_rows=current.removed_rows,
                as_of=current.as_of,
                required=stored.required_columns(),
                decisions=NameDecisions.of(of_names),
                spellings=(*spellings, *(each for each in decided if isinstance(each, SpellingDecision))),
                starts=[each for each in decided if isinstance(each, CommonStart)],
                leavings=[each for each in decided if isinstance(each, DayOfLeaving)],
            )
        current.checked = (inputs, lists)
    return current.checked[1]


def keep(current: Draft) -> None:
    """Keeps the draft in the store as it now is. Raises `StoreError`."""
    step = str(upload().step)
    standing = (
        current.checked and current.checked[0],
        current.digest,
        frozenset(current.seen),
        step,
        current.based_on,
        tuple(current.typed.items()),
    )
    if current.stored_content == standing:
        return
    content = StoredDraft.of(
        current.digest, current.files, current.sheets, current.unreadable, as_of=current.as_of,
        choices=current.choices, cells=current.cells, removed_rows=current.removed_rows,
        decisions=tuple(current.decisions.values()), step=step, based_on=current.based_on, seen=sorted(current.seen),
        typed={key: (line.text, line.is_ticked, line.is_removed) for key, line in current.typed.items()},
    )  # fmt: skip
    save_draft(stored.store(Action.KEEP_DRAFT), content)
    current.stored_content = standing


def save(current: Draft, lists: Lists, who: str, note: str) -> None:
    """Saves the lists over the version that the person was shown, and remembers what was decided."""
    store, before = stored.store(Action.SAVE_LISTS), state.current
    version, is_new = store.save(saving(lists, current.files, who, clean(note), draft=current.digest), current.based_on)
    with suppress(ListError):  # the lists are saved; what was decided can be decided again, figures computed later
        _remember(current)
        figures.results_of_versions([version])
    words = f"Сохранена версия № {version.id}: теперь она действующая."
    if not is_new:
        words = f"Такие же списки уже сохранены: это версия № {version.id}. Ничего не изменилось."
        discard_draft(store)
    actions.report_success(words)
    end()
    if is_new:
        upload().saved = Saved(version.id, before[0] if before else None)
    stored.refresh()
    session.close_version()


def _remember(current: Draft) -> None:
    """Keeps the decisions of a saved upload for later ones."""
    choices: Mapping[SheetKey, Choice] = current.choices
    of_sheets = [
        SheetChoice.of(sheet, choices[sheet.file, sheet.name])
        for sheet in current.sheets
        if (sheet.file, sheet.name) in choices
    ]
    of_upload = CommonStart | DayOfLeaving
    lasting = [decision for decision in current.decisions.values() if not isinstance(decision, of_upload)]
    decisions.decide(stored.store(Action.KEEP_DRAFT), *of_sheets, *lasting)
