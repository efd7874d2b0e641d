"""Calendars (RFC 5545, RFC 7986): one of everything, one for each series, one for each event.

They do not depend on the moment of the build: the same content gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from seminarsite import revealing, routes, zones
from seminarsite.model.event import Event, Status, Timed
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import Attendance, Phrase, Place
from seminarsite.outputs import File
from seminarsite.wording import Words

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as VEvent

UNRECORDED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""DTSTAMP of an event. It says when the entry last changed, which nobody records yet; the moment of
the build would tell subscribers at every build that everything has changed."""

REFRESH = "PT6H"
"""How often calendar programs are asked to look again (RFC 7986 5.7); Google takes 8 to 24 hours anyway."""


def everything(site: Site) -> Iterator[File]:
    title = site.settings.short or site.settings.title.text
    yield File(
        address=routes.calendar(site),
        make=_calendar,
        arguments=(site.settings, title, routes.calendar(site), site.events),
    )


def series(site: Site) -> Iterator[File]:
    for one in site.series:
        address = routes.calendar(one)
        yield File(
            address=address,
            make=_calendar,
            arguments=(site.settings, one.name, address, site.events_of(one)),
            source=one.at("slug"),
        )


def events(site: Site) -> Iterator[File]:
    words = Words(site.settings.language)
    for event in site.events:
        address = routes.calendar(event)
        arguments = (site.settings, words.title(event), address, (event,))
        yield File(address=address, make=_calendar, arguments=arguments, source=event.at("slug"))


def _calendar(settings: Settings, name: str, address: str, events: Iterable[Event]) -> bytes:
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("PRODID", "-//seminarsite//seminarsite//EN")
    calendar.add("VERSION", "2.0")
    # No METHOD: one that publishes must name an organiser with a mail address (RFC 5546 3.2.1).
    for key in ("NAME", "X-WR-CALNAME"):
        calendar.add(key, vText(name))
    calendar.add("X-WR-TIMEZONE", vText(settings.zone))
    calendar.add("REFRESH-INTERVAL", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vText(REFRESH))
    calendar.add("SOURCE", routes.absolute(settings, address), parameters={"VALUE": "URI"})
    calendar.add("URL", routes.absolute(settings, routes.HOME))
    _add_events(calendar, settings, tuple(events))
    serialised: bytes = calendar.to_ical()
    return serialised


def _add_events(calendar: Calendar, settings: Settings, events: tuple[Event, ...]) -> None:
    from seminarsite import vtimezone

    used: set[str] = {event.zone for event in events if _is_local(event)}
    # A calendar must hold something (RFC 5545 3.6); one that waits for its first event holds a zone.
    if not events:
        used.add(settings.zone if vtimezone.rules(settings.zone) else "UTC")
    for zone in sorted(used):
        calendar.add_component(vtimezone.component(zone))
    for event in events:
        calendar.add_component(_event(settings, event))


def _event(settings: Settings, event: Event) -> VEvent:
    from icalendar import Event as VEvent
    from icalendar import vText

    words = Words(settings.language)
    entry = VEvent()
    entry.add("UID", f"{event.id}@{urlsplit(settings.url).hostname}")
    entry.add("DTSTAMP", UNRECORDED)
    entry.add("LAST-MODIFIED", UNRECORDED)
    # Without a record of changes: what a file itself tells of them.
    entry.add("SEQUENCE", len(event.previously) + (not event.status.takes_place))
    _add_times(entry, event)
    entry.add("SUMMARY", vText(summary(event, words)))
    entry.add("DESCRIPTION", vText(description(settings, event, words)))
    entry.add("URL", routes.absolute(settings, routes.address(event)))
    link = revealing.public_link(event)
    # Calendar programs make a button of an address in LOCATION; a room has the first claim on it.
    if where := link if link and event.attendance is Attendance.ONLINE else words.where(event):
        entry.add("LOCATION", vText(where))
    if link:
        _add_conference(entry, event, link)
    if isinstance(event.place, Place) and event.place.coordinates:
        entry.add("GEO", (event.place.coordinates.latitude, event.place.coordinates.longitude))
    names = (event.series.name,) if event.series else ()
    if categories := list(dict.fromkeys((*names, *event.topics))):
        entry.add("CATEGORIES", categories)
    return entry


def _add_conference(entry: VEvent, event: Event, link: str) -> None:
    """RFC 7986 5.11, which few programs show; hence the link also stands in DESCRIPTION."""
    from icalendar import vUri

    platform = event.online.platform if event.online else None
    parameters = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": platform or "Online"}
    entry.add("CONFERENCE", vUri(link, params=parameters))


def _add_times(entry: VEvent, event: Event) -> None:
    tentative = event.status in (Status.TENTATIVE, Status.POSTPONED)
    cancelled = event.status is Status.CANCELLED
    entry.add("STATUS", "CANCELLED" if cancelled else "TENTATIVE" if tentative else "CONFIRMED")
    if isinstance(event.when, Timed):
        for key, moment in (("DTSTART", event.when.start), ("DTEND", event.when.end)):
            entry.add(key, moment if _is_local(event) else zones.utc(moment))
        entry.add("TRANSP", "OPAQUE" if event.status.takes_place else "TRANSPARENT")
    else:
        entry.add("DTSTART", event.when.start.date())
        entry.add("DTEND", event.when.end.date())  # the day after the last one: exclusive
        entry.add("TRANSP", "TRANSPARENT")


def _is_local(event: Event) -> bool:
    """Whether its hours stand in its own zone; in UTC where the zone's rules of today do not give them."""
    from seminarsite import vtimezone

    ends = (event.when.start, event.when.end)
    return isinstance(event.when, Timed) and all(vtimezone.expresses(moment) for moment in ends)


def summary(event: Event, words: Words) -> str:
    """Speaker first, because a month view shows little more: Kathlén Kohn: Algebraic Geometry …"""
    people = words.all_of([a.speaker.name for a in event.people])
    title = words.title(event)
    if not isinstance(event.title, Phrase) and event.series:
        title = f"{event.series.name} ({title[0].lower()}{title[1:]})"
    state = "" if event.status.takes_place else f"{words.status(event.status).upper()}: "
    return state + (f"{people}: {title}" if people else title)


def description(settings: Settings, event: Event, words: Words) -> str:
    """Plain text: how to join, what is special, who, the abstract, and where to read more.

    How to join comes first, because phones show little more than a line. Of a link that is shown for a time only
    there are words but never the link: a feed does not depend on the moment of the build, and programs that read it
    keep what they read, long after the window has closed.
    """
    paragraphs = [
        words.how_to_join(event),
        words.status(event.status),
        *(f"Moved from {words.former(was, event)}." for was in event.previously),
        event.message.text if event.message else "",
        event.series.title.text if event.series else "",
        words.speakers(event),
        event.abstract.text if event.abstract else "",
        f"Joint work with {words.all_of(event.joint_with)}." if event.joint_with else "",
        routes.absolute(settings, routes.address(event)),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
