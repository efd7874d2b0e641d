"""Built sites as values: path to bytes, in memory; the demo of the repository is built once for each moment."""

from __future__ import annotations

import datetime as dt
import functools
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from seminarsite.build import draw
from seminarsite.diagnostics import Report
from seminarsite.making import Blueprint

REPOSITORY = Path(__file__).resolve().parents[1]
NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)


def drawn(root: Path, now: dt.datetime = NOW) -> Blueprint:
    """The blueprint of a site that has no errors."""
    report = Report()
    blueprint = draw(root, now, report)
    assert blueprint is not None, "\n".join(map(str, report.diagnostics))
    return blueprint


def made(root: Path, now: dt.datetime = NOW) -> Mapping[str, bytes]:
    """Every file of the built site."""
    blueprint = drawn(root, now)
    return {path: blueprint.make(output) for path, output in blueprint.planned.items()}


@functools.cache
def demo(now: str) -> Mapping[str, bytes]:
    """The site of this repository's content/, as of `now`."""
    return made(REPOSITORY, dt.datetime.fromisoformat(now))


def planned(root: Path, now: dt.datetime = NOW) -> tuple[set[str], list[tuple[str, str]]]:
    """The paths of what would be published, and code and place of every error."""
    report = Report()
    blueprint = draw(root, now, report)
    errors = [(d.code, str(d.span)) for d in report.diagnostics if d.severity == "error"]
    return (set(blueprint.planned) if blueprint else set()), errors


def said_elsewhere(program: str) -> set[str]:
    """What a program prints in processes that order sets and dictionaries of texts differently."""
    return {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=REPOSITORY,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY / "src")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }


SITE = """\
title: Example Seminar
url: https://example.org/sub/path/
zone: Europe/Zurich
language: en-GB
season-starts: 09-01
"""

UNHURRIED = SITE + "due: {speaker: never, title: never, abstract: never, recording: never}\n"
"""A site that asks for nothing by a day."""

JOIN = "https://meet.example/j/5551234?pwd=NOBODY-MAY-SEE-THIS"

SEMINAR = f"""\
---
title: Example Seminar
slot: {{weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: ET}}
zone: America/New_York
clock: 12
attendance: online
online:
  platform: Zoom
  join: {JOIN}
---
"""


def event(date: str, *lines: str, body: str = "") -> str:
    """The text of an event's file."""
    return "\n".join(["---", f"date: {date}", *lines, "---", body])


# Events in every state, of every extent, in zones with and without rules that RFC 5545 can express.
STATES: Mapping[str, str] = {
    "site.yaml": SITE,
    "series/seminar.md": SEMINAR,
    "events/confirmed.md": event("2025-03-12", "series: seminar", "title: Confirmed", "speaker: Emmy Noether"),
    "events/cancelled.md": event("2025-03-19", "series: seminar", "status: cancelled", "speaker: tba"),
    "events/postponed.md": event("2025-03-26", "series: seminar", "status: postponed", "title: Postponed"),
    "events/rescheduled.md": event(
        "2025-04-02",
        "series: seminar",
        "title: Moved",
        "status: rescheduled",
        "previously: {date: 2025-03-05, time: 12:00, note: the speaker was ill}",
    ),
    "events/tentative.md": event("2025-04-09", "series: seminar", "status: tentative", "title: Perhaps"),
    "events/whole-day.md": event("2025-05-01", "all-day: yes", "title: A day"),
    "events/whole-days.md": event("2025-05-05", "until: 2025-05-07", "title: Three days"),
    "events/days-with-hours.md": event("2025-05-12", "until: 2025-05-14", "time: 09:00", "ends: 17:00", "title: Days"),
    "events/workshop.md": event(
        "2025-06-02",
        "until: 2025-06-03",
        "kind: workshop",
        "title: A workshop",
        "place: {name: University of Bern, room: tba}",
        "programme:",
        "  - {title: Morning, time: 09:00, talks: [{title: First talk, speaker: Emmy Noether, time: 09:00}]}",
        "  - {title: Dinner, date: 2025-06-03, time: 19:00}",
    ),
    "events/night.md": event("2025-10-25", "time: 23:00", "length: 4 h", "title: Over the clock change"),
    "events/second-hour.md": event(
        "2025-10-26", "time: 02:30", "length: 15 min", "repeated-hour: second", "title: The hour comes twice"
    ),
    "events/into-the-second-hour.md": event(
        "2025-10-26", "time: 02:30", "length: 60 min", "repeated-hour: first", "title: From the first into the second"
    ),
    "events/long.md": event(
        "2025-06-11",
        "time: 10:00",
        "title: 'Ωμέγα 𝔄𝔅ℭ, commas; semicolons\\ and $\\alpha_1$: " + "𝕏é" * 60 + "'",
        "place: {name: 'Hall, A; B', coordinates: {latitude: 46.95, longitude: 7.44}}",
        body="First paragraph.\n\nSecond, with a [link](/archive/) and $x^2$." + " longword" * 40,
    ),
    **{
        f"events/{zone.rpartition('/')[2].lower().replace('_', '-')}-{date[5:7]}.md": event(
            date, "time: 16:30", f"zone: {zone}", "length: 90 min", f"title: In {zone}"
        )
        for zone in (
            "Europe/Zurich",
            "America/New_York",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "America/Nuuk",
            "UTC",
            "America/Santiago",
            "Pacific/Apia",
        )
        for date in ("2025-01-15", "2025-03-14", "2025-07-15", "2025-10-28")
    },
}
