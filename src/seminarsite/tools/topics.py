"""What events are about: each topic once, whatever its spelling."""

from __future__ import annotations

import functools
import hashlib
import unicodedata
from dataclasses import dataclass

from seminarsite.model.event import Event
from seminarsite.model.people import STROKED
from seminarsite.model.site import Site
from seminarsite.tools.characters import slug_of

LONGEST = 80
"""Characters of a slug: a longer name was cut."""


@dataclass(frozen=True)
class Topic:
    """A topic as it was written first; its `slug` is the last part of its address."""

    slug: str
    name: str


@functools.lru_cache(maxsize=10_000)
def topic(name: str) -> Topic:
    """Letters that no slug can hold are told apart by a digest: ai for AI, ai-… for 数论 AI."""
    slug = slug_of(name)
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum())
    if not slug or not letters.translate(STROKED).isascii() or len(slug) >= LONGEST:
        digest = hashlib.sha256(letters.encode() or name.encode()).hexdigest()[:6]
        slug = "-".join(part for part in (slug[:60].strip("-"), digest) if part)
    return Topic(slug, name)


def of(event: Event) -> tuple[Topic, ...]:
    """The topics of an event, each once."""
    return _each_once(event.topics)


@functools.lru_cache(maxsize=10_000)
def _each_once(names: tuple[str, ...]) -> tuple[Topic, ...]:
    return tuple({found.slug: found for found in map(topic, names)}.values())


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
