"""The corrected copy: the person's own workbook, its faults marked at their cells, and accepted back."""

from __future__ import annotations

import io
from collections import Counter

import openpyxl
import pytest
import xlsxwriter

from data.checking.messages import words
from data.findings import Finding, Severity
from data.loading import load
from data.workbooks.annotated_copy import AUTHOR, SHEET, corrected_copy
from tests.data.faults import clean
from tests.data.lists import files, xlsx
from tests.data.workbooks.packages import libreoffice

NAME = "Списки.xlsx"
MARKED = (Severity.ERROR, Severity.WARNING)


def faulty():
    """The clean lists with a wrong date, a wrong form and a birth that is not there."""
    book = clean("numbered")
    book["Обучающиеся"][1][2] = "31.02.2013"
    book["Обучающиеся"][5][2] = ""
    book["Пары"][2][4] = "дружба"
    return book


def copied(name, content):
    lists = load([(name, content)])
    return lists, *corrected_copy(name, content, lists.sheets, lists.findings)


def finding_places(lists):
    return Counter((finding.code, finding.sheet, finding.cell, finding.value) for finding in lists.findings)


def test_faulty_cells_are_coloured_and_say_what_to_do():
    lists, _, content = copied(NAME, xlsx(faulty()))
    book = openpyxl.load_workbook(io.BytesIO(content))
    marked = {
        (page.title, cell.coordinate): cell.comment.text
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }
    expected = {
        (finding.sheet, finding.cell): words(finding) for finding in lists.findings if finding.severity in MARKED
    }
    assert expected.keys() == marked.keys()
    assert len(expected) > 2
    for place, sentence in expected.items():
        assert sentence in marked[place]
        assert book[place[0]][place[1]].fill.fgColor.rgb != "00000000"


def test_the_sheet_of_findings_lists_each_with_a_link_to_its_cell():
    lists, _, content = copied(NAME, xlsx(faulty()))
    page = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    rows = list(page.iter_rows(min_row=4))
    assert [row[4].value for row in rows] == [words(finding) for finding in lists.findings]
    for row, finding in zip(rows, lists.findings, strict=True):
        if finding.cell:
            assert row[2].hyperlink.location == f"'{finding.sheet}'!{finding.cell}"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_a_corrected_copy_dropped_in_again_gives_the_same_findings(kind):
    book = faulty()
    written = files(book, kind)
    lists = load(written)
    copies = [corrected_copy(name, content, lists.sheets, lists.findings) for name, content in written]
    again = load(copies)
    assert again.counts == lists.counts
    assert Counter(finding.code for finding in again.findings) == Counter(finding.code for finding in lists.findings)
    if kind != "csv":
        assert finding_places(again) == finding_places(lists)


def test_marks_of_cells_that_were_corrected_are_gone_from_the_next_copy():
    _, name, content = copied(NAME, xlsx(faulty()))
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Обучающиеся"]["C2"].value = "05.03.2013"
    repaired = io.BytesIO()
    book.save(repaired)
    lists, again, content = copied(name, repaired.getvalue())
    assert again == name
    page = openpyxl.load_workbook(io.BytesIO(content))["Обучающиеся"]
    assert page["C2"].comment is None
    assert page["C2"].fill.fgColor.rgb == "00000000"
    assert ("Обучающиеся", "C6") in {(finding.sheet, finding.cell) for finding in lists.findings}
    assert page["C6"].comment.text.count(AUTHOR) == 1


def test_a_comment_of_the_persons_own_stays_before_ours():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(faulty())))
    book["Обучающиеся"]["C2"].comment = openpyxl.comments.Comment("спросить у мамы", "Завуч")
    written = io.BytesIO()
    book.save(written)
    _, _, content = copied(NAME, written.getvalue())
    text = openpyxl.load_workbook(io.BytesIO(content))["Обучающиеся"]["C2"].comment.text
    assert text.startswith("спросить у мамы\n")
    assert AUTHOR in text


def test_what_begins_like_a_formula_stays_text_in_a_new_workbook_and_in_the_findings():
    written = files(
        {"Обучающиеся": [*clean("numbered")["Обучающиеся"], ["=1+1", "@Имя", "=2+2", "5А", "", "", "", ""]]}, "csv"
    )
    lists = load(written)
    _, content = corrected_copy(*written[0], lists.sheets, lists.findings)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert {"=1+1", "=2+2"} <= {cell.value for cell in cells}
    assert all(cell.data_type != "f" for cell in cells)


def test_libreoffice_shows_the_comments_at_their_cells(tmp_path):
    lists, name, content = copied(NAME, xlsx(faulty()))
    saved = libreoffice(tmp_path, {name: content})
    comments = {
        (page.title, cell.coordinate): cell.comment.text
        for page in openpyxl.load_workbook(io.BytesIO(saved[name])).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }
    expected = {
        (finding.sheet, finding.cell): words(finding) for finding in lists.findings if finding.severity in MARKED
    }
    assert comments.keys() == expected.keys()
    assert all(words in comments[place] for place, words in expected.items())


def test_results_of_formulas_are_kept_so_that_the_copy_can_be_dropped_in_unopened():
    book = xlsxwriter_book(
        [["ФИО", "Дата рождения", "Класс"], ["Осока Мята Ивовна", ("=DATE(2012,3,3)", 40971), ('="6"&"А"', "6А")]]
    )
    before = load([(NAME, book)])
    assert before.counts["students"] == 1
    again = load([corrected_copy(NAME, book, before.sheets, before.findings)])
    assert again.roster.students.equals(before.roster.students)


def xlsxwriter_book(rows):
    """A workbook of one sheet; a pair is a formula and its result."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page, day = book.add_worksheet("Обучающиеся"), book.add_format({"num_format": "dd.mm.yyyy"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, tuple):
                    page.write_formula(number, column, cell[0], day if isinstance(cell[1], int) else None, cell[1])
                else:
                    page.write(number, column, cell)
    return content.getvalue()


def test_a_sheet_of_findings_moved_to_the_front_moves_no_correction_to_another_sheet():
    _, name, content = copied(NAME, xlsx(faulty()))
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.move_sheet(SHEET, -len(book.sheetnames))
    moved = io.BytesIO()
    book.save(moved)
    sheets = load([(name, moved.getvalue())]).sheets
    _, copy = corrected_copy(name, moved.getvalue(), sheets, [], {("Обучающиеся", 1, 2): "05.03.2013"})
    assert openpyxl.load_workbook(io.BytesIO(copy))["Обучающиеся"]["C2"].value == "05.03.2013"


def test_a_sheet_that_is_a_chart_is_passed_over():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(faulty())))
    book.create_chartsheet("Диаграмма", 0).add_chart(openpyxl.chart.BarChart())
    written = io.BytesIO()
    book.save(written)
    *_, copy = copied(NAME, written.getvalue())
    assert openpyxl.load_workbook(io.BytesIO(copy))["Обучающиеся"]["C2"].comment


def test_findings_of_other_files_are_left_out():
    content = xlsx(faulty())
    finding = Finding("bad_date", file="Б.xlsx", sheet="Обучающиеся", row=2, cell="C2", text="плохо")
    _, copy = corrected_copy(NAME, content, load([(NAME, content)]).sheets, [finding])
    assert openpyxl.load_workbook(io.BytesIO(copy))["Обучающиеся"]["C2"].comment is None


def test_what_was_typed_on_the_page_stands_in_the_copy():
    content = xlsx(faulty())
    sheets = load([(NAME, content)]).sheets
    _, copy = corrected_copy(NAME, content, sheets, [], {("Обучающиеся", 1, 2): "05.03.2013"})
    assert openpyxl.load_workbook(io.BytesIO(copy))["Обучающиеся"]["C2"].value == "05.03.2013"


def test_our_sheet_under_another_title_is_no_list_and_gives_way_to_the_next():
    lists, name, content = copied(NAME, xlsx(faulty()))
    book = openpyxl.load_workbook(io.BytesIO(content))
    book[SHEET].title = "Что исправить"
    renamed = io.BytesIO()
    book.save(renamed)
    again, _, copy = copied(name, renamed.getvalue())
    assert finding_places(again) == finding_places(lists)
    assert openpyxl.load_workbook(io.BytesIO(copy)).sheetnames == ["Обучающиеся", "Педагоги", "Пары", "Что исправить"]
