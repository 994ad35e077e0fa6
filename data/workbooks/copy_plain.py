"""A new xlsx with the cells of another file at their addresses.

For xls, xlsb, ods and csv, which are no packages that could be marked themselves.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.spreadsheets.addresses import column_letters
from data.workbooks import copy_list, copy_styles
from data.workbooks.copy_list import MAIN
from data.workbooks.copy_package import CONTENT_TYPES, FIRST_DAY, NO_RELATIONS, OFFICE, RELATIONS
from data.workbooks.copy_sheet import address_of
from data.workbooks.copy_xml import inline, printable, quoted

NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\t\n\r]")
LONGEST_TITLE = 31  # UTF-16 units
RESERVED = "history"  # a title that Excel keeps for itself
EPOCH = dt.datetime(1899, 12, 30)  # day 0 of Excel's calendar, which believes in 29 February 1900
LEAP_DAY = dt.datetime(1900, 3, 1)
MANY_ROWS = 100  # looked at to choose the width of the columns
NARROWEST, WIDEST = 10, 40  # letters of a column
FORMATS = {dt.date: "dd.mm.yyyy", dt.datetime: "dd.mm.yyyy hh:mm", dt.time: "hh:mm:ss"}
FIRST_FORMAT = 164  # of those that Excel does not know by number
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Cell = str | float | bool | list[str]  # a date or a time is a list of its ISO text


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet as it was read.

    A merged area is first row, first column, last row, last column, from 0.
    """

    name: str | None
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[Sequence[int]]
    hidden: bool


def plain_workbook(sheets: Sequence[PlainSheet]) -> tuple[bytes, dict[str | None, str]]:
    """Returns the workbook, and the titles of its sheets by their former names."""
    titles = _titles(sheets)
    package = {
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": _book(titles, [sheet.hidden for sheet in sheets]),
        "xl/_rels/workbook.xml.rels": _relations(
            *(("worksheet", f"worksheets/sheet{number}.xml") for number, _ in enumerate(sheets, 1)),
            ("styles", "styles.xml"),
        ),
        "xl/styles.xml": _styles(),
    }
    types = {"xl/workbook.xml": BOOK, "xl/styles.xml": copy_styles.TYPE}
    for number, sheet in enumerate(sheets, 1):
        path = f"xl/worksheets/sheet{number}.xml"
        package[path], types[path] = _sheet(sheet), copy_list.TYPE
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for path, part in ({CONTENT_TYPES: _types(types)} | package).items():
            entry = zipfile.ZipInfo(path, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, DECLARED + part)
    return stream.getvalue(), {sheet.name: title for sheet, title in zip(sheets, titles, strict=True)}


def _titles(sheets: Sequence[PlainSheet]) -> list[str]:
    """Returns titles that Excel takes: short, without its own signs, each once."""
    titles: list[str] = []
    used = {RESERVED, copy_list.TITLE.casefold()}
    for number, sheet in enumerate(sheets, 1):
        name = NOT_IN_TITLES.sub(" ", printable(sheet.name or "")).strip("' ") or f"Лист{number}"
        endings = ("", *(f" {count}" for count in range(2, len(used) + 2)))
        free = (_cut(name, LONGEST_TITLE - len(ending)) + ending for ending in endings)
        titles.append(next(title for title in free if title.casefold() not in used))
        used.add(titles[-1].casefold())
    return titles


def _cut(text: str, length: int) -> str:
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore").rstrip("' ")


def _types(types: Mapping[str, str]) -> str:
    overrides = "".join(f'<Override PartName="/{path}" ContentType="{kind}"/>' for path, kind in types.items())
    endings = {"rels": RELATIONS, "xml": "application/xml"}
    defaults = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in endings.items())
    return f'<Types xmlns="{TYPES}">{defaults}{overrides}</Types>'


def _relations(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{path}"/>'
        for number, (kind, path) in enumerate(targets, 1)
    )
    return NO_RELATIONS.decode().replace("/>", f">{entries}</Relationships>")


def _book(titles: Sequence[str], hidden: Sequence[bool]) -> str:
    """Returns the list of sheets.

    Where all are hidden the first is shown, as Excel opens no other workbook.
    """
    shown = hidden.index(False) if False in hidden else 0
    sheets = []
    for index, (title, is_hidden) in enumerate(zip(titles, hidden, strict=True)):
        state = ' state="hidden"' if is_hidden and index != shown else ""
        sheets.append(f'<sheet name={quoted(title)} sheetId="{index + 1}"{state} r:id="rId{index + 1}"/>')
    views = f'<bookViews><workbookView activeTab="{shown}"/></bookViews>'
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{views}<sheets>{"".join(sheets)}</sheets></workbook>'


def _styles() -> str:
    """Returns the styles: that of any cell, then those of `FORMATS`.

    What else a workbook needs is added with the marks.
    """
    numbers = range(FIRST_FORMAT, FIRST_FORMAT + len(FORMATS))
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>'
        for number, code in zip(numbers, FORMATS.values(), strict=True)
    )
    style = '<xf numFmtId="{}" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    styles = "".join(style.format(number) for number in (0, *numbers))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(FORMATS)}">{formats}</numFmts>'
        f'<cellXfs count="{len(FORMATS) + 1}">{styles}</cellXfs></styleSheet>'
    )


def _sheet(sheet: PlainSheet) -> str:
    """Returns rows with a filled cell, widths after the first of them, merged areas."""
    columns: Iterator[tuple[Cell, ...]] = zip(*sheet.rows[:MANY_ROWS], strict=True)
    widths = "".join(
        f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
        for column, texts in enumerate(columns, 1)
        for width in [min(max(NARROWEST, 2 + max(len(str(text)) for text in texts)), WIDEST)]
    )
    letters = [column_letters(column) for column, _ in enumerate(sheet.rows[0] if sheet.rows else ())]
    rows = "".join(
        f'<row r="{number}">{cells}</row>'
        for number, row in enumerate(sheet.rows, 1)
        if (cells := "".join(_cell(f"{at}{number}", cell) for at, cell in zip(letters, row, strict=True) if cell != ""))
    )
    areas = [(first + 1, left + 1, last + 1, right + 1) for first, left, last, right in sheet.merged]
    merged = "".join(f'<mergeCell ref="{address_of(area[:2])}:{address_of(area[2:])}"/>' for area in areas)
    return (
        f'<worksheet xmlns="{MAIN}">{f"<cols>{widths}</cols>" if widths else ""}<sheetData>{rows}</sheetData>'
        + (f'<mergeCells count="{len(areas)}">{merged}</mergeCells>' if areas else "")
        + "</worksheet>"
    )


def _cell(address: str, cell: Cell) -> str:
    if isinstance(cell, list):
        return _moment(address, cell[0])
    if isinstance(cell, bool):
        return f'<c r="{address}" t="b"><v>{cell:d}</v></c>'
    if isinstance(cell, str) or not math.isfinite(cell):
        return f'<c r="{address}" t="inlineStr">{inline(str(cell))}</c>'
    return f'<c r="{address}"><v>{cell!r}</v></c>'


def _moment(address: str, text: str) -> str:
    """Returns a date or a time as Excel counts it; one before its calendar is a text."""
    kind = dt.datetime if "T" in text else dt.time if ":" in text else dt.date
    moment = kind.fromisoformat(text)
    if isinstance(moment, dt.time):
        moment = dt.datetime.combine(EPOCH, moment)
    elif not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time())
    if moment.year < EPOCH.year + (kind is not dt.time):
        return _cell(address, f"{moment:%d.%m.%Y}")
    day = (moment.replace(tzinfo=None) - EPOCH) / dt.timedelta(days=1) - (kind is not dt.time and moment < LEAP_DAY)
    style = 1 + list(FORMATS).index(kind)
    return f'<c r="{address}" s="{style}"><v>{day:.15g}</v></c>'
