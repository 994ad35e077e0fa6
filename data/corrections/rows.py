"""Rows that a person took away on the page: they are in no list, and are told and counted with what stayed out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from data.checking.messages import place_words
from data.findings import Finding
from data.parsing import clean
from data.recognition.blocks import Block
from data.vocabulary import SIDES

TakenAway = Mapping[tuple[str, str | None], Collection[int]]  # file and sheet → the sheet's own row numbers, from 1


def take_away(blocks: Sequence[Block], rows: TakenAway, *, name_file: bool) -> tuple[list[Finding], Counter[str]]:
    """Takes the rows out of their blocks; what is told of them, and how many went from each table."""
    told: list[Finding] = []
    gone: Counter[str] = Counter()
    for block in blocks:
        numbers = rows.get((block.file, block.sheet), ())
        for place in reversed([place for place, number in enumerate(block.numbers) if number in numbers]):
            told.append(_told(block, place, name_file=name_file))
            gone[block.table] += 1
            del block.rows[place], block.numbers[place], block.section_classes[place]
    return told, gone


def _told(block: Block, place: int, *, name_file: bool) -> Finding:
    number = block.numbers[place]
    where = place_words(block.file, block.sheet, number, name_file=name_file)
    person = " – ".join(filter(None, _names(block, place))) or None
    where += f" ({person})" if person else ""
    words = "строка убрана при загрузке и не учтена."
    return Finding.at("left_out_row", where, words, block.file, block.sheet, number, person=person)


def _names(block: Block, place: int) -> Iterator[str]:
    """Whose row it is: the name, or both names of a pair."""
    for key in SIDES if block.table == "pairs" else ("name",):
        yield " ".join(filter(None, (clean(block.rows[place][column]) for column in block.columns_of(key))))
