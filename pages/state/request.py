"""What the sidebar asks for – a period and filters – and how it is said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from data.contracts.students import OLDEST, YOUNGEST
from data.periods import Period
from data.roster import Roster
from data.russian import date_text
from data.vocabulary import FORMS, MODES, ROLES
from metrics.breakdown import class_order
from metrics.filters import Filters
from pages.state import stored

ALL_AGES = (YOUNGEST, OLDEST)
GRADE = " параллель"


@dataclass(frozen=True, slots=True)
class Request:
    """What the sidebar asks for."""

    period: Period
    filters: Filters

    @property
    def period_words(self) -> str:
        since, on = self.period.since, self.period.on
        return f"период {date_text(since)}–{date_text(on)}" if since < on else "только этот день"

    @property
    def filter_words(self) -> list[str]:
        """The filters in words, in the order of the sidebar.

        Empty when none is on.
        """
        filters = self.filters
        words = [title for key, title in categories().items() if key in filters.categories]
        if words:
            words = [(" и " if filters.all_categories else " или ").join(words)]
        words += [f"{grade}{GRADE}" for grade in sorted(filters.grades)]
        words += sorted(filters.classes, key=class_order)
        if filters.ages:
            words.append(f"{filters.ages[0]}–{filters.ages[1]} лет")
        words += [f"форма: {FORMS[form]}" for form in FORMS if form in filters.forms]
        words += [f"формат: {MODES[mode]}" for mode in MODES if mode in filters.modes]
        words += [f"наставник: {ROLES[role]}" for role in ROLES if role in filters.mentor_roles]
        return words


def categories() -> dict[str, str]:
    """Returns the declared groups that a filter can choose → their titles."""
    return {key: group.title for key, group in stored.declarations().groups.items()}


def class_options(roster: Roster) -> list[str]:
    """Returns «5 параллель» for each grade, then every class."""
    students = roster.students
    if students is None or "class_name" not in students:
        return []
    understood = students[students["grade"].notna()]  # other texts may be anything, and options stand in the address
    classes = sorted(understood["class_name"].dropna().unique(), key=class_order)
    grades = sorted({int(grade) for grade in students["grade"].dropna().unique()})
    return [f"{grade}{GRADE}" for grade in grades] + classes


def classes_and_grades(options: Collection[str]) -> tuple[frozenset[str], frozenset[int]]:
    """Returns the classes and the grades among chosen options."""
    grades = {option for option in options if option.endswith(GRADE)}
    return frozenset(options) - grades, frozenset(int(option.removesuffix(GRADE)) for option in grades)
