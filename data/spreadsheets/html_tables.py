"""A web page → one sheet, as Excel opens it.

The tables stand below one another, the text between them as lines. Many school systems write their lists so and call
them «.xls». Everything is text, as the page shows it.
"""

from __future__ import annotations

import re

from lxml import etree

from data.spreadsheets.limits import COLUMNS_LIMIT, RefusalCause, Refused, refuse_area
from data.spreadsheets.struck_places import MOST_PLACES
from data.spreadsheets.transport import Area, RawSheet

TYPE_CHECKING = False  # type checkers take it for true; `typing` itself would cost the child 5 ms
if TYPE_CHECKING:
    from typing import Any

NOT_SHOWN = ("head", "script", "style", "template", "noscript", "select", "textarea")
LINES = re.compile("address|br|caption|d[dlt]|div|form|h[1-6r]|li|ol|p|pre|section|table|t[dhr]|ul")
STRUCK = ("s", "strike", "del")
STRIKES = re.compile(r"<(?:s|strike|del)\b|line-through", re.IGNORECASE)
LINE_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\r\n\xa0]+")


def page_sheet(text: str) -> RawSheet:
    """Returns the sheet of a page.

    Raises `Refused` where it holds no table, or the parser gave up in its midst.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if parser.error_log.filter_from_fatals():  # a depth or a size that only a hostile page has
        raise Refused(RefusalCause.DAMAGED)
    if root is None or root.find(".//table") is None:
        raise Refused(RefusalCause.WEB_PAGE)
    rows: list[list[str]] = []
    merged: list[Area] = []
    struck: list[tuple[int, int]] = []
    may_strike = bool(STRIKES.search(text))
    for part in _parts(root):
        if isinstance(part, str):
            rows.append([part])
        else:
            _add_table(part, rows, merged, struck if may_strike else None)
    width = max(map(len, rows), default=0)
    refuse_area(len(rows), width)
    return RawSheet(None, [row + [""] * (width - len(row)) for row in rows], merged, struck=struck[:MOST_PLACES])


def _parts(root: Any) -> list[Any]:
    """Returns the lines of text and the tables of a page.

    A table around tables is their place.
    """
    parts: list[Any] = []
    line: list[str] = []

    def end_line() -> None:
        if words := BLANKS.sub(" ", "".join(line)).strip():
            parts.append(words)
        line.clear()

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if LINES.fullmatch(element.tag):
            end_line()
        if event == "end":
            line.append(element.tail or "")
        elif element.tag in NOT_SHOWN:
            walk.skip_subtree()
        elif element.tag == "table" and element.find(".//table") is None:
            parts.append(element)
            walk.skip_subtree()
        else:
            line.append(element.text or "")
    end_line()
    return parts


def _add_table(table: Any, rows: list[list[str]], merged: list[Area], struck: list[tuple[int, int]] | None) -> None:
    """Adds the rows of a table to those above.

    Cells may extend over several rows or columns.
    """
    lines = list(table.iter("tr"))
    spanned_until: dict[int, int] = {}  # column → the row from which on it is free again
    first = len(rows)
    for place, line in enumerate(lines):
        row = first + place
        cells: list[str] = []
        for cell in line.iterchildren("td", "th"):
            while spanned_until.get(len(cells), 0) > row:
                cells.append("")
            column = len(cells)
            wide = min(_span(cell, "colspan"), COLUMNS_LIMIT + 1)
            high = min(_span(cell, "rowspan"), len(lines) - place)
            refuse_area(row + 1, column + wide)
            if struck is not None and _is_struck(cell):
                struck.append((row, column))
            cells += [_shown(cell)] + [""] * (wide - 1)
            if high > 1:
                spanned_until |= dict.fromkeys(range(column, column + wide), row + high)
            if wide * high > 1:
                merged.append((row, column, row + high - 1, column + wide - 1))
        rows.append(cells)


def _is_struck(cell: Any) -> bool:
    """Returns whether a text of a cell is struck through, by its element or by a style of its own."""
    whole = [cell, *cell.iterancestors("tr")]
    if any(LINE_THROUGH.search(element.get("style", "")) for element in whole):
        return bool(_shown(cell))
    within = [element for element in cell.iter() if LINE_THROUGH.search(element.get("style", ""))]
    return any("".join(element.itertext()).strip() for element in (*cell.iter(*STRUCK), *within))


def _span(cell: Any, name: str) -> int:
    match = re.match(r"\s*(\d{1,6})", cell.get(name, ""))
    return max(1, int(match[1])) if match else 1


def _shown(cell: Any) -> str:
    """Returns the text of a cell, its lines one below the other."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element is not cell and LINES.fullmatch(element.tag):
            pieces.append("\v")
        if event == "start" and element.tag not in NOT_SHOWN:
            pieces.append(element.text or "")
        elif event == "end" and element is not cell:
            pieces.append(element.tail or "")
    lines = (BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\v"))
    return "\n".join(line for line in lines if line)
