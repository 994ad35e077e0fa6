"""The municipal base as a file: text stays text, and it prints as it should.

The same lists give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import zipfile

import openpyxl
import pytest

from data import demo
from data.checking.messages import message
from data.loading import check, load
from data.parsing.printable import LONGEST_CELL
from data.periods import year_to_date
from data.store.serialization import freeze, thaw
from data.workbooks.blank import filled_workbook
from metrics.indicators import declared
from metrics.indicators import load as load_declarations
from metrics.settings import from_content
from reports.municipal.forms import BOTH, MENTEES
from reports.municipal.workbook import forms_of, municipal_base
from reports.source import PERSONAL, Source
from tests.data.lists import TODAY, checked, drawn, sheet
from tests.programs import needed
from tests.reports.municipal.bases import (
    LET_IN,
    MORE,
    NAMED,
    PAIRS,
    PERIOD,
    SCHOOL,
    STUDENTS,
    TEACHERS,
    asked,
    made,
    pair_with,
    parts,
    texts,
)
from tests.waiting import DEADLINE

HOSTILE = (
    *("=1+1", "+7 900 123-45-67", "-5", "@SUM(A1)", '=HYPERLINK("http://example.org";"x")', "<b>x</b>", "{{ 7*7 }}"),
    *("http://example.org", "mailto:a@b", "internal:A1", "{=1+1}", "007", "1e5", "01.09.2024", "&amp;", "_x0041_"),
    *("ИСТИНА", "'=1+1", "%s", "д" * 300),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_stays_the_text_it_is(text):
    rows = drawn(pair_with(**dict.fromkeys(MORE, "x")))
    rows[1] = [text if cell == "x" else cell for cell in rows[1]]
    lists = check([sheet(STUDENTS, "Обучающиеся"), sheet(rows, "Пары")], today=TODAY)
    content = made(lists.roster).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for form in BOTH for row in book[form.title].iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    values = [str(cell.value) for cell in cells]
    assert sum(text in (value, value.replace("_x005F", "")) for value in values) == len(MORE) + 3
    assert not [cell for cell in cells if cell.hyperlink]
    assert not re.search("<f>|<hyperlink|calcChain|externalLink", parts(content))


def test_days_are_days_and_numbers_are_numbers():
    book = openpyxl.load_workbook(io.BytesIO(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content))
    mentees = {cell.value: cell.column for cell in book[MENTEES.title][1]}
    rows = list(book[MENTEES.title].iter_rows(min_row=2))
    for title, kind in (("№", "n"), ("Год рождения", "n"), ("Дата вхождения в программу", "d")):
        cells = [row[mentees[title] - 1] for row in rows]
        assert {cell.data_type for cell in cells if cell.value is not None} == {kind}, title
    ends = [row[mentees["Дата завершения программы"] - 1].value for row in rows]
    assert [end for end in ends if end] == [dt.datetime(2025, 5, 31)]
    starts = [row[mentees["Дата вхождения в программу"] - 1] for row in rows]
    assert {cell.number_format for cell in starts} == {"dd.mm.yyyy"}


@pytest.mark.parametrize("text", ["строка\r\nдругая", "знак\tдругая", "знак\x00\x01\x1f\x7fдругая"])
def test_signs_that_no_cell_shows_are_dropped(text):
    rows = [["Наставник", "Наставляемый", "Дата начала", "Запрос"], ["Граб Олень", "Осока Рябина", "01.11.2024", text]]
    content = made(check([sheet(rows, "Пары")], today=TODAY).roster).content
    assert re.fullmatch(r"(строка|знак) ?другая", texts(content, MENTEES)[0][4])


def test_a_text_longer_than_a_cell_ends_with_a_sign_of_it():
    rows = drawn(pair_with(Запрос="x"))
    rows[1] = ["д" * 40_000 if cell == "x" else cell for cell in rows[1]]
    content = made(check([sheet(STUDENTS, "Обучающиеся"), sheet(rows, "Пары")], today=TODAY).roster).content
    assert texts(content, MENTEES)[0][4] == "д" * (LONGEST_CELL - 1) + "…"


@pytest.mark.parametrize("school", ['Школа & "Ко" <b> &P &D', "=1+1", "Ш" * 400, "&" * 300])
def test_the_name_of_the_school_is_no_code_of_the_footer(school):
    settings = from_content({"school": school})
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    content = municipal_base(Source(roster, "№ 1"), PERIOD, load_declarations(settings=settings), (), LET_IN).content
    page = openpyxl.load_workbook(io.BytesIO(content))["О файле"]
    assert school in [cell.value for row in page.iter_rows() for cell in row]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        footer = re.search("<oddFooter>(.*?)</oddFooter>", book.read("xl/worksheets/sheet1.xml").decode())
    assert footer
    assert len(footer[1].replace("&amp;", "&")) <= 255
    assert PERSONAL in footer[1]


# The file


def test_the_same_lists_give_the_same_bytes(monkeypatch):
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    first = made(roster).content
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    assert made(roster).content == first


def test_the_file_tells_what_it_is_and_names_nobody_there():
    base = made(checked(asked("да, да, нет"), TEACHERS, PAIRS).roster)
    about = openpyxl.load_workbook(io.BytesIO(base.content))["О файле"]
    about_file = {row[0].value: row[1].value for row in about.iter_rows()}
    words = str(about_file)
    assert PERSONAL in about["A1"].value
    assert about_file["Школа"] == SCHOOL
    assert "Сохранённая версия № 1" in about_file["Из чего сделано"]
    assert about_file["Строк в форме «База наставляемых»"] == "2"
    assert about_file["Не вошли без согласия"] == (
        "1\u00a0человек, с ними 2\u00a0пары; поэтому в форме «База наставляемых» нет наставляемых: 1, "
        "в форме «База наставников» – наставников: 2"
    )
    assert "Контактные данные для связи – 2 из 2" in about_file["Пустые ячейки: База наставляемых"]
    assert not [surname for surname in ("Ромашкина", "Осока", "Липа", "Дуб", "Граб") if surname in words]


def test_the_demonstration_is_marked():
    roster = load([(demo.PATH.name, demo.PATH.read_bytes())]).roster
    source = Source(roster, "демонстрационные данные", is_demonstration=True)
    content = municipal_base(source, year_to_date(roster.as_of), NAMED, (), LET_IN).content
    assert "Демонстрационные данные" in parts(content)
    assert SCHOOL not in parts(content)


def test_without_pairs_the_forms_are_empty():
    forms = forms_of(Source(checked(STUDENTS).roster, "№ 1"), PERIOD, declared(), (), LET_IN)
    assert (forms.mentees, forms.mentors, forms.empty(MENTEES)) == ((), (), {})


def test_the_mentees_can_be_read_again_and_the_sheet_about_the_file_is_no_list():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    book = openpyxl.load_workbook(io.BytesIO(made(roster).content))
    del book["База наставников"]
    written = io.BytesIO()
    book.save(written)
    lists = load([("База.xlsx", written.getvalue())], today=TODAY)
    assert [(block.table, block.sheet) for block in lists.blocks] == [("pairs", "База наставляемых")]
    assert lists.counts["pairs"] == 4
    assert "О файле" not in str([message(finding) for finding in lists.findings])


def test_columns_for_the_base_come_back_from_the_store_and_from_the_exported_lists():
    texts_of_columns = dict(zip(MORE, (f"слово{place}" for place in range(len(MORE))), strict=True))
    roster = checked(
        asked("да, нет, да"), asked("да, да", TEACHERS), pair_with(**texts_of_columns, **{"Согласие наставника": "да"})
    ).roster
    assert list(thaw(freeze(roster.pairs))["competences"]) == ["слово5"]
    again = load([("Списки.xlsx", filled_workbook(roster, ["№ 1"], special=True))], today=TODAY).roster
    assert freeze(again.pairs) == freeze(roster.pairs)
    assert list(again.students["consent"]) == list(roster.students["consent"])


def test_on_paper_the_forms_are_a4_lying_one_page_wide_and_every_text_is_whole(tmp_path):
    long = "очень длинный запрос наставляемого о том, чему он хотел бы научиться " * 4 + "конец"
    many = "\n".join(
        f"Граб Олень Дубович | Тополев{place} Ясень Рябинович | студент – ученик | 01.11.2024 |" for place in range(24)
    )
    pairs = pair_with(**dict.fromkeys(MORE, long)) + "\n" + many
    pupils = "".join(f"    Тополев{place} Ясень Рябинович | 2010 | 7А | | | |\n" for place in range(24))
    content = made(checked(STUDENTS + pupils, TEACHERS, pairs).roster).content
    (tmp_path / "база.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [needed("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "база.xlsx")], check=True, capture_output=True, timeout=DEADLINE)
    command = [needed("pdftotext"), "-layout", "-bbox", str(tmp_path / "база.pdf"), "-"]
    paper = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    sizes = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', paper)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(842, 595), (595, 842)}
    assert paper.count(">Желаемый<") >= 1
    assert paper.count(">конец<") == 15  # six texts of the first form and nine of the second, each to its end
    assert all(f">Тополев{place}<" in paper for place in range(24))


def test_every_page_of_a_form_has_its_header_and_the_marking():
    book = openpyxl.load_workbook(io.BytesIO(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content))
    for form in BOTH:
        page = book[form.title]
        assert (page.print_title_rows, page.freeze_panes) == ("$1:$1", "C2")
        assert (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToHeight) == (
            9,
            "landscape",
            0,
        )
        assert PERSONAL in page.oddFooter.left.text
        assert all(cell.alignment.wrap_text for row in page.iter_rows() for cell in row)
