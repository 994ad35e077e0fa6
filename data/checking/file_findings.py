"""Findings about files as they were read: repeats, code pages, wrong lines, absent sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.checking.messages import place_words
from data.findings import Finding
from data.spreadsheets.oddities import Oddity
from data.spreadsheets.sheet import Sheet

USUAL_ENCODINGS = (None, "utf-8", "cp1251")  # what today's programs save; of others the person is told
ENCODING_TITLES = {
    "cp866": "DOS (866)",
    "koi8-r": "КОИ-8",
    "mac-cyrillic": "Mac (кириллица)",
    "utf-16-le": "Юникод UTF-16",
    "utf-16-be": "Юникод UTF-16",
    "utf-32-le": "Юникод UTF-32",
    "utf-32-be": "Юникод UTF-32",
}
LINE_WORDS = {
    Oddity.UNDECODABLE: "часть букв повреждена, вместо них стоит знак «\ufffd». Впишите их заново.",
    Oddity.STRAY_QUOTE: "лишняя кавычка, она оставлена в тексте. Проверьте строку и уберите кавычку.",
    Oddity.EXTRA_CELLS: "значений больше, чем столбцов в заголовке, – лишний разделитель. Проверьте строку.",
}
LEAST_ROWS = 2  # filled rows of a sheet that may be called the same as another: a header alone is no list


def without_repeats(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Finding]]:
    """The sheets, each content once, and a finding for each that is repeated."""
    read_before: list[Sheet] = []
    findings: list[Finding] = []
    files = {file: [sheet for sheet in sheets if sheet.file == file] for file in dict.fromkeys(s.file for s in sheets)}
    contents: dict[str, list[Sheet]] = {}
    for file, of_file in files.items():
        first = next((name for name, content in contents.items() if _same(content, of_file)), None)
        if first is not None:
            words = f"то же содержимое, что в файле «{first}», поэтому второй раз не учитывается."
            findings.append(Finding.at("same_file", f"Файл «{file}»", words, file, None))
            continue
        contents[file] = of_file
        for sheet in of_file:
            twin = next((other for other in read_before if _is_twin(sheet, other)), None)
            if twin is None:
                read_before.append(sheet)
            else:
                findings.append(_repeated(sheet, twin, name_file=len(files) > 1))
    return read_before, findings


def _same(first: Sequence[Sheet], second: Sequence[Sheet]) -> bool:
    """Whether two files hold the same, whatever they are called."""
    return len(first) == len(second) and all(
        one.name == other.name and one.hidden == other.hidden and one.rows == other.rows and one.merged == other.merged
        for one, other in zip(first, second, strict=True)
    )


def _is_twin(sheet: Sheet, other: Sheet) -> bool:
    if sheet.hidden or other.hidden or sheet.rows != other.rows or sheet.from_1904 != other.from_1904:
        return False
    return sum(any(cell != "" for cell in row) for row in sheet.rows) >= LEAST_ROWS


def _repeated(sheet: Sheet, twin: Sheet, *, name_file: bool) -> Finding:
    where = place_words(sheet.file, sheet.name, name_file=name_file)
    place = f"на листе «{twin.name}»" if twin.name is not None else f"в файле «{twin.file}»"
    if twin.name is not None and twin.file != sheet.file:
        place += f" файла «{twin.file}»"
    words = f"то же содержимое, что {place}, поэтому второй раз не учитывается."
    return Finding.at("same_file", where, words, sheet.file, sheet.name)


def reading_findings(sheets: Sequence[Sheet], *, name_file: bool) -> Iterator[Finding]:
    """What the reader noticed in each sheet."""
    for sheet in sheets:
        where = place_words(sheet.file, sheet.name, name_file=name_file)
        if sheet.encoding not in USUAL_ENCODINGS:
            title = ENCODING_TITLES[sheet.encoding or ""]
            words = f"текст прочитан в кодировке {title}: в ней получаются русские слова. Проверьте, верны ли буквы."
            yield Finding.at("assumed_encoding", where, words, sheet.file, sheet.name)
        for oddity, row in sheet.oddities:
            if oddity is Oddity.MISSING_PART:
                words = "содержимого листа в файле нет. Проверьте лист в Excel и сохраните файл заново."
                yield Finding.at("unreadable_file", where, words, sheet.file, sheet.name)
            else:
                at = place_words(sheet.file, sheet.name, row, name_file=name_file)
                yield Finding.at("damaged_line", at, LINE_WORDS[oddity], sheet.file, sheet.name, row)
