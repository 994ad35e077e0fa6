"""«Показатели с людьми»: the figures as an Excel workbook, with who is in each of them and who is not yet covered.

Who belongs to a special group is told only when asked for. Without that the file holds nothing that another person's
mark would change: no list of such an indicator, and no breakdown of it either, since beside the names and
classes of the other sheets «7А: 1 из 1» would say who it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.periods import Period
from data.russian import date_text, grouped
from metrics.breakdown import by_age, by_class, by_pair, class_order, coverage
from metrics.explain import Standing, standings
from metrics.filters import Filters
from metrics.indicators import Declarations
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

Found = Sequence[tuple[Result, Sequence[Standing] | None]]  # None: not asked for


def people_figures(source: Source, period: Period, declarations: Declarations, *, special: bool = False) -> bytes:
    """The workbook of the period; special marks, lists and breakdowns by them, only where `special`."""
    roster = source.roster
    found: Found = [
        (
            one,
            standings(roster, period, Filters(), one.indicator, declarations)
            if special or not is_special(one.indicator, declarations)
            else None,
        )
        for one in results(roster, period, declarations=declarations)
    ]
    book = Book()
    marks = source.marks(PERSONAL)
    footer = ". ".join(marks)
    about = [*marks, f"{source.school(declarations)}, на {date_text(period.on)}, период с {date_text(period.since)}"]
    shares_sheet(book, ["Показатели", *about], footer, [one for one, _ in found])
    lists = {declarations.people(one.indicator) for one, _ in found} if special else set()
    marked = {name: special_marks(roster, period, name, declarations) for name in lists}
    for one, people in found:
        _people_sheet(book, about, footer, one, people, marked.get(declarations.people(one.indicator), {}))
    withheld = [f"№ {one.indicator.number}" for one, people in found if people is None]
    notes = [SLICES_NOT_ASKED.format(" и ".join(withheld))] if withheld else []
    slices_sheet(
        book, ["Из кого складывается", *about, *notes], footer, _breakdowns(source, period, declarations, found)
    )
    _about_sheet(book, marks, footer, _told(source, period, declarations, special=special))
    return book.finished()


def _people_sheet(
    book: Book, about: Sequence[str], footer: str, result: Result, people: Sequence[Standing] | None,
    marks: Mapping[str, set[int]],
) -> None:  # fmt: skip
    """Who counts, then who could and does not; each once."""
    indicator = result.indicator
    lines = [f"№ {indicator.number}. {indicator.short}: {share_of_people(result)}", *about]
    name = f"№ {indicator.number}"
    if not people:
        why = NOT_ASKED if people is None else NO_DATA if result.headline.part is None else NOBODY
        book.sheet(name, [*lines, "", why], footer)
        return
    listed = sorted((one for one in people if one.could_count), key=_order)
    inside = sum(one.counts for one in listed)
    lines.append(f"Учтены: {grouped(inside)}; ещё не охвачены: {grouped(len(listed) - inside)}")
    columns = PEOPLE_COLUMNS | dict.fromkeys(marks, MARK_WIDTH)
    if not any(one.class_name for one in listed):
        columns.pop("Класс")
    rows = ([told[title] for title in columns] for told in (_person(one, marks) for one in listed))
    book.table(book.sheet(name, lines, footer), len(lines) + 1, columns, rows)


def _order(one: Standing) -> tuple[bool, tuple[int, str], str, int]:
    return not one.counts, class_order(one.class_name or ""), one.name, one.person


def _person(one: Standing, marks: Mapping[str, set[int]]) -> dict[str, Cell]:
    return {
        "ФИО": one.name,
        "Класс": one.class_name,
        "Учтён": _yes(one.counts),
        "Пары": "; ".join(one.pairs),
        "Почему не учтён": "" if one.counts else one.reason,
        **{title: _yes(one.person in marked) for title, marked in marks.items()},
    }


def _yes(told: bool) -> str:
    return "да" if told else "нет"


def _breakdowns(source: Source, period: Period, declarations: Declarations, found: Found) -> list[Breakdown]:
    """The coverage of classes, and every breakdown of what is listed."""
    roster = source.roster
    made = [Breakdown(None, BY_CLASS, coverage(roster, period, Filters(), declarations))]
    for one, people in found:
        if not people:
            continue
        told = roster, period, Filters(), declarations, one.indicator
        made += [
            Breakdown(one, BY_CLASS, by_class(people)),
            Breakdown(one, BY_AGE, by_age(people, roster, period, declarations, one.indicator)),
            Breakdown(one, BY_FORM, by_pair(people, *told, "form")),
            Breakdown(one, BY_MODE, by_pair(people, *told, "mode")),
        ]
    return made


def _told(source: Source, period: Period, declarations: Declarations, *, special: bool) -> list[tuple[str, str]]:
    """What the file is made from, and how its figures are computed."""
    settings = declarations.settings
    return [
        ("Школа", source.school(declarations)),
        ("На какой день", date_text(period.on)),
        ("Из чего сделан", source.provenance(period, declarations)),
        ("Закрытые сведения", f"{special_titles(declarations)} – {_asked_for(special=special)}"),
        *((f"Показатель № {one.number}", "\n".join([f"{one.title}.", *definition(one, declarations)]))
          for one in declarations.indicators),
        *(("Целевые значения установлены", f"{year} год – {order}") for year, order in settings.goal_orders.items()),
        ("Кто учитывается", "\n".join(who_counts(declarations))),
        ("Как сравнивается", "\n".join(goal_rules(declarations))),
    ]  # fmt: skip


def _asked_for(*, special: bool) -> str:
    return "запрошены: есть списки и столбцы" if special else "не запрошены: только общие числа"


def _about_sheet(book: Book, marks: Sequence[str], footer: str, told: Sequence[tuple[str, str]]) -> None:
    lines = [ABOUT, *marks]
    book.table(book.sheet(ABOUT, lines, footer), len(lines) + 1, {"О чём": 30, "Что сказано": 120}, told)
