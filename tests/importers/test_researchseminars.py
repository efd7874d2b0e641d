"""What the API of researchseminars.org gives; the data is made up, the names of its fields are not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from seminarsite.importers import researchseminars
from seminarsite.importers.trees import CannotRead

TALK: dict[str, Any] = {
    "seminar_id": "EXAMPLE", "seminar_ctr": 7, "title": "On $\\zeta(s)$", "speaker": "Ada Example | Bert Beispiel",
    "speaker_affiliation": "ETH | ", "speaker_homepage": "https://example.org/ada", "start_time": "2025-11-03 16:15:00+00:00",
    "end_time": "2025-11-03 17:15:00+00:00", "timezone": "Europe/Zurich", "abstract": "<p>Text</p>", "room": "HG 1",
    "live_link": "https://example.zoom.us/j/5551234567", "video_link": "https://youtu.be/x", "slides_link": "", "paper_link": None,
    "topics": ["math_NT"], "language": "en", "hidden": False,
}  # fmt: skip
SERIES = {
    "shortname": "EXAMPLE",
    "name": "Example seminar",
    "timezone": "Europe/Zurich",
    "abstract": "About it.",
    "language": "en",
}


def test_a_series_with_its_talks() -> None:
    data = json.dumps(
        {"code": "success", "properties": SERIES, "talks": [TALK, {**TALK, "seminar_ctr": 8, "start_time": None}]}
    )
    found = researchseminars.read("a.json", data.encode())
    (event,) = found.events
    assert (found.name, found.zone, found.about) == ("Example seminar", "Europe/Zurich", "About it.")
    assert [(s.name, s.affiliation) for s in event.speakers] == [("Ada Example", "ETH"), ("Bert Beispiel", None)]
    assert (event.abstract, event.where, event.series, event.topics, event.platform) == (
        "Text",
        "HG 1",
        "Example seminar",
        ("NT",),
        "Zoom",
    )
    assert event.meeting == TALK["live_link"]
    assert [(str(p.place), p.why) for p in found.passed] == [("a.json#/talks/1", "no start_time")]


def test_hidden_talks_are_drafts_and_deleted_ones_stay_away() -> None:
    data = json.dumps({"results": [{**TALK, "hidden": True}, {**TALK, "deleted": True}]})
    found = researchseminars.read("a.json", data.encode())
    assert [event.draft for event in found.events] == [True]
    assert [p.why for p in found.passed] == ["it was deleted there"]


def test_something_else_cannot_be_read() -> None:
    with pytest.raises(CannotRead):
        researchseminars.read("a.json", b'{"a": [1]}')
