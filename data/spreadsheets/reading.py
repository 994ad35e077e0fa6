"""Any spreadsheet → its raw sheets, with every cell at its true address.

Spreadsheet readers abort, hang and take all memory on hostile or merely odd files: `reading_child` reads in a
`guarded_child`.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable

from data.findings import ListError
from data.guarded_child import ChildStopped, Limits, Stop, run_guarded
from data.spreadsheets.limits import FILE_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT, TIME_LIMIT, Cause, Refused, sentence
from data.spreadsheets.sheet import Cell, CellError, Sheet

CAUSES = {Stop.TIME: Cause.TIME, Stop.MEMORY: Cause.DIED, Stop.OUTPUT: Cause.OUTPUT, Stop.DIED: Cause.DIED}


def read_file(name: str, content: bytes) -> list[Sheet]:
    """All worksheets of a workbook (xlsx, xlsm, xls, xlsb, ods) or the one sheet of a csv, in their order.

    The content decides what it is, whatever the `name` ends with. Raises `ListError` with the true cause and
    what to do about it, when the file is not such a spreadsheet, is damaged, locked, too large or blank.
    """
    try:
        if not content:
            raise Refused(Cause.EMPTY_FILE)
        if len(content) > FILE_LIMIT:
            raise Refused(Cause.FILE_SIZE)
        return _sheets(name, _answer(content))
    except Refused as refused:
        raise ListError(sentence(refused.cause, name, refused.details)) from None


def _answer(content: bytes) -> bytes:
    """What the child says of `content`."""
    limits = Limits(seconds=TIME_LIMIT, memory=MEMORY_LIMIT, output=OUTPUT_LIMIT)
    try:
        return run_guarded("data.reading_child:answer", content, limits=limits)
    except ChildStopped as stopped:
        raise Refused(CAUSES[stopped.stop]) from None


class _Moments(dict[str, Cell]):
    """ISO text → date, time or both, each distinct text parsed once: a column of dates repeats itself."""

    def __missing__(self, text: str) -> Cell:
        parse: Callable[[str], Cell]
        if "T" in text:
            parse = datetime.datetime.fromisoformat
        else:
            parse = datetime.time.fromisoformat if ":" in text else datetime.date.fromisoformat
        moment = self[text] = parse(text)
        return moment


def _sheets(name: str, answer: bytes) -> list[Sheet]:
    """The child's JSON → sheets, or the refusal in it; no answer at all means that the child died."""
    moments = _Moments()

    def tagged(tag: dict[str, str]) -> Cell:
        return moments[tag["moment"]] if "moment" in tag else CellError(tag["error"])

    try:
        verdict, *said = json.loads(answer, object_hook=tagged)
    except (ValueError, RecursionError):
        raise Refused(Cause.DIED) from None
    if verdict == "refused":
        cause, details = said
        raise Refused(Cause(cause), **dict(details))
    return [
        Sheet(file=name, name=title, rows=rows, merged=[tuple(area) for area in merged], hidden=hidden)
        for title, rows, merged, hidden in said
    ]
