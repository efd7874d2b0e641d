"""Feeds of talks and of recordings for feed readers: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org) of the same items.

What an item is does not depend on the moment of the build. Its identity is that of the event in calendars, so that
it stays the same item under another address; when it was new and when it changed, the ledger tells.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from seminarsite import routes
from seminarsite.calendaring.recording import telling
from seminarsite.model.event import Event
from seminarsite.model.ledger import History
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import Link
from seminarsite.outputs import File
from seminarsite.sentences.wording import Words
from seminarsite.tools import atom, zones

RECORDING = "/recording"
"""What the name of an item of a recording ends with; that of a talk ends with nothing."""

NEWEST = 50
"""How many items a feed holds: readers keep the earlier ones."""

TAGGED = "2026"
"""The year in the names of items (RFC 4151); it says when such names began, and never changes."""


def feeds(site: Site) -> Iterator[File]:
    news = News(site)
    words = Words.of(site.settings)
    title = site.settings.title.text
    talks = Feed(routes.FEED, routes.JSON_FEED, title, recordings=False)
    recordings = Feed(routes.RECORDINGS, routes.JSON_RECORDINGS, words.recordings_of(title), recordings=True)
    for feed in (talks, recordings):
        yield File(address=feed.address, make=_atom, arguments=(news, feed))
        yield File(address=feed.json_address, make=_json, arguments=(news, feed))


@dataclass(frozen=True, kw_only=True)
class Item:
    """A talk, or that there is a recording of one. The moments are in UTC; `html` is safe, its links absolute."""

    id: str
    url: str
    title: str
    published: dt.datetime
    modified: dt.datetime
    summary: str
    html: str
    language: str
    authors: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    picture: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class Feed:
    """Its two addresses, what it is called, and which of the two it is."""

    address: str
    json_address: str
    title: str
    recordings: bool


class Moments(NamedTuple):
    """When a talk, or its recording, was new and when it last changed, in UTC."""

    event: Event
    which: str
    published: dt.datetime
    modified: dt.datetime


@dataclass(frozen=True)
class News:
    """The items of a site, worked out when the first feed is made."""

    site: Site

    def items(self, feed: Feed) -> tuple[Item, ...]:
        return self.recordings if feed.recordings else self.talks

    @cached_property
    def talks(self) -> tuple[Item, ...]:
        """The newest first: what was announced last, which may be a talk before others."""
        return self._newest(Moments(event, "", *self._announced(event)) for event in self.site.events)

    @cached_property
    def recordings(self) -> tuple[Item, ...]:
        recorded = (event for event in self.site.events if _videos(event))
        return self._newest(Moments(event, RECORDING, *self._recorded(event)) for event in recorded)

    def _newest(self, moments: Iterable[Moments]) -> tuple[Item, ...]:
        """Only they become items: of thousands of events, a feed holds few."""

        def order(one: Moments) -> tuple[dt.datetime, dt.datetime, str]:
            return one.published, zones.utc(one.event.when.start), self._id(one)

        return tuple(map(self._item, sorted(moments, key=order, reverse=True)[:NEWEST]))

    @cached_property
    def _uids(self) -> dict[str, str]:
        told = telling(self.site).everything
        return {one.entry.event: one.uid for one in told if not one.entry.part and not one.is_withdrawn}

    def _history(self, event: Event) -> History | None:
        return self.site.ledger.histories.get(self._uids[event.id]) if self.site.ledger else None

    def _announced(self, event: Event) -> tuple[dt.datetime, dt.datetime]:
        """Where no ledger tells more, its own moment puts it in order."""
        history = self._history(event)
        starts = zones.utc(event.when.start)
        published = self._noted(history.first, starts) if history else starts
        modified = history.last if history and history.last > history.first else published
        return published, modified

    def _recorded(self, event: Event) -> tuple[dt.datetime, dt.datetime]:
        """It is new when the first one was there, and changed when another one was."""
        ends = zones.utc(event.when.end)
        noted = [self._noted(moment, ends) for moment in _rises(self._history(event))] or [ends]
        return noted[0], noted[-1]

    def _noted(self, moment: dt.datetime, own: dt.datetime) -> dt.datetime:
        """When something was noted; what was noted when the ledger began had been there before."""
        began = self.site.ledger.began if self.site.ledger else None
        return min(moment, own) if moment == began else moment

    def _id(self, of: Moments) -> str:
        name, _, host = self._uids[of.event.id].partition("@")
        return f"tag:{quote(host)},{TAGGED}:{quote(name)}{of.which}"

    def _item(self, of: Moments) -> Item:
        event, settings = of.event, self.site.settings
        words = Words.of(settings, event.language)
        state = "" if event.status.takes_place else words.status(event.status)
        people = [a.speaker for a in event.people]
        who = words.all_of([speaker.name for speaker in people])
        hour = words.hour_and_zone(event)
        summary = ", ".join(part for part in (words.days(event), hour, words.where(event)) if part)
        links = _videos(event) if of.which else ()
        return Item(
            id=self._id(of),
            url=routes.absolute(settings, routes.address(event)),
            title=words.labelled(state, words.labelled(who, words.title(event))),
            published=of.published,
            modified=max(of.published, of.modified),
            summary=summary,
            html=_html(settings, event, summary, links),
            language=words.language,
            authors=tuple((p.name, routes.absolute(settings, routes.address(p))) for p in people),
            tags=tuple(dict.fromkeys(([event.series.name] if event.series else []) + list(event.topics))),
            picture=routes.absolute(settings, routes.address(event.picture)) if event.picture else "",
            links=tuple(routes.outside(settings, link.url) for link in links),
        )


def _videos(event: Event) -> tuple[Link, ...]:
    """The recordings of an event and of the talks of its programme."""
    talks = (talk for session in event.programme for talk in session.talks)
    return (*event.video, *(link for talk in talks for link in talk.video))


def _rises(history: History | None) -> Iterator[dt.datetime]:
    """The moments at which there was a recording more than before."""
    before = 0
    for record, state in zip(history.records, history.states, strict=True) if history else ():
        if state.recordings > before:
            yield record.at
        before = state.recordings


def _html(settings: Settings, event: Event, summary: str, videos: tuple[Link, ...]) -> str:
    parts = [f"<p>{escape(summary)}</p>"]
    for link in videos:
        url = routes.outside(settings, link.url)
        parts.append(f'<p><a href="{escape(url)}">{escape(link.label or url)}</a></p>')
    if event.abstract:
        parts.append(routes.linked(event.abstract.html, lambda there: routes.absolute(settings, there)))
    return "\n".join(parts)


# --- how they are written ------------------------------------------------------------------------

_NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _atom(news: News, feed: Feed) -> bytes:
    settings = news.site.settings
    address = routes.absolute(settings, feed.address)
    whole = atom.Feed(
        id=address,
        title=feed.title,
        updated=_NEVER,
        address=address,
        page=routes.absolute(settings, routes.HOME),
        language=settings.language,
        author=settings.publisher_name,
        entries=tuple(_entry(item) for item in news.items(feed)),
    )
    return atom.written(whole)


def _entry(item: Item) -> atom.Entry:
    return atom.Entry(
        id=item.id,
        title=item.title,
        updated=item.modified,
        published=item.published,
        link=item.url,
        related=item.links,
        language=item.language,
        summary=item.summary,
        html=item.html,
        authors=tuple(atom.Author(name, page) for name, page in item.authors),
        categories=item.tags,
    )


def _json(news: News, feed: Feed) -> bytes:
    settings = news.site.settings
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": routes.absolute(settings, routes.HOME),
        "feed_url": routes.absolute(settings, feed.json_address),
        "description": settings.description,
        "language": settings.language,
        "authors": [{"name": settings.publisher_name}],
        "items": [_json_item(item) for item in news.items(feed)],
    }
    return (json.dumps(_filled(whole), ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: Item) -> dict[str, object]:
    values = {
        "id": item.id,
        "url": item.url,
        "external_url": item.links[0] if item.links else None,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "image": item.picture,
        "date_published": atom.moment(item.published),
        "date_modified": atom.moment(item.modified),
        "authors": [{"name": name, "url": url} for name, url in item.authors],
        "tags": list(item.tags),
        "language": item.language,
    }
    return _filled(values)


def _filled(values: Mapping[str, object]) -> dict[str, object]:
    """Without what is not known; a feed without items has an empty list of them."""
    return {key: value for key, value in values.items() if value or key == "items"}
