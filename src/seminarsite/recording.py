"""What subscribers are told: each entry with its history, and what was published once and is not any more.

Pure: the ledger says what was told, the content what is so now, and the difference is `news`, which
`seminarsite record` writes into the ledger.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from seminarsite import entries, ledger, routes, topics, zones
from seminarsite.calendarwords import CalendarWords
from seminarsite.entries import Entry
from seminarsite.model.event import Event
from seminarsite.model.ledger import WEIGHTY, WITHDRAWN, Facts, History, Ledger, Record
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Settings, Site
from seminarsite.topics import Topic

UNRECORDED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When an entry last changed, where no ledger says so. The moment of the build would tell subscribers at every build
that everything has changed."""

A_DAY = dt.timedelta(days=1, hours=12)

TOLD_AFTER = dt.timedelta(weeks=8)
"""How long after its date a cancelled or withdrawn event still stands in calendars, struck out; its own keeps it."""


@dataclass(frozen=True)
class Told:
    """An entry as subscribers are told of it: UID, SEQUENCE, LAST-MODIFIED, and the calendars that it has left."""

    uid: str
    entry: Entry
    sequence: int
    modified: dt.datetime
    left: frozenset[str] = frozenset()

    @property
    def is_withdrawn(self) -> bool:
        return self.entry.status == WITHDRAWN

    def stands(self, now: dt.datetime) -> bool:
        """Whether a list still holds it: what does not take place leaves some weeks after its date."""
        return self.entry.state != "CANCELLED" or now < self.entry.over + TOLD_AFTER


@dataclass(frozen=True)
class Telling:
    """All that subscribers of a site are told. Worked out when the first calendar is made, and once."""

    site: Site

    @property
    def settings(self) -> Settings:
        return self.site.settings

    @cached_property
    def everything(self) -> tuple[Told, ...]:
        """In order of time."""
        found = [*self._published, *self._withdrawn]
        return tuple(sorted(found, key=lambda told: (told.entry.over, told.uid)))

    @cached_property
    def by_calendar(self) -> Mapping[str, tuple[Told, ...]]:
        """Those of each calendar; those that have left it since are cancelled there."""
        found: dict[str, list[Told]] = {}
        for told in self.everything:
            for address in told.entry.calendars:
                found.setdefault(address, []).append(told)
            for address in sorted(told.left):
                found.setdefault(address, []).append(self._cancelled(told))
        return {address: tuple(those) for address, those in found.items()}

    @cached_property
    def left_behind(self) -> tuple[str, ...]:
        """The addresses of calendars that nothing published has any more, but what is still told to be withdrawn."""
        names = {event.id for event in self.site.events}
        kept: set[str] = set()
        for history in self._ledger.histories.values():
            if self.site.now >= _over(history.facts) + TOLD_AFTER:
                continue
            # An event whose file has another name has a calendar of its own elsewhere.
            is_published = history.facts.event in names or history.uid in {told.uid for told in self._published}
            kept |= {a for a in history.calendars if not (is_published and a.startswith(routes.EVENTS))}
        return tuple(sorted(kept - set(_addresses(self.site)))) if kept else ()

    def news(self, at: dt.datetime) -> Iterator[Record]:
        """What the ledger does not know yet, as noticed at a moment (aware)."""
        at = zones.utc(at).replace(microsecond=0)
        for told in self.everything:
            history = self._ledger.histories.get(told.uid)
            facts = Facts(status=WITHDRAWN) if told.is_withdrawn else told.entry.facts
            before = history.facts if history else Facts()
            if told.is_withdrawn:
                facts = dataclasses.replace(before, status=WITHDRAWN)
            if since := facts.since(before):
                # What is recorded later comes later, also where a clock was put back.
                moment = max(at, history.last + dt.timedelta(seconds=1)) if history else at
                yield Record(uid=told.uid, at=moment, sequence=told.sequence, facts=since)

    @property
    def _ledger(self) -> Ledger:
        return self.site.ledger or Ledger()

    @cached_property
    def _all(self) -> tuple[Entry, ...]:
        return tuple(entries.entries(self.site))

    @cached_property
    def _histories(self) -> Mapping[tuple[str, str], History]:
        """The history of each entry that has one; also where its file has got another name."""
        known = self._ledger.by_event
        found = {key: known[key] for e in self._all if (key := (e.event, e.part)) in known}
        return found | _renamed([e for e in self._all if (e.event, e.part) not in found], known, found)

    @cached_property
    def _published(self) -> tuple[Told, ...]:
        host = urlsplit(self.settings.url).hostname or "localhost"
        told = []
        for entry in self._all:
            history = self._histories.get((entry.event, entry.part))
            if history is None:
                told.append(Told(self._new_uid(entry, host), entry, entry.baseline, UNRECORDED))
                continue
            weighty = WEIGHTY & entry.facts.since(history.facts).keys()
            left = history.calendars - set(entry.calendars)
            told.append(Told(history.uid, entry, history.sequence + bool(weighty), history.last, left))
        return tuple(told)

    def _new_uid(self, entry: Entry, host: str) -> str:
        """Its name at our host, unless something else has had it."""
        name = ".".join(part for part in (entry.event, entry.part) if part)
        number, uid = 1, f"{name}@{host}"
        while uid in self._ledger.histories:
            number, uid = number + 1, f"{name}+{number + 1}@{host}"
        return uid

    @cached_property
    def _withdrawn(self) -> tuple[Told, ...]:
        published = {told.uid for told in self._published}
        gone = (h for uid, h in sorted(self._ledger.histories.items()) if uid not in published)
        return tuple(self._tombstone(history) for history in gone)

    def _tombstone(self, history: History) -> Told:
        """It names the series and the hour and nothing else: why it was withdrawn, nobody but the organisers knows."""
        facts = history.facts
        series = next((s for s in self.site.series if routes.calendar(s) in facts.calendars), None)
        words = CalendarWords((series and series.language) or self.settings.language)
        start, end = ledger.moment(facts.starts), ledger.moment(facts.ends)
        if start is None or end is None:
            start = end = UNRECORDED.date()
        entry = Entry(
            event=facts.event,
            part=facts.part,
            start=start,
            end=end if isinstance(end, dt.datetime) else end + dt.timedelta(days=1),
            over=_over(facts),
            state="CANCELLED",
            is_busy=False,
            summary=words.cancelled(series.name if series else self.settings.title.text),
            description=words.withdrawn(),
            url=routes.absolute(self.settings, routes.address(series or self.settings)),
            status=WITHDRAWN,
            calendars=tuple(sorted(history.calendars)),
        )
        return Told(history.uid, entry, history.sequence + (not history.is_withdrawn), history.last)

    def _cancelled(self, told: Told) -> Told:
        """For a calendar that an event has left: of another series, of somebody who does not speak any more."""
        words = CalendarWords(self.settings.language)
        bare = dataclasses.replace(
            told.entry,
            state="CANCELLED",
            is_busy=False,
            summary=words.cancelled(told.entry.summary),
            description=told.entry.url,
            link="",
        )
        return dataclasses.replace(told, entry=bare)


def _renamed(
    new: list[Entry], known: Mapping[tuple[str, str], History], found: Mapping[tuple[str, str], History]
) -> dict[tuple[str, str], History]:
    """Entries without a history that are, to all appearances, those that have lost their files.

    The same hour in the same series, and the same title; or a title where none was known.
    """
    lost: dict[tuple[str, str], list[History]] = {}
    for key, history in known.items():
        if key not in found and not history.is_withdrawn:
            lost.setdefault((history.facts.starts, history.facts.part), []).append(history)
    candidates: dict[str, list[Entry]] = {}
    for entry in new:
        for history in lost.get((ledger.written(entry.start), entry.part), ()):
            if history.facts.title in ("", entry.title) and _same_series(history.facts, entry.calendars):
                candidates.setdefault(history.uid, []).append(entry)
    by_uid = {history.uid: history for those in lost.values() for history in those}
    result: dict[tuple[str, str], History] = {}
    for uid, those in sorted(candidates.items()):
        key = (those[0].event, those[0].part)
        if len(those) == 1 and key not in result:
            result[key] = by_uid[uid]
    return result


def _over(facts: Facts) -> dt.datetime:
    """When what was told is over; a day ends somewhere on earth until noon UTC of the next."""
    end = ledger.moment(facts.ends) or UNRECORDED
    return zones.utc(end) if isinstance(end, dt.datetime) else dt.datetime.combine(end, dt.time(), dt.UTC) + A_DAY


def _addresses(site: Site) -> Iterator[str]:
    """Those of all calendars of what is published."""
    yield from (routes.calendar(site), routes.ARCHIVE_CALENDAR)
    things: tuple[Series | Speaker | Event | Topic, ...]
    things = (*site.series, *site.speakers, *site.events, *topics.by_topic(site))
    yield from map(routes.calendar, things)


def _same_series(facts: Facts, calendars: Iterable[str]) -> bool:
    def of_series(addresses: Iterable[str]) -> set[str]:
        return {address for address in addresses if address.startswith(routes.SERIES)}

    return of_series(facts.calendars) == of_series(calendars)
