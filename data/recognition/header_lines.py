"""The texts of a header, in one line or two.

A header of two lines is a group over its columns («Наставник» over «ФИО | Класс»). Where a file keeps no merged
cells, a group reaches to the next filled cell of its line. «Контактные данные» are of the person named to their left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from data.parsing import clean, even
from data.spreadsheets.sheet import Cell

LONGEST_HEADER = 150  # characters; a longer text explains something
OF_OTHERS = re.compile(  # whose name or birth stands there is neither a pupil nor a teacher of the list
    r"\bкл(?:асс\w*|\.)?\s*рук(?:оводит\w*|\b)|\bклассн\w+ наставн|родител|законн\w* представ"
    r"|\b(?:мать|матери|отец|отца|опекун)"
)
SIDES = {"наставляем": "Наставляемый", "подопечн": "Наставляемый", "наставник": "Наставник"}
OF_EITHER_SIDE = re.compile(
    r"контакт|телефон|место (?:работы|учебы)"
)  # in the lists of pairs, and in both official bases

Rows = list[list[Cell]]


def is_of_others(header: str) -> bool:
    """«Классный руководитель / наставник» is the class teacher, no mentor; «ФИО родителя» is not the pupil."""
    return bool(OF_OTHERS.search(even(header)))


def header_lines(rows: Rows, row: int) -> Iterator[tuple[dict[int, list[str]], int]]:
    """The row as a header of one line, then, where its shape allows it, with the next row as one of two lines."""
    upper = _texts(rows[row])
    if not upper:
        return
    yield _with_sides({column: [text] for column, text in upper.items()}), row
    if row + 1 < len(rows) and (two := _two_lines(upper, rows[row + 1])):
        yield _with_sides(two), row + 1


def may_be_title(rows: Rows, row: int) -> bool:
    """A title over a header of one line may pass for its group; a group has single headers beside it, over a gap."""
    upper = _texts(rows[row])
    return (
        is_over_all(rows, row)
        or len(upper) == 1
        or all(rows[row + 1][column] not in ("", text) for column, text in upper.items())
    )


def is_over_all(rows: Rows, row: int) -> bool:
    """One text that begins no later than the texts below it is a title over all of them, and no group of some."""
    upper, lower = _texts(rows[row]), _texts(rows[row + 1]) if row + 1 < len(rows) else {}
    return len(upper) == 1 and bool(lower) and min(upper) <= min(lower)


def _texts(row: Sequence[Cell]) -> dict[int, str]:
    return {
        column: text
        for column, cell in enumerate(row)
        if isinstance(cell, str) and len(cell) <= LONGEST_HEADER and (text := clean(cell))
    }


def _two_lines(upper: dict[int, str], lower_row: Sequence[Cell]) -> dict[int, list[str]] | None:
    """Texts of a two-row header; None where the second row cannot be one: words only, at least one under a group."""
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
    """What a column under a group may be called; under «Данные наставника» the class is the mentor's."""
    if not group or is_of_others(group):
        return [f"{group} {below}".strip()]
    side = _side_of(group)
    return [f"{group} {below}", f"{side} {below}" if side else below]


def _side_of(header: str) -> str | None:
    """Whom of a pair a header names; the class teacher is neither."""
    return next((name for stem, name in SIDES.items() if stem in even(header)), None)


def _with_sides(offered: dict[int, list[str]]) -> dict[int, list[str]]:
    """The texts of a header, where one is of either side also as the nearest side to its left has it.

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
