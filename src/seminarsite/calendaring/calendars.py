"""Calendars (RFC 5545, RFC 7986): to subscribe to, one of everything, and one for each series, speaker and topic;
one for each event; and the archive. `entries` says what stands in an entry, this module how it is written.

An entry's bytes do not depend on the moment of the build; the moment only decides which entries a list still holds.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from seminarsite import routes
from seminarsite.calendaring import contentlines, vtimezone
from seminarsite.calendaring.contentlines import line
from seminarsite.calendaring.entries import Entry
from seminarsite.calendaring.recording import Telling, Told, telling
from seminarsite.diagnostics import Span
from seminarsite.model.series import Series
from seminarsite.model.site import Settings, Site
from seminarsite.outputs import File
from seminarsite.sentences.calendarwords import CalendarWords
from seminarsite.tools import topics

REFRESH = "PT6H"
"""How often calendar programs are asked to look again (RFC 7986 5.7); Google takes 8 to 24 hours anyway."""

RECENT = 200
"""How many past events a calendar that one subscribes to holds: at two kilobytes each, well below LARGEST."""

LARGEST = 900_000
"""Bytes of entries in a calendar to subscribe to: Google loses events of those over 1 MB. What is furthest in the
past goes first, then what is furthest in the future; the archive has them all."""

COLOURS = ("steelblue", "seagreen", "indianred", "darkorchid", "darkorange", "teal", "olivedrab", "palevioletred")
"""Of series, as CSS names them (RFC 7986 5.9), so that programs show two of one site in two colours."""


def calendars(site: Site) -> Iterator[File]:
    """All of them. Those that a withdrawn event stood in keep their addresses for as long as it is told."""
    shelf = Shelf(site, telling(site))
    settings = site.settings
    whole = Label(settings.short or settings.title.text, settings.description or "")
    archive = Label(CalendarWords.of(settings).archive(whole.name), whole.about)
    yield shelf.file(Shelf.coming, routes.calendar(site), whole, settings.at())
    yield shelf.file(Shelf.archive, routes.ARCHIVE_CALENDAR, archive, settings.at())
    for series in site.series:
        label = Label(series.name, series.title.text, _colour(series))
        yield shelf.file(Shelf.coming, routes.calendar(series), label, series.at("slug"))
    for speaker in site.speakers:
        label = Label(speaker.name, speaker.affiliation or "")
        yield shelf.file(Shelf.coming, routes.calendar(speaker), label, speaker.at("slug"))
    for topic, events in topics.by_topic(site).items():
        yield shelf.file(Shelf.coming, routes.calendar(topic), Label(topic.name), events[0].at("topics"))
    for event in site.events:
        label = Label(CalendarWords.of(settings, event.language).title(event))
        yield shelf.file(Shelf.single, routes.calendar(event), label, event.at("slug"))
    for address in shelf.telling.left_behind:
        yield shelf.file(Shelf.coming, address, whole, settings.at())


def _colour(series: Series) -> str:
    """By its identity, so that it stays when there are other series beside it."""
    return COLOURS[hashlib.sha256(series.id.encode()).digest()[0] % len(COLOURS)]


@dataclass(frozen=True)
class Label:
    """What a calendar program shows of a calendar as a whole."""

    name: str
    about: str = ""
    colour: str = ""


class Written(NamedTuple):
    """An entry in its lines, and the zone whose rules they need."""

    zone: str
    lines: bytes


@dataclass(frozen=True)
class Shelf:
    """Makes the calendars of a site; each entry is written once, for whichever of them asks first."""

    site: Site
    telling: Telling
    written: dict[int, Written] = field(default_factory=dict, compare=False, repr=False)

    def file(self, make: Callable[[Shelf, str, Label], bytes], address: str, label: Label, source: Span) -> File:
        whole = make is Shelf.archive or address == routes.calendar(self.site)  # that changes with each entry
        comes_of = None if whole else functools.partial(self._comes_of, address, label)
        return File(address=address, make=make, arguments=(self, address, label), comes_of=comes_of, source=source)

    def _comes_of(self, address: str, label: Label) -> object:
        """Which entries a calendar is chosen from, and what is chosen by."""
        now, found = self.site.now, self.telling.by_calendar.get(address, ())
        listed = [
            (t.uid, t.entry.made_of or t.entry, t.entry.part, t.sequence, t.modified, t.stands(now), self._is_told(t))
            for t in found
        ]
        return self.site.settings, address, label, listed

    def coming(self, address: str, label: Label) -> bytes:
        """A calendar to subscribe to: what is to come, and the latest of what is over."""
        return self._calendar(address, label, self._lean(self._listed(address)))

    def archive(self, address: str, label: Label) -> bytes:
        """All that took place or is to come."""
        return self._calendar(address, label, self._listed(routes.calendar(self.site)))

    def single(self, address: str, label: Label) -> bytes:
        """An event and its sessions."""
        return self._calendar(address, label, self.telling.by_calendar.get(address, ()))

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
            size += len(self._entry(told).lines)
            if size > LARGEST:
                break
            kept.add(told.uid)
        return [told for told in found if told.uid in kept]

    def _is_told(self, told: Told) -> bool:
        return told.entry.over > self.site.now or told.entry.state == "CANCELLED"

    def _entry(self, told: Told) -> Written:
        # By identity: the telling keeps them all, and comparing their texts takes longer than writing them.
        key = id(told)
        if key not in self.written:
            self.written[key] = self._recalled(told)
        return self.written[key]

    def _recalled(self, told: Told) -> Written:
        """As an earlier build has noted it, where that told the same."""
        name, entry = f"lines {told.entry.part}", told.entry
        told_as = (told.uid, told.sequence, told.modified.isoformat())
        was_told_as, *known = self.site.recalled.of(entry.made_of).get(name, (None,))
        if was_told_as == told_as:
            return Written(*known)
        zone = local_zone(entry)
        written = Written(zone, vevent(told, zone))
        self.site.recalled.note(entry.made_of, name, (told_as, *written))
        return written

    def _calendar(self, address: str, label: Label, found: Iterable[Told]) -> bytes:
        entries = [self._entry(told) for told in found]
        zones = {entry.zone for entry in entries} - {""}
        settings = self.site.settings
        if (
            not entries
        ):  # a calendar must hold something (RFC 5545 3.6): one that waits for its first event holds a zone
            zones.add(settings.zone if vtimezone.rules(settings.zone) else "UTC")
        parts = (*map(vtimezone.component, sorted(zones)), *(entry.lines for entry in entries))
        return b"".join((_head(settings, label, address), *parts, line("END", "VCALENDAR")))


def _head(settings: Settings, label: Label, address: str) -> bytes:
    """No METHOD: one that publishes must name an organiser with a mail address (RFC 5546 3.2.1)."""
    name, about = contentlines.text(label.name), contentlines.text(label.about)
    lines = [
        line("BEGIN", "VCALENDAR"),
        line("VERSION", "2.0"),
        line("PRODID", "-//seminarsite//seminarsite//EN"),
        line("NAME", name),
        line("X-WR-CALNAME", name),
        line("X-WR-TIMEZONE", contentlines.text(settings.zone)),
        line("REFRESH-INTERVAL", REFRESH, (("VALUE", "DURATION"),)),
        line("X-PUBLISHED-TTL", REFRESH),
        line("SOURCE", routes.absolute(settings, address), (("VALUE", "URI"),)),
        line("URL", routes.absolute(settings, routes.HOME)),
    ]
    if label.about:
        lines += [line("DESCRIPTION", about), line("X-WR-CALDESC", about)]
    if label.colour:
        lines.append(line("COLOR", label.colour))
    return b"".join(lines)


def local_zone(entry: Entry) -> str:
    """The zone that its hours are written in; none where they are in UTC, as rules of today do not give them."""
    start, end = entry.start, entry.end
    if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        return ""
    is_local = vtimezone.expresses(start) and vtimezone.expresses(end)
    return str(start.tzinfo) if is_local else ""


def vevent(told: Told, zone: str) -> bytes:
    """An entry as RFC 5545 3.6.1 has it, its hours in a zone whose rules give them, or in UTC where it is ""."""
    entry = told.entry
    lines = [
        line("BEGIN", "VEVENT"),
        line("UID", contentlines.text(told.uid)),
        contentlines.moment("DTSTAMP", told.modified),
        contentlines.moment("LAST-MODIFIED", told.modified),
        line("SEQUENCE", str(told.sequence)),
        contentlines.moment("DTSTART", entry.start, zone),
        contentlines.moment("DTEND", entry.end, zone),
        line("STATUS", entry.state),
        line("TRANSP", "OPAQUE" if entry.is_busy else "TRANSPARENT"),
        line("SUMMARY", contentlines.text(entry.summary)),
        line("DESCRIPTION", contentlines.text(entry.description)),
        line("URL", entry.url),
    ]
    if entry.location:
        lines.append(line("LOCATION", contentlines.text(entry.location)))
    if entry.coordinates:
        latitude, longitude = entry.coordinates
        lines.append(line("GEO", f"{latitude:.6f};{longitude:.6f}"))
    if entry.categories:
        lines.append(line("CATEGORIES", contentlines.texts(entry.categories)))
    return b"".join((*lines, *_addresses(entry), line("END", "VEVENT")))


def _addresses(entry: Entry) -> Iterator[bytes]:
    if entry.link:
        # RFC 7986 5.11, which few programs show; hence the link also stands in DESCRIPTION.
        label = contentlines.parameter(entry.platform)
        yield line("CONFERENCE", entry.link, (("VALUE", "URI"), ("FEATURE", "AUDIO,VIDEO"), ("LABEL", label)))
    if entry.organiser:
        name, email = entry.organiser
        yield line("ORGANIZER", f"mailto:{email}", (("CN", contentlines.parameter(name)),))
    if entry.picture:
        yield line("IMAGE", entry.picture, (("VALUE", "URI"), ("DISPLAY", "FULLSIZE")))
