"""From checked lists to a saved version.

Lists that the upload lacks come from the stored version.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypedDict, Unpack

from data.changed_pairs import PairChange, first_day, with_changed_pairs
from data.checking.messages import text_of
from data.contracts import TABLES
from data.corrections.rows import RemovedRows
from data.corrections.sheets import choices_for
from data.corrections.spellings import SpellingDecision
from data.dropped_files import with_distinct_names
from data.findings import Finding, ListError, Severity
from data.loading import CheckOptions, Lists, check, checked
from data.new_pairs import NewOutsidePair, NewPair, Terms, with_pairs
from data.older_lists import with_older_lists
from data.people.category_marks import are_category_lists
from data.people.name_decisions import NameDecisions
from data.recognised_sheets import SheetKey, recognise
from data.recognition.block import Choice
from data.required_columns import RequiredColumns
from data.roster import Roster
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
    distinct = with_distinct_names(files)
    return [{"name": name, "sha256": hashlib.sha256(content).hexdigest()} for name, content in distinct]


class EarlierDecisions(TypedDict, total=False):
    """The decisions made before, as `data.loading.check` takes them."""

    choices: dict[SheetKey, Choice]
    decisions: NameDecisions
    spellings: list[SpellingDecision]


def earlier_decisions(store: Store | None, sheets: Sequence[Sheet]) -> EarlierDecisions:
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
    **options: Unpack[CheckOptions],
) -> tuple[Lists, dict[str, int]]:
    """Returns the checked lists, and the version number of each list reused.

    Lists that the sheets lack come from the stored version. An empty list is lacking too, and pupils are where only
    lists of a category are given: they mark the stored ones. While a file is not understood the stored version adds
    nothing. Lists older than the stored version get a warning.
    """
    recognised = recognise(sheets, unreadable, choices=choices, removed_rows=removed_rows)
    given = {
        block.table
        for block in recognised.blocks
        if (block.rows or block.missing) and not (block.own_side and block.missing)  # those lack a list of pairs
    }
    current = store.current_id() if store else None
    if store is None or current is None:
        return checked(recognised, **options), {}
    number = current[0]
    lacking = [name for name in TABLES if name not in given] if given and not recognised.is_unclear else []
    if "students" in given and (pupils := store.roster(number).students) is not None:
        are_marks = are_category_lists(recognised.blocks, pupils["name"].dropna())
        lacking = ["students", *lacking] if are_marks else lacking
    stored = written_out(store.roster(number), stored_name(number), lacking) if lacking else []
    names = {title: name for name, title in TABLES.items()}
    lists = checked(recognised.with_sheets(stored), **options)
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


def lists_with_pairs(
    store: Store,
    number: int,
    pairs: Sequence[NewPair | NewOutsidePair],
    terms: Terms,
    today: dt.date,
    required: Sequence[RequiredColumns],
) -> Lists:
    """Returns the lists of a stored version with new pairs, checked as any others.

    They are of the day when the pairs begin, if that has come and is later. Raises `ListError` where not every row
    would be accepted.
    """
    return _lists_with(store, number, lambda roster: with_pairs(roster, pairs, terms), terms.start, today, required)


def lists_with_changed_pairs(
    store: Store,
    number: int,
    rows: Collection[int],
    change: PairChange,
    today: dt.date,
    required: Sequence[RequiredColumns],
) -> Lists:
    """Returns the lists of a stored version with a change of some pairs, by their places, checked as any others.

    They are of the day when pairs begin by the change, if that has come and is later. Raises `ListError` where not
    every row would be accepted.
    """
    start = first_day(change)
    return _lists_with(store, number, lambda roster: with_changed_pairs(roster, rows, change), start, today, required)


def _lists_with(
    store: Store,
    number: int,
    changed: Callable[[Roster], Roster],
    start: dt.date | None,
    today: dt.date,
    required: Sequence[RequiredColumns],
) -> Lists:
    """Returns the lists of a stored version with what is changed of them, checked, where every row is accepted."""
    version, before = store.version(number), store.roster(number)
    as_of = max(version.as_of, min(start or version.as_of, today))
    after = changed(before)
    sheets = written_out(after, stored_name(number))
    lists = check(sheets, as_of=as_of, today=today, required=required, **earlier_decisions(store, sheets))
    added = _height(after.pairs) - _height(before.pairs)
    expected = version.counts | {"pairs": version.counts["pairs"] + added}
    if lists.counts != expected:
        reasons = [text_of(finding) for finding in lists.findings if finding.severity is Severity.ERROR]
        raise ListError(f"Эти пары записать нельзя, ничего не сохранено. {' '.join(reasons[:1])}".strip())
    return lists


def _height(pairs: Any | None) -> int:
    return 0 if pairs is None else len(pairs)


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
