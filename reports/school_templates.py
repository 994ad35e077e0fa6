"""The school's own Word templates in place of the app's; the store holds them."""

from __future__ import annotations

import base64

from data.hashing import sha256
from data.store.decisions import forget, remember, remembered
from data.store.versions import Store

KIND = "template"


def school_template(store: Store | None, name: str) -> bytes | None:
    """Returns the school's own template of a paper; None where it uses the app's."""
    stored = remembered(store, KIND).get(sha256(name)) if store else None
    return base64.b64decode(stored["docx"]) if stored else None


def store_template(store: Store, name: str, content: bytes) -> None:
    """Stores a template that was tried, for use from now on."""
    remember(store, KIND, (name,), {"docx": base64.b64encode(content).decode()})


def drop_template(store: Store, name: str) -> None:
    """Deletes the school's template, so that the app's is used again."""
    forget(store, KIND, sha256(name))
