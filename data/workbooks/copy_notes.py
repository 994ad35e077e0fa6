"""The comments of a sheet together with their boxes, two parts it leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from data.spreadsheets.xml_walk import local
from data.workbooks import copy_boxes, copy_comments
from data.workbooks.copy_comments import Comments
from data.workbooks.copy_package import OFFICE, Package
from data.workbooks.copy_sheet import Place, SheetXml
from data.workbooks.copy_xml import Splice, utf8

# Children of a worksheet that stand before its boxes (ECMA-376, part 1, CT_Worksheet).
BEFORE_BOXES = """
sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations
hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches
ignoredErrors smartTags drawing
""".split()  # noqa: SIM905  # a line each would be a page


class Notes:
    """The comments of one sheet, without those of an earlier copy.

    `removed` are the places and words of the latter.
    """

    def __init__(self, package: Package, path: str, *, is_copy: bool) -> None:
        self._package = package
        self._relations = package.relations(path)
        parts = [part for part in self._relations.targets("comments") if part in package]
        self._part = parts[0] if parts else ""
        self._comments = Comments(package.tree(self._part)) if self._part else None
        self.removed = self._comments.unmark() if self._comments is not None else {}
        if is_copy and self._comments is not None:  # of a mark in a cell with a discussion only the fill is there
            self.removed |= dict.fromkeys(self._comments.threads(), "")

    def write(self, sheet: SheetXml, words: Mapping[Place, str], used_blocks: set[int]) -> Iterator[Splice]:
        """Writes our words to the cells and yields what changes in the sheet for it.

        `used_blocks` are the blocks of ids that drawings use; those of new boxes are added.
        """
        if not words and not self.removed:
            return
        comments = self._comments if self._comments is not None else self._added()
        emptied = {place for place in self.removed if place not in comments}
        threads = comments.threads()
        written = {place: comments.mark(place, text) for place, text in words.items() if place not in threads}
        if not len(comments):
            self._relations.remove(self._part)
            self._package.remove(self._part)
        key = self._key(sheet)
        drawing = next(
            (target for _, known, target in self._relations if known == key and target in self._package),
            "",
        )
        vml = utf8(self._package.read(drawing)) if drawing else copy_boxes.EMPTY
        drawn = self._drawn(vml, sheet, written, emptied, used_blocks)
        if drawing and copy_boxes.is_empty(drawn):
            self._relations.remove(drawing)
            self._package.remove(drawing)
            yield *_legacy(sheet), b""
        elif drawing and drawn != vml:
            self._package.change(drawing, drawn)
        elif not drawing and drawn != vml:
            drawing = self._package.add("xl/drawings/vmlDrawing{}.vml", drawn, copy_boxes.TYPE)
            yield *_legacy(sheet), _element(sheet, self._relations.add("vmlDrawing", drawing))

    def _added(self) -> Comments:
        self._part = self._package.add("xl/comments{}.xml", copy_comments.EMPTY, copy_comments.TYPE)
        self._relations.add("comments", self._part)
        return Comments(self._package.tree(self._part))

    def _drawn(
        self,
        vml: bytes,
        sheet: SheetXml,
        written: Mapping[Place, str],
        emptied: Collection[Place],
        used_blocks: set[int],
    ) -> bytes:
        """Returns the drawing with new boxes, and a person's own as tall as their words."""
        vml = copy_boxes.without(vml, emptied)
        known = copy_boxes.boxes(vml)
        rows = {
            place: copy_boxes.lines(written.get(place, "")) - copy_boxes.lines(self.removed.get(place, ""))
            for place in known.keys() & (written.keys() | self.removed.keys())
        }
        vml = copy_boxes.stretched(vml, rows)
        if new := {place: text for place, text in written.items() if place not in known}:
            vml = copy_boxes.with_boxes(vml, sheet, new, max(used_blocks, default=0) + 1)
            used_blocks |= copy_boxes.blocks(vml)
        return vml

    @staticmethod
    def _key(sheet: SheetXml) -> str:
        """Returns the id by which the sheet leads to its boxes."""
        attributes = sheet.attributes.get("legacyDrawing", (0, {}))[1]
        return next((value for name, value in attributes.items() if local(name) == "id"), "")


def _legacy(sheet: SheetXml) -> tuple[int, int]:
    """Returns start and end of the element that leads to the boxes.

    Or the place for it, twice.
    """
    ends = [end for name, end in sheet.children if name == "legacyDrawing"]
    if ends:
        return sheet.attributes["legacyDrawing"][0], ends[0]
    place = [end for name, end in sheet.children if name in BEFORE_BOXES][-1]
    return place, place


def _element(sheet: SheetXml, key: str) -> bytes:
    """Returns the element that leads to the boxes."""
    prefixes = (local(name) for name, space in sheet.namespaces.items() if space == OFFICE and ":" in name)
    prefix = next(prefixes, "")
    leads = f'{prefix}:id="{key}"' if prefix else f'xmlns:r="{OFFICE}" r:id="{key}"'
    return f"<{sheet.prefix}legacyDrawing {leads}/>".encode()
