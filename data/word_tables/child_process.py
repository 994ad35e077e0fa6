"""The child process of `word`: a Word document → its tables and the texts above them.

By the local names of WordprocessingML (ECMA-376-1, 17), so that both of its namespaces are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from data.parsing.cells import clean
from data.word_package import DAMAGED, WordFileRefused, refuse_definitions, word_parts
from data.word_tables.grid import lines_of

READ, REFUSED = b"+", b"-"  # before the answer
WRAPPERS = {"sdt", "sdtContent", "ins", "customXml", "moveTo", "smartTag", "hyperlink", "fldSimple"}
BLANKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
GONE = {"del", "moveFrom", "Fallback", "pPr", "rPr", "instrText"}  # taken out, or said a second time
STRUCK, OFF = ("strike", "dstrike"), frozenset({"0", "false", "off"})
WIDEST = 63  # columns of a table; Word's own bound


def packed_tables(content: bytes) -> bytes:
    """Returns the tables as JSON behind `READ`, or behind `REFUSED` why there are none."""
    try:
        return READ + json.dumps(list(_grids(_body(content)))).encode()
    except WordFileRefused as refused:
        return REFUSED + str(refused).encode()


def _body(content: bytes) -> Element:
    """Returns what the document holds. Raises `Refused`."""
    parts = dict(word_parts(content))
    if "_rels/.rels" not in parts:
        raise WordFileRefused(DAMAGED)
    for relationship in _parsed(parts["_rels/.rels"]):
        if relationship.get("Type", "").endswith("/officeDocument"):
            part = parts.get(relationship.get("Target", "").lstrip("/"))
            for body in () if part is None else _parsed(part):
                if _local(body) == "body":
                    return body
    raise WordFileRefused(DAMAGED)


def _parsed(part: bytes) -> Element:
    refuse_definitions(part)
    return fromstring(part)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: Element | None, name: str) -> str:
    """Returns an attribute by its local name."""
    attributes = {} if element is None else element.attrib
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Yields the children of a name, out of whatever wraps them too."""
    for child in element:
        if _local(child) == name:
            yield child
        elif _local(child) in WRAPPERS:
            yield from _inside(child, name)


def _child(element: Element | None, name: str) -> Element | None:
    return None if element is None else next((child for child in element if _local(child) == name), None)


def _grids(body: Element) -> Iterator[dict[str, object]]:
    """Yields every table of the document; one inside a cell is text of the cell."""
    before: list[str] = []
    is_first = True
    for block in _blocks(body):
        if _local(block) == "p":
            before += [text for text in [clean(_text(block))] if text]
            continue
        rows, struck = _rows(block)
        yield {
            "rows": rows,
            "struck": struck,
            "before": before,
            "name": before[-1] if before else "",
            "continues": not before and not is_first,
        }
        before, is_first = [], False


def _blocks(element: Element) -> Iterator[Element]:
    """Yields paragraphs and tables in their order."""
    for child in element:
        if _local(child) in ("p", "tbl"):
            yield child
        elif _local(child) in WRAPPERS:
            yield from _blocks(child)


def _rows(table: Element) -> tuple[list[list[str]], list[tuple[int, int]]]:
    """Returns the rows of a table, and the places of what is struck through in it."""
    rows: list[list[str]] = []
    struck: list[tuple[int, int]] = []
    for row in _inside(table, "tr"):
        properties = _child(row, "trPr")
        if _child(properties, "del") is not None:
            continue
        above = rows[-1] if rows else []
        cells = [""] * _count(_attribute(_child(properties, "gridBefore"), "val"), 0)
        for cell in _inside(row, "tc"):
            of_cell = _child(cell, "tcPr")
            merge = _child(of_cell, "vMerge")
            place = len(cells)
            goes_on = merge is not None and _attribute(merge, "val") != "restart" and place < len(above)
            text = above[place] if goes_on else lines_of(_text(cell))
            if not goes_on and any(map(_is_struck, cell.iter())):
                struck.append((len(rows), place))
            cells += [text] * _count(_attribute(_child(of_cell, "gridSpan"), "val"), 1)
        rows.append(cells[:WIDEST])
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows], struck


def _is_struck(element: Element) -> bool:
    """Returns whether an element is a stretch of text that is struck through."""
    properties = _child(element, "rPr") if _local(element) == "r" else None
    marks = [mark for name in STRUCK if (mark := _child(properties, name)) is not None]
    return any(_attribute(mark, "val") not in OFF for mark in marks) and bool(_text(element).strip())


def _count(text: str, default: int) -> int:
    return min(int(text), WIDEST) if text.isdecimal() and len(text) < 4 else default


def _text(element: Element) -> str:
    """Returns the text as the document stands, without what was taken out of it."""
    name = _local(element)
    if name in GONE:
        return ""
    if name in BLANKS:
        return BLANKS[name]
    if name == "t":
        return element.text or ""
    return "".join(map(_text, element)) + ("\n" if name == "p" else "")
