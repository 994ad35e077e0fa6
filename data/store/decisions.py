"""Decisions of a person about sheets, names and spellings.

And where copies were put. Each decision is identified by the parts that make its identity, never by a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select

from data.corrections.common_start import CommonStart
from data.corrections.days_of_leaving import DayOfLeaving
from data.corrections.sheets import SheetChoice
from data.corrections.spellings import SpellingDecision
from data.hashing import canonical, sha256
from data.people.name_decisions import ChosenNamesake, ConfirmedPerson, DifferentPeople, NameDecision, SamePerson
from data.store.schema import REMEMBERED
from data.store.versions import Store, now

BACKUP = "backup"  # where a copy of the database was put
Decision = SheetChoice | NameDecision | SpellingDecision | CommonStart | DayOfLeaving
KINDS: dict[str, type[Decision]] = {
    "choice": SheetChoice,  # which sheet and column is what
    "same": SamePerson,
    "confirmed": ConfirmedPerson,
    "different": DifferentPeople,
    "meant": ChosenNamesake,
    "spelling": SpellingDecision,
    "start": CommonStart,  # of one upload: never remembered
    "left": DayOfLeaving,  # so is this
}
NAME_KINDS = ("same", "confirmed", "different", "meant")
CONSENT = "consent"  # who is in the municipal base without consent in the lists
FORBIDDEN_PAIR = "apart"  # two people who are not to be paired
KINDS_WITH_TEXTS = (*NAME_KINDS, "spelling", CONSENT, FORBIDDEN_PAIR)  # what may name somebody, and goes with him
ADAPTERS: dict[str, TypeAdapter[Any]] = {kind: TypeAdapter(decision) for kind, decision in KINDS.items()}


def remembered(store: Store, kind: str) -> dict[str, Any]:
    """Returns what is stored of this kind as JSON, by the hash of its identity."""
    with store.reading() as connection:
        rows = connection.execute(select(REMEMBERED.c.key, REMEMBERED.c.content).where(REMEMBERED.c.kind == kind))
        return {row.key: json.loads(row.content) for row in rows}


def remember(store: Store, kind: str, identity: tuple[str, ...], content: Any) -> None:
    """Stores content in place of what was stored under the same identity."""
    remember_all(store, kind, {identity: content})


def remember_all(store: Store, kind: str, contents: Mapping[tuple[str, ...], Any]) -> None:
    """Stores contents in place of what was stored under the same identities, all or none."""
    with store.writing() as connection:
        for identity, content in contents.items():
            key = sha256(*identity)
            connection.execute(delete(REMEMBERED).where((REMEMBERED.c.kind == kind) & (REMEMBERED.c.key == key)))
            connection.execute(insert(REMEMBERED).values(kind=kind, key=key, said_at=now(), content=canonical(content)))


def forget(store: Store, kind: str, key: str) -> None:
    """Removes what is stored of this kind under the hash of an identity."""
    with store.writing() as connection:
        connection.execute(delete(REMEMBERED).where((REMEMBERED.c.kind == kind) & (REMEMBERED.c.key == key)))


def key_of(decision: Decision) -> tuple[str, str]:
    """Returns the kind of a decision and the hash of its identity."""
    kind = next(kind for kind, of_kind in KINDS.items() if isinstance(decision, of_kind))
    return kind, sha256(*decision.identity)


def decide(store: Store, *decisions: Decision) -> None:
    """Stores decisions in place of earlier ones about the same, those of a kind all or none."""
    by_kind: dict[str, dict[tuple[str, ...], Any]] = {}
    for decision in decisions:
        kind = key_of(decision)[0]
        by_kind.setdefault(kind, {})[decision.identity] = ADAPTERS[kind].dump_python(decision, mode="json")
    for kind, contents in by_kind.items():
        remember_all(store, kind, contents)


def sheet_choices(store: Store) -> list[SheetChoice]:
    """Returns the decisions about sheets."""
    return [ADAPTERS["choice"].validate_python(content) for content in remembered(store, "choice").values()]


def name_decisions(store: Store) -> dict[tuple[str, str], NameDecision]:
    """Returns the decisions about names, by kind and the hash of the identity."""
    return {
        (kind, key): ADAPTERS[kind].validate_python(content)
        for kind in NAME_KINDS
        for key, content in remembered(store, kind).items()
    }


def spelling_decisions(store: Store) -> list[SpellingDecision]:
    """Returns the decisions about spellings."""
    return [ADAPTERS["spelling"].validate_python(content) for content in remembered(store, "spelling").values()]
