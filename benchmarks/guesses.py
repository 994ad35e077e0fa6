"""`python -m benchmarks.guesses [GUESSES]`: guesses at one account from many addresses; prints how many were looked at.

They come within an hour, with a restart in the midst. The suite runs a short form (`tests/access/test_guessing.py`).
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from unittest.mock import patch

from access import guessing
from access.accounts import create_first
from access.guessing import FREE_OF_ACCOUNT, LONGEST, OWN_TRIES, Guess, admit
from data.store.versions import Store, now

GUESSES, ADDRESSES = 10_000, 50
HOUR = dt.timedelta(hours=1)
MOST_LOOKED_AT = int(ADDRESSES * OWN_TRIES + FREE_OF_ACCOUNT + HOUR / LONGEST * ADDRESSES)  # in an hour
LOGIN = "direktor"


def looked_at(store: Store, guesses: int) -> int:
    """Returns how many of so many guesses at the account were looked at."""
    start, count = now(), 0
    for number in range(guesses):
        if number == guesses // 2:
            store = Store(store.place)
        with patch.object(guessing, "now", lambda moment=start + HOUR * number / guesses: moment):
            count += not admit(store, Guess.of(LOGIN, f"10.0.0.{number % ADDRESSES}", ""))
    return count


def main() -> None:
    guesses = int(sys.argv[1]) if len(sys.argv) > 1 else GUESSES
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        create_first(store, LOGIN, "Ясень Клён Тополевич", "синий мост над рекой")
        seen = looked_at(store, guesses)
    print(f"{guesses} guesses from {ADDRESSES} addresses: {seen} looked at, {MOST_LOOKED_AT} at most")


if __name__ == "__main__":
    main()
