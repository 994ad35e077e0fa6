"""Text → one sheet: its encoding, its separator and its quotes are found out from the text itself.

Excel saves csv in cp1251 with semicolons (Russian Windows), as UTF-8 with a mark, or as «Текст Юникод» (UTF-16
with tabs); school systems use UTF-8 and any separator. Pages and other formats that are text too, many of
them named .xls, are refused by their own name.
"""

from __future__ import annotations

import re

from data.spreadsheets.limits import FILE_LIMIT, ROWS_LIMIT, Cause, Refused, refuse_area

MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
NARROW = ("utf-8", "cp1251")  # cp1251 accepts nearly all bytes, UTF-8 nearly none but its own
USUAL = re.compile(r"[\t\r\n -~\u0400-\u04ff]")
USUAL_SHARE = 0.9  # read with the wrong end first, a text falls to almost 0
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
CONTROL_SHARE = 0.01  # an export may hold a stray control character; a binary file is full of them
SEPARATORS = ";\t,"  # in this order where they fit equally: commas stand inside Russian numbers and names
SAMPLE = 32_768  # characters that show the encoding and the separator
HEAD = 4096  # characters in which a page or another format gives itself away
SENTINEL = "\x03"  # Unicode: end of text


def read_text(content: bytes) -> list[list[str]]:
    """Rows of equal width, `''` where nothing is. Raises `Refused`."""
    text = _decoded(content)
    _refuse_other_formats(text[:HEAD].lstrip())
    separator, text = _separator(text)
    rows = _split(text, separator)
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def _decoded(content: bytes) -> str:
    encoding = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    candidates = (encoding,) if encoding else WIDE if b"\0" in content else NARROW
    for candidate in candidates:
        try:
            text = content.decode(candidate).removesuffix("\x1a")  # DOS ended texts so
        except UnicodeDecodeError:
            continue
        sample = text[:SAMPLE]
        if candidate in WIDE and len(USUAL.findall(sample)) < USUAL_SHARE * len(sample):
            continue
        if "\0" not in text and len(CONTROL.findall(sample)) <= CONTROL_SHARE * len(sample):
            return text
    raise Refused(Cause.BINARY)


def _refuse_other_formats(head: str) -> None:
    """Pages, XML tables and formats of the eighties, by their first characters."""
    lower = head.lower()
    if lower.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in lower:
            raise Refused(Cause.OTHER_FORMAT, what="таблица XML 2003")
        if "office:document" in lower:
            raise Refused(Cause.OTHER_FORMAT, what="таблица в одном файле XML (fods)", program="LibreOffice")
        if re.search(r"<(!doctype html|html|head|meta|body|table|style|div)\b", lower):
            raise Refused(Cause.WEB_PAGE)
        if re.match(r"<(\?xml|!doctype|[a-z_:][\w:.-]*\s+xmlns)", lower):
            raise Refused(Cause.OTHER_KIND, what="файл XML")
    elif re.match(r"(mime-version:|from:.*\n|content-type: multipart)", lower):
        raise Refused(Cause.WEB_PAGE)
    elif re.match(r"ID;P", head):
        raise Refused(Cause.OTHER_FORMAT, what="таблица SYLK (slk)")
    elif re.match(r"TABLE\r?\n0,1\r?\n", head):
        raise Refused(Cause.OTHER_FORMAT, what="таблица DIF")


def _separator(text: str) -> tuple[str, str]:
    """The separator, and the text without Excel's own first line about it."""
    told = re.match(r'"?sep=(.)"?(\r\n|\r|\n)', text, re.IGNORECASE)
    if told:
        return told[1], text[told.end() :]
    return max(SEPARATORS, key=lambda separator: _fit(text, separator)), text


def _fit(text: str, separator: str) -> float:
    """The share of the first rows that have the commonest number of columns, if that is above one."""
    import csv
    import io

    widths = []
    for row in csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=separator):
        if any(row):
            widths.append(len(row))
    several = [width for width in widths if width > 1]
    commonest = max(several, key=several.count, default=0)
    return several.count(commonest) / len(widths) if several else 0.0


def _split(text: str, separator: str) -> list[list[str]]:
    """All rows. A quote that is never closed swallows the rest of the file: then the sentinel is not found."""
    import csv
    import io

    csv.field_size_limit(FILE_LIMIT)  # the file itself is the bound
    closed = text if text.endswith(("\n", "\r")) else text + "\n"
    reader = csv.reader(io.StringIO(closed + SENTINEL, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    start = end = width = height = 0
    row: list[str] = []
    for height, row in enumerate(reader):  # the sentinel is not counted
        start, end = end + 1, reader.line_num
        width = max(width, len(row))
        if height <= ROWS_LIMIT:
            rows.append(row)
    if row != [SENTINEL]:
        raise Refused(Cause.OPEN_QUOTE, line=str(start))
    refuse_area(height, width)
    return rows[:-1]
