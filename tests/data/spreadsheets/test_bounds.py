"""`data.spreadsheets.reading`: no file takes more than its share, and whatever becomes of the child there is a sentence."""

import io
import json
import re
import resource
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from data.guarded_child import ChildStopped, Stop
from data.spreadsheets import reading, zip_container
from data.spreadsheets.limits import (
    COLUMNS_LIMIT,
    FILE_LIMIT,
    MEMORY_LIMIT,
    ROWS_LIMIT,
    SHEETS_LIMIT,
    RefusalCause,
    Refused,
    sentence,
)
from tests.data.spreadsheet_writers import CELL, ods, refusal, rows_of, workbook, xls, xlsx
from tests.waiting import DEADLINE

pytestmark = pytest.mark.guarded


@pytest.fixture(autouse=True)
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives the child as long as a busy machine may need for what is as large as it may be."""
    monkeypatch.setattr(reading, "LIMITS", replace(reading.LIMITS, seconds=DEADLINE))


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("больше 20 МБ", b"x" * (FILE_LIMIT + 1)),
        ("«Лист1» файла «Пары.xlsx» заполнен до ячейки XFD1048576", xlsx('<row><c r="XFD1048576"><v>1</v></c></row>')),
        ("заполнен до ячейки B200000, а читается не больше 100 000 строк", b"1;2\n" * 2 * ROWS_LIMIT),
        ("заполнен до ячейки AAA1", b";" * COLUMNS_LIMIT),
        ("заполнен до ячейки BH99990", b";" * 59 + b"\n1" * 99_989),
        ("больше 200 листов", xlsx("<row><c><v>1</v></c></row>", sheets=SHEETS_LIMIT + 1)),
        ("слишком много памяти", xlsx('<row><c><v>1</v></c></row><row><c r = "XFD1048576"><v>1</v></c></row>')),
        ("до ячейки A1048576", ods(f"<table:table-row table:number-rows-repeated='1048576'>{CELL}</table:table-row>")),
    ],
)
def test_a_file_beyond_a_bound_is_refused_and_this_process_lives(words: str, content: bytes) -> None:
    assert words in refusal(content)


def test_as_many_rows_as_are_allowed_are_read() -> None:
    assert len(rows_of(b"1;2\n" * ROWS_LIMIT)) == ROWS_LIMIT


def test_rows_and_columns_that_are_merely_formatted_do_not_count() -> None:
    styled = "".join(f'<row r="{row}"><c r="XFD{row}" s="0"/></row>' for row in range(1, 1_048_577, 50))
    assert rows_of(xlsx(f'<row r="1"><c r="A1"><v>1</v></c></row>{styled}')) == [[1.0]]
    blank = "<table:table-cell table:number-columns-repeated='16000'/>"
    block = f"<table:table-row table:number-rows-repeated='1048575'>{blank}</table:table-row>"
    row = f"<table:table-row>{CELL.format('x')}{blank}</table:table-row>"
    assert rows_of(ods(row + block)) == [["x"]]


def test_a_part_is_measured_and_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    content = xlsx(" " * 5000)
    size = zipfile.ZipFile(io.BytesIO(content)).getinfo("xl/worksheets/sheet1.xml").file_size
    lying = content.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    monkeypatch.setattr(zip_container, "UNPACKED_LIMIT", 5000)
    for each in (content, lying):
        with pytest.raises(Refused, match=RefusalCause.UNPACKED_SIZE):
            zip_container.container_in_zip(each)
    monkeypatch.setattr(zip_container, "PARTS_LIMIT", 4)
    with pytest.raises(Refused, match=RefusalCause.PARTS):
        zip_container.container_in_zip(content)


STOPS = {
    Stop.TIME: "за 15 секунд",
    Stop.MEMORY: "слишком много памяти",
    Stop.OUTPUT: "МБ данных",
    Stop.DIED: "слишком много памяти",
}


@pytest.mark.parametrize("stop", Stop)
def test_whatever_becomes_of_the_child_there_is_a_sentence(stop: Stop, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> bytes:
        raise ChildStopped(stop)

    monkeypatch.setattr(reading, "run_guarded", stopped)
    assert STOPS[stop] in refusal(b"x")


def test_the_child_imports_little_and_nothing_of_the_network() -> None:
    code = (
        "import sys, json; sys.path.extend(sys.argv[1:]); from data.spreadsheets.child_process import packed_sheets;"
        "packed_sheets(sys.stdin.buffer.read()); print(json.dumps(list(sys.modules)))"
    )
    for content in (workbook(A1=1), xls(1), b"a;b"):
        command = [sys.executable, "-I", "-S", "-c", code, *sys.path]
        output = subprocess.run(command, input=content, capture_output=True, check=True).stdout
        heavy = {"socket", "ssl", "pandas", "numpy", "openpyxl", "pandera", "typing", "dataclasses"}
        assert not heavy & set(json.loads(output))


def test_the_child_takes_no_more_memory_than_it_may() -> None:
    assert rows_of(xlsx("<row><c><v>1</v></c></row>" + " " * 255_000_000)) == [[1.0]]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < 1.5 * MEMORY_LIMIT


def test_threads_may_read_at_the_same_time_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    contents = [f"Анна;{number}".encode() for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        assert [rows[0][1] for rows in threads.map(rows_of, contents)] == [str(number) for number in range(8)]


@pytest.mark.parametrize("cause", RefusalCause)
def test_every_cause_has_a_russian_sentence_about_the_file(cause: RefusalCause) -> None:
    details = dict.fromkeys(("sheet", "cell", "what", "inside", "sign"), "…")
    output = sentence(cause, "Пары", details)
    assert "«Пары»" in output
    assert output.endswith(".")
    assert set(re.findall(r"[A-Za-z]+", output)) <= {
        "Excel",
        "LibreOffice",
        "xlsx",
        "Apple",
        "Microsoft",
        "Numbers",
        "Pages",
    }
