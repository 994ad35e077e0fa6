"""Word files made to order, sound and hostile, for the tests of templates."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from reports.docx_template_child import FILLED, filled_document

VALUES = {
    "marking": "Для внутреннего пользования",
    "school": "Школа под липами",
    "shares": [{"number": "1", "title": "Наставляемые", "picture": "picture-1"}, {"number": "2", "title": "Педагоги"}],
    "names": ["а", "б"],
    "count": 3,
}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def png(colour: str = "blue") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (20, 10), colour).save(stream, "PNG")
    return stream.getvalue()


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def template(*paragraphs: str, xml: str = "") -> bytes:
    """Returns a template with the marking and these paragraphs.

    `xml` is a piece of WordprocessingML (prefixes w, r, v, wp).
    """
    document = docx.Document()
    for words in ("{{ marking }}", *paragraphs):
        document.add_paragraph(words)
    if xml:
        spaces = f'{nsdecls("w", "r")} xmlns:v="urn:schemas-microsoft-com:vml"'
        document.element.body.insert(1, parse_xml(f"<w:p {spaces}>{xml}</w:p>"))
    return saved(document)


def changed(content: bytes, parts: dict[str, bytes | tuple[str, str] | None]) -> bytes:
    """Returns the file with parts added, replaced, changed or left out.

    (old, new) changes a part, None leaves it out.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys([*source.namelist(), *parts]):
            part = parts.get(name, b"") if name in parts else source.read(name)
            if isinstance(part, tuple):
                old, new = part
                text = source.read(name).decode()
                assert old in text
                part = text.replace(old, new).encode()
            if part is not None:
                target.writestr(name, part)
    return stream.getvalue()


def related(kind: str, target: str, mode: str = "", of: str = "word/_rels/document.xml.rels") -> bytes:
    """Returns a sound template with one relationship more."""
    mode = f' TargetMode="{mode}"' if mode else ""
    kind = kind if "://" in kind else f"{OFFICE}/{kind}"
    relationship = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"{mode}/>'
    if of == "word/_rels/document.xml.rels":
        return changed(template(), {of: ("</Relationships>", f"{relationship}</Relationships>")})
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return changed(template(), {of: f"{start}{relationship}</Relationships>".encode()})


def field(*instruction: str, result: str = "1") -> str:
    """Returns a complex field whose instruction is written in several runs.

    A piece that is XML stands between them.
    """
    run = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
    runs = "".join(piece if piece.startswith("<") else run.format(piece) for piece in instruction)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{mark.format('begin')}{runs}{mark.format('separate')}<w:r><w:t>{result}</w:t></w:r>{mark.format('end')}"


def outcome(content: bytes, values: dict[str, Any] = VALUES, **pictures: bytes) -> str | bytes:
    """Returns what the child would answer: the document, or why there is none.

    The reason is text.
    """
    names = [[f"picture-{name}", 20] for name in pictures]
    order = {"values": values, "needed": "marking", "pictures": names}
    result = filled_document(content, json.dumps(order).encode(), *pictures.values())
    return result.partition(b"\n")[2] if result[:1] == FILLED else result[1:].decode()


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
