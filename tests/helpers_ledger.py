"""Ledgers as texts: what stood in content/ledger.jsonl, a record a line."""

from __future__ import annotations

import json

from seminarsite.reading.ledger import FIRST_LINE

HOST = "example.org"
BEGAN = "2025-01-05T10:00:00Z"

SEMINAR = """\
---
title: Example Seminar
slot: {weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: ET, length: 60 min}
zone: America/New_York
clock: 12
attendance: online
online: Zoom
---
"""

TOLD = {
    "starts": "2025-03-12T12:00-04:00[America/New_York]",
    "ends": "2025-03-12T13:00-04:00[America/New_York]",
    "status": "confirmed",
    "title": "Invariants",
    "place": "Online on Zoom",
    "shows": "000000000000",
}
"""A Wednesday's talk, as recorded first."""


def record(name: str, at: str, *, part: str = "", **facts: object) -> str:
    """A line that tells what has changed of an event, or of a session of it; `at` may be a day of 2025, as 02-10."""
    return _line(".".join(filter(None, (name, part))) + f"@{HOST}", at, facts)


def first(name: str, at: str = BEGAN, *, part: str = "", uid: str = "", **facts: object) -> str:
    """The first line about it, with all that was told."""
    told: dict[str, object] = {**TOLD, "event": name, "calendars": [f"events/{name}.ics", "series/seminar.ics"]}
    if part:
        told["part"] = part
    return _line(uid or ".".join(filter(None, (name, part))) + f"@{HOST}", at, told | facts)


def _line(uid: str, at: str, facts: dict[str, object]) -> str:
    moment = at if "T" in at else f"2025-{at}T09:00:00Z"
    return json.dumps({"uid": uid, "at": moment, "sequence": 0, **facts}, ensure_ascii=False)


def ledger(*lines: str) -> str:
    """The file. It begins with a record of something else, so that nothing told later is its beginning."""
    return "\n".join((FIRST_LINE, first("old", title="Of old"), *lines)) + "\n"
