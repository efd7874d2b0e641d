"""An Atom feed (RFC 4287) from plain values: what it says is the business of others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from xml.etree import ElementTree

_NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Author:
    """`page` is the address of a page about this person, if there is one."""

    name: str
    page: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`id` is a URI that never changes, `updated` and `published` are aware moments, `link` is the address of a page,
    `related` those of what else belongs to it, `summary` plain text, `html` sanitised and with absolute links.
    `language` where it is not that of the feed. Where nobody is named, the author of the feed is that of the entry.
    """

    id: str
    title: str
    updated: dt.datetime
    link: str
    published: dt.datetime | None = None
    language: str = ""
    related: tuple[str, ...] = ()
    summary: str = ""
    html: str = ""
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """`address` is its own, `page` that of the page which shows the same; the entries stand in the order given.

    `updated` (aware) is when it last changed, where no entry is of a later moment.
    """

    id: str
    title: str
    updated: dt.datetime
    address: str
    page: str
    language: str
    author: str
    entries: tuple[Entry, ...] = ()


def written(feed: Feed) -> bytes:
    """The file, in UTF-8."""
    root = ElementTree.Element("feed", xmlns=_NAMESPACE)
    root.set("xml:lang", feed.language)
    _text(root, "title", feed.title)
    _text(root, "id", feed.id)
    ElementTree.SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    ElementTree.SubElement(root, "link", rel="alternate", type="text/html", href=feed.page)
    _text(root, "updated", moment(max((feed.updated, *(entry.updated for entry in feed.entries)))))
    _text(ElementTree.SubElement(root, "author"), "name", feed.author)
    for entry in feed.entries:
        _entry(root, entry)
    ElementTree.indent(root)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _entry(root: ElementTree.Element, entry: Entry) -> None:
    node = ElementTree.SubElement(root, "entry", {"xml:lang": entry.language} if entry.language else {})
    _text(node, "title", entry.title)
    _text(node, "id", entry.id)
    ElementTree.SubElement(node, "link", rel="alternate", type="text/html", href=entry.link)
    for address in entry.related:
        ElementTree.SubElement(node, "link", rel="related", href=address)
    if entry.published:
        _text(node, "published", moment(entry.published))
    _text(node, "updated", moment(entry.updated))
    for author in entry.authors:
        person = ElementTree.SubElement(node, "author")
        _text(person, "name", author.name)
        if author.page:
            _text(person, "uri", author.page)
    for category in entry.categories:
        ElementTree.SubElement(node, "category", term=category)
    if entry.summary:
        _text(node, "summary", entry.summary)
    if entry.html:
        # As HTML: MathML has names that XML does not know.
        _text(node, "content", entry.html).set("type", "html")


def _text(parent: ElementTree.Element, tag: str, text: str) -> ElementTree.Element:
    node = ElementTree.SubElement(parent, tag)
    node.text = text
    return node


def moment(at: dt.datetime) -> str:
    """An aware moment in UTC (RFC 3339)."""
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
