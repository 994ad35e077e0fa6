"""What a Word file may hold: no macro, object, outside part or fetching field.

Looked at before a template is filled in, and once more afterwards: its tags can put a field together.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from data.word_package import DAMAGED, MACRO, WordFileRefused, looks_like_xml, refuse_definitions, word_parts

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the moment that every part of the file carries: the same report, the same bytes

# Fields that number the pages, point within the document or give the day; every other may fetch or compute.
FIELDS = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "PAGEREF", "REF", "SEQ", "STYLEREF", "DATE", "TIME"}
FIELD_NAME = re.compile(r"\s*([A-Za-z]+)(?=[\s\\]|$)")
# The last word of a relationship's type: what Word itself puts into an ordinary document.
RELATIONSHIPS = {
    *("officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail"),
    *("styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "theme", "themeOverride"),
    *("numbering", "header", "footer", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds"),
    *("commentsExtensible", "people", "image", "hdphoto", "customXml", "customXmlProps", "glossaryDocument"),
    *("chart", "chartStyle", "chartColorStyle", "chartUserShapes"),
    *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
    *("intelligence", "classificationlabels"),
}
OBJECT = "в нём встроенный объект (книга Excel, другой файл или элемент управления). Вставьте его картинкой"
ATTACHED = (
    "к нему присоединён другой шаблон. Отсоедините его (Файл – Параметры – Надстройки – Шаблоны) или перенесите текст "
    "в новый документ"
)
MERGE = "он настроен на слияние с источником данных. Выберите «Обычный документ Word» на вкладке «Рассылки»"
INSERTED = "в него вставлен другой файл. Вставьте текст этого файла копированием"
REFUSED_RELATIONSHIPS = {
    "attachedTemplate": ATTACHED,
    "vbaProject": MACRO,
    "aFChunk": INSERTED,
    "subDocument": INSERTED,
    "mailMergeSource": MERGE,
    "mailMergeHeaderSource": MERGE,
    **dict.fromkeys(("oleObject", "package", "control", "activeXControlBinary"), OBJECT),
}
REFUSED_ELEMENTS = {
    "attachedTemplate": ATTACHED,
    "altChunk": INSERTED,
    "subDoc": INSERTED,
    "mailMerge": MERGE,
    **dict.fromkeys(("object", "OLEObject", "control", "externalData"), OBJECT),
}
FETCHING = ("src", "href", "althref")  # attributes of old pictures (VML) and of SVG that may name a foreign file


def checked_parts(content: bytes) -> list[tuple[str, bytes]]:
    """Returns all parts of a Word file by their names.

    Raises `Refused` for what is no such file or holds what none may.
    """
    parts = word_parts(content)
    for name, part in parts:
        if name.lower().endswith((".xml", ".rels", ".svg")) or looks_like_xml(part):
            root = _parsed(part)
            _refuse_relationships(root) if name.lower().endswith(".rels") else _refuse_elements(root)
    return parts


def without_moments(content: bytes) -> bytes:
    """Returns the file with every part dated alike."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename, LONG_AGO), source.read(part), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _parsed(part: bytes) -> BaseOxmlElement:
    """Returns the root of an XML part that defines nothing."""
    refuse_definitions(part)
    try:
        return parse_xml(part)
    except (SyntaxError, ValueError):
        raise WordFileRefused(DAMAGED) from None


def _refuse_relationships(root: BaseOxmlElement) -> None:
    """Raises `Refused` for relationships that lead out of the file.

    A relationship names another part, or something outside, which Word may fetch when it opens the file.
    """
    for relationship in root.iter("{*}Relationship"):
        kind = relationship.get("Type", "").rstrip("/").rpartition("/")[2]
        target = relationship.get("Target", "")
        if not kind or not target:
            raise WordFileRefused(DAMAGED)
        if kind in REFUSED_RELATIONSHIPS:
            raise WordFileRefused(REFUSED_RELATIONSHIPS[kind])
        if relationship.get("TargetMode", "Internal") != "Internal" or "://" in target:
            raise WordFileRefused(_outside(kind, target))
        if kind not in RELATIONSHIPS:
            raise WordFileRefused(f"в нём необычная часть «{kind[:40]}». Перенесите текст в новый документ Word")


def _outside(kind: str, target: str) -> str:
    """Returns words for what leads out of the file."""
    if kind == "hyperlink":
        return f"в нём ссылка на «{target[:80]}». Уберите её (правой кнопкой – «Удалить гиперссылку»), текст останется"
    what = "картинка" if kind == "image" else "часть"
    return f"{what} «{target[:80]}» лежит вне файла. Вставьте её в сам документ или уберите"


def _refuse_elements(root: BaseOxmlElement) -> None:
    for element in root.iter(*(f"{{*}}{name}" for name in REFUSED_ELEMENTS)):
        raise WordFileRefused(REFUSED_ELEMENTS[_local(element.tag)])
    for element in root.iter("{*}Default", "{*}Override"):
        kind = element.get("ContentType", "")
        if "macro" in kind.lower() or "vba" in kind.lower():
            raise WordFileRefused(MACRO)
    for element in root.iter("{urn:schemas-microsoft-com:vml}*", "{http://www.w3.org/2000/svg}*"):
        for name, value in element.attrib.items():
            if _local(name) in FETCHING and not value.startswith(("#", "data:")):
                raise WordFileRefused(_outside("image", value))
    fields = (qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText"), qn("w:t"))
    for instruction in instructions(root.iter(*fields)):
        name = FIELD_NAME.match(instruction)
        if name is None or name[1].upper() not in FIELDS:
            raise WordFileRefused(
                f"в нём поле «{instruction.strip()[:80]}», а можно только номера страниц, оглавление, ссылки внутри "
                "документа и дату. Замените поле его текстом (Ctrl+Shift+F9)"
            )


def _local(name: str) -> str:
    """Returns the name without its namespace."""
    return name.rpartition("}")[2]


def instructions(elements: Iterable[BaseOxmlElement]) -> Iterator[str]:
    """Yields the instruction of every field.

    Raises `Refused` for a field within the instruction of another, which would finish it.
    """
    open_fields: list[str | None] = []  # the instruction so far; None where the field's result follows
    for element in elements:
        instruction = open_fields[-1] if open_fields else None
        mark = element.get(qn("w:fldCharType"))
        if instruction is not None and (mark == "begin" or element.tag == qn("w:fldSimple")):
            raise WordFileRefused(f"в нём поле внутри поля «{instruction.strip()[:80]}». Замените поле его текстом")
        if element.tag == qn("w:fldSimple"):
            yield element.get(qn("w:instr"), "")
        elif mark == "begin":
            open_fields.append("")
        elif mark is None and instruction is not None:
            open_fields[-1] = instruction + (element.text or "")
        elif mark is None and element.tag != qn("w:t") and not open_fields:
            yield element.text or ""
        elif mark is not None and open_fields:
            if instruction is not None:
                yield instruction
            open_fields[-1] = None
            if mark == "end":
                open_fields.pop()
    yield from (instruction for instruction in open_fields if instruction is not None)
