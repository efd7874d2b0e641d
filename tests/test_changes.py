"""The next change is the next one: the output is the same until then, and another one from then on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from helpers_site import event, made
from seminarsite.changes import Change, Kind, next_changes
from seminarsite.diagnostics import Report
from seminarsite.reading.content import read_site

SITE = "title: Example\nurl: https://example.org/\nzone: Europe/Zurich\n"
SERIES = """\
---
title: Example Seminar
board:
  - {name: Ada Example, from: 2025-03-20, until: 2025-04}
  - {name: Bert Beispiel, until: 2025-03-10}
  - {name: Carla Modele, until: 2025-06, former: yes}
---
"""
TALK = ("series: s", "time: 12:00", "zone: UTC", "speaker: tba")
FILES = {
    "site.yaml": SITE,
    "series/s.md": SERIES,
    "events/plain.md": event("2025-03-12", *TALK),
    "events/window.md": event(
        "2025-03-14", *TALK, "online: {join: {link: 'https://z.example/', visible: window, until: 15 min after}}"
    ),
    "events/cancelled.md": event("2025-03-15", *TALK, "status: cancelled", "online: {join: {visible: window}}"),
    "events/embargoed.md": event("2025-03-25", *TALK, "publish-from: 2025-03-18 09:00"),
    "events/draft.md": event("2025-03-11", *TALK, "publish-from: 2025-03-10", "draft: yes"),
    "events/locked.md": event("2025-03-16", *TALK, "online: {join: {link: 'https://z.example/', visible: locked, riddle: 1+1, answer: 2}}"),
}  # fmt: skip

EXPECTED = [
    ("2025-03-10T23:00:00Z", [("term-ends", "s")]),
    ("2025-03-12T13:00:00Z", [("event-ends", "plain")]),
    ("2025-03-14T11:30:00Z", [("window-opens", "window")]),
    ("2025-03-14T13:00:00Z", [("event-ends", "window")]),
    ("2025-03-14T13:15:00Z", [("window-closes", "window")]),
    ("2025-03-15T13:00:00Z", [("event-ends", "cancelled")]),
    ("2025-03-16T13:00:00Z", [("event-ends", "locked")]),
    ("2025-03-18T09:00:00Z", [("embargo-ends", "")]),
    ("2025-03-19T23:00:00Z", [("term-begins", "s")]),
    ("2025-03-25T13:00:00Z", [("event-ends", "embargoed")]),
    ("2025-04-30T22:00:00Z", [("term-ends", "s")]),
    ("2025-05-10T13:00:00Z", [("calendars-forget", "cancelled")]),
]
START = dt.datetime(2025, 3, 9, 12, tzinfo=dt.UTC)


def coming(root: Path, now: dt.datetime, *, daily: bool = False) -> tuple[Change, ...]:
    report = Report()
    site = read_site(root / "content", now, report)
    assert site is not None, report.diagnostics
    return next_changes(site, daily=daily)


def walk(root: Path, start: dt.datetime) -> list[tuple[Change, ...]]:
    """From change to change until nothing comes any more."""
    found = []
    now = start
    while changes := coming(root, now):
        found.append(changes)
        now = changes[0].moment
    return found


def test_from_change_to_change(write_site: Callable[..., Path]) -> None:
    found = [(f"{c[0].moment:%Y-%m-%dT%H:%M:%SZ}", [(x.kind, x.of) for x in c]) for c in walk(write_site(FILES), START)]
    assert found == EXPECTED


LEDGER = """\
{"uid": "gone@example.org", "at": "2025-01-01T00:00:00Z", "sequence": 0, "event": "gone", "starts": "2025-03-13T12:00+00:00[UTC]", "ends": "2025-03-13T13:00+00:00[UTC]", "status": "confirmed", "title": "Gone", "calendars": ["events/gone.ics", "series/s.ics"]}
{"uid": "day@example.org", "at": "2025-01-01T00:00:00Z", "sequence": 0, "event": "day", "starts": "2025-01-10", "ends": "2025-01-13", "status": "withdrawn", "calendars": ["events/day.ics"]}
{"uid": "plain@example.org", "at": "2025-01-01T00:00:00Z", "sequence": 0, "event": "plain", "starts": "2025-03-12T12:00+00:00[UTC]", "ends": "2025-03-12T13:00+00:00[UTC]", "status": "confirmed", "calendars": ["events/plain.ics", "series/other.ics"]}
{"uid": "old@example.org", "at": "2024-01-01T00:00:00Z", "sequence": 0, "event": "old", "starts": "2024-03-12", "ends": "2024-03-12", "status": "confirmed", "calendars": ["series/s.ics"]}
"""


def test_calendars_forget_what_was_withdrawn_or_has_left_them(write_site: Callable[..., Path]) -> None:
    """At noon UTC after its last day, where an event has no hour: then that day is over everywhere."""
    root = write_site({**FILES, "ledger.jsonl": LEDGER})
    kinds = [(f"{c[0].moment:%Y-%m-%dT%H:%M}", [(x.kind, x.of) for x in c]) for c in walk(root, START)]
    assert [(moment, those) for moment, those in kinds if those[0][0] == "calendars-forget"] == [
        ("2025-03-11T12:00", [("calendars-forget", "")]),
        ("2025-05-07T13:00", [("calendars-forget", "plain")]),
        ("2025-05-08T13:00", [("calendars-forget", "")]),
        ("2025-05-10T13:00", [("calendars-forget", "cancelled")]),
    ]


def undated(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Without the lines that say for which day a page was made."""
    return {p: re.sub(rb">As of [^<]*<", b"><", b) for p, b in files.items()}


MANY = {
    f"events/many-{n:03}.md": event(
        f"2024-{1 + n // 28:02}-{1 + n % 28:02}", "time: 12:00", "zone: UTC", "speaker: tba"
    )
    for n in range(205)
}
SESSIONS = ("  - {title: Morning, time: 09:00, ends: 10:00}", "  - {title: Afternoon, time: 14:00, ends: 15:00}")
WORKSHOP = event(
    "2025-03-13", "time: 09:00", "ends: 18:00", "zone: UTC", "kind: workshop", "title: W", "programme:", *SESSIONS
)


FULL = {
    "events/workshop.md": WORKSHOP,
    "events/plain.md": FILES["events/plain.md"],
    "series/s.md": "---\ntitle: Example Seminar\n---\n",
    "ledger.jsonl": LEDGER,
    **MANY,
}
"""More than a calendar to subscribe to holds of the past: one that is over displaces another one."""


@pytest.mark.parametrize("files", [FILES, {**FILES, "ledger.jsonl": LEDGER}, FULL], ids=["plain", "ledger", "full"])
def test_the_output_changes_then_and_not_before(write_site: Callable[..., Path], files: dict[str, str]) -> None:
    root = write_site(files)
    second = dt.timedelta(seconds=1)
    before = START
    for changes in walk(root, START):
        moment = changes[0].moment
        assert undated(made(root, before)) == undated(made(root, moment - second)), changes
        assert undated(made(root, moment - second)) != undated(made(root, moment)), changes
        before = moment
    assert undated(made(root, before)) == undated(made(root, before + dt.timedelta(days=3650)))


def test_the_date_that_is_shown_is_counted_if_one_asks(write_site: Callable[..., Path]) -> None:
    root = write_site(FILES)
    (change,) = coming(root, START, daily=True)
    assert change == Change(dt.datetime(2025, 3, 9, 23, tzinfo=dt.UTC), Kind.DATE_SHOWN)
    assert made(root, START) == made(root, change.moment - dt.timedelta(seconds=1)) != made(root, change.moment)


def test_what_is_embargoed_is_not_named(read: Callable[..., Any]) -> None:
    """What a scheduler prints may be read by everybody."""
    site, _ = read({"events/nobody.md": event("2025-03-25", "time: 12:00", "publish-from: 2025-03-18")})
    assert "nobody" not in repr(site)
    assert [change.of for change in next_changes(site)] == [""]


def test_changes_of_one_moment_come_together(read: Callable[..., Any]) -> None:
    talk = event("2025-03-12", "time: 12:00", "zone: UTC", "online: {join: {visible: window}}")
    site, _ = read({"events/a.md": talk, "events/b.md": talk}, now=dt.datetime(2025, 3, 12, 12, tzinfo=dt.UTC))
    assert [(c.kind, c.of) for c in next_changes(site)] == [
        (Kind.EVENT_ENDS, "a"),
        (Kind.EVENT_ENDS, "b"),
        (Kind.WINDOW_CLOSES, "a"),
        (Kind.WINDOW_CLOSES, "b"),
    ]


@pytest.mark.parametrize("now", ["2025-03-01", "2030-01-01"])
def test_nothing_comes_to_an_empty_site(read: Callable[..., Any], now: str) -> None:
    site, _ = read({}, now=dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC))
    assert next_changes(site) == ()
