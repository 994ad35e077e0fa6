"""What the school settled for good of new pairs, as people of its present lists."""

from __future__ import annotations

from itertools import product

from data.new_pairs import PersonId
from data.roster import Roster
from data.store.forbidden_pairs import PersonKey, forbidden_pairs
from data.store.versions import Store
from metrics.people import Person, people_of
from metrics.plan.choices import Choices


def stored_choices(store: Store | None, roster: Roster) -> Choices:
    """Returns who may never be paired; of people alike in name and birth all are."""
    forbidden = forbidden_pairs(store) if store else set()
    if not forbidden:
        return Choices()
    persons: dict[PersonKey, set[PersonId]] = {}
    for person in people_of(roster, roster.as_of):
        persons.setdefault(person_key(person), set()).add(person.id)
    found = (product(*(persons.get(one, ()) for one in two)) for two in forbidden)
    return Choices(forbidden=frozenset(frozenset(pair) for pairs in found for pair in pairs))


def person_key(person: Person) -> PersonKey:
    """Returns by what a person is known from version to version."""
    return person.id[0], person.name, person.birth.isoformat() if person.birth else ""
