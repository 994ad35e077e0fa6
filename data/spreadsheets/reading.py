"""Any spreadsheet → its raw sheets, with every cell at its true address.

Spreadsheet readers abort, hang and take all memory on hostile or merely odd files: `child_process` reads in a
`guarded_child`.
"""

from __future__ import annotations

from typing import Any

from data.findings import ListError
from data.guarded_child import ChildStopped, Limits, Stop, prepare, run_guarded
from data.spreadsheets.limits import FILE_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT, TIME_LIMIT, RefusalCause, Refused, sentence
from data.spreadsheets.oddities import Oddity
from data.spreadsheets.sheet import CellError, Sheet
from data.spreadsheets.transport import unpacked

WORK = "data.spreadsheets.child_process:packed_sheets"
LIMITS = Limits(seconds=TIME_LIMIT, memory=MEMORY_LIMIT, output=OUTPUT_LIMIT)
CAUSES = {
    Stop.TIME: RefusalCause.TIME,
    Stop.MEMORY: RefusalCause.DIED,
    Stop.OUTPUT: RefusalCause.OUTPUT,
    Stop.DIED: RefusalCause.DIED,
}


def read_file(name: str, content: bytes) -> list[Sheet]:
    """Returns all worksheets of a workbook in their order, or the sheet of a csv.

    A workbook is xlsx, xlsm, xls, xlsb or ods. The content decides what it is, whatever the `name` ends with. Raises
    `ListError` with the true cause and what to do about it, when the file is not such a spreadsheet, is damaged,
    locked, too large or blank.
    """
    try:
        if not content:
            raise Refused(RefusalCause.EMPTY_FILE)
        if len(content) > FILE_LIMIT:
            raise Refused(RefusalCause.FILE_SIZE)
        heads = unpacked(_answer(content), CellError)
    except Refused as refused:
        raise ListError(sentence(refused.cause, name, refused.details)) from None
    return [_sheet(name, **head) for head in heads]


def prepare_reading() -> None:
    """Starts the child that will read the next file."""
    prepare(WORK, LIMITS)


def _answer(content: bytes) -> bytes:
    """Returns what the child says of `content`."""
    try:
        return run_guarded(WORK, content, limits=LIMITS)
    except ChildStopped as stopped:
        raise Refused(CAUSES[stopped.stop]) from None
    finally:
        prepare_reading()


def _sheet(
    file: str,
    merged: list[list[int]],
    oddities: list[tuple[str, int]],
    struck: list[tuple[int, int]],
    comments: list[tuple[int, int, str]],
    **head: Any,
) -> Sheet:
    """Returns a sheet from what the child says of it."""
    areas = [(top, left, bottom, right) for top, left, bottom, right in merged]
    odd_rows = tuple((Oddity(odd), row) for odd, row in oddities)
    return Sheet(
        file=file,
        merged=areas,
        oddities=odd_rows,
        struck=frozenset((row, column) for row, column in struck),
        comments=tuple(((row, column), text) for row, column, text in comments),
        **head,
    )
