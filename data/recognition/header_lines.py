"""The texts of a header, in one line or two.

A header of two lines is a group over its columns («Наставник» over «ФИО | Класс»). Where a file keeps no merged
cells, a group reaches to the next filled cell of its line. «Контактные данные» are of the person named to their left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from data.parsing import clean, even, header_key, is_blank
from data.parsing.ovz import ovz_of
from data.spreadsheets.sheet import Cell

LONGEST_HEADER = 150  # characters; a longer text explains something
OF_OTHERS = re.compile(  # whose name or birth stands there is neither a pupil nor a teacher of the list
    r"\bкл(?:асс\w*|\.)?\s*рук(?:оводит\w*|\b)|\bклассн\w+ наставн|родител|законн\w* представ"
    r"|\b(?:мать|матери|отец|отца|опекун)"
)
OF_NOTES = re.compile(r"^(?:примечани|комментари|отметк|заметк|дополнительн)")
OF_OVZ = re.compile(r"\bовз\b|ограниченн\w+ возможност")
WRAPPED = re.compile(r"(?<=[а-яё])[-\u00ad\u2010]\s*[\r\n]+\s*(?=[а-яё])")  # «Наставля-» over «емый»
BESIDE_GROUP = re.compile(r"\(.*?\)|[,(].*", re.DOTALL)  # «Категория (отметить)» over «ОВЗ» is no category
FEWEST_MERGED = 2  # headers that stand in both lines of one; a single one may stand there by chance
SIDES = {"наставляем": "Наставляемый", "подопечн": "Наставляемый", "наставник": "Наставник"}
OF_EITHER_SIDE = re.compile(
    r"контакт|телефон|место (?:работы|учебы)"
)  # in the lists of pairs, and in both official bases

Rows = list[list[Cell]]


def is_of_notes(header: str) -> bool:
    """Returns whether a column holds whatever somebody noted of a row."""
    return bool(OF_NOTES.search(header_key(header)))


def is_of_others(header: str) -> bool:
    """Returns whether a header is of others: the class teacher («Классный руководитель / наставник»), a parent."""
    return bool(OF_OTHERS.search(even(header)))


def header_lines(rows: Rows, row: int) -> Iterator[tuple[dict[int, list[str]], int]]:
    """Yields the row as a header of one line, then, where its shape allows it, with the next row as one of two."""
    upper = _texts(rows[row])
    if not upper:
        return
    yield _with_sides({column: [text] for column, text in upper.items()}), row
    if row + 1 < len(rows) and (two := _two_lines(upper, rows[row + 1])):
        yield _with_sides(two), row + 1


def stands_over(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Returns whether headers beside a group are merged over both lines, so that both make one header."""
    merged = [text for text, below in zip(upper, lower, strict=True) if text == below and not is_blank(text)]
    return len(set(merged)) >= FEWEST_MERGED


def may_be_title(rows: Rows, row: int) -> bool:
    """Returns whether a title over a header of one line may pass for its group; a group has headers beside it."""
    upper = _texts(rows[row])
    return (
        is_over_all(rows, row)
        or len(upper) == 1
        or all(rows[row + 1][column] not in ("", text) for column, text in upper.items())
    )


def is_over_all(rows: Rows, row: int) -> bool:
    """Returns whether one text begins no later than those below it: a title over all of them, no group of some."""
    upper, lower = _texts(rows[row]), _texts(rows[row + 1]) if row + 1 < len(rows) else {}
    return len(upper) == 1 and bool(lower) and min(upper) <= min(lower)


def _texts(row: Sequence[Cell]) -> dict[int, str]:
    return {
        column: text
        for column, cell in enumerate(row)
        if isinstance(cell, str) and len(cell) <= LONGEST_HEADER and (text := clean(WRAPPED.sub("", cell)))
    }


def _two_lines(upper: dict[int, str], lower_row: Sequence[Cell]) -> dict[int, list[str]] | None:
    """Returns texts of a two-row header; None where the second row is none: words only, at least one under a group."""
    lower = _texts(lower_row)
    if any(not isinstance(cell, str) for cell in lower_row) or any(re.search(r"\d", text) for text in lower.values()):
        return None
    offered: dict[int, list[str]] = {}
    group, grouped = "", False
    for column in range(len(lower_row)):
        above, below = upper.get(column, ""), lower.get(column, "")
        if above == below or not below:  # one header: a merged cell filled down, or a cell over a gap
            group = above
            if above:
                offered[column] = [above]
        else:
            grouped = grouped or not above
            group = above or group
            offered[column] = _grouped(group, below)
    return offered if grouped else None


def _grouped(group: str, below: str) -> list[str]:
    """Returns what a column under a group may be called; under «Данные наставника» the class is the mentor's."""
    if not group or is_of_others(group):
        return [f"{group} {below}".strip()]
    side = _side_of(group)
    if OF_OVZ.search(even(group)) and ovz_of(even(below)) is True:  # «ЗПР» under «Дети с ОВЗ»
        return [below, "ОВЗ"]
    return [f"{BESIDE_GROUP.sub('', group).strip()} {below}".strip(), f"{side} {below}" if side else below]


def _side_of(header: str) -> str | None:
    """Returns whom of a pair a header names; the class teacher is neither."""
    return next((name for stem, name in SIDES.items() if stem in even(header)), None)


def _with_sides(offered: dict[int, list[str]]) -> dict[int, list[str]]:
    """Returns the texts of a header, where one is of either side also as the nearest side to its left has it.

    Of two like headers («Наставник | Класс | Наставляемый | Класс») each is of that side first.
    """
    side: str | None = None
    counts = Counter(texts[0] for texts in offered.values())
    for texts in offered.values():
        named = next((of_text for text in texts if not is_of_others(text) and (of_text := _side_of(text))), None)
        if side and not named and OF_EITHER_SIDE.match(even(texts[0])):
            texts.append(f"{side} {texts[0]}")
        elif side and not named and counts[texts[0]] > 1:
            texts.insert(0, f"{side} {texts[0]}")
        side = named or side
    return offered
