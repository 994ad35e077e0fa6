"""«План новых пар» as an Excel workbook: the plan, the pairs by name, what comes, what hangs on whom."""

from __future__ import annotations

from collections.abc import Iterator

from data.periods import quarter_or_day, year_to_date
from data.russian import date_text
from data.vocabulary import FORMS
from metrics.goals import goal_of_year
from metrics.indicators import Declarations
from metrics.method import pairing_rules
from metrics.plan.planning import Plan, Proposal
from metrics.plan.wording import plan_sentence, reached_after
from metrics.wording import out_of, percent, share_text
from reports.plan.outlook import Outlook
from reports.source import PERSONAL, Source
from reports.xlsx import Book, Cell

Columns = dict[str, float]  # titles with their widths in characters

PLAN: Columns = {
    "№": 5,
    "Показатель": 34,
    "Целевое значение": 12,
    "Сейчас": 10,
    "Людей сейчас": 14,
    "С новыми парами": 12,
    "Людей с ними": 14,
    "Чего не хватает": 60,
}
PAIRS: Columns = {"Наставник": 40, "Наставляемый": 40, "Форма": 20, "Показатели": 14, "Почему эти двое": 70}
NUMBERS: Columns = {"На дату": 14, "Показатель": 34, "Доля": 10, "Человек": 14, "Войдут": 9, "Выйдут": 9}
MOVES: Columns = {"К дате": 14, "Кто": 40, "Показатель": 34, "Что": 10, "Причина": 40}
HOLDS: Columns = {"Показатель": 34, "Может потерять, чел.": 14, "Без кого одного – ниже": 44, "Сколько людей с ним": 12}
NO_PEOPLE = (
    "Имена не запрашивались: кого план предлагает, говорит об ОВЗ и учётах. "
    "Если они нужны, сделайте файл вместе с закрытыми сведениями."
)


def marking(*, special: bool) -> str:
    """Returns what stands on the file."""
    return f"{PERSONAL}. С закрытыми сведениями" if special else "Без имён"


def plan_workbook(source: Source, outlook: Outlook, declarations: Declarations) -> bytes:
    """Returns the workbook; without people only its figures."""
    plan, book = outlook.plan, Book()
    marks = source.marks(marking(special=outlook.has_people))
    footer = ". ".join(marks)
    about = [*marks, f"{source.school(declarations)}, на {date_text(plan.on)}", plan_sentence(plan)]
    sheets: list[tuple[str, Columns, Iterator[list[Cell]]]] = [
        ("План", PLAN, _plan_rows(plan)),
        ("Прогноз", NUMBERS, _number_rows(outlook)),
    ]
    if outlook.has_people:
        sheets[1:1] = [("Пары", PAIRS, (_pair(proposal) for proposal in plan.proposals))]
        sheets += [("Кто войдёт и выйдет", MOVES, _move_rows(outlook)), ("На ком держится", HOLDS, _hold_rows(outlook))]
    else:
        about.append(NO_PEOPLE)
    for name, columns, rows in sheets:
        lines = [name, *about, *([plan.fit_knows] if name == "Пары" else [])]
        book.table(book.sheet(name, lines, footer), len(lines) + 1, columns, rows)
    rules = filter(None, pairing_rules(declarations))
    lines = ["О файле", *marks, source.provenance(year_to_date(plan.on), declarations), "", *rules]
    book.sheet("О файле", lines, footer)
    return book.finished()


def _plan_rows(plan: Plan) -> Iterator[list[Cell]]:
    missed = {shortfall.indicator.key: shortfall.words for shortfall in plan.shortfalls}
    for before, after in zip(plan.before, plan.after, strict=True):
        goal = goal_of_year(before.indicator, plan.year).value
        yield [
            before.indicator.number,
            before.indicator.short,
            percent(goal),
            share_text(before),
            out_of(before.headline),
            share_text(after),
            out_of(after.headline),
            missed.get(before.indicator.key) or reached_after(after, goal),
        ]


def _pair(proposal: Proposal) -> list[Cell]:
    numbers = sorted({*proposal.mentor_serves, *proposal.mentee_serves})
    return [
        proposal.mentor.title,
        proposal.mentee.title,
        FORMS[proposal.form],
        ", ".join(f"№ {number}" for number in numbers),
        "; ".join(proposal.reasons),
    ]


def _number_rows(outlook: Outlook) -> Iterator[list[Cell]]:
    for point in outlook.points:
        for result in point.results:
            moved = [move.comes for move in point.moves if move.indicator.key == result.indicator.key]
            yield [
                quarter_or_day(point.period.on),
                result.indicator.short,
                share_text(result),
                out_of(result.headline),
                sum(moved),
                len(moved) - sum(moved),
            ]


def _move_rows(outlook: Outlook) -> Iterator[list[Cell]]:
    for point in outlook.points:
        for move in point.moves:
            yield [quarter_or_day(point.period.on), move.person.title, move.indicator.short, move.what, move.why]


def _hold_rows(outlook: Outlook) -> Iterator[list[Cell]]:
    for one in outlook.fragilities:
        short = one.result.indicator.short
        if not one.supports:
            yield [short, one.spare, "", None]
        for support in one.supports:
            yield [short, one.spare, support.name, support.part]
