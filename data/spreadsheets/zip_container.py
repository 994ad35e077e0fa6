"""The inside of a zip (xlsx, xlsm, xlsb, ods): what it is, whether it is locked, and whether it is a bomb."""

from __future__ import annotations

import io
import re
import struct
import zlib

from data.spreadsheets.detect import ZIP_HEADS, Container
from data.spreadsheets.limits import PARTS_LIMIT, UNPACKED_LIMIT, Cause, Refused

TYPE_CHECKING = False  # type checkers take it for true; `typing` itself would cost the child 5 ms
if TYPE_CHECKING:
    from zipfile import ZipInfo

STORED, DEFLATED, ENCRYPTED, LOCAL_HEAD = 0, 8, 1, 30  # PKWARE's APPNOTE 4.4.5, 4.4.4 (bit 0), 4.3.7
XLSB_WORKBOOK = "xl/workbook.bin"
FOLDERS = {"xl": "", "word": "документ Word", "ppt": "презентация PowerPoint", "visio": "схема Visio"}
ODF_TYPE = rb"application/vnd\.oasis\.opendocument\.([a-z]+)(?:-template)?"
ODF_KINDS = {b"text": "текстовый документ", b"presentation": "презентация", b"graphics": "рисунок"}


def look_into_zip(content: bytes) -> Container:
    _refuse_other_zips(content)
    parts = _unpack(content)
    odf = re.fullmatch(ODF_TYPE, parts.get("mimetype", b"").strip())
    if odf is None and "mimetype" not in parts:
        return Container("xlsb" if XLSB_WORKBOOK in parts else "xlsx", content, parts, b"")
    if odf is None or odf[1] != b"spreadsheet":
        raise Refused(Cause.OTHER_KIND, what=ODF_KINDS.get(odf[1] if odf else b"", "файл другой программы"))
    if b"encryption-data" in parts.get("meta-inf/manifest.xml", b""):
        raise Refused(Cause.PASSWORD)
    return Container("ods", content, parts, b"")


def _refuse_other_zips(content: bytes) -> None:
    """By the names at the head of each part: unlike the directory at the end they outlive a torn-off file."""
    names = []
    for found in re.finditer(rb"PK\x03\x04.{22}(..)..", content, re.DOTALL):
        length = int.from_bytes(found[1], "little")
        name = content[found.end() : found.end() + length].decode("utf-8", "replace")
        names.append(name.replace("\\", "/").lower())
        if len(names) > PARTS_LIMIT:
            raise Refused(Cause.PARTS)
    # The first name counts: further on, the parts of an embedded document may be seen.
    what = next((FOLDERS[name.partition("/")[0]] for name in names if name.partition("/")[0] in FOLDERS), None)
    if what:
        raise Refused(Cause.OTHER_KIND, what=what)
    if any(name.endswith(".iwa") for name in names):
        raise Refused(Cause.OTHER_FORMAT, what="документ Apple (Numbers)", program="Numbers")
    if what is None and "[content_types].xml" not in names and "mimetype" not in names:
        _directory(content)
        raise Refused(Cause.OTHER_KIND, what="архив")


def _directory(content: bytes) -> list[ZipInfo]:
    """The parts that the end of a zip lists."""
    import zipfile

    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise Refused(Cause.DAMAGED) from None
    if len(entries) > PARTS_LIMIT:
        raise Refused(Cause.PARTS)
    return entries


def _unpack(content: bytes) -> dict[str, bytes]:
    """The parts we look at, within `UNPACKED_LIMIT` in all; of the others only that they are whole."""
    parts = {}
    room = UNPACKED_LIMIT
    for entry in _directory(content):
        if entry.flag_bits & ENCRYPTED:
            raise Refused(Cause.PASSWORD)
        part = _inflated(content, entry.header_offset, entry.compress_type, entry.compress_size, room)
        if zlib.crc32(part) != entry.CRC:
            raise Refused(Cause.DAMAGED)
        room -= len(part)
        name = entry.filename.replace("\\", "/").lower()
        if name.endswith((".xml", ".rels")):
            _refuse_definitions(name, part)
            parts[name] = part
        elif name in ("mimetype", XLSB_WORKBOOK):
            parts[name] = part
    return parts


def _inflated(content: bytes, offset: int, method: int, size: int, room: int) -> bytes:
    """One part to its real end: `zipfile` stops at the size the directory gives, which may lie; calamine does not."""
    head = content[offset : offset + LOCAL_HEAD]
    if len(head) < LOCAL_HEAD or not head.startswith(ZIP_HEADS[0]):
        raise Refused(Cause.DAMAGED)
    name_length, extra_length = struct.unpack("<HH", head[26:])
    start = offset + LOCAL_HEAD + name_length + extra_length
    packed = memoryview(content)[start : start + size]
    if method == STORED:
        part, whole = bytes(packed), len(packed) == size
    elif method == DEFLATED:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            part = engine.decompress(packed, room + 1)
        except zlib.error:
            raise Refused(Cause.DAMAGED) from None
        whole = engine.eof
    else:
        part, whole = b"", False  # Office packs in no other way
    if len(part) > room:
        raise Refused(Cause.UNPACKED_SIZE)
    if not whole:
        raise Refused(Cause.DAMAGED)
    return part


def _refuse_definitions(name: str, part: bytes) -> None:
    """Entities can blow up or name files of this computer. OpenOffice's manifest names its DTD, harmlessly."""
    if b"<!ENTITY" in part or (b"<!DOCTYPE" in part and name != "meta-inf/manifest.xml"):
        raise Refused(Cause.ENTITIES)
