"""Calendars as programs read them (RFC 5545), with alarms; written by icalendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_REFRESH: Final = timedelta(hours=12)
_NINE: Final = timedelta(hours=9)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A whole day in a calendar; `key` names it for ever, so that a later day moves it.

    `alarms`: days before it, each at nine in the morning where the reader is.
    """

    key: str
    day: date
    title: str
    text: str
    url: str
    alarms: tuple[int, ...]


def write_calendar(name: str, entries: Iterable[Entry], *, host: str, at: datetime) -> bytes:
    """Write a calendar as of an instant; `host` makes its keys the site's own."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//directory//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", _REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, host=host, at=at))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, *, host: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + _DAY)
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("url", entry.url)
    # Nobody is busy because something ends.
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for days in entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", _NINE - timedelta(days=days))
        event.add_component(alarm)
    return event
