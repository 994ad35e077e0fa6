"""From checked lists to a saved version.

Lists that the upload lacks come from the stored version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TypedDict, Unpack

from data.checking.messages import text_of
from data.contracts import TABLES
from data.corrections.rows import RemovedRows
from data.corrections.sheets import choices_for
from data.corrections.spellings import SpellingDecision
from data.dropped_files import told_apart
from data.findings import Finding, ListError
from data.loading import How, Lists, SheetKey, checked, recognise
from data.older_lists import with_older_lists
from data.people.name_decisions import NameDecisions
from data.recognition.blocks import Choice
from data.spreadsheets.sheet import Sheet
from data.store.decisions import name_decisions, sheet_choices, spelling_decisions
from data.store.errors import Overtaken, StoreError
from data.store.versions import Saving, Store, Version
from data.workbooks.roster_sheets import written_out


def stored_name(number: int) -> str:
    """Returns how findings call the lists that come from a stored version."""
    return f"сохранённая версия № {number}"


def fingerprints(files: Sequence[tuple[str, bytes]]) -> list[dict[str, str]]:
    """Returns name and SHA-256 of each file: all that is stored of it."""
    return [{"name": name, "sha256": hashlib.sha256(content).hexdigest()} for name, content in told_apart(files)]


class Known(TypedDict, total=False):
    """The decisions made before, as `data.loading.check` takes them."""

    choices: dict[SheetKey, Choice]
    decisions: NameDecisions
    spellings: list[SpellingDecision]


def known_before(store: Store | None, sheets: Sequence[Sheet]) -> Known:
    """Returns the decisions made before about such sheets, names and spellings."""
    if store is None:
        return {}
    return {
        "choices": choices_for(sheets, sheet_choices(store)),
        "decisions": NameDecisions.of(name_decisions(store).values()),
        "spellings": spelling_decisions(store),
    }


def checked_with_stored(
    store: Store | None,
    sheets: Sequence[Sheet],
    unreadable: Sequence[Finding] = (),
    *,
    choices: Mapping[SheetKey, Choice] | None = None,
    removed_rows: RemovedRows | None = None,
    **how: Unpack[How],
) -> tuple[Lists, dict[str, int]]:
    """Returns the checked lists, and the version number of each list reused.

    Lists that the sheets lack come from the stored version. An empty list is lacking too; while a file is not
    understood the stored version adds nothing. Lists older than the stored version get a warning.
    """
    recognised = recognise(sheets, unreadable, choices=choices, removed_rows=removed_rows)
    given = {
        block.table
        for block in recognised.blocks
        if (block.rows or block.missing) and not (block.own_side and block.missing)  # those lack a list of pairs
    }
    lacking = [name for name in TABLES if name not in given] if given and not recognised.is_unclear else []
    current = store.current_id() if store else None
    if store is None or current is None:
        return checked(recognised, **how), {}
    number = current[0]
    stored = written_out(store.roster(number), stored_name(number), lacking) if lacking else []
    names = {title: name for name, title in TABLES.items()}
    lists = checked(recognised.with_sheets(stored), **how)
    if lists.as_of < (version := store.version(number)).as_of:
        lists = with_older_lists(lists, store.roster(number), version.id)
    return lists, {names[sheet.name or ""]: number for sheet in stored}


def lists_of_version(store: Store, number: int) -> Lists:
    """Returns the lists of a stored version as just checked, without sheets."""
    version = store.version(number)
    return Lists(
        version.as_of,
        version.as_of_source,
        [],
        [],
        version.findings,
        store.roster(number),
        version.counts,
        version.left_out,
    )


def stored_lists(store: Store | None) -> Lists:
    """Returns the lists of the current version.

    Raises `StoreError` where nothing is stored.
    """
    current = store.current_id() if store else None
    if store is None or current is None:
        raise StoreError("Сохранённых списков нет. Укажите файлы или сохраните списки на странице «Загрузка списков».")
    return lists_of_version(store, current[0])


def saving(lists: Lists, files: Sequence[Mapping[str, str]], saved_by: str, note: str, *, draft: str = "") -> Saving:
    """Returns what a save stores of checked lists.

    Removed rows count with those that stayed out. `draft` is the digest of the draft that these lists come from: it
    ends with the save.
    """
    left_out = {name: count + lists.removed_rows.get(name, 0) for name, count in lists.left_out.items()}
    findings = [finding.stored(text_of(finding)) for finding in lists.findings]
    return Saving(
        lists.roster,
        lists.as_of_source,
        lists.counts,
        left_out,
        findings,
        [dict(file) for file in files],
        saved_by,
        note,
        draft=draft,
    )


def undo_last_save(store: Store, number: int, who: str) -> Version:
    """Makes the version before `number` current again, as a new version.

    Nothing is lost. Raises `ListError` where another version is current by now, or there is none before.
    """
    version = store.version(number)
    if version.based_on is None:
        raise ListError(f"До версии № {number} ничего не было сохранено: возвращать нечего. Сохраните верные списки.")
    try:
        note = f"отменено сохранение версии № {number}"
        return store.make_current(version.based_on, who, note, version.identity)
    except Overtaken:
        raise ListError(
            f"После версии № {number} сохранена другая, поэтому отменить это сохранение уже нельзя. "
            "Нужную версию можно сделать действующей на странице «Сохранённые версии»."
        ) from None
