"""The person's own file with its faults marked, to be corrected and loaded again.

An xlsx or xlsm stays as it is but for the marks; of any other file, of Word too, a new xlsx is made with the same cells
at the same addresses. The sheet «Замечания» lists all findings with links to their cells. The file is from outside: a
`guarded_child` works on it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType

from data.checking.messages import words
from data.findings import Finding, ListError
from data.guarded_child import ChildStopped, Limits, Stop, run_guarded
from data.parsing.printable import cell_text
from data.spreadsheets.container import ZIP_HEADS
from data.spreadsheets.detect import OLE_HEAD
from data.spreadsheets.limits import MEBIBYTE, MEMORY_LIMIT, OUTPUT_LIMIT, RefusalCause
from data.spreadsheets.own_comments import AUTHOR
from data.spreadsheets.own_sheets import OWN_SHEETS
from data.spreadsheets.sheet import Sheet
from data.word_tables.reading import is_word
from data.workbooks.copy_child import packed, unpacked
from data.workbooks.copy_list import TITLE as SHEET

__all__ = ["AUTHOR", "SHEET", "copy_name", "corrected_copy", "lost_in_copy"]

SUFFIX = " – замечания"
LIMITS = Limits(seconds=30, memory=MEMORY_LIMIT, output=OUTPUT_LIMIT)  # 100 000 rows of 10 columns take 2 s, anew 6
RELATIONS, XLSB_WORKBOOK = "_rels/.rels", "xl/workbook.bin"
LOCKED = "EncryptedPackage".encode("utf-16-le")  # opened all the same: Excel's own password for a protected structure
STRICT = b"purl.oclc.org"  # in the relationships of a workbook that Excel saves as «Строгая книга Open XML»
HEAD_OF_RELATIONS = 65_536  # bytes looked at; those of a package are a few hundred
# What the copy of a package lacks, by a part that shows it.
LOST = {
    "_xmlsignatures/": "электронной подписи: после отметок она недействительна",
    "xl/revisions/": "общего доступа к книге и её журнала изменений",
    "xl/threadedcomments/": "наших примечаний в ячейках с обсуждениями: эти замечания только на листе «Замечания»",
}
LOST_IN_NEW_WORKBOOK = "оформления, примечаний, рисунков и формул – вместо формул их значения"
LOST_CARDS = "карточек – вместо них таблица"
LOST_LOCK = "шифрования файла"
LOST_HIDDEN_SHEETS = "содержимого скрытых листов"
SENTENCES: dict[str, str] = {
    RefusalCause.OTHER_FORMAT: "Файл «{file}» сохранён как «Строгая книга Open XML», в ней ячейки не отметить. "
    "Сохраните его в Excel как «Книга Excel (*.xlsx)» и загрузите снова.",
    RefusalCause.DAMAGED: "Внутри файла «{file}» есть часть, которую не разобрать, поэтому ячейки в нём не отметить. "
    "Откройте его в Excel, сохраните как «Книга Excel (*.xlsx)» и загрузите снова.",
    Stop.TIME: "Ячейки в файле «{file}» не удалось отметить за {seconds} секунд: он слишком велик. "
    "Оставьте в нём только листы со списками и загрузите снова.",
    Stop.MEMORY: "Ячейки в файле «{file}» не удалось отметить: он занимает слишком много памяти или повреждён. "
    "Скопируйте списки в новую книгу Excel и загрузите её.",
    Stop.DIED: "Ячейки в файле «{file}» не удалось отметить: он повреждён или занимает слишком много памяти. "
    "Скопируйте списки в новую книгу Excel и загрузите её.",
    Stop.OUTPUT: "Файл «{file}» с отметками был бы больше {megabytes} МБ. "
    "Оставьте в нём только листы со списками, без картинок, и загрузите снова.",
}

Typed = Mapping[tuple[str | None, int, int], str]


def corrected_copy(
    name: str,
    content: bytes,
    sheets: Sequence[Sheet],
    findings: Sequence[Finding],
    typed: Typed = MappingProxyType({}),
) -> tuple[str, bytes]:
    """Returns the file's name and content with its faults marked.

    Findings of other files are left out. `typed` are texts that were typed on the page in place of cells: sheet, row
    and column from 0. Raises `ListError` where the file cannot be marked.
    """
    request = _request([finding for finding in findings if finding.file in (None, name)], typed)
    copy = b"" if is_word(content) or _has_cards(name, sheets) else _work("mark", name, request, content)
    if not copy:
        rows = [(sheet.name, sheet.rows, sheet.merged, sheet.hidden) for sheet in sheets if sheet.file == name]
        copy = _work("make", name, request, packed(rows))
    return copy_name(name), copy


def copy_name(name: str) -> str:
    """Returns what the copy of a file is called: a workbook with macros stays one."""
    stem = PurePath(name).stem.removesuffix(SUFFIX)
    return f"{stem}{SUFFIX}{'.xlsm' if name.lower().endswith('.xlsm') else '.xlsx'}"


def lost_in_copy(name: str, content: bytes, sheets: Sequence[Sheet]) -> list[str]:
    """Returns what the copy of a file will be without, in the genitive.

    Raises `ListError` where there can be no copy.
    """
    if is_word(content) or _has_cards(name, sheets):
        return _lost_in_new_workbook(name, sheets)
    if content.startswith(OLE_HEAD):
        return [LOST_LOCK] if LOCKED in content else _lost_in_new_workbook(name, sheets)
    if not content.startswith(ZIP_HEADS):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part.replace("\\", "/").lower(): part for part in package.namelist()}
        if RELATIONS not in parts or XLSB_WORKBOOK in parts:
            return _lost_in_new_workbook(name, sheets)
        with package.open(parts[RELATIONS]) as relations:
            is_strict = STRICT in relations.read(HEAD_OF_RELATIONS)
    if is_strict:
        raise _refusal(RefusalCause.OTHER_FORMAT, name)
    return [part_lost for start, part_lost in LOST.items() if any(part.startswith(start) for part in parts)]


def _lost_in_new_workbook(name: str, sheets: Sequence[Sheet]) -> list[str]:
    is_hidden = any(sheet.hidden for sheet in sheets if sheet.file == name)
    of_cards = [LOST_CARDS] if _has_cards(name, sheets) else []
    return [LOST_IN_NEW_WORKBOOK, *of_cards, *([LOST_HIDDEN_SHEETS] if is_hidden else [])]


def _has_cards(name: str, sheets: Sequence[Sheet]) -> bool:
    """Returns whether a sheet of the file was read as a list of cards, so that the copy holds the list."""
    return any(sheet.origins for sheet in sheets if sheet.file == name)


def _request(findings: Sequence[Finding], typed: Typed) -> bytes:
    """Returns what the child has to know."""
    remarks = [
        (
            finding.severity,
            finding.sheet,
            finding.cell or (f"A{finding.row}" if finding.row else None),
            cell_text(finding.sheet or ""),
            cell_text(finding.whose or ""),
            cell_text(words(finding)),
        )
        for finding in findings
    ]
    places = [(*place, cell_text(text)) for place, text in typed.items()]
    return packed({"remarks": remarks, "typed": places, "heading": OWN_SHEETS[SHEET]})


def _work(function: str, name: str, *contents: bytes) -> bytes:
    """Returns what the child answers."""
    try:
        answer = run_guarded(f"data.workbooks.copy_child:{function}", *contents, limits=LIMITS)
    except ChildStopped as stopped:
        raise _refusal(stopped.stop, name) from stopped
    if answer and not answer.startswith(ZIP_HEADS):
        raise _refusal(unpacked(answer), name)
    return answer


def _refusal(cause: str, name: str) -> ListError:
    sentence = SENTENCES.get(cause, SENTENCES[RefusalCause.DAMAGED])
    return ListError(sentence.format(file=name, seconds=round(LIMITS.seconds), megabytes=LIMITS.output // MEBIBYTE))
