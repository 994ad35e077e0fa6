"""The date of the data, as the lists («по состоянию на …») or the person give it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.checking.rules import ENOUGH_TO_JUDGE
from data.contracts.students import AGE_BEFORE_GRADE
from data.findings import Finding
from data.parsing import DATE_IN_TEXT, clean, day_of
from data.periods import SCHOOL_YEAR_ENDS, SCHOOL_YEAR_STARTS, quarter_end, quarter_to_date, school_year_to_date
from data.recognition.block import Block, SheetBlocks
from data.recognition.blocks import titles
from data.recognition.dates_in_titles import AS_OF_WORDS, ON_DAY, STAMP, day_in_name
from data.roster import Roster
from data.russian import date_text
from data.spreadsheets.addresses import address
from data.spreadsheets.sheet import Cell, Sheet


@dataclass(frozen=True, slots=True)
class TitleDate:
    """A date of the data above a table or in the name of a sheet or a file.

    `row` and `column` are its cell from 0; a name has none.
    """

    day: dt.date
    file: str
    sheet: str | None = None
    row: int | None = None
    column: int = 0


def title_dates(recognised: Sequence[SheetBlocks]) -> list[TitleDate]:
    """Returns every date of the data above a table or in a name.

    It may stand in the next cell, or alone in its row.
    """
    above = [date for sheet, blocks in recognised for date in _dates_above(sheet, blocks)]
    return [*above, *_dates_in_names([sheet for sheet, blocks in recognised if blocks])]


def _dates_in_names(lists: Sequence[Sheet]) -> Iterator[TitleDate]:
    """Yields dates in the names of files and sheets that hold a list."""
    for file in dict.fromkeys(sheet.file for sheet in lists):
        if day := day_in_name(file):
            yield TitleDate(day, file)
    for sheet in lists:
        if day := day_in_name(sheet.name or ""):
            yield TitleDate(day, sheet.file, sheet.name)


def _dates_above(sheet: Sheet, blocks: list[Block]) -> Iterator[TitleDate]:
    cells = list(titles(sheet, blocks))
    in_words = [
        TitleDate(day, sheet.file, sheet.name, row, column)
        for index, (row, column, cell) in enumerate(cells)
        if (blocks or (isinstance(cell, str) and AS_OF_WORDS.search(clean(cell))))
        and (day := _named_day(cell, [text for next_row, _, text in cells[index + 1 : index + 2] if next_row == row]))
    ]
    yield from in_words
    if not in_words and blocks:
        rows = [row for row, _, _ in cells]
        stamped = _rows_of_stamps(cells)
        for row, column, cell in cells:
            if rows.count(row) == 1 and row not in stamped and (day := _whole_day(cell)):
                yield TitleDate(day, sheet.file, sheet.name, row, column)


def _rows_of_stamps(cells: Sequence[tuple[int, int, Cell]]) -> set[int]:
    """Returns the rows of a stamp or an order («УТВЕРЖДАЮ», «Приказ от …»).

    They go down to the next blank line.
    """
    rows = {row for row, _, _ in cells}
    stamped: set[int] = set()
    for row, _, cell in cells:
        if isinstance(cell, str) and STAMP.search(clean(cell)):
            while row in rows:
                stamped.add(row)
                row += 1
    return stamped


def _named_day(cell: Cell, beside: list[Cell]) -> dt.date | None:
    """Returns the day of «по состоянию на 31.12.2021» or «на 31.12.2021».

    The day may stand in the next cell.
    """
    if not isinstance(cell, str):
        return None
    text = clean(cell)
    if AS_OF_WORDS.search(text):
        return _day_in(text) or next((day for cell in beside if (day := _day_in(clean(cell)))), None)
    match = ON_DAY.search(text)
    return _day_in(match[1]) if match else None


def _day_in(text: str) -> dt.date | None:
    match = DATE_IN_TEXT.search(text)
    day = day_of(match[0]) if match else None
    return day if isinstance(day, dt.date) else None


def _whole_day(cell: Cell) -> dt.date | None:
    """Returns the day of a cell that is nothing but a date."""
    if isinstance(cell, float | bool):
        return None
    day = day_of(cell)
    return day if isinstance(day, dt.date) else None


def date_of_data(dates: Sequence[TitleDate], given: dt.date | None, today: dt.date) -> tuple[dt.date, str]:
    """Returns the date that the person gives, else that of the lists, else today.

    And its source. Of several dates in the lists the latest counts. A date above a list is surer than the name of a
    file, which a copy changes. See docs/domain.md, «What is a row, a list, a date in them».
    """
    if given:
        return given, "person"
    above = [date for date in dates if date.row is not None]
    return (max(date.day for date in above or dates), "list") if dates else (today, "today")


def likely_days(roster: Roster, today: dt.date) -> list[dt.date]:
    """Returns days on which lists that carry no date may have been made, the likeliest first.

    The end of the quarter of the last event in them, today, the end of the last quarter, the last 1 September; where
    the ages of the classes are of an earlier school year, its beginning, its end and the calendar year's end in it.
    """
    days = [
        day.date()
        for frame in (roster.students, roster.teachers, roster.pairs)
        for key in ("start", "enrolled_on", "hired_on", "left_on")
        if frame is not None and key in frame
        for day in frame[key].dropna()
        if day.date() <= today
    ]
    last_quarter = [quarter_end(max(days))] if days else []
    before = quarter_to_date(today).since - dt.timedelta(days=1)
    likely = [*last_quarter, today, before, school_year_to_date(today).since]
    if (year := _school_year(roster)) and year < school_year_to_date(today).since.year:
        of_ages = [dt.date(year, *SCHOOL_YEAR_STARTS), dt.date(year, 12, 31), dt.date(year + 1, *SCHOOL_YEAR_ENDS)]
        likely = [*last_quarter, *of_ages, today]
    return [day for day in dict.fromkeys(likely) if day <= today]


def _school_year(roster: Roster) -> int | None:
    """Returns the year in which the school year began that the ages of the classes are of; None where too few tell."""
    pupils = roster.students
    if pupils is None or not {"birth", "grade"} <= set(pupils):
        return None
    years = (pupils["birth"].dt.year + pupils["grade"] + AGE_BEFORE_GRADE).dropna()
    return round(years.median()) if len(years) >= ENOUGH_TO_JUDGE else None


def in_future(dates: Sequence[TitleDate], used: dt.date, today: dt.date) -> Iterator[Finding]:
    """Yields a warning where the lists say that they are of a day that has not come."""
    date = next((date for date in dates if date.day == used > today), None)
    if date:
        yield replace(_at(date, "future_date"), day=today)


def _at(date: TitleDate, code: str) -> Finding:
    """Returns a finding at a date of the data."""
    row = None if date.row is None else date.row + 1
    cell = None if date.row is None else address(date.row, date.column)
    return Finding(code, file=date.file, sheet=date.sheet, row=row, cell=cell, value=date_text(date.day))


def conflicts(dates: Sequence[TitleDate], given: dt.date | None, used: dt.date) -> Iterator[Finding]:
    """Yields a warning for each date of the data that differs from the one used."""
    for date in dates:
        if date.day != used:
            yield replace(_at(date, "conflicting_as_of"), day=used, names=("person",) if given else ())
