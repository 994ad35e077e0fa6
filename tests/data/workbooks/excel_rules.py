"""The rules of a workbook that an edit can break, and Excel would then repair."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from data.workbooks.copy_notes import BEFORE_BOXES
from data.workbooks.copy_sheet import area_of, place_of

AFTER_BOXES = [
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
ORDER = {name: place for place, name in enumerate([*BEFORE_BOXES, *AFTER_BOXES])}
STYLE_LISTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
SHAPE = re.compile(r"<v:shape\s[^>]*?id=[\"']_x0000_s(\d+)[\"'].*?</v:shape>", re.DOTALL)


def faults(content: bytes) -> Counter[str]:
    """The broken rules, each with its place."""
    return Counter(Workbook(content).faults())


def local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class Workbook:
    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.names = package.namelist()
            self.parts = {name.replace("\\", "/").lower(): package.read(name) for name in self.names}

    def tree(self, path: str) -> etree._Element:
        return etree.fromstring(self.parts[path])

    def relations(self, path: str) -> list[tuple[str, str, str]]:
        """Id, kind and target in lower case."""
        folder, file = posixpath.split(path)
        name = posixpath.join(folder, "_rels", f"{file}.rels").lower()
        elements = self.tree(name) if name in self.parts else []
        return [
            (
                element.get("Id"),
                element.get("Type").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, element.get("Target").replace("\\", "/")))[1:].lower(),
            )
            for element in elements
            if element.get("TargetMode") != "External"
        ]

    def faults(self) -> Iterator[str]:
        yield from (f"part twice: {name}" for name, count in Counter(map(str.lower, self.names)).items() if count > 1)
        yield from self.package_faults()
        book = next(target for _, kind, target in self.relations("") if kind == "officeDocument")
        sheets = [element for element in self.tree(book).iter() if local(element) == "sheet"]
        yield from (f"sheet twice: {name}" for name, count in _counted(sheets, "name") if count > 1)
        yield from (f"sheetId twice: {name}" for name, count in _counted(sheets, "sheetId") if count > 1)
        related = self.relations(book)
        styles = next((target for _, kind, target in related if kind == "styles"), None)
        yield from self.style_faults(styles)
        for _, kind, target in related:
            if kind == "worksheet" and target in self.parts:
                yield from self.sheet_faults(target, styles)
            if kind == "calcChain":
                yield from self.chain_faults(target, {key: path for key, _, path in related}, sheets)
        yield from self.shape_faults()

    def package_faults(self) -> Iterator[str]:
        types = self.tree("[content_types].xml")
        endings = {element.get("Extension", "").lower() for element in types}
        named = Counter(element.get("PartName", "").lstrip("/").lower() for element in types if element.get("PartName"))
        yield from (f"type of no part: {name}" for name in named if name not in self.parts)
        yield from (f"type twice: {name}" for name, count in named.items() if count > 1)
        for name in self.parts:
            if name != "[content_types].xml" and name not in named and name.rpartition(".")[2] not in endings:
                yield f"no type: {name}"
            if name.endswith(".rels"):
                folder, _, file = name.rpartition("_rels/")
                path = folder + file.removesuffix(".rels")
                keys = Counter(key for key, _, _ in self.relations(path))
                yield from (f"relation twice: {path} {key}" for key, count in keys.items() if count > 1)
                yield from (f"leads nowhere: {path} {to}" for _, _, to in self.relations(path) if to not in self.parts)

    def style_faults(self, path: str | None) -> Iterator[str]:
        if path is None:
            yield "no styles"
            return
        lists = {local(element): element for element in self.tree(path)}
        order = [name for name in lists if name in STYLE_LISTS]
        if order != [name for name in STYLE_LISTS if name in lists]:
            yield f"order of styles: {order}"
        for name, element in lists.items():
            if element.get("count") not in (None, str(len(element))):
                yield f"count of {name}: {element.get('count')} for {len(element)}"
        for style in lists.get("cellXfs", ()):
            for attribute, name in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
                if int(style.get(attribute, "0")) >= len(lists.get(name, ())):
                    yield f"{attribute} out of {name}"

    def sheet_faults(self, path: str, styles: str | None) -> Iterator[str]:
        root = self.tree(path)
        names = [ORDER[local(child)] for child in root if local(child) in ORDER]
        if names != sorted(names):
            yield f"order of children: {path} {[local(child) for child in root]}"
        yield from (f"twice: {path} {n}" for n in ("legacyDrawing", "drawing") if [local(c) for c in root].count(n) > 1)
        keys = {key for key, _, _ in self.relations(path)} | self._external(path)
        for element in root.iter():
            if isinstance(element.tag, str) and local(element) in ("legacyDrawing", "drawing", "hyperlink"):
                key = next((v for k, v in element.attrib.items() if k.endswith("relationships}id")), None)
                if key is not None and key not in keys:
                    yield f"no relation: {path} {local(element)} {key}"
        count = sum(len(e) for e in self.tree(styles) if local(e) == "cellXfs") if styles else 0
        yield from self.row_faults(path, root, count)
        yield from self.comment_faults(path, root)

    def _external(self, path: str) -> set[str]:
        folder, file = posixpath.split(path)
        name = posixpath.join(folder, "_rels", f"{file}.rels").lower()
        return {element.get("Id") for element in self.tree(name)} if name in self.parts else set()

    def row_faults(self, path: str, root: etree._Element, styles: int) -> Iterator[str]:
        last, shared, owners = 0, set(), set()
        area = next((area_of(child.get("ref", "")) for child in root if local(child) == "dimension"), None)
        for row in (row for child in root if local(child) == "sheetData" for row in child if local(row) == "row"):
            number = int(row.get("r", last + 1))
            if number <= last:
                yield f"order of rows: {path} {number}"
            last, column = number, 0
            spans = row.get("spans", "1:16384").split()
            for cell in (cell for cell in row if local(cell) == "c"):
                place = place_of(cell.get("r", "")) or (number, column + 1)
                if place[0] != number or place[1] <= column:
                    yield f"order of cells: {path} {cell.get('r')}"
                column = place[1]
                if not any(int(span.partition(":")[0]) <= column <= int(span.partition(":")[2]) for span in spans):
                    yield f"spans: {path} {cell.get('r')}"
                if int(cell.get("s", "0")) >= max(styles, 1):
                    yield f"style: {path} {cell.get('r')}"
                filled = len(cell) > 0
                if area and filled and not (area[0] <= number <= area[2] and area[1] <= column <= area[3]):
                    yield f"dimension: {path} {cell.get('r')}"
                for formula in (part for part in cell if local(part) == "f" and part.get("t") == "shared"):
                    shared.add(formula.get("si"))
                    owners |= {formula.get("si")} if formula.get("ref") else set()
        if shared - owners:
            yield f"shared formula of nobody: {path} {shared - owners}"

    def comment_faults(self, path: str, root: etree._Element) -> Iterator[str]:
        related = self.relations(path)
        parts = [target for _, kind, target in related if kind == "comments" and target in self.parts]
        drawing = next((child for child in root if local(child) == "legacyDrawing"), None)
        key = next(iter(drawing.attrib.values()), None) if drawing is not None else None
        vml = next((target for known, _, target in related if known == key), "")
        text = self.parts[vml].decode("utf-8", "replace") if vml in self.parts else ""
        boxes = Counter(
            (int(row[1]) + 1, int(column[1]) + 1)
            for shape in SHAPE.finditer(text)
            if 'ObjectType="Note"' in shape[0]
            if (row := re.search(r"<x:Row>\s*(\d+)", shape[0]))
            and (column := re.search(r"<x:Column>\s*(\d+)", shape[0]))
        )
        yield from (f"two boxes: {path} {place}" for place, count in boxes.items() if count > 1)
        for part in parts:
            tree = self.tree(part)
            authors = sum(local(element) == "author" for element in tree.iter())
            comments = [element for element in tree.iter() if local(element) == "comment"]
            yield from (f"comment twice: {part} {ref}" for ref, count in _counted(comments, "ref") if count > 1)
            yield from [] if comments else [f"no comment: {part}"]
            for comment in comments:
                if int(comment.get("authorId")) >= authors:
                    yield f"author: {part} {comment.get('ref')}"
                if place_of(comment.get("ref")) not in boxes:
                    yield f"no box: {part} {comment.get('ref')}"
                if len("".join(comment.itertext())) > 32_767:
                    yield f"long comment: {part} {comment.get('ref')}"

    def chain_faults(self, path: str, targets: dict[str, str], sheets: list[etree._Element]) -> Iterator[str]:
        if path not in self.parts:
            return
        keys = {
            s.get("sheetId"): next(v for k, v in s.attrib.items() if k.endswith("relationships}id")) for s in sheets
        }
        sheet, formulas = "", {}
        for cell in self.tree(path):
            sheet = cell.get("i", sheet)
            if sheet not in formulas:
                root = self.tree(targets[keys[sheet]]) if keys.get(sheet) in targets else []
                formulas[sheet] = {
                    c.get("r")
                    for row in root
                    for c in row.iter()
                    if local(c) == "c" and any(local(f) == "f" for f in c)
                }
            if cell.get("r") not in formulas[sheet]:
                yield f"no formula: {sheet} {cell.get('r')}"

    def shape_faults(self) -> Iterator[str]:
        ids: Counter[str] = Counter()
        blocks: Counter[str] = Counter()
        for name, part in self.parts.items():
            if name.endswith(".vml"):
                text = part.decode("utf-8", "replace")
                declared = {
                    block for data in re.findall(r"idmap [^>]*data=\"([^\"]*)\"", text) for block in data.split(",")
                }
                keys = [shape[1] for shape in SHAPE.finditer(text)]
                ids.update(keys)
                blocks.update(declared)
                yield from (f"id of no block: {name} {key}" for key in keys if str(int(key) // 1024) not in declared)
        yield from (f"shape twice: {key}" for key, count in ids.items() if count > 1)
        yield from (f"block twice: {key}" for key, count in blocks.items() if count > 1)


def _counted(elements: list[etree._Element], attribute: str) -> list[tuple[str, int]]:
    return list(Counter(element.get(attribute, "").lower() for element in elements).items())
