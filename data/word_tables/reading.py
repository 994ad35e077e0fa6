"""A Word document → its tables, read in a child process: the document comes from outside."""

from __future__ import annotations

import json
from dataclasses import replace

from data.findings import ListError
from data.guarded_child import ChildStopped, Limits, Stop, run_guarded
from data.spreadsheets.container import ZIP_HEADS
from data.spreadsheets.detect import OLE_HEAD
from data.spreadsheets.sheet import Cell, Sheet
from data.word_tables.child_process import READ
from data.word_tables.grid import Grid

MEBIBYTE = 1024 * 1024
FILE_LIMIT = 10 * MEBIBYTE  # bytes; a table of a school has some 50 KB, the rest is room for pictures
LIMITS = Limits(seconds=10, memory=512 * MEBIBYTE, output=16 * MEBIBYTE)
TOO_LARGE = "он слишком велик. Оставьте в нём только таблицу"
STOPS = {
    Stop.TIME: TOO_LARGE,
    Stop.MEMORY: TOO_LARGE,
    Stop.OUTPUT: TOO_LARGE,
    Stop.DIED: "он устроен необычно. Скопируйте таблицу в новый документ Word и сохраните его как docx",
}


OLD_WORD = "WordDocument".encode("utf-16-le")
LONGEST_NAME = 60  # characters of the text above a table by which findings call it


def is_word(content: bytes) -> bool:
    """Returns whether a file seems to be a Word document, of whatever age; its reading says what it is."""
    is_new = content.startswith(ZIP_HEADS) and b"word/document" in content and b"xl/workbook" not in content
    return is_new or (content.startswith(OLE_HEAD) and OLD_WORD in content)


def word_sheets(name: str, content: bytes) -> list[Sheet]:
    """Returns each table of a document as a sheet, called by the text right above it, with the texts above in it.

    A table that only the end of a page parts from the one before goes on with it. Raises `ListError` where the document
    is not read or holds no table.
    """
    sheets: list[Sheet] = []
    for number, grid in enumerate(word_grids(name, content), 1):
        rows: list[list[Cell]] = [[*row] for row in grid.rows]
        if grid.continues and sheets and len(sheets[-1].rows[-1]) == len(grid.rows[0] if grid.rows else []):
            struck = sheets[-1].struck | _below(len(sheets[-1].rows), grid)
            sheets[-1].rows.extend(rows)
            sheets[-1] = replace(sheets[-1], struck=struck)
            continue
        width = max(map(len, rows), default=1)
        above: list[list[Cell]] = [[text, *[""] * (width - 1)] for text in grid.before]
        title = grid.name if len(grid.name) <= LONGEST_NAME else f"{grid.name[:LONGEST_NAME].rstrip()}…"
        sheets.append(
            Sheet(name, title or f"Таблица {number}", [*above, *rows], [], False, struck=_below(len(above), grid))
        )
    if not sheets:
        raise _unread(name, "в этом документе Word нет таблицы. Соберите список в таблицу или перенесите его в Excel")
    return sheets


def _below(lines: int, grid: Grid) -> frozenset[tuple[int, int]]:
    """Returns the places of a grid that are struck through, below so many lines."""
    return frozenset((row + lines, column) for row, column in grid.struck)


def word_grids(name: str, content: bytes) -> list[Grid]:
    """Returns the tables of a document in their order. Raises `ListError` where it is not read."""
    if len(content) > FILE_LIMIT:
        raise _unread(name, f"он больше {FILE_LIMIT // MEBIBYTE} МБ. Сожмите или уберите картинки")
    try:
        answer = run_guarded("data.word_tables.child_process:packed_tables", content, limits=LIMITS)
    except ChildStopped as stopped:
        raise _unread(name, STOPS[stopped.stop]) from stopped
    if answer[:1] != READ:
        raise _unread(name, answer[1:].decode())
    return [Grid(**grid) for grid in json.loads(answer[1:])]


def _unread(name: str, cause: str) -> ListError:
    return ListError(f"Файл «{name}» не прочитан: {cause}.")
