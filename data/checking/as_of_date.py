"""The date of the data: what the lists say («по состоянию на …»), what the person says, which of them is used."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.checking.messages import place_words
from data.findings import Finding
from data.parsing import DATE_IN_TEXT, clean, day_of
from data.periods import quarter_end, quarter_to_date, school_year_to_date
from data.recognition.blocks import Block, titles
from data.roster import Roster
from data.russian import date_text
from data.spreadsheets.addresses import column_letters
from data.spreadsheets.sheet import Cell, Sheet

AS_OF_WORDS = re.compile(
    r"по состоянию на|на дату|дата (данных|выгрузки|формирования|отч[её]та)|(выгружено|сформировано)\b|^дата:?$", re.I
)
STAMP = re.compile(r"утвержд|согласован|принят[оаы]?\b|приказ|протокол|распоряжени|рассмотрен", re.IGNORECASE)
ON_DAY = re.compile(rf"(?<!\w)на\s+({DATE_IN_TEXT.pattern})", re.IGNORECASE)

Found = Sequence[tuple[Sheet, list[Block]]]


@dataclass(frozen=True, slots=True)
class Told:
    """A date of the data that a sheet carries above its table, with its cell (from 0)."""

    day: dt.date
    sheet: Sheet
    row: int
    column: int


def told_dates(found: Found) -> list[Told]:
    """Every date of the data above a table; the date may stand in the next cell, or alone in its row."""
    return [told for sheet, blocks in found for told in _told_by(sheet, blocks)]


def _told_by(sheet: Sheet, blocks: list[Block]) -> Iterator[Told]:
    cells = list(titles(sheet, blocks))
    worded = [
        Told(day, sheet, row, column)
        for place, (row, column, cell) in enumerate(cells)
        if (blocks or (isinstance(cell, str) and AS_OF_WORDS.search(clean(cell))))
        and (day := _worded_day(cell, [one[2] for one in cells[place + 1 : place + 2] if one[0] == row]))
    ]
    yield from worded
    if not worded and blocks:
        rows = [row for row, _, _ in cells]
        stamped = _rows_of_stamps(cells)
        for row, column, cell in cells:
            if rows.count(row) == 1 and row not in stamped and (day := _whole_day(cell)):
                yield Told(day, sheet, row, column)


def _rows_of_stamps(cells: Sequence[tuple[int, int, Cell]]) -> set[int]:
    """Return the rows of a stamp or an order («УТВЕРЖДАЮ», «Приказ от …»), down to the next blank line."""
    rows = {row for row, _, _ in cells}
    stamped: set[int] = set()
    for row, _, cell in cells:
        if isinstance(cell, str) and STAMP.search(clean(cell)):
            while row in rows:
                stamped.add(row)
                row += 1
    return stamped


def _worded_day(cell: Cell, beside: list[Cell]) -> dt.date | None:
    """«по состоянию на 31.12.2021», «на 31.12.2021», or such words with the date in the next cell."""
    if not isinstance(cell, str):
        return None
    text = clean(cell)
    if AS_OF_WORDS.search(text):
        return _day_in(text) or next((day for other in beside if (day := _day_in(clean(other)))), None)
    found = ON_DAY.search(text)
    return _day_in(found[1]) if found else None


def _day_in(text: str) -> dt.date | None:
    found = DATE_IN_TEXT.search(text)
    day = day_of(found[0]) if found else None
    return day if isinstance(day, dt.date) else None


def _whole_day(cell: Cell) -> dt.date | None:
    """A cell that is nothing but a date."""
    if isinstance(cell, float | bool):
        return None
    day = day_of(cell)
    return day if isinstance(day, dt.date) else None


def date_of_data(told: Sequence[Told], given: dt.date | None, today: dt.date) -> tuple[dt.date, str]:
    """The date the person gives, else the one the lists carry (the latest of several), else today; and whose it is."""
    if given:
        return given, "person"
    return (max(one.day for one in told), "list") if told else (today, "today")


def likely_days(roster: Roster, today: dt.date) -> list[dt.date]:
    """Days on which lists that carry no date may have been made, the likeliest first.

    The end of the quarter in which the last thing that they tell of happened, today, the end of the last quarter,
    the last 1 September.
    """
    days = [
        day.date()
        for frame in (roster.students, roster.teachers, roster.pairs)
        for key in ("start", "enrolled_on", "hired_on", "left_on")
        if frame is not None and key in frame
        for day in frame[key].dropna()
        if day.date() <= today
    ]
    told = [quarter_end(max(days))] if days else []
    before = quarter_to_date(today).since - dt.timedelta(days=1)
    likely = [*told, today, before, school_year_to_date(today).since]
    return [day for day in dict.fromkeys(likely) if day <= today]


def conflicts(told: Sequence[Told], given: dt.date | None, used: dt.date, *, name_file: bool) -> Iterator[Finding]:
    """A warning for each date of the data that differs from the one used."""
    for one in told:
        if one.day != used:
            sheet, row = one.sheet, one.row + 1
            where = place_words(sheet.file, sheet.name, row, name_file=name_file)
            words = (
                f"дата данных – {date_text(one.day)}, а указана {date_text(used)}; взята указанная. "
                "Проверьте, какая верна."
                if given
                else f"дата данных – {date_text(one.day)}, а в другом списке – {date_text(used)}; взята поздняя. "
                "Проверьте, об одном ли дне списки."
            )
            cell, value = f"{column_letters(one.column)}{row}", date_text(one.day)
            yield Finding.at("conflicting_as_of", where, words, sheet.file, sheet.name, row, cell, value=value)
