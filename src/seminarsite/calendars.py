"""Calendars (RFC 5545, RFC 7986): to subscribe to, one of everything, and one for each series, speaker and topic;
one for each event; and the archive. `entries` says what stands in an entry, this module how it is written.

An entry's bytes do not depend on the moment of the build; the moment only decides which entries a list still holds.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seminarsite import routes, topics, zones
from seminarsite.diagnostics import Span
from seminarsite.entries import Entry
from seminarsite.model.site import Settings, Site
from seminarsite.outputs import File
from seminarsite.recording import Telling, Told
from seminarsite.wording import Words

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as VEvent

REFRESH = "PT6H"
"""How often calendar programs are asked to look again (RFC 7986 5.7); Google takes 8 to 24 hours anyway."""

RECENT = 200
"""How many past events a calendar that one subscribes to holds: at two kilobytes each, well below LARGEST."""

LARGEST = 900_000
"""Bytes of entries in a calendar to subscribe to: Google loses events of those over 1 MB. What is furthest in the
past goes first, then what is furthest in the future; the archive has them all."""


def calendars(site: Site) -> Iterator[File]:
    """All of them. Those that a withdrawn event stood in keep their addresses for as long as it is told."""
    shelf = Shelf(site, Telling(site))
    whole = site.settings.short or site.settings.title.text
    yield shelf.file(Shelf.coming, routes.calendar(site), whole, site.settings.at())
    yield shelf.file(Shelf.archive, routes.ARCHIVE_CALENDAR, whole, site.settings.at())
    for series in site.series:
        yield shelf.file(Shelf.coming, routes.calendar(series), series.name, series.at("slug"))
    for speaker in site.speakers:
        yield shelf.file(Shelf.coming, routes.calendar(speaker), speaker.name, speaker.at("slug"))
    for topic, events in topics.by_topic(site).items():
        yield shelf.file(Shelf.coming, routes.calendar(topic), topic.name, events[0].at("topics"))
    for event in site.events:
        name = Words(event.language or site.settings.language).title(event)
        yield shelf.file(Shelf.single, routes.calendar(event), name, event.at("slug"))
    for address in shelf.telling.left_behind:
        yield shelf.file(Shelf.coming, address, whole, site.settings.at())


@dataclass(frozen=True)
class Shelf:
    """Makes the calendars of a site; each entry is written once, for whichever of them asks first."""

    site: Site
    telling: Telling
    written: dict[Told, bytes] = field(default_factory=dict, compare=False, repr=False)

    def file(self, make: Callable[[Shelf, str, str], bytes], address: str, name: str, source: Span) -> File:
        return File(address=address, make=make, arguments=(self, address, name), source=source)

    def coming(self, address: str, name: str) -> bytes:
        """A calendar to subscribe to: what is to come, and the latest of what is over."""
        return self._calendar(address, name, self._lean(self._listed(address)))

    def archive(self, address: str, name: str) -> bytes:
        """All that took place or is to come."""
        return self._calendar(address, name, self._listed(routes.calendar(self.site)))

    def single(self, address: str, name: str) -> bytes:
        """An event and its sessions."""
        return self._calendar(address, name, self.telling.by_calendar.get(address, ()))

    def _listed(self, address: str) -> tuple[Told, ...]:
        is_whole = address == routes.calendar(self.site)
        found = self.telling.everything if is_whole else self.telling.by_calendar.get(address, ())
        return tuple(told for told in found if told.stands(self.site.now))

    def _lean(self, found: tuple[Told, ...]) -> list[Told]:
        """What is to come or cancelled as long as that is told, so that it leaves at a moment of its own."""
        coming = [told for told in found if self._is_told(told)]
        past = [told for told in found if not self._is_told(told)][-RECENT:]
        kept: set[str] = set()
        size = 0
        for told in (*coming, *reversed(past)):
            size += len(self._entry(told))
            if size > LARGEST:
                break
            kept.add(told.uid)
        return [told for told in found if told.uid in kept]

    def _is_told(self, told: Told) -> bool:
        return told.entry.over > self.site.now or told.entry.state == "CANCELLED"

    def _entry(self, told: Told) -> bytes:
        if told not in self.written:
            self.written[told] = _vevent(told).to_ical()
        return self.written[told]

    def _calendar(self, address: str, name: str, found: Iterable[Told]) -> bytes:
        found = tuple(found)
        head: bytes = _head(self.site.settings, name, address).to_ical()
        end = b"END:VCALENDAR\r\n"
        zones_used = map(_vtimezone, _zones(self.site.settings, found))
        return b"".join((head.removesuffix(end), *zones_used, *map(self._entry, found), end))


def _head(settings: Settings, name: str, address: str) -> Calendar:
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
    return calendar


def _zones(settings: Settings, found: tuple[Told, ...]) -> list[str]:
    """The zones whose rules a calendar must hold."""
    from seminarsite import vtimezone

    used = {_local_zone(told.entry) for told in found} - {""}
    # A calendar must hold something (RFC 5545 3.6); one that waits for its first event holds a zone.
    if not found:
        used.add(settings.zone if vtimezone.rules(settings.zone) else "UTC")
    return sorted(used)


@functools.cache
def _vtimezone(zone: str) -> bytes:
    from seminarsite import vtimezone

    written: bytes = vtimezone.component(zone).to_ical()
    return written


def _local_zone(entry: Entry) -> str:
    """The zone that its hours are written in; none where they are in UTC, as rules of today do not give them."""
    from seminarsite import vtimezone

    start, end = entry.start, entry.end
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        return ""
    is_local = vtimezone.expresses(start) and vtimezone.expresses(end)
    return str(start.tzinfo) if is_local else ""


def _vevent(told: Told) -> VEvent:
    from icalendar import Event as VEvent
    from icalendar import vText

    entry = told.entry
    vevent = VEvent()
    vevent.add("UID", told.uid)
    vevent.add("DTSTAMP", told.modified)
    vevent.add("LAST-MODIFIED", told.modified)
    vevent.add("SEQUENCE", told.sequence)
    for key, moment in (("DTSTART", entry.start), ("DTEND", entry.end)):
        in_utc = isinstance(moment, dt.datetime) and not _local_zone(entry)
        vevent.add(key, zones.utc(moment) if in_utc and isinstance(moment, dt.datetime) else moment)
    vevent.add("STATUS", entry.state)
    vevent.add("TRANSP", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    vevent.add("SUMMARY", vText(entry.summary))
    vevent.add("DESCRIPTION", vText(entry.description))
    vevent.add("URL", entry.url)
    if entry.location:
        vevent.add("LOCATION", vText(entry.location))
    if entry.coordinates:
        vevent.add("GEO", entry.coordinates)
    if entry.categories:
        vevent.add("CATEGORIES", list(entry.categories))
    _add_addresses(vevent, entry)
    return vevent


def _add_addresses(vevent: VEvent, entry: Entry) -> None:
    from icalendar import vCalAddress, vUri

    if entry.link:
        # RFC 7986 5.11, which few programs show; hence the link also stands in DESCRIPTION.
        parameters = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": entry.platform}
        vevent.add("CONFERENCE", vUri(entry.link, params=parameters))
    if entry.organiser:
        name, email = entry.organiser
        vevent.add("ORGANIZER", vCalAddress(f"mailto:{email}", params={"CN": name}))
    if entry.picture:
        vevent.add("IMAGE", vUri(entry.picture, params={"VALUE": "URI", "DISPLAY": "FULLSIZE"}))
