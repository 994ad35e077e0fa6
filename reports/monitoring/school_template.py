"""The school's own Word template of the monitoring, kept in the store in place of the one that comes with the app."""

from __future__ import annotations

import base64

from data.store.decisions import forget, kept, remember
from data.store.versions import Store

KIND = "template"
NAME = "monitoring"


def own_template(store: Store | None) -> bytes | None:
    """The school's own template; None where it uses the one of the app."""
    found = list(kept(store, KIND).values()) if store else []
    return base64.b64decode(found[0]["docx"]) if found else None


def keep_template(store: Store, content: bytes) -> None:
    """Uses this template from now on."""
    remember(store, KIND, NAME, {"docx": base64.b64encode(content).decode()})


def drop_template(store: Store) -> None:
    """Goes back to the template of the app."""
    for key in kept(store, KIND):
        forget(store, KIND, key)
