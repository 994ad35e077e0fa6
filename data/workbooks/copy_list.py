"""The sheet «Замечания» of a copy: all findings with links to their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.spreadsheets.addresses import address
from data.workbooks.copy_xml import inline, quoted

TITLE = "Замечания"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
COLUMNS = {"Важность": 12, "Лист": 18, "Ячейка": 10, "Чья строка": 30, "Что не так и что сделать": 90}
HEADER = 3  # the row of the titles of the columns
LINKED = 2  # the column of the cell's address, from 0
MOST_LINKS = 65_530  # on one sheet, Excel's own bound
MOST_ROWS = 1_048_576
PANE = '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>'

ListRow = tuple[Sequence[str], str]  # the texts of the columns, where the link leads («'Пары'!C2»)


def findings_sheet(heading: str, lines: Sequence[ListRow], style: Callable[..., int], *, has_views: bool) -> bytes:
    """Returns the part of the sheet.

    `style` gives the index of a style; a pane stands only where the workbook has views.
    """
    bold, plain, link = style(is_bold=True), style(), style(is_link=True)
    rows = [_row(1, [heading], [bold]), _row(HEADER, list(COLUMNS), [bold] * len(COLUMNS))]
    links: list[str] = []
    for number, (texts, location) in enumerate(lines[: MOST_ROWS - HEADER], HEADER + 1):
        is_linked = bool(location) and len(links) < MOST_LINKS
        styles = [link if is_linked and column == LINKED else plain for column in range(len(texts))]
        rows.append(_row(number, texts, styles))
        if is_linked:
            cell = address(number - 1, LINKED)
            links.append(f'<hyperlink ref="{cell}" location={quoted(location)} display={quoted(texts[LINKED])}/>')
    widths = "".join(
        f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
        for column, width in enumerate(COLUMNS.values(), 1)
    )
    views = f'<sheetViews><sheetView workbookViewId="0">{PANE}</sheetView></sheetViews>' if has_views else ""
    hyperlinks = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">{views}'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>{hyperlinks}</worksheet>"
    ).encode()


def _row(number: int, texts: Sequence[str], styles: Sequence[int]) -> str:
    cells = (
        f'<c r="{address(number - 1, column)}" s="{style}" t="inlineStr">{inline(text)}</c>'
        for column, (text, style) in enumerate(zip(texts, styles, strict=True))
        if text
    )
    return f'<row r="{number}">{"".join(cells)}</row>'
