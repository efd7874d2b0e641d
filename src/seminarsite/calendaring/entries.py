"""What calendars show of an event, as a value: an entry for it, and one for each session of its programme.

RFC 5545 and RFC 7986 say what there is; how it is written into a file is the business of `calendars`. An entry does
not depend on the moment of the build, so that the same content gives the same entry.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seminarsite import routes
from seminarsite.judging import revealing
from seminarsite.model.event import Appearance, Event, Session, Status, Timed
from seminarsite.model.ledger import Facts
from seminarsite.model.series import Series
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import Attendance, Place, Tba
from seminarsite.reading import ledger
from seminarsite.sentences.calendarwords import CalendarWords
from seminarsite.tools import topics, zones
from seminarsite.tools.characters import slug_of

HOUR = dt.timedelta(hours=1)

NAMED = 3
"""Speakers that a summary names; of more than that it names one and counts the others."""


class Entry(NamedTuple):
    """A VEVENT. `start` and `end` are aware moments, or days, of which the end is the day after the last.

    `calendars` are the addresses of those that it stands in, besides the one of everything. `baseline` is its SEQUENCE
    where no ledger tells one: what the file itself says of changes. `made_of` is the fingerprint of the event, where
    it has one and the entry is made of that and the settings alone.
    """

    start: dt.datetime | dt.date
    end: dt.datetime | dt.date
    over: dt.datetime
    event: str
    part: str
    state: str
    is_busy: bool
    summary: str
    description: str
    url: str
    location: str = ""
    categories: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    link: str = ""
    platform: str = ""
    organiser: tuple[str, str] | None = None
    picture: str = ""
    title: str = ""
    place: str = ""
    status: str = ""
    recordings: int = 0
    calendars: tuple[str, ...] = ()
    baseline: int = 0
    made_of: bytes | None = None

    @property
    def facts(self) -> Facts:
        """What the ledger keeps of it."""
        last = self.end if isinstance(self.end, dt.datetime) else self.end - dt.timedelta(days=1)
        return Facts(
            event=self.event,
            part=self.part,
            starts=ledger.written(self.start),
            ends=ledger.written(last),
            status=self.status,
            title=self.title,
            place=self.place,
            link=_digest(self.link) if self.link else "",
            recordings=self.recordings,
            calendars=self.calendars,
            shows=self.digest,
        )

    @property
    def digest(self) -> str:
        """Of everything that a calendar program is given, but for when it changed."""
        own = ("baseline", "over", "calendars", "start", "end", "made_of")
        shown = [str(value) for name, value in zip(self._fields, self, strict=True) if name not in own]
        return _digest("\0".join((ledger.written(self.start), ledger.written(self.end), *shown)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def entries(site: Site) -> Iterator[Entry]:
    """An entry for each event, followed by those of its sessions; in order of time."""
    for event in site.events:
        whole = _recalled(site, event)
        yield whole
        yield from _sessions(site.settings, event, whole)


_NOTE = "entry"
_MOMENTS = 3
"""Fields at the front of an Entry, which the event has at hand."""


def _recalled(site: Site, event: Event) -> Entry:
    """The entry of an event, of which most is words: as an earlier build has noted it, if it has."""
    fingerprint = site.fingerprints.of_entry(event)
    if known := site.recalled.of(fingerprint).get(_NOTE):
        return Entry(*_extent(event), zones.utc(event.when.end), *known)
    found = of_event(site.settings, event)._replace(made_of=fingerprint)
    site.recalled.note(fingerprint, _NOTE, tuple(found)[_MOMENTS:])
    return found


def of_event(settings: Settings, event: Event) -> Entry:
    words = CalendarWords.of(settings, event.language)
    start, end = _extent(event)
    link = revealing.public_link(event) or ""
    where = words.where(event)
    at = event.place.coordinates if isinstance(event.place, Place) else None
    return Entry(
        event=event.id,
        part="",
        start=start,
        end=end,
        over=zones.utc(event.when.end),
        state=_state(event),
        is_busy=isinstance(event.when, Timed) and event.status.takes_place,
        summary=summary(event, words),
        description=description(settings, event, words),
        url=routes.absolute(settings, routes.address(event)),
        # Calendar programs make a button of an address in LOCATION; a room has the first claim on it.
        location=link if link and event.attendance is Attendance.ONLINE else where,
        categories=tuple(dict.fromkeys(([event.series.name] if event.series else []) + list(event.topics))),
        coordinates=(at.latitude, at.longitude) if at else None,
        link=link,
        platform=(event.online.platform if event.online else None) or words.say("Online"),
        organiser=organiser(event.series),
        picture=routes.absolute(settings, routes.address(event.picture)) if event.picture else "",
        title="" if isinstance(event.title, Tba) else event.title.text,
        place=where,
        status=_status(event),
        recordings=len(event.video),
        calendars=_calendars(event, event.everybody),
        baseline=len(event.previously) + (not event.status.takes_place),
    )


def _extent(event: Event) -> tuple[dt.datetime | dt.date, dt.datetime | dt.date]:
    if isinstance(event.when, Timed):
        return event.when.start, event.when.end
    return event.when.start.date(), event.when.end.date()  # the day after the last one: exclusive


def _state(event: Event) -> str:
    """STATUS. What has neither a title nor a speaker holds a slot: it is not yet certain."""
    if event.status is Status.CANCELLED:
        return "CANCELLED"
    unknown = isinstance(event.title, Tba) and not event.everybody and not event.kind.is_gathering
    return "TENTATIVE" if unknown or event.status in (Status.TENTATIVE, Status.POSTPONED) else "CONFIRMED"


def _status(event: Event) -> str:
    """In the organisers' words; a slot is tentative until somebody or something is known of it."""
    return Status.TENTATIVE.value if _state(event) == "TENTATIVE" and event.status.takes_place else event.status.value


def organiser(series: Series | None) -> tuple[str, str] | None:
    """Name and address of ORGANIZER: whom the series names for contact, if with an address."""
    contact = series.contact if series else None
    if series is None or contact is None or contact.email is None:
        return None
    return (contact.name or series.name, contact.email)


def _calendars(event: Event, people: Iterable[Appearance]) -> tuple[str, ...]:
    """Those of the event, of its series, of who speaks and of what it is about."""
    things = (event, *((event.series,) if event.series else ()), *(a.speaker for a in people), *topics.of(event))
    return tuple(sorted({routes.calendar(thing) for thing in things}))


# --- sessions ------------------------------------------------------------------------------------


def _sessions(settings: Settings, event: Event, whole: Entry) -> Iterator[Entry]:
    """Those of the sessions that have an hour."""
    words = CalendarWords.of(settings, event.language)
    parts = _parts(event)
    for session, part in zip(event.programme, parts, strict=True):
        if session.time is not None:
            start = zones.nearest(session.date or event.date, session.time, event.zone)
            extent = whole._replace(part=part, start=start, end=_end(event, session, start))
            yield _session(words, event, session, extent)


def _parts(event: Event) -> list[str]:
    """What calendars know each session by: its id, else its title, as sessions have no files of their own.

    Where a title comes again, as that of a coffee break, its day tells which it is, so that an additional break on
    the first day does not change what those of the second one are called.
    """
    parts: list[str] = []
    for session in event.programme:
        title = session.id or slug_of(session.title.text) or "session"
        day = f"{title}-{session.date or event.date}"
        names = itertools.chain((title, day), (f"{day}-{number}" for number in itertools.count(2)))
        parts.append(next(name for name in names if name not in parts))
    return parts


def _session(words: CalendarWords, event: Event, session: Session, entry: Entry) -> Entry:
    if session.place:
        place = words.place(session.place)
        at = session.place.coordinates
        where = (at.latitude, at.longitude) if at else None
        entry = entry._replace(location=place, place=place, coordinates=where)
    speakers = [a for talk in session.talks if isinstance(talk.speakers, tuple) for a in talk.speakers]
    paragraphs = (
        words.how_to_join(event),
        words.status(event.status),
        words.chair(session),
        *(words.talk(talk, event) for talk in session.talks),
        entry.url,
    )
    return entry._replace(
        is_busy=event.status.takes_place,
        summary=words.marked(event, words.session(session, event)),
        description=_joined(paragraphs),
        title=session.title.text,
        recordings=sum(len(talk.video) for talk in session.talks),
        calendars=_calendars(event, speakers),
    )


def _end(event: Event, session: Session, start: dt.datetime) -> dt.datetime:
    """Where a session does not say when it ends: with its talks, else with the next one of its day, or after an hour."""
    if session.ends:
        end = zones.nearest(start.date(), session.ends, event.zone)
        next_day = start.date() + dt.timedelta(days=1)
        return end if zones.utc(end) > zones.utc(start) else zones.nearest(next_day, session.ends, event.zone)
    lengths = [talk.length for talk in session.talks]
    if lengths and all(lengths):
        return zones.after(start, sum(filter(None, lengths), dt.timedelta()))
    same_day = (s.time for s in event.programme if (s.date or event.date) == start.date() and s.time)
    later = min((time for time in same_day if time > start.time()), default=None)
    end = zones.nearest(start.date(), later, event.zone) if later else start
    return end if zones.utc(end) > zones.utc(start) else zones.after(start, HOUR)


# --- texts ---------------------------------------------------------------------------------------


def summary(event: Event, words: CalendarWords) -> str:
    """Speaker first, because a month view shows little more: Kathlén Kohn: Algebraic Geometry …"""
    names = [a.speaker.name for a in event.people]
    people = words.all_of(names if len(names) <= NAMED else [f"{names[0]} {words.others(len(names) - 1)}"])
    return words.marked(event, words.labelled(people, words.title_in_calendars(event)))


def description(settings: Settings, event: Event, words: CalendarWords) -> str:
    """Plain text: how to join, what is special, who, the abstract, and where to read more.

    How to join comes first, because phones show little more than a line. Of a link that is shown for a time only
    there are words but never the link: a feed does not depend on the moment of the build, and programs that read it
    keep what they read, long after the window has closed.
    """
    paragraphs = (
        words.how_to_join(event),
        words.status(event.status),
        *(words.moved_from(was, event) for was in event.previously),
        event.message.text if event.message else "",
        event.series.title.text if event.series else "",
        words.speakers(event),
        event.abstract.text if event.abstract else "",
        words.joint_work(event),
        *(words.material(link, event, routes.outside(settings, link.url)) for link in (*event.video, *event.slides)),
        routes.absolute(settings, routes.address(event)),
    )
    return _joined(paragraphs)


def _joined(paragraphs: Iterable[str]) -> str:
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
