"""Announcements: what there is to tell of an event, a week or a season, as values. They are sent by people.

Which words and templates say it is the business of `mailwords` and `letters`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from seminarsite import mistakes, routes
from seminarsite.diagnostics import Diagnostic, Report
from seminarsite.judging import revealing
from seminarsite.model.event import Event, Status
from seminarsite.model.season import by_season
from seminarsite.model.series import Series
from seminarsite.model.site import Site
from seminarsite.model.values import Language
from seminarsite.sentences.mailwords import About, MailWords
from seminarsite.tools import world
from seminarsite.tools.world import Local

NEXT, TODAY, WEEK, SEASON = "next", "today", "week", "season"
SEVERAL = (NEXT, TODAY, WEEK, SEASON)
"""What may be announced besides an event by its name."""

DAYS = 7
"""A week is today and the six days after it, so that it has each weekday once, whenever it is announced."""


@dataclass(frozen=True)
class Notice:
    """An event as an announcement tells it: the hours in other cities, and the link for joining, if it may be told."""

    event: Event
    hours: tuple[Local, ...] = ()
    link: str | None = None


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """Something to tell people. `name` is that of its files; `page` the address (absolute) where there is more.

    `template` is what shows it, the most particular one first. An announcement of one event is `about` something,
    one of several begins with `lead`. `calendars` are the addresses (of the site) of those that go with it.
    """

    name: str
    language: Language
    subject: str
    lead: str
    notices: tuple[Notice, ...]
    page: str
    templates: tuple[str, ...]
    about: About | None = None
    series: Series | None = None
    calendars: tuple[str, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(notice.event for notice in self.notices)


def announcements(
    site: Site,
    what: str,
    report: Report,
    *,
    about: About | None = None,
    series: Series | None = None,
    with_link: bool = False,
) -> tuple[Announcement, ...]:
    """What to tell of an event by its name, or of SEVERAL, as of the moment of the site; none where nothing comes.

    `series` leaves out what is of others. Without `about`, state and day of an event decide. `with_link` adds the
    link for joining as those of the mailing list may have it. What cannot be announced is told in the report.
    """
    of = tuple(event for event in site.events if series is None or event.series == series)
    if what in (WEEK, SEASON):
        listed = _week(site, of, series) if what == WEEK else _season(site, of, series)
        return (listed,) if listed else ()
    found = [_of_event(site, event, about, report, with_link=with_link) for event in chosen(site, what, of)]
    return tuple(one for one in found if one)


def chosen(site: Site, what: str, events: Iterable[Event]) -> tuple[Event, ...]:
    """The event of a name, the next one that takes place, or those that are today and not over."""
    if what == TODAY:
        return tuple(event for event in events if event.when.end > site.now and is_today(event, site.now))
    if what == NEXT:
        return tuple(e for e in events if e.when.end > site.now and e.status.takes_place)[:1]
    return tuple(event for event in events if what in (event.id, event.slug))


def is_today(event: Event, now: dt.datetime) -> bool:
    """Whether it is a day of the event where the event is at home."""
    return event.date <= now.astimezone(event.when.start.tzinfo).date() <= event.when.last_day


def told_of(event: Event, now: dt.datetime) -> About:
    """What there is to tell of an event at a moment, unless somebody says otherwise."""
    if event.status is Status.CANCELLED:
        return About.CANCELLED
    if event.status is Status.POSTPONED:
        return About.POSTPONED
    if event.when.end <= now:
        return About.RECORDING
    if is_today(event, now):
        return About.TODAY
    return About.MOVED if event.status is Status.RESCHEDULED else About.REMINDER


# --- an event ------------------------------------------------------------------------------------


def _of_event(site: Site, event: Event, about: About | None, report: Report, *, with_link: bool) -> Announcement | None:
    about = about or told_of(event, site.now)
    wrong = _unfit(event, about, site.now) or (_no_link(event) if with_link and joins(event, about) else None)
    if wrong:
        report.add(wrong)
        return None
    language = event.language or site.settings.language
    words = MailWords.of(site.settings, language)
    return Announcement(
        name=f"{event.id}-{about}",
        language=language,
        subject=words.subject(event, about),
        lead=words.lead(event, about),
        notices=(_notice(site, event, with_link=with_link, joins=joins(event, about)),),
        page=routes.absolute(site.settings, routes.address(event)),
        templates=(f"mail/{about}", "mail/event"),
        about=about,
        series=event.series,
        calendars=(routes.calendar(event),) if about is not About.RECORDING else (),
    )


def joins(event: Event, about: About) -> bool:
    """Whether somebody who is told of it can still come."""
    return event.status.takes_place and about is not About.RECORDING


def _notice(site: Site, event: Event, *, with_link: bool = False, joins: bool = True) -> Notice:
    if not joins:
        return Notice(event)
    # A mail stays where it is read. So of a window it has the link no more than a calendar has.
    link = revealing.link_for_list(event) if with_link else revealing.public_link(event)
    cities = [city for city in world.cities_of(event.series, site.settings) if city.zone != event.zone]
    return Notice(event, world.around(event, cities), link)


def _unfit(event: Event, about: About, now: dt.datetime) -> Diagnostic | None:
    """Why an event cannot be announced as something: its page and its calendar would say something else."""
    if about is About.RECORDING:
        return None if event.video else mistakes.no_recording(event.at("video"))
    if about in (About.CANCELLED, About.POSTPONED):
        fits = event.status.value == about.value
        return None if fits else mistakes.state_differs(event.at("status"), event.status, about)
    if not event.status.takes_place:
        return mistakes.state_differs(event.at("status"), event.status, about)
    if event.when.end <= now:
        return mistakes.is_over(event.at("date"))
    if about is About.MOVED and event.status is not Status.RESCHEDULED:
        return mistakes.state_differs(event.at("status"), event.status, Status.RESCHEDULED)
    if about is About.TODAY and not is_today(event, now):
        return mistakes.not_today(event.at("date"), event.date.isoformat())
    return None


def _no_link(event: Event) -> Diagnostic | None:
    """Why somebody who asks for the link for joining does not get it."""
    join = revealing.rule_of(event)
    if join is None or revealing.link_for_list(event):
        return None
    span = event.at("online") if event.series is None or "online" in event.spans else event.series.at("online")
    return mistakes.no_link_for_list(span, join.rule)


# --- several -------------------------------------------------------------------------------------


def _week(site: Site, events: Iterable[Event], series: Series | None) -> Announcement | None:
    first, last = site.today, site.today + dt.timedelta(days=DAYS - 1)
    found = [e for e in events if e.when.end > site.now and e.date <= last and e.when.last_day >= first]
    words = MailWords.of(site.settings, _language(site, series))
    name = words.of_series(series, site.settings.short or site.settings.title.text)
    return _several(
        site,
        WEEK,
        first.isoformat(),
        found,
        series,
        words.subject_of_week(name, first, last),
        words.lead_of_week(first, last),
        tuple(routes.calendar(event) for event in found),
    )


def _season(site: Site, events: Iterable[Event], series: Series | None) -> Announcement | None:
    """What is still to come of the season that is, or of the next one of which something is known."""
    seasons = by_season((e for e in events if e.when.end > site.now), site.settings.season_starts)
    season = min(seasons, key=lambda s: s.year, default=None)
    if season is None:
        return None
    words = MailWords.of(site.settings, _language(site, series))
    name = words.of_series(series, site.settings.short or site.settings.title.text)
    subject = words.subject_of_season(name, season.label)
    return _several(site, SEASON, season.slug, seasons[season], series, subject, words.lead_of_season(season.label))


def _several(
    site: Site,
    kind: str,
    which: str,
    events: Iterable[Event],
    series: Series | None,
    subject: str,
    lead: str,
    calendars: tuple[str, ...] = (),
) -> Announcement | None:
    notices = tuple(_notice(site, event, joins=event.status.takes_place) for event in events)
    if not notices:
        return None
    there = routes.address(series) if series else routes.EVENTS
    return Announcement(
        name="-".join((kind, which, *((series.id,) if series else ()))),
        language=_language(site, series),
        subject=subject,
        lead=lead,
        notices=notices,
        page=routes.absolute(site.settings, there),
        templates=(f"mail/{kind}", "mail/list"),
        series=series,
        calendars=calendars,
    )


def _language(site: Site, series: Series | None) -> Language:
    return (series and series.language) or site.settings.language
