"""The draft of an upload: what was recognised and decided so far.

It is stored until the upload is saved or discarded, a week at most. Its sheets are reduced to what was recognised in
them: neither a file nor a column that nobody recognised is stored. There is one draft; a later one takes its place.
Backups leave it out (docs/domain.md, «Privacy»).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select

from data.checking.file_findings import without_repeats
from data.corrections.questions import Decision
from data.findings import Finding
from data.parsing import clean
from data.people.person_search import PersonSearch
from data.recognition.block import Choice
from data.recognition.reduced_sheets import ReducedSheet, reduced, sheets_of_person
from data.recognition.row_kinds import NUMBER_FIELDS
from data.spreadsheets.sheet import Cell, Sheet
from data.store.draft_content import ByPlace, StoredSheet, content_of
from data.store.draft_lifetime import is_fresh
from data.store.schema import DRAFTS
from data.store.versions import Identity, Store, now

THE_DRAFT = 1  # there is one

SheetKey = tuple[str, str | None]
CellKey = tuple[str, str | None, int, int]  # file, sheet, row and column from 0
TypedLine = tuple[str, bool, bool]  # what was typed in a line of findings, whether it is ticked, its row to be removed


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """An upload with all that a person decided about it.

    `digest` identifies the dropped files, `files` are the name and SHA-256 of each. `cells` are corrected texts,
    `removed_rows` the sheet's own numbers of rows. `decisions` are those that are not remembered yet.
    `step` is where the person is on the page, `based_on` the version that the changes were shown against. `as_of` is
    the date of the data that the person gave, `seen` the hashes of findings that were left as they are, `typed`
    what stands in their lines and is not applied yet, by such a hash. `changed_at` (UTC) is set when it is stored.
    """

    digest: str
    files: tuple[dict[str, str], ...]
    sheets: tuple[StoredSheet, ...]
    unreadable: tuple[Finding, ...] = ()
    as_of: dt.date | None = None
    choices: ByPlace[SheetKey, Choice] = field(default_factory=dict)
    cells: ByPlace[CellKey, str] = field(default_factory=dict)
    removed_rows: ByPlace[SheetKey, frozenset[int]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    step: str = ""
    based_on: Identity | None = None
    seen: tuple[str, ...] = ()
    typed: Mapping[str, TypedLine] = field(default_factory=dict)
    changed_at: dt.datetime | None = None

    @classmethod
    def of(
        cls,
        digest: str,
        files: Sequence[Mapping[str, str]],
        sheets: Sequence[Sheet],
        unreadable: Sequence[Finding] = (),
        *,
        as_of: dt.date | None = None,
        choices: Mapping[SheetKey, Choice] | None = None,
        cells: Mapping[CellKey, str] | None = None,
        removed_rows: Mapping[SheetKey, Collection[int]] | None = None,
        decisions: Sequence[Decision] = (),
        step: str = "",
        based_on: Identity | None = None,
        seen: Sequence[str] = (),
        typed: Mapping[str, TypedLine] | None = None,
    ) -> Self:
        """Returns the draft of sheets, each reduced to what is recognised in it.

        The corrected `cells` are in the sheets. Sheets that repeat others are left out; that they do so remains among
        the findings of `unreadable`.
        """
        choices = choices or {}
        distinct_sheets, repeats = without_repeats(sheets_of_person(sheets))
        return cls(
            digest,
            tuple(dict(file) for file in files),
            tuple(reduced(sheet, choices.get((sheet.file, sheet.name))) for sheet in distinct_sheets),
            (*unreadable, *repeats),
            as_of,
            dict(choices),
            dict(cells or {}),
            {key: frozenset(rows) for key, rows in (removed_rows or {}).items()},
            tuple(decisions),
            step,
            based_on,
            tuple(seen),
            dict(typed or {}),
        )


CONTENT: TypeAdapter[Any] = TypeAdapter(StoredDraft)


def save_draft(store: Store, draft: StoredDraft) -> None:
    """Stores a draft in place of the earlier one."""
    content = CONTENT.dump_python(draft, mode="json", exclude={"sheets"})
    content["sheets"] = [content_of(sheet) for sheet in draft.sheets]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = text.encode("utf-8", "backslashreplace").decode()  # half a sign as JSON writes it: no database takes it bare
    values = {"id": THE_DRAFT, "digest": draft.digest, "changed_at": now(), "content": text}
    with store.writing() as connection:
        connection.execute(delete(DRAFTS))
        connection.execute(insert(DRAFTS).values(**values))


def stored_draft(store: Store) -> StoredDraft | None:
    """Returns the stored draft; None where there is none.

    A draft that is too old is destroyed.
    """
    store.sweep()
    with store.reading() as connection:
        row = connection.execute(select(DRAFTS).where(is_fresh(now()))).first()
    return draft_of(row.content, row.changed_at) if row else None


def draft_of(content: str, changed_at: dt.datetime) -> StoredDraft:
    """Returns the draft of a text that `save_draft` wrote."""
    draft: StoredDraft = CONTENT.validate_python(json.loads(content))
    return replace(draft, changed_at=changed_at)


def discard_draft(store: Store) -> None:
    """Destroys the draft."""
    with store.writing() as connection:
        connection.execute(delete(DRAFTS))


def is_draft_naming(connection: Connection, search: PersonSearch) -> bool:
    """Returns whether the draft names a person, in whatever case or by number.

    True of a draft that cannot be read: it might.
    """
    for row in connection.execute(select(DRAFTS)):
        try:
            draft = draft_of(row.content, row.changed_at)
        except (ValueError, LookupError, TypeError):
            return True
        texts = set(_texts(json.loads(row.content)))
        numbers = {clean(cell) for sheet in draft.sheets for cell in _numbers(sheet)}
        if any(search.is_in(text) or search.is_hinted_at(text) for text in texts):
            return True
        if any(search.is_in("", number) for number in numbers):
            return True
    return False


def _texts(content: Any) -> Iterator[str]:
    """Yields every text in what JSON holds."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list | dict):
        for part in content.values() if isinstance(content, dict) else content:
            yield from _texts(part)


def _numbers(sheet: ReducedSheet) -> Iterator[Cell]:
    """Yields the cells of a sheet that hold numbers of people."""
    for block in sheet.blocks:
        columns = [column for key, places in block.columns.items() if key in NUMBER_FIELDS for column in places]
        for number in block.numbers:
            yield from (sheet.rows[number - 1][column] for column in columns)
