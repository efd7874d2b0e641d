"""What is wrong with the bytes of a calendar: its lines, and what a program that is not ours cannot read of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from seminarsite.model.fingerprints import digest
from seminarsite.model.recalled import Recalled

_TOLD = re.compile(rb"\n((?:BEGIN:|END:|UID:|RECURRENCE-ID)[^\r]*(?:\r\n [^\r]*)*)")
"""Few lines of many: a pattern finds them in a tenth of the time of looking at each."""


def flaws(content: bytes) -> Iterator[str]:
    """RFC 5545 3.1 and 3.4: lines, folding, what is opened and closed; and each UID once."""
    lines = content.split(b"\r\n")
    ends = len(lines) - 1
    if not content.endswith(b"\r\n") or (content.count(b"\r"), content.count(b"\n")) != (ends, ends):
        yield "its lines do not end with CR LF"
    if max(map(len, lines)) > 75:
        yield "a line has more than 75 octets"
    open_: list[bytes] = []
    names: list[list[bytes]] = []  # of each event, the lines that tell it from others
    for written in _TOLD.findall(b"\n" + content):
        line = written.replace(b"\r\n ", b"")
        edge, _, name = line.partition(b":")
        if edge == b"BEGIN":
            open_.append(name)
            names += [[]] if name == b"VEVENT" else []
        elif edge == b"END":
            if not open_ or open_.pop() != name:
                yield f"END:{name.decode('utf-8', 'replace')} closes what is not open"
        elif b"VEVENT" in open_:
            names[-1].append(line)
    if open_ or not content.startswith(b"BEGIN:VCALENDAR\r\n"):
        yield "its BEGIN and END lines do not match"
    seen: set[tuple[bytes, ...]] = set()
    for known in names:
        one = tuple(sorted(known, reverse=True))
        if not one or not one[0].startswith(b"UID:"):
            yield "an event without UID"
        elif one in seen:
            yield f"{one[0].decode('utf-8', 'replace')} stands there twice"
        seen.add(one)


def apart(content: bytes) -> tuple[bytes, list[bytes], bytes]:
    """A calendar in parts that give it when joined: what is before its events, each event, and how it ends."""
    start, end = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n"
    head, *events = content.removesuffix(end).split(b"\r\n" + start)
    if not events or not content.endswith(b"\r\n" + end):
        return content, [], b""
    *others, last = events
    return head + b"\r\n", [*(start + event + b"\r\n" for event in others), start + last], end


def misread_anew(content: bytes, notes: Recalled) -> Iterator[str]:
    """The same as `misread`, of events that were not read before under this head: one that was sound is noted."""
    head, events, end = apart(content)
    keys = {event: digest(head, event) for event in events}
    new = [event for event, key in keys.items() if _READ not in notes.of(key)]
    reasons = list(misread(b"".join((head, *new, end)))) if new or not events else []
    for event in () if reasons else new:
        notes.note(keys[event], _READ, value=True)
    return iter(reasons)


_READ = "read"


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
