"""Lists as newcomers keep them, read without a word from them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data.loading import Lists, load
from data.periods import year_to_date
from metrics.filters import Filters
from metrics.results import results
from tests.sample_files import SAMPLES

REPORTED, HARD = SAMPLES / "reported", SAMPLES / "rosters_hard"
SEPTEMBER, NOVEMBER = (HARD / f"ordinary_{month}" for month in ("september", "november"))
ON = dt.date(2024, 12, 31)


def loaded(*paths: Path, as_of: dt.date | None = None) -> Lists:
    return load([(path.name, path.read_bytes()) for path in paths], today=ON, as_of=as_of)


def shares(lists: Lists) -> list[tuple[int | None, int | None]]:
    """Part and whole of № 1, 2, 3."""
    shares = results(lists.roster, year_to_date(ON), Filters())
    return [(result.headline.part, result.headline.whole) for result in shares[:3] if result.headline]


def codes(lists: Lists) -> list[str]:
    return [finding.code for finding in lists.findings if finding.code != "no_data_for_indicator"]


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


USUAL = [(1, 3), (1, 3), (1, 1)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("02_bidi_marks.xlsx", [(1, 3), (1, 3), (0, 1)]),
        ("04_zero_links.xlsx", USUAL),
        ("06_side_by_side.xlsx", [(1, 6), (1, 6), (1, 1)]),
        ("07_fio_over_three_columns.xlsx", USUAL),
        ("08_patronymic_apart.xlsx", USUAL),
        ("09_leading_zeros.xlsx", [(1, 3), (1, 3), (0, 1)]),
        ("10_kind_before_form.xlsx", USUAL),
        ("11_two_mentees_in_a_cell.xlsx", [(2, 3), (0, 3), (0, 1)]),
        ("13_approval_stamp.xlsx", USUAL),
        ("14_lists.xlsx", USUAL),
        ("15_latin_h.xlsx", [(1, 3), (1, 3), (0, 1)]),
        ("18_subtotals.xlsx", USUAL),
        ("21_position_after_name.xlsx", [(1, 3), (0, 3), (0, 1)]),
    ],
)
def test_reported_lists_give_the_shares_that_a_careful_person_counts(name: str, expected: list[tuple[int, int]]):
    lists = loaded(REPORTED / name)
    assert not lists.has_errors
    assert shares(lists) == expected


def test_one_file_dropped_twice_is_read_once_and_reported_once():
    lists = loaded(REPORTED / "14_lists.xlsx", REPORTED / "14_lists (1).xlsx")
    assert codes(lists) == ["same_file"]
    assert shares(lists) == USUAL


def test_a_stamp_does_not_overrule_the_persons_own_date():
    lists = loaded(REPORTED / "13_approval_stamp.xlsx", as_of=ON)
    assert (lists.as_of, codes(lists)) == (ON, [])
    assert loaded(REPORTED / "13_approval_stamp.xlsx").as_of_source == "today"


@pytest.mark.parametrize("name", ["16_koi8.csv", "16_mac.csv", "16_msdos.csv"])
def test_an_assumed_code_page_is_reported(name: str):
    lists = loaded(REPORTED / name)
    assert lists.counts["students"] == 2
    assert "assumed_encoding" in codes(lists)


def test_midnight_elsewhere_is_the_day_in_the_zone_of_the_school():
    births = loaded(REPORTED / "19_utc_midnight.csv").roster.students["birth"]
    assert [birth.date() for birth in births] == [dt.date(2010, 9, 1), dt.date(2009, 3, 12)]


def test_a_formula_error_in_a_patronymic_is_one_finding_and_stops_nobody_else():
    lists = loaded(REPORTED / "22_formula_in_patronymic.xlsx")
    assert [finding.code for finding in lists.findings if finding.cell] == ["empty_required"]
    assert lists.counts["students"] == 1


def test_blanks_between_the_elements_of_an_ods_mean_nothing():
    assert loaded(REPORTED / "23_pretty_printed.ods").counts["students"] == 24
