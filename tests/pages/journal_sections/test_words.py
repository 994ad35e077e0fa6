"""What an entry of the journal of actions is about, in words."""

from __future__ import annotations

import datetime as dt

import pytest

from access.journal import BY_PROVIDER, Entry, Event
from pages.journal_sections.words import about_words


@pytest.mark.parametrize(
    ("event", "about", "words"),
    [
        (Event.SIGNED_IN, "", ""),
        (Event.SIGNED_IN, BY_PROVIDER, "через провайдера входа"),
        (Event.SIGN_IN_FAILED, BY_PROVIDER, "через провайдера входа"),
        (Event.OPENED, "pairs", "Пары"),
        (Event.TOOK_AWAY, "journal", "журнал действий"),
        (Event.ACCOUNT_LOCKED, "7", "учётная запись № 7"),
    ],
)
def test_an_entry_says_what_it_is_about(event: Event, about: str, words: str):
    assert about_words(Entry(1, dt.datetime(2026, 1, 1), "", "", event, about)) == words
