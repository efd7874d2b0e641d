"""Moments of the preview's slider."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_site import NOW, event, made
from seminarsite.diagnostics import Report
from seminarsite.preview.timeline import Timeline, moment, timeline
from seminarsite.reading.content import read


def line(root: Path, now: dt.datetime = NOW) -> Timeline:
    written = read(root / "content", Report())
    assert written is not None
    return timeline(written, now)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_it_steps_to_ends_and_embargoes_in_both_directions(write_site: Callable[..., Path]) -> None:
    talk = ("time: 12:00", "length: 60 min", "title: T")
    found = line(
        write_site(
            {
                "events/a.md": event("2025-02-05", *talk),
                "events/b.md": event("2025-03-05", *talk),
                "events/later.md": event("2025-05-05", *talk, "publish-from: 2025-04-01"),
                "events/draft.md": event("2025-06-05", *talk, "draft: yes"),
            }
        )
    )
    expected = ["2025-02-05T12:00", "2025-03-05T12:00", "2025-03-31T22:00", "2025-05-05T11:00"]
    assert [f"{one:%Y-%m-%dT%H:%M}" for one in found.moments] == expected
    assert found.before(NOW) == at("2025-02-05T12:00")
    assert found.after(NOW) == at("2025-03-05T12:00")
    assert found.before(at("2025-03-05T12:00")) == at("2025-02-05T12:00")
    assert found.after(at("2025-03-05T12:00")) == at("2025-03-31T22:00")
    assert found.before(found.first) is None
    assert found.after(found.last) is None
    assert found.first < at("2025-02-05T11:00")


def test_at_each_step_and_not_a_second_before_pages_are_others(write_site: Callable[..., Path]) -> None:
    talk = ("time: 12:00", "length: 60 min", "title: T")
    root = write_site({"events/a.md": event("2025-03-05", *talk), "events/b.md": event("2025-03-12", *talk)})
    second = dt.timedelta(seconds=1)
    for one in line(root).moments:
        assert made(root, one) != made(root, one - second)
        assert made(root, one) == made(root, one + second)


def test_now_is_always_in_its_range(write_site: Callable[..., Path]) -> None:
    root = write_site()
    for now in (NOW, at("1999-01-01"), at("2150-01-01")):
        found = line(root, now)
        assert found.first < now < found.last
        assert (found.before(now), found.after(now), found.ticks()) == (None, None, ())


@pytest.mark.parametrize(("count", "most"), [(0, 60), (1, 60), (59, 60), (61, 60), (10_000, 60)])
def test_there_are_not_too_many_ticks(count: int, most: int) -> None:
    moments = tuple(NOW + dt.timedelta(days=day) for day in range(count))
    ticks = Timeline(moments, NOW, NOW).ticks(most)
    assert len(ticks) <= most
    assert set(ticks) <= set(moments)
    assert bool(ticks) == bool(count)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-11-03T12:00:00Z", "2025-11-03T12:00"),
        ("2025-11-03T12:00:00+01:00", "2025-11-03T11:00"),
        ("2025-11-03T12:00:00 01:00", "2025-11-03T11:00"),
        ("2025-11-03T12:00", "2025-11-03T17:00"),
        ("2025-11-03", "2025-11-03T05:00"),
        ("soon", None),
        ("", None),
        ("1066-10-14", None),
        ("9999-12-31T23:59:59", None),
        ("2200-01-01", None),
    ],
)
def test_a_moment_as_somebody_types_it(text: str, expected: str | None) -> None:
    assert moment(text, "America/New_York") == (at(expected) if expected else None)
