"""Whatever stands in a list stays text in every file that is given out.

No formula, no link, no markup, no crash.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import docx
import openpyxl
import pytest
import xlsxwriter
from docx.document import Document
from icalendar import Calendar
from openpyxl.utils.escape import unescape

from data.loading import load
from data.parsing.printable import LONGEST_CELL, cell_text, printable
from data.periods import year_to_date
from data.roadmap.model import seed
from data.roadmap.records import Edition, standings
from data.workbooks.annotated_copy import corrected_copy
from data.workbooks.blank import filled_workbook
from metrics.indicators import load as declarations
from reports.deadlines_calendar import calendar_file
from reports.monitoring.document import monitoring
from reports.monitoring.paper import Paper
from reports.people.plain_list import people_workbook
from reports.people.workbook import people_figures
from reports.roadmap_document import roadmap_document
from reports.source import Source
from tests.data.lists import csv_of, ods
from tests.metrics.rosters import set_to
from tests.reports.hostile_texts import FOURS, HOSTILE, NAMES, ON, hostile_roster, hostile_sheets

PERIOD = year_to_date(ON)
MADE = dt.datetime(2024, 12, 31, 10, tzinfo=dt.UTC)
ALLOWED_FIELDS = {"PAGE", "NUMPAGES"}  # in the files of the app; none of them fetches or computes
texts = pytest.mark.parametrize("text", HOSTILE, ids=NAMES)


def texts_of(content: bytes) -> set[str]:
    """Returns all texts of a workbook, which is safe.

    Nothing in it is computed or leads out of it.
    """
    _leads_nowhere(content)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                assert not re.search(rb"<f[ />]", parts.read(name)), name
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert all(cell.hyperlink is None or cell.hyperlink.target is None for cell in cells)
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    return texts | {unescape(text) for text in texts}  # openpyxl leaves texts within their cells escaped


def words_of(content: bytes) -> list[str]:
    """Returns the paragraphs and cells of a Word document, which is safe.

    No link, no object, no field but page numbers.
    """
    _leads_nowhere(content)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if re.match(r"word/(document|header\d*|footer\d*)\.xml", name):
                part = parts.read(name).decode()
                assert not re.search(r"<w:(hyperlink|altChunk|object)\b", part), name
                fields = re.findall(r"<w:instrText\b[^>]*>([^<]*)<|<w:fldSimple\b[^>]*w:instr=\"([^\"]*)\"", part)
                assert {"".join(field).split()[0] for field in fields} <= ALLOWED_FIELDS, name
    return list(_words(docx.Document(io.BytesIO(content))))


def _words(document: Document) -> Iterator[str]:
    yield from (paragraph.text for paragraph in document.paragraphs)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)


def _leads_nowhere(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        assert not any(
            b'TargetMode="External"' in parts.read(name) for name in parts.namelist() if name.endswith(".rels")
        )


@texts
def test_the_figures_with_people_hold_it_as_text(text: str):
    settled = declarations(settings=set_to(school=text, method_order=text))
    content = people_figures(Source(hostile_roster(text), text), PERIOD, settled, special=True)
    assert cell_text(text) in texts_of(content)


def test_a_list_of_people_holds_them_as_text():
    for text in HOSTILE[:2] + HOSTILE[-2:]:  # as its title and its note, too
        assert cell_text(text) in texts_of(people_workbook(text, [text], ["ФИО"], [[text]]))
    assert set(map(cell_text, HOSTILE)) <= texts_of(people_workbook("А", ["Б"], ["ФИО"], [[text] for text in HOSTILE]))


@texts
def test_the_filled_blank_holds_it_as_text(text: str):
    assert cell_text(text) in texts_of(filled_workbook(hostile_roster(text), [text], special=True))


def test_a_corrected_copy_of_a_workbook_holds_it_as_text():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        for name, rows in hostile_sheets(HOSTILE).items():
            sheet = workbook.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write_string(row, column, cell[:LONGEST_CELL])
    files = [("Списки.xlsx", content.getvalue())]
    lists = load(files)
    typed = {("Обучающиеся", row, 1): text for row, text in enumerate(HOSTILE, 1)}
    texts = texts_of(corrected_copy(*files[0], lists.sheets, lists.findings, typed)[1])
    assert {cell_text(text) for text in HOSTILE} <= texts
    assert any(finding.cell for finding in lists.findings)


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_a_corrected_copy_of_other_files_holds_it_as_text(kind: str):
    known = [text for text in HOSTILE if printable(text) == text]  # ods is XML, and a file with zero bytes is no csv
    sheets = hostile_sheets(known)
    files = [(f"{name}.csv", csv_of(rows, "utf-8")) for name, rows in sheets.items()]
    files = files if kind == "csv" else [("Списки.ods", ods(sheets))]
    lists = load(files)
    assert not lists.unreadable
    copies = [corrected_copy(name, content, lists.sheets, lists.findings)[1] for name, content in files]
    texts = {" ".join(text.split()) for copy in copies for text in texts_of(copy)}
    texts.add("01.02.2010")  # written into the ods as a day, and given back as one
    assert {" ".join(cell_text(text).split()) for text in known} <= texts


@pytest.mark.parametrize("texts", FOURS, ids=range(len(FOURS)))
def test_the_monitoring_holds_them_as_text(texts: list[str]):
    school, director, responsible, order = (texts + texts)[:4]
    settled = declarations(
        settings=set_to(school=school, director=director, responsible=responsible, method_order=order)
    )
    source = Source(hostile_roster(school), order)
    words = words_of(monitoring(Paper(source, ON, settled, standings(None, ON), ON), None, responsible))
    assert all(any(squeezed(text) in squeezed(line) for line in words) for text in texts)


@texts
def test_the_roadmap_holds_it_as_text(text: str):
    words = words_of(roadmap_document(edited(text), declarations(settings=set_to(school=text, director=text))))
    assert any(squeezed(text) in squeezed(line) for line in words)


@texts
def test_the_calendar_holds_it_as_text(text: str):
    due = [
        replace(standing, instance=replace(standing.instance, activity=edited(text).roadmap.activities[0]))
        for standing in standings(None, ON)
        if standing.is_open and standing.instance.due and standing.instance.due > ON
    ][:1]
    calendar = Calendar.from_ical(calendar_file(due, text, MADE))
    (event,) = calendar.walk("VEVENT")
    assert [component.name for component in calendar.walk()] == ["VCALENDAR", "VEVENT", "VALARM"]
    assert squeezed(event["summary"]).startswith(squeezed(text))
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}
    assert set(calendar) == {"PRODID", "VERSION", "X-WR-CALNAME"}


def edited(text: str) -> Edition:
    """Returns the roadmap with the text wherever leadership may write."""
    roadmap = seed()
    more = {"title": text, "responsible": text, "deadline": text}
    directions = tuple(
        direction.model_copy(
            update={
                "title": text,
                "activities": tuple(activity.model_copy(update=more) for activity in direction.activities),
            }
        )
        for direction in roadmap.directions
    )
    return Edition(1, roadmap.model_copy(update={"title": text, "directions": directions}))


def squeezed(text: str) -> str:
    """Returns the text without its blanks and without what no file can hold.

    Word and calendars set blanks their own way.
    """
    return "".join(printable(text).split())


@pytest.mark.parametrize("text", ["<r></r>", "<r><t>Осинкин</t></r>", "<r>]]></r>"])
def test_a_text_like_the_markup_of_a_workbook_stays_a_text(text):
    content = people_workbook("Список", ("Содержит персональные данные",), ["ФИО"], [[text]])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert text in {str(cell.value).strip() for row in sheet.iter_rows() for cell in row}
