"""The parts of a draft as JSON holds them.

Sheets with their blocks, and mappings by place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar, get_type_hints

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, TypeAdapter

from data.recognition.block import Block, Choice
from data.recognition.reduced_sheets import ReducedSheet
from data.spreadsheets.oddities import Oddity
from data.spreadsheets.sheet import Cell, CellError

# What JSON has no kind for stands under the name of its kind, the narrower kinds first.
KINDS: dict[str, tuple[type, Callable[[Any], str], Callable[[str], Cell]]] = {
    "error": (CellError, str, CellError),
    "moment": (dt.datetime, dt.datetime.isoformat, dt.datetime.fromisoformat),
    "day": (dt.date, dt.date.isoformat, dt.date.fromisoformat),
    "time": (dt.time, dt.time.isoformat, dt.time.fromisoformat),
}
UNCHANGED_KEYS = ("file", "name", "hidden", "encoding", "from_1904")
PARTS: dict[str, TypeAdapter[Any]] = {
    "merged": TypeAdapter(list[tuple[int, int, int, int]]),
    "oddities": TypeAdapter(tuple[tuple[Oddity, int], ...]),
    "origins": TypeAdapter(tuple[tuple[tuple[int, int], ...], ...]),
    "choice": TypeAdapter(Choice | None),
}
FORMER_KEYS = {"start_candidates": "told_days", "starts_from_candidates": "starts_as_told"}  # in older drafts
ANY_JSON: TypeAdapter[Any] = TypeAdapter(Any)
BLOCK_PARTS: dict[str, TypeAdapter[Any]] = {
    key: TypeAdapter(kind) for key, kind in get_type_hints(Block).items() if key != "rows"
}


def content_of(sheet: ReducedSheet) -> dict[str, Any]:
    """Returns a sheet as JSON holds it.

    The filled cells of each row, by the number of their column.
    """
    filled = [
        [[column, _cell(cell)] for column, cell in enumerate(row) if cell != "" or type(cell) is not str]
        for row in sheet.rows
    ]
    return {
        "width": len(sheet.rows[0]) if sheet.rows else 0,
        "rows": filled,
        **{key: getattr(sheet, key) for key in UNCHANGED_KEYS},
        **_parts_of(sheet, PARTS),
        "blocks": [_parts_of(block, BLOCK_PARTS) for block in sheet.blocks],
    }


def _parts_of(whole: object, adapters: Mapping[str, TypeAdapter[Any]]) -> dict[str, Any]:
    return {key: adapter.dump_python(getattr(whole, key), mode="json") for key, adapter in adapters.items()}


def _parts_in(content: Mapping[str, Any], adapters: Mapping[str, TypeAdapter[Any]]) -> dict[str, Any]:
    given = {key: key if key in content else FORMER_KEYS.get(key, key) for key in adapters}
    return {key: adapters[key].validate_python(content[name]) for key, name in given.items() if name in content}


def _cell(cell: Cell) -> Any:
    if type(cell) in (str, float, int, bool):
        return cell
    kind = next((kind for kind, (type_, *_) in KINDS.items() if isinstance(cell, type_)), None)
    return cell if kind is None else {kind: KINDS[kind][1](cell)}


def _of_json(content: Any) -> ReducedSheet:
    if isinstance(content, ReducedSheet):
        return content
    rows: list[list[Cell]] = []
    for filled in content["rows"]:
        row: list[Cell] = [""] * content["width"]
        for column, value in filled:
            row[column] = _value(value)
        rows.append(row)
    blocks = tuple(Block(rows=[], **_parts_in(block, BLOCK_PARTS)) for block in content["blocks"])
    return ReducedSheet(
        rows=rows, blocks=blocks, **{key: content[key] for key in UNCHANGED_KEYS}, **_parts_in(content, PARTS)
    )


def _value(value: Any) -> Cell:
    if not isinstance(value, dict):
        cell: Cell = value
        return cell
    ((kind, text),) = value.items()
    return KINDS[kind][2](text)


def _items(mapping: Mapping[Any, Any]) -> list[Any]:
    items: list[Any] = ANY_JSON.dump_python([[key, value] for key, value in mapping.items()], mode="json")
    return items


def _mapping(items: Any) -> Any:
    return items if isinstance(items, Mapping) else {tuple(key): value for key, value in items}


Key = TypeVar("Key")
Value = TypeVar("Value")
StoredSheet = Annotated[ReducedSheet, PlainValidator(_of_json)]
ByPlace = Annotated[Mapping[Key, Value], BeforeValidator(_mapping), PlainSerializer(_items)]
