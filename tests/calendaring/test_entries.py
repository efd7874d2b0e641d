"""What calendars show of an event: titles for a month view, texts, places, states, sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from helpers_site import JOIN, SEMINAR, SITE, event
from seminarsite.calendaring import entries
from seminarsite.calendaring.entries import Entry

BERN = "place: {name: University of Bern, room: A6, address: Hochschulstrasse 4, city: Bern}"
PAGE = "https://example.org/sub/path/events/talk/"

Made = Callable[..., dict[str, Entry]]


@pytest.fixture
def made(read: Callable[..., Any]) -> Made:
    """The entries of some content by event and part: talk, workshop.coffee."""

    def of(files: Mapping[str, str | bytes]) -> dict[str, Entry]:
        site, report = read({"site.yaml": SITE, "series/seminar.md": SEMINAR, **files})
        assert site is not None, [str(d) for d in report.diagnostics]
        return {".".join(filter(None, (e.event, e.part))): e for e in entries.entries(site)}

    return of


@pytest.fixture
def talk(made: Made) -> Callable[..., Entry]:
    """The entry of one talk, from the lines of its file."""
    return lambda *lines, body="": made({"events/talk.md": event("2025-03-12", *lines, body=body)})["talk"]


@pytest.mark.parametrize(
    ("lines", "summary"),
    [
        (["title: On $x^2$", "speaker: Emmy Noether"], "Emmy Noether: On x²"),
        (["title: A talk"], "A talk"),
        (["title: T", "speakers: [A One, B Two, C Three]"], "A One, B Two and C Three: T"),
        (["title: T", "speakers: [A One, B Two, C Three, D Four]"], "A One and 3 others: T"),
        (["speaker: Emmy Noether"], "Emmy Noether: To be announced"),
        (["series: seminar"], "Example Seminar (to be announced)"),
        (["series: seminar", "speaker: Emmy Noether"], "Emmy Noether: Example Seminar (to be announced)"),
        (["title: T", "status: cancelled"], "CANCELLED: T"),
        (["title: T", "speaker: A One", "status: postponed"], "POSTPONED: A One: T"),
    ],
)
def test_summary(talk: Callable[..., Entry], lines: list[str], summary: str) -> None:
    assert talk("time: 12:00", *lines).summary == summary


@pytest.mark.parametrize(
    ("lines", "state", "is_busy"),
    [
        (["title: T"], "CONFIRMED", True),
        (["speaker: Emmy Noether"], "CONFIRMED", True),
        ([], "TENTATIVE", True),
        (["speaker: tba"], "TENTATIVE", True),
        (["kind: workshop"], "CONFIRMED", True),
        (["title: T", "status: tentative"], "TENTATIVE", True),
        (["title: T", "status: postponed"], "TENTATIVE", False),
        (["title: T", "status: cancelled"], "CANCELLED", False),
    ],
)
def test_state(talk: Callable[..., Entry], lines: list[str], state: str, is_busy: bool) -> None:  # noqa: FBT001
    entry = talk("time: 12:00", *lines)
    assert (entry.state, entry.is_busy) == (state, is_busy)


@pytest.mark.parametrize(
    ("lines", "location"),
    [
        ([BERN], "University of Bern, A6, Hochschulstrasse 4"),
        (["attendance: online"], "Online"),
        (["online: Zoom"], "Online on Zoom"),
        ([BERN, "online: Zoom"], "University of Bern, A6, Hochschulstrasse 4; also online on Zoom"),
        (["place: tba"], "Place to be announced"),
        (["place: {name: University of Bern, room: tba}"], "University of Bern, room to be announced"),
        ([f"online: {{join: {{link: '{JOIN}', visible: public}}}}"], JOIN),
        ([BERN, f"online: {{join: {{link: '{JOIN}', visible: public}}}}"],
         "University of Bern, A6, Hochschulstrasse 4; also online"),
        ([f"online: {{join: {{link: '{JOIN}', visible: window}}}}"], "Online"),
        ([], ""),
    ],
)  # fmt: skip
def test_location(talk: Callable[..., Entry], lines: list[str], location: str) -> None:
    assert talk("time: 12:00", "title: T", *lines).location == location


def test_description_in_its_order(talk: Callable[..., Entry]) -> None:
    entry = talk(
        "series: seminar",
        "title: T",
        "speaker: {name: Emmy Noether, affiliation: Göttingen}",
        "status: rescheduled",
        "previously: {date: 2025-03-05, time: 12:00}",
        "message: Another room!",
        "joint-with: [B Two, C Three]",
        "video: {url: 'https://video.example/1', label: Part 1}",
        "slides: https://slides.example/1.pdf",
        f"online: {{join: {{link: '{JOIN}', visible: public}}}}",
        body="On $x^2$ and $\\alpha$.\n\n- one\n- two",
    )
    assert entry.description.split("\n\n") == [
        f"Join on Zoom: {JOIN}",
        "Moved",
        "Moved from Wednesday 5 March 2025, 12 noon.",
        "Another room!",
        "Example Seminar",
        "Emmy Noether (Göttingen)",
        "On x² and α.",
        "– one",
        "– two",
        "Joint work with B Two and C Three.",
        "Part 1: https://video.example/1",
        "Slides: https://slides.example/1.pdf",
        PAGE,
    ]


def test_slides_that_are_a_file_are_reached_from_outside(made: Made) -> None:
    text = event("2025-03-12", "time: 12:00", "title: T", "slides: files/a b.pdf")
    entry = made({"events/talk.md": text, "files/a b.pdf": b"%PDF-1.4\n%%EOF\n"})["talk"]
    assert "Slides: https://example.org/sub/path/files/a%20b.pdf" in entry.description


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        (f"{{link: '{JOIN}', visible: window}}", "The link for joining appears on the page of this seminar on "),
        (f"{{link: '{JOIN}', visible: mailing-list}}", "The link for joining is not shown here"),
        ("{visible: registration, registration: 'https://r.example/'}", "To take part, register: https://r.example/"),
        (
            f"{{link: '{JOIN}', visible: locked, passcode: mertens-conjecture}}",
            "The page of this seminar opens the link",
        ),
    ],
)
def test_how_to_join_comes_first_and_shows_no_link(talk: Callable[..., Entry], rule: str, first: str) -> None:
    entry = talk("time: 12:00", "title: T", f"online: {{platform: Zoom, join: {rule}}}", body="Abstract.")
    assert entry.description.startswith(first)
    assert JOIN not in repr(entry)
    assert entry.link == ""


def test_what_else_an_entry_has(talk: Callable[..., Entry]) -> None:
    entry = talk(
        "series: seminar",
        "title: T",
        "topics: [Optimal transport, 'A, B']",
        "place: {name: Bern, coordinates: {latitude: 46.95, longitude: 7.44}}",
    )
    assert entry.url == PAGE
    assert entry.categories == ("Example Seminar", "Optimal transport", "A, B")
    assert entry.coordinates == (46.95, 7.44)
    assert entry.organiser is None
    assert entry.calendars == (
        "events/talk.ics",
        "series/seminar.ics",
        "topics/a-b.ics",
        "topics/optimal-transport.ics",
    )


@pytest.mark.parametrize(
    ("contact", "organiser"),
    [
        ("{name: A One, email: a@example.org}", ("A One", "a@example.org")),
        ("{email: a@example.org}", ("Example Seminar", "a@example.org")),
        ("{name: A One, url: 'https://example.org/'}", None),
    ],
)
def test_organiser(made: Made, contact: str, organiser: tuple[str, str] | None) -> None:
    series = SEMINAR.replace("clock: 12", f"clock: 12\ncontact: {contact}")
    made_ = made({"series/seminar.md": series, "events/talk.md": event("2025-03-12", "series: seminar", "title: T")})
    assert made_["talk"].organiser == organiser


def test_days_are_in_the_language_of_the_event(talk: Callable[..., Entry]) -> None:
    moved = ("time: 12:00", "title: T", "status: rescheduled", "previously: {date: 2025-03-05}")
    assert "Mittwoch" in talk(*moved, "language: de").description
    assert "Wednesday" in talk(*moved).description


# --- workshops -----------------------------------------------------------------------------------

WORKSHOP = (
    "until: 2025-03-14",
    "kind: workshop",
    "series: seminar",
    "title: A workshop",
    "place: University of Bern",
    "programme:",
)


def sessions(made: Made, *lines: str) -> dict[str, Entry]:
    return made({"events/w.md": event("2025-03-12", *WORKSHOP, *(f"  - {{{line}}}" for line in lines))})


def hours(entry: Entry) -> str:
    assert isinstance(entry.start, dt.datetime)
    assert isinstance(entry.end, dt.datetime)
    return f"{entry.start:%d %H:%M}-{entry.end:%d %H:%M}"


def test_a_workshop_is_whole_days_and_its_sessions_have_hours(made: Made) -> None:
    found = sessions(
        made,
        "title: Welcome, time: 09:00, ends: 09:30",
        "title: Talks, time: 09:30, talks: [{title: One, speaker: Emmy Noether, length: 45 min}, {length: 15 min}]",
        "title: Coffee, time: 11:00",
        "title: Panel, time: 11:30, place: Town hall",
        "title: Dinner, date: 2025-03-13, time: 22:00, ends: 00:30",
        "title: A walk, date: 2025-03-14",
    )
    whole = found.pop("w")
    assert (whole.start, whole.end) == (dt.date(2025, 3, 12), dt.date(2025, 3, 15))
    assert not whole.is_busy
    assert {name: hours(entry) for name, entry in found.items()} == {
        "w.welcome": "12 09:00-12 09:30",
        "w.talks": "12 09:30-12 10:30",
        "w.coffee": "12 11:00-12 11:30",
        "w.panel": "12 11:30-12 12:30",
        "w.dinner": "13 22:00-14 00:30",
    }
    talks = found["w.talks"]
    assert talks.is_busy
    assert talks.summary == "Talks (A workshop)"
    assert "Emmy Noether: One" in talks.description
    assert talks.description.endswith(whole.url)
    assert found["w.panel"].location == "Town hall"
    assert found["w.coffee"].location.startswith("University of Bern")


def test_a_session_stands_in_the_calendars_of_those_who_speak_in_it(made: Made) -> None:
    found = sessions(
        made, "title: Talks, time: 09:30, talks: [{title: One, speaker: Emmy Noether}]", "title: X, time: 12:00"
    )
    who = "speakers/emmy-noether.ics"
    assert who in found["w"].calendars
    assert who in found["w.talks"].calendars
    assert who not in found["w.x"].calendars
    assert {"events/w.ics", "series/seminar.ics"} <= set(found["w.x"].calendars)


def test_sessions_of_one_title_are_told_apart_by_their_days(made: Made) -> None:
    first, second = "title: Coffee, time: 10:00", "title: Coffee, date: 2025-03-13, time: 10:00"
    before = sessions(made, first, second)
    assert {name: hours(entry)[:8] for name, entry in before.items() if name != "w"} == {
        "w.coffee": "12 10:00",
        "w.coffee-2025-03-13": "13 10:00",
    }
    after = sessions(made, first, "title: Coffee, time: 16:00", second, "title: Coffee, time: 18:00")
    assert {name: hours(entry)[:8] for name, entry in after.items() if name != "w"} == {
        "w.coffee": "12 10:00",
        "w.coffee-2025-03-12": "12 16:00",
        "w.coffee-2025-03-13": "13 10:00",
        "w.coffee-2025-03-12-2": "12 18:00",
    }


def test_a_session_may_have_an_identity_of_its_own(made: Made) -> None:
    found = sessions(
        made, "title: A new title, id: keynote, time: 10:00", "title: 数论, time: 11:00", "title: α, time: 12:00"
    )
    assert set(found) == {"w", "w.keynote", "w.session", "w.session-2025-03-12"}


def test_a_session_of_a_cancelled_workshop_is_cancelled(made: Made) -> None:
    text = event("2025-03-12", "status: cancelled", *WORKSHOP, "  - {title: Talks, time: 09:30}")
    entry = made({"events/w.md": text})["w.talks"]
    assert (entry.state, entry.is_busy, entry.summary) == ("CANCELLED", False, "CANCELLED: Talks (A workshop)")


# --- facts ---------------------------------------------------------------------------------------


def test_the_digest_changes_with_what_is_shown_and_with_nothing_else(talk: Callable[..., Entry]) -> None:
    lines = ("time: 12:00", "title: T", "speaker: Emmy Noether")
    one = talk(*lines)
    assert one.facts == talk(*lines, "notes: nobody sees this", "host: B Two").facts
    for other in (
        talk(*lines, "topics: [x]"),
        talk(*lines, body="An abstract."),
        talk("time: 12:15", "title: T", "speaker: Emmy Noether"),
        talk("time: 12:00", "title: T", "speaker: Emmy Other"),
        talk(*lines, "length: 90 min"),
        talk(*lines, "zone: Europe/Vienna"),
    ):
        assert other.digest != one.digest


def test_facts_for_the_ledger(made: Made) -> None:
    found = sessions(
        made, "title: Talks, time: 09:30, ends: 10:30, talks: [{title: One, video: 'https://v.example/1'}]"
    )
    whole, session = found["w"].facts, found["w.talks"].facts
    assert (whole.starts, whole.ends, whole.recordings) == ("2025-03-12", "2025-03-14", 0)
    assert (session.part, session.starts, session.recordings) == (
        "talks",
        "2025-03-12T09:30-04:00[America/New_York]",
        1,
    )
