"""«Показатели с людьми»: the figures as an Excel workbook, with people.

Who is in each of them and who is not yet covered.

Who belongs to a special group is shown only when asked for. Without that the file holds nothing that another person's
mark would change: no list of such an indicator, and no breakdown of it either, since beside the names and
classes of the other sheets «7А: 1 из 1» would say who it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.periods import Period
from data.russian import date_text, grouped
from metrics.breakdown import by_age, by_class, by_pair, class_order, coverage
from metrics.explain import Explanation, explanations
from metrics.filters import Filters
from metrics.indicators import Declarations
from metrics.leavers import left_school
from metrics.method import definition, goal_rules, who_counts
from metrics.results import Result, results
from metrics.sensitive import is_special, special_marks, special_titles
from metrics.wording import share_of_people
from reports.people.breakdowns_sheet import BY_AGE, BY_CLASS, BY_FORM, BY_MODE, Breakdown, slices_sheet
from reports.people.shares_sheet import shares_sheet
from reports.source import PERSONAL, Source
from reports.xlsx import Book, Cell

ABOUT = "О файле"
PEOPLE_COLUMNS = {"ФИО": 36, "Класс": 10, "Учтён": 9, "Пары": 70, "Почему не учтён": 44}
MARK_WIDTH = 22  # characters of a column of special marks
NO_DATA, NOBODY = "Нет данных: в списках нет нужного листа или столбца.", "Никого: таких людей в списках нет."
NOT_ASKED = (
    "Список не запрашивался: он показал бы закрытые сведения о людях. "
    "Если он нужен, сделайте файл вместе с закрытыми сведениями."
)
SLICES_NOT_ASKED = "Разрезы показателей {} не запрашивались: рядом с именами они показали бы, о ком речь."

Listed = Sequence[tuple[Result, Sequence[Explanation] | None]]  # None: not asked for


def people_figures(source: Source, period: Period, declarations: Declarations, *, special: bool = False) -> bytes:
    """Returns the workbook of the period.

    Special marks, lists and breakdowns by them stand in it only where `special`.
    """
    roster = source.roster
    listed: Listed = [
        (
            result,
            explanations(roster, period, Filters(), result.indicator, declarations)
            if special or not is_special(result.indicator, declarations)
            else None,
        )
        for result in results(roster, period, declarations=declarations)
    ]
    book = Book()
    marks = source.marks(PERSONAL)
    footer = ". ".join(marks)
    about = [*marks, f"{source.school(declarations)}, на {date_text(period.on)}, период с {date_text(period.since)}"]
    gone = left_school(roster, period)
    told = [  # of lists without days of leaving nobody knows who left
        result if gone.get(declarations.people(result.indicator)) is not None else replace(result, left_in_period=None)
        for result, _ in listed
    ]
    shares_sheet(book, ["Показатели", *about], footer, told)
    lists = {declarations.people(result.indicator) for result, _ in listed} if special else set()
    marked = {name: special_marks(roster, period, name, declarations) for name in lists}
    for result, people in listed:
        _people_sheet(book, about, footer, result, people, marked.get(declarations.people(result.indicator), {}))
    withheld = [f"№ {result.indicator.number}" for result, people in listed if people is None]
    notes = [SLICES_NOT_ASKED.format(" и ".join(withheld))] if withheld else []
    slices_sheet(
        book, ["Из кого складывается", *about, *notes], footer, _breakdowns(source, period, declarations, listed)
    )
    _about_sheet(book, marks, footer, _about_rows(source, period, declarations, special=special))
    return book.finished()


def _people_sheet(
    book: Book,
    about: Sequence[str],
    footer: str,
    result: Result,
    people: Sequence[Explanation] | None,
    marks: Mapping[str, set[int]],
) -> None:
    """Writes who counts, then who could and does not; each once."""
    indicator = result.indicator
    lines = [f"№ {indicator.number}. {indicator.short}: {share_of_people(result)}", *about]
    name = f"№ {indicator.number}"
    if not people:
        why = NOT_ASKED if people is None else NO_DATA if result.headline.part is None else NOBODY
        book.sheet(name, [*lines, "", why], footer)
        return
    listed = sorted((person for person in people if person.could_count), key=_order)
    inside = sum(person.counts for person in listed)
    lines.append(f"Учтены: {grouped(inside)}; ещё не охвачены: {grouped(len(listed) - inside)}")
    columns = PEOPLE_COLUMNS | dict.fromkeys(marks, MARK_WIDTH)
    if not any(person.class_name for person in listed):
        columns.pop("Класс")
    rows = ([cells[title] for title in columns] for cells in (_person(person, marks) for person in listed))
    book.table(book.sheet(name, lines, footer), len(lines) + 1, columns, rows)


def _order(person: Explanation) -> tuple[bool, tuple[int, str], str, int]:
    return not person.counts, class_order(person.class_name or ""), person.name, person.person


def _person(person: Explanation, marks: Mapping[str, set[int]]) -> dict[str, Cell]:
    return {
        "ФИО": person.name,
        "Класс": person.class_name,
        "Учтён": _yes(person.counts),
        "Пары": "; ".join(person.pairs),
        "Почему не учтён": "" if person.counts else person.reason,
        **{title: _yes(person.person in marked) for title, marked in marks.items()},
    }


def _yes(is_so: bool) -> str:
    return "да" if is_so else "нет"


def _breakdowns(source: Source, period: Period, declarations: Declarations, listed: Listed) -> list[Breakdown]:
    """Returns the coverage of classes, and every breakdown of what is listed."""
    roster = source.roster
    breakdowns = [Breakdown(None, BY_CLASS, coverage(roster, period, Filters(), declarations))]
    for result, people in listed:
        if not people:
            continue
        request = roster, period, Filters(), declarations, result.indicator
        breakdowns += [
            Breakdown(result, BY_CLASS, by_class(people)),
            Breakdown(result, BY_AGE, by_age(people, roster, period, declarations, result.indicator)),
            Breakdown(result, BY_FORM, by_pair(people, *request, "form")),
            Breakdown(result, BY_MODE, by_pair(people, *request, "mode")),
        ]
    return breakdowns


def _about_rows(source: Source, period: Period, declarations: Declarations, *, special: bool) -> list[tuple[str, str]]:
    """Returns what the file is made from, and how its figures are computed."""
    settings = declarations.settings
    return [
        ("Школа", source.school(declarations)),
        ("На какой день", date_text(period.on)),
        ("Из чего сделан", source.provenance(period, declarations)),
        ("Закрытые сведения", f"{special_titles(declarations)} – {_asked_for(special=special)}"),
        *(
            (
                f"Показатель № {indicator.number}",
                "\n".join([f"{indicator.title}.", *definition(indicator, declarations)]),
            )
            for indicator in declarations.indicators
        ),
        *(("Целевые значения установлены", f"{year} год – {order}") for year, order in settings.goal_orders.items()),
        ("Кто учитывается", "\n".join(who_counts(declarations))),
        ("Как сравнивается", "\n".join(goal_rules(declarations))),
    ]


def _asked_for(*, special: bool) -> str:
    return "запрошены: есть списки и столбцы" if special else "не запрошены: только общие числа"


def _about_sheet(book: Book, marks: Sequence[str], footer: str, rows: Sequence[tuple[str, str]]) -> None:
    lines = [ABOUT, *marks]
    book.table(book.sheet(ABOUT, lines, footer), len(lines) + 1, {"О чём": 30, "Что сказано": 120}, rows)
