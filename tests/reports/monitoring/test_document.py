"""The quarterly monitoring: the page's own figures on paper.

Whatever stands in the lists.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
import zipfile

import docx
import pytest

from data import demo
from data.findings import ListError
from data.loading import load
from data.periods import quarter_to_date, year_to_date
from data.roadmap.records import standings
from data.roadmap.standing import overdue
from data.store.decisions import remember
from data.store.export_log import exports
from data.store.location import place
from data.store.versions import Store
from metrics.disclosure.public_tables import quarterly
from metrics.explain import standings as people
from metrics.filters import Filters
from metrics.indicators import declared
from metrics.results import results
from metrics.wording import out_of, share_text
from reports.__main__ import main
from reports.monitoring.document import TEMPLATE, bar, monitoring
from reports.monitoring.school_template import KIND, NAME, drop_template, keep_template, own_template
from reports.registry import Order, delivered
from reports.source import Source
from tests.data.lists import checked
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS
from tests.reports.word_files import field, png, saved
from tests.sample_files import HOSTILE

ON = dt.date(2024, 12, 31)


@pytest.fixture(scope="module")
def roster():
    return load([(demo.PATH.name, demo.PATH.read_bytes())]).roster


def made(roster, template=None, words="сохранённая версия № 1"):
    return monitoring(Source(roster, words), ON, declared(), standings(None, ON), ON, template)


def opened(content):
    return docx.Document(io.BytesIO(content))


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_shares_are_those_of_the_pages_for_the_quarter_and_from_the_start_of_the_year(roster):
    rows = cells(opened(made(roster)).tables[0])[1:]
    quarter, year = results(roster, quarter_to_date(ON)), results(roster, year_to_date(ON))
    for column, shares in ((2, quarter), (3, year)):
        expected = [f"{share_text(result)} ({out_of(result.headline)})" for result in shares]
        assert [row[column].replace("\u00a0", " ") for row in rows] == [
            words.replace("\u00a0", " ") for words in expected
        ]
    assert [row[5] for row in rows] == [result.status.title for result in year]


def test_who_is_not_covered_adds_up_to_those_who_could_count(roster):
    rows = cells(opened(made(roster)).tables[2])[1:]
    for column, number in ((1, 1), (2, 2), (3, 4), (4, 5)):
        indicator = next(indicator for indicator in declared().indicators if indicator.number == number)
        listed = people(roster, year_to_date(ON), Filters(), indicator, declared())
        missing = sum(person.could_count and not person.counts for person in listed)
        assert sum(int(row[column]) for row in rows if row[column] != "–") == missing


def test_every_overdue_activity_is_named_once(roster):
    words = [paragraph.text for paragraph in opened(made(roster)).paragraphs]
    late = {standing.instance.activity.title for standing in overdue(standings(None, ON))}
    for title in late:
        assert sum(title in line and "просрочено" in line for line in words) == 1


def test_it_says_what_it_was_made_from(roster):
    footer = opened(made(roster)).sections[0].footer.paragraphs[0].text
    assert "Сохранённая версия № 1" in footer
    assert "данные от 31.12.2024" in footer
    assert "01.10.2024–31.12.2024" in footer


def test_the_demonstration_is_marked(roster):
    source = Source(roster, "демонстрационные данные", is_demonstration=True)
    words = [
        paragraph.text for paragraph in opened(monitoring(source, ON, declared(), standings(None, ON), ON)).paragraphs
    ]
    assert any(line.startswith("Демонстрационные данные") for line in words)
    assert "Директор Демонстрационная школа" in words


def test_the_same_lists_and_settings_give_the_same_bytes(roster, monkeypatch):
    first = made(roster)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    assert made(roster) == first


def test_markup_in_a_class_stays_text():
    hostile = "5<b>&{{7*7}}"
    lists = checked(STUDENTS.replace("6А", hostile), TEACHERS, PAIRS.replace("Осока", "Клевер"), as_of=ON)
    content = made(lists.roster)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        document = parts.read("word/document.xml").decode()
    assert "<b>&" not in document
    assert "49" not in "".join(row[0] for row in cells(opened(content).tables[2]))


def test_a_share_without_data_has_an_empty_bar_and_says_so():
    lists = checked(STUDENTS, pairs=PAIRS.replace("Можжевельник", "Липа"))
    rows = cells(opened(made(lists.roster)).tables[0])
    assert rows[3][2:4] == ["нет данных", "нет данных"]
    assert bar(results(lists.roster, year_to_date(ON))[2])


def test_a_template_of_the_school_is_used(roster):
    template = opened(TEMPLATE.read_bytes())
    template.add_paragraph("Педагогический совет ознакомлен: {{ school }}")
    words = [paragraph.text for paragraph in opened(made(roster, saved(template))).paragraphs]
    assert f"Педагогический совет ознакомлен: {declared().settings.school}" in words


def test_a_template_that_names_the_columns_as_older_ones_did_still_holds_their_numbers(roster):
    template = opened(TEMPLATE.read_bytes())
    template.add_paragraph(
        "{% for one in uncovered %}{{ one.first }};{{ one.second }};{{ one.fourth }};{{ one.fifth }} {% endfor %}"
    )
    written = io.BytesIO()
    template.save(written)
    document = opened(made(roster, written.getvalue()))
    rows = [row[1:] for row in cells(document.tables[2])[1:]]
    assert document.paragraphs[-1].text.split() == [";".join(row) for row in rows]


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
        "{% if shares|length > 3 %}Пять показателей{% endif %}: {% for one in shares %}{{ one.number }}{% endfor %}"
    )
    template.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png()))
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    template.sections[0].header.paragraphs[0]._p.append(docx.oxml.parse_xml(f"<w:r {spaces}>{field(' PAGE ')}</w:r>"))
    document = opened(made(roster, saved(template)))
    assert [paragraph.text for paragraph in document.paragraphs[-2:]] == [
        f"Выводы {declared().settings.school}",
        "Пять показателей: 12345",
    ]
    assert len(document.inline_shapes) == 5
    assert len(document.sections[0].header.part.element.xpath(".//w:drawing")) == 1


def test_a_template_without_the_marking_is_refused(roster):
    template = docx.Document()
    template.add_paragraph("{{ school }}")
    with pytest.raises(ListError, match="нет вставки"):
        made(roster, saved(template))


def test_for_sending_the_counts_are_by_grade_and_the_paper_says_so(roster):
    document = opened(
        monitoring(
            Source(roster, "№ 1"), ON, declared(), standings(None, ON), ON, None, quarterly(roster, ON, declared())
        )
    )
    assert cells(document.tables[2])[0][0] == "Параллель"
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Для отправки: малые группы скрыты" in words
    assert "по параллелям" in words


def test_what_is_no_document_is_refused(roster):
    with pytest.raises(ListError, match="Шаблон Word не подходит"):
        made(roster, b"no document")


def test_the_template_is_stored_and_dropped(roster):
    store = Store(place())
    template = opened(TEMPLATE.read_bytes())
    template.add_paragraph("Своё")
    content = saved(template)
    assert own_template(store) is None
    keep_template(store, TEMPLATE.read_bytes(), roster)
    keep_template(store, content, roster)
    assert own_template(store) == content
    drop_template(store)
    assert own_template(store) is None


def test_a_template_that_gives_no_report_is_not_stored(roster):
    store = Store(place())
    with pytest.raises(ListError, match="повторяет больше 1000 раз"):
        keep_template(store, (HOSTILE / "template_endless_loop.docx").read_bytes(), roster)
    assert own_template(store) is None


@pytest.mark.parametrize("kind", ["docx", "sending"])
def test_a_template_that_fails_on_the_lists_of_the_school_alone_is_one_sentence_of_its_download(roster, kind):
    store = Store(place())
    template = opened(TEMPLATE.read_bytes())
    template.add_paragraph("{% if school != 'Демонстрационная школа' %}{{ school + 1 }}{% endif %}")
    keep_template(store, saved(template), roster)
    order = Order(Source(roster, "сохранённая версия № 1"), year_to_date(ON), declared(), store, ON)
    with pytest.raises(ListError, match=r"^Шаблон Word не подходит: .*складывает или сравнивает разное"):
        delivered(kind, order, "Завуч")
    assert not exports(store)


def test_a_stored_template_that_cannot_be_used_is_one_sentence_of_the_command(tmp_path, capsys):
    content = (HOSTILE / "template_writes_a_file.docx").read_bytes()
    remember(Store(place()), KIND, NAME, {"docx": base64.b64encode(content).decode()})  # as an earlier release did
    path = tmp_path / "мониторинг.docx"
    assert main([str(demo.PATH), "--format", "docx", "--output", str(path)]) == 1
    assert "Шаблон Word не подходит: вставка вызывает функцию" in capsys.readouterr().err
    assert not path.exists()


def test_the_command_makes_it_from_files(tmp_path):
    path = tmp_path / "мониторинг.docx"
    assert main([str(demo.PATH), "--format", "docx", "--output", str(path)]) == 0
    assert "Файлы с отпечатком" in docx.Document(str(path)).sections[0].footer.paragraphs[0].text
