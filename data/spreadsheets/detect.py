"""What a file really is, by its first bytes, and what calamine gets of it.

`zip_container` (xlsx, xlsm, xlsb, ods) and `ole_container` (xls, and all with a password) look inside: wrong kinds,
passwords and bombs get their own refusal, which calamine calls «Cannot detect file format», or dies of.
Anything else may be text and is left to `delimited_text`.
"""

from __future__ import annotations

from data.spreadsheets.container import ZIP_HEADS, Container
from data.spreadsheets.limits import RefusalCause, Refused

OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_HEADS = (
    (b"%PDF", "документ PDF"),
    (b"\x89PNG", "картинка"),
    (b"\xff\xd8\xff", "картинка"),
    (b"GIF8", "картинка"),
    (b"BM", "картинка"),
    (b"II*\x00", "картинка"),
    (b"MM\x00*", "картинка"),
    (b"RIFF", "картинка или запись"),
    (b"{\\rtf", "документ RTF"),
)
PACKED_HEADS = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
SHORTCUT_HEAD = b"L\0\0\0\x01\x14\x02\0"  # [MS-SHLLINK] 2.1
ONE_C_HEAD = b"MOXCEL"
PHOTO_KINDS = (b"heic", b"heix", b"mif1", b"avif")  # of an ISO media file, behind its «ftyp»
DBF_HEADS = b"\x03\x30\x83\x8b\xf5"
# Office marks a file that is open by one of its name with `~$` before it. It holds the user's name twice, with its
# length before it, the second time here (Word, Excel).
LOCK_SIZES, LONGEST_USER, SECOND_LENGTHS = (162, 165), 54, (54, 55)
# BIFF2 to BIFF4 have no container: a file is its records, and this is the first one's head.
OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


def container_of(content: bytes) -> Container | None:
    """Returns the container, or None where the content may be text. Raises `Refused`."""
    if content.startswith(ZIP_HEADS):
        from data.spreadsheets.zip_container import container_in_zip

        return container_in_zip(content)
    if content.startswith(OLE_HEAD):
        from data.spreadsheets.ole_container import container_in_ole

        return container_in_ole(content)
    _refuse_by_head(content)
    return None


def _refuse_by_head(content: bytes) -> None:
    """Raises `Refused` for files of other kinds that are no text."""
    if content.startswith(OLD_EXCEL):
        raise Refused(RefusalCause.OTHER_FORMAT, what="таблица старого Excel (до 1995 года)")
    if content.startswith(ONE_C_HEAD):
        raise Refused(RefusalCause.OTHER_FORMAT, what="табличный документ 1С", program="1С")
    if content.startswith(SHORTCUT_HEAD):
        raise Refused(RefusalCause.SHORTCUT)
    if content.startswith(PACKED_HEADS):
        raise Refused(RefusalCause.PACKED)
    if _is_lock(content):
        raise Refused(RefusalCause.LOCK_FILE, sign="~$")
    if _is_dbf(content):
        raise Refused(RefusalCause.OTHER_FORMAT, what="таблица dBASE (dbf)")
    if content[4:8] == b"ftyp":
        raise Refused(RefusalCause.OTHER_KIND, what="картинка" if content[8:12] in PHOTO_KINDS else "запись")
    for head, what in OTHER_HEADS:
        # «BM» alone may begin a text; a picture's head has zeros.
        if content.startswith(head) and (len(head) > 2 or b"\0" in content[:32]):
            raise Refused(RefusalCause.OTHER_KIND, what=what)


def _is_lock(content: bytes) -> bool:
    """Returns whether this is Office's own mark of an open file."""
    length = content[0] if content else 0
    repeated = [content[index] for index in SECOND_LENGTHS if len(content) in LOCK_SIZES]
    return 0 < length <= LONGEST_USER and length in repeated


def _is_dbf(content: bytes) -> bool:
    """Returns whether this is a dBASE table.

    Its head holds a day and its own length, and ends with a return.
    """
    head = int.from_bytes(content[8:10], "little")
    is_day = len(content) > 32 and 1 <= content[2] <= 12 and 1 <= content[3] <= 31
    return content[0] in DBF_HEADS and is_day and content[head - 1 : head] == b"\r"
