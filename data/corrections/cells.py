"""Findings → the rows of a table in which a few wrong cells are corrected on the page.

One row a cell, except for one text that is wrong alike in many cells of one column: one correction is for all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.checking.messages import proposed
from data.contracts import fields
from data.findings import Finding, Severity
from data.parsing import Context, read_bearer, read_mark
from data.recognition.blocks import Block
from data.russian import counted
from data.spreadsheets.sheet import Sheet
from data.vocabulary import FORMS

NAMELESS = frozenset({"unknown_person", "ended_unknown_person"})
SAME_EVERYWHERE = NAMELESS | {"unknown_form", "odd_class"}
WORDS_OF_COLUMN = frozenset({"register", "registers", "mode"})  # «на учёте»; a doubt about ОВЗ is of each child alone
ADDRESS = re.compile(r"([A-Z]+)(\d+)")
ROW = ("строка", "строки", "строк")
SHOWN = re.compile(r"^«.*?» – ", re.DOTALL)
GUESS = re.compile(r"Возможно, вы имели в виду «.+?»\. ")
ADVICE = re.compile(r"[.;] (?=(?:Впишите|Исправьте|Проверьте|Оставьте|Если так|пара уже завершена)\b)")
NEEDS_ADVICE = frozenset({"bad_flag", "unknown_form", "empty_required"})
REGISTERS_ADVICE = {
    "register": "«да», «нет», день постановки или вид учёта (СОП, ВШУ, ПДН)",
    "registers": "СОП, ВШУ, ПДН, КДН и ЗП или «нет»",
}

Place = tuple[int, int]  # row and column from 0


@dataclass(frozen=True, slots=True)
class WrongCells:
    """The cells of one correction: all findings of one text in one column, mostly a single one.

    `place` is the sheet of the first of them, or the file where a sheet's name does not tell.
    """

    findings: tuple[Finding, ...]
    place: str

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def key(self) -> tuple[str, str | None, str | None, str | None]:
        """What tells this correction from the others, however many there are."""
        return self.first.code, self.first.file, self.first.sheet, self.first.cell

    @property
    def where(self) -> str:
        """«B20, стр. 20 · Пары»; of several cells how many rows they are in."""
        if len(self.findings) > 1:
            sheets = dict.fromkeys(one.sheet or one.file for one in self.findings)
            also = f" и ещё {len(sheets) - 1}" if len(sheets) > 1 else ""
            return f"{counted(len(self.findings), *ROW)}: {self.first.cell} … · {self.place}{also}"
        return f"{self.first.cell}, стр. {self.first.row} · {self.place}"

    @property
    def whose(self) -> str:
        """Whose row it is, of several the first and how many more."""
        people = list(dict.fromkeys(_beside(one) for one in self.findings if one.person))
        return f"{people[0]} и ещё {len(people) - 1}" if len(people) > 1 else "".join(people)

    @property
    def proposal(self) -> str:
        return proposed(self.first.words)


def wrong_cells(findings: Sequence[Finding], blocks: Sequence[Block]) -> list[WrongCells]:
    """The cells to correct, in the order of their findings; what has no cell, or only informs, is not among them."""
    groups: dict[object, list[Finding]] = {}
    for one in findings:
        if one.severity is Severity.INFORMATION or not one.cell:
            continue
        is_common = one.code in SAME_EVERYWHERE or (one.code == "bad_flag" and _kind(one, blocks) in WORDS_OF_COLUMN)
        place = (one.field, one.value) if is_common and one.value else (one.sheet, one.cell)
        groups.setdefault((one.code, one.file, _table(one, blocks), *place), []).append(one)
    return [WrongCells(tuple(found), _place_words(found[0], blocks)) for found in groups.values()]


def _place_words(one: Finding, blocks: Sequence[Block]) -> str:
    """The sheet, or the file where several files have a sheet of that name («Лист1»)."""
    alike = {block.file for block in blocks if block.sheet == one.sheet}
    return (one.sheet if one.sheet and len(alike) < 2 else one.file) or ""


def brief(one: Finding, blocks: Sequence[Block]) -> str:
    """What is wrong, without the cell's own text and without advice that goes without saying."""
    words = GUESS.sub("", one.words)
    words = SHOWN.sub("", words)
    wrong, *advice = ADVICE.split(words, maxsplit=1)
    kind = _kind(one, blocks)
    if one.code == "unknown_form":
        return f"Такой формы нет. Формы: {'; '.join(FORMS.values())}"
    if one.code == "bad_flag" and kind in REGISTERS_ADVICE:
        return f"Непонятно, какой учёт. Впишите: {REGISTERS_ADVICE[kind]}"
    if one.code == "number_name_mismatch":
        return f"{_capital(wrong.rstrip('.'))}. Впишите верный номер или верное имя"
    if one.code == "ambiguous_person":
        how = "Впишите класс или дату рождения" if _has_name(one, blocks) else "Выберите ниже, в «Уточнить имена»"
        return f"{_capital(wrong.rstrip('.'))}. {how}".replace("обучающийся, ", "")
    told = f"{wrong}. {advice[0]}" if advice and one.code in NEEDS_ADVICE else wrong
    return _capital(told.rstrip("."))


def corrections(one: Finding, typed: str, sheet: Sheet, blocks: Sequence[Block]) -> tuple[Place, str]:
    """Where a typed text goes and what stands there then.

    Beside a number of somebody else a name goes into the column of names; of namesakes a class or a birth alone is
    added to the name that stands there, and what stood after a name that nobody has stays after the right one.
    """
    block = next((one_of for one_of in blocks if _holds(one_of, one)), None)
    place = place_of(one, sheet)
    side = (one.field or "").removesuffix("_number")
    if one.code == "number_name_mismatch" and block and not any(letter.isdigit() for letter in typed):
        columns = block.columns.get(side, [])
        return (merged_place((place[0], columns[0]), sheet) if columns else place), typed
    context = Context(dt.date.today())
    bearer = read_bearer(one.value or "", context)
    if one.code == "ambiguous_person" and read_mark(typed, context) and _has_name(one, blocks):
        return place, f"{bearer.name if bearer else one.value}, {typed}"
    if one.code in NAMELESS and bearer and not read_bearer(typed, context):
        return place, f"{typed}, {(one.value or '').removeprefix(bearer.name).strip(' ,;')}"
    return place, typed


def _beside(one: Finding) -> str:
    """Whose row it is; of a pair whose own side is at fault the other side: the faulty one stands in the cell."""
    sides = (one.person or "").split(" – ")
    others = [name for name in sides if name != one.value]
    return f"в паре: {others[0]}" if len(sides) == len(others) + 1 == 2 else one.person or ""


def place_of(one: Finding, sheet: Sheet) -> Place:
    """Row and column of a finding's cell, from 0; in a merged area those of its first cell."""
    letters, row = ADDRESS.fullmatch(one.cell or "").groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return merged_place((int(row) - 1, column - 1), sheet)


def merged_place(place: Place, sheet: Sheet) -> Place:
    """The first cell of the merged area that a place lies in, else the place itself."""
    for first_row, first, last_row, last in sheet.merged:
        if first_row <= place[0] <= last_row and first <= place[1] <= last:
            return first_row, first
    return place


def _has_name(one: Finding, blocks: Sequence[Block]) -> bool:
    """The list tells the side by a name, not by a number alone."""
    return any(_holds(block, one) and (one.field or "") in block.columns for block in blocks)


def _holds(block: Block, one: Finding) -> bool:
    return (block.file, block.sheet) == (one.file, one.sheet) and one.row in block.numbers


def _table(one: Finding, blocks: Sequence[Block]) -> str:
    return next((block.table for block in blocks if _holds(block, one)), "")


def _kind(one: Finding, blocks: Sequence[Block]) -> str:
    table = _table(one, blocks)
    spec = fields(table).get(one.field or "") if table else None
    return spec.kind if spec else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
