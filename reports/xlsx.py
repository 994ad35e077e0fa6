"""Excel workbooks: texts stay texts, numbers are numbers, sheets fit on A4.

The same content is the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import xlsxwriter

from charts.theme import LIGHT
from data.parsing import clean
from data.parsing.printable import cell_text
from metrics.wording import MOST_DIGITS

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONG_AGO = dt.datetime(1980, 1, 1)  # the moment that every file carries: the same report, the same bytes
A4 = 9  # Excel's number of the paper
ROW_HEIGHT = 20  # px, of a row of one line
LINE, HIGHEST = 15, 405  # points, of a line and of a row: not every program makes rows as high as their text needs
INDENT, WIDER = 2, 2  # characters that an indented text has less, and that a bold one takes more
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}  # inches
LONGEST_FOOTER = 230  # characters: Excel allows 255 with the codes
SERIES_COLOURS = (LIGHT.series[0], "#b9c2cd", "#7d8998", "#46505c")  # of a chart: the share, then greys beside it
GRIDLINES = {"visible": True, "line": {"color": LIGHT.grid}}


@dataclass(frozen=True, slots=True)
class Percent:
    """A share shown in percent, with so many digits after the comma.

    The cell holds the number itself.
    """

    value: Fraction
    digits: int = 1


Cell = str | int | Percent | None


class Book:
    """A workbook that is being written."""

    def __init__(self, title: str = "") -> None:
        self._content = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._content, OPTIONS)
        self._book.set_properties({"created": LONG_AGO} | ({"title": title} if title else {}))
        top = {"valign": "top"}
        text = {**top, "text_wrap": True, "align": "left", "indent": 1}  # a number before it keeps its distance
        self._bold = self._book.add_format({"bold": True})
        self._head = self._book.add_format({**text, "bold": True, "bottom": 1})
        self._text = self._book.add_format(text)
        self._count = self._book.add_format({**top, "num_format": "#,##0"})
        self._percents = {
            digits: self._book.add_format({**top, "num_format": percent_format(digits)})
            for digits in range(1, MOST_DIGITS + 1)
        }

    def cell_format(self, **options: Any) -> Any:
        """Returns a format of Excel for a sheet that has formats of its own."""
        return self._book.add_format(options)

    def page(
        self, name: str, footer: str, *, lying: bool = True, margins: Mapping[str, float] = MARGINS, small: bool = False
    ) -> Any:
        """Adds a sheet on A4, one page wide.

        `footer` stands below every page beside its number.
        """
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(A4)
        if lying:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(**margins)
        words = clean(footer).replace("&", "&&")[:LONGEST_FOOTER]
        words = words[:-1] if words.count("&") % 2 else words  # the cut fell between the two of a sign
        font = "&8" if small else ""
        sheet.set_footer(f"&L{font}{words}&R{font}&P из &N")
        return sheet

    def sheet(self, name: str, lines: Sequence[str], footer: str = "") -> Any:
        """Adds a sheet, lying and one page wide, with the lines on top.

        The first of them is bold.

        `footer` stands below every page, beside its number.
        """
        sheet = self.page(name, footer)
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, cell_text(line), self._bold if row == 0 else None)
        return sheet

    def table(self, sheet: Any, top: int, columns: Mapping[str, float], rows: Iterable[Sequence[Cell]]) -> int:
        """Writes a table whose header stands in the row `top` (from 0).

        It is seen and printed above all its rows.

        `columns` are titles with their widths in characters. Gives the number of rows.
        """
        widths = list(columns.values())
        for column, (title, width) in enumerate(columns.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(top, column, cell_text(title), self._head)
        sheet.set_row(top, _height(list(columns), [width - WIDER for width in widths]))
        last = top
        for last, row in enumerate(rows, top + 1):
            for column, cell in enumerate(row):
                self._write(sheet, last, column, cell)
            if (height := _height(row, widths)) > LINE:
                sheet.set_row(last, height)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.autofilter(top, 0, max(last, top + 1), len(columns) - 1)
        return last - top

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            sheet.write_string(row, column, cell_text(cell), self._text)
        elif isinstance(cell, Percent):
            sheet.write_number(row, column, float(cell.value), self._percents[cell.digits])
        elif cell is not None:
            sheet.write_number(row, column, cell, self._count)

    def chart(self, kind: str, title: str, size: tuple[int, int]) -> Any:
        """Adds a chart of Excel's own (`bar` lies, `column` stands).

        It is to be filled and inserted; `size` in px.
        """
        chart = self._book.add_chart({"type": kind})
        chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
        chart.set_size({"width": size[0], "height": size[1]})
        chart.set_legend({"position": "bottom"})
        return chart

    def finished(self) -> bytes:
        """Returns the file; nothing can be added afterwards."""
        self._book.close()
        return self._content.getvalue()


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Returns points that the texts of a row need, wrapped to their columns."""
    lines = [
        sum(len(line) // (width - INDENT) + 1 for line in cell[: int(HIGHEST * width)].split("\n"))
        for cell, width in zip(row, widths, strict=True)
        if isinstance(cell, str) and (len(cell) > width - INDENT or "\n" in cell)
    ]
    return float(min(LINE * max(lines, default=1), HIGHEST))


def add_series(
    chart: Any, sheet: str, top: int, rows: tuple[int, int], categories: int, values: int, **options: Any
) -> None:
    """Draws one column of a table over another.

    `rows` are the first and the last, counted below its header.
    """
    first, last = (top + row for row in rows)
    chart.add_series(
        {
            "name": [sheet, top, values],
            "categories": [sheet, first, categories, last, categories],
            "values": [sheet, first, values, last, values],
            **options,
        }
    )


def percent_format(digits: int) -> str:
    """Returns Excel's format of a share in percent.

    A Russian Excel shows its point as a comma.
    """
    return f"0.{'0' * digits}%"
