"""What is wrong with the bytes of a calendar: its lines, and what a program that is not ours cannot read of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any


def flaws(content: bytes) -> Iterator[str]:
    """RFC 5545 3.1 and 3.4: lines, folding, what is opened and closed; and each UID once."""
    ends = content.count(b"\r\n")
    if not content.endswith(b"\r\n") or (content.count(b"\r"), content.count(b"\n")) != (ends, ends):
        yield "its lines do not end with CR LF"
    lines = content.split(b"\r\n")
    if max(map(len, lines)) > 75:
        yield "a line has more than 75 octets"
    open_: list[bytes] = []
    for edge, _, name in (line.partition(b":") for line in lines if line.startswith((b"BEGIN:", b"END:"))):
        if edge == b"BEGIN":
            open_.append(name)
        elif not open_ or open_.pop() != name:
            yield f"END:{name.decode('utf-8', 'replace')} closes what is not open"
    if open_ or not content.startswith(b"BEGIN:VCALENDAR\r\n"):
        yield "its BEGIN and END lines do not match"
    seen: set[tuple[bytes, bytes]] = set()
    for event in content.replace(b"\r\n ", b"").split(b"\r\nBEGIN:VEVENT\r\n")[1:]:
        head = event.partition(b"\r\nEND:VEVENT\r\n")[0].split(b"\r\n")
        uid = b"".join(line for line in head if line.startswith(b"UID:"))
        one = uid, b"".join(line for line in head if line.startswith(b"RECURRENCE-ID"))
        if not uid:
            yield "an event without UID"
        elif one in seen:
            yield f"{uid.decode('utf-8', 'replace')} stands there twice"
        seen.add(one)


def misread(content: bytes) -> Iterator[str]:
    """What the icalendar package cannot read, or reads as an event without an instant. Raises ValueError.

    It takes two thirds of a millisecond an event, far longer than writing one.
    """
    from icalendar import Calendar

    calendar = Calendar.from_ical(content)
    for part in calendar.walk():
        yield from (f"{part.get('UID', part.name)}: {name}: {reason}" for name, reason in part.errors)
    for event in (event for event in calendar.walk("VEVENT") if not event.errors):
        times: list[Any] = [getattr(event.get(key), "dt", None) for key in ("DTSTART", "DTEND")]
        start, end = times
        if start is None or end is None or type(start) is not type(end):
            yield f"{event.get('UID')} has no beginning and end of one kind"
        elif isinstance(start, dt.datetime) and (start.tzinfo is None or end.tzinfo is None):
            yield f"{event.get('UID')} is at another instant for each reader"
        elif start >= end:
            yield f"{event.get('UID')} ends before it begins"
