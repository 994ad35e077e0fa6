"""Files that were dropped in and are being looked at: read once, checked again after each correction."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from data.findings import Finding
from data.layout import Choice
from data.loading import Lists, SheetKey, check, read_all
from data.reading import Sheet
from pages import session

DRAFT = "draft"


@dataclass(slots=True)
class Draft:
    """The sheets of the dropped files and what the person said of them; the files themselves are not kept."""

    digest: str
    sheets: list[Sheet]
    unreadable: list[Finding]
    as_of: dt.date | None = None
    choices: dict[SheetKey, Choice] = field(default_factory=dict)
    checked: tuple[object, Lists] | None = None


def draft() -> Draft | None:
    found: Draft | None = st.session_state.get(DRAFT)
    return found


def take(files: Sequence[tuple[str, bytes]]) -> None:
    """Reads the files, unless they are the ones already read."""
    digest = hashlib.sha256(
        b"".join(name.encode() + hashlib.sha256(content).digest() for name, content in files)
    ).hexdigest()
    current = draft()
    if current is None or current.digest != digest:
        st.session_state[DRAFT] = Draft(digest, *read_all(files))


def forget() -> None:
    st.session_state.pop(DRAFT, None)


def checked(current: Draft) -> Lists:
    """The lists as recognised with the person's corrections."""
    asked = (current.as_of, tuple(sorted((str(key), repr(choice)) for key, choice in current.choices.items())))
    if current.checked is None or current.checked[0] != asked:
        settings = session.declarations().settings
        found = check(
            current.sheets, current.unreadable, as_of=current.as_of, choices=current.choices,
            counted_registers=settings.counted_registers,
        )  # fmt: skip
        current.checked = (asked, found)
    return current.checked[1]
