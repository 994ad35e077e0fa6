"""What a file really is, told from its first bytes, and what calamine gets of it.

`reading_zip` (xlsx, xlsm, xlsb, ods) and `reading_ole` (xls, and all with a password) look inside: wrong kinds,
passwords and bombs get their own refusal, which calamine calls «Cannot detect file format», or dies of.
Anything else may be text and is left to `reading_text`.
"""

from __future__ import annotations

from data.spreadsheets.limits import Cause, Refused

OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06")  # the second is that of an empty one
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
    (b"Rar!", "архив"),
    (b"7z\xbc\xaf", "архив"),
    (b"\x1f\x8b", "архив"),
)
# BIFF2 to BIFF4 have no container: a file is its records, and this is the first one's head.
OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")


class Container:
    """A spreadsheet that calamine may try.

    `kind` is xlsx, xlsb, ods or xls; `parts` are the XML texts of a zip by their lower-case path; `stream` is
    the record stream of an xls. (A plain class: the modules for better ones cost the child 5 to 10 ms.)
    """

    def __init__(self, kind: str, content: bytes, parts: dict[str, bytes], stream: bytes) -> None:
        self.kind = kind
        self.content = content
        self.parts = parts
        self.stream = stream


def look(content: bytes) -> Container | None:
    """The container, or None where the content may be text. Raises `Refused`."""
    if content.startswith(ZIP_HEADS):
        from data.spreadsheets.zip_container import look_into_zip

        return look_into_zip(content)
    if content.startswith(OLE_HEAD):
        from data.spreadsheets.ole_container import look_into_ole

        return look_into_ole(content)
    if content.startswith(OLD_EXCEL):
        raise Refused(Cause.OTHER_FORMAT, what="таблица старого Excel (до 1995 года)")
    for head, what in OTHER_HEADS:
        # «BM» alone may begin a text; a picture's head has zeros.
        if content.startswith(head) and (len(head) > 2 or b"\0" in content[:32]):
            raise Refused(Cause.OTHER_KIND, what=what)
    return None
