"""Slots, nights and clashes: each rule is broken once here, and kept once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers_meaning import Told, front, talk, told

SLOT = "slot: {weekday: Wednesday, time: 12:00, zone: America/New_York}"
ADA = "speaker: Ada Example"


@pytest.fixture(name="told")
def told_(read: Callable[..., Any]) -> Told:
    return told(read)


def meeting(*lines: str, date: str = "2025-04-02") -> str:
    return front("series: s", f"date: {date}", "title: A talk", ADA, *lines, body="Text.")


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (meeting(), []),
        (meeting("time: 12:00"), []),
        (meeting("time: 18:00", "zone: Europe/Zurich"), []),
        (meeting(date="2025-04-03"), ["events/a.md:3:1 off-slot"]),
        (meeting("time: 13:00"), ["events/a.md:6:1 off-slot"]),
        (meeting("time: 12:00", "zone: Europe/Zurich"), ["events/a.md:6:1 off-slot"]),
        (meeting("previously: 2025-04-02", date="2025-04-03"), []),
        (meeting("message: A day later, for once.", date="2025-04-03"), []),
        (meeting("kind: workshop", date="2025-04-03"), []),
        (meeting("kind: panel", date="2025-04-03"), []),
        (meeting("status: cancelled", date="2025-04-03"), []),
        (meeting(date="2025-02-27"), []),
        (meeting("silence: off-slot", date="2025-04-03"), []),
    ],
    ids=[
        "as usual", "said again", "the same hour in another zone", "another day", "another hour", "another zone", "moved",
        "explained", "workshop", "panel", "cancelled", "past", "silenced",
    ],
)  # fmt: skip
def test_events_to_come_are_when_their_series_meets(told: Told, event: str, expected: list[str]) -> None:
    assert told({"series/s.md": front("title: S", SLOT), "events/a.md": event}) == expected


def test_a_series_of_every_second_week(told: Told) -> None:
    series = front("title: S", "slot: {weekday: Wed, time: 12:00, zone: UTC, every: 2, from: 2025-03-03}")
    for date, found in {"2025-03-05": [], "2025-03-12": ["events/a.md:3:1 off-slot"], "2025-03-19": []}.items():
        assert told({"series/s.md": series, "events/a.md": meeting(date=date)}) == found


def test_a_slot_counts_while_it_holds(told: Told) -> None:
    slots = "slots: [{weekday: Mon, time: 10:00, zone: UTC, until: 2025-03-31}, {weekday: Wed, time: 12:00, zone: UTC, from: 2025-04-01}]"
    files = {"series/s.md": front("title: S", slots)}
    assert told({**files, "events/a.md": meeting()}) == []
    assert told({**files, "events/a.md": meeting(date="2025-04-07")}, says=True) == [
        "events/a.md:3:1 2025-04-07 is a Monday, and the series meets on Wednesday"
    ]


@pytest.mark.parametrize(
    ("time", "site", "expected"),
    [
        ("05:15", "", ["events/a.md:3:1 night-time"]),
        ("23:00", "", ["events/a.md:3:1 night-time"]),
        ("06:00", "", []),
        ("22:59", "", []),
        ("05:15", "checks: {night-time: off}", []),
        ("05:15", "checks: {night-until: 05:00}", []),
        ("22:30", "checks: {night-from: 22:00}", ["events/a.md:3:1 night-time"]),
    ],
)
def test_nobody_means_a_talk_at_night(told: Told, time: str, site: str, expected: list[str]) -> None:
    assert told({"events/a.md": talk(ADA, time=time)}, site=site) == expected


def test_a_speaker_may_sleep(told: Told) -> None:
    files = {"events/a.md": talk("speaker: bob-example", time="16:00")}
    there = {"speakers/bob-example.md": front("name: Bob Example", "zone: Australia/Sydney")}
    assert told({**files, **there}, says=True) == [
        "events/a.md:3:1 it begins at 01:00 where Bob Example is (Australia/Sydney), at night"
    ]
    assert told({**files, **there}, now="2025-04-03") == []
    assert told({**files, "speakers/bob-example.md": front("name: Bob Example", "zone: America/New_York")}) == []
    assert told({**files, "speakers/bob-example.md": front("name: Bob Example")}) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (("time: 12:30",), ["events/b.md:3:1 clash"]),
        (("time: 13:00",), []),
        (("time: 12:30", "status: cancelled"), []),
        (("time: 12:30", "kind: workshop", "until: 2025-04-03"), []),
        (("time: 12:30", "silence: clash"), []),
    ],
    ids=["within", "after", "cancelled", "workshop", "silenced"],
)
def test_two_events_of_a_series_do_not_meet(told: Told, other: tuple[str, ...], expected: list[str]) -> None:
    series = {"series/s.md": front("title: S", "length: 60 min")}
    one = talk("series: s", ADA)
    two = front("date: 2025-04-02", *other, "series: s", "title: B", "speaker: Bob Example", body="Text.")
    assert told({**series, "events/a.md": one, "events/b.md": two}) == expected


def test_talks_that_nobody_gave_a_length_may_follow_in_half_an_hour(told: Told) -> None:
    events = {f"events/{n}.md": talk("series: s", f"speaker: {n} Example", time=f"12:{n}") for n in ("00", "30")}
    assert told({"series/s.md": front("title: S"), **events}) == []


def test_nobody_speaks_at_two_places_at_once(told: Told) -> None:
    series = {f"series/{name}.md": front(f"title: {name}") for name in "st"}
    one, other = talk("series: s", ADA), talk("series: t", ADA)
    assert told({**series, "events/a.md": one, "events/b.md": other}) == ["events/b.md:6:1 speaker-clash"]
    assert told({**series, "events/a.md": one, "events/b.md": talk("series: t", "speaker: Bob Example")}) == []
    # Within a series that is told once, as a clash of the series.
    assert told({**series, "events/a.md": one, "events/b.md": one}) == ["events/b.md:3:1 clash"]


def test_a_talk_that_was_moved_says_from_when(told: Told) -> None:
    assert told({"events/a.md": talk(ADA, "status: rescheduled")}) == ["events/a.md:6:1 no-old-time"]
    assert told({"events/a.md": talk(ADA, "status: rescheduled", "previously: 2025-03-26")}) == []


def test_one_signs_up_for_a_dinner_before_it(told: Told) -> None:
    for deadline, found in {"2025-04-03": ["events/a.md:6:1 late-deadline"], "2025-04-02": []}.items():
        dinner = f"side-items: [{{title: Dinner, deadline: {deadline}}}]"
        assert told({"events/a.md": talk(ADA, dinner)}) == found


@pytest.mark.parametrize(
    ("hour", "found"), [("23:30", ["events/b.md:6:1 speaker-clash"]), ("21:00", [])], ids=["the same", "another"]
)
def test_one_hour_may_have_two_days_between_on_two_clocks(told: Told, hour: str, found: list[str]) -> None:
    """From the first clock to the last it is 25 hours: on Midway the 1st in the evening, on Kiritimati the 3rd."""
    files = {
        "events/a.md": talk("zone: Pacific/Midway", "speaker: Ada Example", date="2025-04-01", time=hour),
        "events/b.md": talk("zone: Pacific/Kiritimati", "speaker: Ada Example", date="2025-04-03", time="00:45"),
    }
    assert [one for one in told(files, site="checks: {night-time: off}") if "clash" in one] == found
