"""Spreadsheets made to order, for the tests of `data.spreadsheets.reading`."""

import io
import struct
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

from data.findings import ListError
from data.spreadsheets.reading import read_file
from data.spreadsheets.sheet import Cell, CellError
from data.spreadsheets.shown_values import XLS_ERRORS

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIP = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/{{}}" Target="{{}}"/></Relationships>'
)
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    for address, value in cells.items():
        book.active[address] = value
    return saved(book)


def zipped(**parts: str | bytes) -> bytes:
    return _archive(zipfile.ZIP_DEFLATED, parts)


def stored(**parts: str | bytes) -> bytes:
    """An archive of parts that are not made smaller."""
    return _archive(zipfile.ZIP_STORED, parts)


def _archive(method: int, parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def xlsx(rows: str, sheets: int = 1, definitions: str = "") -> bytes:
    """A workbook of one sheet part with just this inside, listed so many times."""
    listed = "".join(f'<sheet name="Лист{i}" sheetId="{i}" r:id="r1"/>' for i in range(1, sheets + 1))
    return zipped(
        **{
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": RELATIONSHIP.format("officeDocument", "xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": RELATIONSHIP.format("worksheet", "worksheets/sheet1.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'{definitions}<worksheet xmlns="{MAIN}"><sheetData>{rows}'
            "</sheetData></worksheet>",
        }
    )


def ods(rows: str, kind: str = "spreadsheet", manifest: str = "") -> bytes:
    names = "".join(f' xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text", "calcext"))
    table = f'<table:table table:name="Лист1">{rows}</table:table>'
    return zipped(
        **{
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": f"<office:document-content{names}><office:body><office:spreadsheet>{table}"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def xls(*cells: object, codepage: int | None = None) -> bytes:
    book = xlwt.Workbook()
    row = book.add_sheet("Лист1").row(0)
    for column, cell in enumerate(cells):
        row.set_cell_error(column, cell) if isinstance(cell, CellError) else row.write(column, cell)
    content = saved(book)
    unicode = b"\x42\x00\x02\x00\xb0\x04"
    return content if codepage is None else content.replace(unicode, unicode[:4] + codepage.to_bytes(2, "little"))


def xlsb(*cells: float | CellError, is_from_1904: bool = False, formulas: bool = False) -> bytes:
    """A binary workbook of one sheet with one row: numbers and errors, these typed or results of formulas."""

    def record(kind: int, data: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        return head + bytes([len(data)]) + data

    def text(words: str) -> bytes:
        return len(words).to_bytes(4, "little") + words.encode("utf-16-le")

    def cell(column: int, value: float | CellError) -> bytes:
        place = column.to_bytes(4, "little") + bytes(4)
        if not isinstance(value, CellError):
            return record(5, place + struct.pack("<d", value))
        code = next(code for code, name in XLS_ERRORS.items() if name == value)
        return record(11, place + bytes([code]) + bytes(10)) if formulas else record(3, place + bytes([code]))

    book = record(153, bytes([is_from_1904, 0, 0, 0]) + bytes(4) + text("")) + record(143)
    book += record(156, bytes(4) + (1).to_bytes(4, "little") + text("r1") + text("Лист1")) + record(144)
    row = record(0, bytes(8) + b"\x2c\x01" + bytes(7)) + b"".join(map(cell, range(len(cells)), cells))
    size = struct.pack("<4I", 0, 0, 0, max(0, len(cells) - 1))
    return zipped(
        **{
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": RELATIONSHIP.format("officeDocument", "xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": RELATIONSHIP.format("worksheet", "worksheets/sheet1.bin"),
            "xl/workbook.bin": record(131) + book + record(132),
            "xl/worksheets/sheet1.bin": record(129) + record(148, size) + record(145) + row + record(146) + record(130),
        }
    )


def renamed_stream(content: bytes, name: str) -> bytes:
    """An xls whose record stream is called so; 64 bytes of the directory hold the name, 2 behind them its length."""
    entry = "Workbook".encode("utf-16-le").ljust(64, b"\0") + (18).to_bytes(2, "little")
    assert content.count(entry) == 1
    length = 2 * len(name) + 2
    return content.replace(entry, name.encode("utf-16-le").ljust(64, b"\0") + length.to_bytes(2, "little"))


def locked(content: bytes, password: str) -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, stream)
    return stream.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(content: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """The zip with something else in one of its parts."""
    parts = parts_of(content)
    text = parts[part].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return zipped(**{**parts, part: text})


def rows_of(content: bytes, name: str = "Пары.xlsx") -> list[list[Cell]]:
    (sheet,) = read_file(name, content)
    return sheet.rows


def refusal(content: bytes, name: str = "Пары.xlsx") -> str:
    with pytest.raises(ListError) as caught:
        read_file(name, content)
    assert f"«{name}»" in str(caught.value)
    return str(caught.value)


CELL = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
