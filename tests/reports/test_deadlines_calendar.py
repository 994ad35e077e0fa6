"""The calendar of deadlines, read back by a calendar program's rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from data.roadmap.deadlines import instances, status_of
from data.roadmap.model import Activity, seed
from data.roadmap.records import standings
from data.roadmap.standing import Standing
from reports.deadlines_calendar import WARNING, calendar_file

TODAY = dt.date(2021, 12, 31)
MADE = dt.datetime(2021, 12, 31, 10, tzinfo=dt.UTC)


def test_everything_open_that_is_due_is_an_event_of_its_day():
    due = standings(None, TODAY)
    events = Calendar.from_ical(calendar_file(due, "Школа", MADE)).walk("VEVENT")
    expected = sorted(standing.instance.due for standing in due if standing.is_open and standing.instance.due)
    assert sorted(event.decoded("dtstart") for event in events) == expected
    assert len({event["uid"] for event in events}) == len(events)
    assert any("не назначен" in event["description"] for event in events)


def test_the_same_deadlines_give_the_same_file():
    due = standings(None, TODAY)
    assert calendar_file(due, "Школа", MADE) == calendar_file(due, "Школа", MADE)


@pytest.mark.parametrize("changes", [{"kind": "monthly", "due_day": 5}, {"kind": "in_months", "months": (5, 9)}])
def test_what_recurs_within_a_year_has_an_event_for_each_time(changes):
    due = of_roadmap(changes)
    events = Calendar.from_ical(calendar_file(due, "Школа", MADE)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [standing.instance.due for standing in due]
    assert [str(event["summary"]) for event in events] == [
        f"{standing.instance.activity.title} – {standing.instance.label}" for standing in due
    ]
    assert len({event["uid"] for event in events}) == len(events) > 1


def of_roadmap(changes):
    """Returns how the seed's monitoring stands when it comes at other times."""
    monitored = next(activity for activity in seed().activities if activity.kind == "quarterly")
    activity = Activity.model_validate(monitored.model_dump() | changes)
    only = seed().directions[0].model_copy(update={"activities": (activity,)})
    found = instances(seed().model_copy(update={"directions": (only,)}), TODAY)
    return [Standing(1, instance, status_of(instance, None, TODAY, has_entries=False), None, 0) for instance in found]


def alarms(event):
    return [component.decoded("trigger") for component in event.walk("VALARM")]


def test_what_is_past_has_no_alarm_and_what_is_ahead_has_one_that_is_ahead_too():
    events = Calendar.from_ical(calendar_file(standings(None, TODAY), "Школа", MADE)).walk("VEVENT")
    days = [event.decoded("dtstart") for event in events]
    assert min(days) < TODAY < max(days)
    for event, day in zip(events, days, strict=True):
        assert bool(alarms(event)) == (day > TODAY)
        assert all(day + trigger > TODAY for trigger in alarms(event))


@pytest.mark.parametrize("ahead", [0, 1, 2, 7, 8, 30])
def test_an_alarm_rings_a_week_before_or_tomorrow(ahead: int):
    standing = next(standing for standing in standings(None, TODAY) if standing.is_open and standing.instance.due)
    due = TODAY + dt.timedelta(ahead)
    moved = replace(standing, instance=replace(standing.instance, due=due))
    (event,) = Calendar.from_ical(calendar_file([moved], "Школа", MADE)).walk("VEVENT")
    rings = [due + trigger for trigger in alarms(event)]
    assert rings == ([max(due - dt.timedelta(WARNING), TODAY + dt.timedelta(1))] if ahead else [])
