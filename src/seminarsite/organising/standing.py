"""How a season stands: what each event lacks and since when, days that are free, terms that end. Values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from seminarsite.judging import missing, revealing, slots
from seminarsite.judging.missing import Missing, Part
from seminarsite.model.event import Event
from seminarsite.model.people import Member, Speaker
from seminarsite.model.season import Season, season_of
from seminarsite.model.series import Series
from seminarsite.model.site import Site
from seminarsite.tools import zones

AHEAD = dt.timedelta(weeks=12)
"""Free days are told until the end of the season, and for so long at least."""

MOST_FREE = 6
"""Free days of a series that are told."""

TERMS_AHEAD = dt.timedelta(days=180)
"""Terms on a board that end within this time are told."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An event as its organisers see it. `today` is the day of `now` in the zone of the site."""

    event: Event
    today: dt.date
    is_over: bool
    is_draft: bool = False
    embargo: dt.datetime | None = None
    lacks: tuple[Missing, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Whether visitors do not see it (yet)."""
        return self.is_draft or self.embargo is not None

    @property
    def overdue(self) -> tuple[Missing, ...]:
        """What should have been there before today."""
        return tuple(one for one in self.lacks if one.day < self.today)

    @property
    def takes_place(self) -> bool:
        return self.event.status.takes_place

    @property
    def link(self) -> str:
        """The rule for joining; `no link` where there is a rule but nothing to join; empty where nobody joins."""
        join = revealing.rule_of(self.event)
        if join is None:
            return ""
        return "no link" if join.link is None else join.rule.value

    @property
    def material(self) -> tuple[str, ...]:
        """What there is after the talk."""
        found = {"slides": self.event.slides, "video": self.event.video}
        return tuple(name for name, links in found.items() if links)

    def days_left(self, one: Missing) -> int:
        """Until what is missing is due; negative where it is overdue."""
        return (one.day - self.today).days

    def lacks_part(self, part: Part) -> bool:
        return any(one.part is part for one in self.lacks)


@dataclass(frozen=True, kw_only=True)
class Free:
    """Days of a series on which nothing is. `more` follow; `is_guess` of a lecture that has a rhythm of years only."""

    series: Series
    days: tuple[dt.date, ...]
    more: int = 0
    is_guess: bool = False


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term on a board that ends soon."""

    series: Series
    member: Member
    day: dt.date


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """What is told of one series; of the events of none, where that is None."""

    series: Series | None
    to_come: tuple[Standing, ...]
    past: tuple[Standing, ...]
    free: tuple[Free, ...]
    terms: tuple[Term, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.to_come or self.past or self.free or self.terms)


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Events in order of time; those that are over, and those to come."""

    site: Site
    series: Series | None
    season: Season | None
    standings: tuple[Standing, ...]
    free: tuple[Free, ...]
    terms: tuple[Term, ...]

    @property
    def past(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.standings if one.is_over)

    @property
    def to_come(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.standings if not one.is_over)

    @property
    def chapters(self) -> Iterator[Chapter]:
        """Series by series, those of which there is something to tell; last the events of none."""
        for series in (*self.site.series, None):
            chapter = Chapter(
                series=series,
                to_come=tuple(one for one in self.to_come if one.event.series == series),
                past=tuple(one for one in self.past if one.event.series == series),
                free=tuple(one for one in self.free if one.series == series),
                terms=tuple(one for one in self.terms if one.series == series),
            )
            if not chapter.is_empty:
                yield chapter

    @property
    def overdue(self) -> int:
        """How many things should have been there before today."""
        return sum(len(one.overdue) for one in self.standings)


def overview(site: Site, *, series: Series | None = None, season: Season | None = None) -> Overview:
    """Of a site that was read `for_organisers`; of a series, or of all; of a season.

    Without a season: what is to come, what was in the season of today, and what still lacks something that is due.
    """
    this = season or season_of(site.today, site.settings.season_starts)
    found = []
    for event in site.events:
        if series is not None and event.series != series:
            continue
        one = _standing(event, site)
        of_season = season_of(event.date, site.settings.season_starts) == this
        if of_season or (season is None and (not one.is_over or any(m.is_due(site.today) for m in one.lacks))):
            found.append(one)
    chosen = [one for one in site.series if series in (None, one)]
    return Overview(
        site=site,
        series=series,
        season=season,
        standings=tuple(found),
        free=tuple(free for one in chosen for free in _free(one, site, this, only=season is not None)),
        terms=tuple(sorted((term for one in chosen for term in _terms(one, site.today)), key=lambda term: term.day)),
    )


def season_named(site: Site, name: str) -> Season | None:
    """The season of a label, as 2025/26 or 2025-26, among those of events, this one and the next."""
    starts = site.settings.season_starts
    now = season_of(site.today, starts)
    known = {season_of(event.date, starts) for event in site.events} | {now, Season(now.year + 1, starts)}
    return next((season for season in known if name in (season.label, season.slug)), None)


def people_of(event: Event) -> tuple[Speaker, ...]:
    """Who speaks, those of a programme, too."""
    return tuple(appearance.speaker for appearance in event.everybody)


def _standing(event: Event, site: Site) -> Standing:
    embargo = event.publish_from if event.publish_from and zones.utc(event.publish_from) > site.now else None
    return Standing(
        event=event,
        today=site.today,
        is_over=event.when.end <= site.now,
        is_draft=event.draft,
        embargo=embargo,
        lacks=missing.missing(event, site),
    )


def _free(series: Series, site: Site, season: Season, *, only: bool) -> Iterator[Free]:
    """The days from today on: of a season `only`, or of the weeks to come, too."""
    if series.has_ended(site.today):
        return
    starts = season.starts
    first = max(site.today, dt.date(season.year, starts.month, starts.day))
    last = dt.date(season.year + 1, starts.month, starts.day) - dt.timedelta(days=1)
    busy = slots.taken(site.events_of(series))
    if series.slots:
        days = tuple(slots.free_days(series, busy, first, last if only else max(last, site.today + AHEAD)))
        if days:
            yield Free(series=series, days=days[:MOST_FREE], more=len(days[MOST_FREE:]))
    elif not any(day >= site.today for day in busy):
        guess = slots.next_free_day(series, busy, site.today)
        if guess and (not only or first <= guess <= last):
            yield Free(series=series, days=(guess,), is_guess=True)


def _terms(series: Series, today: dt.date) -> Iterator[Term]:
    for member in (*series.board, *series.organisers):
        day = member.until.last_day if member.until else None
        if day and not member.former and today <= day <= today + TERMS_AHEAD:
            yield Term(series=series, member=member, day=day)
