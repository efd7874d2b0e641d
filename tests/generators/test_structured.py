"""What search engines are told, read out of the pages as they do: schema.org, by Google's rules for events.

https://developers.google.com/search/docs/appearance/structured-data/event and …/video
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from helpers_html import Html, page, pages
from helpers_site import JOIN, SEMINAR, STATES, demo, event, made

BASE = "https://example.org/seminar/"
MOMENTS = ("2023-03-20T12:00:00+00:00", "2026-11-21T12:00:00+00:00")
OFFSET = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?")


def tells(html: Html) -> bool:
    """Whether a page has a data block; it may have scripts besides."""
    return any(script.attributes.get("type") == "application/ld+json" for script in html.all("script"))


def said(content: bytes) -> list[dict[str, Any]]:
    """What the only data block of a page says."""
    (block,) = [s.text for s in page(content).all("script") if s.attributes.get("type") == "application/ld+json"]
    assert not {"<", ">", "&"} & set(block)
    whole = json.loads(block)
    assert whole["@context"] == "https://schema.org"
    return list(whole["@graph"])


def one(content: bytes, kind: str) -> dict[str, Any]:
    (found,) = [value for value in said(content) if value["@type"] == kind]
    return found


def within(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from within(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from within(inner)


@pytest.fixture
def told(write_site: Callable[..., Path]) -> Callable[..., dict[str, Any]]:
    """The Event on the page of an event with these lines."""

    def of(*lines: str, series: str | None = None, body: str = "", date: str = "2025-03-12") -> dict[str, Any]:
        files = {"events/talk.md": event(date, *lines, body=body)}
        return one(
            made(write_site(files | ({"series/seminar.md": series} if series else {})))["events/talk/index.html"],
            "Event",
        )

    return of


# --- every page ----------------------------------------------------------------------------------


def every_event(files: Mapping[str, bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, html in pages(files):
        if tells(html) and path.startswith("events/"):
            for value in within(said(files[path])):
                if value["@type"] == "Event":
                    yield path, value


@pytest.fixture
def states(write_site: Callable[..., Path]) -> Mapping[str, bytes]:
    return made(write_site(STATES))


def test_each_event_has_what_google_demands(states: Mapping[str, bytes]) -> None:
    found = [*every_event(states), *every_event(demo(MOMENTS[0]))]
    assert len(found) > 12
    for path, value in found:
        assert value["name"], path
        assert OFFSET.fullmatch(value["startDate"]), path
        assert value["location"], path
        for place in value["location"]:
            if place["@type"] == "Place":
                assert place["name"] and place["address"], path  # noqa: PT018
            else:
                assert place["@type"] == "VirtualLocation", path
                assert place["url"].startswith("https://"), path


def test_nothing_is_said_of_what_is_not_known(states: Mapping[str, bytes]) -> None:
    for path, html in pages(states):
        if tells(html):
            empty = [v for value in within(said(states[path])) for v in value.values() if v in (None, "", [], {})]
            assert empty == [], path


def test_an_event_of_which_nobody_knows_where_it_is_has_no_event_but_a_trail(states: Mapping[str, bytes]) -> None:
    assert [value["@type"] for value in said(states["events/whole-day/index.html"])] == ["BreadcrumbList"]


def test_it_does_not_depend_on_the_moment() -> None:
    one_, other = (demo(moment) for moment in MOMENTS)
    paths = [path for path, html in pages(one_) if tells(html)]
    assert len(paths) > 15
    assert [said(one_[path]) for path in paths] == [said(other[path]) for path in paths]


# --- when ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (
            ("time: 17:15", "zone: Europe/Zurich", "ends: 18:30"),
            "2025-03-12T17:15:00+01:00",
            "2025-03-12T18:30:00+01:00",
        ),
        (("time: 12:00", "zone: America/New_York"), "2025-03-12T12:00:00-04:00", "2025-03-12T13:00:00-04:00"),
        (("time: 12:00", "zone: UTC"), "2025-03-12T12:00:00+00:00", "2025-03-12T13:00:00+00:00"),
        (("all-day: yes",), "2025-03-12", "2025-03-12"),
        (("until: 2025-03-14",), "2025-03-12", "2025-03-14"),
        (("time: 09:00", "ends: 17:00", "until: 2025-03-14"), "2025-03-12T09:00:00+01:00", "2025-03-14T17:00:00+01:00"),
    ],
)
def test_hours_have_the_offset_of_the_place(
    told: Callable[..., Any], lines: tuple[str, ...], start: str, end: str
) -> None:
    value = told("title: X", "place: Hall", *lines)
    assert (value["startDate"], value["endDate"]) == (start, end)


def test_an_offset_with_seconds_is_written_in_utc(told: Callable[..., Any]) -> None:
    value = told("title: X", "place: Hall", "time: 12:00", date="1890-03-12")  # Zurich was 29 min 46 s before Greenwich
    assert value["startDate"] == "1890-03-12T11:30:14+00:00"


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ((), "EventScheduled"),
        (("status: tentative",), "EventScheduled"),
        (("status: cancelled",), "EventCancelled"),
        (("status: postponed",), "EventPostponed"),
        (("status: rescheduled",), "EventRescheduled"),
        (("previously: 2025-03-05",), "EventRescheduled"),
    ],
)
def test_states(told: Callable[..., Any], lines: tuple[str, ...], status: str) -> None:
    assert told("title: X", "place: Hall", "time: 12:00", *lines)["eventStatus"] == f"https://schema.org/{status}"


def test_a_moved_event_says_when_it_should_have_been(told: Callable[..., Any]) -> None:
    was = "previously: [{date: 2025-03-05, time: 10:00}, 2025-02-26, {date: 2024-03-31, time: 02:30}]"
    value = told("title: X", "place: Hall", "time: 12:00", "status: rescheduled", was)
    # The clocks skipped 02:30 on that last day: only the day is told.
    assert value["previousStartDate"] == ["2025-03-05T10:00:00+01:00", "2025-02-26", "2024-03-31"]


# --- where ---------------------------------------------------------------------------------------


def test_a_place(told: Callable[..., Any]) -> None:
    place = (
        "place: {name: University of Bern, room: tba, venue: ExWi, address: Sidlerstrasse 5, city: Bern, "
        "country: Switzerland, coordinates: {latitude: 46.95, longitude: 7.44}, map: 'https://map.example/'}"
    )
    value = told("title: X", "time: 12:00", place)
    assert value["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert value["location"] == [
        {
            "@type": "Place",
            "name": "University of Bern, ExWi",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Sidlerstrasse 5",
                "addressLocality": "Bern",
                "addressCountry": "Switzerland",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 46.95, "longitude": 7.44},
            "hasMap": "https://map.example/",
        }
    ]


@pytest.mark.parametrize(("place", "name"), [("Hall", "Hall"), ("tba", "Place to be announced")])
def test_a_place_without_an_address_has_its_name_for_one(told: Callable[..., Any], place: str, name: str) -> None:
    (found,) = told("title: X", "time: 12:00", f"place: {place}")["location"]
    assert found == {"@type": "Place", "name": name, "address": name}


@pytest.mark.parametrize("visible", ["public", "window", "mailing-list", "registration", "locked"])
def test_online_is_the_page_unless_the_link_is_public_at_all_times(
    write_site: Callable[..., Path], visible: str
) -> None:
    more = (
        ", registration: 'https://r.example/'"
        if visible == "registration"
        else ", passcode: four words of mine" * (visible == "locked")
    )
    online = f"online: {{platform: Zoom, join: {{link: '{JOIN}', visible: {visible}{more}}}}}"
    files = {"events/talk.md": event("2025-03-12", "title: X", "time: 12:00", "zone: UTC", online)}
    # In the midst of the window the page shows the link, but search engines would keep it.
    running = dt.datetime(2025, 3, 12, 12, 30, tzinfo=dt.UTC)
    value = one(made(write_site(files), running)["events/talk/index.html"], "Event")
    assert value["location"] == [
        {"@type": "VirtualLocation", "url": JOIN if visible == "public" else f"{BASE}events/talk/"}
    ]
    assert value["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


def test_hybrid_is_both(told: Callable[..., Any]) -> None:
    value = told("title: X", "time: 12:00", "place: Hall", "online: Zoom")
    assert [place["@type"] for place in value["location"]] == ["Place", "VirtualLocation"]
    assert value["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"


# --- who and what --------------------------------------------------------------------------------


def test_people_series_and_language(told: Callable[..., Any]) -> None:
    value = told(
        "series: seminar",
        "title: On $x_1$",
        "speaker: {name: Emmy Noether, affiliation: Göttingen}",
        "joint-with: Max Example",
        "language: de",
        "topics: [rings, ideals]",
        series=SEMINAR,
        body="What it is about.",
    )
    assert value["name"] == "On x₁"
    assert value["performer"] == [
        {
            "@type": "Person",
            "name": "Emmy Noether",
            "url": f"{BASE}speakers/emmy-noether/",
            "affiliation": {"@type": "Organization", "name": "Göttingen"},
        }
    ]
    assert value["contributor"] == [{"@type": "Person", "name": "Max Example"}]
    series = f"{BASE}series/seminar/"
    assert value["superEvent"] == {
        "@type": "EventSeries",
        "@id": f"{series}#series",
        "name": "Example Seminar",
        "url": series,
    }
    assert value["organizer"] == [{"@type": "Organization", "name": "Example Seminar", "url": series}]
    assert (value["inLanguage"], value["keywords"], value["description"]) == (
        "de",
        "rings, ideals",
        "What it is about.",
    )


def test_a_talk_without_title_is_named_after_its_series(told: Callable[..., Any]) -> None:
    assert told("series: seminar", "speaker: tba", series=SEMINAR)["name"] == "Example Seminar"


def test_sessions_and_talks_of_a_workshop(told: Callable[..., Any]) -> None:
    value = told(
        "until: 2025-03-13",
        "kind: workshop",
        "title: W",
        "place: Hall",
        "programme:",
        "  - {title: Coffee, time: 10:00}",
        "  - title: Morning",
        "    date: 2025-03-13",
        "    time: 09:00",
        "    ends: 12:00",
        "    place: Annexe",
        "    talks: [{title: First, time: 09:30, speaker: Emmy Noether}, {title: tba}]",
    )
    (session,) = value["subEvent"]
    assert (session["name"], session["startDate"], session["endDate"]) == (
        "Morning", "2025-03-13T09:00:00+01:00", "2025-03-13T12:00:00+01:00",
    )  # fmt: skip
    first, second = session["subEvent"]
    assert (first["name"], first["startDate"]) == ("First", "2025-03-13T09:30:00+01:00")
    assert [person["name"] for person in first["performer"]] == ["Emmy Noether"]
    assert (second["name"], second["startDate"]) == ("Title to be announced", "2025-03-13")
    assert {value["location"][0]["name"] for value in (session, first, second)} == {"Annexe"}


@pytest.mark.parametrize(
    ("video", "expected"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", None),
        ("{url: 'https://vimeo.example/1', uploaded: 2025-03-14}", None),
        (
            "{url: 'https://youtu.be/abcdefghijk', uploaded: 2025-03-14}",
            {
                "thumbnailUrl": ["https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg"],
                "embedUrl": "https://www.youtube.com/embed/abcdefghijk",
            },
        ),
    ],
)
def test_a_recording_is_told_if_all_is_known_that_google_demands(
    told: Callable[..., Any], video: str, expected: dict[str, Any] | None
) -> None:
    value = told("title: X", "time: 12:00", "place: Hall", f"video: {video}")
    if expected is None:
        assert "recordedIn" not in value
    else:
        (found,) = value["recordedIn"]
        assert found.items() >= {"@type": "VideoObject", "name": "X", "uploadDate": "2025-03-14", **expected}.items()


def test_a_series(write_site: Callable[..., Path]) -> None:
    value = one(made(write_site({"series/seminar.md": SEMINAR}))["series/seminar/index.html"], "EventSeries")
    assert value["eventSchedule"] == [
        {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": "https://schema.org/Wednesday",
            "startTime": "12:00:00",
            "duration": "PT60M",
            "scheduleTimezone": "America/New_York",
        }
    ]
    assert value["location"] == [{"@type": "VirtualLocation", "url": f"{BASE}series/seminar/"}]


def test_a_speaker(write_site: Callable[..., Path]) -> None:
    noether = (
        "---\nname: Emmy Noether\norcid: 0000-0002-1825-0097\nhomepage: https://n.example/\nemail: e@n.example\n"
        "also-known-as: E. Noether\n---\nWho that is.\n"
    )
    talk = event("2025-03-12", "time: 12:00", "title: X", "speaker: emmy-noether")
    files = made(write_site({"speakers/emmy-noether.md": noether, "events/talk.md": talk}))
    value = one(files["speakers/emmy-noether/index.html"], "ProfilePage")["mainEntity"]
    assert (
        value.items()
        >= {
            "@type": "Person",
            "name": "Emmy Noether",
            "alternateName": ["E. Noether"],
            "sameAs": ["https://n.example/", "https://orcid.org/0000-0002-1825-0097"],
            "description": "Who that is.",
        }.items()
    )
    trail = one(files["speakers/emmy-noether/index.html"], "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["item"]) for step in trail] == [(1, BASE), (2, f"{BASE}speakers/emmy-noether/")]


def test_nothing_ends_the_block(told: Callable[..., Any]) -> None:
    evil = "</script><script>alert(1)</script><!-- & -->"
    assert told(f"title: '{evil}'", "time: 12:00", "place: Hall")["name"] == evil
