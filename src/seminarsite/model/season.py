"""Seasons: the years of an archive, which need not begin in January."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seminarsite.model.event import Event
from seminarsite.model.values import MonthDay


@dataclass(frozen=True)
class Season:
    """From a day of a year to the day before it in the next; `year` is the one in which it begins."""

    year: int
    starts: MonthDay

    @property
    def label(self) -> str:
        """2025 for a calendar year, else 2025/26."""
        return f"{self.year}" if self._is_calendar_year else f"{self.year}/{(self.year + 1) % 100:02}"

    @property
    def slug(self) -> str:
        return self.label.replace("/", "-")

    @property
    def _is_calendar_year(self) -> bool:
        return self.starts == _NEW_YEAR


_NEW_YEAR, _MID_YEAR = MonthDay(1, 1), MonthDay(7, 1)


def season_of(date: dt.date, starts: MonthDay) -> Season:
    begun = (date.month, date.day) >= (starts.month, starts.day)
    return Season(date.year if begun else date.year - 1, starts)


def by_season(events: Iterable[Event], starts: MonthDay) -> dict[Season, tuple[Event, ...]]:
    """Events by season, the latest season first, the events of each in the order given."""
    found: dict[Season, list[Event]] = {}
    for event in events:
        found.setdefault(season_of(event.date, starts), []).append(event)
    return {season: tuple(found[season]) for season in sorted(found, key=lambda s: s.year, reverse=True)}


def former(events: Iterable[Event], starts: MonthDay) -> Mapping[str, Season]:
    """The slugs that seasons may have had when years began on another day, and the season that is there now.

    There are two forms, 2025 of calendar years and 2025-26 of all others. What is not in use leads to the season that
    begins in the same year, or to its neighbour where there is none.
    """
    dates = {event.date for event in events}
    now = {season_of(date, starts).year: season_of(date, starts) for date in dates}
    slugs = {season.slug for season in now.values()}
    before = {Season(date.year, _NEW_YEAR) for date in dates}
    before |= {Season(year, _MID_YEAR) for date in dates for year in (date.year - 1, date.year)}
    step = 1 if starts == _NEW_YEAR else -1
    leads = {}
    for old in sorted(before, key=lambda season: season.slug):
        if old.slug not in slugs:
            years = (old.year, old.year + step, old.year - step)
            leads[old.slug] = next(now[year] for year in years if year in now)
    return leads
