"""Figures kept beside a version are the figures that would be computed."""

from __future__ import annotations

import json

import pytest

from data import demo
from data.hashing import canonical
from data.loading import load
from data.periods import year_to_date
from metrics.indicators import declared
from metrics.indicators import load as load_declarations
from metrics.results import results
from metrics.settings import as_content, from_content
from metrics.snapshots import content_of, key, results_of
from tests.data.lists import checked
from tests.data.store.saved import PAIRS, STUDENTS

SETTINGS = {
    "defaults": {},
    "the literal reading": {"headline_readings": {"at_risk": "all_students"}},
    "goals of later years": {
        "later_goals": {declared().indicators[0].key: {"2027": "33.3"}}, "goal_orders": {"2027": "№ 5"},
    },
}  # fmt: skip


def declarations(changes):
    return load_declarations(settings=from_content(as_content(declared().settings) | changes))


@pytest.mark.parametrize("changes", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("lists", ["demonstration", "no teachers"])
def test_kept_figures_are_given_back_as_they_were_computed(lists, changes):
    files = [(demo.PATH.name, demo.PATH.read_bytes())]
    roster = (load(files) if lists == "demonstration" else checked(STUDENTS, pairs=PAIRS)).roster
    told, period = declarations(changes), year_to_date(roster.as_of)
    found = results(roster, period, declarations=told)
    kept = json.loads(canonical(content_of(found)))
    assert results_of(kept, period, told) == found


def test_other_settings_make_other_figures():
    keys = {key(declarations(changes)) for changes in SETTINGS.values()}
    assert len(keys) == len(SETTINGS)
