"""A file's bytes → its sheets as JSON, in the child: calamine, with what it leaves out laid over it.

calamine reads the cells; `reading_marks` adds error values and formulas without a result, which calamine
gives as empty cells – a wrong number in silence.
"""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from data.spreadsheets.detect import Container, look
from data.spreadsheets.limits import OUTPUT_LIMIT, SHEETS_LIMIT, Cause, Refused, refuse_area
from data.spreadsheets.missing_cells import Value

MIDNIGHT = datetime.time()


def read(content: bytes) -> list[bytes]:
    """One JSON array `[name, rows, merged, hidden]` a sheet. Raises `Refused`."""
    container = look(content)
    if container is None:
        from data.spreadsheets.delimited_text import read_text

        sheets = iter([_Sheet(None, read_text(content))])
    else:
        sheets = _workbook(container)
    return _encoded(sheets)


class _Sheet:
    """One sheet on its way out. (A plain class: `dataclasses` costs the child 10 ms.)"""

    def __init__(
        self,
        name: str | None,
        rows: Sequence[Sequence[Value]],
        merged: list[tuple[int, int, int, int]] | None = None,
        hidden: bool = False,
    ) -> None:
        self.name = name
        self.rows = rows
        self.merged = merged or []
        self.hidden = hidden

    def is_blank(self) -> bool:
        """No cell but empty ones and spaces; stops at the first filled one."""
        return not any(not isinstance(cell, str) or cell.strip() for row in self.rows for cell in row)


def _encoded(sheets: Iterator[_Sheet]) -> list[bytes]:
    """Sheet by sheet, so that no more than one is held as cells."""
    encoder = json.JSONEncoder(default=_Tagged().__getitem__, ensure_ascii=False, separators=(",", ":"))
    room = OUTPUT_LIMIT
    texts = []
    blank, hidden = True, False
    for sheet in sheets:
        blank = blank and sheet.is_blank()
        hidden = hidden or sheet.hidden
        text = encoder.encode([sheet.name, sheet.rows, sheet.merged, sheet.hidden]).encode()
        room -= len(text)
        if room < 0:
            raise Refused(Cause.OUTPUT)
        texts.append(text)
    if blank:
        raise Refused(Cause.BLANK_BUT_HIDDEN if hidden else Cause.BLANK)
    return texts


class _Tagged(dict[object, object]):
    """What JSON does not know: dates and times, each distinct one written once; a duration becomes its text."""

    def __missing__(self, value: object) -> object:
        moment = value
        if isinstance(moment, datetime.datetime) and moment.time() == MIDNIGHT:
            moment = moment.date()
        if isinstance(moment, (datetime.date, datetime.time)):
            self[value] = {"moment": moment.isoformat()}
        else:
            self[value] = str(value)
        return self[value]


def _workbook(container: Container) -> Iterator[_Sheet]:
    """Worksheets in their order; chart, macro and dialog sheets have no cells and are left out."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    from data.spreadsheets.missing_cells import marks_of

    marks = marks_of(container)
    container.parts.clear()  # up to 256 MB that calamine may need
    with _faults():
        book = CalamineWorkbook.from_filelike(io.BytesIO(container.content))
    if len(book.sheets_metadata) > SHEETS_LIMIT:
        raise Refused(Cause.SHEETS)
    for index, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            yield _Sheet(about.name, [], hidden=True)
            continue
        with _faults(sheet=about.name):
            sheet = book.get_sheet_by_index(index)
        row, column = sheet.end or (-1, -1)
        refuse_area(row + 1, column + 1, sheet=about.name)
        with _faults(sheet=about.name):
            rows = sheet.to_python(skip_empty_area=False)
            merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
        # The lists are ours now and may take error values in, which calamine's own never hold.
        filled = marks.laid_over(rows, index)  # type: ignore[arg-type]
        yield _Sheet(about.name, filled, merged or marks.merged(index))


@contextmanager
def _faults(**sheet: str) -> Iterator[None]:
    """calamine's complaints and its panics, which are no `Exception`, are all due to the file."""
    from python_calamine import CalamineError

    try:
        yield
    except CalamineError:
        raise Refused(Cause.DAMAGED, **sheet) from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise Refused(Cause.DAMAGED, **sheet) from None
