"""`reports.docx_template`: an untrusted template gives a document or a sentence.

It takes no more than its share.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from data.findings import ListError
from data.guarded_child import ChildStopped, Limits, Stop
from reports import docx_template
from reports.docx_template import FILE_LIMIT, Picture, filled
from tests.reports.word_files import VALUES, changed, png, saved, template, text_of

pytestmark = pytest.mark.guarded

DOUBLED = "{% set a = school %}" + "{% set a = a ~ a %}" * 40


def refusal(content: bytes) -> str:
    with pytest.raises(ListError, match=r"^Шаблон Word не подходит: .*[а-я».]$") as caught:
        filled(content, VALUES, "marking")
    return str(caught.value)


BOMBS = {
    "turns without end": (
        "{% for a in range(1000) %}" * 4 + "{% endfor %}" * 4,
        3,
        "заполнить его за 10 секунд не удалось",
    ),
    "texts without end": (
        "{% for a in range(1000) %}" * 3 + "{{ school }}" + "{% endfor %}" * 3,
        60,
        "не хватило памяти",
    ),
    "a text doubled": (DOUBLED + "{{ a }}", 60, "не хватило памяти"),
    "a text doubled and measured": (DOUBLED + "{{ a|length }}", 60, "не хватило памяти"),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_ends_in_a_sentence_and_this_process_lives(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words, seconds, cause = BOMBS[kind]
    monkeypatch.setattr(
        docx_template, "LIMITS", Limits(seconds, docx_template.LIMITS.memory, docx_template.LIMITS.output)
    )
    assert cause in refusal(template(words))


def test_a_zip_bomb_is_refused() -> None:
    content = changed(template(), {"word/media/image1.png": bytes(65 * 1024 * 1024)})
    assert len(content) < 200_000
    assert "внутри файла больше 64 МБ" in refusal(content)


def test_a_file_too_large_is_not_even_handed_over() -> None:
    assert "больше 10 МБ" in refusal(bytes(FILE_LIMIT + 1))


@pytest.mark.parametrize("stop", Stop)
def test_whatever_becomes_of_the_child_there_is_a_sentence(stop: Stop, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> bytes:
        raise ChildStopped(stop)

    monkeypatch.setattr(docx_template, "run_guarded", stopped)
    assert set(re.findall("[A-Za-z]+", refusal(b""))) <= {"Word", "docx"}


def test_an_object_that_a_template_could_reach_through_is_not_handed_over() -> None:
    with pytest.raises(TypeError):
        filled(template(), VALUES | {"path": Path()}, "marking")


def test_a_picture_stands_in_the_place_of_its_tag_in_body_header_and_table() -> None:
    document = docx.Document(io.BytesIO(template("{% for one in shares %}до {{ one.picture }} после{% endfor %}")))
    document.add_table(1, 1).cell(0, 0).text = "{{ shares[0].picture }}"
    document.sections[0].header.paragraphs[0].text = "{{ shares[1].picture }}"
    pictures = [Picture(png("red"), 20), Picture(png("green"), 40)]
    values = VALUES | {"shares": [{"picture": picture} for picture in pictures]}
    made = docx.Document(io.BytesIO(filled(saved(document), values, "marking")))
    assert made.paragraphs[1].text == "до  последо  после"
    assert [round(shape.width.mm) for shape in made.inline_shapes] == [20, 40, 20]
    assert made.paragraphs[1].text.index("после") == len("до  ")
    header = made.sections[0].header
    assert len(header.part.element.xpath(".//w:drawing")) == 1
    blobs = [part.blob for part in made.part.package.iter_parts() if part.content_type == "image/png"]
    assert sorted(blobs) == sorted(picture.png for picture in pictures)


def test_a_picture_where_none_can_stand_is_reported() -> None:
    document = docx.Document(io.BytesIO(template()))
    document.core_properties.title = "{{ picture }}"
    with pytest.raises(ListError, match="вставка картинки"):
        filled(saved(document), VALUES | {"picture": Picture(png(), 20)}, "marking")


@pytest.mark.parametrize("words", ["{{ school }}", "{% if count > 9 %}{{ marking }}{% endif %}", "{{ marking[:3] }}"])
def test_a_document_without_its_marking_is_not_given_out(words: str) -> None:
    document = docx.Document()
    document.add_paragraph(words)
    assert "нет вставки «{{ marking }}»" in refusal(saved(document))


def test_the_marking_may_stand_in_the_footer() -> None:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "{{ marking }}"
    assert filled(saved(document), VALUES, "marking")


def test_values_are_text_whatever_they_hold() -> None:
    made = filled(template("{{ school }}"), VALUES | {"school": "<w:p/>&{{ 7*7 }}\x00\x07 {% raw %}"}, "marking")
    assert text_of(made).splitlines()[1] == "<w:p/>&{{ 7*7 }}�� {% raw %}"


def test_every_part_is_dated_alike() -> None:
    made = filled(template(), VALUES, "marking")
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(made)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert made == filled(template(), VALUES, "marking")


def test_the_child_imports_nothing_of_the_network_and_no_pandas() -> None:
    code = "import sys, json; sys.path.extend(sys.argv[1:]); import reports.docx_template_child; print(json.dumps(list(sys.modules)))"
    command = [sys.executable, "-I", "-S", "-c", code, *sys.path]
    modules = set(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))
    assert not {"socket", "ssl", "asyncio", "pandas", "numpy", "PIL", "sqlalchemy", "streamlit"} & modules
