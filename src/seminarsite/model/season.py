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


_NEW_YEAR = MonthDay(1, 1)


def season_of(date: dt.date, starts: MonthDay) -> Season:
    begun = (date.month, date.day) >= (starts.month, starts.day)
    return Season(date.year if begun else date.year - 1, starts)


def by_season(events: Iterable[Event], starts: MonthDay) -> dict[Season, tuple[Event, ...]]:
    """Events by season, the latest season first, the events of each in the order given."""
    found: dict[Season, list[Event]] = {}
    for event in events:
        found.setdefault(season_of(event.date, starts), []).append(event)
    return {season: tuple(found[season]) for season in sorted(found, key=lambda s: s.year, reverse=True)}


def former(events: Iterable[Event], starts: MonthDay, before: Iterable[MonthDay]) -> Mapping[str, Season]:
    """The slugs that seasons had when years began on the days `before`, and the season that is there now.

    That is the one which begins in the same year, or where there is none, one that has events of the old one.
    """
    events = tuple(events)
    now = {season.year: season for season in by_season(events, starts)}
    slugs = {season.slug for season in now.values()}
    return {
        old.slug: now.get(old.year) or season_of(held[0].date, starts)
        for day in before
        for old, held in by_season(events, day).items()
        if old.slug not in slugs
    }
