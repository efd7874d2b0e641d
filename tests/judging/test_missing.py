"""What an event lacks, and from which day on it is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from seminarsite.judging.missing import missing
from seminarsite.model.site import Site

SERIES = "---\ntitle: Example Seminar\ntime: 12:00\n{}\n---\n"


def day(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}T08:00:00+00:00")


@pytest.fixture
def lacks(read: Callable[..., Any]) -> Callable[..., list[str]]:
    """What the only event lacks as of a day, `+` where it is due, with the day."""

    def of(text: str, now: str, series: str = "", site: str = "") -> list[str]:
        files = {
            "site.yaml": f"title: Example\nurl: https://example.org/\nzone: Europe/Zurich\n{site}\n",
            "series/s.md": SERIES.format(series),
            "events/a.md": f"---\nseries: s\ndate: 2025-04-30\n{text}",
        }
        found, report = read(files, day(now))
        assert isinstance(found, Site), report.diagnostics
        [event] = found.events
        return [f"{'+' if one.is_due(found.today) else ''}{one.part} {one.day}" for one in missing(event, found)]

    return of


def test_speaker_and_title_are_due_two_weeks_before_and_the_abstract_if_it_is_asked_for(
    lacks: Callable[..., list[str]],
) -> None:
    assert lacks("---\n", "2025-04-15") == ["speaker 2025-04-16", "title 2025-04-16"]
    assert lacks("---\n", "2025-04-16") == ["+speaker 2025-04-16", "+title 2025-04-16"]
    assert lacks("title: tba\nspeaker: tba\n---\n", "2025-04-16") == ["+speaker 2025-04-16", "+title 2025-04-16"]
    asked = "due: {abstract: 7 days}"
    assert lacks("title: T\nspeaker: Ada Example\n---\n", "2025-04-22", asked) == ["abstract 2025-04-23"]
    assert lacks("title: T\nspeaker: Ada Example\n---\n", "2025-04-23", asked) == ["+abstract 2025-04-23"]
    assert lacks("title: T\nspeaker: Ada Example\n---\nAn abstract.\n", "2025-04-29", asked) == []


def test_a_series_says_otherwise_than_the_site_and_the_site_than_usual(lacks: Callable[..., list[str]]) -> None:
    text, site = "speaker: Ada Example\n---\n", "due: {title: 3 weeks, abstract: never}"
    assert lacks(text, "2025-04-09", site=site) == ["+title 2025-04-09"]
    assert lacks(text, "2025-04-09", "due: {title: 28 days before}", site) == ["+title 2025-04-02"]


def test_what_does_not_take_place_or_is_over_lacks_nothing(lacks: Callable[..., list[str]]) -> None:
    assert lacks("status: cancelled\n---\n", "2025-04-29") == []
    assert lacks("status: postponed\n---\n", "2025-04-29") == []
    assert lacks("---\n", "2025-05-01") == []


def test_a_workshop_needs_a_title_but_neither_speaker_nor_abstract(lacks: Callable[..., list[str]]) -> None:
    assert lacks("kind: workshop\n---\n", "2025-04-29") == ["+title 2025-04-16"]


RECORDED = "recording: recorded"


@pytest.mark.parametrize(
    ("now", "series", "text", "expected"),
    [
        ("2025-04-29", RECORDED, "", []),
        ("2025-05-01", RECORDED, "", ["recording 2025-05-30"]),
        ("2025-05-30", RECORDED, "", ["+recording 2025-05-30"]),
        ("2026-05-30", RECORDED, "", ["+recording 2025-05-30"]),
        ("2026-06-01", RECORDED, "", []),
        ("2025-05-30", RECORDED, "video: https://example.org/v\n", []),
        ("2025-05-30", "recording: sometimes", "", []),
        ("2025-05-30", "recording: sometimes\ndue: {recording: 1 week}", "", ["+recording 2025-05-07"]),
        ("2025-05-30", f"{RECORDED}\ndue: {{recording: never, slides: 7 days after}}", "", ["+slides 2025-05-07"]),
        ("2025-05-30", "due: {slides: 7 days}", "slides: https://example.org/s\n", []),
    ],
)
def test_recordings_and_slides_come_after_the_event(
    lacks: Callable[..., list[str]], now: str, series: str, text: str, expected: list[str]
) -> None:
    assert lacks(f"title: T\nspeaker: Ada Example\n{text}---\nText.\n", now, series) == expected
