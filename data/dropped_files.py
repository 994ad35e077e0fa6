"""Files as they are dropped → their sheets, each under a name by which findings can speak of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count

from data.findings import Finding, ListError
from data.parsing import clean, visible
from data.recognition.card_tables import as_list
from data.spreadsheets.reading import read_file
from data.spreadsheets.sheet import Sheet
from data.word_tables.reading import is_word, word_sheets

NAMELESS_FILE = "без имени"  # a file whose name has no sign that is shown
READERS_AT_ONCE = 2  # children that read files at the same time: each may take its whole memory bound


def read_all(
    files: Sequence[tuple[str, bytes]], progress: Callable[[int], None] | None = None
) -> tuple[list[Sheet], list[Finding]]:
    """Returns the sheets of all files, and a finding for each file that could not be read; files keep their order.

    `progress` is called with the count of files read so far.
    """

    def read(file: tuple[str, bytes]) -> list[Sheet] | Finding:
        try:
            sheets = word_sheets(*file) if is_word(file[1]) else read_file(*file)
            return [as_list(sheet) for sheet in with_printable_names(sheets)]
        except ListError as error:
            return Finding("unreadable_file", file=file[0], reason=str(error))

    with ThreadPoolExecutor(READERS_AT_ONCE) as pool:
        read_files = []
        for content in pool.map(read, with_distinct_names(files)):
            read_files.append(content)
            if progress:
                progress(len(read_files))
    sheets = [sheet for content in read_files if not isinstance(content, Finding) for sheet in content]
    return sheets, [content for content in read_files if isinstance(content, Finding)]


def with_distinct_names(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Returns files by names that can be shown; of one name the later get a number, as findings name the file."""
    names = _distinct(visible(name) if clean(name) else NAMELESS_FILE for name, _ in files)
    return [(name, content) for name, (_, content) in zip(names, files, strict=True)]


def with_printable_names(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Returns the sheets of a file by names that can be shown and written; of one name the later get a number."""
    titles = [sheet.name for sheet in sheets]
    if all(title is None or (clean(title) and visible(title) == title) for title in titles):
        return list(sheets)
    names = _distinct(visible(title) if title and clean(title) else f"Лист{n}" for n, title in enumerate(titles, 1))
    return [replace(sheet, name=name) for sheet, name in zip(sheets, names, strict=True)]


def _distinct(names: Iterable[str]) -> list[str]:
    """Returns the names, each that was there before with a number that makes it another."""
    distinct: list[str] = []
    for name in names:
        numbered = (f"{name} ({number})" for number in count(2))
        distinct.append(name if name not in distinct else next(other for other in numbered if other not in distinct))
    return distinct
