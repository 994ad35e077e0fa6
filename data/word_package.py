"""What a Word file is: its parts, unpacked within bounds.

Anything else, broken, locked, with a macro or for another program is named.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from xml.parsers import expat

from data.spreadsheets.container import ZIP_HEADS
from data.spreadsheets.detect import OLE_HEAD, OTHER_HEADS

MEBIBYTE = 1024 * 1024
UNPACKED_LIMIT = 64 * MEBIBYTE  # bytes inside the zip; the app's own template is 1 MB, bombs are GBs
PARTS_LIMIT = 1_000  # files inside the zip; the app's own template has 18
MACRO = "в нём макрос. Сохраните его как «Документ Word (*.docx)»"
DAMAGED = "файл повреждён. Откройте его в Word, согласитесь на восстановление и сохраните заново"
NOT_WORD = "это {}, а не документ Word (docx)"


class WordFileRefused(Exception):
    """Why a file is not used.

    It ends a sentence («Шаблон Word не подходит: …»), without its full stop.
    """


def word_parts(content: bytes) -> list[tuple[str, bytes]]:
    """Returns all parts of a Word file by their names.

    Raises `WordFileRefused` for what is no such file.
    """
    _refuse_other_files(content)
    parts = _unpacked(content)
    _refuse_other_packages(dict(parts))
    return parts


def refuse_definitions(part: bytes) -> None:
    """Raises `WordFileRefused` for XML that is broken or defines anything.

    Entities can blow up or name files of this computer.
    """
    first_pass = expat.ParserCreate()
    first_pass.StartDoctypeDeclHandler = _refuse_doctype
    try:
        first_pass.Parse(part, True)
    except (expat.ExpatError, ValueError):
        raise WordFileRefused(DAMAGED) from None


def looks_like_xml(part: bytes) -> bool:
    """Returns whether the part is XML in UTF-8 or UTF-16.

    A part counts as what it is, not as what its name says.
    """
    return part[:64].lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n")[:1] == b"<"


def _refuse_other_files(content: bytes) -> None:
    """Raises `WordFileRefused` by the first bytes: the name says nothing."""
    if content.startswith(ZIP_HEADS):
        return
    if not content:
        raise WordFileRefused("файл пуст (0 байт)")
    if content.startswith(OLE_HEAD):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise WordFileRefused("файл защищён паролем. Снимите пароль в Word (Файл – Сведения – Защита документа)")
        if "WordDocument".encode("utf-16-le") in content:
            raise WordFileRefused("это документ старого Word (doc). Откройте его в Word и сохраните как docx")
        raise WordFileRefused(NOT_WORD.format("файл старого Office"))
    what = next((what for head, what in OTHER_HEADS if content.startswith(head)), "файл другого вида")
    raise WordFileRefused(NOT_WORD.format("веб-страница или XML" if looks_like_xml(content) else what))


def _unpacked(content: bytes) -> list[tuple[str, bytes]]:
    """Returns every part.

    `zipfile` gives no more of one than its head declares, and checks that this is all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > PARTS_LIMIT:
                raise WordFileRefused(f"файл состоит больше чем из {PARTS_LIMIT} частей. Уберите лишние картинки")
            if sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                raise WordFileRefused(
                    f"внутри файла больше {UNPACKED_LIMIT // MEBIBYTE} МБ. Сожмите или уберите картинки"
                )
            return [(entry.filename, archive.read(entry)) for entry in entries]
    except RuntimeError:  # `zipfile` says so of a part with a password, and of a way to pack that it does not know
        raise WordFileRefused("файл упакован с паролем или необычно. Сохраните его в Word заново как docx") from None
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError):
        raise WordFileRefused(DAMAGED) from None


def _refuse_other_packages(parts: dict[str, bytes]) -> None:
    kinds = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in kinds or b"vbaProject" in kinds:
        raise WordFileRefused(MACRO)
    if b"wordprocessingml.template.main" in kinds:
        raise WordFileRefused("это шаблон «dotx». Сохраните его как «Документ Word (*.docx)»")
    if b"purl.oclc.org/ooxml" in parts.get("_rels/.rels", b""):
        raise WordFileRefused("это «Строгий документ Open XML». Сохраните его как «Документ Word (*.docx)»")
    if "mimetype" in parts:
        raise WordFileRefused("это документ OpenDocument (odt). Сохраните его как docx")
    folders = {name.partition("/")[0] for name in parts}
    if "word" not in folders:
        known = {"xl": "книга Excel", "ppt": "презентация PowerPoint"}
        raise WordFileRefused(NOT_WORD.format(next((known[name] for name in known if name in folders), "архив")))
    if not kinds:
        raise WordFileRefused(DAMAGED)


def _refuse_doctype(*_: object) -> None:
    raise WordFileRefused("внутри есть определения, каких Word не создаёт: так устроены вредоносные файлы")
