"""The calendar of deadlines, read back by a calendar program's rules."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar

from data.roadmap.records import standings
from reports.deadlines_calendar import calendar_file

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
