"""The inside of a zip (xlsx, xlsm, xlsb, ods).

What it is, whether it is locked, and whether it is a bomb.
"""

from __future__ import annotations

import io
import re
import struct
import zlib

from data.spreadsheets.container import ZIP_HEADS, Container
from data.spreadsheets.limits import PARTS_LIMIT, UNPACKED_LIMIT, RefusalCause, Refused

TYPE_CHECKING = False  # type checkers take it for true; `typing` itself would cost the child 5 ms
if TYPE_CHECKING:
    from zipfile import ZipInfo

TYPES = "[content_types].xml"
STORED, DEFLATED, LOCAL_HEAD = 0, 8, 30  # PKWARE's APPNOTE 4.4.5, 4.3.7
ENCRYPTED, NAME_IS_UTF8 = 1, 1 << 11  # 4.4.4, bits 0 and 11
LOCAL_HEADS = re.compile(rb"PK\x03\x04.{4}(..).{8}(.{4}).{4}(..)(..)", re.DOTALL)  # method, size, lengths of the name
XLSB_WORKBOOK = "xl/workbook.bin"
FOLDERS = {"xl": "", "word": "документ Word", "ppt": "презентация PowerPoint", "visio": "схема Visio"}
APPLE = ("index.zip", "index.apxl", "buildversionhistory.plist")  # iWork from before 2013
SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv")
FEW, LONGEST_NAME = 3, 60  # names of an archive's files in a sentence
ODF_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
ODF_TYPE = rb"application/vnd\.oasis\.opendocument\.([a-z]+)(?:-template)?"
ODF_KINDS = {b"text": "текстовый документ", b"presentation": "презентация", b"graphics": "рисунок"}

UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
XML_DECLARATION = re.compile(r"\ufeff?\s*<\?xml[^>]*\?>")
XML_ENCODING = re.compile(rb"\s*<\?xml[^>]*\sencoding=[\"']([\w.-]+)")
HEAD_SIZE = 200  # bytes of an XML text that say its encoding


def container_in_zip(content: bytes) -> Container:
    """Returns the workbook in a zip.

    Raises `Refused` for any other zip, and a locked one.
    """
    _refuse_other_zips(content)
    parts, recoded = _unpack(content)
    mime = parts.get("mimetype", ODF_MIME if "content.xml" in parts and TYPES not in parts else b"").strip()
    odf = re.fullmatch(ODF_TYPE, mime)
    if odf is None and "mimetype" not in parts:
        container = Container("xlsb" if XLSB_WORKBOOK in parts else "xlsx", content, parts)
    elif odf is None or odf[1] != b"spreadsheet":
        raise Refused(RefusalCause.OTHER_KIND, what=ODF_KINDS.get(odf[1] if odf else b"", "файл другой программы"))
    elif b"encryption-data" in parts.get("meta-inf/manifest.xml", b""):
        raise Refused(RefusalCause.PASSWORD)
    else:
        container = Container("ods", content, parts)
    container.recoded = recoded
    return container


def _refuse_other_zips(content: bytes) -> None:
    """Raises `Refused` for other zips, by the names at the head of each part.

    Unlike the directory at the end these outlive a torn-off file. Within what is stored as it was, a workbook in an
    archive say, no heads are looked for.
    """
    names = []
    end = 0
    for match in LOCAL_HEADS.finditer(content):
        if match.start() < end:
            continue
        method, size, length, extra = (int.from_bytes(part, "little") for part in match.groups())
        if method == STORED:
            end = match.end() + length + extra + size
        name = content[match.end() : match.end() + length].decode("utf-8", "replace")
        names.append(name.replace("\\", "/").lower())
        if len(names) > PARTS_LIMIT:
            raise Refused(RefusalCause.PARTS)
    # The first name counts: further on, the parts of an embedded document may be seen.
    what = next((FOLDERS[name.partition("/")[0]] for name in names if name.partition("/")[0] in FOLDERS), None)
    if what:
        raise Refused(RefusalCause.OTHER_KIND, what=what)
    if any(name.endswith(".iwa") or name in APPLE for name in names):
        raise Refused(RefusalCause.APPLE)
    if what is None and not {TYPES, "mimetype", "content.xml"} & set(names):
        raise Refused(RefusalCause.ARCHIVE, inside=_inside(_directory(content)))


def _inside(entries: list[ZipInfo]) -> str:
    """Returns what an archive holds, in words: its spreadsheets by name."""
    names = [_name(entry).replace("\\", "/").rpartition("/")[2] for entry in entries]
    lists = [name for name in names if name.lower().endswith(SPREADSHEETS) and not name.startswith((".", "~$"))]
    if not lists:
        return "таблиц в нём нет"
    shown = ", ".join(f"«{name}»" if len(name) <= LONGEST_NAME else f"«{name[:LONGEST_NAME]}…»" for name in lists[:FEW])
    return f"в нём {shown}" + (f" и ещё {len(lists) - FEW}" if len(lists) > FEW else "")


def _name(entry: ZipInfo) -> str:
    """Returns the name of a file in an archive.

    `zipfile` takes one in any code for cp437.
    """
    if entry.flag_bits & NAME_IS_UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp866")  # Windows in Russian


def _directory(content: bytes) -> list[ZipInfo]:
    """Returns the parts that the end of a zip lists."""
    import zipfile

    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise Refused(RefusalCause.DAMAGED) from None
    if len(entries) > PARTS_LIMIT:
        raise Refused(RefusalCause.PARTS)
    return entries


def _unpack(content: bytes) -> tuple[dict[str, bytes], bool]:
    """Returns the parts we look at, and whether some were not in UTF-8.

    Bounded in all. Of the other parts only that they are whole.
    """
    parts = {}
    room = UNPACKED_LIMIT
    was_recoded = False
    for entry in _directory(content):
        if entry.flag_bits & ENCRYPTED:
            raise Refused(RefusalCause.PASSWORD)
        part = _inflated(content, entry.header_offset, entry.compress_type, entry.compress_size, room)
        if zlib.crc32(part) != entry.CRC:
            raise Refused(RefusalCause.DAMAGED)
        room -= len(part)
        name = entry.filename.replace("\\", "/").lower()
        if name.endswith((".xml", ".rels")):
            parts[name] = in_utf8(part)
            was_recoded = was_recoded or parts[name] is not part
            # Entities can blow up or name files of this computer.
            if b"<!ENTITY" in parts[name]:
                raise Refused(RefusalCause.ENTITIES)
        elif name == "mimetype" or (name.startswith("xl/") and name.endswith(".bin")):
            parts[name] = part
    return parts, was_recoded


def in_utf8(xml: bytes) -> bytes:
    """Returns an XML text in UTF-8, all that calamine knows.

    The same object where it is.
    """
    match = XML_ENCODING.match(xml[:HEAD_SIZE])
    encoding = "utf-16" if xml.startswith(UTF_16) else match[1].decode() if match else "utf-8"
    if encoding.lower() in ("utf-8", "us-ascii", "ascii"):
        return xml
    try:
        return XML_DECLARATION.sub("", xml.decode(encoding), count=1).encode()
    except (LookupError, UnicodeError):
        return xml


def _inflated(content: bytes, offset: int, method: int, size: int, room: int) -> bytes:
    """Returns one part to its real end.

    `zipfile` stops at the size in the directory, which may lie; calamine does not.
    """
    head = content[offset : offset + LOCAL_HEAD]
    if len(head) < LOCAL_HEAD or not head.startswith(ZIP_HEADS[0]):
        raise Refused(RefusalCause.DAMAGED)
    name_length, extra_length = struct.unpack("<HH", head[26:])
    start = offset + LOCAL_HEAD + name_length + extra_length
    packed = memoryview(content)[start : start + size]
    if method == STORED:
        part, is_whole = bytes(packed), len(packed) == size
    elif method == DEFLATED:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = engine.decompress(packed, room + 1)
        except zlib.error:
            raise Refused(RefusalCause.DAMAGED) from None
        is_whole = engine.eof
    else:
        part, is_whole = b"", False  # Office packs in no other way
    if len(part) > room:
        raise Refused(RefusalCause.UNPACKED_SIZE)
    if not is_whole:
        raise Refused(RefusalCause.DAMAGED)
    return part
