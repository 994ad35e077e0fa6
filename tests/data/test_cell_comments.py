"""Comments fastened to cells: a note of leaving in one is heeded, of the others it is said that nobody read them."""

from __future__ import annotations

import io
import subprocess

import openpyxl
import pytest
from odf import opendocument, table, text
from odf.office import Annotation
from openpyxl.comments import Comment

from data.checking.messages import message
from data.dropped_files import read_all
from data.loading import Lists, check
from data.recognition.reduced_sheets import reduced
from data.workbooks.annotated_copy import corrected_copy
from tests.data.lists import TODAY, checked, drawn, reported, required_columns, saved
from tests.programs import needed

PUPILS = drawn("""
    ФИО         | Дата рождения | Класс
    Липа Калина | 01.02.2010    | 9А
    Клён Осин   | 31.03.2008    | 11Б
    Ясень Ивин  | 05.06.2010    | 9Б
""")
GONE, OTHER = "выбыл 12.10.2024", "ТНР, заключение в папке"
COMMENTS = {(3, 0): GONE, (2, 2): OTHER, (0, 1): "в формате ДД.ММ.ГГГГ"}


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Обучающиеся"
    for row in PUPILS:
        page.append(row)
    for (row, column), words in COMMENTS.items():
        page.cell(row + 1, column + 1).comment = Comment(f"Завуч:\n{words}", "Завуч")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods() -> bytes:
    document = opendocument.OpenDocumentSpreadsheet()
    page = table.Table(name="Обучающиеся")
    for number, row in enumerate(PUPILS):
        line = table.TableRow()
        for column, written in enumerate(row):
            cell = table.TableCell(valuetype="string")
            if words := COMMENTS.get((number, column)):
                note = Annotation()
                note.addElement(text.P(text=words))
                cell.addElement(note)
            cell.addElement(text.P(text=written))
            line.addElement(cell)
        page.addElement(line)
    document.spreadsheet.addElement(page)
    return saved(document)


def xls(folder) -> bytes:
    (folder / "a.xlsx").write_bytes(xlsx())
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [needed("soffice"), profile, "--headless", "--convert-to", "xls", "--outdir", folder, folder / "a.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / "a.xls").read_bytes()


def checked_file(kind: str, content: bytes) -> Lists:
    sheets, _ = read_all([(f"Списки.{kind}", content)])
    return check(sheets, today=TODAY, required=required_columns())


@pytest.fixture(scope="module", params=["xlsx", "ods", "xls"])
def lists(request, tmp_path_factory) -> Lists:
    content = {"xlsx": xlsx, "ods": ods}.get(request.param, lambda: xls(tmp_path_factory.mktemp("xls")))()
    return checked_file(request.param, content)


def test_a_note_of_leaving_in_a_comment_is_one_of_the_person_in_its_row(lists):
    (finding,) = reported(lists, "left_by_note")
    assert (finding.cell, finding.value, finding.proposal) == ("A4", GONE, "12.10.2024")
    assert f"«{GONE}», так сказано в примечании к ячейке: похоже, человек выбыл" in message(finding)


def test_of_other_comments_at_people_it_is_told_where_they_stand_unread(lists):
    (finding,) = reported(lists, "unread_comments")
    assert (finding.table, finding.count, finding.others) == ("students", 1, ("C3",))
    assert "примечания к ячейкам не прочитаны (C3). Что в них сказано" in message(finding)


def test_a_reduced_sheet_tells_the_same_without_the_words_of_a_comment(lists):
    kept = [reduced(sheet) for sheet in lists.sheets]
    again = check(kept, today=TODAY, required=required_columns())
    assert again.findings == lists.findings
    assert OTHER not in repr(kept)


def test_our_own_remarks_in_a_copy_are_no_comments_of_a_persons():
    pupils = [*PUPILS[:3], ["Ясень Ивин", "32.06.2010", "9Б"]]
    book = openpyxl.Workbook()
    book.active.title = "Обучающиеся"
    for row in pupils:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    lists = checked_file("xlsx", stream.getvalue())
    assert lists.has_errors
    _, copy = corrected_copy("Списки.xlsx", stream.getvalue(), lists.sheets, lists.findings)
    assert openpyxl.load_workbook(io.BytesIO(copy)).worksheets[0]["B4"].comment is not None
    assert reported(checked_file("xlsx", copy), "unread_comments") == []


def test_a_comment_in_a_card_is_one_of_its_person():
    book = openpyxl.Workbook()
    page = book.active
    for name, birth, class_name in PUPILS[1:]:
        for line in (("ФИО", name), ("Дата рождения", birth), ("Класс", class_name), ()):
            page.append(line)
    page["B9"].comment = Comment(GONE, "Завуч")
    stream = io.BytesIO()
    book.save(stream)
    lists = checked_file("xlsx", stream.getvalue())
    assert lists.counts["students"] == len(PUPILS[1:])
    (finding,) = reported(lists, "left_by_note")
    assert (finding.at, finding.value) == ("B9", GONE)


@pytest.mark.parametrize("legend", ["жёлтым – ОВЗ", "Красный цвет: СОП", "Выделены жёлтым цветом – ОВЗ"])
def test_a_line_that_says_what_colours_mean_is_a_warning_that_nobody_reads_them(legend):
    lists = checked(
        "ФИО | Дата рождения | Класс\nЛипа Калина | 01.02.2010 | 9А\nСиницын Жёлтый | 01.03.2010 | 9А\n~\n" + legend
    )
    (finding,) = reported(lists, "unread_colours")
    assert (finding.value, len(lists.roster.students)) == (legend, 2)
    assert "цвет ячеек не читается. Кого он отмечает, впишите в ячейки." in message(finding)
