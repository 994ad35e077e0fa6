"""The results of formulas, put back into a workbook that openpyxl has written without them.

Without its result a formula is an empty cell for every reader but a spreadsheet program.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.datetime import to_excel

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PART = "xl/worksheets/sheet{}.xml"  # where openpyxl writes its worksheets, counted from 1


def with_results(written: bytes, book: Any, original: bytes) -> bytes:
    """The written workbook with the results that the formulas had in the original one, by sheet and cell."""
    formulas = {
        number: {cell.coordinate for row in page.iter_rows() for cell in row if cell.data_type == "f"}
        for number, page in enumerate(book.worksheets, 1)
    }
    if not any(formulas.values()):
        return written
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = openpyxl.load_workbook(io.BytesIO(original), data_only=True)
    parts = {
        PART.format(number): {one: known[page.title][one].value for one in formulas[number]}
        for number, page in enumerate(book.worksheets, 1)
        if formulas[number] and page.title in known.sheetnames
    }
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as source, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            target.writestr(part, _patched(content, parts[part.filename]) if part.filename in parts else content)
    return found.getvalue()


def _patched(content: bytes, results: dict[str, Any]) -> bytes:
    ElementTree.register_namespace("", MAIN)
    ElementTree.register_namespace("r", RELATIONS)
    root = ElementTree.fromstring(content)
    for cell in root.iter(f"{{{MAIN}}}c"):
        result, value = results.get(cell.get("r", "")), cell.find(f"{{{MAIN}}}v")
        if result is None or value is None:
            continue
        kind, value.text = _told(result)
        if kind:
            cell.set("t", kind)
        elif "t" in cell.attrib:
            del cell.attrib["t"]
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _told(result: Any) -> tuple[str, str]:
    """The kind and the text of a result as the format writes them."""
    if isinstance(result, bool):
        return "b", str(int(result))
    if isinstance(result, dt.date | dt.time | dt.timedelta):
        return "", str(to_excel(result))
    if isinstance(result, int | float):
        return "", repr(result)
    return ("e" if str(result).startswith("#") else "str"), str(result)
