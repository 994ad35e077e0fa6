"""Findings about files, sheets, columns and lines that are nobody: what was not recognised, left out or assumed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from data.checking.as_of_date import Found
from data.checking.messages import missing_column_words, place_words, quoted, unrecognised_words
from data.checking.rules import cell_finding
from data.contracts import TABLES, fields
from data.findings import Finding
from data.parsing import class_in_title, even, header_key, is_blank
from data.recognition.blocks import Block, Choice
from data.recognition.headers import tables_named
from data.spreadsheets.addresses import column_letters
from data.spreadsheets.sheet import Sheet
from data.tables.typed_tables import Table

CLASS_TEACHER = re.compile(r"\bкл(асс\w*|\.)?\s*рук")
LIST_ROWS, LIST_CELLS = 2, 3  # rows with so many filled cells make an unrecognised sheet look like a list

Choices = Mapping[tuple[str, str | None], Choice]


def sheet_findings(found: Found, choices: Choices, *, name_file: bool) -> Iterator[Finding]:
    """Files and sheets in which no list was recognised, and hidden sheets."""
    recognised = {sheet.file for sheet, blocks in found if blocks}
    chosen = {sheet.file for sheet, _ in found if (sheet.file, sheet.name) in choices}
    for file in dict.fromkeys(sheet.file for sheet, _ in found):
        if file not in recognised | chosen:
            yield Finding.at("no_table", f"Файл «{file}»", unrecognised_words(), file, None)
    provided = {block.table for _, blocks in found for block in blocks}
    for sheet, blocks in found:
        where = place_words(sheet.file, sheet.name, name_file=name_file)
        if sheet.hidden:
            words = "лист скрыт и не прочитан. Если он нужен, покажите его в Excel и загрузите файл снова."
            yield Finding.at("hidden_sheet", where, words, sheet.file, sheet.name)
        elif not blocks and sheet.file in recognised and (sheet.file, sheet.name) not in choices and _rows_of(sheet, 1):
            yield _unrecognised(sheet, where, provided)


def _rows_of(sheet: Sheet, cells: int) -> int:
    """How many rows have at least so many filled cells."""
    return sum(sum(not is_blank(cell) for cell in row) >= cells for row in sheet.rows)


def _unrecognised(sheet: Sheet, where: str, provided: set[str]) -> Finding:
    """A sheet beside recognised ones: a list with a broken header, to judge by its name, or something else."""
    name = sheet.name or ""
    is_class = not name.strip().isdigit() and class_in_title(name) is not None
    meant = {"students"} if is_class else tables_named(name) - provided
    if meant and _rows_of(sheet, LIST_CELLS) >= LIST_ROWS:
        words = unrecognised_words(table for table in TABLES if table in meant)
        return Finding.at("no_table", where, words, sheet.file, sheet.name)
    words = "лист не похож на список и не прочитан. Если это список, укажите таблицу и строку заголовков."
    return Finding.at("left_out_row", where, words, sheet.file, sheet.name)


def column_findings(blocks: Sequence[Block], *, name_file: bool) -> Iterator[Finding]:
    """Columns missing, ignored or assumed; the same header on many sheets of a file is told once."""
    told: set[tuple[str, str, str]] = set()
    for block in blocks:
        where = place_words(block.file, block.sheet, name_file=name_file)
        missing = block.missing
        for key in missing:
            words = missing_column_words(block.table, key, list(block.unused.values()))
            row = max(block.header_row, 1)
            yield Finding.at("missing_column", where, words, block.file, block.sheet, row, field=key)
        for column, header in block.unused.items():
            place = (block.file, block.table, header_key(header))
            if not missing and place not in told:  # else the finding above names it
                told.add(place)
                yield _ignored(block, column, header, where)
        for column, key in block.assumed.items():
            place = (block.file, block.table, header_key(block.headers.get(column, key)))
            if not missing and place not in told:
                told.add(place)
                yield _assumed_by_words(block, column, key, where)
        if "risk_group" in block.columns and (block.file, block.table, "risk_group") not in told:
            told.add((block.file, block.table, "risk_group"))
            yield _assumed(block, block.columns["risk_group"][0], where)


def _ignored(block: Block, column: int, header: str, where: str) -> Finding:
    """A column that stands for no field."""
    why = (
        "это классный руководитель, а не наставник программы, столбец не используется"
        if CLASS_TEACHER.search(even(header))
        else "столбец не используется и не сохраняется"
    )
    return header_finding("ignored_column", where, f"{why}.", block, column)


def _assumed(block: Block, column: int, where: str) -> Finding:
    """«Группа риска» is taken for the register of СОП."""
    words = "столбец принят за СОП (персонифицированный учёт). Проверьте, тот ли это учёт."
    return header_finding("assumed_column", where, words, block, column, "risk_group")


def _assumed_by_words(block: Block, column: int, key: str, where: str) -> Finding:
    """A header that says more than the title of the field that it is taken for."""
    title = fields(block.table)[key].title
    words = f"столбец принят за «{title}»: это стоит в его заголовке. Проверьте, так ли это."
    return header_finding("assumed_column", where, words, block, column, key)


def header_finding(code: str, where: str, words: str, block: Block, column: int, key: str | None = None) -> Finding:
    """A finding at the header of a column."""
    row, letters, header = max(block.header_row, 1), column_letters(column), block.headers.get(column, "")
    place = f"{where}, столбец {letters} «{header}»"
    return Finding.at(code, place, words, block.file, block.sheet, row, f"{letters}{row}", key, value=header)


def line_findings(blocks: Sequence[Block], *, name_file: bool) -> Iterator[Finding]:
    """Lines inside a list that are nobody."""
    for block in blocks:
        for row, column, value in block.left_out:
            letters = column_letters(column)
            where = f"{place_words(block.file, block.sheet, row, name_file=name_file)}, столбец {letters}"
            whom = "паре" if block.table == "pairs" else "человеке"
            words = f"{quoted(value)} – это не похоже на запись о {whom}, строка не учтена."
            yield Finding.at("left_out_row", where, words, block.file, block.sheet, row, f"{letters}{row}", value=value)


def away_findings(table: Table, *, name_file: bool) -> Iterator[Finding]:
    """People who are not pupils of the school, and pairs that name them."""
    frame = table.frame
    if table.name == "students":
        for row in frame.index[frame["left_out"]]:
            yield _away(table, int(row), "class_name", "не обучающийся школы, строка не учтена", name_file=name_file)
    if table.name == "pairs":
        for mentor, mentee, row in zip(frame["mentor_left_out"], frame["mentee_left_out"], frame.index, strict=True):
            if mentor or mentee:
                side = "mentee" if mentee else "mentor"
                yield _away(table, int(row), side, "не обучающийся школы, пара не учтена", name_file=name_file)


def _away(table: Table, row: int, key: str, what: str, *, name_file: bool) -> Finding:
    value = table.written(row, key)
    place = (row, key, table.column(row, key))
    return cell_finding(table, "left_out_row", place, value, f"{quoted(value)} – {what}.", name_file=name_file)
