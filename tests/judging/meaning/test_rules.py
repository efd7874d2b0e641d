"""How serious rules are taken, and how they are silenced; and that the list of them is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers_meaning import Told, front, talk, told
from helpers_site import NOW
from seminarsite.build import build, draw
from seminarsite.diagnostics import Report
from seminarsite.judging.meaning.rules import RULES, judge
from seminarsite.model import checking


@pytest.fixture(name="told")
def told_(read: Callable[..., Any]) -> Told:
    return told(read)


NIGHT = talk("speaker: Ada Example", time="05:15")


@pytest.mark.parametrize("level", ["error", "warning", "info", "off"])
def test_a_rule_is_taken_as_seriously_as_the_site_says(read: Callable[..., Any], level: str) -> None:
    settings = f"title: E\nurl: https://example.org/\nchecks: {{night-time: {level}}}\n"
    site, _ = read({"site.yaml": settings, "events/a.md": NIGHT})
    assert [d.severity.value for d in judge(site)] == ([level] if level != "off" else [])


def test_a_rule_that_nobody_knows_is_told_with_what_was_meant(read: Callable[..., Any]) -> None:
    settings = "title: E\nurl: https://example.org/\nchecks: {nigth-time: off}\n"
    _, report = read({"site.yaml": settings})
    assert [(str(d.span), d.code, d.hint) for d in report.diagnostics] == [
        ("content/site.yaml:3:10", "unknown-key", "Did you mean `night-time` or `night-until`?")
    ]
    _, report = read({"events/a.md": talk("silence: nigth-time")})
    assert [(str(d.span), d.code, d.hint) for d in report.diagnostics] == [
        ("content/events/a.md:5:10", "unknown-reference", "Did you mean `night-time`?")
    ]


def test_an_event_or_its_series_silences_a_rule(told: Told) -> None:
    silent = talk("speaker: Ada Example", "silence: [night-time]", time="05:15")
    assert told({"events/a.md": silent}) == []
    of_series = talk("speaker: Ada Example", "series: s", time="05:15")
    for line, found in {"silence: night-time": [], "short: S": ["events/a.md:3:1 night-time"]}.items():
        assert told({"series/s.md": front("title: S", line), "events/a.md": of_series}) == found


def test_a_silence_that_keeps_nothing_silent_is_told(told: Told) -> None:
    idle = talk("speaker: Ada Example", "silence: [night-time, no-abstract]")
    assert told({"events/a.md": idle}, says=True) == [
        "events/a.md:6:1 `silence` keeps `night-time` quiet, which has nothing to say here"
    ]
    # What time quiets by itself may wait, and what is off for the whole site may be asked for another day.
    assert told({"events/a.md": idle}, site="checks: {night-time: off}") == []
    assert told({"events/a.md": idle}, site="checks: {idle-silence: off}") == []


def test_every_rule_has_a_level_and_every_level_a_rule() -> None:
    assert [rule.name for rule in RULES] + ["idle-silence"] == list(checking.RULES)


def test_what_a_rule_finds_has_its_name_for_machines(read: Callable[..., Any]) -> None:
    series = front(
        "title: S", "slot: {weekday: Mon, time: 12:00, zone: UTC}",
        "lecture: {parity: even}", "board: [Ada Example, Ada Example]", body="Next: Tue 5 May 2010, noon ET (noon in Zurich).",
    )  # fmt: skip
    one = talk("series: s", "speakers: [Ada Example, A. Example]", "status: rescheduled", time="03:00")
    site, _ = read(
        {"series/s.md": series, "events/a.md": one, "events/b.md": one}, dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
    )
    found = {(rule.name, finding.diagnostic.code) for rule in RULES for finding in rule.find(site)}
    assert len(found) >= 8
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_what_an_earlier_build_found_nothing_in_is_not_asked_again_and_nothing_else(
    write_site: Callable[..., Path],
) -> None:
    root = write_site(
        {"events/a.md": NIGHT, "events/b.md": talk("speaker: Ada Example", "silence: night-time", time="05:15")}
    )
    quiet = root / "content" / "events" / "c.md"
    for text, found in (
        (talk("speaker: Ada Example"), ["events/a.md:3:1 night-time"]),
        (talk("speaker: Ada Example"), ["events/a.md:3:1 night-time"]),
        (NIGHT, ["events/a.md:3:1 night-time", "events/c.md:3:1 night-time"]),
    ):
        quiet.write_text(text)
        report = Report()
        assert build(root, root / "build", NOW, report)
        told = [f"{one.span} {one.code}".removeprefix("content/") for one in report.diagnostics]
        assert [one for one in told if one.endswith("night-time")] == found
        blueprint = draw(root, NOW, Report())
        assert blueprint
        site = blueprint.site
        heard = [event.id for event in site.events if "quiet" in site.recalled.of(site.fingerprints.of_entry(event))]
        assert heard == ([] if text == NIGHT else ["c"])
