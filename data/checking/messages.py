"""The sentences of findings: place, person, cell, what is wrong, what to do.

They are made from findings and never read back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.checking.layout_messages import LAYOUT_SENTENCES
from data.checking.list_messages import LIST_SENTENCES
from data.checking.message_parts import Sentence
from data.checking.pair_messages import PAIR_SENTENCES
from data.checking.row_messages import ROW_SENTENCES
from data.findings import Finding
from data.russian import NOUNS, counted

SENTENCES: dict[str, Callable[[Finding], Sentence]] = {
    **LAYOUT_SENTENCES,
    **LIST_SENTENCES,
    **ROW_SENTENCES,
    **PAIR_SENTENCES,
}
OF_HEADERS = frozenset({"missing_column", "month_first", "ignored_column", "assumed_column", "registers_not_counted"})


def message(finding: Finding, *, name_file: bool = False) -> str:
    """Returns the whole sentence.

    The file is named where there are several (`name_file`) or it has no sheets.
    """
    where = place(finding, name_file=name_file)
    return f"{where}: {text_of(finding)}" if where else words(finding)


def words(finding: Finding) -> str:
    """Returns the sentence without its place.

    What is there, what is wrong, what to do.
    """
    return _capital(text_of(finding))


def brief(finding: Finding) -> str:
    """Returns what is wrong, without the cell's own text and obvious advice."""
    sentence = SENTENCES[finding.code](finding)
    return _capital(sentence.brief or sentence.wrong).removesuffix(".")


def text_of(finding: Finding) -> str:
    """Returns the sentence as it goes on after a place.

    Of a stored finding the stored sentence.
    """
    return finding.text or SENTENCES[finding.code](finding).words


def place(finding: Finding, *, name_file: bool = False) -> str:
    """Returns «Лист «Обучающиеся», строка 17, столбец C «Дата рождения» (Иванова Анна)»."""
    if finding.code == "unreadable_file" and finding.sheet is None:  # its sentence names the file
        return ""
    if finding.code == "no_data_for_indicator":
        return f"Показатель № {finding.value}"
    parts = []
    if finding.file and (name_file or finding.sheet is None):
        parts.append(f"файл «{finding.file}»")
    if finding.sheet is not None:
        parts.append(f"лист «{finding.sheet}»")
    if finding.line is not None and finding.code not in OF_HEADERS:
        parts.append(f"строка {finding.line}")
    if finding.address:
        header = "" if finding.header is None else f" «{finding.header}»"
        parts.append(f"столбец {finding.address.rstrip('0123456789')}{header}")
    return _capital(", ".join(parts)) + (f" ({finding.whose})" if finding.whose else "")


def counts_words(counts: Mapping[str, int]) -> str:
    """Returns «432 обучающихся, 34 педагога, 118 пар»."""
    return ", ".join(counted(counts[table], *NOUNS[table]) for table in NOUNS)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
