"""Deadlines of the roadmap as a calendar file (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from icalendar import Alarm, Calendar, Event, vText

from data.parsing.printable import printable
from data.roadmap.standing import Standing

WARNING = 7  # days before a deadline


def calendar_file(standings: Sequence[Standing], school: str, made_at: dt.datetime) -> bytes:
    """Returns a whole-day event for each thing that is due and not done, with an alarm where it is still ahead.

    `made_at` is UTC.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Mentoring dashboard//RU")
    calendar.add("version", "2.0")
    calendar["x-wr-calname"] = vText(printable(f"Наставничество: {school}"))  # `add` would not escape it
    for standing in standings:
        instance = standing.instance
        if not standing.is_open or instance.due is None:
            continue
        event = Event()
        event.add("uid", f"{standing.edition}-{instance.activity.key}-{instance.key or 'once'}@mentoring-dashboard")
        event.add("dtstamp", made_at)
        event.add("dtstart", instance.due)
        event.add("dtend", instance.due + dt.timedelta(days=1))
        event.add("summary", printable(" – ".join(filter(None, (instance.activity.title, instance.label)))))
        event.add("description", printable(f"Ответственные: {instance.activity.in_charge}"))
        if instance.due > made_at.date():
            event.add_component(_alarm(instance.activity.title, instance.due, made_at.date()))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _alarm(title: str, due: dt.date, today: dt.date) -> Alarm:
    """Returns the alarm of a deadline ahead: a week before, or tomorrow where that has passed."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", printable(title))
    alarm.add("trigger", -dt.timedelta(days=min(WARNING, (due - today).days - 1)))
    return alarm
