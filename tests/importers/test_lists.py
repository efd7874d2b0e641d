"""Lists of talks in YAML and JSON."""

from __future__ import annotations

import pytest

from seminarsite.importers import lists
from seminarsite.importers.trees import CannotRead

YAML = b"""\
- type: Schedule
  members:
    - speaker: Ada Example (ETH)
      date: M 11/3/25
      title: "Spectra: a survey"
      livestream: https://www.youtube.com/watch?v=abc
    - speaker: Bert Beispiel
      title: Later
- type: Past
  members: []
"""


def test_talks_however_deep_they_stand_with_their_lines() -> None:
    found = lists.read_yaml("talks.yml", YAML, {})
    (event,) = found.events
    assert (str(event.place), event.title, event.speakers[0].affiliation, str(event.start)) == (
        "talks.yml:3:1",
        "Spectra: a survey",
        "ETH",
        "2025-11-03",
    )
    assert event.video == ("https://www.youtube.com/watch?v=abc",)
    assert [(str(p.place), p.why) for p in found.passed] == [("talks.yml:7:1", "no date")]


def test_json_with_pointers_and_the_name_of_the_whole() -> None:
    data = (
        b'{"title": "Analysis", "talks": [{"title": "On maps", "start": "2025-11-03T16:00:00+01:00"}, {"note": "x"}]}'
    )
    found = lists.read_json("a.json", data, {})
    assert (found.name, str(found.events[0].place), str(found.passed[0].place)) == (
        "Analysis",
        "a.json#/talks/0",
        "a.json#/talks/1",
    )


def test_a_mapping_names_keys_that_nobody_would_guess() -> None:
    data = b"- {wann: 2025-11-03, xyz: On maps}\n"
    assert lists.read_yaml("a.yml", data, {"title": "xyz"}).events[0].title == "On maps"


def test_what_holds_no_talk_cannot_be_read() -> None:
    with pytest.raises(CannotRead, match="no talk was found"):
        lists.read_yaml("a.yml", b"colour: red\n", {})
