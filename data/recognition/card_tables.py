"""Sheets of cards → the lists that they are: one form a person or a pair, a title beside, above or before each value.

docs/domain.md, «What is a row, a list, a date in them». Only cards that all have the same titles in the same order are
read, and only where every filled cell of the sheet is a title, a value or a line between cards; anything else stays
what it is, and the person is asked to make a table of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.contracts import TABLES, fields
from data.parsing import clean, header_key, is_blank, names_somebody
from data.recognition.card_entries import Entry, NoCardsError, is_known_title, read_entries
from data.recognition.card_lines import lines_agree, unnumbered
from data.recognition.header_fields import Columns, carrying, match_header
from data.recognition.header_lines import LONGEST_HEADER, Rows, header_lines
from data.recognition.headers import HEADER_SEARCH_ROWS, best_header
from data.recognition.inferred_columns import marks_within
from data.recognition.merged_cells import unmerged
from data.recognition.row_signs import filled_columns
from data.recognition.side_by_side import only_columns
from data.spreadsheets.sheet import Place, Sheet
from data.vocabulary import SIDES

_, MENTEE = SIDES  # several of one mentor have a title each

NOT_FILLED_IN = "(не заполнено)"  # what an empty field about health or registers says: a form is no column of ticks
YES_OR_NO_KINDS = frozenset({"ovz", "presence", "register", "registers"})
FEWEST_TITLES = 3  # of a card that stands alone


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards of the people or the pairs of a table; of each title its place in a card is that of its column."""

    table: str
    columns: Columns
    cards: Sequence[Sequence[Entry]]

    @property
    def asked_columns(self) -> set[int]:
        """The columns about health and registers: what an empty field of a form says of them is not guessed."""
        specs = fields(self.table)
        answered = {
            column
            for key, places in self.columns.items()
            if specs[key].special and specs[key].kind in YES_OR_NO_KINDS
            for column in places
        }
        marked = {place for place, entry in enumerate(self.cards[0]) if marks_within(self.table, entry.title)}
        known = {column for places in self.columns.values() for column in places}
        return answered | (marked - known)


def as_list(sheet: Sheet) -> Sheet:
    """Returns a sheet of cards as a list with a row a card, below the lines above the first; any other as it is.

    The `origins` of the list lead from its cells to those of the sheet.
    """
    if sheet.hidden or sheet.origins:
        return sheet
    first = _first_title(sheet.rows)
    text = clean(sheet.rows[first[0]][first[1]]).partition(":")[0] if first else ""
    read = [_cards(sheet, first, table) for table in TABLES if first and is_known_title(text, table)]
    cards = max(filter(None, read), key=lambda cards: len(cards.columns), default=None)
    return _list_of(sheet, cards) if cards else sheet


def _first_title(rows: Rows) -> Place | None:
    """Returns the first cell at the top of a sheet that is a title, alone or before a colon.

    No other may begin a card: the values of two cards would become one.
    """
    for row, cells in enumerate(rows[:HEADER_SEARCH_ROWS]):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell and len(cell) <= LONGEST_HEADER:
                title = clean(cell).partition(":")[0]
                if any(is_known_title(title, table) for table in TABLES):
                    return row, column
    return None


def _cards(sheet: Sheet, first: Place, table: str) -> Cards | None:
    """Returns the cards of a table from a title on, one beside the other span by span; None where they are none."""
    cards: list[list[Entry]] = []
    above = {unnumbered(clean(cell)) for row in sheet.rows[: first[0]] for cell in row if not is_blank(cell)}
    try:
        for span in _spans(sheet.rows, first):
            part = replace(sheet, rows=only_columns(sheet.rows, span)) if span != (0, len(sheet.rows[0])) else sheet
            entries, lines = read_entries(part, (first[0], max(span[0], first[1])), table)
            starts = [place for place, entry in enumerate(entries) if entry.key == entries[0].key]
            own = [entries[start:end] for start, end in zip(starts, [*starts[1:], len(entries)], strict=True)]
            if not lines_agree(lines, own, above):
                return None
            cards += own
    except NoCardsError:
        return None
    titles = [entry.key for entry in cards[0]]
    if any([entry.key for entry in card] != titles for card in cards[1:]):
        return None
    offered, _ = next(header_lines([[entry.title for entry in cards[0]]], 0))
    columns, _, rivals, _ = match_header(table, offered)
    repeated = rivals.keys() & _required(table)  # whom a card is of, or since when, would be given twice
    is_whole = _is_whole(cards, columns, table) and not repeated - {MENTEE}
    if len(cards) == 1:
        is_whole = is_whole and not repeated
        header = best_header(unmerged(sheet), sheet)
        is_whole = is_whole and len(titles) >= FEWEST_TITLES and _has_required(columns, table)
        is_whole = is_whole and not (header and header.complete and len(header.columns) >= len(columns))
    return Cards(table, columns, cards) if is_whole else None


def _spans(rows: Rows, first: Place) -> list[tuple[int, int]]:
    """Returns the columns [first, last) of each card beside others: where the first title stands again in its row."""
    row, column = first
    title = header_key(clean(rows[row][column]))
    starts = [place for place in filled_columns(rows[row]) if header_key(clean(rows[row][place])) == title]
    return list(pairwise([0, *starts[1:], len(rows[row])]))


def _is_whole(cards: Sequence[Sequence[Entry]], columns: Columns, table: str) -> bool:
    """Returns whether the titles name whom a card is of, and names stand there; titles in one line are a header."""
    card = cards[0]
    keys = SIDES if table == "pairs" else ("name",)
    places = [carrying(columns, key) for key in keys]
    is_header = len({entry.at[0] for entry in card}) == 1 and all(entry.value_at[0] > entry.at[0] for entry in card)
    are_named = any(
        all(names_somebody(" ".join(clean(card[column].value) for column in columns_of)) for columns_of in places)
        for card in cards
    )
    return all(places) and len(columns) > 1 and not is_header and are_named


def _has_required(columns: Columns, table: str) -> bool:
    return all(carrying(columns, key) for key in _required(table))


def _required(table: str) -> set[str]:
    return {key for key, spec in fields(table).items() if spec.required}


def _list_of(sheet: Sheet, cards: Cards) -> Sheet:
    """Returns the cards as a list under the lines that stand above them."""
    first, asked = cards.cards[0], cards.asked_columns
    width = max(len(first), *map(len, sheet.rows))
    rows: Rows = [list(row) for row in sheet.rows[: first[0].at[0]]]
    origins = [[(row, column) for column in range(width)] for row in range(len(rows))]
    rows.append([entry.title for entry in first])
    origins.append([entry.at for entry in first])
    for card in cards.cards:
        values = [
            NOT_FILLED_IN if place in asked and is_blank(entry.value) else entry.value
            for place, entry in enumerate(card)
        ]
        rows.append(values)
        origins.append([entry.value_at for entry in card])
    whole = tuple((*places, *[places[0]] * (width - len(places))) for places in origins)
    struck = {
        (row, column)
        for row, places in enumerate(origins)
        for column, place in enumerate(places)
        if place in sheet.struck
    }
    texts = dict(sheet.comments)
    comments = [
        ((row, column), texts[place])
        for row, places in enumerate(origins)
        for column, place in enumerate(places)
        if place in texts
    ]
    equally_wide: Rows = [[*cells, *[""] * (width - len(cells))] for cells in rows]
    return replace(
        sheet, rows=equally_wide, merged=[], struck=frozenset(struck), comments=tuple(comments), origins=whole
    )
