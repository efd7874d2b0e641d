"""Everything that was written, as one value, and what of it may be published at a moment.

Reading needs no clock: one reading serves every moment, as the preview's slider of time asks for them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import operator
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType

from seminarsite.diagnostics import Span
from seminarsite.model.entry import Entry
from seminarsite.model.event import Event
from seminarsite.model.fingerprints import Fingerprints
from seminarsite.model.ledger import Ledger
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings, Site
from seminarsite.model.values import Phrase, Prose, Sealed, Secret, Size
from seminarsite.model.walk import keyed
from seminarsite.tools import zones

# A stretch of a text that looks the same on a page, whatever Markdown makes of what stands around it.
_TELLING = re.compile(r"[^\W_][\w ,.;:-]{22,50}[^\W_]")


@dataclass(frozen=True, kw_only=True)
class Written:
    """All entries, drafts and embargoed events among them, each kind in the order of its ids.

    `files`, `sizes` and `weights` are as in Site.
    """

    settings: Settings
    series: tuple[Series, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    events: tuple[Event, ...] = ()
    pages: tuple[Page, ...] = ()
    ledger: Ledger | None = None
    promised: tuple[tuple[str, Span], ...] = ()
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sizes: Mapping[str, Size] = field(default_factory=lambda: MappingProxyType({}))
    weights: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    fingerprints: Fingerprints = field(default_factory=Fingerprints, compare=False, repr=False)

    def at(self, now: dt.datetime) -> Site:
        """The site as of `now` (aware)."""
        published: list[Event] = []
        withheld: list[Event] = []
        for event in self.events:
            (published if _is_public(event, now) else withheld).append(event)
        published.sort(key=attrgetter("order"))
        appearing = {a.speaker.id: a.speaker for e in published for a in e.everybody}
        embargoes = {zones.utc(e.publish_from) for e in withheld if e.publish_from and not e.draft}
        return Site(
            settings=self.settings,
            series=self.series,
            events=tuple(published),
            speakers=tuple(sorted(appearing.values(), key=attrgetter("sorting"))),
            pages=tuple(page for page in self.pages if not page.draft),
            now=now.astimezone(dt.UTC),
            ledger=self.ledger,
            promised=self.promised,
            embargoes=tuple(sorted(embargoes)),
            withheld=tuple((e.id, e.at("draft", "publish_from")) for e in withheld),
            files=self.files,
            sizes=self.sizes,
            weights=self.weights,
            fingerprints=self.fingerprints,
            sealed=Sealing(self, tuple(published), tuple(appearing.values())),
        )

    def at_again(self, now: dt.datetime, before: Written, site: Site) -> Site:
        """The same, from the site that there was `before`: without looking at each event where only texts of some differ."""
        exchanged = [(old, new) for old, new in zip(before.events, self.events, strict=False) if old is not new]
        if (
            not self._differs_in_events_alone(before)
            or not all(_is_public(old, site.now) and _takes_its_place(old, new, now) for old, new in exchanged)
            or not (site.now <= now and all(now < moment for moment in site.embargoes))
        ):
            return self.at(now)
        instead = {id(old): new for old, new in exchanged}
        events = tuple(instead.get(id(event), event) for event in site.events)
        sealed = Sealing(self, events, site.speakers)
        return dataclasses.replace(
            site, settings=self.settings, events=events, now=now.astimezone(dt.UTC), sealed=sealed
        )

    def _differs_in_events_alone(self, before: Written) -> bool:
        """And has as many of them."""
        lists = ((self.series, before.series), (self.speakers, before.speakers), (self.pages, before.pages))
        whole = (self.settings, self.ledger, self.promised, self.files, self.sizes, self.weights, self.fingerprints)
        were = (before.settings, before.ledger, before.promised, before.files, before.sizes, before.weights)
        return (
            len(self.events) == len(before.events)
            and all(len(one) == len(other) and all(map(operator.is_, one, other)) for one, other in lists)
            and all(map(operator.is_, whole, (*were, before.fingerprints)))
        )

    def with_drafts(self, now: dt.datetime) -> Site:
        """The same for the organisers' eyes, with all events and everybody: never to be published."""
        named = (a.speaker for event in self.events for a in event.everybody)
        everybody = {speaker.id: speaker for speaker in (*self.speakers, *named)}
        return dataclasses.replace(
            self.at(now),
            events=tuple(sorted(self.events, key=attrgetter("order"))),
            speakers=tuple(sorted(everybody.values(), key=attrgetter("sorting"))),
        )


@dataclass(frozen=True)
class Sealing:
    """All secrets, and what is told in drafts, with their places, for the oracle: looked for when it first asks."""

    written: Written = field(repr=False)
    events: tuple[Event, ...] = field(repr=False)
    speakers: tuple[Speaker, ...] = field(repr=False)

    def __iter__(self) -> Iterator[Sealed]:
        return iter(self._found)

    @cached_property
    def _found(self) -> tuple[Sealed, ...]:
        whole = self.written
        everything = (whole.settings, *whole.series, *self.events, *self.speakers, *whole.pages)
        public = {id(entry) for entry in everything if not _is_draft(entry)}
        entries = (whole.settings, *whole.series, *whole.events, *whole.speakers, *whole.pages)
        return tuple(_sealed(entries, public))


def _is_draft(entry: Entry) -> bool:
    return isinstance(entry, Page) and entry.draft


def _sealed(entries: Iterable[Entry], public: set[int]) -> Iterator[Sealed]:
    for entry in entries:
        kinds: tuple[type[Secret | Phrase | Prose], ...] = (Secret,) if id(entry) in public else (Secret, Phrase, Prose)
        for key, part in keyed(entry, kinds):
            if isinstance(part, Secret):
                yield Sealed(part, entry.at(key))
                continue
            told = [part.text] if isinstance(part, Phrase) else _TELLING.findall(part.source)[:2]
            yield from (Sealed(Secret(text), entry.at(key), draft=True) for text in told if len(text) >= 12)


def _takes_its_place(old: Event, new: Event, now: dt.datetime) -> bool:
    """Whether it is public, at the same hour, with the same speakers."""
    people, others = ([appearance.speaker for appearance in event.everybody] for event in (old, new))
    same = len(people) == len(others) and all(map(operator.is_, people, others))
    return same and old.order == new.order and _is_public(new, now)


def _is_public(event: Event, now: dt.datetime) -> bool:
    return not event.draft and (event.publish_from is None or event.publish_from <= now)
