"""Marks in a person's own workbook (xlsx, xlsm).

Faulty cells are coloured and commented, a sheet of all findings is added. What changes are the cells at fault, the
styles, the comments with their boxes and the list of sheets; all else stays byte for byte. Marks of an earlier copy
are taken away first, so that a copy can be corrected and marked again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from data.findings import Severity
from data.workbooks import copy_boxes, copy_list
from data.workbooks.copy_cells import CellChange, edit_of
from data.workbooks.copy_formulas import unshared_formulas
from data.workbooks.copy_notes import Notes
from data.workbooks.copy_package import Package
from data.workbooks.copy_sheet import Place, SheetXml, address_of, place_of
from data.workbooks.copy_styles import COLOURS
from data.workbooks.copy_workbook import Workbook
from data.workbooks.copy_xml import spliced, utf8


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as the copy shows it.

    `sheet` is a title, `cell` an address; `shown`, `person` and `words` are texts of the list.
    """

    severity: Severity
    sheet: str | None
    cell: str | None
    shown: str
    person: str
    words: str


@dataclass(slots=True)
class _Task:
    """One worksheet with what is to be written into it."""

    path: str
    remarks: list[Remark] = field(default_factory=list)
    typed: dict[Place, str] = field(default_factory=dict)


def marked_copy(
    content: bytes,
    remarks: Sequence[Remark],
    typed: Mapping[tuple[str, int, int], str],
    heading: str,
) -> bytes:
    """Returns the workbook with its faults marked. Raises `Refused`.

    `typed` is by title, row and column from 0; `heading` is the first cell of the list of findings, by which that of
    an earlier copy is known.
    """
    book = Workbook(Package(content))
    earlier_list = book.sheet_that_begins_with(heading)
    marking = _Marking(book, is_copy=earlier_list is not None)
    tasks = {title: _Task(path) for title, path in book.sheets.items() if title != earlier_list}
    for remark in remarks:
        if remark.sheet in tasks and remark.cell:
            tasks[remark.sheet].remarks.append(remark)
    for (title, row, column), text in typed.items():
        if title in tasks:
            tasks[title].typed[row + 1, column + 1] = text
    if typed:
        book.calculate_on_opening()
    places = {title: marking.mark(task) for title, task in tasks.items()}
    lines = [_line(remark, places.get(remark.sheet or "", {})) for remark in remarks]
    part = copy_list.findings_sheet(heading, lines, book.styles.text, has_views=book.has_views)
    book.put_sheet(copy_list.TITLE, part, instead_of=earlier_list)
    book.remove_what_editing_breaks()
    return book.package.saved()


def _line(remark: Remark, places: Mapping[str, Place]) -> copy_list.ListRow:
    place = places.get(remark.cell or "")
    address = address_of(place) if place else ""
    title = (remark.sheet or "").replace("'", "''")
    texts = (remark.severity.title, remark.shown, address, remark.person, remark.words)
    return texts, f"'{title}'!{address}" if place else ""


class _Marking:
    """The marks of one workbook, sheet by sheet."""

    def __init__(self, book: Workbook, *, is_copy: bool) -> None:
        self._book = book
        self._is_copy = is_copy
        self._package = book.package
        drawings = [utf8(self._package.read(name)) for name in self._package.names() if name.endswith(".vml")]
        self._blocks = {block for drawing in drawings for block in copy_boxes.blocks(drawing)}

    def mark(self, task: _Task) -> dict[str, Place]:
        """Marks a sheet; returns the cells that the addresses of its remarks lead to."""
        notes = Notes(self._package, task.path, is_copy=self._is_copy)
        if not (task.remarks or task.typed or notes.removed):
            return {}
        sheet = SheetXml(self._package.read(task.path))
        addresses = {remark.cell: place_of(remark.cell) for remark in task.remarks if remark.cell}
        places = {address: sheet.anchor(place) for address, place in addresses.items() if place}
        faults: dict[Place, list[Remark]] = {}
        for remark in task.remarks:
            if remark.severity in COLOURS and remark.cell in places:
                faults.setdefault(places[remark.cell], []).append(remark)
        changes = {
            place: CellChange(self._style(place in notes.removed, faults.get(place)), task.typed.get(place))
            for place in notes.removed.keys() | faults.keys() | task.typed.keys()
        }
        edit = edit_of(sheet, changes)
        if edit.formulas:
            self._book.remove_order_of_calculation()
        words = {place: "\n".join(remark.words for remark in remarks) for place, remarks in faults.items()}
        boxes = notes.write(sheet, words, self._blocks)
        if splices := [*edit.splices, *unshared_formulas(sheet, edit.formulas), *boxes]:
            self._package.change(task.path, spliced(sheet.xml, splices))
        return places

    def _style(self, is_removed: bool, faults: Sequence[Remark] | None) -> Callable[[int], int] | None:
        """Returns the change of a cell's style: an earlier mark goes, a new one comes."""
        worst = min((remark.severity for remark in faults), key=list(COLOURS).index) if faults else None
        if worst is None:
            return self._book.styles.restored if is_removed else None
        if not is_removed:
            return partial(self._book.styles.marked, severity=worst)
        return lambda style: self._book.styles.marked(self._book.styles.restored(style), worst)
