"""Deadlines of the roadmap as a calendar file (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from icalendar import Alarm, Calendar, Event, vText

from data.parsing.printable import printable
from data.roadmap.standing import Standing

WARNING = dt.timedelta(days=-7)


def calendar_file(standings: Sequence[Standing], school: str, made_at: dt.datetime) -> bytes:
    """Returns a whole-day event for each thing that is due and not done.

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
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", printable(instance.activity.title))
        alarm.add("trigger", WARNING)
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
