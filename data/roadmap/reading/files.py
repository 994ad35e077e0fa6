"""A school's own roadmap: a file of Word or a spreadsheet → a roadmap, and what to ask about it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.findings import ListError
from data.parsing.cells import clean
from data.parsing.names import header_key
from data.recognition.school_years import school_year_named
from data.roadmap.model import KINDS, ONCE, Activity, Direction, Roadmap
from data.roadmap.reading.deadline_words import Deadline, deadline_of
from data.roadmap.reading.responsible import names_nobody, people_of
from data.roadmap.reading.tables import ActivityRow, found_in
from data.russian import date_text, month_name, quarter_text
from data.spreadsheets.reading import read_file
from data.spreadsheets.sheet import Sheet
from data.word_tables.grid import Grid, lines_of
from data.word_tables.reading import is_word, word_grids

WORD_ENDINGS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf")
LONGEST_TEXT = 2_000  # characters of a cell

Answers = Mapping[str, Deadline]  # by the words of the deadline


@dataclass(frozen=True, slots=True)
class OwnRoadmap:
    """What was read of a file: activities in its words, and the rows and tables that are none.

    `order` is the order above the table that adopted it, `school_year` the year in which the school year of its
    title or name begins.
    """

    file: str
    title: str
    rows: tuple[ActivityRow, ...]
    unread: tuple[str, ...]
    order: str = ""
    school_year: int | None = None

    def deadline(self, row: ActivityRow, answers: Answers) -> Deadline:
        """Returns the deadline of a row: what its words say, else what was answered."""
        understood = deadline_of(row.deadline, self.school_year)
        return understood if is_whole(understood) else answers.get(row.deadline, understood)

    def questions(self) -> dict[str, list[int]]:
        """Returns the words that do not say a deadline, each with the numbers of its activities."""
        questions: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows, 1):
            if not is_whole(deadline_of(row.deadline, self.school_year)):
                questions.setdefault(row.deadline, []).append(number)
        return questions

    def is_assumed(self, row: ActivityRow) -> bool:
        """Returns whether the words of a row say their deadline only because the school year is known."""
        return not is_whole(deadline_of(row.deadline)) and is_whole(deadline_of(row.deadline, self.school_year))


def is_whole(deadline: Deadline) -> bool:
    """Returns whether a deadline has its kind, its day where it comes once, its months where it comes in some."""
    has_its_day = (deadline.due is not None) == (deadline.kind in ONCE)
    return deadline.kind is not None and has_its_day and bool(deadline.months) == (deadline.kind == "in_months")


def read_roadmap(name: str, content: bytes) -> OwnRoadmap:
    """Returns what a file holds of a roadmap.

    The content decides whether it is a Word document or a spreadsheet. Raises `ListError` where it cannot be read or
    holds no such table.
    """
    if is_word(content) or name.lower().endswith(WORD_ENDINGS):
        grids = word_grids(name, content)
    else:
        grids = [_grid(sheet) for sheet in read_file(name, content) if not sheet.hidden]
    found = found_in(grids)
    if not found.rows:
        raise ListError(
            f"В файле «{name}» не нашлось таблицы с мероприятиями. Нужны столбцы «Мероприятие» и «Срок», к ним "
            "«Направление» и «Ответственный»."
        )
    if any(len(text) > LONGEST_TEXT for row in found.rows for text in (row.title, row.deadline, row.responsible)):
        raise ListError(f"В файле «{name}» есть ячейка длиннее {LONGEST_TEXT} знаков: это не дорожная карта.")
    school_year = school_year_named([found.title], "", name)
    return OwnRoadmap(name, found.title, tuple(found.rows), tuple(found.unread), found.order, school_year)


def _grid(sheet: Sheet) -> Grid:
    """Returns a sheet with its merged cells filled in."""
    rows = [[lines_of(cell) if type(cell) is str else clean(cell) for cell in row] for row in sheet.rows]
    width = len(rows[0]) if rows else 0
    for top, left, bottom, right in sheet.merged:
        if top >= len(rows) or left >= width:
            continue
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return Grid(rows, [], sheet.name or "")


def roadmap_of(
    own: OwnRoadmap, answers: Answers, title: str, since: dt.date, known: Roadmap, order: str = ""
) -> Roadmap:
    """Returns the roadmap that a file holds, from a day on, adopted by an order.

    An activity that `known` has too, by its title, keeps its key and the shares that it bears on. Every question has
    its answer.
    """
    same = {header_key(activity.title): activity for activity in known.activities}
    directions: dict[str, list[Activity]] = {}
    for row in own.rows:
        of_known = same.pop(header_key(row.title), None)
        activities = directions.setdefault(row.direction, [])
        activities.append(_activity(row, own.deadline(row, answers), of_known))
    return Roadmap(title=title, since=since, order=order, directions=_directions(directions))


def _directions(activities: Mapping[str, Sequence[Activity]]) -> tuple[Direction, ...]:
    return tuple(Direction(title=title, activities=tuple(listed)) for title, listed in activities.items())


def _activity(row: ActivityRow, deadline: Deadline, known: Activity | None) -> Activity:
    assert deadline.kind is not None
    return Activity(
        key=known.key if known else uuid.uuid4().hex,
        title=row.title,
        deadline=row.deadline or _words(deadline),
        kind=deadline.kind,
        due=deadline.due,
        due_day=deadline.day,
        months=deadline.months,
        responsible="" if names_nobody(row.responsible) else clean(row.responsible),
        people=people_of(row.responsible),
        indicators=known.indicators if known else (),
    )


def _words(deadline: Deadline) -> str:
    """Returns words for a deadline that the document leaves blank."""
    if deadline.kind == "in_months":
        return f"ежегодно: {', '.join(map(month_name, deadline.months))}"
    if deadline.kind is None or deadline.due is None:
        return KINDS[deadline.kind] if deadline.kind else ""
    return quarter_text(deadline.due) if deadline.kind == "quarter" else f"до {date_text(deadline.due)}"
