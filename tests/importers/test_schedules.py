"""Schedules of frab and pretalx; the data is made up, the names of its fields are not."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from seminarsite.importers import schedules
from seminarsite.importers.trees import CannotRead

PERSON = {"code": "ABCDEF", "public_name": "Ada Example", "biography": "Ada is an example."}
TALK = {
    "guid": "1", "date": "2025-11-03T17:15:00+01:00", "start": "17:15", "duration": "00:45", "room": "HG 1", "title": "On maps", "subtitle": "A survey",
    "abstract": "Short.", "description": "Long.", "track": "Geometry", "language": "en", "persons": [PERSON],
    "links": [{"title": "Paper", "url": "https://arxiv.org/abs/2501.00001"}], "attachments": [{"title": "Slides", "url": "https://example.org/a.pdf"}],
}  # fmt: skip


def test_a_schedule() -> None:
    tree = {
        "schedule": {
            "conference": {
                "title": "Days of maps",
                "time_zone_name": "Europe/Zurich",
                "days": [{"date": "2025-11-03", "rooms": {"HG 1": [TALK]}}],
            }
        }
    }
    found = schedules.read("a.json", json.dumps(tree).encode(), "frab")
    (event,) = found.events
    assert (found.name, found.zone, event.length) == ("Days of maps", "Europe/Zurich", dt.timedelta(minutes=45))
    assert (event.title, event.abstract, event.where, event.topics) == (
        "On maps: A survey",
        "Short.\n\nLong.",
        "HG 1",
        ("Geometry",),
    )
    assert (event.paper, event.slides) == (("https://arxiv.org/abs/2501.00001",), ("https://example.org/a.pdf",))
    assert (event.speakers[0].name, event.speakers[0].biography) == ("Ada Example", "Ada is an example.")


def test_talks_of_the_api_in_their_states() -> None:
    slot = {"start": "2025-11-03T17:15:00+01:00", "end": "2025-11-03T18:00:00+01:00", "room": {"en": "HG 1"}}
    talks = [
        {"code": "A", "title": {"en": "On maps", "de": "Über Karten"}, "state": "confirmed", "slots": [slot, {**slot, "start": "2025-11-04T09:00:00+01:00", "end": None}], "speakers": [PERSON]},
        {"code": "B", "title": "Withdrawn", "state": "canceled", "slot": slot},
        {"code": "C", "title": "Perhaps", "state": "submitted", "slot": None},
        {"code": "D", "title": "Somewhen", "state": "confirmed", "slot": None},
    ]  # fmt: skip
    found = schedules.read("a.json", json.dumps({"count": 4, "results": talks}).encode(), "pretalx")
    assert [(e.title, e.where, e.status) for e in found.events] == [
        ("On maps", "HG 1", None),
        ("On maps", "HG 1", None),
        ("Withdrawn", "HG 1", "cancelled"),
    ]
    assert [p.why for p in found.passed] == ["its state is `submitted`: it is not accepted", "it has no hour yet"]
    assert found.seen + found.repeated == len(found.events) + len(found.passed) == 5


def test_something_else_cannot_be_read() -> None:
    with pytest.raises(CannotRead):
        schedules.read("a.json", b"[]", "frab")
