"""Findings → lines of a table, each with what can be done about it there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from data.checking.messages import brief, words
from data.contracts import fields
from data.corrections.cells import WrongCells, place_of, wrong_cells
from data.corrections.names import DUPLICATES, written_name
from data.findings import NAMELESS, TOLD_ONCE, Finding, Severity
from data.hashing import sha256
from data.loading import Lists
from data.parsing import clean
from data.russian import date_text
from data.spreadsheets.sheet import Sheet
from pages.state.upload import Draft

Row = tuple[tuple[str, str | None], int]  # file and sheet, the sheet's own number


@dataclass(frozen=True)
class FindingLine:
    """One line: all findings of one text in one column, mostly a single one.

    `now` stands in the cell. A line that is `is_open_to_text` takes a corrected text, `rows` can be removed with it;
    `people` are the names of an assumed person: as written, and as in the list.
    """

    findings: tuple[Finding, ...]
    where: str
    whose: str
    now: str
    wrong: str
    proposal: str = ""
    is_open_to_text: bool = False
    rows: frozenset[Row] = frozenset()
    people: tuple[str, str] | None = None

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def what(self) -> str:
        """What stands in the cell, and whose row it is."""
        return f"{self.now} ({self.whose})" if self.now and self.whose else self.now or self.whose

    @property
    def is_sure(self) -> bool:
        """Whether its proposal is ticked at once: a changed surname is more of a guess than a slip of the pen.

        So is a surname alone.
        """
        is_lone_surname = self.first.code in NAMELESS and " " not in written_name(self.first)
        return bool(self.proposal) and not self.first.renamed and not is_lone_surname

    @property
    def can_be_two_people(self) -> bool:
        return self.first.code in DUPLICATES

    @cached_property
    def key(self) -> str:
        """What tells the line from others, without a word of what stands in it."""
        first = self.first
        place = (first.code, first.file, first.sheet, first.cell or first.row, first.value, first.field, self.people)
        return sha256(*map(str, place))


def lines_of(current: Draft, lists: Lists, findings: Sequence[Finding]) -> list[FindingLine]:
    """Returns the lines of findings, in their order; what came from the stored version can only be read."""
    sheets_of_person = {sheet.file: sheet for sheet in current.sheets}
    by_cell = {id(cells.first): cells for cells in wrong_cells(findings, lists.blocks)}
    merged = {id(finding) for cells in by_cell.values() for finding in cells.findings[1:]}
    lines: list[FindingLine] = []
    for finding in findings:
        if id(finding) in merged:
            continue
        if finding.code == "assumed_person":
            lines += _assumed(finding)
            continue
        wrong = by_cell.get(id(finding), WrongCells((finding,), ""))
        is_own = finding.file in sheets_of_person
        lines.append(
            FindingLine(
                wrong.findings,
                wrong.where if id(finding) in by_cell else _place(finding),
                wrong.whose,
                _standing(finding, current, is_own=is_own),
                brief(finding) if finding.cell else words(finding),
                "" if _is_special(finding) else finding.proposal,
                is_own and id(finding) in by_cell,
                removable(current, lists, wrong.findings),
            )
        )
    return lines


def removable(current: Draft, lists: Lists, findings: Sequence[Finding]) -> frozenset[Row]:
    """Returns the rows of findings in the dropped files, but for those of more: what is right in them would go too.

    Of such rows are several pairs, or a pair and one of its people. A spelling told once stands in more rows than the
    one that its finding names, and headers and titles are no row of a list.
    """
    files = {sheet.file for sheet in current.sheets}
    pairs = [block for block in lists.blocks if block.table == "pairs"]
    shared = {((block.file, block.sheet), split.row) for block in pairs for split in block.splits}
    shared |= {((block.file, block.sheet), number) for block in pairs if block.own_side for number in block.numbers}
    counts = Counter(((block.file, block.sheet), number) for block in pairs for number in {*block.numbers})
    shared |= {place for place, blocks in counts.items() if blocks > 1}
    separate = [block for block in lists.blocks if block.is_category_list]
    several = {((block.file, block.sheet), split.row) for block in separate for split in block.splits}
    listed = {((block.file, block.sheet), number) for block in lists.blocks for number in block.numbers}
    return frozenset(
        ((finding.file, finding.sheet), finding.row)
        for finding in findings
        if finding.file in files
        and finding.file
        and finding.row
        and finding.cell
        and finding.severity is not Severity.INFORMATION
        and finding.code not in TOLD_ONCE | {"left_out_section"}
        and ((finding.file, finding.sheet), finding.row) in listed
        and ((finding.file, finding.sheet), finding.row) not in (shared if finding.table == "pairs" else several)
    )


def _assumed(finding: Finding) -> list[FindingLine]:
    """Returns a line for each shorter name and the person that it was taken for."""
    return [
        FindingLine(
            (finding,),
            f"{cell} · {finding.sheet or finding.file}",
            "",
            written,
            "подходит один человек из списков",
            person.name,
            is_open_to_text=True,
            people=(written, person.name),
        )
        for written, person, cell in zip(finding.names, finding.candidates, finding.others, strict=True)
    ]


def _place(finding: Finding) -> str:
    place = finding.sheet or finding.file or ""
    return f"стр. {finding.line} · {place}" if finding.line else place


def _is_special(finding: Finding) -> bool:
    """Returns whether it is about health or registers, of which nothing is ever proposed."""
    spec = fields(finding.table).get(finding.field or "") if finding.table else None
    return spec is not None and spec.special


def sheet_of(finding: Finding, current: Draft) -> Sheet:
    return next(sheet for sheet in current.sheets if (sheet.file, sheet.name) == (finding.file, finding.sheet))


def _standing(finding: Finding, current: Draft, *, is_own: bool) -> str:
    """Returns what stands in the very cell; nothing where the finding is of no cell or of a name in three."""
    if not finding.cell:
        return ""
    if not is_own:
        return finding.value or ""
    sheet = sheet_of(finding, current)
    row, column = place_of(finding, sheet)
    typed = current.cells.get((finding.file or "", finding.sheet, row, column))
    if typed is not None or row >= len(sheet.rows) or column >= len(sheet.rows[row]):
        return typed or ""
    cell = sheet.rows[row][column]
    return date_text(cell) if isinstance(cell, dt.date) else clean(cell)
