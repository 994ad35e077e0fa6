"""The content of an ods, written anew where calamine would not read it whole.

calamine stops at anything between two cells, be it a blank of a pretty printer, and passes over tables with other
prefixes than the usual, or without a name; line breaks and tabs inside a paragraph vanish, and with them the border
between two names. What it reads of a sound file is written out again plainly: tables, rows, cells and their values.
"""

from __future__ import annotations

import io
import re

from data.spreadsheets.container import Container
from data.spreadsheets.xml_walk import parse

MIME = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {f"{OASIS}{name}:1.0": name for name in ("office", "table", "text", "style")} | {
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext"
}
# A blank, a comment or the like behind a row or a cell; what vanishes within a cell; a table without a name.
IRREGULAR = re.compile(
    rb"</?table:(?:table-row|table-cell|covered-table-cell)\b[^>]*>(?:\s|<!--|<\?|<text:soft)"
    rb"|</(?:text:p|office:annotation)>\s|<text:(?:line-break|tab)\b|<table:table>|office:value=(?:\"\"|'')"
)
DAYS_FROM_1904 = re.compile(rb"<table:null-date\b[^>]*date-value=[\"']1904-01-01")
CELLS = ("table:table-cell", "table:covered-table-cell")
CARRIED = ("table:table", "table:table-row", "style:style", "style:table-properties")
# What stands inside these is not shown in a cell.
OUTSIDE = ("office:annotation", "table:shapes", "table:tracked-changes", "table:detective")
VALUES = {"date": "office:date-value", "time": "office:time-value", "boolean": "office:boolean-value"} | dict.fromkeys(
    ("float", "percentage", "currency"), "office:value"
)
# Control characters, which XML has not, for those that count while its own blanks run together (ODF 1.3, 6.1.2).
HELD = {"text:s": "\x01", "text:line-break": "\x02", "text:tab": "\x03"}
SHOWN = str.maketrans("\x01\x02\x03", " \n\t")
BLANKS = re.compile("[ \t\r\n]+")
MOST_BLANKS = 1000  # that one element may stand for


def readable_content(container: Container) -> Container:
    """Returns the file as calamine reads it.

    Raises `Refused` where its content is damaged.
    """
    content = container.parts.get("content.xml", b"")
    container.from_1904 = DAYS_FROM_1904.search(content) is not None
    has_all = {"mimetype", "meta-inf/manifest.xml"} <= container.parts.keys() and b"<table:table " in content
    if has_all and not container.recoded and not IRREGULAR.search(content):
        return container
    writer = _Writer()
    parse(content, writer.start, writer.end, writer.text, separator=" ")
    container.from_1904 = container.from_1904 or writer.from_1904
    container.parts["content.xml"] = plain = _document("".join(writer.written))
    container.content = _packed(plain)
    return container


def _document(body: str) -> bytes:
    spaces = "".join(f' xmlns:{prefix}="{space}"' for space, prefix in SPACES.items())
    return f"<office:document-content{spaces}><office:body>{body}</office:body></office:document-content>".encode()


def _packed(content: bytes) -> bytes:
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", MIME)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", content)
    return file.getvalue()


class _Writer:
    """Writes tables with the usual prefixes and nothing between their cells."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.from_1904 = False
        self._outside = 0  # how deep inside an element that no cell shows
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._text: list[str] | None = None  # of the paragraph that is open
        self._tables = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _usual(tag)
        named = {_usual(key): value for key, value in attributes.items()}
        if self._outside or name in OUTSIDE or (name == "table:table" and self._cell is not None):
            self._outside += 1
        elif name in CELLS:
            self._cell, self._paragraphs, self._text = named, [], None
        elif name in CARRIED:
            if name == "table:table":
                self._tables += 1
                named.setdefault("table:name", f"Лист{self._tables}")
            self.written.append(_element(name, named))
        elif name == "table:null-date":
            self.from_1904 = named.get("table:date-value", "").startswith("1904-01-01")
        elif name == "text:p" and self._cell is not None:
            self._text = []
        elif name in HELD and self._text is not None:
            count = named.get("text:c", "1")
            self._text.append(HELD[name] * (min(int(count), MOST_BLANKS) if count.isdecimal() else 1))

    def text(self, text: str) -> None:
        if self._text is not None and not self._outside:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name = _usual(tag)
        if self._outside:
            self._outside -= 1
        elif name in CELLS and self._cell is not None:
            self.written.append(_cell(name, self._cell, self._paragraphs))
            self._cell = None
        elif name in CARRIED:
            self.written.append(f"</{name}>")
        elif name == "text:p" and self._text is not None:
            self._paragraphs.append(BLANKS.sub(" ", "".join(self._text)).strip(" ").translate(SHOWN))
            self._text = None


def _usual(name: str) -> str:
    """Returns a name with the usual prefix in place of its namespace."""
    space, _, local = name.rpartition(" ")
    return f"{SPACES.get(space, '')}:{local}"


def _cell(name: str, attributes: dict[str, str], paragraphs: list[str]) -> str:
    """Returns the cell.

    A cell whose value is missing or no number is the text that it shows.
    """
    kind = attributes.get("office:value-type", "")
    value = attributes.get(VALUES.get(kind, ""), "")
    if kind in VALUES and (not value or (VALUES[kind] == "office:value" and not _is_number(value))):
        attributes = {key: text for key, text in attributes.items() if key not in ("office:value-type", VALUES[kind])}
        if any(paragraphs):
            attributes["office:value-type"] = "string"
    texts = "".join(f"<text:p>{_escaped(text)}</text:p>" for text in paragraphs)
    return f"{_element(name, attributes)}{texts}</{name}>"


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _element(name: str, attributes: dict[str, str]) -> str:
    known = (f' {key}="{_escaped(value)}"' for key, value in attributes.items() if not key.startswith(":"))
    return f"<{name}{''.join(known)}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
