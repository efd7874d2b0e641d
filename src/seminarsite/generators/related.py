"""Which other events an event leads on to: those of the same speakers, and those on the same topics.

What is nearest in time comes first, so that nothing here depends on the moment of the build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from seminarsite.model.event import Event
from seminarsite.model.site import Site
from seminarsite.tools import topics

MOST = 4
"""Of each kind; the pages of speakers and topics have them all."""

NEAR = 12
"""How many events of a topic before and after one are looked at: a topic may have thousands."""


@dataclass(frozen=True)
class Related:
    by_speaker: tuple[Event, ...]
    by_topic: tuple[Event, ...]


class Relations:
    """Knows the topics of all events of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._by_topic = {topic.slug: events for topic, events in topics.by_topic(site).items()}
        self._places: dict[str, dict[str, int]] = {}

    def of(self, event: Event) -> Related:
        theirs = {e.id: e for a in event.people for e in self._site.events_with(a.speaker) if e.id != event.id}
        return Related(_nearest(event, [*theirs.values()]), self._by_topics(event, theirs) if event.topics else ())

    def _by_topics(self, event: Event, but: Container[str]) -> tuple[Event, ...]:
        shared: Counter[str] = Counter()
        found: dict[str, Event] = {}
        for topic in topics.of(event):
            for other in self._near(topic.slug, event):
                if other.id not in but and other.id != event.id:
                    shared[other.id] += 1
                    found[other.id] = other
        by_topic = sorted(found.values(), key=lambda e: (-shared[e.id], _distance(event, e), e.id))
        return _in_order(by_topic[:MOST])

    def _near(self, slug: str, event: Event) -> tuple[Event, ...]:
        events = self._by_topic[slug]
        if slug not in self._places:
            self._places[slug] = {event.id: place for place, event in enumerate(events)}
        place = self._places[slug][event.id]
        return events[max(0, place - NEAR) : place + NEAR + 1]


def _distance(one: Event, other: Event) -> float:
    return abs((one.when.start - other.when.start).total_seconds())


def _nearest(event: Event, others: list[Event]) -> tuple[Event, ...]:
    if len(others) > MOST:
        others = sorted(others, key=lambda e: (_distance(event, e), e.id))[:MOST]
    return _in_order(others)


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """The latest first, as in every list."""
    return tuple(sorted(events, key=lambda e: e.order, reverse=True))
