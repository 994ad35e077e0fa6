"""`data.spreadsheets.reading` on files made by others: each is read rightly, or refused for its true cause."""

import datetime
import resource
import warnings
from pathlib import Path

import openpyxl
import pytest

from data.findings import ListError
from data.spreadsheets.reading import read_file
from data.spreadsheets.sheet import Cell, CellError, Sheet
from tests.sample_files import HOSTILE, ROSTERS, SAMPLES, wild

pytestmark = pytest.mark.guarded

SECONDS, MEMORY = 20, 1.5 * 2**30  # what the child may cost of the processor and of memory for one file
# Locked with the password that Excel itself tries: they open there without a question, and here.
OPENED = {"poi__58616.xlsx", "calamine__tests__issue_385.xls"}
BLANK = {
    "calamine__tests__issue127.xls",
    "poi__57826.xlsx",
    "sheetjs__2013__apachepoi_44593.xls.xlsb",
    "sheetjs__2013__apachepoi_47034.xls.xlsb",
    "sheetjs__2013__apachepoi_47668.xlsx.xlsb",
    "sheetjs__2013__apachepoi_48325.xls.xlsb",
}
NOT_FOR_OPENPYXL = {"phpspreadsheet__tests__data__Reader__XLSX__issue.2331c.xlsx"}  # no date in its properties
ENDLESS = {"calamine__tests__issue_594_dos.ods"}  # 999 999 999 rows and columns of X
CAUSES = {
    "A1_and_XFD1048576.xlsx": "до ячейки XFD1048576",
    "A1_and_Z1048576.xlsx": "до ячейки Z1048576",
    "billion_laughs.xlsx": "определения, каких Excel не создаёт",
    "csv_nul.csv": "не таблица и не текст",
    "ods_repeat_4e9.ods": "до ячейки A4294967295",
    "ods_repeat_rows_1048576_one_col.ods": "до ячейки A1048576",
    "one_sheet_listed_5000_times.xlsx": "больше 200 листов",
    "xxe_file.xlsx": "определения, каких Excel не создаёт",
    "zip_header_lies_size.xlsx": "повреждён",
    **dict.fromkeys(
        ("template_adds_text_and_number.docx", "template_endless_loop.docx", "template_writes_a_file.docx"),
        "документ Word, а не таблица",
    ),
    "sheetjs__ErrorTypes.slk": "SYLK",
    "sheetjs__column_width.slk": "SYLK",
    "sheetjs__LO7322.fods": "fods",
    "sheetjs__crlf__CRLFR9_4.XLS": "старого Excel",
    "poi__duplicate-filename.xlsx": "ни одной заполненной ячейки",
    "poi__xlsx-corrupted.xlsx": "повреждён",
    "poi__poc-xmlbomb.xlsx": "определения, каких Excel не создаёт",
    "frictionless__data__empty.csv": "пуст (0 байт)",
}


def named(path: Path) -> str:
    return path.name


def child_seconds() -> float:
    """Processor time of all children so far: a busy machine makes it no longer."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def outcome(path: Path) -> list[Sheet] | str:
    """The sheets, or the sentence; within the bounds on time and memory."""
    before = child_seconds()
    result: list[Sheet] | str
    try:
        result = read_file(path.name, path.read_bytes())
    except ListError as refused:
        result = str(refused)
        assert f"«{path.name}»" in result
    assert child_seconds() - before < SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MEMORY
    return result


@pytest.mark.parametrize("path", [*sorted(HOSTILE.iterdir()), *wild("odd", "corrupt")], ids=named)
def test_hostile_and_odd_files_are_read_or_named_for_what_they_are(path: Path) -> None:
    result = outcome(path)
    assert CAUSES[path.name] in result if path.name in CAUSES else isinstance(result, list)


@pytest.mark.parametrize("path", wild("fuzz"), ids=named)
def test_a_fuzzed_file_is_damaged(path: Path) -> None:
    assert CAUSES.get(path.name, "повреждён") in outcome(path)


@pytest.mark.parametrize("path", wild("wrongtype"), ids=named)
def test_a_file_of_another_program_is_not_a_spreadsheet(path: Path) -> None:
    assert "а не таблица" in outcome(path)


@pytest.mark.parametrize("path", wild("encrypted"), ids=named)
def test_a_locked_file_is_called_locked_unless_excel_opens_it_too(path: Path) -> None:
    assert ("защищён паролем" in outcome(path)) is (path.name not in OPENED)


@pytest.mark.parametrize("path", wild("valid"), ids=named)
def test_a_valid_file_is_read_unless_it_is_blank_or_endless(path: Path) -> None:
    result = outcome(path)
    if path.name in BLANK:
        assert "ни одной заполненной ячейки" in result
    elif path.name in ENDLESS:
        assert "заполнен до ячейки" in result
    else:
        assert isinstance(result, list)


def comparable(cell: Cell | datetime.timedelta | None) -> object:
    """What openpyxl and calamine agree on: 12 digits, whole seconds, no spaces around text."""
    if isinstance(cell, datetime.datetime):
        whole = (cell + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
        return whole.date() if whole.time() == datetime.time() else whole
    if isinstance(cell, datetime.timedelta):
        return str(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(f"{cell:.12g}")
    return "" if cell is None else cell.strip() if isinstance(cell, str) else cell


WORKBOOKS = [
    *(
        path
        for path in wild("valid")
        if path.suffix in (".xlsx", ".xlsm") and path.name not in BLANK | NOT_FOR_OPENPYXL
    ),
    *sorted(ROSTERS.rglob("*.xlsx")),
]


@pytest.mark.parametrize("path", WORKBOOKS, ids=named)
def test_cells_are_those_that_openpyxl_sees(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True)
    for sheet, theirs in zip(read_file(path.name, path.read_bytes()), book.worksheets, strict=True):
        assert (sheet.name, sheet.hidden) == (theirs.title, theirs.sheet_state != "visible")
        ours = {(r, c): cell for r, row in enumerate(sheet.rows, 1) for c, cell in enumerate(row, 1) if cell != ""}
        for cell in (cell for row in theirs.iter_rows() for cell in row if not sheet.hidden):
            mine = ours.pop((cell.row, cell.column), "")
            if isinstance(mine, CellError):
                assert cell.value == (None if mine.startswith("=") else mine)
            else:
                assert comparable(mine) == comparable(cell.value), cell.coordinate
        assert not ours
        areas = sorted((a.min_row - 1, a.min_col - 1, a.max_row - 1, a.max_col - 1) for a in theirs.merged_cells.ranges)
        assert sheet.hidden or sorted(sheet.merged) == areas


def test_one_school_saved_as_ods_and_as_xls_is_the_same_school() -> None:
    paths = (ROSTERS / "libreoffice.ods", ROSTERS / "libreoffice.xls")
    ods, xls = (read_file("Школа", path.read_bytes()) for path in paths)
    assert ods == xls


@pytest.mark.parametrize(
    ("name", "encoding"), [("16_koi8.csv", "koi8-r"), ("16_mac.csv", "mac-cyrillic"), ("16_msdos.csv", "cp866")]
)
def test_reported_lists_of_three_lines_are_read_in_their_code_pages(name: str, encoding: str) -> None:
    (sheet,) = read_file(name, (SAMPLES / "reported" / name).read_bytes())
    assert sheet.encoding == encoding
    assert sheet.rows == [
        ["ФИО", "Дата рождения", "Класс"],
        ["Андреев Сергей Николаевич", "01.09.2010", "8А"],
        ["Белова Мария Ильинична", "12.03.2009", "9Б"],
    ]


def test_a_reported_pretty_printed_ods_is_read() -> None:
    name = "23_pretty_printed.ods"
    sheets = read_file(name, (SAMPLES / "reported" / name).read_bytes())
    assert [(sheet.name, len(sheet.rows)) for sheet in sheets] == [("Обучающиеся", 25), ("Педагоги", 25), ("Пары", 25)]
    assert sheets[0].rows[1][2] == datetime.date(2013, 7, 27)
