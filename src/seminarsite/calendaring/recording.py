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

from seminarsite import routes
from seminarsite.calendaring import entries
from seminarsite.calendaring.entries import Entry
from seminarsite.model.event import Event
from seminarsite.model.ledger import WEIGHTY, WITHDRAWN, Facts, History, Ledger, Record
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Settings, Site, once
from seminarsite.reading import ledger
from seminarsite.sentences.calendarwords import CalendarWords
from seminarsite.tools import topics, zones
from seminarsite.tools.topics import Topic

UNRECORDED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When an entry last changed, where no ledger says so. The moment of the build would tell subscribers at every build
that everything has changed."""

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

    @property
    def told_until(self) -> dt.datetime:
        """When lists stop to say that it is cancelled, or cancelled there."""
        return self.entry.over + TOLD_AFTER

    def stands(self, now: dt.datetime) -> bool:
        """Whether a list still holds it: what does not take place leaves some weeks after its date."""
        return self.entry.state != "CANCELLED" or now < self.told_until


@dataclass(frozen=True)
class Telling:
    """All that subscribers of a site are told; `telling` has that of a site for whoever asks."""

    site: Site

    @property
    def settings(self) -> Settings:
        return self.site.settings

    @cached_property
    def everything(self) -> tuple[Told, ...]:
        """In order of time."""
        found = [*self._published, *self._withdrawn]
        return tuple(sorted(found, key=lambda told: (told.entry.over, _instant(told.entry.start), told.uid)))

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
        """The addresses of calendars that nothing published has any more, but what is still cancelled there."""
        gone = (told for told in self.everything if told.is_withdrawn or told.left)
        telling = (told for told in gone if self.site.now < told.told_until)
        kept = {address for told in telling for address in (told.entry.calendars if told.is_withdrawn else told.left)}
        return tuple(sorted(kept - self._addresses)) if kept else ()

    @cached_property
    def last_words(self) -> tuple[tuple[dt.datetime, str], ...]:
        """When lists change by time alone, and for which event (none where it is not public any more): what is cancelled somewhere is not told any more."""
        going = (told for told in self.everything if told.left or told.entry.state == "CANCELLED")
        return tuple(sorted({(told.told_until, "" if told.is_withdrawn else told.entry.event) for told in going}))

    def news(self, at: dt.datetime) -> Iterator[Record]:
        """What the ledger does not know yet, as noticed at a moment (aware)."""
        at = zones.utc(at).replace(microsecond=0)
        for told in self.everything:
            history = self._ledger.histories.get(told.uid)
            before = history.facts if history else Facts()
            key = told.entry.event, told.entry.part
            facts = dataclasses.replace(before, status=WITHDRAWN) if told.is_withdrawn else self._facts[key]
            if since := facts.since(before):
                # What is recorded later comes later, also where a clock was put back.
                moment = max(at, history.last + dt.timedelta(seconds=1)) if history else at
                yield Record(uid=told.uid, at=moment, sequence=told.sequence, facts=since)

    @cached_property
    def _ledger(self) -> Ledger:
        return self.site.ledger or Ledger()

    @cached_property
    def _all(self) -> tuple[Entry, ...]:
        return tuple(entries.entries(self.site))

    @cached_property
    def _facts(self) -> Mapping[tuple[str, str], Facts]:
        """What the ledger would keep of each entry."""
        return {(entry.event, entry.part): entry.facts for entry in self._all}

    @cached_property
    def _histories(self) -> Mapping[tuple[str, str], History]:
        """The history of each entry that has one; also where its file has got another name."""
        known = self._ledger.by_event
        found = {
            key: known[key] for e in self._all if (key := (e.event, e.part)) in known and not _is_another(known[key], e)
        }
        lost = [history for key, history in known.items() if key not in found]
        return found | _renamed([e for e in self._all if (e.event, e.part) not in found], lost)

    @cached_property
    def _published(self) -> tuple[Told, ...]:
        host = urlsplit(self.settings.url).hostname or "localhost"
        told = []
        for entry in self._all:
            history = self._histories.get((entry.event, entry.part))
            if history is None:
                told.append(Told(self._new_uid(entry, host), entry, entry.baseline, UNRECORDED))
                continue
            facts = self._facts[entry.event, entry.part]
            rises = bool(WEIGHTY & facts.since(history.facts).keys()) or _turns(history, entry)
            left = self._speaking(_lists(history.calendars)) - set(entry.calendars)
            told.append(Told(history.uid, entry, history.sequence + rises, history.last, left))
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
        own = frozenset(map(routes.calendar, self.site.events))
        return tuple(self._tombstone(history, own) for history in gone)

    def _tombstone(self, history: History, taken: frozenset[str]) -> Told:
        """It names the series and the hour and nothing else: why it was withdrawn, nobody but the organisers knows."""
        facts = history.facts
        series = next((s for s in self.site.series if routes.calendar(s) in facts.calendars), None)
        words = CalendarWords.of(self.settings, series.language if series else None)
        start, end = _extent(facts)
        entry = Entry(
            event=facts.event,
            part=facts.part,
            start=start,
            end=end,
            over=_over(facts),
            state="CANCELLED",
            is_busy=False,
            summary=words.cancelled(series.name if series else self.settings.title.text),
            description=words.withdrawn(),
            url=routes.absolute(self.settings, routes.address(series or self.settings)),
            status=WITHDRAWN,
            # Where another event has its address by now, its calendar is that of the other one.
            calendars=tuple(sorted(self._speaking(history.calendars - taken))),
        )
        return Told(history.uid, entry, history.sequence + (not history.is_withdrawn), history.last)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """Those of all calendars of what is published."""
        lists = (routes.calendar(self.site), routes.ARCHIVE_CALENDAR)
        things: tuple[Series | Speaker | Event | Topic, ...]
        things = (*self.site.series, *self.site.speakers, *self.site.events, *topics.by_topic(self.site))
        return frozenset((*lists, *map(routes.calendar, things)))

    def _speaking(self, calendars: Iterable[str]) -> frozenset[str]:
        """Those in which something may be said to be cancelled: that of a person who is named nowhere else would tell
        who it was, and what it was about."""
        public = (address for address in calendars if address.startswith((routes.EVENTS, routes.SERIES)))
        return frozenset((*public, *self._addresses.intersection(calendars)))

    def _cancelled(self, told: Told) -> Told:
        """For a calendar that an event has left: of another series, of somebody who does not speak any more."""
        if told.entry.state == "CANCELLED":
            return told
        words = CalendarWords.of(self.settings)
        bare = told.entry._replace(
            state="CANCELLED",
            is_busy=False,
            summary=words.cancelled(told.entry.summary),
            description=told.entry.url,
            link="",
            made_of=None,
        )
        return dataclasses.replace(told, entry=bare)


telling = once(Telling)


def _is_another(history: History, entry: Entry) -> bool:
    """Whether an entry only has the name of what was withdrawn: another talk, when subscribers have long forgotten."""
    is_same = bool(entry.title) and entry.title == history.facts.title
    return history.is_withdrawn and not is_same and _instant(entry.start) > _over(history.facts) + TOLD_AFTER


def _renamed(new: Iterable[Entry], lost: Iterable[History]) -> dict[tuple[str, str], History]:
    """Entries without a history that are, to all appearances, those that have lost their files or their titles.

    Where two of them may be the same one, none is: who looks must not be told of one as of another.
    """
    candidates: dict[tuple[str, bool], list[Entry]] = {}
    for entry in new:
        candidates.setdefault((ledger.written(entry.start), bool(entry.part)), []).append(entry)
    result: dict[tuple[str, str], History] = {}
    # What is sure comes first: what stood there to the last, under the same title.
    for history in sorted(lost, key=lambda h: (h.is_withdrawn, not h.facts.title, h.uid)):
        those = candidates.get((history.facts.starts, bool(history.facts.part)), ())
        same = [e for e in those if (e.event, e.part) not in result and _is_same(history.facts, e)]
        if len(same) == 1:
            result[same[0].event, same[0].part] = history
    return result


def _is_same(facts: Facts, entry: Entry) -> bool:
    """At the same hour: in the same series, the same title or one where none was known; or a session of the same event."""
    if entry.part and facts.event == entry.event:
        return True
    return facts.title in ("", entry.title) and _of_series(facts.calendars) == _of_series(entry.calendars)


def _of_series(calendars: Iterable[str]) -> set[str]:
    return {address for address in calendars if address.startswith(routes.SERIES)}


def _lists(calendars: Iterable[str]) -> frozenset[str]:
    """The calendars that people subscribe to: all but an event's own, which follows its name."""
    return frozenset(address for address in calendars if not address.startswith(routes.EVENTS))


def _turns(history: History, entry: Entry) -> bool:
    """Whether it leaves a calendar, where it is cancelled then, or comes back: there SEQUENCE must rise."""
    before, now, ever = (_lists(those) for those in (history.facts.calendars, entry.calendars, history.calendars))
    return bool(before - now or (now - before) & ever)


def _extent(facts: Facts) -> tuple[dt.datetime | dt.date, dt.datetime | dt.date]:
    """When it was to take place, as in an Entry; long ago where the ledger does not tell."""
    start, end = ledger.moment(facts.starts), ledger.moment(facts.ends)
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime) and start <= end:
        return start, end
    if start is None or end is None or isinstance(start, dt.datetime) or isinstance(end, dt.datetime) or end < start:
        start = end = UNRECORDED.date()
    return start, end + dt.timedelta(days=1)


def _over(facts: Facts) -> dt.datetime:
    """When what was told is over."""
    return _instant(_extent(facts)[1])


def _instant(moment: dt.datetime | dt.date) -> dt.datetime:
    """In UTC; a day ends everywhere on earth at noon of the next one."""
    return zones.utc(moment) if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, dt.time(12), dt.UTC)
