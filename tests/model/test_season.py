"""Seasons of an archive."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.model.event import Event, Timed
from seminarsite.model.season import Season, by_season, season_of
from seminarsite.model.values import MonthDay, Slug

JANUARY, AUGUST = MonthDay(1, 1), MonthDay(8, 1)


@pytest.mark.parametrize(
    ("day", "starts", "label", "slug"),
    [
        ("2025-01-01", JANUARY, "2025", "2025"),
        ("2025-12-31", JANUARY, "2025", "2025"),
        ("2025-07-31", AUGUST, "2024/25", "2024-25"),
        ("2025-08-01", AUGUST, "2025/26", "2025-26"),
        ("1999-09-01", AUGUST, "1999/00", "1999-00"),
    ],
)
def test_a_day_belongs_to_a_season(day: str, starts: MonthDay, label: str, slug: str) -> None:
    season = season_of(dt.date.fromisoformat(day), starts)
    assert (season.label, season.slug) == (label, slug)


@given(st.dates(dt.date(1600, 1, 1), dt.date(2200, 1, 1)), st.dates(dt.date(2001, 1, 1), dt.date(2001, 12, 31)))
def test_a_season_lasts_from_its_first_day_to_the_day_before_the_next(day: dt.date, start: dt.date) -> None:
    starts = MonthDay(start.month, start.day)
    season = season_of(day, starts)
    assert dt.date(season.year, start.month, start.day) <= day < dt.date(season.year + 1, start.month, start.day)


def test_the_latest_season_comes_first_and_events_keep_their_order() -> None:
    def event(day: str) -> Event:
        start = dt.datetime.fromisoformat(f"{day}T12:00+00:00")
        return Event(id=Slug(f"e{day}"), date=start.date(), when=Timed(start=start, end=start))

    events = [event(day) for day in ("2024-09-01", "2025-03-01", "2025-09-01", "2024-08-01")]
    found = by_season(events, AUGUST)
    assert list(found) == [Season(2025, AUGUST), Season(2024, AUGUST)]
    assert [e.id for e in found[Season(2024, AUGUST)]] == ["e2024-09-01", "e2025-03-01", "e2024-08-01"]
    assert by_season([], AUGUST) == {}
