"""The boxes of comments, in the VML drawing of a sheet.

Buttons and other shapes stand in the same drawing. Old programs leave VML that is no well-formed XML, so it is
changed by the byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from data.spreadsheets.limits import RefusalCause, Refused
from data.workbooks.copy_sheet import Place, SheetXml
from data.workbooks.copy_xml import Splice, spliced, tag_end

SHAPE = re.compile(rb"<((?:\w+:)?shape)\s[^>]*>.*?</\1\s*>", re.DOTALL)
NOT_DRAWN = re.compile(rb"<((?:\w+:)?(?:shapetype|shapelayout))\b.*?</\1\s*>", re.DOTALL)
DRAWN = re.compile(rb"<(?!/|\?|!|(?:\w+:)?xml\b)")
NOTE = re.compile(rb"ObjectType\s*=\s*[\"']Note[\"']")
ROW = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*<")
COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*<")
BOTTOM = re.compile(rb"<(?:\w+:)?Anchor>(?:\s*\d+\s*,){2}\s*(\d+)\s*,(?:\s*\d+\s*,){3}\s*(\d+)\s*,")
BLOCKS = re.compile(rb"idmap\s[^>]*?data\s*=\s*[\"']([\d\s,]*)[\"']")
HAS_TYPE = re.compile(rb"id\s*=\s*[\"']_x0000_t202[\"']")
ROOT = re.compile(rb"<(?:\w+:)?xml\b")
SHAPE_ID = re.compile(rb"_x0000_s(\d{4,9})")
BLOCK = 1024  # ids of shapes; a drawing owns whole blocks of them, no two drawings of a workbook the same
SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
BOX = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;'
    'width:{width}px;height:{height}px;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
EMPTY = b"<xml></xml>"
TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
WIDTH, LINE, LETTERS_A_LINE = 320, 18, 42  # px, px, letters
MOST_LINES = 30  # of a box; a longer text is scrolled
LEFT, TOP = 15, 2  # px between a box and the cell's corner
COLUMN_WIDTH, ROW_HEIGHT = 64, 20  # px, Excel's own
PX_A_LETTER, PX_A_POINT = 7, 4 / 3


def lines(words: str) -> int:
    """Returns how many lines a text takes in a box."""
    return min(sum(1 + len(line) // LETTERS_A_LINE for line in words.splitlines()), MOST_LINES)


def is_empty(vml: bytes) -> bool:
    """Returns whether nothing is drawn there: what is left are the kinds of shapes and the ids."""
    return not DRAWN.search(NOT_DRAWN.sub(b"", vml))


def blocks(vml: bytes) -> set[int]:
    """Returns the blocks of ids that a drawing uses."""
    declared = {int(number) for data in BLOCKS.findall(vml) for number in data.replace(b",", b" ").split()}
    return declared | {int(number) // BLOCK for number in SHAPE_ID.findall(vml)}


def boxes(vml: bytes) -> dict[Place, tuple[int, int]]:
    """Returns start and end of the box of each comment."""
    spans = {}
    for shape in SHAPE.finditer(vml):
        row, column = ROW.search(shape[0]), COLUMN.search(shape[0])
        if row and column and NOTE.search(shape[0]):
            spans[int(row[1]) + 1, int(column[1]) + 1] = shape.span()
    return spans


def without(vml: bytes, places: Collection[Place]) -> bytes:
    """Returns the drawing without the boxes of these cells."""
    return spliced(vml, [(*span, b"") for place, span in boxes(vml).items() if place in places])


def stretched(vml: bytes, extra_rows: Mapping[Place, int]) -> bytes:
    """Returns the drawing with the boxes of these cells taller by so many rows."""
    splices: list[Splice] = []
    for place, (start, end) in boxes(vml).items():
        if extra_rows.get(place) and (anchor := BOTTOM.search(vml, start, end)):
            bottom = max(int(anchor[2]) + extra_rows[place], int(anchor[1]) + 1)
            splices.append((*anchor.span(2), str(bottom).encode()))
    return spliced(vml, splices)


def with_boxes(vml: bytes, sheet: SheetXml, words: Mapping[Place, str], first_block: int) -> bytes:
    """Returns the drawing with a box for each of these cells.

    Their ids count from `first_block` on.
    """
    vml = _prepared(vml, range(first_block, first_block + 1 + len(words) // (BLOCK - 1)))
    written = []
    for number, (place, text) in enumerate(sorted(words.items())):
        block, offset = divmod(number, BLOCK - 1)
        height = LINE * (lines(text) + 1)
        written.append(
            BOX.format(
                id=(first_block + block) * BLOCK + 1 + offset,
                order=number + 1,
                width=WIDTH,
                height=height,
                anchor=_anchor(sheet, place, height),
                row=place[0] - 1,
                column=place[1] - 1,
            )
        )
    end = vml.rindex(b"</")
    return spliced(vml, [(end, end, "".join(written).encode())])


def _prepared(vml: bytes, new: range) -> bytes:
    """Returns the drawing with what boxes need.

    Namespaces, a type of shape, blocks of ids.
    """
    root = ROOT.search(vml)
    if not root or b"</" not in vml:
        raise Refused(RefusalCause.DAMAGED)
    end = tag_end(vml, root.start())
    spaces = (
        f' xmlns:{name}="{space}"'
        for name, space in SPACES.items()
        if f"xmlns:{name}=".encode() not in vml[root.start() : end]
    )
    splices: list[Splice] = [(end - 1, end - 1, "".join(spaces).encode())]
    data = ",".join(map(str, new))
    head = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{data}"/></o:shapelayout>'
    if known := BLOCKS.search(vml):
        splices.append((known.end(1), known.end(1), f"{',' if known[1].strip() else ''}{data}".encode()))
        head = ""
    if not HAS_TYPE.search(vml):
        head += SHAPE_TYPE
    return spliced(vml, [*splices, (end, end, head.encode())])


def _anchor(sheet: SheetXml, place: Place, height: int) -> str:
    """Returns where a box begins and ends.

    Column, px in it, row, px in it, twice, from 0. It stands to the right of its cell and begins a row above.
    """
    row, column = max(place[0] - 2, 0), place[1]
    right = _walked(column, LEFT + WIDTH, lambda number: _width(sheet, number + 1))
    bottom = _walked(row, TOP + height, lambda number: _height(sheet, number + 1))
    return ", ".join(map(str, (column, LEFT, row, TOP, *right, *bottom)))


def _walked(number: int, length: int, size: Callable[[int], int]) -> tuple[int, int]:
    """Returns the column or row in which a length ends, and how far into it."""
    while length >= (step := max(size(number), 1)):
        number, length = number + 1, length - step
    return number, length


def _width(sheet: SheetXml, number: int) -> int:
    """Returns the width of a column in px."""
    letters = sheet.attributes.get("sheetFormatPr", (0, {}))[1].get("defaultColWidth")
    for column in sheet.columns:
        if int(column.get("min", 0)) <= number <= int(column.get("max", 0)):
            letters = "0" if column.get("hidden") in ("1", "true") else column.get("width", letters)
    return round(float(letters) * PX_A_LETTER) if letters else COLUMN_WIDTH


def _height(sheet: SheetXml, number: int) -> int:
    """Returns the height of a row in px."""
    usual = sheet.attributes.get("sheetFormatPr", (0, {}))[1].get("defaultRowHeight")
    points = sheet.heights.get(number, usual)
    return round(float(points) * PX_A_POINT) if points else ROW_HEIGHT
