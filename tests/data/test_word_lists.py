"""Lists in tables of Word documents: read as sheets, within bounds, through the guarded child."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from data.loading import Lists, load
from data.workbooks.annotated_copy import corrected_copy, lost_in_copy
from tests.data.lists import TODAY, drawn, reported, required_columns
from tests.data.roadmap.own_files import word

PUPILS = drawn("""
    № | ФИО          | Дата рождения | Класс | ОВЗ
    1 | Липа Калина  | 01.02.2010    | 9А    | да
    2 | Клён Осин    | 31.03.2008    | 11Б   |
    3 | Ясень Ивин   | 05.06.2010    | 9Б    |
""")
PAIRS = drawn("""
    Наставник | Наставляемый | Форма           | Дата начала
    Клён Осин | Липа Калина  | ученик – ученик | 01.09.2024
""")


def loaded(*files: tuple[str, bytes]) -> Lists:
    return load(files, today=TODAY, required=required_columns())


def test_every_table_of_a_document_is_a_list_with_the_texts_above_it():
    content = word(PUPILS, PAIRS, above=["Школа под липами", "Обучающиеся по состоянию на 01.10.2024"])
    lists = loaded(("Списки.docx", content))
    assert not lists.has_errors
    assert (lists.counts["students"], lists.counts["pairs"]) == (3, 1)
    assert (lists.as_of, lists.as_of_source) == (dt.date(2024, 10, 1), "list")
    assert lists.roster.students["ovz"].tolist() == [True, False, False]


def test_a_table_that_a_page_parts_goes_on():
    lists = loaded(("Контингент.docx", word(PUPILS[:3], PUPILS[3:])))
    assert lists.counts["students"] == 3
    assert not lists.has_errors


def test_a_document_beside_a_workbook_is_one_upload():
    book = openpyxl.Workbook()
    for row in PUPILS:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    lists = loaded(("Контингент.xlsx", stream.getvalue()), ("Приказ.docx", word(PAIRS)))
    assert (lists.counts["students"], lists.counts["pairs"]) == (3, 1)


def test_cells_merged_down_say_the_same_of_each_row():
    rows = [PAIRS[0], PAIRS[1], ["", "Ясень Ивин", "ученик – ученик", "01.09.2024"]]
    lists = loaded(("Списки.docx", word(PUPILS)), ("Пары.docx", word(rows, merged=[(1, 0, 2, 0)])))
    assert lists.roster.pairs["mentor"].tolist() == ["Клён Осин", "Клён Осин"]


def test_a_fault_is_told_at_its_place_and_marked_in_a_workbook_that_is_read_again():
    rows = [*PUPILS[:2], ["2", "Клён Осин", "31.02.2008", "11Б", ""]]
    content = word(rows, above=["Обучающиеся"])
    lists = loaded(("Контингент.docx", content))
    (finding,) = reported(lists, "bad_date")
    assert (finding.file, finding.sheet, finding.cell) == ("Контингент.docx", "Обучающиеся", "C4")
    assert lost_in_copy("Контингент.docx", content, lists.sheets)
    name, copy = corrected_copy(
        "Контингент.docx", content, lists.sheets, lists.findings, {("Обучающиеся", 3, 2): "28.02.2008"}
    )
    again = loaded((name, copy))
    assert name.endswith(".xlsx")
    assert again.counts["students"] == 2
    assert not again.has_errors


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (word(), "в этом документе Word нет таблицы"),
        (word(PUPILS)[:2000], "поврежд"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "сохраните как docx"),
    ],
    ids=["no table", "torn", "old Word"],
)
def test_what_is_no_readable_document_gets_one_sentence_that_says_what_to_do(content, words):
    (finding,) = loaded(("Список.docx", content)).findings[:1]
    assert finding.code == "unreadable_file"
    assert words in finding.reason


def test_a_document_with_a_macro_is_not_read():
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(PUPILS))) as before, zipfile.ZipFile(stream, "w") as after:
        for part in before.namelist():
            after.writestr(part, before.read(part).replace(b"document.main+xml", b"document.macroEnabled.main+xml"))
    lists = loaded(("Список.docx", stream.getvalue()))
    assert "макрос" in lists.findings[0].reason
    assert lists.roster.students is None
