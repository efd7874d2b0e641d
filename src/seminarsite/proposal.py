"""What `new` proposes from what the site knows: whose name that is, the day, the hour, the folder."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from seminarsite import scaffold
from seminarsite.judging import slots
from seminarsite.model.event import Event, Status, Timed
from seminarsite.model.people import Speaker
from seminarsite.model.season import season_of
from seminarsite.model.series import Series
from seminarsite.model.site import Site
from seminarsite.model.values import MonthDay, Tba
from seminarsite.tools.characters import folded, slug_of, tidy

ALIKE = 0.85
"""From how much likeness of two names on (0 to 1, see difflib) somebody is asked whether they are one person."""

EVENTS, SPEAKERS = "content/events", "content/speakers"


# --- people --------------------------------------------------------------------------------------


def speaker_named(site: Site, name: str) -> Speaker | None:
    """The known speaker of a name, of another spelling of it, or of the name of a file."""
    wanted = folded(name)
    for speaker in site.speakers:
        if wanted in (speaker.id, *map(folded, (speaker.name, *speaker.also_known_as))):
            return speaker
    return None


def speaker_like(site: Site, name: str) -> Speaker | None:
    """The known speaker whose name is nearly this one: an accent, a letter, an initial, or the other order."""
    wanted = slug_of(name)
    if not wanted:
        return None
    near = [(_likeness(wanted, slug_of(speaker.name)), speaker) for speaker in site.speakers]
    likeness, speaker = max(near, key=lambda pair: pair[0], default=(0.0, None))
    return speaker if likeness >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    words, others = one.split("-"), other.split("-")
    if sorted(words) == sorted(others):
        return 1.0
    initials = len(words[0]) == 1 or len(others[0]) == 1
    if words[-1] == others[-1] and initials and words[0][:1] == others[0][:1]:
        return 0.95
    return difflib.SequenceMatcher(None, one, other).ratio()


# --- when ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Day:
    """A day for an event. `is_guess` where only the rhythm of years says so; `time` is that of the last edition."""

    date: dt.date
    is_guess: bool = False
    time: dt.time | None = None


def next_day(site: Site, series: Series | None) -> Day:
    """The next free day of a series, from today on in the zone of the site."""
    events = _events(site, series)
    busy = slots.taken(events)
    date = scaffold.next_free_date(series, busy, site.today)
    if series and series.lecture and not series.slots and events:
        return Day(date, is_guess=True, time=usual_time(site, series, date))
    return Day(date)


def usual_time(site: Site, series: Series | None, date: dt.date) -> dt.time | None:
    """The hour that an event has: that of the slot or series; else that of the last event of a lecture."""
    if series is None:
        return None
    slot = series.slot_on(date)
    if slot or series.time:
        return slot.time if slot else series.time
    last = next((e for e in reversed(_events(site, series)) if isinstance(e.when, Timed)), None)
    same_zone = last and last.zone == (series.zone or site.settings.zone)
    return last.time if last and same_zone and series.lecture else None


def has_hour(series: Series | None, date: dt.date) -> bool:
    """Whether an event needs no hour of its own."""
    return bool(series and (series.slot_on(date) or series.time))


def waiting(site: Site, series: Series | None, date: dt.date | None = None) -> tuple[Event, ...]:
    """Events to come that nobody speaks at yet, all of them or those of a day."""
    return tuple(
        event
        for event in _events(site, series)
        if event.when.end > site.now
        and event.status.takes_place
        and not event.kind.is_gathering
        and isinstance(event.speakers, Tba)
        and isinstance(event.title, Tba)
        and date in (None, event.date)
    )


def cancelled_on(site: Site, series: Series | None, until: dt.date) -> tuple[Event, ...]:
    """Events before a day whose place in the calendar is free, but that calendars show as cancelled."""
    return tuple(
        event
        for event in _events(site, series)
        if site.today <= event.date < until and event.status in (Status.CANCELLED, Status.POSTPONED)
    )


def season_days(
    site: Site, series: Series, first: dt.date, last: dt.date, skip: Iterable[tuple[dt.date, dt.date]]
) -> tuple[dt.date, ...]:
    """The free days of a series in a range, without those that are skipped (from, to, both counted in)."""
    skipped = tuple(skip)
    free = slots.free_days(series, slots.taken(_events(site, series)), first, last)
    return tuple(day for day in free if not any(start <= day <= end for start, end in skipped))


def end_of_season(date: dt.date, starts: MonthDay) -> dt.date:
    """The last day of the season that a day is in."""
    return dt.date(season_of(date, starts).year + 1, starts.month, starts.day) - dt.timedelta(days=1)


def remarks(day: Day, *, draft: bool) -> list[str]:
    """Lines of its file that wait for a decision."""
    found = ["draft: yes  # not published; take this line out when it may be seen"] if draft else []
    if day.is_guess:
        found.append("status: tentative  # the day is a guess; take this line out when it is settled")
    return found


# --- where it is written -------------------------------------------------------------------------


def folder_of(site: Site, series: Series | None) -> str:
    """Where the files of a series' events are: that of the last one."""
    events = _events(site, series)
    return PurePosixPath(events[-1].at().path).parent.as_posix() if events else EVENTS


def _events(site: Site, series: Series | None) -> tuple[Event, ...]:
    return site.events_of(series) if series else site.events


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """A speaker as somebody types: the name, and what is known besides."""

    name: str
    affiliation: str | None = None
    homepage: str | None = None
    email: str | None = field(default=None, repr=False)
    resembles: Speaker | None = None
    """Somebody known who has nearly this name, and is another person."""

    @property
    def is_told_of(self) -> bool:
        return bool(self.affiliation or self.homepage or self.email)


def written(site: Site, somebody: Somebody) -> tuple[scaffold.Person, dict[str, str]]:
    """How a speaker stands in the file of an event, and the speaker's own new file, if there is to be one."""
    known = None if somebody.resembles else speaker_named(site, somebody.name)
    if known is None:
        file = told_apart(somebody)
        if somebody.is_told_of or somebody.resembles:
            file |= file_of(somebody)
        return scaffold.Person(tidy(somebody.name)), file
    then = somebody.affiliation if somebody.affiliation != known.affiliation else None
    return scaffold.Person(known.name, then), {}


def file_of(somebody: Somebody) -> dict[str, str]:
    """The file of a new speaker."""
    return scaffold.speaker(
        tidy(somebody.name),
        affiliation=somebody.affiliation,
        homepage=somebody.homepage,
        email=somebody.email,
        not_=somebody.resembles.name if somebody.resembles else None,
    )


def told_apart(somebody: Somebody) -> dict[str, str]:
    """A file for the known speaker who has nearly the same name, if there is none: two files are two people."""
    other = somebody.resembles
    return scaffold.speaker(other.name) if other and not has_file(other) else {}


def has_file(speaker: Speaker) -> bool:
    """Whether a speaker has a file of their own; else only events name them."""
    return speaker.at().path.startswith(f"{SPEAKERS}/")
