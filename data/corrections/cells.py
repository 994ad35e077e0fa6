"""Findings → the rows of a table of wrong cells, to be corrected on the page.

One row a cell, except for one text that is wrong alike in many cells of one column: one correction is for all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.contracts import fields
from data.corrections.names import written_name
from data.findings import NAMELESS, Finding, Severity
from data.parsing import Context, looks_like_name, read_bearer, read_mark
from data.recognition.block import Block
from data.russian import ROWS, counted
from data.spreadsheets.addresses import place_at
from data.spreadsheets.sheet import Sheet
from data.tables.combined_columns import alike_columns

SAME_EVERYWHERE = NAMELESS | {"unknown_form", "odd_class"}
WORDS_OF_COLUMN = frozenset({"register", "registers", "mode"})  # «на учёте»; a doubt about ОВЗ is of each child alone

Place = tuple[int, int]  # row and column from 0


@dataclass(frozen=True, slots=True)
class WrongCells:
    """The cells of one correction.

    All findings of one text in one column, mostly a single finding. `place` is the sheet of the first of them, or the
    file where a sheet's name is not enough.
    """

    findings: tuple[Finding, ...]
    place: str

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def key(self) -> tuple[str, str | None, str | None, str | None]:
        """What identifies this correction, however many there are."""
        return self.first.code, self.first.file, self.first.sheet, self.first.cell

    @property
    def where(self) -> str:
        """«B20, стр. 20 · Пары»; of several cells how many rows they are in."""
        if len(self.findings) > 1:
            sheets = dict.fromkeys(finding.sheet or finding.file for finding in self.findings)
            also = f" и ещё {len(sheets) - 1}" if len(sheets) > 1 else ""
            return f"{counted(len(self.findings), *ROWS)}: {self.first.address} … · {self.place}{also}"
        return f"{self.first.address}, стр. {self.first.line} · {self.place}"

    @property
    def whose(self) -> str:
        """Whose row it is, of several the first and how many more."""
        people = list(dict.fromkeys(_beside(finding) for finding in self.findings if finding.whose))
        return f"{people[0]} и ещё {len(people) - 1}" if len(people) > 1 else "".join(people)


def wrong_cells(findings: Sequence[Finding], blocks: Sequence[Block]) -> list[WrongCells]:
    """Returns the cells to correct, in the order of their findings.

    Findings without a cell, and those that only inform, are left out.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.INFORMATION or not finding.cell or finding.code == "month_first":
            continue
        is_common = finding.code in SAME_EVERYWHERE or (
            finding.code == "bad_flag" and _kind(finding) in WORDS_OF_COLUMN
        )
        where = (finding.field, finding.value) if is_common and finding.value else (finding.sheet, finding.cell)
        groups.setdefault((finding.code, finding.file, finding.table, *where), []).append(finding)
    return [WrongCells(tuple(group), _sheet_or_file(group[0], blocks)) for group in groups.values()]


def _sheet_or_file(finding: Finding, blocks: Sequence[Block]) -> str:
    """Returns the sheet, or the file where several have a sheet of that name."""
    alike = {block.file for block in blocks if block.sheet == finding.sheet}
    return (finding.sheet if finding.sheet and len(alike) < 2 else finding.file) or ""


def corrections(finding: Finding, typed: str, sheet: Sheet, blocks: Sequence[Block]) -> tuple[Place, str]:
    """Returns where a typed text goes and what stands there then.

    Beside a number of somebody else a name goes into the column of names; of namesakes a class or a birth alone is
    added to the name that stands there, and what stood after a name that nobody has stays after the right one.
    """
    place = place_of(finding, sheet)
    if finding.code == "number_name_mismatch" and not any(letter.isdigit() for letter in typed):
        columns = _columns_of_names(finding, blocks)
        return (merged_place((place[0], columns[0]), sheet) if columns else place), typed
    context = Context(dt.date.today())
    bearer = read_bearer(finding.value or "", context)
    is_named = finding.column == finding.field  # not by a number alone
    if finding.code == "ambiguous_person" and read_mark(typed, context) and is_named:
        return place, f"{bearer.name if bearer else finding.value}, {typed}"
    if (whole := with_name(finding, finding.value or "", typed)) is not None:
        return place, whole
    if finding.code in NAMELESS and bearer and not read_bearer(typed, context):
        return place, f"{typed}, {(finding.value or '').removeprefix(bearer.name).strip(' ,;')}"
    return place, typed


def with_name(finding: Finding, text: str, typed: str) -> str | None:
    """Returns a text with a right name in place of the one that nobody bears, and all else of it as it stands.

    None where the text has no such name, or more than a name was typed.
    """
    words = written_name(finding).split()
    if finding.code not in NAMELESS or finding.is_of_number or not words or not looks_like_name(typed):
        return None
    spelling = r"\s*".join(map(re.escape, words))  # «М.И.» is known as «М. И.»
    written = re.search(rf"(?<!\w){spelling}(?!\w)", text)
    return f"{text[: written.start()]}{typed}{text[written.end() :]}" if written else None


def contradicting_columns(finding: Finding, blocks: Sequence[Block]) -> set[int]:
    """Returns the columns (from 0) of the list of a finding that ask the same as the one at fault."""
    block = _block_of(finding, blocks)
    alike = alike_columns(block, finding.field or "") if block else []
    return {column for columns in alike for column in columns}


def _columns_of_names(finding: Finding, blocks: Sequence[Block]) -> Sequence[int]:
    """Returns where the list of a finding has the names of the side at fault."""
    block = _block_of(finding, blocks)
    return block.columns.get(finding.side, ()) if block else ()


def _block_of(finding: Finding, blocks: Sequence[Block]) -> Block | None:
    """Returns the list in which a finding stands."""
    of_sheet = (block for block in blocks if (block.file, block.sheet) == (finding.file, finding.sheet))
    return next((block for block in of_sheet if finding.row in block.numbers), None)


def _beside(finding: Finding) -> str:
    """Returns whose row it is.

    Of a pair whose own side is at fault the other side: the faulty side stands in the cell.
    """
    sides = [name for name in (finding.mentor, finding.mentee) if name]
    other_names = [name for name in sides if name != finding.value]
    return f"в паре: {other_names[0]}" if len(sides) == len(other_names) + 1 == 2 else finding.whose or ""


def place_of(finding: Finding, sheet: Sheet) -> Place:
    """Returns row and column of a finding's cell, from 0.

    In a merged area those of its first cell.
    """
    return merged_place(place_at(finding.cell or ""), sheet)


def merged_place(place: Place, sheet: Sheet) -> Place:
    """Returns the first cell of the merged area at a place, else the place itself."""
    for first_row, first, last_row, last in sheet.merged:
        if first_row <= place[0] <= last_row and first <= place[1] <= last:
            return first_row, first
    return place


def _kind(finding: Finding) -> str:
    spec = fields(finding.table).get(finding.field or "") if finding.table else None
    return spec.kind if spec else ""
