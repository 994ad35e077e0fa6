"""A monitoring by the school's own Word template: used, stored, refused with its true cause."""

from __future__ import annotations

import base64
import io
import re

import docx
import pytest

from data import demo
from data.findings import ListError
from data.periods import year_to_date
from data.store.decisions import remember
from data.store.export_log import exports
from data.store.location import place
from data.store.versions import Store
from metrics.indicators import declared
from reports.__main__ import main
from reports.monitoring.document import PARTS, TEMPLATE, missing_parts
from reports.monitoring.school_template import NAME, check_template
from reports.registry import MONITORINGS, delivered
from reports.request import ReportRequest
from reports.school_templates import KIND, drop_template, school_template, store_template
from reports.source import UNNAMED_SCHOOL, Source
from tests.reports.monitoring.documents import ON, cells, made, opened, paper
from tests.reports.word_files import field, png, saved
from tests.sample_files import HOSTILE


def test_a_template_of_the_school_is_used(roster):
    template = opened(TEMPLATE.read_bytes())
    template.add_paragraph("Педагогический совет ознакомлен: {{ school }}")
    words = [paragraph.text for paragraph in opened(made(roster, saved(template))).paragraphs]
    assert f"Педагогический совет ознакомлен: {UNNAMED_SCHOOL}" in words


def test_a_template_that_names_the_columns_as_older_ones_did_still_holds_their_numbers(roster):
    template = opened(TEMPLATE.read_bytes())
    template.add_paragraph(
        "{% for one in uncovered %}{{ one.first }};{{ one.second }};{{ one.fourth }};{{ one.fifth }} {% endfor %}"
    )
    written = io.BytesIO()
    template.save(written)
    document = opened(made(roster, written.getvalue()))
    header, *rows = cells(document.tables[3])
    numbers = [title.replace("\u00a0", " ").split(",")[0] for title in header]
    places = [numbers.index(f"№ {number}") for number in (1, 2, 4, 5)]
    assert rows
    assert document.paragraphs[-1].text.split() == [";".join(row[place] for place in places) for row in rows]


@pytest.mark.parametrize("words", ["{{ school", "{{ school.__class__.__mro__ }}", "{% for one in %}"])
def test_a_template_with_a_fault_or_that_reaches_for_more_is_refused(roster, words):
    template = opened(TEMPLATE.read_bytes())
    template.add_paragraph(words)
    with pytest.raises(ListError, match="Шаблон Word не подходит"):
        made(roster, saved(template))


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (
            "writes_a_file",
            "вызывает функцию, а может только показывать, повторять и сравнивать (рядом с «{{ shares[0].pi",
        ),
        ("endless_loop", "«range» повторяет больше 1000 раз"),
        (
            "adds_text_and_number",
            "складывает или сравнивает разное, например текст с числом (рядом с «{{ school + 1 }}»)",
        ),
    ],
)
def test_a_hostile_template_is_refused_with_its_true_cause(roster, sample, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ListError, match=f"^Шаблон Word не подходит: .*{re.escape(words)}"):
        made(roster, (HOSTILE / f"template_{sample}.docx").read_bytes())
    assert not list(tmp_path.iterdir())


def test_a_template_of_the_school_with_logo_conditions_and_page_numbers_is_used(roster):
    template = opened(TEMPLATE.read_bytes())
    template.add_heading("Выводы {{ school }}", 1)
    template.add_paragraph(
        "{% if shares|length > 3 %}Показатели{% endif %}: {% for one in shares %}{{ one.number }}{% endfor %}"
    )
    template.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png()))
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    template.sections[0].header.paragraphs[0]._p.append(docx.oxml.parse_xml(f"<w:r {spaces}>{field(' PAGE ')}</w:r>"))
    document = opened(made(roster, saved(template)))
    assert [paragraph.text for paragraph in document.paragraphs[-2:]] == [
        f"Выводы {UNNAMED_SCHOOL}",
        "Показатели: " + "".join(str(indicator.number) for indicator in declared().indicators),
    ]
    assert len(document.inline_shapes) == len(declared().indicators)  # a bar each
    assert len(document.sections[0].header.part.element.xpath(".//w:drawing")) == 1


def test_a_template_is_known_by_the_parts_that_it_has_no_tags_for(roster):
    assert missing_parts(paper(roster), TEMPLATE.read_bytes()) == []
    document = docx.Document()
    for words in ("{{ marking }}", "{% if conclusions_note %}{{ conclusions[0] }}{% endif %}", "{{ director|upper }}"):
        document.add_paragraph(words)
    has = {"conclusions_note", "conclusions", "director"}
    assert missing_parts(paper(roster), saved(document)) == [words for name, words in PARTS.items() if name not in has]


def test_a_template_without_the_marking_is_refused(roster):
    template = docx.Document()
    template.add_paragraph("{{ school }}")
    with pytest.raises(ListError, match="нет вставки"):
        made(roster, saved(template))


def test_what_is_no_document_is_refused(roster):
    with pytest.raises(ListError, match="Шаблон Word не подходит"):
        made(roster, b"no document")


def test_the_template_is_stored_and_dropped(roster):
    store = Store(place())
    template = opened(TEMPLATE.read_bytes())
    template.add_paragraph("Своё")
    content = saved(template)
    assert school_template(store, NAME) is None
    store_template(store, NAME, TEMPLATE.read_bytes())
    store_template(store, NAME, content)
    assert school_template(store, NAME) == content
    drop_template(store, NAME)
    assert school_template(store, NAME) is None


def test_a_template_that_gives_no_report_is_refused(roster):
    with pytest.raises(ListError, match="повторяет больше 1000 раз"):
        check_template((HOSTILE / "template_endless_loop.docx").read_bytes(), roster)


@pytest.mark.parametrize("kind", MONITORINGS.values())
def test_a_template_that_fails_on_the_lists_of_the_school_alone_is_one_sentence_of_its_download(roster, kind):
    store = Store(place())
    template = opened(TEMPLATE.read_bytes())
    template.add_paragraph("{% if school != 'Демонстрационная школа' %}{{ school + 1 }}{% endif %}")
    check_template(saved(template), roster)
    store_template(store, NAME, saved(template))
    request = ReportRequest(Source(roster, "сохранённая версия № 1"), year_to_date(ON), declared(), store, ON)
    with pytest.raises(ListError, match=r"^Шаблон Word не подходит: .*складывает или сравнивает разное"):
        delivered(kind, request, "Завуч")
    assert not exports(store)


def test_a_stored_template_that_cannot_be_used_is_one_sentence_of_the_command(tmp_path, capsys):
    content = (HOSTILE / "template_writes_a_file.docx").read_bytes()
    remember(Store(place()), KIND, (NAME,), {"docx": base64.b64encode(content).decode()})  # as an earlier release did
    path = tmp_path / "мониторинг.docx"
    assert main([str(demo.PATH), "--format", "docx", "--output", str(path)]) == 1
    assert "Шаблон Word не подходит: вставка вызывает функцию" in capsys.readouterr().err
    assert not path.exists()
