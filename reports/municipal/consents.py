"""Consent to be in the municipal base: what the lists say, and what a person decided where they do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from data.hashing import sha256
from data.russian import PEOPLE, counted, date_text
from data.store.decisions import CONSENT, remember_all, remembered
from data.store.versions import Store

Identity = tuple[str, ...]  # of a person from version to version: list, name, birth or signs


@dataclass(frozen=True, slots=True)
class ConsentDecision:
    """Whether somebody without consent in the lists is in the base, decided by whom and when.

    `refused` is what the lists said then: a decision about somebody whom nobody had asked is none about a refusal.
    """

    is_in: bool
    by: str
    on: dt.date
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Consents:
    """What was decided, by the hash of an identity; `unasked` decides for all of whom the lists say nothing."""

    decided: Mapping[str, ConsentDecision] = field(default_factory=dict)
    unasked: ConsentDecision | None = None

    def of(self, identity: Identity, *, refused: bool) -> ConsentDecision | None:
        """Returns what was decided about a person of whom the lists still say the same."""
        decision = self.decided.get(sha256(*identity))
        if decision is not None and decision.refused == refused:
            return decision
        return None if refused else self.unasked


@dataclass(frozen=True, slots=True)
class Unconsented:
    """Somebody without consent in the lists: in how many active pairs, and what was decided."""

    name: str
    identity: Identity
    refused: bool
    pairs: int
    decision: ConsentDecision | None

    @property
    def key(self) -> str:
        return sha256(*self.identity)

    @property
    def is_in(self) -> bool:
        return self.decision is not None and self.decision.is_in

    @property
    def consent_in_lists(self) -> str:
        """What the lists say of the consent."""
        return "нет" if self.refused else "не указано"


def decided_in_words(people: Iterable[Unconsented]) -> str:
    """Returns «12 человек (решение: Завуч, 29.11.2026)» of those who are in, without names of them."""
    counts: dict[tuple[str, dt.date], int] = {}
    for person in people:
        if person.decision is not None and person.decision.is_in:
            key = person.decision.by, person.decision.on
            counts[key] = counts.get(key, 0) + 1
    words = [
        f"{counted(count, *PEOPLE)} (решение: {by}, {date_text(on)})" for (by, on), count in sorted(counts.items())
    ]
    return "; ".join(words) or "никто"


def decided_consents(store: Store | None) -> Consents:
    """Returns what was decided and stored."""
    contents = remembered(store, CONSENT) if store else {}
    return Consents(
        {
            key: ConsentDecision(
                content["is_in"], content["by"], dt.date.fromisoformat(content["on"]), content["refused"]
            )
            for key, content in contents.items()
        }
    )


def decisions_about(
    people: Iterable[Unconsented], let_in: Collection[str], by: str, on: dt.date
) -> dict[Unconsented, ConsentDecision]:
    """Returns the decision about each: these (by `key`) are let in, the others are not."""
    return {person: ConsentDecision(person.key in let_in, by, on, person.refused) for person in people}


def store_decisions(store: Store, decisions: Mapping[Unconsented, ConsentDecision]) -> None:
    """Stores decisions; with the name, so that they go with whoever is destroyed."""
    contents = {
        person.identity: {
            "name": person.name,
            "is_in": decision.is_in,
            "by": decision.by,
            "on": decision.on.isoformat(),
            "refused": decision.refused,
        }
        for person, decision in decisions.items()
    }
    remember_all(store, CONSENT, contents)
