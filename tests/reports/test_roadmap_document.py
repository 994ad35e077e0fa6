"""The roadmap in Word: every word of the school's document, and the goals.

The same roadmap gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from data.roadmap.model import seed
from data.roadmap.reading.tables import NO_DIRECTION
from data.roadmap.records import Edition
from metrics.indicators import declared
from metrics.indicators import load as load_declarations
from metrics.settings import as_content, from_content
from metrics.wording import percent
from reports.__main__ import main
from reports.roadmap_document import A4, roadmap_document
from tests.programs import needed
from tests.waiting import DEADLINE

EDITION = Edition(1, seed())
TOGETHER = re.compile("(?<=№)\u00a0|\u00a0(?=[А-ЯЁ]\\.)")  # in numbers and beside initials


def opened(edition=EDITION, **settings):
    settled = from_content(as_content(declared().settings) | settings)
    return docx.Document(io.BytesIO(roadmap_document(edition, load_declarations(settings=settled))))


def cells(table):
    return [[TOGETHER.sub(" ", cell.text) for cell in row.cells] for row in table.rows]


def test_the_table_holds_every_activity_in_the_words_of_the_document():
    rows = cells(opened().tables[0])[1:]
    assert [row[2] for row in rows] == [item.title for item in seed().activities]
    assert [row[3] for row in rows] == [item.deadline for item in seed().activities]
    assert [row[4] for row in rows] == [item.responsible or "не назначен" for item in seed().activities]
    assert [row[1] for row in rows] == [item.title for item in seed().directions for _ in item.activities]


def test_a_roadmap_without_directions_numbers_its_activities():
    activities = seed().activities
    only = seed().directions[0].model_copy(update={"title": NO_DIRECTION, "activities": activities})
    single = seed().model_copy(update={"directions": (only,)})
    header, *rows = cells(opened(Edition(1, single)).tables[0])
    assert header == ["№ п/п", "Наименование мероприятия", "Срок исполнения", "Ответственный"]
    assert [row[:2] for row in rows] == [[str(number), item.title] for number, item in enumerate(activities, 1)]


def test_the_goals_stand_below_with_their_years_those_of_the_school_s_own_years_too():
    first, *others = declared().indicators
    rows = cells(opened(own_goals={first.key: {"2025": "13", "2027": "18"}}).tables[1])
    assert rows[0][2:] == ["2021 год", "2024 год", "2025 год", "2027 год"]
    assert rows[1][2:] == ["", "", "13\u00a0%", "18\u00a0%"]
    assert [row[2:] for row in rows[2:]] == [
        [*(percent(goal) for goal in indicator.goals.values()), "", ""] for indicator in others
    ]


def test_another_school_s_document_has_no_goals_until_it_has_confirmed_them():
    assert len(opened(school="Школа под липами").tables) == 1
    assert len(opened(school="Школа под липами", goals_confirmed=True).tables) == 2


def test_every_page_has_its_number_no_row_is_torn_and_the_header_is_repeated():
    document = opened()
    fields = [element.text.strip() for element in document.sections[0].footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    for table in document.tables:
        header, *rows = table.rows
        assert header._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_it_is_to_be_approved_by_the_director_of_the_school():
    document = opened(director="Липа К. Д.", school="Школа под липами")
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for word in ("УТВЕРЖДАЮ", "Директор", "Школа под липами", "К. Д. Липа"):
        assert word in words
    assert "Директор Школа" not in words  # no school's name is set in the nominative where another case is needed
    assert "Директор МБОУ «Сосна»" in [paragraph.text for paragraph in opened(school="МБОУ «Сосна»").paragraphs]


def test_the_order_that_adopted_it_stands_below_the_signature_in_place_of_a_day_to_fill():
    order = "Приказ от 28.08.2026 № 141-ОД"
    adopted = opened(Edition(1, seed().model_copy(update={"order": order})))
    first = [paragraph.text for paragraph in adopted.paragraphs[:4]]
    assert first[0] == "УТВЕРЖДАЮ" and first[-1].replace("\u00a0", " ") == order
    assert "«___»" in opened().paragraphs[3].text


def test_initials_stay_on_the_line_of_their_surname():
    texts = [cell.text for row in opened().tables[0].rows for cell in row.cells]
    assert any(re.search("[А-ЯЁ]\\.\u00a0[А-ЯЁ]\\.|[а-яё]\u00a0[А-ЯЁ]\\.[А-ЯЁ]\\.", text) for text in texts)
    assert not any(re.search(r"[а-яё] [А-ЯЁ]\. ?[А-ЯЁ]\.", text) for text in texts)


def test_what_is_no_longer_held_says_since_when():
    activity = seed().activities[0].model_copy(update={"retired_on": dt.date(2025, 9, 1)})
    first = seed().directions[0].model_copy(update={"activities": (activity,)})
    edition = Edition(2, seed().model_copy(update={"directions": (first,)}))
    assert "не проводится с 01.09.2025" in cells(opened(edition).tables[0])[1][3]


def test_the_same_roadmap_gives_the_same_bytes_whenever_it_is_written(monkeypatch):
    first = roadmap_document(EDITION, declared())
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    assert roadmap_document(EDITION, declared()) == first


def test_the_command_writes_it_to_a_file(tmp_path):
    path = tmp_path / "карта.docx"
    assert main(["--format", "roadmap", "--output", str(path)]) == 0
    assert docx.Document(str(path)).tables


def test_down_a_pipe_it_goes_as_bytes():
    command = [sys.executable, "-m", "reports", "--format", "roadmap"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=True)
    assert done.stdout == roadmap_document(EDITION, declared())


def test_on_paper_it_is_a4_lying_and_nothing_runs_over_the_edge(tmp_path):
    (tmp_path / "карта.docx").write_bytes(roadmap_document(EDITION, declared()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [needed("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "карта.docx")], check=True, capture_output=True, timeout=DEADLINE)
    pages = subprocess.run(
        [needed("pdftotext"), "-bbox", str(tmp_path / "карта.pdf"), "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    points = [length * 72 / 25.4 for length in A4]
    sizes = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', pages)
    assert sizes
    for width, height in sizes:
        assert (float(width), float(height)) == pytest.approx(points, abs=1)
    edges = [float(x) for x in re.findall(r'xMax="([\d.]+)"', pages)]
    assert max(edges) < points[0] - 20
