"""Atom from plain values, read as XML by the standard library."""

from __future__ import annotations

import dataclasses
import datetime as dt
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from seminarsite.tools import atom

ATOM = "{http://www.w3.org/2005/Atom}"
BEGAN = dt.datetime(2025, 1, 1, 9, tzinfo=dt.UTC)
FEED = atom.Feed(
    id="https://example.org/changes.xml",
    title="Example",
    updated=BEGAN,
    address="https://example.org/changes.xml",
    page="https://example.org/changes/",
    language="en-GB",
    author="Example Society",
)
ENTRY = atom.Entry(id="urn:x:1", title="A & B", updated=BEGAN, link="https://example.org/a/")


def read(feed: atom.Feed) -> ElementTree.Element:
    return ElementTree.fromstring(atom.written(feed))


def text(node: ElementTree.Element, path: str) -> str:
    found = node.find("/".join(f"{ATOM}{step}" for step in path.split("/")))
    assert found is not None, path
    return found.text or ""


def test_a_feed_has_what_rfc_4287_demands() -> None:
    root = read(FEED)
    assert [text(root, tag) for tag in ("id", "title", "updated", "author/name")] == [
        FEED.id,
        "Example",
        "2025-01-01T09:00:00Z",
        "Example Society",
    ]
    links = {link.get("rel"): (link.get("type"), link.get("href")) for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": ("application/atom+xml", FEED.address),
        "alternate": ("text/html", FEED.page),
    }
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"


def test_the_feed_is_as_new_as_its_newest_entry() -> None:
    zone = dt.timezone(dt.timedelta(hours=2))
    later = dataclasses.replace(ENTRY, id="urn:x:2", updated=dt.datetime(2025, 3, 1, 10, tzinfo=zone))
    root = read(dataclasses.replace(FEED, entries=(ENTRY, later)))
    assert text(root, "updated") == "2025-03-01T08:00:00Z"
    assert [text(entry, "updated") for entry in root.findall(f"{ATOM}entry")] == [
        "2025-01-01T09:00:00Z",
        "2025-03-01T08:00:00Z",
    ]


def test_what_an_entry_does_not_have_is_not_there() -> None:
    bare = read(dataclasses.replace(FEED, entries=(ENTRY,)))
    assert [node.tag.removeprefix(ATOM) for node in bare.findall(f"{ATOM}entry/*")] == [
        "title",
        "id",
        "link",
        "updated",
    ]
    full = dataclasses.replace(
        ENTRY,
        related=("https://v.example/1",),
        language="de",
        published=BEGAN,
        summary="Moved.",
        html="<p>x</p>",
        authors=(atom.Author("Emmy Noether", "https://example.org/n/"), atom.Author("Ada")),
        categories=("moved",),
    )
    (entry,) = read(dataclasses.replace(FEED, entries=(full,))).findall(f"{ATOM}entry")
    assert [node.text for node in entry.findall(f"{ATOM}author/{ATOM}name")] == ["Emmy Noether", "Ada"]
    assert [node.get("term") for node in entry.findall(f"{ATOM}category")] == ["moved"]
    assert [node.text for node in entry.findall(f"{ATOM}author/{ATOM}uri")] == ["https://example.org/n/"]
    assert [node.get("href") for node in entry.findall(f"{ATOM}link[@rel='related']")] == ["https://v.example/1"]
    assert text(entry, "published") == "2025-01-01T09:00:00Z"
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert (content.get("type"), content.text) == ("html", "<p>x</p>")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1))
def test_any_text_comes_back_as_it_was(said: str) -> None:
    feed = dataclasses.replace(FEED, entries=(dataclasses.replace(ENTRY, title=said, summary=said),))
    (entry,) = read(feed).findall(f"{ATOM}entry")
    assert [text(entry, "title"), text(entry, "summary")] == [said, said]
