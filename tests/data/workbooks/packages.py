"""Workbooks for the tests of the annotated copy."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter
from PIL import Image

from data.findings import Severity
from data.spreadsheets.reading import read_file
from data.spreadsheets.sheet import Cell
from data.workbooks.copy_marking import Remark, marked_copy
from data.workbooks.copy_sheet import address_of
from tests.programs import needed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEADING = "Замечания к спискам. Содержит персональные данные. Не публиковать"
SHEET = "xl/worksheets/sheet1.xml"


def remark(
    cell: str, words: str = "Исправьте дату.", severity: Severity = Severity.ERROR, sheet: str = "Дети"
) -> Remark:
    return Remark(severity, sheet, cell, sheet, "", words)


def marked(content: bytes, *remarks: Remark, typed: Mapping[tuple[str, int, int], str] | None = None) -> bytes:
    return marked_copy(content, remarks, typed or {}, HEADING)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(package: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in package.items():
            target.writestr(name, part)
    return stream.getvalue()


def values(content: bytes) -> dict[str | None, dict[str, Cell]]:
    """What stands in the cells of the lists, by sheet and address."""
    return {
        sheet.name: {
            address_of((row, column)): cell
            for row, cells in enumerate(sheet.rows, 1)
            for column, cell in enumerate(cells, 1)
            if cell != ""
        }
        for sheet in read_file("Списки.xlsx", content)
        if sheet.rows[:1] != [] and sheet.rows[0][0] != HEADING
    }


def raw(sheet: str | bytes, **more: bytes | str) -> bytes:
    """A workbook of one sheet «Дети» with this XML; `more` are further parts."""
    package: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{KIND}.worksheet+xml"/></Types>',
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": relations(worksheet="worksheets/sheet1.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Дети" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        SHEET: sheet,
    }
    return zipped(package | more)


def relations(**targets: str) -> str:
    """Relationships whose ids are their kinds."""
    entries = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def worksheet(rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strict(content: bytes) -> bytes:
    """The workbook as Excel saves it as «Строгая книга Open XML»."""
    package = parts(content)
    for name, part in package.items():
        part = part.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        package[name] = part.replace(OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
    return zipped(package)


def rich() -> bytes:
    """A workbook as an able person keeps it, with all that may stand around cells."""
    stream, picture = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, choices, chart_sheet = (book.add_worksheet(name) for name in ("Дети", "Выбор", "Сводка"))
        day = book.add_format({"num_format": "dd.mm.yyyy", "border": 1, "bold": True, "align": "center"})
        head = book.add_format({"bold": True, "bg_color": "#DDEBF7"})
        sheet.write_row(0, 0, ["ФИО", "Дата рождения", "Класс", "Балл", "Итог"], head)
        for row in range(1, 21):
            sheet.write_row(row, 0, [f"Осока Мята {row}", None, "5А", row])
            sheet.write_number(row, 1, 41_000 + row, day)
            sheet.write_formula(row, 4, f"=D{row + 1}*2", None, 2 * row)
        choices.write_column(0, 0, ["5А", "5Б", "6А"])
        sheet.data_validation("C2:C40", {"validate": "list", "source": "=Выбор!$A$1:$A$3"})
        sheet.insert_textbox("G2", "Памятка классному руководителю")
        sheet.insert_image("G12", "picture.png", {"image_data": picture})
        sheet.add_sparkline("F2", {"range": "Дети!D2:D21"})
        sheet.conditional_format("D2:D21", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format("C2:C21", {"type": "cell", "criteria": "==", "value": '"5А"', "format": head})
        sheet.autofilter("A1:E21")
        sheet.freeze_panes(1, 1)
        sheet.set_column("A:A", 30)
        sheet.set_row(3, 40)
        sheet.merge_range("G25:H26", "Подпись")
        sheet.write_comment("A2", "спросить у мамы", {"author": "Завуч"})
        sheet.insert_button("G16", {"caption": "Печать", "macro": "Печать"})
        sheet.write_url("A30", "https://example.org/")
        sheet.set_header("&LМБОУ СОШ&R&G", {"image_right": "picture.png", "image_data_right": picture})
        book.define_name("Классы", "=Выбор!$A$1:$A$3")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Дети!$D$2:$D$21"})
        chart_sheet.insert_chart("A1", chart)
        choices.add_table("C1:D3", {"columns": [{"header": "Класс"}, {"header": "Детей"}]})
        choices.protect("пароль")
        choices.write_comment("A1", "не менять", {"author": "Завуч"})
    return stream.getvalue()


def libreoffice(folder: Path, written: Mapping[str, bytes]) -> dict[str, bytes]:
    """The workbooks by name as LibreOffice opens and saves them."""
    program = needed("soffice")
    for name, content in written.items():
        (folder / name).write_bytes(content)
    saved = folder / "saved"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved)]
    subprocess.run([*command, *(str(folder / name) for name in written)], check=True, capture_output=True, timeout=240)
    return {path.name: path.read_bytes() for path in saved.iterdir()}
