"""The Atom feed, read as XML by the standard library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers_html import Html
from helpers_site import STATES, demo, event, made
from seminarsite.feeds import NEWEST

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENTS = ("2023-03-20T12:00:00+00:00", "2026-11-21T12:00:00+00:00")


def entries(content: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(content).findall(f"{ATOM}entry")


def text(element: ElementTree.Element, tag: str) -> str:
    (found,) = element.findall(f"{ATOM}{tag}")
    return found.text or ""


@pytest.fixture
def states(write_site: Callable[..., Path]) -> bytes:
    return made(write_site(STATES))["feed.xml"]


def test_a_feed_has_what_rfc_4287_demands(states: bytes) -> None:
    for content in (states, demo(MOMENTS[0])["feed.xml"]):
        feed = ElementTree.fromstring(content)
        assert feed.tag == f"{ATOM}feed"
        assert content.startswith(b"<?xml")
        rel = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert rel["self"] == text(feed, "id")
        assert rel["self"].endswith("/feed.xml")
        for part in (feed, *entries(content)):
            assert text(part, "title")
            assert text(part, "id").startswith("https://example.org/")
            assert text(part, "updated").endswith("Z")


def test_ids_are_unique_and_lead_to_the_pages(states: bytes) -> None:
    ids = [text(entry, "id") for entry in entries(states)]
    assert len(ids) == len(set(ids)) == sum(name.startswith("events/") for name in STATES)
    assert "https://example.org/sub/path/events/confirmed/" in ids


def test_the_latest_comes_first_and_the_oldest_are_left_out(write_site: Callable[..., Path]) -> None:
    days = [f"20{year}-{month:02}-10" for year in range(10, 16) for month in range(1, 13)]
    files = {f"events/talk-{day}.md": event(day, "time: 12:00", f"title: On {day}") for day in days}
    titles = [text(entry, "title") for entry in entries(made(write_site(files))["feed.xml"])]
    assert titles == [f"On {day}" for day in reversed(days)][:NEWEST]


def test_a_state_stands_before_the_title(states: bytes) -> None:
    titles = [text(entry, "title") for entry in entries(states)]
    assert "Cancelled: To be announced" in titles
    assert "Postponed: Postponed" in titles


def test_links_of_the_text_are_absolute_and_its_examples_stay_as_they_are(write_site: Callable[..., Path]) -> None:
    body = 'See [the archive](/archive/#s2024) and write `<a href="/x/">` or `key="/y"`.'
    talk = event("2025-01-08", "time: 12:00", "title: T", body=body)
    content = made(write_site({"events/talk.md": talk}))["feed.xml"]
    (entry,) = entries(content)
    html = Html(text(entry, "content"))
    assert [a["href"] for a in html.all("a")] == ["https://example.org/seminar/archive/#s2024"]
    assert [code.text for code in html.all("code")] == ['<a href="/x/">', 'key="/y"']


def test_the_feed_does_not_depend_on_the_moment() -> None:
    first, second = (demo(moment)["feed.xml"] for moment in MOMENTS)
    assert first == second


def test_an_empty_site_has_an_empty_feed(write_site: Callable[..., Path]) -> None:
    content = made(write_site())["feed.xml"]
    assert entries(content) == []
    assert text(ElementTree.fromstring(content), "updated").endswith("Z")
