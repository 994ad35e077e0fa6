"""Drawn lists as the files that schools keep them in.

A value that a format cannot hold is left out or evened out.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter
from odf import opendocument, table, text

from data.parsing.printable import cell_text, printable
from data.spreadsheets.sheet import CellError, Sheet

TITLE_LENGTH = 31  # characters that Excel allows
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
FIRST_DAY = dt.datetime(1900, 1, 1)  # of Excel's calendar

Files = list[tuple[str, bytes]]


def xlsx(sheets: Sequence[Sheet]) -> Files:
    """Returns a workbook written by XlsxWriter."""
    content = io.BytesIO()
    options = {"in_memory": True, "nan_inf_to_errors": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(content, options) as book:
        formats = {kind: book.add_format({"num_format": kind}) for kind in ("dd.mm.yyyy", "hh:mm", "[h]:mm")}
        for title, sheet in zip(_titles(sheets), sheets, strict=True):
            page = book.add_worksheet(title)
            for row, cells in enumerate(sheet.rows):
                for column, value in enumerate(cells):
                    _write(page, row, column, value, formats)
    return [("Списки.xlsx", content.getvalue())]


def _write(page: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if isinstance(value, CellError):
        page.write_formula(row, column, "=1/0", None, str(value) if value.startswith("#") else "#DIV/0!")
    elif isinstance(value, str):
        page.write_string(row, column, cell_text(value))
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, float | int):
        page.write_number(row, column, value)
    elif isinstance(value, dt.timedelta):
        page.write_number(row, column, value.total_seconds() / 86_400, formats["[h]:mm"])
    elif isinstance(value, dt.time):
        page.write_datetime(row, column, value, formats["hh:mm"])
    elif isinstance(value, dt.date):
        moment = dt.datetime(value.year, value.month, value.day)
        if moment >= FIRST_DAY:
            page.write_datetime(row, column, moment, formats["dd.mm.yyyy"])


def ods(sheets: Sequence[Sheet]) -> Files:
    """Returns a workbook written by odfpy."""
    document = opendocument.OpenDocumentSpreadsheet()
    for title, sheet in zip(_titles(sheets), sheets, strict=True):
        page = table.Table(name=title)
        for cells in sheet.rows:
            line = table.TableRow()
            for value in cells:
                line.addElement(_ods_cell(value))
            page.addElement(line)
        document.spreadsheet.addElement(page)
    content = io.BytesIO()
    document.write(content)
    return [("Списки.ods", content.getvalue())]


def _ods_cell(value: Any) -> Any:
    if value is None or value == "":
        return table.TableCell()
    if isinstance(value, bool):
        return table.TableCell(valuetype="boolean", booleanvalue="true" if value else "false")
    if isinstance(value, float | int):
        return table.TableCell(valuetype="float", value=repr(value))
    if isinstance(value, dt.date):
        return table.TableCell(valuetype="date", datevalue=value.isoformat())
    if isinstance(value, dt.time | dt.timedelta):
        seconds = value.total_seconds() if isinstance(value, dt.timedelta) else 60 * value.minute + value.second
        return table.TableCell(valuetype="time", timevalue=f"PT{abs(math.floor(seconds))}S")
    cell = table.TableCell(valuetype="string")
    cell.addElement(text.P(text=printable(str(value))))
    return cell


def csv_files(sheets: Sequence[Sheet]) -> Files:
    """Returns a text file for each sheet, control characters and all."""
    files = []
    for title, sheet in zip(_titles(sheets), sheets, strict=True):
        content = io.StringIO(newline="")
        csv.writer(content, delimiter=";").writerows(
            ["" if value is None else str(value) for value in row] for row in sheet.rows
        )
        files.append((f"{title}.csv", content.getvalue().encode("utf-8", "replace")))
    return files


def _titles(sheets: Sequence[Sheet]) -> list[str]:
    """Returns titles that every format takes, each once."""
    return [
        f"{place} {printable(sheet.name or '').translate(NOT_IN_TITLES)}"[:TITLE_LENGTH].strip()
        for place, sheet in enumerate(sheets, 1)
    ]


WRITERS: dict[str, Callable[[Sequence[Sheet]], Files]] = {"xlsx": xlsx, "ods": ods, "csv": csv_files}
