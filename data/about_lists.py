"""Findings about files, sheets and columns rather than people: what was not recognised, left out or assumed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.checking import cell_finding, header_cell
from data.findings import Finding
from data.frames import Table, column_letters
from data.layout import Block, Choice, titles
from data.meaning import REGISTER_TITLES, Context, clean, header_key, read_date
from data.reading import Cell, Sheet
from data.russian import date_text, listed
from data.wording import WHOSE, known_tables_words, missing_column_words, place_words

AS_OF_WORDS = re.compile(r"по состоянию на|на дату|дата (данных|выгрузки|формирования|отч[её]та)|(выгружено|сформировано)\b", re.I)
DATE_IN_TEXT = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2}|«?\d{1,2}»?\s+[а-я]+\s+\d{4}", re.I)
CLASS_TEACHER = re.compile(r"классн\w+ руковод", re.IGNORECASE)
NEEDS = {  # domain.md, «A missing table or column is not a no»: tables and, for each table, one of the column sets
    1: {"students": ((),), "pairs": ((),)},
    2: {"students": ((),), "pairs": ((),)},
    3: {"teachers": (("young_specialist",), ("experience", "birth")), "pairs": ((),)},
    4: {"students": (("ovz",),), "pairs": ((),)},
    5: {"students": (("at_risk",),), "pairs": ((),)},
}
COLUMN_WORDS = {"ovz": "столбца «ОВЗ»", "at_risk": "столбца «СОП» или «Персонифицированный учёт»"}

Found = Sequence[tuple[Sheet, list[Block]]]


@dataclass(frozen=True, slots=True)
class Told:
    """A date of the data that a sheet carries above its table, with its cell."""

    day: dt.date
    sheet: Sheet
    row: int
    column: int

    def conflict(self, used: dt.date, *, name_file: bool) -> Finding:
        where = place_words(self.sheet.file, self.sheet.name, self.row + 1, name_file=name_file)
        words = f"{where}: дата данных {date_text(self.day)}, а в других списках {date_text(used)}: взята поздняя. Проверьте, об одном ли дне списки."
        cell = header_cell(self.row + 1, self.column)
        return Finding("conflicting_as_of", words, self.sheet.file, self.sheet.name, self.row + 1, cell, value=date_text(self.day))


def told_dates(found: Found) -> list[Told]:
    """Every «по состоянию на …» above a table; the date may stand in the next cell."""
    told = []
    for sheet, blocks in found:
        cells = list(titles(sheet, blocks))
        for place, (row, column, cell) in enumerate(cells):
            if not (isinstance(cell, str) and AS_OF_WORDS.search(cell)):
                continue
            day = _date_in(cell)
            if day is None and place + 1 < len(cells) and cells[place + 1][0] == row:
                day = _date_in(cells[place + 1][2])
            if day:
                told.append(Told(day, sheet, row, column))
    return told


def _date_in(cell: Cell) -> dt.date | None:
    text = clean(cell)
    found = DATE_IN_TEXT.search(text)
    day = read_date(found[0].replace("«", "").replace("»", ""), Context(dt.date.min)) if found else None
    return day if isinstance(day, dt.date) else None


def block_findings(found: Found, choices: Mapping[tuple[str, str | None], Choice], *, name_file: bool) -> Iterator[Finding]:
    """Files with no table, sheets not read, columns missing, ignored or assumed."""
    files: dict[str, bool] = {}
    for sheet, blocks in found:
        files[sheet.file] = files.get(sheet.file, False) or bool(blocks)
    for file, known in files.items():
        if not known and not any(choices.get((sheet.file, sheet.name)) for sheet, _ in found if sheet.file == file):
            words = f"Файл «{file}»: список не узнан. Нужна строка заголовков с такими столбцами – {known_tables_words()}."
            yield Finding("no_table", words, file)
    for sheet, blocks in found:
        where = place_words(sheet.file, sheet.name, name_file=name_file)
        if sheet.hidden:
            words = f"{where}: лист скрыт и не прочитан. Если он нужен, покажите его в Excel и загрузите файл снова."
            yield Finding("hidden_sheet", words, sheet.file, sheet.name)
        elif not blocks and files[sheet.file] and any(cell != "" for row in sheet.rows for cell in row):
            words = f"{where}: лист не похож на список и не прочитан. Если это список, укажите таблицу и строку заголовков."
            yield Finding("left_out_row", words, sheet.file, sheet.name)
    yield from _columns([block for _, blocks in found for block in blocks], name_file=name_file)


def _columns(blocks: Sequence[Block], *, name_file: bool) -> Iterator[Finding]:
    """Columns missing, ignored or assumed; the same header on many sheets of a file is told once."""
    told: set[tuple[str, str, str]] = set()
    for block in blocks:
        where = place_words(block.file, block.sheet, name_file=name_file)
        for key in block.missing:
            words = f"{where}: {missing_column_words(block.table, key, list(block.unused.values()))}"
            yield Finding("missing_column", words, block.file, block.sheet, block.header_row, field=key)
        for column, header in block.unused.items():
            place = (block.file, block.table, header_key(header))
            if place in told:
                continue
            told.add(place)
            cell = header_cell(block.header_row, column)
            why = (
                "это классный руководитель, а не наставник программы: столбец не используется"
                if CLASS_TEACHER.search(header)
                else "столбец не используется и не сохраняется"
            )
            words = f"{where}, столбец {column_letters(column)} «{header}»: {why}."
            yield Finding("ignored_column", words, block.file, block.sheet, block.header_row, cell, value=header)
        if "risk_group" in block.columns and (block.file, block.table, "risk_group") not in told:
            told.add((block.file, block.table, "risk_group"))
            column = block.columns["risk_group"][0]
            words = (
                f"{where}, столбец {column_letters(column)} «{block.headers[column]}»: принят за СОП и персонифицированный учёт. "
                "Проверьте, о том ли он."
            )
            cell = header_cell(block.header_row, column)
            yield Finding(
                "assumed_column", words, block.file, block.sheet, block.header_row, cell, "risk_group", value=block.headers[column]
            )


def left_out_findings(table: Table, *, name_file: bool) -> Iterator[Finding]:
    """Rows of people who are not pupils, and pairs that name them."""
    frame = table.frame
    if table.name == "students":
        for row in frame.index[frame["left_out"]]:
            words = f"«{table.written(row, 'class_name')}» – не обучающийся школы, строка не учтена."
            yield cell_finding(table, "left_out_row", int(row), "class_name", words, name_file=name_file, value=table.written(row, "class_name"))
    if table.name == "pairs":
        for side in ("mentor", "mentee"):
            for row in frame.index[frame[f"{side}_left_out"]]:
                words = f"«{table.written(row, side)}» – не обучающийся школы, пара не учтена."
                yield cell_finding(table, "left_out_row", int(row), side, words, name_file=name_file, value=table.written(row, side))


def data_findings(tables: Mapping[str, Table], counted_registers: frozenset[str], *, name_file: bool) -> Iterator[Finding]:
    """Registers that do not count, young specialists that are computed, indicators without data."""
    if "students" in tables:
        yield from _registers(tables["students"], counted_registers, name_file=name_file)
    teachers = tables.get("teachers")
    if teachers and "young_specialist" not in teachers.frame and {"experience", "birth"} <= set(teachers.frame):
        block = teachers.blocks[0]
        where = place_words(block.file, block.sheet, name_file=name_file)
        words = f"{where}: нет столбца «Молодой специалист», он определён расчётом – по стажу и возрасту. Проверьте список."
        yield Finding("assumed_column", words, block.file, block.sheet, block.header_row, field="young_specialist")
    for number, needs in NEEDS.items():
        if lack := next(filter(None, (_lack(tables, name, sets) for name, sets in needs.items())), None):
            yield Finding("no_data_for_indicator", f"Показатель № {number} – нет данных: {lack}.", value=str(number))


def _lack(tables: Mapping[str, Table], name: str, sets: tuple[tuple[str, ...], ...]) -> str | None:
    """What keeps an indicator from being computed, in words; None when nothing does."""
    if name not in tables:
        return f"нет списка {WHOSE[name]}"
    table = tables[name]
    if any(set(columns) <= set(table.frame) for columns in sets):
        return None
    key = sets[0][0]
    words = COLUMN_WORDS.get(key, "столбца «Молодой специалист» (или стажа и даты рождения)")
    if sheets := [block.sheet or block.file for block in table.lacking.get(key, [])]:
        return f"{words} нет на листах: {listed([f'«{sheet}»' for sheet in sheets])}"
    return f"в списке {WHOSE[name]} нет {words}"


def _registers(students: Table, counted: frozenset[str], *, name_file: bool) -> Iterator[Finding]:
    """Accounts with the school, the police or the commission: read, and not counted unless the school says so."""
    for block in students.blocks:
        for key in ("vshu", "pdn", "kdn", "registers"):
            if key not in block.columns or key in counted:
                continue
            column = block.columns[key][0]
            named = {key} if key != "registers" else _named_registers(students)
            titles_of = [REGISTER_TITLES[register] for register in sorted(named - counted)]
            if not titles_of:
                continue
            where = place_words(block.file, block.sheet, name_file=name_file)
            words = (
                f"{where}, столбец {column_letters(column)} «{block.headers[column]}»: учёт {', '.join(titles_of)} прочитан, "
                "но в показателе № 5 не учитывается. Учитываются СОП и персонифицированный учёт."
            )
            cell = header_cell(block.header_row, column)
            yield Finding("registers_not_counted", words, block.file, block.sheet, block.header_row, cell, key, value=block.headers[column])


def _named_registers(students: Table) -> set[str]:
    """Registers other than СОП that a «Вид учёта» column names."""
    return {key for key in ("vshu", "pdn", "kdn") if key in students.frame and students.frame[key].any()}


