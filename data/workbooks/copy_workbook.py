"""The workbook of a package: its worksheets, its styles, one sheet more."""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import Any

from lxml import etree

from data.spreadsheets.limits import RefusalCause, Refused
from data.workbooks import copy_styles
from data.workbooks.copy_list import TYPE as SHEET_TYPE
from data.workbooks.copy_package import OFFICE, Package, Relations, children, local_name, named
from data.workbooks.copy_styles import Styles
from data.workbooks.copy_xml import utf8

STRICT = "purl.oclc.org"  # in the namespace of «Строгая книга Open XML», which knows no boxes of comments
FIRST_CELL = re.compile(
    rb"<(?:\w+:)?sheetData\s*>\s*<(?:\w+:)?row\b[^>]*>\s*<((?:\w+:)?c)\b[^>]*(?<!/)>.*?</\1\s*>", re.DOTALL
)
SHARED = re.compile(rb"\st\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})\s*<")
STRING = re.compile(rb"<((?:\w+:)?si)\b[^>]*(?<!/)>.*?</\1\s*>|<(?:\w+:)?si\b[^>]*/>", re.DOTALL)
# Children of a workbook that stand before how it is calculated (ECMA-376, part 1, CT_Workbook).
BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")
# What editing would leave broken, by the kind of relationship that leads to it.
BROKEN_BY_EDITING = ("revisionHeaders", "usernames")


class Workbook:
    """The workbook part; `sheets` are the parts of worksheets by their titles."""

    def __init__(self, package: Package) -> None:
        self.package = package
        path = next(iter(package.relations("").targets("officeDocument")), "xl/workbook.xml")
        self._root = package.tree(path)
        if STRICT in self._root.tag:
            raise Refused(RefusalCause.OTHER_FORMAT, what="строгая книга")
        self._relations = package.relations(path)
        lists = children(self._root, "sheets")
        if not lists:
            raise Refused(RefusalCause.DAMAGED)
        self._list = lists[0]
        parts = {key: target for kind, key, target in self._relations if kind == "worksheet" and target in package}
        self.sheets: dict[str, str] = {}
        for element in children(self._list, "sheet"):
            if (key := _relation(element)) in parts:
                self.sheets.setdefault(element.get("name", ""), parts[key])
        self.styles = Styles(package.tree(self._style_sheet()))

    def sheet_that_begins_with(self, words: str) -> str | None:
        """Returns the title of the sheet whose first cell holds these words."""
        strings = [utf8(self.package.read(path)) for path in self._relations.targets("sharedStrings")]
        for title, path in self.sheets.items():
            if first := FIRST_CELL.search(utf8(self.package.read(path))):
                index = SHARED.search(first[0])
                cell = _string(strings[0], int(index[1])) if strings and index else first[0]
                if words in html.unescape(cell.decode("utf-8", "replace")):
                    return title
        return None

    @property
    def has_views(self) -> bool:
        return bool(children(self._root, "bookViews"))

    def _style_sheet(self) -> str:
        """Returns the part of the styles, added where there is none."""
        parts = [target for target in self._relations.targets("styles") if target in self.package]
        if parts:
            return parts[0]
        usual = "xl/styles.xml"  # openpyxl looks for no other
        pattern = "xl/styles{}.xml" if usual in self.package else usual
        path = self.package.add(pattern, copy_styles.EMPTY, copy_styles.TYPE)
        self._relations.add("styles", path)
        return path

    def put_sheet(self, title: str, part: bytes, *, instead_of: str | None) -> None:
        """Puts a sheet in the place of another, or last under a free title."""
        if instead_of in self.sheets:
            path = self.sheets[instead_of]
            relations = self.package.relations(path)
            for _, _, target in list(relations):
                relations.remove(target)
            self.package.change(path, part)
            return
        path = self.package.add("xl/worksheets/sheet{}.xml", part, SHEET_TYPE)
        titles = {element.get("name", "").casefold() for element in self._list}
        free = (title, *(f"{title} {number}" for number in range(2, len(titles) + 3)))
        numbers = [int(element.get("sheetId", "0")) for element in children(self._list, "sheet")]
        attributes = {
            "name": next(name for name in free if name.casefold() not in titles),
            "sheetId": str(max(numbers, default=0) + 1),
            f"{{{OFFICE}}}id": self._relations.add("worksheet", path),
        }
        etree.SubElement(self._list, named(self._list, "sheet"), attributes)

    def calculate_on_opening(self) -> None:
        """Lets Excel work out anew what depends on corrected cells."""
        settings = children(self._root, "calcPr")
        if not settings:
            settings = [self._root.makeelement(named(self._root, "calcPr"))]
            index = max(index for index, element in enumerate(self._root) if local_name(element) in BEFORE_CALCULATION)
            self._root.insert(index + 1, settings[0])
        settings[0].set("fullCalcOnLoad", "1")

    def remove_order_of_calculation(self) -> None:
        """Removes the order of calculation, which Excel works out anew.

        It must not name a cell that holds no formula any more.
        """
        self._remove(self._relations, "calcChain")

    def remove_what_editing_breaks(self) -> None:
        """Removes the digital signature, and the log of changes of a shared workbook."""
        self._remove(self.package.relations(""), "origin")
        for kind in BROKEN_BY_EDITING:
            self._remove(self._relations, kind)

    def _remove(self, relations: Relations, kind: str) -> None:
        for target in relations.targets(kind):
            relations.remove(target)
            if target in self.package:
                self.package.remove_whole(target)


def _string(part: bytes, index: int) -> bytes:
    """Returns the text of that number in the shared strings, as it is written there."""
    string = next(islice(STRING.finditer(part), index, None), None)
    return string[0] if string else b""


def _relation(element: Any) -> str | None:
    """Returns the id that leads from an element to a part."""
    return next((value for name, value in element.attrib.items() if etree.QName(name).localname == "id"), None)
