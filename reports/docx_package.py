"""What a Word file may hold: no macro, object, outside part or fetching field.

Looked at before a template is filled in, and once more afterwards: its tags can put a field together.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from data.spreadsheets.container import ZIP_HEADS
from data.spreadsheets.detect import OLE_HEAD, OTHER_HEADS

MEBIBYTE = 1024 * 1024
UNPACKED_LIMIT = 64 * MEBIBYTE  # bytes inside the zip; the app's own template is 1 MB, bombs are GBs
PARTS_LIMIT = 1_000  # files inside the zip; the app's own template has 18
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
MACRO = "в нём макрос. Сохраните его как «Документ Word (*.docx)»"
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
DAMAGED = "файл повреждён. Откройте его в Word, согласитесь на восстановление и сохраните заново"
NOT_WORD = "это {}, а не документ Word (docx)"


class Refused(Exception):
    """Why a template is not used.

    It ends the sentence «Шаблон Word не подходит: …», without its full stop.
    """


def checked_parts(content: bytes) -> list[tuple[str, bytes]]:
    """Returns all parts of a Word file by their names.

    Raises `Refused` for what is no such file or holds what none may.
    """
    _refuse_other_files(content)
    parts = _unpacked(content)
    _refuse_other_packages(dict(parts))
    for name, part in parts:
        if name.lower().endswith((".xml", ".rels", ".svg")) or _looks_like_xml(part):
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


def _refuse_other_files(content: bytes) -> None:
    """Raises `Refused` by the first bytes: the name says nothing."""
    if content.startswith(ZIP_HEADS):
        return
    if not content:
        raise Refused("файл пуст (0 байт)")
    if content.startswith(OLE_HEAD):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused("файл защищён паролем. Снимите пароль в Word (Файл – Сведения – Защита документа)")
        if "WordDocument".encode("utf-16-le") in content:
            raise Refused("это документ старого Word (doc). Откройте его в Word и сохраните как docx")
        raise Refused(NOT_WORD.format("файл старого Office"))
    what = next((what for head, what in OTHER_HEADS if content.startswith(head)), "файл другого вида")
    raise Refused(NOT_WORD.format("веб-страница или XML" if _looks_like_xml(content) else what))


def _unpacked(content: bytes) -> list[tuple[str, bytes]]:
    """Returns every part.

    `zipfile` gives no more of one than its head declares, and checks that this is all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > PARTS_LIMIT:
                raise Refused(f"файл состоит больше чем из {PARTS_LIMIT} частей. Уберите лишние картинки")
            if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                raise Refused(f"внутри файла больше {UNPACKED_LIMIT // MEBIBYTE} МБ. Сожмите или уберите картинки")
            return [(entry.filename, archive.read(entry)) for entry in entries]
    except RuntimeError:  # `zipfile` says so of a part with a password, and of a way to pack that it does not know
        raise Refused("файл упакован с паролем или необычно. Сохраните его в Word заново как docx") from None
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError):
        raise Refused(DAMAGED) from None


def _refuse_other_packages(parts: dict[str, bytes]) -> None:
    kinds = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in kinds or b"vbaProject" in kinds:
        raise Refused(MACRO)
    if b"wordprocessingml.template.main" in kinds:
        raise Refused("это шаблон «dotx». Сохраните его как «Документ Word (*.docx)»")
    if b"purl.oclc.org/ooxml" in parts.get("_rels/.rels", b""):
        raise Refused("это «Строгий документ Open XML». Сохраните его как «Документ Word (*.docx)»")
    if "mimetype" in parts:
        raise Refused("это документ OpenDocument (odt). Сохраните его как docx")
    folders = {name.partition("/")[0] for name in parts}
    if "word" not in folders:
        known = {"xl": "книга Excel", "ppt": "презентация PowerPoint"}
        raise Refused(NOT_WORD.format(next((known[name] for name in known if name in folders), "архив")))
    if not kinds:
        raise Refused(DAMAGED)


def _looks_like_xml(part: bytes) -> bool:
    """Returns whether the part is XML in UTF-8 or UTF-16.

    A part counts as what it is, not as what its name says.
    """
    return part[:64].lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n")[:1] == b"<"


def _parsed(part: bytes) -> BaseOxmlElement:
    """Returns the root of an XML part that defines nothing.

    Entities can blow up or name files of this computer.
    """
    first_pass = expat.ParserCreate()
    first_pass.StartDoctypeDeclHandler = _refuse_definitions
    try:
        first_pass.Parse(part, True)
        return parse_xml(part)
    except (expat.ExpatError, SyntaxError, ValueError):
        raise Refused(DAMAGED) from None


def _refuse_definitions(*_: object) -> None:
    raise Refused("внутри есть определения, каких Word не создаёт: так устроены вредоносные файлы")


def _refuse_relationships(root: BaseOxmlElement) -> None:
    """Raises `Refused` for relationships that lead out of the file.

    A relationship names another part, or something outside, which Word may fetch when it opens the file.
    """
    for relationship in root.iter("{*}Relationship"):
        kind = relationship.get("Type", "").rstrip("/").rpartition("/")[2]
        target = relationship.get("Target", "")
        if not kind or not target:
            raise Refused(DAMAGED)
        if kind in REFUSED_RELATIONSHIPS:
            raise Refused(REFUSED_RELATIONSHIPS[kind])
        if relationship.get("TargetMode", "Internal") != "Internal" or "://" in target:
            raise Refused(_outside(kind, target))
        if kind not in RELATIONSHIPS:
            raise Refused(f"в нём необычная часть «{kind[:40]}». Перенесите текст в новый документ Word")


def _outside(kind: str, target: str) -> str:
    """Returns words for what leads out of the file."""
    if kind == "hyperlink":
        return f"в нём ссылка на «{target[:80]}». Уберите её (правой кнопкой – «Удалить гиперссылку»), текст останется"
    what = "картинка" if kind == "image" else "часть"
    return f"{what} «{target[:80]}» лежит вне файла. Вставьте её в сам документ или уберите"


def _refuse_elements(root: BaseOxmlElement) -> None:
    for element in root.iter(*(f"{{*}}{name}" for name in REFUSED_ELEMENTS)):
        raise Refused(REFUSED_ELEMENTS[_local(element.tag)])
    for element in root.iter("{*}Default", "{*}Override"):
        kind = element.get("ContentType", "")
        if "macro" in kind.lower() or "vba" in kind.lower():
            raise Refused(MACRO)
    for element in root.iter("{urn:schemas-microsoft-com:vml}*", "{http://www.w3.org/2000/svg}*"):
        for name, value in element.attrib.items():
            if _local(name) in FETCHING and not value.startswith(("#", "data:")):
                raise Refused(_outside("image", value))
    fields = (qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText"), qn("w:t"))
    for instruction in instructions(root.iter(*fields)):
        name = FIELD_NAME.match(instruction)
        if name is None or name[1].upper() not in FIELDS:
            raise Refused(
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
            raise Refused(f"в нём поле внутри поля «{instruction.strip()[:80]}». Замените поле его текстом")
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
