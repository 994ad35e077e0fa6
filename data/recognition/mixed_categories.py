"""A column of ОВЗ or of a register whose cells speak of both: it is one of several categories.

docs/domain.md, «Who counts», «A column of several categories»: nothing that is said is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from data.contracts import fields
from data.parsing import Categories, Context, read_column
from data.recognition.column_readability import A_DAY, distinct_cells
from data.recognition.headers import Header
from data.recognition.inferred_columns import marks_within
from data.spreadsheets.sheet import Cell

MARKED = frozenset({"ovz", "register", "registers"})  # kinds of columns of ОВЗ or of registers


def mixed_category_columns(header: Header, rows: Sequence[Sequence[Cell]], settled: Collection[int]) -> dict[int, str]:
    """Takes such columns of a list of pupils out of the header; returns them with the field that they are.

    Every cell has to be understood word by word («да» under «ОВЗ» tells of no category of its own), some cell
    names what the column is not called after, and another what it is, unless the header names both.
    """
    found: dict[int, str] = {}
    for key, places in list(header.columns.items()) if header.table == "students" else ():
        kind = fields(header.table)[key].kind
        for column in set(places) - set(settled) if kind in MARKED else ():
            categories = _categories_in(column, rows)
            named = marks_within(header.table, header.texts.get(column, ""))
            is_named = "ovz" in named and bool(named - {"ovz", "disabled"})
            if ("registers" if kind == "ovz" else "ovz") in categories and (len(categories) > 1 or is_named):
                found[column] = "categories"
    for column in found:
        for key in [known for known, places in header.columns.items() if column in places]:
            header.columns[key] = [place for place in header.columns[key] if place != column]
            if not header.columns[key]:
                del header.columns[key]
    return found


def _categories_in(column: int, rows: Sequence[Sequence[Cell]]) -> set[str]:
    """Returns of «ovz» and «registers» those that the cells of a column name; none where one is not understood."""
    read = read_column(distinct_cells(column, rows), "categories", Context(A_DAY))
    if any(not isinstance(cell, Categories | None) or (cell and cell.others) for cell in read):
        return set()
    filled = [cell for cell in read if cell]
    return {key for key in ("ovz", "registers") if any(getattr(cell, key) for cell in filled)}
