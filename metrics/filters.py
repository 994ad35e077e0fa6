"""What narrows the figures: people filters and pair filters."""

from __future__ import annotations

from dataclasses import dataclass, fields

from metrics.groups import People
from metrics.indicators import Ages, Declarations


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person chose to look at; empty means everyone. Ages are full years, both ends inclusive.

    `categories` are keys of declared groups.
    """

    categories: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    grades: frozenset[int] = frozenset()
    ages: Ages | None = None
    forms: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    mentor_roles: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    def about(self, people: People, declarations: Declarations) -> bool:
        """Whether a people filter of these people is on."""
        of_pupils = people == "students" and bool(self.classes or self.grades or self.ages)
        return of_pupils or any(declarations.groups[key].people == people for key in self.categories)

    def excludes(self, people: People, declarations: Declarations) -> bool:
        """Only filters of other people are on: their shares do not belong to the chosen category."""
        other: People = "teachers" if people == "students" else "students"
        return self.about(other, declarations) and not self.about(people, declarations)
