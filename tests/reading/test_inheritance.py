"""An event says only what differs from its series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from seminarsite.model.event import Event, Timed, WholeDays
from seminarsite.model.values import TBA, Attendance, Place

SERIES = """\
---
title: Example Seminar
slots:
  - {weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: ET}
  - {weekday: Friday, time: 16:15, zone: Europe/Zurich, length: 90 min}
topics: [examples]
language: de
clock: 12
---
"""
HYBRID = (
    "place: {name: Example University, room: A1, city: Bern}\nonline: {platform: Zoom, url: https://example.org/how}"
)


def front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", ""])


@pytest.fixture
def event(read: Callable[..., Any]) -> Callable[..., Event]:
    """The event of these lines in a series of that text; there are no errors."""

    def read_event(*lines: str, series: str = SERIES) -> Event:
        site, report = read({"series/s.md": series, "events/a.md": front("speaker: Ada Example", *lines)})
        assert site is not None, report.diagnostics
        return site.events[0]

    return read_event


@pytest.fixture
def wrong(complaints: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """What is wrong with an event of these lines, the first of which is line 2 of the file."""
    return lambda *lines, series=SERIES: complaints({"series/s.md": series, "events/a.md": front(*lines)})


def times(event: Event) -> str:
    return f"{event.when.start:%Y-%m-%d %H:%M}/{event.when.end:%Y-%m-%d %H:%M} {event.zone} {event.zone_label}"


# --- hour and zone -------------------------------------------------------------------------------


def test_the_smallest_event_has_three_lines(event: Callable[..., Event]) -> None:
    talk = event("series: s", "date: 2025-04-02")
    assert times(talk) == "2025-04-02 12:00/2025-04-02 13:00 America/New_York ET"
    assert (talk.title, talk.topics, talk.language, talk.clock) == (TBA, ("examples",), "de", "12")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["date: 2025-04-04"], "2025-04-04 16:15/2025-04-04 17:45 Europe/Zurich None"),
        (["date: 2025-04-03"], "2025-04-03 12:00/2025-04-03 13:00 America/New_York ET"),
        (["date: 2025-04-02", "time: 13:30"], "2025-04-02 13:30/2025-04-02 14:30 America/New_York ET"),
        (["date: 2025-04-02", "length: 45 min"], "2025-04-02 12:00/2025-04-02 12:45 America/New_York ET"),
        (["date: 2025-04-02", "ends: 14:00"], "2025-04-02 12:00/2025-04-02 14:00 America/New_York ET"),
        (["date: 2025-04-02", "time: 9:00", "zone: Asia/Tokyo"], "2025-04-02 09:00/2025-04-02 10:00 Asia/Tokyo None"),
        (
            ["date: 2025-04-02", "time: 9:00", "zone: Asia/Tokyo", "zone-label: JST"],
            "2025-04-02 09:00/2025-04-02 10:00 Asia/Tokyo JST",
        ),
        (["date: 2025-04-02", "time: 23:30", "length: 2 h"], "2025-04-02 23:30/2025-04-03 01:30 America/New_York ET"),
    ],
    ids=["second slot", "another weekday", "own hour", "own length", "own end", "own zone", "own label", "midnight"],
)
def test_what_an_event_takes_from_the_slot_of_its_weekday(
    event: Callable[..., Event], lines: list[str], expected: str
) -> None:
    assert times(event("series: s", *lines)) == expected


def test_an_hour_in_another_zone_is_not_guessed(wrong: Callable[..., list[str]]) -> None:
    assert wrong("series: s", "date: 2025-04-02", "zone: Asia/Tokyo") == ["events/a.md:4:1 no-time"]


def test_a_slot_holds_from_and_until_its_days(event: Callable[..., Event]) -> None:
    series = front(
        "title: Example Seminar",
        "slots:",
        "  - {weekday: Wed, time: 12:00, zone: UTC, until: 2024-12-31}",
        "  - {weekday: Wed, time: 14:00, zone: UTC, from: 2025-01-01}",
    )
    assert event("series: s", "date: 2024-12-25", series=series).when.start.hour == 12
    assert event("series: s", "date: 2025-01-01", series=series).when.start.hour == 14


def test_a_series_without_slots_may_have_an_hour_a_length_and_a_zone(event: Callable[..., Event]) -> None:
    series = front("title: Example Lecture", "time: 17:15", "length: 45 min", "zone: Asia/Tokyo", "zone-label: JST")
    assert times(event("series: s", "date: 2025-04-02", series=series)) == (
        "2025-04-02 17:15/2025-04-02 18:00 Asia/Tokyo JST"
    )


def test_without_a_series_the_zone_is_that_of_the_site(event: Callable[..., Event]) -> None:
    assert times(event("date: 2025-04-02", "time: 12:00")) == "2025-04-02 12:00/2025-04-02 13:00 Europe/Zurich None"


def test_without_an_hour_there_is_no_event(wrong: Callable[..., list[str]]) -> None:
    assert wrong("speaker: Ada Example", "date: 2025-04-02") == ["events/a.md:3:1 no-time"]


@pytest.mark.parametrize("line", ["all-day: yes", "until: 2025-04-02", "kind: workshop", "kind: school"])
def test_whole_days_need_no_hour(event: Callable[..., Event], line: str) -> None:
    day = event("date: 2025-04-02", line)
    assert isinstance(day.when, WholeDays)
    assert (day.when.end - day.when.start, day.when.last_day) == (dt.timedelta(days=1), day.date)


def test_whole_days_count_the_last_one_in(event: Callable[..., Event]) -> None:
    days = event("date: 2025-03-29", "until: 2025-03-31")
    assert times(days) == "2025-03-29 00:00/2025-04-01 00:00 Europe/Zurich None"
    assert days.when.last_day == dt.date(2025, 3, 31)


def test_several_days_may_have_hours(event: Callable[..., Event]) -> None:
    school = event("date: 2025-03-29", "until: 2025-03-31", "time: 9:00", "ends: 17:00")
    assert isinstance(school.when, Timed)
    assert times(school) == "2025-03-29 09:00/2025-03-31 17:00 Europe/Zurich None"
    over_the_change = event("date: 2025-03-29", "until: 2025-03-31", "time: 9:00", "length: 8 h")
    assert over_the_change.when == school.when


def test_a_workshop_that_is_not_of_whole_days_needs_an_hour(wrong: Callable[..., list[str]]) -> None:
    assert wrong("kind: workshop", "all-day: no", "date: 2025-04-02") == ["events/a.md:4:1 no-time"]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["time: 12:00", "ends: 11:00"], "4:1"),
        (["time: 12:00", "ends: 12:00"], "4:1"),
        (["time: 23:00", "ends: 01:00"], "4:1"),
        (["time: 12:00", "until: 2025-04-01"], "4:1"),
        (["all-day: yes", "until: 2025-04-01"], "4:1"),
    ],
)
def test_nothing_ends_before_it_begins(wrong: Callable[..., list[str]], lines: list[str], place: str) -> None:
    assert wrong("date: 2025-04-02", *lines) == [f"events/a.md:{place} ends-before-start"]


def test_what_ends_after_midnight_names_the_next_day(event: Callable[..., Event]) -> None:
    assert times(event("date: 2025-04-02", "until: 2025-04-03", "time: 23:00", "ends: 01:00")) == (
        "2025-04-02 23:00/2025-04-03 01:00 Europe/Zurich None"
    )


def test_the_hour_that_the_clocks_skip_is_an_error(wrong: Callable[..., list[str]]) -> None:
    assert wrong("date: 2025-03-30", "time: 02:30") == ["events/a.md:3:1 no-such-time"]
    assert wrong("date: 2025-03-30", "time: 01:30", "ends: 02:30") == ["events/a.md:4:1 no-such-time"]


def test_a_day_that_a_zone_skipped_is_named_with_its_neighbours(read: Callable[..., Any]) -> None:
    _, report = read({"events/a.md": front("date: 2011-12-30", "time: 12:00", "zone: Pacific/Apia")})
    assert [d.hint for d in report.diagnostics] == ["Write 2011-12-29 12:00 or 2011-12-31 12:00."]


def test_the_hour_that_comes_twice_says_which(event: Callable[..., Event], wrong: Callable[..., list[str]]) -> None:
    lines = ["date: 2025-10-26", "time: 02:30", "length: 1 h"]
    assert wrong(*lines) == ["events/a.md:3:1 twice-time"]
    hours = [event(*lines, f"repeated-hour: {hour}").when for hour in ("first", "second")]
    assert [(f"{w.start:%H:%M%z}", f"{w.end:%H:%M%z}") for w in hours] == [
        ("02:30+0200", "02:30+0100"),
        ("02:30+0100", "03:30+0100"),
    ]


def test_what_is_given_but_cannot_hold_is_noticed(wrong: Callable[..., list[str]]) -> None:
    assert wrong("date: 2025-04-02", "time: 9:00", "ends: 11:00", "length: 1 h", "speaker: tba") == [
        "events/a.md:5:1 not-heeded"
    ]
    assert wrong("date: 2025-04-02", "time: 9:00", "all-day: yes", "speaker: tba") == ["events/a.md:3:1 not-heeded"]


# --- place, platform, attendance -----------------------------------------------------------------


def series_with(*lines: str) -> str:
    return front("title: Example Seminar", "time: 12:00", *lines)


@pytest.fixture
def where(event: Callable[..., Event]) -> Callable[..., tuple[object, str | None, str | None]]:
    """Place (name, room, city), platform and attendance of an event with these lines."""

    def found(series: str, *lines: str) -> tuple[object, str | None, str | None]:
        talk = event("series: s", "date: 2025-04-02", *lines, series=series)
        place = (talk.place.name, talk.place.room, talk.place.city) if isinstance(talk.place, Place) else talk.place
        return place, talk.online and talk.online.platform, talk.attendance

    return found


USUAL = ("Example University", "A1", "Bern")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], (USUAL, "Zoom", "hybrid")),
        (["place: {room: B2}"], (("Example University", "B2", "Bern"), "Zoom", "hybrid")),
        (["place: {name: Example University, room: B2}"], (("Example University", "B2", "Bern"), "Zoom", "hybrid")),
        (["place: {room: tba}"], (("Example University", TBA, "Bern"), "Zoom", "hybrid")),
        (["place: Another House"], (("Another House", None, None), "Zoom", "hybrid")),
        (["place: tba"], (TBA, "Zoom", "hybrid")),
        (["online: Teams"], (USUAL, "Teams", "hybrid")),
        (["attendance: online"], (None, "Zoom", "online")),
        (["attendance: in-person"], (USUAL, None, "in-person")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_where_an_event_of_a_hybrid_series_is(where: Callable[..., object], lines: list[str], expected: object) -> None:
    assert where(series_with(HYBRID), *lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], (None, "Zoom", "online")),
        (["place: A House"], (("A House", None, None), None, "in-person")),
        (["place: A House", "attendance: hybrid"], (("A House", None, None), "Zoom", "hybrid")),
        (["online: {note: Ask for the password}"], (None, "Zoom", "online")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.parametrize("said", ["online: Zoom", "online: Zoom\nattendance: online"], ids=["deduced", "said"])
def test_where_an_event_of_an_online_series_is(
    where: Callable[..., object], said: str, lines: list[str], expected: object
) -> None:
    assert where(series_with(said), *lines) == expected


@pytest.mark.parametrize("said", ["place: A House", "place: A House\nattendance: in-person"], ids=["deduced", "said"])
def test_where_an_event_of_a_series_in_person_is(where: Callable[..., object], said: str) -> None:
    house = ("A House", None, None)
    assert where(series_with(said)) == (house, None, Attendance.IN_PERSON)
    assert where(series_with(said), "online: Zoom") == (house, "Zoom", Attendance.HYBRID)
    assert where(series_with(said), "online: Zoom", "attendance: online") == (None, "Zoom", Attendance.ONLINE)


def test_nobody_knows_where_unless_somebody_says_it(where: Callable[..., object]) -> None:
    assert where(series_with()) == (None, None, None)


def test_another_platform_takes_nothing_from_the_usual_one(event: Callable[..., Event]) -> None:
    usual = event("series: s", "date: 2025-04-02", "online: {note: Bring a pen}", series=series_with(HYBRID)).online
    other = event("series: s", "date: 2025-04-02", "online: Teams", series=series_with(HYBRID)).online
    assert usual is not None
    assert other is not None
    assert (usual.url, other.url) == ("https://example.org/how", None)


def test_kind_audience_credit_and_feedback_are_those_of_the_series(event: Callable[..., Event]) -> None:
    series = series_with("kind: lecture", "audience: everybody", "credit: Design by Bob", "feedback: Write to us")
    talk = event("series: s", "date: 2025-04-02", series=series)
    assert (talk.kind, talk.audience, str(talk.credit)) == ("lecture", "everybody", "Design by Bob")
    assert talk.feedback is not None
    assert str(talk.feedback.text) == "Write to us"
    assert event("series: s", "date: 2025-04-02", "kind: panel", series=series).kind == "panel"


# --- publish-from --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2025-03-01", "2025-02-28T23:00"),
        ("2025-03-01 09:00", "2025-03-01T08:00"),
        ("2024-03-31 02:30", "2024-03-31T01:30"),
        ("2024-10-27 02:30", "2024-10-27T01:30"),
    ],
)
def test_an_embargo_ends_by_the_clock_of_the_event(event: Callable[..., Event], written: str, instant: str) -> None:
    talk = event("date: 2025-04-02", "time: 12:00", f"publish-from: {written}")
    assert talk.publish_from is not None
    assert talk.publish_from.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M") == instant
