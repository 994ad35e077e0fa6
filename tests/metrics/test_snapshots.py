"""Figures kept beside a version are the figures that would be computed."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction

import pytest

from data import demo
from data.hashing import canonical
from data.loading import load
from data.periods import year_to_date
from metrics.indicators import declared
from metrics.indicators import load as load_declarations
from metrics.results import results
from metrics.settings import as_content, from_content
from metrics.snapshots import SNAPSHOTS, content_of, key, results_of
from tests.data.lists import checked
from tests.data.store.saved import PAIRS, STUDENTS

SETTINGS = {
    "defaults": {},
    "the literal reading": {"headline_readings": {"at_risk": "all_students"}},
    "goals of its own": {
        "own_goals": {declared().indicators[0].key: {"2022": "10", "2027": "33.3"}},
        "goal_orders": {"2027": "№ 5"},
        "own_line_starts": "2021-09-01",
    },
}


def declarations(changes):
    return load_declarations(settings=from_content(as_content(declared().settings) | changes))


@pytest.mark.parametrize("changes", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("lists", ["demonstration", "no teachers"])
def test_stored_figures_are_given_back_as_they_were_computed(lists, changes):
    files = [(demo.PATH.name, demo.PATH.read_bytes())]
    roster = (load(files) if lists == "demonstration" else checked(STUDENTS, pairs=PAIRS)).roster
    settled, period = declarations(changes), year_to_date(roster.as_of)
    computed = results(roster, period, declarations=settled)
    stored = json.loads(canonical(content_of(computed)))
    assert results_of(stored, period, settled) == computed


def test_other_settings_make_other_figures():
    keys = {key(declarations(changes)) for changes in SETTINGS.values()}
    assert len(keys) == len(SETTINGS)


def test_stored_figures_of_earlier_versions_read_and_write_as_the_same_text():
    text = (
        '{"at_risk":{"distance":null,"left":0,"readings":["at_risk_minors","all_students"],'
        '"shares":{"all_students":[7,429,14],"at_risk_minors":[7,14,null]}},"gone":{"distance":2,"left":null,'
        '"readings":[],"shares":{}}}'
    )
    assert canonical(SNAPSHOTS.dump_python(SNAPSHOTS.validate_python(json.loads(text)), mode="json")) == text
    [result] = results_of(json.loads(text), year_to_date(dt.date(2021, 12, 31)), declarations({}))
    assert (result.indicator.key, result.headline.part, result.headline.could) == ("at_risk", 7, None)


def test_stored_settings_read_and_write_as_the_same_text():
    changes = {
        "own_goals": {"mentees": {"2030": "0", "2031": "12.5"}, "mentors": {"2031": "100"}},
        "goal_orders": {"2030": "№ 5", "2031": "№ 6"},
        "counted_registers": ["pdn"],
        "records_from": "2024-01-01",
        "own_line_starts": "2024-09-01",
    }
    content = as_content(declared().settings) | changes
    assert canonical(as_content(from_content(json.loads(canonical(content))))) == canonical(content)


def test_goals_that_were_once_stored_as_those_of_later_years_stand_after_the_declared_ones():
    content = {name: value for name, value in as_content(declared().settings).items() if name != "own_goals"}
    settings = from_content(content | {"later_goals": {"ovz": {"2027": "33.333"}, "mentees": {}}})
    [ovz] = [indicator for indicator in declared().indicators if indicator.key == "ovz"]
    assert settings.own_goals == {"ovz": ovz.goals | {2027: Fraction(33333, 100000)}}


def test_what_a_newer_program_asks_of_pairs_too_has_its_default_in_settings_that_were_stored_before():
    content = as_content(declared().settings)
    for name, value in content["pairing"].items():
        older = {key: other for key, other in content["pairing"].items() if key != name}
        assert as_content(from_content(content | {"pairing": older}))["pairing"][name] == value
