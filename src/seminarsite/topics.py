"""What events are about: each topic once, whatever its spelling."""

from __future__ import annotations

from dataclasses import dataclass

from seminarsite.model.event import Event
from seminarsite.model.site import Site
from seminarsite.texts import slug_of


@dataclass(frozen=True)
class Topic:
    """A topic as it was written first; its `slug` is the last part of its address."""

    slug: str
    name: str


def topic(name: str) -> Topic:
    """In a script that has no slug, the numbers of its letters."""
    return Topic(slug_of(name) or "topic-" + "-".join(f"{ord(c):x}" for c in name[:12]), name)


def of(event: Event) -> tuple[Topic, ...]:
    """The topics of an event, each once."""
    return tuple({found.slug: found for found in map(topic, event.topics)}.values())


def by_topic(site: Site) -> dict[Topic, tuple[Event, ...]]:
    """The events of each topic, in order of the topics' names."""
    names: dict[str, Topic] = {}
    events: dict[str, list[Event]] = {}
    for event in site.events:
        for found in of(event):
            names.setdefault(found.slug, found)
            events.setdefault(found.slug, []).append(event)
    return {
        names[slug]: tuple(events[slug]) for slug in sorted(names, key=lambda slug: (names[slug].name.casefold(), slug))
    }
