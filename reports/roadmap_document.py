"""The roadmap as it now stands, as a Word document in the school's own form.

«УТВЕРЖДАЮ», the table and the goals.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from data.parsing.printable import printable
from data.people.name_cases import as_signed
from data.roadmap.model import Activity
from data.roadmap.reading.tables import NO_DIRECTION
from data.roadmap.records import Edition
from data.russian import NO_BREAK, date_text
from metrics.indicators import Declarations
from metrics.settings import goals_are_its_own
from metrics.wording import percent
from reports.docx_package import without_moments

FONT, SIZE = "Times New Roman", 12  # pt
A4 = (297, 210)  # mm, lying
MARGIN = 15  # mm
TO_FILL = "______________________"
LONGEST_PROPERTY = 255  # characters; Word's own bound
DIRECTIONS, TITLES = "Направления", "Наименование мероприятия"
HEADERS = {  # mm
    "№ п/п": 13,
    DIRECTIONS: 42,
    TITLES: 95,
    "Срок исполнения": 42,
    "Ответственный": 75,
}
ABBREVIATION = re.compile(r"[А-ЯЁ]{2,}(?![а-яё])")
BETWEEN_INITIALS = re.compile(r"(?<=\b[А-ЯЁ]\.) (?=[А-ЯЁ]\.)|(?<=[а-яё]) (?=[А-ЯЁ]\. ?[А-ЯЁ]\.)")


def roadmap_document(edition: Edition, declarations: Declarations) -> bytes:
    """Returns the document of an edition.

    Under «УТВЕРЖДАЮ» stands its order, or room for a day; what is no longer held has its day. Goals stand there only
    where they are known to be the school's.
    """
    settings = declarations.settings
    school = settings.school or TO_FILL
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(length) for length in A4)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    signed = f"____________ {as_signed(settings.director) or TO_FILL}"
    director = f"Директор {school}" if _is_alike_in_all_cases(school) else "Директор"
    for line in ("УТВЕРЖДАЮ", director, signed, edition.roadmap.order or _day_to_fill()):
        document.add_paragraph(printable(line)).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if not _is_alike_in_all_cases(school):
        _heading(document, school)
    _heading(document, edition.roadmap.title)
    _activities(document, edition)
    if goals_are_its_own(settings):
        _goals(document, school, declarations)
    footer = section.footer.paragraphs[0]
    footer.style = style  # that of footers has tabs for a page that stands
    footer.text = f"Редакция № {edition.number} дорожной карты, действует с {date_text(edition.roadmap.since)}"
    footer.paragraph_format.tab_stops.add_tab_stop(Mm(A4[0] - 2 * MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run("\tстраница ")
    _field(footer, "PAGE")
    footer.add_run(" из ")
    _field(footer, "NUMPAGES")
    properties = document.core_properties
    properties.author = properties.last_modified_by = printable(school)[:LONGEST_PROPERTY]
    properties.title = printable(edition.roadmap.title)[:LONGEST_PROPERTY]
    written = io.BytesIO()
    document.save(written)
    return without_moments(written.getvalue())


def _goals(document: Any, school: str, declarations: Declarations) -> None:
    """Adds the table of the goals of every year."""
    where = f" в {school}" if _is_alike_in_all_cases(school) else ""
    _heading(document, f"Целевые показатели развития программы наставничества{where}")
    years = sorted({year for indicator in declarations.indicators for year in indicator.goals})
    goals = [
        (
            f"{indicator.number}.",
            indicator.title,
            *(percent(indicator.goals[year]) if year in indicator.goals else "" for year in years),
        )
        for indicator in declarations.indicators
    ]
    titles = ["№ п/п", "Наименование показателя", *(f"{year} год" for year in years)]
    for_years = max(60, 18 * len(years))  # mm
    widths = [13, 254 - for_years, *[for_years // len(years)] * len(years)]
    _keep_whole(_table(document, titles, widths, goals, merged=0))


def _day_to_fill() -> str:
    return f"«___»{NO_BREAK}______________{NO_BREAK}20___{NO_BREAK}г."


def _is_alike_in_all_cases(school: str) -> bool:
    """Returns whether no case changes a school's name («МБОУ «СОШ № 7»»), or it is to be filled in."""
    return school == TO_FILL or bool(ABBREVIATION.match(school))


def _deadline(activity: Activity) -> str:
    if activity.retired_on is None:
        return activity.deadline
    return f"{activity.deadline}; не проводится с {date_text(activity.retired_on)}"


def _together(words: str) -> str:
    """Returns the words with «№ 7» and «Е. В.» on one line."""
    return BETWEEN_INITIALS.sub(NO_BREAK, printable(words).replace("№ ", f"№{NO_BREAK}"))


def _heading(document: Any, words: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(SIZE)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(_together(words)).bold = True


def _field(paragraph: Any, name: str) -> None:
    """Adds a field that Word computes; «1» stands there until it does."""
    for kind in ("begin", name, "separate", "1", "end"):
        run = paragraph.add_run(kind if kind == "1" else "")
        if kind == name:
            instruction = run._r.makeelement(qn("w:instrText"), {})
            instruction.text = f" {name} "
            run._r.append(instruction)
        elif kind != "1":
            run._r.append(run._r.makeelement(qn("w:fldChar"), {qn("w:fldCharType"): kind}))


def _activities(document: Any, edition: Edition) -> None:
    """Adds the table: directions with their numbers; where the school's document has none, activities with theirs."""
    headers, merged = HEADERS, 2
    rows: list[tuple[str, ...]] = [
        (str(number), direction.title, activity.title, _deadline(activity), activity.in_charge)
        for number, direction in enumerate(edition.roadmap.directions, 1)
        for activity in direction.activities
    ]
    if [direction.title for direction in edition.roadmap.directions] == [NO_DIRECTION]:
        rows, merged = [(str(number), *row[2:]) for number, row in enumerate(rows, 1)], 0
        headers = {title: width for title, width in HEADERS.items() if title != DIRECTIONS}
        headers[TITLES] += HEADERS[DIRECTIONS]
    _table(document, list(headers), list(headers.values()), rows, merged)


def _table(
    document: Any, titles: Sequence[str], widths: Sequence[int], rows: Sequence[tuple[str, ...]], merged: int
) -> Any:
    """Adds and returns a table whose header repeats on every page.

    The first `merged` columns join equal cells below each other.
    """
    table = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    table.autofit = False
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    repeat = table.rows[0]._tr.get_or_add_trPr().makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    starts: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        added = table.add_row()
        added._tr.get_or_add_trPr().append(added._tr.makeelement(qn("w:cantSplit"), {qn("w:val"): "true"}))
        for column, text in enumerate(row):
            if column < merged and number > 1 and rows[number - 2][:merged] == row[:merged]:
                table.cell(starts[column], column).merge(added.cells[column])
                continue
            starts[column] = number
            added.cells[column].text = _together(text)
    for column, width in enumerate(widths):
        table.columns[column].width = Mm(width)
        for cell in table.columns[column].cells:
            cell.width = Mm(width)
    return table


def _keep_whole(table: Any) -> None:
    """Keeps a short table on one page."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
