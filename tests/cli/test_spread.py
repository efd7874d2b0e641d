"""new series and new season: the rhythm of a series, and a placeholder for each of its days."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_cli import run
from helpers_site import SEMINAR, UNHURRIED, event


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site(
        {
            "site.yaml": UNHURRIED,
            "series/seminar.md": SEMINAR,
            "events/a.md": event("2025-03-26", "series: seminar", "title: A", "speaker: A B"),
            "events/b.md": event("2025-04-09", "series: seminar", "title: B", "speaker: A B", "draft: yes"),
        }
    )


def days(root: Path) -> list[str]:
    return sorted(file.stem for file in (root / "content/events").glob("2025*"))


SEASON = ["new", "season", "--from", "2025-03-19", "--until", "2025-05-01"]


def test_a_placeholder_for_each_free_day(root: Path) -> None:
    result = run(root, *SEASON, "--skip", "2025-04-16..2025-04-23")
    assert (result.exit_code, result.stderr) == (0, "")
    # Without the days of the talk, of the draft, and those that are skipped.
    assert days(root) == ["2025-03-19-talk", "2025-04-02-talk", "2025-04-30-talk"]
    text = (root / "content/events/2025-03-19-talk.md").read_text()
    assert text == (
        "---\nseries: seminar\ndate: Wed 2025-03-19\ntitle: tba\nspeaker: tba\n"
        "status: tentative  # take this line out when a speaker has agreed\n---\n\n"
    )
    checked = run(root, "check")
    assert checked.exit_code == 0
    assert checked.stdout.startswith("4 events")
    again = run(root, *SEASON, "--skip", "2025-04-16..2025-04-23")
    assert again.stderr == "Example Seminar has no free day from 2025-03-19 to 2025-05-01.\n"


def test_a_dry_run_writes_nothing(root: Path) -> None:
    result = run(root, *SEASON, "--skip", "2025-04-30", "--dry-run")
    assert result.stdout == "".join(
        f"would write content/events/{day}-talk.md\n"
        for day in ("2025-03-19", "2025-04-02", "2025-04-16", "2025-04-23")
    )
    assert days(root) == []


def test_drafts_are_seen_by_nobody(root: Path) -> None:
    run(root, *SEASON, "--draft")
    assert len(days(root)) == 5
    assert run(root, "check").stdout.startswith("1 event,")


def test_without_a_range_until_the_season_ends(root: Path) -> None:
    (root / "content/site.yaml").write_text(
        "title: T\nurl: https://example.org/\nzone: Europe/Zurich\nseason-starts: 04-01\n"
    )
    run(root, "new", "season")
    assert days(root) == ["2025-03-12-talk", "2025-03-19-talk"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--skip", "2025-04-23..2025-04-16"], "ends before it begins"),
        (["--skip", "Easter"], "2025-"),
        (["--skip", "2025-01-01..2025-01-02..2025-01-03"], "2025-12-22..2026-01-05"),
        (["--until", "2035-05-01"], "200 at most"),
    ],
)
def test_new_season_says_how_it_is_written(root: Path, more: list[str], says: str) -> None:
    result = run(root, *SEASON, *more)
    assert result.exit_code == 2
    assert says in result.stderr
    assert days(root) == []


def test_a_series_without_a_slot_has_no_days(root: Path) -> None:
    (root / "content/series/other.md").write_text("---\ntitle: Other\n---\nText.\n", encoding="utf-8")
    result = run(root, "new", "season", "--series", "other")
    assert result.exit_code == 2
    assert "slot" in result.stderr


def test_a_series_with_its_slot(root: Path) -> None:
    result = run(
        root, "new", "series", "Analysis: a seminar", "--weekday", "tuesday", "--time", "16:15", "--every", "2"
    )
    assert result.stdout == "wrote content/series/analysis-a-seminar.md\n"
    text = (root / "content/series/analysis-a-seminar.md").read_text()
    assert "slot:\n  weekday: Tuesday\n  time: 16:15\n  zone: Europe/Zurich\n  length: 60 min\n  every: 2\n" in text
    assert run(root, "check").exit_code == 0
    assert run(root, "new", "event", "--series", "analysis-a-seminar", "--speaker", "C D").exit_code == 0
    assert days(root) == ["2025-03-18-d"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--weekday", "Someday", "--time", "12:00"], "Monday"),
        (["--weekday", "Monday"], "--time"),
        (["--time", "12:00"], "--weekday"),
    ],
)
def test_new_series_says_how_it_is_written(root: Path, more: list[str], says: str) -> None:
    result = run(root, "new", "series", "Other", *more)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (root / "content/series/other.md").exists()
