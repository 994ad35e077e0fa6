"""What narrows the figures: people filters and pair filters."""

from __future__ import annotations

from dataclasses import dataclass, fields

from metrics.groups import People
from metrics.indicators import Ages, Declarations


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user chose to look at; empty means everyone.

    Ages are full years, both ends inclusive.

    `categories` are keys of declared groups; with `all_categories` a person is in each of those that are chosen of his
    list, else in any. See docs/domain.md, «Filters».
    """

    categories: frozenset[str] = frozenset()
    all_categories: bool = False
    classes: frozenset[str] = frozenset()
    grades: frozenset[int] = frozenset()
    ages: Ages | None = None
    forms: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    mentor_roles: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self) if field.name != "all_categories")

    def about(self, people: People, declarations: Declarations) -> bool:
        """Returns whether a people filter of these people is on."""
        of_pupils = people == "students" and bool(self.classes or self.grades or self.ages)
        return of_pupils or self.has_category_of(people, declarations)

    def has_category_of(self, people: People, declarations: Declarations) -> bool:
        return any(declarations.groups[key].people == people for key in self.categories)

    def excludes(self, people: People, declarations: Declarations) -> bool:
        """Returns whether only filters of other people are on.

        The shares of these people then do not belong to the chosen category.
        """
        others: People = "teachers" if people == "students" else "students"
        return self.about(others, declarations) and not self.about(people, declarations)
