"""Seasons of an archive."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.model.event import Event, Timed
from seminarsite.model.season import Season, by_season, former, season_of
from seminarsite.model.values import MonthDay, Slug

JANUARY, AUGUST = MonthDay(1, 1), MonthDay(8, 1)


def on(day: dt.date) -> Event:
    start = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return Event(id=Slug(f"e{day}"), date=day, when=Timed(start=start, end=start))


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
    events = [on(dt.date.fromisoformat(day)) for day in ("2024-09-01", "2025-03-01", "2025-09-01", "2024-08-01")]
    found = by_season(events, AUGUST)
    assert list(found) == [Season(2025, AUGUST), Season(2024, AUGUST)]
    assert [e.id for e in found[Season(2024, AUGUST)]] == ["e2024-09-01", "e2025-03-01", "e2024-08-01"]
    assert by_season([], AUGUST) == {}


@given(
    st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)), min_size=1, max_size=12),
    st.sampled_from([JANUARY, AUGUST, MonthDay(2, 29), MonthDay(12, 31)]),
    st.sampled_from([JANUARY, AUGUST, MonthDay(3, 1)]),
)
def test_no_address_of_a_season_is_lost_when_years_begin_on_another_day(
    days: list[dt.date], before: MonthDay, after: MonthDay
) -> None:
    events = [on(day) for day in days]
    there = {season.slug for season in by_season(events, after)}
    leading = former(events, after, [before])
    assert {season.slug for season in by_season(events, before)} <= {*there, *leading}
    assert set(leading).isdisjoint(there)
    assert {season.slug for season in leading.values()} <= there
