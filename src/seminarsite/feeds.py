"""An Atom feed (RFC 4287) of all talks, the latest first, for feed readers."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from seminarsite import routes, zones
from seminarsite.model.event import Event
from seminarsite.model.site import Settings, Site
from seminarsite.outputs import File
from seminarsite.wording import Words

NEWEST = 50
"""How many talks the feed holds: readers keep the earlier ones."""


def talks(site: Site) -> Iterator[File]:
    newest = tuple(reversed(site.events))[:NEWEST]
    yield File(address=routes.FEED, make=_atom, arguments=(site.settings, newest))


def _atom(settings: Settings, events: tuple[Event, ...]) -> bytes:
    feed = ElementTree.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    feed.set("xml:lang", settings.language)
    address = routes.absolute(settings, routes.FEED)
    home = routes.absolute(settings, routes.HOME)
    _text(feed, "title", settings.title.text)
    _text(feed, "id", address)
    ElementTree.SubElement(feed, "link", rel="self", type="application/atom+xml", href=address)
    ElementTree.SubElement(feed, "link", rel="alternate", type="text/html", href=home)
    _text(feed, "updated", _moment(events[0]) if events else "2000-01-01T00:00:00Z")
    _text(
        ElementTree.SubElement(feed, "author"),
        "name",
        settings.publisher.name if settings.publisher else settings.title.text,
    )
    for event in events:
        _entry(feed, settings, event)
    ElementTree.indent(feed)
    body: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _entry(feed: ElementTree.Element, settings: Settings, event: Event) -> None:
    words = Words(settings.language)
    entry = ElementTree.SubElement(feed, "entry")
    address = routes.absolute(settings, routes.address(event))
    state = f"{words.status(event.status)}: " if not event.status.takes_place else ""
    _text(entry, "title", state + words.title(event))
    _text(entry, "id", address)
    ElementTree.SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    # When an entry changed is recorded nowhere yet; the talk's own moment puts the talks in order.
    _text(entry, "updated", _moment(event))
    for appearance in event.people:
        _text(ElementTree.SubElement(entry, "author"), "name", appearance.speaker.name)
    hour = f"{words.hour(event)} {words.zone(event.zone, event.zone_label)}" if words.hour(event) else ""
    facts = [words.days(event), hour, words.where(event)]
    _text(entry, "summary", ", ".join(fact for fact in facts if fact))
    if event.abstract:
        content = ElementTree.SubElement(entry, "content", type="html")
        content.text = routes.linked(event.abstract.html, lambda there: routes.absolute(settings, there))


def _text(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = text


def _moment(event: Event) -> str:
    return f"{zones.utc(event.when.start):%Y-%m-%dT%H:%M:%SZ}"
