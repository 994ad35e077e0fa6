"""A file's bytes → its sheets, in the child, by calamine and what that lacks.

calamine reads the cells; `xlsx_repair` and `ods_repair` lay out anew what it would refuse or pass
over, and `missing_cells` adds error values and formulas without a result, which calamine gives as empty cells – a
wrong number in silence.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from data.spreadsheets.container import Container
from data.spreadsheets.detect import container_of
from data.spreadsheets.limits import SHEETS_LIMIT, RefusalCause, Refused, refuse_area
from data.spreadsheets.oddities import Oddity
from data.spreadsheets.transport import RawSheet

TYPE_CHECKING = False  # type checkers take it for true; `typing` itself would cost the child 5 ms
if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


def sheets_of(content: bytes) -> Iterator[RawSheet]:
    """Yields the sheets of any spreadsheet in their order. Raises `Refused`."""
    container = container_of(content)
    if container is None:
        from data.spreadsheets.delimited_text import text_sheets

        yield from text_sheets(content)
    else:
        yield from _workbook(container)


def _workbook(container: Container) -> Iterator[RawSheet]:
    """Worksheets in their order.

    Chart, macro and dialog sheets have no cells and are left out.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    from data.spreadsheets.cell_comments import comments_of
    from data.spreadsheets.missing_cells import marks_of
    from data.spreadsheets.struck_cells import struck_of

    container = _readable(container)
    marks, struck, comments = marks_of(container), struck_of(container), comments_of(container)
    container.parts.clear()  # up to 256 MB that calamine may need
    with _faults():
        book = _opened(container.content)
    if len(book.sheets_metadata) > SHEETS_LIMIT:
        raise Refused(RefusalCause.SHEETS)
    for index, metadata in enumerate(book.sheets_metadata):
        if metadata.typ != SheetTypeEnum.WorkSheet:
            continue
        if metadata.visible != SheetVisibleEnum.Visible:
            yield RawSheet(metadata.name, [], hidden=True)
            continue
        with _faults(sheet=metadata.name):
            sheet = book.get_sheet_by_index(index)
        row, column = sheet.end or (-1, -1)
        refuse_area(row + 1, column + 1, sheet=metadata.name)
        with _faults(sheet=metadata.name):
            rows = sheet.to_python(skip_empty_area=False)
            merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
        # The lists are ours now and may take error values in, which calamine's own never hold.
        filled = marks.laid_over(rows, index)  # type: ignore[arg-type]
        oddities = [(Oddity.MISSING_PART, 0)] if index in container.missing else []
        yield RawSheet(
            metadata.name,
            filled,
            merged or marks.merged(index),
            from_1904=container.from_1904,
            oddities=oddities,
            struck=struck.get(index, ()),
            comments=comments.get(index, ()),
        )


def _readable(container: Container) -> Container:
    """Returns the container, laid out anew where calamine would not read it whole."""
    if container.kind == "xlsx":
        from data.spreadsheets.xlsx_repair import readable_package

        return readable_package(container)
    if container.kind == "xlsb":
        from data.spreadsheets.missing_cells_xlsb import is_from_1904

        container.from_1904 = is_from_1904(container)
    if container.kind == "ods":
        from data.spreadsheets.ods_repair import readable_content

        return readable_content(container)
    return container


def _opened(content: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(content))


@contextmanager
def _faults(**sheet: str) -> Iterator[None]:
    """Turns calamine's complaints and panics into `Refused`.

    All are due to the file; a panic is no `Exception`.
    """
    from python_calamine import CalamineError

    try:
        yield
    except CalamineError:
        raise Refused(RefusalCause.DAMAGED, **sheet) from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise Refused(RefusalCause.DAMAGED, **sheet) from None
