"""The rhythm, the end and the board of a series."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers_meaning import Told, front, talk, told


@pytest.fixture(name="told")
def told_(read: Callable[..., Any]) -> Told:
    return told(read)


def edition(date: str) -> str:
    return talk("series: lecture", "speaker: Ada Example", date=date)


@pytest.mark.parametrize(
    ("rhythm", "date", "expected"),
    [
        ("parity: odd", "2025-11-03", []),
        ("parity: odd", "2026-11-03", ["events/a.md:2:1 parity"]),
        ("parity: even", "2026-11-03", []),
        ("{every: 2, since: 2005}", "2025-11-03", []),
        ("{every: 2, since: 2005}", "2026-11-03", ["events/a.md:2:1 parity"]),
        ("{every: 3, since: 2020}", "2026-11-03", []),
        ("since: 2005", "2026-11-03", []),
        ("{parity: odd, since: 2006}", "2025-11-03", ["series/lecture.md:4:1 parity"]),
        ("{parity: odd, exceptions: [{about: It had to wait., years: [2026]}]}", "2026-10-10", []),
        (
            "{parity: odd, exceptions: [{about: It had to wait., years: [2028]}]}",
            "2026-10-10",
            ["events/a.md:2:1 parity"],
        ),
    ],
)
def test_editions_follow_the_rhythm_of_their_lecture(told: Told, rhythm: str, date: str, expected: list[str]) -> None:
    series = front(
        "title: Example Lecture", "kind: lecture", f"lecture: {rhythm if '{' in rhythm else f'{{{rhythm}}}'}"
    )
    assert told({"series/lecture.md": series, "events/a.md": edition(date)}) == expected


@pytest.mark.parametrize(
    ("now", "series", "site", "expected"),
    [
        ("2026-04-01", (), "", []),
        ("2026-04-04", (), "", ["series/s.md:2:1 stale-series"]),
        ("2026-04-04", ("ended: 2025",), "", []),
        ("2026-04-04", ("homepage: https://example.org/s",), "", []),
        ("2026-04-04", ("silence: [stale-series]",), "", []),
        ("2026-04-04", ("lecture: {every: 2}",), "", []),
        ("2027-04-04", ("lecture: {every: 2}",), "", ["series/s.md:2:1 stale-series"]),
        ("2025-05-10", (), "checks: {stale-after: 30 days}", ["series/s.md:2:1 stale-series"]),
    ],
)
def test_a_series_without_events_says_that_it_has_ended(
    told: Told, now: str, series: tuple[str, ...], site: str, expected: list[str]
) -> None:
    files = {"series/s.md": front("title: S", *series), "events/a.md": talk("series: s", "speaker: Ada Example")}
    assert told(files, now, site=site) == expected


def test_a_series_that_never_had_an_event_or_has_one_to_come_is_not_stale(told: Told) -> None:
    assert told({"series/s.md": front("title: S")}) == []
    events = {
        f"events/{year}.md": talk("series: s", "speaker: Ada Example", date=f"{year}-04-01") for year in (2010, 2026)
    }
    assert told({"series/s.md": front("title: S"), **events}) == []


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("{name: Ada Example, from: 2018, until: 2021}", "{name: Ada Example, from: 2020}", True),
        ("{name: Ada Example, from: 2018, until: 2020}", "{name: Ada Example, from: 2020}", False),
        ("{name: Ada Example, from: 2018, until: 2019}", "{name: Ada Example, from: 2022}", False),
        ("{name: Ada Example}", "{name: Ada Exámple}", True),
        ("{name: Ada Example}", "{name: Ada Example, former: yes}", False),
        ("{name: Ada Example}", "{name: Bob Example}", False),
    ],
)
def test_nobody_is_on_a_board_twice_at_once(told: Told, one: str, other: str, is_told: bool) -> None:  # noqa: FBT001
    for key in ("board", "organisers"):
        found = told({"series/s.md": front("title: S", f"{key}: [{one}, {other}]")})
        assert found == (["series/s.md:3:1 twice-on-board"] if is_told else [])
