"""The inside of an OLE file.

An xls, anything Office has locked with a password, or another program's file.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from data.spreadsheets.container import ZIP_HEADS, Container
from data.spreadsheets.limits import RefusalCause, Refused

# Excel opens these without asking: it saves a workbook with a protected structure under this password.
DEFAULT_PASSWORD = "VelvetSweatshop"  # [MS-OFFCRYPTO] 2.3.7.9 and 2.4.2.3
BOOKS = ("Workbook", "Book")  # since Excel 97, and before
KINDS = {
    "WordDocument": "документ Word",
    "PowerPoint Document": "презентация PowerPoint",
    "VisioDocument": "схема Visio",
}
BOF, EOF_RECORD, FILEPASS, CODEPAGE, DATE_1904 = 0x0809, 0x000A, 0x002F, 0x0042, 0x0022  # [MS-XLS] 2.3
NAME_SIZE, ENTRY_SIZE = 64, 128  # of a stream in the directory of an OLE file: [MS-CFB] 2.6.1
BIFF8, UNICODE = b"\x00\x06", b"\xb0\x04"  # a BOF record's version, a CODEPAGE record's 1200


def container_in_ole(content: bytes, may_unlock: bool = True) -> Container:
    """Returns an xls as calamine reads it rightly.

    Raises `Refused` for every other kind of file, and a locked one.
    """
    import olefile  # type: ignore[import-untyped]

    try:
        ole = olefile.OleFileIO(io.BytesIO(content))
        names = {str(path[0]) for path in ole.listdir()}
        as_written = {name.casefold(): name for name in names}  # [MS-CFB] 2.6.4: capitals do not tell names apart
        book = next((as_written[name.casefold()] for name in BOOKS if name.casefold() in as_written), "")
        stream: bytes = ole.openstream(book).read() if book else b""
    except Exception:  # olefile meets damage with whatever it trips over
        _refuse_by_name({name for name in KINDS if f"{name}\0".encode("utf-16-le") in content})
        raise Refused(RefusalCause.DAMAGED) from None
    if "EncryptedPackage" in names or any(record == FILEPASS for record, _, _ in records(stream)):
        if not may_unlock:
            raise Refused(RefusalCause.PASSWORD)
        return _unlocked(content)
    _refuse_by_name(names)
    if not book:
        raise Refused(RefusalCause.OTHER_KIND, what="файл другой программы")
    return Container("xls", _renamed(_with_unicode(content, stream), book), {}, stream, from_1904=_is_from_1904(stream))


def _refuse_by_name(names: set[str]) -> None:
    for name, what in KINDS.items():
        if name in names:
            raise Refused(RefusalCause.OTHER_KIND, what=what)


def records(stream: bytes, position: int = 0) -> Iterator[tuple[int, int, int]]:
    """Yields kind, place and length of each record's data.

    To the end of the substream that begins at `position`. Charts within a sheet are substreams too and are gone through
    with it.
    """
    depth = 0
    while position + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, position)
        position += 4
        depth += (record == BOF) - (record == EOF_RECORD)
        if depth <= 0 or position + length > len(stream):
            return
        yield record, position, length
        position += length


def _with_unicode(content: bytes, stream: bytes) -> bytes:
    """Returns the file with CODEPAGE set to Unicode.

    The text of an Excel 97 file is Unicode whatever that record says. calamine believes the record, and «Имя» becomes
    control characters. PHP's and other writers set 1251 or 1252.
    """
    if stream[4:6] != BIFF8:
        return content
    for record, place, _ in records(stream):
        if record == CODEPAGE and stream[place : place + 2] != UNICODE:
            at = content.find(stream[:place])  # the stream's first sector, so in one piece
            return content[: at + place] + UNICODE + content[at + place + 2 :] if at >= 0 else content
    return content


def _renamed(content: bytes, book: str) -> bytes:
    """Returns the file with its record stream named as in Excel.

    Calamine knows no «workbook».
    """
    if book in BOOKS:
        return content
    usual = next(name for name in BOOKS if name.casefold() == book.casefold())
    entry = book.encode("utf-16-le").ljust(NAME_SIZE, b"\0")
    at = content.find(entry)
    while at % ENTRY_SIZE and at >= 0:
        at = content.find(entry, at + 1)
    name = usual.encode("utf-16-le")
    return content[:at] + name + content[at + len(name) :] if at >= 0 else content


def _is_from_1904(stream: bytes) -> bool:
    return any(record == DATE_1904 and stream[place : place + 1] == b"\1" for record, place, _ in records(stream))


def _unlocked(content: bytes) -> Container:
    """Returns the file behind Excel's default password.

    A password of somebody's own is a refusal.
    """
    import msoffcrypto  # type: ignore[import-untyped]

    opened = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(content))
        locked.load_key(password=DEFAULT_PASSWORD)
        locked.decrypt(opened)
    except Exception:  # another password, or a way of locking it does not know: locked either way
        raise Refused(RefusalCause.PASSWORD) from None
    inner = opened.getvalue()
    if not inner.startswith(ZIP_HEADS):
        return container_in_ole(inner, may_unlock=False)
    from data.spreadsheets.zip_container import container_in_zip

    return container_in_zip(inner)
