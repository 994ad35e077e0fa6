"""A table as it stands in a file, of Word or of a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.parsing.cells import clean


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of texts with their lines; a merged cell has its text in each of its places.

    `before` are the texts above the table, from its document's start or the table before it. `name` is what the table
    is called by its place: the text right above it, or the name of its sheet. `continues` says that nothing but the
    end of a page seems to part it from the table before. `struck` are the places of what is struck through.
    """

    rows: list[list[str]]
    before: list[str]
    name: str = ""
    continues: bool = False
    struck: list[tuple[int, int]] = field(default_factory=list)


def lines_of(text: str) -> str:
    """Returns a text as a person reads it, line by line."""
    return "\n".join(line for line in map(clean, text.splitlines()) if line)
