"""A plain list of people as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from reports.xlsx import Book

WIDEST = 60  # characters of a column; longer texts wrap


def people_workbook(title: str, marks: Sequence[str], headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Returns a list of people as a workbook.

    Title and marks stand above, then the table; no cell becomes a formula or a link.
    """
    book = Book()
    longest = {header: max([len(header), *(len(row[column]) for row in rows)]) for column, header in enumerate(headers)}
    columns = {header: min(length + 2, WIDEST) for header, length in longest.items()}
    book.table(book.sheet("Список", [title, *marks]), len(marks) + 2, columns, rows)
    return book.finished()
