"""Both forms of the municipal base as sheets ready to print: texts stay texts, days are days, numbers numbers.

The columns and nothing else.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Sequence

from data.parsing.printable import cell_text
from data.spreadsheets.addresses import address
from data.spreadsheets.own_sheets import BASE
from data.workbooks.blank import ABOUT
from reports.municipal.cells import cell_words
from reports.municipal.forms import BOTH, Form
from reports.municipal.rows import FormRow, Forms
from reports.xlsx import Book

MARGINS = {"left": 0.3, "right": 0.3, "top": 0.4, "bottom": 0.6}  # inches
FONT, SMALL_FONT = 10, 7  # points
LINE = 1.3  # of a line to its font
HIGHEST = 409  # points of a row: Excel's own bound
LONGEST_AS_TEXT = 255  # characters: older Excel shows «####» for more in a cell that is formatted as text
AS_TEXT, GENERAL, DAY = "@", "General", "dd.mm.yyyy"  # formats of cells
SPARE = 1  # character of a column that wide letters may take, and point of a row
ABOUT_WIDTHS = (34, 58)


def workbook(forms: Forms, about: Sequence[tuple[str, str]], footer: str) -> bytes:
    """Returns the file: a sheet for each form, and one about the file.

    The last holds titles and words.
    """
    book = Book("Муниципальная база")
    for form in BOTH:
        _form(book, form, forms.rows(form), footer)
    _about(book, about, footer)
    return book.finished()


def _form(book: Book, form: Form, rows: Sequence[FormRow], footer: str) -> None:
    sheet = book.page(form.title, footer, margins=MARGINS, small=True)
    line = {"border": 1, "text_wrap": True, "valign": "top", "font_size": FONT}
    head = book.cell_format(**line | {"bold": True, "bg_color": "#EEF1F6", "valign": "vcenter", "align": "center"})
    formats = {
        (font, shown): book.cell_format(**line | {"font_size": font, "num_format": shown, "align": "left"})
        for font in (FONT, SMALL_FONT)
        for shown in (AS_TEXT, GENERAL, DAY)
    }
    widths = [column.width for column in form.columns]
    for place, column in enumerate(form.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, head)
    sheet.set_row(0, _height([column.title for column in form.columns], widths))
    for number, row in enumerate(rows, 1):
        cells = [row.cells[column.key] for column in form.columns]
        texts = [cell_text(cell_words(cell)) for cell in cells]
        font = FONT if _height(texts, widths) <= HIGHEST else SMALL_FONT
        sheet.set_row(number, min(HIGHEST, _height(texts, widths, font)))
        for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            if isinstance(cell, dt.date):
                sheet.write_datetime(number, place, cell, formats[font, DAY])
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell, formats[font, GENERAL])
            elif text:
                shown = GENERAL if len(text) > LONGEST_AS_TEXT else AS_TEXT
                sheet.write_string(number, place, text, formats[font, shown])
            else:
                sheet.write_blank(number, place, None, formats[font, AS_TEXT])
    sheet.ignore_errors({"number_stored_as_text": f"A1:{address(len(rows), len(widths) - 1)}"})
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)


def _height(texts: Iterable[str], widths: Iterable[float], font: int = FONT) -> float:
    """Returns points of a row in which every wrapped text is seen.

    Not every program computes them when it opens the file.
    """
    lines = max(_lines(text, width * FONT / font) for text, width in zip(texts, widths, strict=True))
    return lines * font * LINE + SPARE


def _lines(text: str, width: float) -> int:
    return sum(max(1, len(textwrap.wrap(part, max(1, int(width) - SPARE)))) for part in text.split("\n"))


def _about(book: Book, about: Sequence[tuple[str, str]], footer: str) -> None:
    sheet = book.page(ABOUT, footer, lying=False, margins=MARGINS, small=True)
    text = {"text_wrap": True, "valign": "top", "font_size": FONT}
    plain = book.cell_format(**text)
    bold = book.cell_format(**text, bold=True)
    for place, width in enumerate(ABOUT_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, BASE, bold)
    sheet.set_row(0, _height([BASE], ABOUT_WIDTHS[:1]))
    for number, line in enumerate(about, 1):
        sheet.set_row(number, _height(line, ABOUT_WIDTHS))
        for place, words in enumerate(line):
            sheet.write_string(number, place, cell_text(words), plain if place else bold)
