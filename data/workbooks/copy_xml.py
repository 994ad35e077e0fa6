"""XML by the byte: where elements begin and end, splices, texts as it holds them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from xml.parsers import expat

from data.spreadsheets.limits import RefusalCause, Refused

TAG = re.compile(rb"<[^\s/>]+(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>")  # a start tag; a «>» may stand in an attribute
DECLARATION = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"'][^>]*?\?>")
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
LONGEST_CELL = 32_767  # characters; Excel's own bound
CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f]")
NOT_IN_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads «_x0041_» as «A»

Attributes = dict[str, str]
Splice = tuple[int, int, bytes]  # what to put in the place of the bytes from the first to the second


def utf8(part: bytes) -> bytes:
    """Returns a part in UTF-8; one in another encoding is decoded and declared anew."""
    declaration = DECLARATION.match(part)
    name = declaration[1].decode() if declaration else "utf-8"
    if part.startswith(UTF_16):
        name = "utf-16" if part[:1] in b"\xff\xfe" else "utf-16-le" if part.startswith(b"<") else "utf-16-be"
    if name.lower() in ("utf-8", "us-ascii"):
        return part
    try:
        text = part.decode(name)
    except (LookupError, UnicodeDecodeError):
        raise Refused(RefusalCause.DAMAGED) from None
    return b'<?xml version="1.0" encoding="UTF-8"?>' + re.sub(r"^\ufeff?\s*<\?xml.*?\?>", "", text).encode()


def parse(xml: bytes, parser: expat.XMLParserType) -> None:
    """Walks through XML. Raises `Refused`: not well-formed, or with definitions."""

    def refuse(*_: object) -> None:
        raise Refused(RefusalCause.ENTITIES)

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, OverflowError):
        raise Refused(RefusalCause.DAMAGED) from None


def end_of(xml: bytes, start: int, index: int) -> int:
    """Returns where an element ends whose end tag, if it has one, begins at `index`."""
    end = tag_end(xml, start)
    return end if xml[end - 2 : end - 1] == b"/" else xml.index(b">", index) + 1


def tag_end(xml: bytes, start: int) -> int:
    """Returns where the start tag that begins at `start` ends."""
    tag = TAG.match(xml, start)
    if not tag:
        raise Refused(RefusalCause.DAMAGED)
    return tag.end()


def spliced(xml: bytes, splices: Iterable[Splice]) -> bytes:
    """Returns the bytes with others put in."""
    pieces, last = [], 0
    for start, end, content in sorted(splices, key=lambda splice: splice[:2]):
        pieces += [xml[last:start], content]
        last = end
    return b"".join([*pieces, xml[last:]])


def xml_text(text: str) -> str:
    """Returns a text as it stands in a part, control signs escaped as Excel does."""
    text = ESCAPED.sub("_x005F_", text)
    return html.escape(printable(CONTROL.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)), quote=False)


def printable(text: str) -> str:
    """Returns the text with «�» for what XML cannot hold."""
    return NOT_IN_XML.sub("\ufffd", text)


def quoted(value: str) -> str:
    """Returns the value of an attribute in its quotes."""
    return f'"{html.escape(value).replace(chr(10), "&#10;")}"'


def written_attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoted(value)}" for name, value in attributes.items())


def inline(text: str, prefix: str = "") -> str:
    """Returns a text as it stands within a cell.

    One longer than Excel takes ends with «…».
    """
    text = text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
    return f'<{prefix}is><{prefix}t xml:space="preserve">{xml_text(text)}</{prefix}t></{prefix}is>'
