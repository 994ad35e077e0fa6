"""Small lists drawn as text, as the sheets of a reader or as the files of the programs that schools use."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import xlsxwriter
import xlwt
from odf import opendocument, table, text

from data.findings import Finding
from data.loading import Lists, check
from data.required_columns import RequiredColumns
from data.spreadsheets.sheet import Cell, Sheet
from metrics.indicators import declared
from metrics.indicators import load as declared_as
from metrics.required_columns import required_columns_of

TODAY = dt.date(2024, 12, 31)
DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")

KNOWN = frozenset({1, 2, 3, 4, 5})  # the shares that the lists of the tests tell of; more may be declared

Rows = list[list[Cell]]
Book = dict[str, Rows]


def drawn(picture: str) -> Rows:
    """`A | B` lines → rows of text; a line of nothing but blanks is no row, `~` is an empty row."""
    lines = [line.strip() for line in picture.splitlines() if line.strip()]
    rows: Rows = [[] if line == "~" else [cell.strip() for cell in line.split("|")] for line in lines]
    return wide(rows)


def wide(rows: Iterable[Sequence[Cell]]) -> Rows:
    """Rows made equally wide."""
    told = [list(row) for row in rows]
    width = max(map(len, told), default=0)
    return [[*row, *[""] * (width - len(row))] for row in told]


def sheet(picture: str | Rows, name: str | None = None, file: str = "Списки.xlsx", **more: object) -> Sheet:
    rows = drawn(picture) if isinstance(picture, str) else wide(picture)
    return Sheet(file, name, rows, list(more.get("merged", ())), bool(more.get("hidden")))  # type: ignore[call-overload]


def checked(students: str = "", teachers: str = "", pairs: str = "", **more: object) -> Lists:
    """The lists as one workbook, checked; `more` goes to `check`."""
    named = {"Обучающиеся": students, "Педагоги": teachers, "Пары": pairs}
    sheets = [sheet(picture, name) for name, picture in named.items() if picture]
    return check(sheets, **{"today": TODAY, "required": required_columns(), **more})  # type: ignore[arg-type]


@cache
def required_columns(*counted_registers: str) -> tuple[RequiredColumns, ...]:
    """What the declared indicators need, where these registers count too."""
    settings = declared().settings.model_copy(update={"counted_registers": counted_registers})
    return required_columns_of(declared_as(settings=settings))


def reported(lists: Lists, *codes: str) -> list[Finding]:
    """The findings of these codes; of all but absent data where none is named."""
    return [
        finding
        for finding in lists.findings
        if (finding.code in codes if codes else finding.code != "no_data_for_indicator")
    ]


def codes(lists: Lists) -> list[str]:
    """The codes of all findings but those that a list is absent."""
    return [finding.code for finding in reported(lists)]


def typed(cell: Cell) -> Cell:
    """«01.09.2010» as the date that a spreadsheet program would make of it."""
    found = DATE.fullmatch(cell) if isinstance(cell, str) else None
    try:
        return dt.date(int(found[3]), int(found[2]), int(found[1])) if found else cell
    except ValueError:
        return cell


def xlsx(
    book: Mapping[str, Rows], hidden: Iterable[str] = (), merged: Mapping[str, Iterable[str]] | None = None
) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        for name, rows in book.items():
            page = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(map(typed, row)):
                    if isinstance(cell, dt.date):
                        page.write_datetime(number, column, cell, day)
                    elif isinstance(cell, str) and cell.startswith("="):
                        page.write_formula(number, column, cell, None, "#DIV/0!")
                    elif cell != "":
                        page.write(number, column, cell)
            for area in (merged or {}).get(name, ()):
                page.merge_range(area, rows[int(re.sub(r"\D", "", area.split(":")[0])) - 1][ord(area[0]) - 65])
            if name in hidden:
                page.hide()
    return content.getvalue()


def xls(book: Mapping[str, Rows], hidden: Iterable[str] = ()) -> bytes:
    workbook = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for name, rows in book.items():
        page = workbook.add_sheet(name)
        page.visibility = int(name in hidden)
        for number, row in enumerate(rows):
            for column, cell in enumerate(map(typed, row)):
                if cell != "":
                    page.write(number, column, cell, day if isinstance(cell, dt.date) else xlwt.Style.default_style)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def ods(book: Mapping[str, Rows]) -> bytes:
    document = opendocument.OpenDocumentSpreadsheet()
    for name, rows in book.items():
        page = table.Table(name=name)
        for row in rows:
            line = table.TableRow()
            for cell in map(typed, row):
                line.addElement(_ods_cell(cell))
            page.addElement(line)
        document.spreadsheet.addElement(page)
    return saved(document)


def saved(document: opendocument.OpenDocument) -> bytes:
    """The file of an ods."""
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()


def _ods_cell(cell: Cell) -> table.TableCell:
    if cell == "":
        return table.TableCell()
    if isinstance(cell, dt.date):
        return table.TableCell(valuetype="date", datevalue=cell.isoformat())
    if isinstance(cell, bool):
        return table.TableCell(valuetype="boolean", booleanvalue=str(cell).lower())
    if isinstance(cell, float | int):
        return table.TableCell(valuetype="float", value=cell)
    written = table.TableCell(valuetype="string")
    written.addElement(text.P(text=cell))
    return written


def csv_of(rows: Rows, encoding: str = "cp1251", separator: str = ";") -> bytes:
    content = io.StringIO(newline="")
    csv.writer(content, delimiter=separator).writerows(rows)
    return content.getvalue().encode(encoding)


WRITERS: dict[str, Callable[[Mapping[str, Rows]], bytes]] = {"xlsx": xlsx, "xls": xls, "ods": ods}


def files(book: Mapping[str, Rows], kind: str) -> list[tuple[str, bytes]]:
    """The book as one workbook, or as a csv file for each of its sheets."""
    if kind == "csv":
        return [(f"{name}.csv", csv_of(rows)) for name, rows in book.items()]
    return [(f"Списки.{kind}", WRITERS[kind](book))]
