"""Text → its sheets; a csv shows its separator and its quotes by itself.

Excel saves csv in cp1251 with semicolons (Russian Windows), as UTF-8 with a mark, or as «Текст Юникод» (UTF-16
with tabs); school systems use UTF-8 and any separator, or call a web page or an XML table «.xls». One wrong line is
read as well as can be, and reported: it does not make a file damaged.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from data.spreadsheets.encodings import REPLACED, decoded
from data.spreadsheets.limits import FILE_LIMIT, ROWS_LIMIT, RefusalCause, Refused, refuse_area
from data.spreadsheets.oddities import Oddity
from data.spreadsheets.shown_values import ERROR, is_formula
from data.spreadsheets.transport import RawSheet, Value

SEPARATORS = ";\t,|"  # in this order where they fit equally: commas stand inside Russian numbers and names
SAMPLE = 32_768  # characters that show the separator
HEAD = 4096  # characters in which a page or another format gives itself away
SENTINEL = "\x03"  # Unicode: end of text
MOST_LINES = 200  # of one cell; a quote still open behind them closes none
NO_SEPARATOR = "\x1f"  # stands in no text that a person types
A_TITLE = re.compile(r"\s*\"?[^\W\d_][^:;,|\t]{0,60}:\s")
LEAST_OF_LINES = 0.7  # with a title and its value, where no separator fits as many: the text is of cards
LEAST_ALIKE = 2  # lines with as many cells as a row has, inside one row: they are rows
FEW_SHARE = 0.01  # of the rows that may be wrong by a separator too many; if more are, the list is as wide as they


def text_sheets(content: bytes) -> list[RawSheet]:
    """Returns the sheet of a csv or a web page, or the sheets of an XML table.

    Raises `Refused`.
    """
    text, encoding = decoded(content)
    head = text[:HEAD].lstrip()
    if head.startswith("<") and (sheets := _markup_sheets(text, head.lower())) is not None:
        return sheets
    _refuse_other_formats(head)
    separator, text = _separator(text)
    rows, torn = _rows(text, separator)
    width = max(map(len, rows), default=0)
    refuse_area(len(rows), width)
    oddities = [(Oddity.STRAY_QUOTE, row) for row in torn] + [(Oddity.EXTRA_CELLS, row) for row in _too_wide(rows)]
    if REPLACED in text:
        oddities += [(Oddity.UNDECODABLE, row) for row, cells in enumerate(rows, 1) if REPLACED in "".join(cells)]
    for row in rows:
        row.extend([""] * (width - len(row)))
    return [RawSheet(None, _with_formulas(rows) if "=" in text else rows, encoding=encoding, oddities=oddities)]


def _markup_sheets(text: str, head: str) -> list[RawSheet] | None:
    """Returns the sheets of a text in markup.

    None where it only begins with the sign of one.
    """
    if re.search(r"<(?:\w+:)?workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet", head):
        from data.spreadsheets.xml2003 import xml_sheets

        return xml_sheets(text)
    if "office:document" in head:
        raise Refused(RefusalCause.OTHER_FORMAT, what="таблица в одном файле XML (fods)", program="LibreOffice")
    if "<!doctype plist" in head or "<plist" in head:
        raise Refused(RefusalCause.CLOUD_LINK)
    if re.search(r"<(!doctype html|html|head|meta|body|table|style|div|frameset)\b", head):
        from data.spreadsheets.html_tables import page_sheet

        return [page_sheet(text)]
    if re.match(r"<(\?xml|!doctype|[a-z_:][\w:.-]*\s+xmlns)", head):
        raise Refused(RefusalCause.OTHER_KIND, what="файл XML")
    return None


def _refuse_other_formats(head: str) -> None:
    """Raises `Refused` for links, marks of open files and old formats.

    They are recognised by their beginning.
    """
    lower = head.lower()
    if lower.startswith(("[internetshortcut]", "[desktop entry]")):
        raise Refused(RefusalCause.CLOUD_LINK)
    if re.match(r'\{\s*"', lower):
        if '"doc_id"' in lower or "docs.google.com" in lower:
            raise Refused(RefusalCause.CLOUD_LINK)
        raise Refused(RefusalCause.OTHER_KIND, what="файл JSON")
    if re.fullmatch(r"(?:[^,\n]*,){3}\d\d\.\d\d\.\d{4} \d\d:\d\d,[^\n]*;\s*", head):
        raise Refused(RefusalCause.LOCK_FILE, sign=".~lock.")
    if re.match(r"(mime-version:|from:.*\n|content-type: multipart)", lower):
        raise Refused(RefusalCause.WEB_PAGE)
    if head.startswith("ID;P"):
        raise Refused(RefusalCause.OTHER_FORMAT, what="таблица SYLK (slk)")
    if re.match(r"TABLE\r?\n0,1\r?\n", head):
        raise Refused(RefusalCause.OTHER_FORMAT, what="таблица DIF")


def _separator(text: str) -> tuple[str, str]:
    """Returns the separator, and the text without Excel's own first line about it."""
    named = re.match(r'"?sep=(.)"?(\r\n|\r|\n)', text, re.IGNORECASE)
    if named:
        return named[1], text[named.end() :]
    best = max(SEPARATORS, key=lambda separator: _fit(text, separator)[0])
    return (NO_SEPARATOR if _fit(text, best)[0] < LEAST_OF_LINES and _is_of_titles(text) else best), text


def _is_of_titles(text: str) -> bool:
    """Returns whether nearly every line is a title and its value («Класс: 8А, физмат»): cards, in one column."""
    lines = [line for line in text[:SAMPLE].splitlines() if line.strip()]
    return sum(bool(A_TITLE.match(line)) for line in lines) >= LEAST_OF_LINES * len(lines) > 0


def _fit(text: str, separator: str) -> tuple[float, int]:
    """Returns how well a separator fits the first rows, and their number of columns.

    The share of rows that have the commonest number of columns above one, and that number.
    """
    rows = csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=separator)
    widths = [len(row) for row in rows if any(row)]
    several = [width for width in widths if width > 1]
    commonest = max(several, key=several.count, default=0)
    return (several.count(commonest) / len(widths) if several else 0.0), commonest


def _rows(text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    """Returns all rows, and the numbers of those whose quotes are read as they stand."""
    csv.field_size_limit(FILE_LIMIT)  # the file itself is the bound
    _, usual = _fit(text, separator)
    lines = io.StringIO(text, newline="").readlines()
    rows: list[list[str]] = []
    torn = []
    start = 0
    while start < len(lines):
        for row, end in _records(lines, start, separator):
            if len(rows) >= ROWS_LIMIT:
                refuse_area(len(lines), len(row))
            if _is_torn(row, lines[start:end], separator, usual, is_last=end == len(lines)):
                rows.append(_as_it_stands(lines[start], separator))
                torn.append(len(rows))
                start += 1
                break
            rows.append(row)
            start = end
    return rows, torn


def _records(lines: list[str], start: int, separator: str) -> Iterator[tuple[list[str], int]]:
    """Yields the rows from a line on, each with the line behind it.

    A row has `MOST_LINES` at most.
    """
    begin = start

    def source() -> Iterator[str]:
        for place in range(start, len(lines)):
            if place - begin >= MOST_LINES:
                return
            yield lines[place]

    reader = csv.reader(source(), delimiter=separator)
    for row in reader:
        end = start + reader.line_num
        yield row, end
        begin = end


def _is_torn(row: list[str], lines: list[str], separator: str, usual: int, *, is_last: bool) -> bool:
    """Returns whether a quote that closes nothing has made one row of several lines."""
    if len(lines) == 1 and not is_last:
        return False
    *_, behind = csv.reader([*lines[:-1], lines[-1].rstrip("\r\n") + "\n", SENTINEL], delimiter=separator)
    if behind != [SENTINEL]:  # still open
        return True
    widths = [line.count(separator) + 1 for line in lines]
    if usual < 2 or sum(width >= usual for width in widths) < LEAST_ALIKE:
        return False
    if len(row) != usual or not _is_well_quoted(lines, separator):
        return True
    # Each quote may by chance stand where one that closes would: then the lines between are rows, one like the other.
    inner = widths[1:-1]
    return usual > 2 and len(inner) >= LEAST_ALIKE and set(inner) == {usual}


def _is_well_quoted(lines: list[str], separator: str) -> bool:
    """Returns whether nothing stands between a quote that closes and the next separator."""
    try:
        return any(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return False


def _as_it_stands(line: str, separator: str) -> list[str]:
    """Returns the cells of a line.

    A quote counts only where it opens and closes one of them.
    """
    cells = line.rstrip("\r\n").split(separator)
    quoted = re.compile(r'"((?:[^"]|"")*)"')
    return [match[1].replace('""', '"') if (match := quoted.fullmatch(cell)) else cell for cell in cells]


def _too_wide(rows: list[list[str]]) -> list[int]:
    """Returns the numbers of the few rows wider than the header and all others."""
    counts = Counter(map(len, rows))
    header = next((len(row) for row in rows if len(row) > 1), 0)
    few = max(1, int(len(rows) * FEW_SHARE))
    usual = max([header, *(width for width, count in counts.items() if count > few)])
    wide = [row for row, cells in enumerate(rows, 1) if len(cells) > usual and any(map(str.strip, cells[usual:]))]
    return wide if header else []


def _with_formulas(rows: list[list[str]]) -> list[list[Value]]:
    """Returns the rows with formulas as error values.

    A formula has no result in a text file.
    """
    return [[(cell, ERROR) if cell[:1] == "=" and is_formula(cell) else cell for cell in row] for row in rows]
