"""Where a walk through the XML of an ods stands, with repeats counted: one element can stand for many cells.

Names are matched with their usual prefix, as calamine does.
"""

from __future__ import annotations


class OdsPlace:
    """The sheet, row and column (0-based) of the last element that began, and how many rows and columns it fills."""

    def __init__(self) -> None:
        self.sheet = -1
        self.row = self.high = self.column = self.wide = 0

    def begins_cell(self, tag: str, attributes: dict[str, str]) -> bool:
        """Steps to an element that begins; returns whether it is a cell."""
        if tag == "table:table":
            self.sheet += 1
            self.row = self.high = 0
        elif tag == "table:table-row":
            self.row += self.high
            self.high = int(attributes.get("table:number-rows-repeated", 1))
            self.column = self.wide = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.column += self.wide
            self.wide = int(attributes.get("table:number-columns-repeated", 1))
            return True
        return False
