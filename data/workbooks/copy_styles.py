"""The styles of a workbook, with those of the marks added.

A marked cell keeps all of its own style but for the fill.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from data.findings import Severity
from data.workbooks.copy_package import children, local_name, named

COLOURS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C"}  # Excel's own «bad» and «neutral»
LINK = "FF0563C1"
# The lists of a style sheet in the order of the schema, and what each holds at least.
LISTS = {
    "fonts": '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
    "fills": '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellStyleXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    "cellStyles": '<cellStyle name="Normal" xfId="0" builtinId="0"/>',
}
BEFORE_LISTS = frozenset({"numFmts"})
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
EMPTY = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


class Styles:
    """The style sheet of a workbook; a style is its index in `cellXfs`."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._lists = {name: self._list(name) for name in LISTS}
        self._known: dict[str, dict[tuple[Any, ...], int]] = {}
        self._marked: dict[tuple[int, Severity], int] = {}
        self._restored: dict[int, int] = {}

    def marked(self, style: int, severity: Severity) -> int:
        """Returns the style with the fill of a mark."""
        if (style, severity) not in self._marked:
            self._marked[style, severity] = self._filled(style, self._fill(COLOURS[severity]))
        return self._marked[style, severity]

    def restored(self, style: int) -> int:
        """Returns the style that a marked cell had before the mark.

        It is one that differs in the fill alone; of several one without a fill.
        """
        if style not in self._restored:
            self._restored[style] = self._before(style)
        return self._restored[style]

    def text(self, *, is_bold: bool = False, is_link: bool = False) -> int:
        """Returns a style of the sheet of findings."""
        wrap = self._element("alignment", {"vertical": "top", "wrapText": "1"})
        font = 0
        if is_bold or is_link:
            font = self._index("fonts", self._font(is_bold=is_bold))
        attributes = {"numFmtId": "0", "fontId": str(font), "fillId": "0", "borderId": "0", "xfId": "0"}
        applied = {"applyFont": "1"} if font else {}
        style = self._element("xf", attributes | applied | ({} if is_bold else {"applyAlignment": "1"}))
        if not is_bold:
            style.append(wrap)
        return self._index("cellXfs", style)

    def _list(self, name: str) -> Any:
        """Returns a list of the style sheet, made where there is none or an empty one."""
        entries = next(iter(children(self._root, name)), None)
        if entries is None:
            before = BEFORE_LISTS | set(list(LISTS)[: list(LISTS).index(name)])
            index = sum(local_name(element) in before for element in self._root)
            entries = self._element(name, {})
            self._root.insert(index, entries)
        if not len(entries):
            namespace = etree.QName(self._root).namespace or ""
            entries.extend(etree.fromstring(f'<x xmlns="{namespace}">{LISTS[name]}</x>'))
            entries.set("count", str(len(entries)))
        return entries

    def _element(self, name: str, attributes: dict[str, str]) -> Any:
        return self._root.makeelement(named(self._root, name), attributes)

    def _fill(self, colour: str) -> int:
        fill, pattern = self._element("fill", {}), self._element("patternFill", {"patternType": "solid"})
        pattern.extend([self._element("fgColor", {"rgb": colour}), self._element("bgColor", {"indexed": "64"})])
        fill.append(pattern)
        return self._index("fills", fill)

    def _font(self, *, is_bold: bool) -> Any:
        """Returns the font of the workbook, bold or as links look."""
        first = {local_name(element): element for element in self._lists["fonts"][0]}
        font = self._element("font", {})
        font.append(self._element("b" if is_bold else "u", {}))
        font.extend(deepcopy(first[name]) for name in ("sz",) if name in first)
        if not is_bold:
            font.append(self._element("color", {"rgb": LINK}))
        font.extend(deepcopy(first[name]) for name in ("name", "family", "charset", "scheme") if name in first)
        return font

    def _filled(self, style: int, fill: int) -> int:
        styles = self._lists["cellXfs"]
        filled = deepcopy(styles[style if style < len(styles) else 0])
        filled.set("fillId", str(fill))
        filled.set("applyFill", "1")
        return self._index("cellXfs", filled)

    def _index(self, name: str, element: Any) -> int:
        """Returns where an element stands in its list; a new one is put at the end."""
        entries = self._lists[name]
        if name not in self._known:
            self._known[name] = {_likeness(entry): index for index, entry in reversed(list(enumerate(entries)))}
        known, likeness = self._known[name], _likeness(element)
        if likeness not in known:
            known[likeness] = len(entries)
            entries.append(element)
            entries.set("count", str(len(entries)))
        return known[likeness]

    def _before(self, style: int) -> int:
        styles = self._lists["cellXfs"]
        if style >= len(styles) or not self._is_mark(styles[style]):
            return style
        alike = _likeness(styles[style], without=("fillId", "applyFill"))
        candidates = [
            index
            for index, candidate in enumerate(styles)
            if _likeness(candidate, without=("fillId", "applyFill")) == alike and not self._is_mark(candidate)
        ]
        plain = [index for index in candidates if styles[index].get("fillId", "0") == "0"]
        return (plain or candidates or [self._filled(style, 0)])[0]

    def _is_mark(self, style: Any) -> bool:
        """Returns whether the fill is that of a mark."""
        fills = self._lists["fills"]
        fill = int(style.get("fillId", "0"))
        colours = fills[fill].iter(named(fills, "fgColor")) if fill < len(fills) else ()
        return any(colour.get("rgb") in COLOURS.values() for colour in colours)


def _likeness(element: Any, without: tuple[str, ...] = ()) -> tuple[Any, ...]:
    """Returns a key that is equal for elements that mean the same."""
    attributes = sorted(item for item in element.attrib.items() if item[0] not in without)
    return element.tag, tuple(attributes), tuple(_likeness(child) for child in element)
