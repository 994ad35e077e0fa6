"""Whom the stored versions name, and what they hold of one person: the rows of the lists, version by version."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

import pandas as pd
from sqlalchemy import select

from data.contracts import TABLES
from data.people.person_search import ErasureTarget, PersonSearch
from data.store.contacts import contacts_of
from data.store.integrity import frozen_lists
from data.store.schema import LISTS, VERSIONS
from data.store.serialization import thaw
from data.store.versions import Store
from data.tables.typed_tables import cells
from data.vocabulary import SIDES

VersionLists = Mapping[int, dict[str, pd.DataFrame]]  # by the number of the version


def person_history(store: Store, target: ErasureTarget) -> list[dict[str, str]]:
    """Returns the rows of a person in all versions, by the titles of their columns."""
    with store.reading() as connection:
        numbers = connection.execute(select(VERSIONS.c.id).order_by(VERSIONS.c.id)).scalars().all()
        frozen = {number: frozen_lists(connection, number) for number in numbers}
    lists = {number: {name: thaw(content) for name, content in texts.items()} for number, texts in frozen.items()}
    return person_rows(PersonSearch(target, lists.values()), lists)


def person_rows(search: PersonSearch, lists: VersionLists) -> list[dict[str, str]]:
    """Returns the rows of the lists of people that are the person's, each with its version and list."""
    return [
        {"Версия": f"№ {number}", "Список": TABLES[table], **row}
        for number, frames in lists.items()
        for table, frame in frames.items()
        if table != "pairs"
        for row in search.rows_to_show(table, frame)
    ]


def everyone_named(store: Store) -> list[ErasureTarget]:
    """Returns everyone whom the versions name, each once, by name.

    Those whose rows were left out are among them.
    """
    targets: set[ErasureTarget] = set()
    with store.reading() as connection:
        for name, content in connection.execute(select(LISTS.c.name, LISTS.c.content)):
            frame = thaw(content)
            if name == "pairs":
                targets |= {ErasureTarget(who) for side in SIDES for who in cells(frame, side) if who}
                continue
            for who, *days in zip(*(cells(frame, key) for key in ("name", "birth", "birth_latest")), strict=True):
                targets.add(ErasureTarget(who, *(day.date() if day else None for day in days)))
        for findings in connection.execute(select(VERSIONS.c.findings)).scalars():
            targets |= {
                ErasureTarget(finding[key])
                for finding in json.loads(findings)
                for key in ("person", *SIDES)
                if finding[key]
            }
    targets |= {
        ErasureTarget(who) for noted in contacts_of(store) for who in (noted.contact.mentor, noted.contact.mentee)
    }
    dated = {target.name for target in targets if target.birth}
    listed = [target for target in targets if target.birth or target.name not in dated]
    return sorted(listed, key=lambda target: (target.name, target.birth or dt.date.min))
