"""An account, a session and the roles: small frozen values that everything in `access` hands around."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.vocabulary import Titled

if TYPE_CHECKING:
    from data.store.forbidden_pairs import PersonKey

HEADER = "x-mentoring-session"  # in which the gate hands the token of a session that it found on to the pages


class Role(Titled):
    """What somebody is in the programme; the table of rights says what follows from it."""

    HEAD = "head", "Руководитель"
    COORDINATOR = "coordinator", "Ответственный"
    CLASS_TEACHER = "class_teacher", "Классный руководитель"
    MENTOR = "mentor", "Наставник"
    VIEWER = "viewer", "Просмотр"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in.

    `classes` are those of a class teacher as the lists write them; `person` is who a mentor is in the lists.
    """

    id: int
    login: str
    name: str
    role: Role
    classes: frozenset[str] = frozenset()
    person: PersonKey | None = None
    locked: bool = False
    must_change_password: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in that goes on; the moments are UTC, and of its token only the hash is known."""

    token_hash: str
    account_id: int
    created_at: dt.datetime
    seen_at: dt.datetime
    address: str
