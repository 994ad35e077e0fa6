"""Tables of a document → the directions and activities that it holds, in its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.findings import ListError
from data.parsing.cells import clean
from data.roadmap.reading.headers import ColumnRole, Columns, columns_of
from data.roadmap.reading.orders import order_in
from data.word_tables.grid import Grid

NUMBER = re.compile(r"(?:\d+(?:\.\d+)*|[IVXХ]+)[.)]?")
MANY_LEVELS = re.compile(r"\d+\.\d+.*")
NUMBER_BEFORE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})+[.)]?|\d{1,2}[.)]|[IVXХ]+[.)])\s*(?=[А-ЯЁ«\"])")
TITLE = re.compile(r"(?:\w+ )?(?:план|дорожная карта)\b", re.IGNORECASE)
NO_DIRECTION = "Мероприятия"
LONGEST_TITLE = 300
MOST_ACTIVITIES = 500  # a school has some twenty


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in the words of the document."""

    direction: str
    title: str
    deadline: str
    responsible: str  # with its lines


@dataclass(slots=True)
class FoundActivities:
    """The activities that a document holds; `unread` are rows and tables that are none, in words."""

    title: str = ""
    order: str = ""
    rows: list[ActivityRow] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def found_in(grids: Sequence[Grid]) -> FoundActivities:
    """Returns the activities of all tables of a roadmap. Raises `ListError` where there are too many."""
    found = FoundActivities()
    columns: Columns | None = None
    width = 0
    sections = [grid for grid in grids if any(columns_of(row) for row in grid.rows)]
    found.order = order_in(_above(grids))
    for grid in grids:
        goes_on = grid.continues and len(grid.rows[0] if grid.rows else ()) == width
        if grid in sections:
            table = _Table(found, "" if len(sections) == 1 or TITLE.match(grid.name) else grid.name)
            found.title = found.title or _title(grid)
            columns = None
        elif columns is None or not goes_on:
            found.unread += [f"таблица: {words}" for words in [_words_of_first_row(grid)] if words]
            columns = None
            continue
        for row in grid.rows:
            columns = columns_of(row) or columns
            if columns and not columns_of(row) and not _is_count(row):
                table.take(row, columns, grid)
        width = len(grid.rows[0])
        if len(found.rows) > MOST_ACTIVITIES:
            raise ListError(f"В файле больше {MOST_ACTIVITIES} мероприятий. Оставьте в нём одну дорожную карту.")
        table.end()
    return found


def _words_of_first_row(grid: Grid) -> str:
    return next((" | ".join(filter(None, map(clean, row))) for row in grid.rows if any(row)), "")


def _is_count(row: Sequence[str]) -> bool:
    """Returns whether the row numbers the columns, as below many headers: 1, 2, 3."""
    return len(row) > 1 and [text.strip(" .") for text in row] == [str(place) for place in range(1, len(row) + 1)]


def _above(grids: Sequence[Grid]) -> list[str]:
    """Returns the texts above the first header of a roadmap, those of other tables among them, with their lines."""
    above: list[str] = []
    for grid in grids:
        above += grid.before
        for row in grid.rows:
            if columns_of(row):
                return above
            above += dict.fromkeys(text for text in row if text)
    return above


def _title(grid: Grid) -> str:
    """Returns the title of the document, from its first word above the table to the table."""
    above = list(map(clean, _above([grid])))
    first = next((place for place, text in enumerate(above) if TITLE.match(text)), len(above))
    return clean(" ".join(above[first:]))[:LONGEST_TITLE]


class _Table:
    """The rows of a table, one after the other; a direction holds for those below it."""

    def __init__(self, found: FoundActivities, direction: str) -> None:
        self._found = found
        self._direction = direction
        self._waiting = ""  # a direction in whose place no activity has come yet

    def take(self, row: Sequence[str], columns: Columns, grid: Grid) -> None:
        """Takes a row in: an activity, a direction, or what is neither."""
        texts = {role: _text(row, columns, role) for role in ColumnRole}
        numbers = [
            place for place, role in columns.items() if role is ColumnRole.NUMBER and NUMBER.fullmatch(row[place])
        ]
        words = list(dict.fromkeys(clean(text) for place, text in enumerate(row) if text and place not in numbers))
        if not words:
            return
        if len(words) == 1 and _is_direction(texts, columns, grid):
            self._begin(words[0])
        elif not texts[ColumnRole.TITLE]:
            self._found.unread.append(" | ".join(words))
        else:
            self._add(texts)

    def _add(self, texts: Mapping[ColumnRole, str]) -> None:
        self._direction = without_number(texts[ColumnRole.DIRECTION]) or self._direction
        self._waiting = ""
        direction, title = self._direction or NO_DIRECTION, without_number(texts[ColumnRole.TITLE])
        self._found.rows.append(
            ActivityRow(direction, title, clean(texts[ColumnRole.DEADLINE]), texts[ColumnRole.RESPONSIBLE])
        )

    def _begin(self, words: str) -> None:
        self.end()
        self._direction = self._waiting = without_number(words)

    def end(self) -> None:
        """Notes a direction without activities, which may be a signature below the table."""
        if self._waiting:
            self._found.unread.append(self._waiting)
        self._waiting = ""


def _is_direction(texts: Mapping[ColumnRole, str], columns: Columns, grid: Grid) -> bool:
    """Returns whether a row with one text is a title: outside «Мероприятие», or across, or by its number."""
    title, number = texts[ColumnRole.TITLE], texts[ColumnRole.NUMBER]
    if not title or texts[ColumnRole.DEADLINE]:
        return bool(title or number or texts[ColumnRole.DIRECTION])
    if ColumnRole.DIRECTION in columns.values():
        return False
    places = [place for place, role in columns.items() if role is ColumnRole.NUMBER]
    if any(row[place] for row in grid.rows if not columns_of(row) for place in places) and not number:
        return True
    places += [place for place, role in columns.items() if role is ColumnRole.TITLE]
    has_levels = any(MANY_LEVELS.match(row[place]) for row in grid.rows for place in places)
    return has_levels and not MANY_LEVELS.match(number or title)


def _text(row: Sequence[str], columns: Columns, role: ColumnRole) -> str:
    """Returns what stands in the columns of a role: the two ends of a deadline, say."""
    texts = dict.fromkeys(row[place] for place, its_role in columns.items() if its_role is role and row[place])
    return (" – " if role is ColumnRole.DEADLINE else " ").join(texts)


def without_number(text: str) -> str:
    """Returns a title without the number before it."""
    return NUMBER_BEFORE.sub("", clean(text))
