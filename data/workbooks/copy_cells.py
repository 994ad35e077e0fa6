"""Changes to cells of a worksheet; every other byte of the sheet stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from data.spreadsheets.xml_walk import local
from data.workbooks.copy_sheet import Place, SheetXml, address_of, area_of, place_of
from data.workbooks.copy_xml import Splice, end_of, inline, parse, tag_end, written_attributes

SPANS = re.compile(rb"\sspans\s*=\s*(?:\"[^\"]*\"|'[^']*')")
REFERENCE = re.compile(rb"(\bref\s*=\s*[\"'])[^\"']*")
OF_A_VALUE = frozenset({"t", "cm", "vm", "ph"})  # attributes of a cell that tell what its value is


@dataclass(frozen=True, slots=True)
class CellChange:
    """What becomes of a cell: a style made from its own, a text.

    None changes nothing.
    """

    style: Callable[[int], int] | None = None
    text: str | None = None


@dataclass(slots=True)
class Formula:
    """The element of a formula in a cell."""

    start: int
    end: int
    attributes: dict[str, str]
    text: str = ""


@dataclass(slots=True)
class Cell:
    """A cell that stands in the file, with its place in the bytes."""

    column: int
    start: int
    end: int
    attributes: dict[str, str]
    formula: Formula | None = None


class RowXml:
    """The cells of one row."""

    def __init__(self, sheet: SheetXml, number: int) -> None:
        self.start, self.end = sheet.span(number)
        self.attributes: dict[str, str] = {}
        self.cells: list[Cell] = []
        self._xml = sheet.xml[self.start : self.end]
        self._depth = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._is_formula = False
        parse(self._xml, self._parser)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        index = self.start + self._parser.CurrentByteIndex
        if self._depth == 1:
            self.attributes = attributes
        elif self._depth == 2 and local(tag) == "c":
            place = place_of(attributes.get("r", ""))
            column = place[1] if place else self.cells[-1].column + 1 if self.cells else 1
            self.cells.append(Cell(column, index, index, attributes))
        elif self._depth == 3 and local(tag) == "f" and self.cells:
            self.cells[-1].formula = Formula(index, index, attributes)
            self._is_formula = True

    def _text(self, text: str) -> None:
        if self._is_formula and (formula := self.cells[-1].formula):
            formula.text += text

    def _end(self, tag: str) -> None:
        if self._depth == 2 and local(tag) == "c":
            self.cells[-1].end = self._end_of(self.cells[-1].start)
        elif self._depth == 3 and self._is_formula and (formula := self.cells[-1].formula):
            formula.end, self._is_formula = self._end_of(formula.start), False
        self._depth -= 1

    def _end_of(self, start: int) -> int:
        return self.start + end_of(self._xml, start - self.start, self._parser.CurrentByteIndex)


@dataclass(slots=True)
class Edit:
    """What to write where, and the formulas that are gone by it."""

    splices: list[Splice] = field(default_factory=list)
    formulas: dict[Place, Formula] = field(default_factory=dict)


def edit_of(sheet: SheetXml, changes: Mapping[Place, CellChange]) -> Edit:
    """Returns the splices that change the cells.

    Missing cells and rows go in their order.
    """
    edit = Edit()
    by_row: dict[int, dict[int, CellChange]] = {}
    for (number, column), change in sorted(changes.items(), key=lambda item: item[0]):
        by_row.setdefault(number, {})[column] = change
    ordinals = {number: ordinal for ordinal, number in enumerate(sheet.numbers)}
    added: list[Place] = []
    rows: dict[int, str] = {}
    for number, cells in by_row.items():
        row = RowXml(sheet, ordinals[number]) if number in ordinals else None
        known = {cell.column: cell for cell in row.cells} if row else {}
        missing = {}
        for column, change in cells.items():
            if column in known:
                _change(sheet, edit, known[column], (number, column), change)
            elif cell := _new_cell(sheet, row, (number, column), change):
                missing[column] = cell
        added += [(number, column) for column in missing]
        if row:
            edit.splices += _into_row(sheet, row, missing)
        elif missing:
            rows[number] = f'<{sheet.prefix}row r="{number}">{"".join(missing.values())}</{sheet.prefix}row>'
    edit.splices += [*_into_sheet(sheet, rows), *_dimension(sheet, added)]
    return edit


def _change(sheet: SheetXml, edit: Edit, cell: Cell, place: Place, change: CellChange) -> None:
    style = cell.attributes.get("s", "0")
    changed = str(change.style(int(style))) if change.style else style
    attributes = {"r": address_of(place)} | cell.attributes | ({"s": changed} if changed != style else {})
    if change.text is not None:
        if cell.formula:
            edit.formulas[place] = cell.formula
        edit.splices.append((cell.start, cell.end, _cell(sheet, attributes, change.text).encode()))
    elif changed != style:
        end = tag_end(sheet.xml, cell.start)
        close = "/>" if sheet.xml[end - 2 : end - 1] == b"/" else ">"
        edit.splices.append((cell.start, end, f"<{sheet.prefix}c{written_attributes(attributes)}{close}".encode()))


def _new_cell(sheet: SheetXml, row: RowXml | None, place: Place, change: CellChange) -> str:
    """Returns a missing cell, in the style of its row or column as Excel shows it.

    Empty where neither style nor text changes.
    """
    style = "0"
    if row and row.attributes.get("customFormat") in ("1", "true"):
        style = row.attributes.get("s", "0")
    else:
        for column in sheet.columns:
            if int(column.get("min", 0)) <= place[1] <= int(column.get("max", 0)):
                style = column.get("style", "0")
    changed = str(change.style(int(style))) if change.style else style
    if changed == style and not change.text:
        return ""
    return _cell(sheet, {"r": address_of(place), "s": changed}, change.text or "")


def _cell(sheet: SheetXml, attributes: Mapping[str, str], text: str) -> str:
    """Returns a cell that holds a text, or nothing."""
    tag = f"{sheet.prefix}c"
    bare = {name: value for name, value in attributes.items() if name not in OF_A_VALUE}
    if not text:
        return f"<{tag}{written_attributes(bare)}/>"
    attributes = bare | {"t": "inlineStr"}
    return f"<{tag}{written_attributes(attributes)}>{inline(text, sheet.prefix)}</{tag}>"


def _into_row(sheet: SheetXml, row: RowXml, missing: Mapping[int, str]) -> Iterator[Splice]:
    """Puts each cell before the first of a later column.

    The `spans` of the row, a hint that would be wrong now, go.
    """
    if not missing:
        return
    end = tag_end(sheet.xml, row.start)
    if spans := SPANS.search(sheet.xml, row.start, end):
        yield spans.start(), spans.end(), b""
    if end == row.end:
        yield end - 2, end, f">{''.join(missing.values())}</{sheet.prefix}row>".encode()
        return
    for column, written in missing.items():
        later = (cell.start for cell in row.cells if cell.column > column)
        at = next(later, row.cells[-1].end if row.cells else end)
        yield at, at, written.encode()


def _into_sheet(sheet: SheetXml, rows: Mapping[int, str]) -> Iterator[Splice]:
    """Puts each row before the first of a later number."""
    if not rows:
        return
    start, _ = sheet.attributes["sheetData"]
    end = tag_end(sheet.xml, start)
    if sheet.xml[end - 2 : end - 1] == b"/":
        yield end - 2, end, f">{''.join(rows.values())}</{sheet.prefix}sheetData>".encode()
        return
    for number, row in rows.items():
        later = (
            start for start, later_number in zip(sheet.starts, sheet.numbers, strict=True) if later_number > number
        )
        at = next(later, sheet.span(len(sheet.starts) - 1)[1] if sheet.starts else end)
        yield at, at, row.encode()


def _dimension(sheet: SheetXml, places: Iterable[Place]) -> Iterator[Splice]:
    """Yields the area that the sheet says it fills, with more cells in it."""
    start, attributes = sheet.attributes.get("dimension", (0, {}))
    area = area_of(attributes.get("ref", ""))
    if not area:
        return
    rows = [area[0], area[2], *(row for row, _ in places)]
    columns = [area[1], area[3], *(column for _, column in places)]
    if (grown := (min(rows), min(columns), max(rows), max(columns))) != area:
        reference = f"{address_of(grown[:2])}:{address_of(grown[2:])}"
        end = tag_end(sheet.xml, start)
        yield start, end, REFERENCE.sub(rb"\g<1>" + reference.encode(), sheet.xml[start:end], count=1)
