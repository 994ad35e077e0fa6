"""Lists as newcomers keep them, read without a word from them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data.loading import Lists, load
from tests.sample_files import SAMPLES

SEPTEMBER, NOVEMBER = (SAMPLES / "rosters_hard" / f"ordinary_{month}" for month in ("september", "november"))


def loaded(*paths: Path) -> Lists:
    return load([(path.name, path.read_bytes()) for path in paths], today=dt.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("folder", "counts"),
    [
        (SEPTEMBER, {"students": 540, "teachers": 38, "pairs": 97}),
        (NOVEMBER, {"students": 547, "teachers": 38, "pairs": 131}),
    ],
)
def test_two_uploads_of_one_school_are_read_without_an_error(folder: Path, counts: dict[str, int]):
    lists = loaded(*sorted(folder.iterdir()))
    assert not lists.has_errors
    assert lists.counts == counts


@pytest.mark.parametrize("name", ["06_side_by_side.xlsx", "13_approval_stamp.xlsx", "14_lists.xlsx"])
def test_reported_lists_are_read_whole(name: str):
    lists = loaded(SAMPLES / "reported" / name)
    assert not lists.has_errors
    assert lists.counts == {"students": 6 if "side" in name else 3, "teachers": 2, "pairs": 2}
