"""The shelf of calendars and feeds: how to subscribe to one, and how to keep a single event.

What visitors do there they do at services that change without notice, so the addresses stand in `routes` alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from seminarsite import routes
from seminarsite.calendaring import entries
from seminarsite.drawing import codes
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Settings, Site
from seminarsite.outputs import File, Page, Shown
from seminarsite.sentences.calendarwords import CalendarWords
from seminarsite.tools import topics
from seminarsite.tools.prose import excerpt
from seminarsite.tools.topics import Topic

GOOGLE_TAKES = 256
"""Characters of the address of a calendar; Google refuses longer ones, also those that are pasted."""

LONGEST = 2000
"""Characters of an address that keeps an event; servers refuse longer ones."""

ENOUGH = 80
"""Characters of a title and of a place where they make an address too long."""


@dataclass(frozen=True, kw_only=True)
class Code:
    """A QR code: where its drawing is, and what it leads to, as a page, a place on it, and what the drawing says.

    That is a page, and not the calendar: a phone that knows no `webcal:` would do nothing, and one that gets a file
    at an `https:` address keeps its events once, and hears of no change. On the page each phone finds its own way.
    """

    drawing: str
    page: str
    place: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Ways:
    """The ways to subscribe to a calendar: its own address, and those at which programs and services do it.

    `google` is none where the address is too long for Google, `code` is none for a topic.
    """

    name: str
    address: str
    apple: str
    google: str | None
    outlook: str
    office: str
    code: Code | None


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """The ways to keep a single event in one's own calendar; `file` is within the site."""

    google: str
    outlook: str
    office: str
    file: str


def page(site: Site) -> Iterator[Page]:
    """Every calendar and every feed, what is in it, and how to subscribe."""
    words = CalendarWords.of(site.settings)
    yield Page(
        address=routes.SUBSCRIBE,
        template="subscribe.html",
        show=Shown,
        arguments=(
            words.say("Subscribe"),
            words.about_subscribing(site.settings.title.text),
            {"topics": tuple(topics.by_topic(site))},
        ),
    )


def drawings(site: Site) -> Iterator[File]:
    """The QR code of each calendar but those of topics."""
    things: tuple[Site | Series | Speaker, ...] = (site, *site.series, *site.speakers)
    for thing in things:
        found = code(site.settings, thing)
        source = site.settings.at() if isinstance(thing, Site) else thing.at("slug")
        yield File(address=found.drawing, make=codes.drawing, arguments=(found.text,), source=source)


def code(settings: Settings, thing: Site | Series | Speaker) -> Code:
    there, place = routes.subscription(thing)
    text = routes.absolute(settings, there) + (f"#{place}" if place else "")
    return Code(drawing=routes.code(thing), page=there, place=place, text=text)


def ways(site: Site, thing: Site | Series | Speaker | Topic) -> Ways:
    """The ways to subscribe to the calendar of something."""
    settings, there = site.settings, routes.calendar(thing)
    name = _name(thing)
    apple = routes.webcal(settings, there)
    return Ways(
        name=name,
        address=routes.absolute(settings, there),
        apple=apple,
        google=routes.google(settings, there) if len(apple) <= GOOGLE_TAKES else None,
        outlook=routes.outlook(routes.OUTLOOK, settings, there, name),
        office=routes.outlook(routes.OFFICE, settings, there, name),
        code=None if isinstance(thing, Topic) else code(settings, thing),
    )


def _name(thing: Site | Series | Speaker | Topic) -> str:
    """As the calendar itself is called."""
    return thing.settings.short or thing.settings.title.text if isinstance(thing, Site) else thing.name


def keeping(settings: Settings, event: Event, now: dt.datetime) -> Keeping | None:
    """The ways to keep an event as of `now`; None where it is over or does not take place.

    They say what the calendars say. Of the texts there are only how to join and the page: the page stays true, and
    what somebody has put into a calendar with their own hand does not change any more.
    """
    if event.when.end <= now or not event.status.takes_place:
        return None
    entry = entries.of_event(settings, event)
    join = CalendarWords.of(settings, event.language).how_to_join(event)
    extent: routes.Extent = (entry.start, entry.end)
    details = "\n\n".join(part for part in (join, entry.url) if part)
    said = [
        (entry.summary, entry.location, details),
        (entry.summary, entry.location, entry.url),
        (excerpt(entry.summary, ENOUGH), excerpt(entry.location, ENOUGH), entry.url),
    ]
    for texts in said:
        found = Keeping(
            google=routes.google_event(extent, *texts),
            outlook=routes.outlook_event(routes.OUTLOOK, extent, *texts),
            office=routes.outlook_event(routes.OFFICE, extent, *texts),
            file=routes.calendar(event),
        )
        if max(map(len, (found.google, found.outlook, found.office))) <= LONGEST:
            break
    return found
