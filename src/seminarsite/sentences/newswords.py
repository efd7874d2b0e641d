"""Sentences about what has happened to an event."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from seminarsite.judging.news import Moment, Move, News
from seminarsite.model.event import Event
from seminarsite.model.ledger import Kind
from seminarsite.model.values import Clock, Zone
from seminarsite.sentences.calendarwords import CalendarWords
from seminarsite.tools import zones


@dataclass(frozen=True)
class Run:
    """A part of a sentence; struck through if it does not hold any more."""

    text: str
    struck: bool = False


Sentence = tuple[Run, ...]

_KEPT = {name: f"%({name})s" for name in ("old", "new", "place")}
"""Keeps the placeholders of a sentence in it, wherever its language has them."""


class NewsWords(CalendarWords):
    """The words of one language."""

    def label(self, kind: Kind) -> str:
        """In a word or two: Moved."""
        return {
            Kind.ANNOUNCED: self.say("Announced"),
            Kind.TITLE_KNOWN: self.say("Title known"),
            Kind.RETITLED: self.say("New title"),
            Kind.MOVED: self.say("Moved"),
            Kind.PLACE: self.say("Place"),
            Kind.CANCELLED: self.say("Cancelled"),
            Kind.POSTPONED: self.say("Postponed"),
            Kind.WITHDRAWN: self.say("Withdrawn"),
            Kind.TAKES_PLACE: self.say("Takes place after all"),
            Kind.RECORDING: self.say("Recording"),
            Kind.OTHER: self.say("Changed"),
        }[kind]

    def programme_label(self) -> str:
        return self.say("Programme changed")

    def feed_title(self, site: str) -> str:
        return self.say("%(site)s: what changed", site=site)

    def headline(self, news: News) -> str:
        """Moved: Emmy Noether: Invariants"""
        labels = [self.label(kind) for kind in news.kinds]
        if news.programme:
            labels.append(self.programme_label())
        return self.labelled(" · ".join(labels), self.named(news.event)) if news.event else self.unpublished(news)

    def named(self, event: Event) -> str:
        """Emmy Noether: Invariants; Analysis seminar (to be announced)"""
        people = self.all_of([a.speaker.name for a in event.people])
        return self.labelled(people, self.title_in_calendars(event))

    def unpublished(self, news: News) -> str:
        """What is said of an event that was withdrawn, and all that is said of it."""
        series, day = news.series.name if news.series else "", self.day(news.day) if news.day else ""
        if series and day:
            return self.say("An event of %(series)s on %(day)s has been withdrawn.", series=series, day=day)
        if series:
            return self.say("An event of %(series)s has been withdrawn.", series=series)
        if day:
            return self.say("An event on %(day)s has been withdrawn.", day=day)
        return self.say("An event has been withdrawn.")

    def sentences(self, news: News) -> tuple[Sentence, ...]:
        """One for each thing that has happened."""
        if news.event is None:
            return ((Run(self.unpublished(news)),),)
        found = [self._sentence(kind, news, news.event) for kind in news.kinds]
        if news.programme:
            found.append(_sentence(self.say("The programme has changed.")))
        return tuple(found)

    def text(self, news: News) -> str:
        """The same as plain text, with when and where the event is, and whether it takes place."""
        said = " ".join("".join(run.text for run in sentence) for sentence in self.sentences(news))
        if news.event is None:
            return said
        facts = ", ".join(part for part in (self.when(news.event), self.where(news.event)) if part)
        return " ".join(part for part in (said, f"{facts}.", self.status_sentence(news.event)) if part)

    def _sentence(self, kind: Kind, news: News, event: Event) -> Sentence:
        if kind is Kind.MOVED and news.move:
            return self._moved(news.move, event)
        if kind is Kind.PLACE and news.place and self.where(event):
            return _sentence(self.say("The place is now: %(place)s.", **_KEPT), place=Run(self.where(event)))
        return _sentence(
            {
                Kind.ANNOUNCED: self.say("Announced."),
                Kind.TITLE_KNOWN: self.say("The title is known."),
                Kind.RETITLED: self.say("It has a new title."),
                Kind.MOVED: self.say("It has another hour."),
                Kind.PLACE: self.say("It has another place."),
                Kind.CANCELLED: self.say("Cancelled."),
                Kind.POSTPONED: self.say("Postponed."),
                Kind.WITHDRAWN: self.say("Withdrawn."),
                Kind.TAKES_PLACE: self.say("Takes place after all."),
                Kind.RECORDING: self.say("There is a recording."),
                Kind.OTHER: self.say("Changed."),
            }[kind]
        )

    def _moved(self, move: Move, event: Event) -> Sentence:
        """Moved from Wednesday 5 March 2025, 12 noon ET to Thursday 6 March 2025, 1 pm ET (18:00 UTC)."""
        at = 1 if _same(move.old[0], move.new[0]) else 0
        old, new = move.old[at], move.new[at]
        on_same_day = at == 1 and _day(old) == _day(new) == _day(move.new[0])
        # Of an hour that comes twice, only that in UTC tells the two apart.
        in_utc = self._told(old, event) == self._told(new, event)
        before = Run(self._told(old, event, day=not on_same_day, utc=in_utc), struck=True)
        after = Run(self._told(new, event, day=not on_same_day, utc=at == 0), struck=not move.is_latest)
        if at == 1:
            return _sentence(self.say("It ends: %(new)s, not %(old)s.", **_KEPT), new=after, old=before)
        return _sentence(self.say("Moved from %(old)s to %(new)s.", **_KEPT), old=before, new=after)

    def _told(self, moment: Moment, event: Event, *, day: bool = True, utc: bool = False) -> str:
        """Wednesday 5 March 2025, 12 noon ET (17:00 UTC); of whole days the day."""
        if not isinstance(moment, dt.datetime):
            return self.day(moment)
        zone = Zone(moment.tzinfo.key) if isinstance(moment.tzinfo, ZoneInfo) else Zone("UTC")
        label = event.zone_label if zone == event.zone else None
        hour = f"{self.one_hour(moment.time(), event.clock or Clock.H24)} {self.zone(zone, label)}"
        if utc and zone != "UTC":
            there = zones.utc(moment)
            other_day = f"{self.weekday(there)} " if there.date() != moment.date() else ""
            hour = f"{hour} ({other_day}{there:%H:%M} UTC)"
        return self.say_as("when", "%(day)s, %(hour)s", day=self.day(moment), hour=hour) if day else hour


def _same(one: Moment, other: Moment) -> bool:
    if isinstance(one, dt.datetime) and isinstance(other, dt.datetime):
        return zones.utc(one) == zones.utc(other)
    return type(one) is type(other) and one == other


def _day(moment: Moment) -> dt.date | None:
    """None for whole days, which are named in any case."""
    return moment.date() if isinstance(moment, dt.datetime) else None


def _sentence(whole: str, **values: Run) -> Sentence:
    """One of our sentences with its values, which keep whether they are struck through."""
    runs = []
    for number, part in enumerate(re.split(r"%\((old|new|place)\)s", whole)):
        if part:
            runs.append(values[part] if number % 2 else Run(part))
    return tuple(runs)
