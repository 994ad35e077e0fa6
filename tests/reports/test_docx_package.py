"""`reports.docx_package`: what no template may hold is named.

What an ordinary one holds passes.
"""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from data import word_package
from data.spreadsheets.detect import OLE_HEAD
from reports.docx_package import FIELDS, checked_parts
from tests.data.spreadsheet_writers import ods, workbook
from tests.reports.word_files import VALUES, changed, field, outcome, png, related, saved, template, text_of

DOCUMENT = "word/document.xml"
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
LAUGHS = (
    "<!DOCTYPE w [<!ENTITY a '"
    + "ха" * 50
    + "'>"
    + "".join(f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
FOREIGN_FILE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DECLARED = '<?xml version="1.0" encoding="{}"?>'


def with_body(definitions: str, text: str, encoding: str = "utf-8") -> bytes:
    body = BODY.replace("<w:body/>", f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>")
    return changed(template(), {DOCUMENT: f"{DECLARED.format(encoding)}{definitions}{body}".encode(encoding)})


def locked() -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(template())).encrypt("password", stream)
    return stream.getvalue()


def with_a_password_on_a_part() -> bytes:
    content = bytearray(template())
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(head) + flags] |= 1
    return bytes(content)


OTHER_FILES = {
    "nothing": (b"", "файл пуст"),
    "a text": ("Мониторинг".encode(), "не документ Word"),
    "a page": (b"<html>", "веб-страница или XML"),
    "a PDF": (b"%PDF-1.7", "документ PDF"),
    "an RTF": (b"{\\rtf1", "документ RTF"),
    "an old Word": (OLE_HEAD + bytes(500) + "WordDocument".encode("utf-16-le"), "старого Word (doc)"),
    "an old Excel": (OLE_HEAD + bytes(500) + "Workbook".encode("utf-16-le"), "файл старого Office"),
    "a locked file": (locked(), "защищён паролем"),
    "a locked part": (with_a_password_on_a_part(), "с паролем"),
    "a workbook": (workbook(A1=1), "книга Excel"),
    "an OpenDocument": (ods(""), "OpenDocument"),
    "an archive": (changed(template(), dict.fromkeys(zipfile.ZipFile(io.BytesIO(template())).namelist())), "архив"),
    "half a file": (template()[:9000], "повреждён"),
    "no content types": (changed(template(), {"[Content_Types].xml": None}), "повреждён"),
    "no document": (changed(template(), {DOCUMENT: None}), "повреждён"),
    "no relationships": (changed(template(), {"_rels/.rels": None}), "повреждён"),
    "XML that breaks off": (changed(template(), {DOCUMENT: BODY[:-9].encode()}), "повреждён"),
    "a .dotx": (
        changed(
            template(), {"[Content_Types].xml": ("wordprocessingml.document.main", "wordprocessingml.template.main")}
        ),
        "dotx",
    ),
    "strict": (
        changed(
            template(),
            {"_rels/.rels": ("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")},
        ),
        "Строгий",
    ),
}


@pytest.mark.parametrize("kind", OTHER_FILES)
def test_what_is_no_sound_docx_is_called_by_its_name(kind: str) -> None:
    content, words = OTHER_FILES[kind]
    assert words in str(outcome(content))


MAIN_TYPE = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HOSTILE = {
    "billion laughs": (with_body(LAUGHS, "&i;"), "вредоносные"),
    "billion laughs in UTF-16": (with_body(LAUGHS, "&i;", "utf-16"), "вредоносные"),
    "a foreign file": (with_body(FOREIGN_FILE, "&a;"), "вредоносные"),
    "definitions in a part of another name": (
        changed(template(), {"word/media/image1.png": f"{LAUGHS}<a>&i;</a>".encode()}),
        "вредоносные",
    ),
    "a remote image": (
        related("image", "http://example.invalid/x.png", "External"),
        "картинка «http://example.invalid/x.png»",
    ),
    "a remote image that calls itself internal": (related("image", "http://example.invalid/x.png"), "вне файла"),
    "an image of the computer": (related("image", "file:///C:/x.png", "External"), "вне файла"),
    "an image on a share": (related("image", r"\\example.invalid\x.png", "External"), "вне файла"),
    "another word for outside": (related("image", "x.png", "external"), "вне файла"),
    "a remote image in the header": (
        related("image", "http://example.invalid/", "External", "word/_rels/header1.xml.rels"),
        "вне файла",
    ),
    "a link": (related("hyperlink", "https://example.invalid/", "External"), "ссылка на «https://example.invalid/»"),
    "a remote image, in the old way": (
        template(xml='<w:r><w:pict><v:shape><v:imagedata src="http://example.invalid/x"/></v:shape></w:pict></w:r>'),
        "вне файла",
    ),
    "a remote image in a drawing": (
        changed(
            template(),
            {
                "word/media/image1.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://example.invalid/"/></svg>'
            },
        ),
        "вне файла",
    ),
    "an attached template": (
        related("attachedTemplate", "http://example.invalid/x.dotm", "External", "word/_rels/settings.xml.rels"),
        "другой шаблон",
    ),
    "a macro": (
        related("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
        "макрос",
    ),
    "a docm": (
        changed(template(), {"[Content_Types].xml": (MAIN_TYPE, "vnd.ms-word.document.macroEnabled.main+xml")}),
        "макрос",
    ),
    "an object": (related("oleObject", "embeddings/oleObject1.bin"), "встроенный объект"),
    "a workbook inside": (related("package", "embeddings/book.xlsx"), "встроенный объект"),
    "a control": (related("control", "activeX/activeX1.xml"), "встроенный объект"),
    "an object in the text": (template(xml="<w:r><w:object/></w:r>"), "встроенный объект"),
    "another file inside": (related("aFChunk", "chunk.html"), "вставлен другой файл"),
    "another file in the text": (template(xml="<w:altChunk r:id='rId1'/>"), "вставлен другой файл"),
    "a subdocument": (related("subDocument", "x.docx", "External"), "вставлен другой файл"),
    "a data source": (
        changed(template(), {"word/settings.xml": ("</w:settings>", "<w:mailMerge/></w:settings>")}),
        "слияние",
    ),
    "an add-in": (
        related(
            "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "x.xml", of="_rels/.rels"
        ),
        "необычная часть «webextensiontaskpanes»",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_no_template_may_hold_is_called_by_its_name(kind: str) -> None:
    content, words = HOSTILE[kind]
    assert words in str(outcome(content))


FETCHING = {
    "a picture": field('INCLUDEPICTURE "http://example.invalid/x.png" \\d'),
    "a text": field('INCLUDETEXT "C:\\secret.docx"'),
    "a program": field('DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc.exe"'),
    "in small letters": field('includepicture "x"'),
    "in several runs": field("INC", "LUDE", 'PICTURE "x"'),
    "by a tag": field("INCLUDE{{ 'PICTURE' }}", ' "x"'),
    "by two tags": field("{% if count %}INCLUDE{% endif %}", "{% if count %}TEXT{% endif %}"),
    "by a value": field("{{ school }}"),
    "in a simple field": "<w:fldSimple w:instr='INCLUDEPICTURE \"x\"'/>",
    "behind a page number": field("PAGE", field('INCLUDETEXT "x"')),
    "finished by another field": field(field("REF bookmark"), "PAGE"),
    "finished by a simple field": field("<w:fldSimple w:instr='REF bookmark'/>", "PAGE"),
    "in the result of another": field("PAGE", result=f"</w:t></w:r>{field('INCLUDETEXT x')}<w:r><w:t>"),
    "in a plain run": "<w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r>",
    "without an end": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r>',
    "deleted": field("PAGE").replace("instrText", "delInstrText").replace("PAGE", "INCLUDETEXT x"),
    "a link": field('HYPERLINK "http://example.invalid/"'),
    "a computation": field("= 1 + 1"),
    "nothing": field(""),
}


@pytest.mark.parametrize("kind", FETCHING)
def test_a_field_that_fetches_or_computes_is_refused_however_it_is_written(kind: str) -> None:
    values = VALUES | {"school": "INCLUDETEXT x"}
    assert "поле" in str(outcome(template(xml=FETCHING[kind]), values))


def test_a_field_that_tags_put_together_is_refused() -> None:
    words = "<w:p><w:r><w:t>место</w:t></w:r></w:p>"
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    lines = [
        mark.format("begin"),
        "<w:r><w:instrText>PAGE \\* MERGEFORMAT </w:instrText><w:t>{%p if count %}</w:t></w:r>",  # the whole paragraph goes
        f"<w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r>{mark.format('end')}",
        "<w:r><w:t>{%p endif %}</w:t></w:r>",
    ]
    content = changed(template("место"), {DOCUMENT: (words, "".join(f"<w:p>{line}</w:p>" for line in lines))})
    checked_parts(content)
    assert "поле «INCLUDETEXT x»" in str(outcome(content))


def test_a_field_in_the_footer_is_seen_too() -> None:
    document = docx.Document(io.BytesIO(template()))
    document.sections[0].footer.paragraphs[0]._p.add_r().append(
        docx.oxml.parse_xml(
            '<w:instrText xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">INCLUDETEXT x</w:instrText>'
        )
    )
    assert "поле «INCLUDETEXT x»" in str(outcome(saved(document)))


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_page_numbers_and_their_like_stay(name: str) -> None:
    for xml in (
        field(f" {name} \\* MERGEFORMAT "),
        f"<w:fldSimple w:instr='{name.lower()}'><w:r><w:t>1</w:t></w:r></w:fldSimple>",
    ):
        made = outcome(template(xml=xml))
        assert isinstance(made, bytes), made
        assert name in zipfile.ZipFile(io.BytesIO(made)).read(DOCUMENT).decode().upper()


def test_a_table_of_contents_holds_page_numbers_in_its_result() -> None:
    lines = "".join(f"</w:t></w:r>{field('PAGEREF _Toc1')}<w:r><w:t>" for _ in range(3))
    assert isinstance(outcome(template(xml=field('TOC \\o "1-3"', result=lines))), bytes)


@pytest.mark.parametrize(("limit", "words"), [("PARTS_LIMIT", "частей"), ("UNPACKED_LIMIT", "внутри файла больше")])
def test_a_bomb_is_measured_before_it_is_unpacked(limit: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, limit, 10)
    assert words in str(outcome(template()))


def test_a_size_that_lies_is_no_way_round() -> None:
    content = changed(template(), {"word/bomb.xml": b" " * 5000})
    lying = content.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert "повреждён" in str(outcome(lying))


def test_an_ordinary_template_of_a_school_passes() -> None:
    document = docx.Document(io.BytesIO(template("{% if count > 2 %}Много{% else %}Мало{% endif %}")))
    document.add_heading("{{ school }}", 1)
    document.add_picture(io.BytesIO(png("red")))
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    for row, words in enumerate(
        (("{%tr for one in shares %}", ""), ("{{ one.number }}", "{{ one.title }}"), ("{%tr endfor %}", ""))
    ):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    header = document.sections[0].header.paragraphs[0]
    header.add_run().add_picture(io.BytesIO(png("green")))
    header.add_run("{{ school }}")
    made = outcome(saved(document))
    assert isinstance(made, bytes), made
    opened = docx.Document(io.BytesIO(made))
    assert [[cell.text for cell in row.cells] for row in opened.tables[0].rows] == [
        ["1", "Наставляемые"],
        ["2", "Педагоги"],
    ]
    assert opened.sections[0].header.paragraphs[0].text == VALUES["school"]
    assert {"Много", VALUES["school"], VALUES["marking"]} <= set(text_of(made).splitlines())
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert sum(name.startswith("word/media/") for name in names) == 2
