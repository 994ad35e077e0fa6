"""The package of an xlsx, laid out anew where calamine would not find its way.

calamine expects the layout that Excel writes. Others are as sound: another place for the workbook, targets such as
`./worksheets/sheet1.xml`, parts in UTF-16, a state in capitals; an error value newer than calamine (#SPILL!) makes it
give up the whole sheet. Only what it reads is written out again, in memory and without packing.
"""

from __future__ import annotations

import io
import posixpath
import re

from data.spreadsheets.container import Container
from data.spreadsheets.limits import SHEETS_LIMIT, RefusalCause, Refused
from data.spreadsheets.xml_walk import local, parse

WORKBOOK = "xl/workbook.xml"  # where calamine looks for it, and for the two below
SHARED = {"sharedstrings": "xl/sharedstrings.xml", "styles": "xl/styles.xml"}
FOLDERS = {
    "worksheet": "worksheets",
    "chartsheet": "chartsheets",
    "dialogsheet": "dialogsheets",
    "xlmacrosheet": "macrosheets",
}
STATES = {"visible": "visible", "hidden": "hidden", "veryhidden": "veryHidden"}
TRUE = ("1", "true", "on")
# An error value that is none of the seven of ECMA-376 18.17.3, which are all that calamine knows.
UNKNOWN_ERROR = re.compile(
    rb"(\st=[\"']e[\"'][^>]*>\s*(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b.*?</(?:\w+:)?f>)?\s*<(?:\w+:)?v>)"
    rb"(?!(?:#NULL!|#DIV/0!|#VALUE!|#REF!|#NAME\?|#NUM!|#N/A)?<)[^<]*",
    re.DOTALL,
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NO_CELLS = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()

Targets = dict[str, tuple[str, str, bool]]  # relationship id → last word of its type, part, is it written plainly


class ListedSheet:
    """A sheet that the workbook lists.

    One that `is_plain` is listed as calamine expects.
    """

    def __init__(self, name: str, state: str, kind: str, part: str, *, is_plain: bool) -> None:
        self.name = name
        self.state = state
        self.kind = kind
        self.part = part
        self.is_plain = is_plain


def readable_package(container: Container) -> Container:
    """Returns the workbook as calamine reads it, its container filled for an xlsx.

    Raises `Refused` where there is no workbook, or none of the sheets that it lists.
    """
    parts = container.parts
    root = targets_of(parts, "_rels/.rels", "")
    workbook = next((part for kind, part, _ in root.values() if kind == "officedocument"), WORKBOOK)
    folder, file = posixpath.split(workbook)
    targets = targets_of(parts, posixpath.join(folder, "_rels", f"{file}.rels"), folder)
    sheets, container.from_1904 = _listed(parts.get(workbook, b""), targets)
    container.missing = {place for place, sheet in enumerate(sheets) if sheet.part not in parts}
    if len(container.missing) == len(sheets):
        raise Refused(RefusalCause.DAMAGED)
    container.sheets = [(sheet.name, sheet.part if sheet.state == "visible" else "") for sheet in sheets]
    shared = {kind: part for kind, part, _ in targets.values() if kind in SHARED}
    container.with_errors = {sheet.part for sheet in sheets if has_error_cells(parts.get(sheet.part, b""))}
    mended = {
        part: UNKNOWN_ERROR.sub(rb"\1#N/A", parts[part])  # the true ones are marks
        for part in container.with_errors
        if UNKNOWN_ERROR.search(parts[part])
    }
    plain = not (mended or container.recoded or container.missing) and workbook == WORKBOOK
    if not (plain and shared.items() <= SHARED.items() and all(sheet.is_plain for sheet in sheets)):
        container.content = _laid_out(parts | mended, sheets, shared, from_1904=container.from_1904)
    return container


def targets_of(parts: dict[str, bytes], path: str, folder: str) -> Targets:
    """Returns the relationships of one part, types and parts in lower case."""
    targets: Targets = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship":
            written = attributes.get("Target", "").lower()
            target = written.replace("\\", "/")
            part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if part not in parts and target in parts:  # meant from the root, though it does not say so
                part = target
            kind = attributes.get("Type", "").rpartition("/")[2].lower()
            is_plain = written in (f"/{part}", part.removeprefix("xl/"))
            targets[attributes.get("Id", "")] = (kind, part, is_plain)

    if path in parts:
        parse(parts[path], start, nothing, nothing)
    return targets


def _listed(workbook: bytes, targets: Targets) -> tuple[list[ListedSheet], bool]:
    """Returns the sheets of the workbook, and whether its days count from 1904."""
    sheets: list[ListedSheet] = []
    from_1904 = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if local(tag) == "workbookPr":
            from_1904 = attributes.get("date1904", "").lower() in TRUE
        elif local(tag) == "sheet":
            written = attributes.get("state", "visible")
            state = STATES.get(written.lower(), "visible")
            key = next((value for name, value in attributes.items() if local(name) == "id"), "")
            kind, part, is_plain = targets.get(key, ("", "", False))
            sheets.append(
                ListedSheet(attributes.get("name", ""), state, kind, part, is_plain=is_plain and state == written)
            )
            if len(sheets) > SHEETS_LIMIT:
                raise Refused(RefusalCause.SHEETS)

    parse(workbook, start, nothing, nothing)
    return sheets, from_1904


def has_error_cells(xml: bytes) -> bool:
    """Returns whether a sheet, or a part of it, holds error values."""
    return b't="e"' in xml or b"t='e'" in xml


def _laid_out(parts: dict[str, bytes], sheets: list[ListedSheet], shared: dict[str, str], *, from_1904: bool) -> bytes:
    """Returns a package of what calamine reads, in the places where it looks."""
    import zipfile
    from html import escape

    listed: list[str] = []
    related: list[tuple[str, str]] = []
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", _relationships([("officeDocument", WORKBOOK)]))
        for kind, part in shared.items():
            if part in parts:
                package.writestr(SHARED[kind], parts[part])
        for number, sheet in enumerate(sheets, 1):
            kind = sheet.kind if sheet.kind in FOLDERS else "worksheet"
            path = f"{FOLDERS[kind]}/sheet{number}.xml"
            package.writestr(f"xl/{path}", parts.get(sheet.part, NO_CELLS))
            related.append((kind, path))
            state = f'sheetId="{number}" state="{sheet.state}" r:id="r{number}"'
            listed.append(f'<sheet name="{escape(sheet.name)}" {state}/>')
        content_xml = f'<workbookPr date1904="{int(from_1904)}"/><sheets>{"".join(listed)}</sheets>'
        package.writestr(WORKBOOK, f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{content_xml}</workbook>')
        package.writestr("xl/_rels/workbook.xml.rels", _relationships(related))
    return content.getvalue()


def _relationships(related: list[tuple[str, str]]) -> str:
    """Returns a part of relationships from the last words of types and targets."""
    lines = (
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(related, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


def nothing(_: str) -> None:
    """Does nothing, for a handler with nothing to do."""
