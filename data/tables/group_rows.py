"""Several people in one cell are as many rows: of pairs, and of separate lists of a category.

docs/domain.md, «Matching pairs to people».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from data.parsing import Context, clean, is_full_name, people_in
from data.recognition.block import Block, SplitCell
from data.spreadsheets.sheet import Cell
from data.vocabulary import SIDES

BESIDE = ("number", "class", "birth")  # fields of a side whose cell may list as many values as the name's cell
BESIDE_NAME = ("number", "class_name", "birth")  # of a list of people
MOST_PAIRS = 100  # of one line: a class with two mentors; more is no group but a text
BETWEEN_VALUES = re.compile(r"[\n\r;,]+")


def split_groups(block: Block, context: Context) -> Block:
    """Returns a block of pairs with a row for each mentor with each mentee that a line names.

    So of a separate list of a category with a row for each person. A line that says that there is nobody («Вакансия»)
    is taken out and stands among what is left out.
    """
    names = ("name",) if block.is_category_list else SIDES if block.table == "pairs" else ()
    columns = {
        side: block.columns[side][0]
        for side in names
        if len(block.columns.get(side, ())) == 1 and side != block.own_side
    }
    if not columns or block.both_in_a_cell:
        return block
    groups = {side: _groups_of({row[column] for row in block.rows}, context) for side, column in columns.items()}
    if not any(groups.values()):
        return block
    rows: list[list[Cell]] = []
    origins: list[int] = []
    left_out, splits = list(block.left_out), []
    for place, row in enumerate(block.rows):
        people = {side: groups[side].get(row[column], [row[column]]) for side, column in columns.items()}
        vacant = next((columns[side] for side, names in people.items() if not names), None)
        if vacant is not None:
            left_out.append((block.numbers[place], vacant, clean(row[vacant])))
            continue
        if prod(len(names) for names in people.values()) > MOST_PAIRS:
            people = {side: [row[column]] for side, column in columns.items()}
        if all(len(names) == 1 for names in people.values()):
            rows.append(row)
            origins.append(place)
            continue
        splits += [
            SplitCell(
                block.numbers[place], columns[side], len(names), block.written_in(block.numbers[place], columns[side])
            )
            for side, names in people.items()
            if len(names) > 1
        ]
        for choice in product(*(range(len(names)) for names in people.values())):
            rows.append(_row_of(row, block, columns, people, dict(zip(people, choice, strict=True))))
            origins.append(place)
    return replace(
        block,
        rows=rows,
        numbers=[block.numbers[place] for place in origins],
        sections=[block.sections[place] for place in origins],
        left_out=left_out,
        splits=splits,
    )


def _groups_of(cells: Iterable[Cell], context: Context) -> dict[Cell, list[Cell]]:
    """Returns the names in each cell that names several people; none of one that says that there is nobody."""
    texts = [cell for cell in cells if isinstance(cell, str) and clean(cell)]
    people = {cell: people_in(cell, context) for cell in texts if not is_full_name(cell)}
    return {cell: [person.text for person in named] for cell, named in people.items() if len(named) != 1}


def _row_of(
    row: Sequence[Cell],
    block: Block,
    columns: Mapping[str, int],
    people: Mapping[str, list[Cell]],
    choice: Mapping[str, int],
) -> list[Cell]:
    """Returns the row of one mentor with one mentee; lists of numbers, classes or births follow the names."""
    cells = list(row)
    for side, place in choice.items():
        cells[columns[side]] = people[side][place]
        for key in BESIDE_NAME if side == "name" else [f"{side}_{key}" for key in BESIDE]:
            for column in block.columns.get(key, ()):
                cells[column] = _value_at(row[column], place, len(people[side]))
    return cells


def _value_at(cell: Cell, place: int, count: int) -> Cell:
    """Returns the value of one of several people in a cell that lists as many; else the cell, which is of them all."""
    if count < 2 or not isinstance(cell, str):
        return cell
    values = [value for value in BETWEEN_VALUES.split(cell) if value.strip()]
    return values[place] if len(values) == count else cell
