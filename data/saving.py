"""From checked lists to a saved version: what the upload lacks comes from the stored version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from data.contracts import TABLES
from data.corrections.sheets import choices_for
from data.findings import Finding, Severity
from data.loading import Lists, check, told_apart
from data.people.name_decisions import said
from data.spreadsheets.sheet import Sheet
from data.store.decisions import CHOICE, DIFFERENT, MEANT, SAME, kept
from data.store.errors import StoreError
from data.store.versions import Saving, Store
from data.workbooks.roster_sheets import written_out

UNCLEAR = ("unreadable_file", "no_table")  # what such a file holds may be the very list that seems to be lacking


def stored_name(number: int) -> str:
    """What findings call the lists that come from a stored version."""
    return f"сохранённая версия № {number}"


def fingerprints(files: Sequence[tuple[str, bytes]]) -> list[dict[str, str]]:
    """Name and SHA-256 of each file: all that is kept of it."""
    return [{"name": name, "sha256": hashlib.sha256(content).hexdigest()} for name, content in told_apart(files)]


def known_before(store: Store | None, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """What was said of such sheets and of names before, as `data.loading.check` takes it."""
    if store is None:
        return {}
    return {
        "choices": choices_for(sheets, kept(store, CHOICE).values()),
        "said": said(*(kept(store, kind).values() for kind in (SAME, DIFFERENT, MEANT))),
    }


def checked_with_stored(
    store: Store | None, sheets: Sequence[Sheet], unreadable: Sequence[Finding] = (), **how: Any
) -> tuple[Lists, dict[str, int]]:
    """The sheets checked, the lists they lack taken from the stored version; which list came from which version.

    An empty list is lacking too; while a file is not understood nothing is taken.

    `how` is what `data.loading.check` takes besides.
    """
    found = check(sheets, unreadable, **how)
    is_whole = not any(one.code in UNCLEAR and one.severity is Severity.ERROR for one in found.findings)
    current = store.current_id() if store and found.blocks and is_whole else None
    given = {block.table for block in found.blocks if block.rows or block.missing}
    lacking = [name for name in TABLES if name not in given] if given else []
    if store is None or current is None or not lacking:
        return found, {}
    number = current[0]
    more = written_out(store.roster(number), stored_name(number), lacking)
    if not more:
        return found, {}
    if how.get("as_of") is None:
        how = {**how, "as_of": found.as_of if found.as_of_source == "list" else None}
    again = check([*sheets, *more], unreadable, **how)
    names = {title: name for name, title in TABLES.items()}
    return again, {names[sheet.name or ""]: number for sheet in more}


def lists_of_version(store: Store, number: int) -> Lists:
    """The lists of a stored version, as if they had just been checked; their sheets are not kept."""
    version = store.version(number)
    return Lists(
        version.as_of, version.as_of_source, [], [], version.findings, store.roster(number), version.counts,
        version.left_out,
    )  # fmt: skip


def stored_lists(store: Store | None) -> Lists:
    """The lists of the current version. Raises `StoreError` where nothing is stored."""
    current = store.current_id() if store else None
    if store is None or current is None:
        raise StoreError("Сохранённых списков нет. Укажите файлы или сохраните списки на странице «Загрузка списков».")
    return lists_of_version(store, current[0])


def saving(lists: Lists, files: Sequence[Mapping[str, str]], saved_by: str, note: str) -> Saving:
    """What is kept of checked lists; rows that the person took away count with those that stayed out."""
    left_out = {name: count + lists.taken_away.get(name, 0) for name, count in lists.left_out.items()}
    return Saving(
        lists.roster, lists.as_of_source, lists.counts, left_out, lists.findings,
        [dict(file) for file in files], saved_by, note,
    )  # fmt: skip
