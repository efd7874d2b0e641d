"""What researchseminars.org takes: the keys and forms of its API, and nothing that is private."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from helpers_export import FILES, PRIVATE
from helpers_site import event
from seminarsite.exporters.aggregator import aggregated, left_out, series_id
from seminarsite.model.site import Site

# The columns of `seminars` and `talks` that its API knows, by its Schema.md and the code that saves.
SERIES_KEYS = set(
    "series_id name is_conference topics keywords language institutions timezone homepage visibility description "
    "comments online room frequency slots organizers".split()
)
TALK_KEYS = set(
    "series_id title abstract speaker speaker_affiliation speaker_homepage start_time end_time timezone topics "
    "keywords language online room slides_link video_link paper_link comments access_control access_hint "
    "access_registration live_link".split()
)


@pytest.fixture
def site(read: Callable[..., Any]) -> Site:
    found, _ = read(FILES)
    return found


@pytest.fixture
def found(site: Site) -> dict[str, Any]:
    return json.loads(aggregated(site, site.series[0], topics=("math_AP",)))


def test_the_series(found: dict[str, Any]) -> None:
    assert found["properties"] == {
        "series_id": "ANA",
        "name": "Analysis & $L^2$ seminar",
        "is_conference": False,
        "topics": ["math_AP"],
        "keywords": "analysis",
        "language": "en",
        "institutions": [],
        "timezone": "Europe/Zurich",
        "homepage": "https://example.org/sub/path/series/analysis/",
        "visibility": 2,
        "comments": "About analysis and $L^2$.",
        "online": True,
        "room": "University of Bern, A 6",
        "frequency": 14,
        "slots": ["Wed 23:30-00:30"],
        "organizers": [
            {
                "name": "Ada Example",
                "email": "ada@example.org",
                "homepage": "https://example.org/ada",
                "organizer": True,
                "order": 0,
                "display": True,
            }
        ],
    }


def test_a_talk(found: dict[str, Any]) -> None:
    assert found["talks"][0] == {
        "series_id": "ANA",
        "title": 'Ideals; in $R[x]$, "revisited"',
        "abstract": "First paragraph with $x^2$.\n\nSecond, see the archive.",
        "speaker": "Emmy Noether, Bert Beispiel",
        "speaker_affiliation": "Göttingen; Nowhere; Ltd",
        "start_time": "2025-03-12T23:30:00+01:00",
        "end_time": "2025-03-13T00:30:00+01:00",
        "timezone": "Europe/Zurich",
        "topics": ["math_AP"],
        "keywords": "rings, ideals",
        "language": "en",
        "online": True,
        "room": "University of Bern, A 6",
        "slides_link": "https://example.org/sub/path/files/slides.pdf",
        "video_link": "https://example.org/video",
        "comments": "Another room\n\nhttps://example.org/sub/path/events/ideals/",
    }


def test_a_talk_without_a_speaker_has_one_to_be_announced(found: dict[str, Any]) -> None:
    assert [talk["speaker"] for talk in found["talks"]] == ["Emmy Noether, Bert Beispiel", "TBA"]


def test_its_api_knows_each_key(found: dict[str, Any]) -> None:
    assert set(found["properties"]) <= SERIES_KEYS
    assert {key for talk in found["talks"] for key in talk} <= TALK_KEYS
    for slot in found["properties"]["slots"]:
        assert re.fullmatch(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d:\d\d-\d\d:\d\d", slot)
    for talk in found["talks"]:
        assert dt.datetime.fromisoformat(talk["start_time"]) < dt.datetime.fromisoformat(talk["end_time"])


def test_what_does_not_take_place_and_whole_days_are_left_out_and_told(site: Site) -> None:
    assert [e.id for series in site.series for e in left_out(site, series)] == ["gone", "days"]


def test_of_a_series_that_is_there_organisers_are_not_sent_again(site: Site) -> None:
    assert "organizers" not in json.loads(aggregated(site, site.series[0], existing=True))["properties"]


@pytest.mark.parametrize(
    ("join", "access"),
    [
        ("{link: https://zoom.us/j/1, visible: public}", {"access_control": 0, "live_link": "https://zoom.us/j/1"}),
        (
            "{link: https://zoom.us/j/NOBODY, visible: registration, registration: https://example.org/r}",
            {"access_control": 5, "access_registration": "https://example.org/r"},
        ),
        (
            "{link: https://zoom.us/j/NOBODY, visible: locked, riddle: 'Prime above 100?', passcode: NOBODY}",
            {"access_control": 2, "access_hint": "Prime above 100?"},
        ),
        ("{link: https://zoom.us/j/NOBODY, visible: mailing-list}", {}),
        ("{link: https://zoom.us/j/NOBODY, visible: window}", {}),
    ],
)
def test_how_to_join_is_told_as_far_as_everybody_may_know(
    join: str, access: dict[str, Any], read: Callable[..., Any]
) -> None:
    talk = event("2025-03-02", "series: analysis", "title: A", f"online: {{platform: Zoom, join: {join}}}")
    site, _ = read({**FILES, "events/joined.md": talk})
    text = aggregated(site, site.series[0]).decode()
    talk = next(t for t in json.loads(text)["talks"] if t["title"] == "A")
    told = {key: value for key, value in talk.items() if key.startswith(("access", "live"))}
    assert told == access
    assert "NOBODY" not in text


@pytest.mark.parametrize(("name", "id_"), [("a", "a__"), ("a-very-long-name-of-a-series-of-many-talks", None)])
def test_an_id_is_one_that_it_takes(name: str, id_: str | None, read: Callable[..., Any]) -> None:
    site, _ = read({f"series/{name}.yaml": "title: A\n"})
    found = series_id(site.series[0])
    assert re.fullmatch(r"[A-Za-z0-9_-]{3,32}", found)
    assert id_ in (found, None)


def test_nothing_private_is_in_it(site: Site) -> None:
    text = "".join(aggregated(site, series).decode() for series in site.series)
    assert [word for word in PRIVATE if word in text] == []
