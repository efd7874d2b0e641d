"""Feeds of talks and of recordings, read as XML and JSON by the standard library."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers_html import Html
from helpers_site import STATES, demo, event, made
from seminarsite.diagnostics import Report
from seminarsite.generators.feeds import NEWEST
from seminarsite.publishing import record
from seminarsite.reading.content import read_site

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENTS = ("2023-03-20T12:00:00+00:00", "2026-11-21T12:00:00+00:00")

FEEDS = ("feed.xml", "feed.json", "recordings.xml", "recordings.json")


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
            assert text(part, "id").startswith(("https://example.org/", "tag:example.org,2026:"))
            assert text(part, "updated").endswith("Z")
        for entry in entries(content):
            assert text(entry, "published") <= text(entry, "updated") <= text(feed, "updated")
            assert text(entry, "content").startswith("<p>")


def test_ids_are_unique_and_links_lead_to_the_pages(states: bytes) -> None:
    ids = [text(entry, "id") for entry in entries(states)]
    assert len(ids) == len(set(ids)) == sum(name.startswith("events/") for name in STATES)
    assert "tag:example.org,2026:confirmed" in ids
    links = [link.get("href") for e in entries(states) for link in e.findall(f"{ATOM}link")]
    assert "https://example.org/sub/path/events/confirmed/" in links


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
    for feed in FEEDS:
        first, second = (demo(moment)[feed] for moment in MOMENTS)
        assert first == second


def test_an_empty_site_has_an_empty_feed(write_site: Callable[..., Path]) -> None:
    files = made(write_site())
    for feed in ("feed.xml", "recordings.xml"):
        assert entries(files[feed]) == []
        assert text(ElementTree.fromstring(files[feed]), "updated").endswith("Z")
    for feed in ("feed.json", "recordings.json"):
        assert json.loads(files[feed])["items"] == []


# --- JSON Feed -----------------------------------------------------------------------------------


def test_a_json_feed_has_the_same_items_as_the_atom_feed(write_site: Callable[..., Path]) -> None:
    files = made(write_site(STATES))
    for atom, other in (("feed.xml", "feed.json"), ("recordings.xml", "recordings.json")):
        feed = json.loads(files[other])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == f"https://example.org/sub/path/{other}"
        assert feed["home_page_url"] == "https://example.org/sub/path/"
        same = [(text(e, "id"), text(e, "title"), text(e, "updated"), text(e, "content")) for e in entries(files[atom])]
        assert [(i["id"], i["title"], i["date_modified"], i["content_html"]) for i in feed["items"]] == same


def test_an_item_in_full(write_site: Callable[..., Path]) -> None:
    talk = event(
        "2025-03-12", "time: 12:00", "title: On $x^2$ & <b>", "speaker: Emmy Noether", "topics: [Optimal transport]",
        "language: de", "online: Zoom", body="See [here](/archive/).",
    )  # fmt: skip
    (item,) = json.loads(made(write_site({"events/talk.md": talk}))["feed.json"])["items"]
    assert item == {
        "id": "tag:example.org,2026:talk",
        "url": "https://example.org/seminar/events/talk/",
        "title": "Emmy Noether: On x² & <b>",
        "summary": "Mittwoch, 12. März 2025, 12:00 Uhr Ortszeit Zürich, Online über Zoom",
        "content_html": "<p>Mittwoch, 12. März 2025, 12:00 Uhr Ortszeit Zürich, Online über Zoom</p>\n"
        '<p>See <a href="https://example.org/seminar/archive/" rel="noopener noreferrer">here</a>.</p>',
        "date_published": "2025-03-12T11:00:00Z",
        "date_modified": "2025-03-12T11:00:00Z",
        "authors": [{"name": "Emmy Noether", "url": "https://example.org/seminar/speakers/emmy-noether/"}],
        "tags": ["Optimal transport"],
        "language": "de",
    }


# --- recordings ----------------------------------------------------------------------------------

VIDEO = "video: {url: 'https://video.example/?a=1&b=2', label: Part 1}"


def test_recordings(write_site: Callable[..., Path]) -> None:
    workshop = event(
        "2025-01-07", "kind: workshop", "title: W",
        "programme: [{title: S, talks: [{title: One, video: 'https://video.example/one'}]}]",
    )  # fmt: skip
    files = made(
        write_site(
            {
                "events/with.md": event("2025-01-08", "time: 12:00", "title: With", "speaker: Emmy Noether", VIDEO),
                "events/without.md": event("2025-01-09", "time: 12:00", "title: Without"),
                "events/workshop.md": workshop,
            }
        )
    )
    one, other = json.loads(files["recordings.json"])["items"]
    assert (one["id"], one["title"]) == ("tag:example.org,2026:with/recording", "Emmy Noether: With")
    assert one["external_url"] == "https://video.example/?a=1&b=2"
    assert '<a href="https://video.example/?a=1&amp;b=2">Part 1</a>' in one["content_html"]
    assert other["external_url"] == "https://video.example/one"
    (entry, _) = entries(files["recordings.xml"])
    related = [link.get("href") for link in entry.findall(f"{ATOM}link") if link.get("rel") == "related"]
    assert related == ["https://video.example/?a=1&b=2"]
    ids = [item["id"] for name in ("feed.json", "recordings.json") for item in json.loads(files[name])["items"]]
    assert len(ids) == len(set(ids))


# --- with a ledger -------------------------------------------------------------------------------


def in_june(day: int) -> dt.datetime:
    return dt.datetime(2025, 6, day, 12, tzinfo=dt.UTC)


@pytest.fixture
def story(write_site: Callable[..., Path]) -> Callable[..., Mapping[str, bytes]]:
    """`story(now, files)` writes files, records as of a moment and gives what is then built."""

    def tell(now: dt.datetime, files: Mapping[str, str]) -> Mapping[str, bytes]:
        root = write_site(files)
        report = Report()
        site = read_site(root / "content", now, report)
        assert site is not None
        after, _ = record.recorded(site, now)
        assert after.ledger is not None
        record.write(root, after.ledger)
        return made(root, now)

    return tell


def moments(content: bytes) -> dict[str, tuple[str, str]]:
    """When each item was published and changed, in the order of the feed."""
    items = json.loads(content)["items"]
    return {
        item["id"].partition(":")[2].partition(":")[2]: (item["date_published"][:10], item["date_modified"][:10])
        for item in items
    }


def test_the_ledger_tells_when_a_talk_was_announced_and_when_it_changed(
    story: Callable[..., Mapping[str, bytes]],
) -> None:
    old = event("2024-05-01", "time: 12:00", "title: Old")
    coming = event("2025-09-01", "time: 12:00", "title: Coming")
    files = story(in_june(1), {"events/old.md": old, "events/coming.md": coming})
    # What was there when the ledger began had been announced before.
    assert moments(files["feed.json"]) == {"coming": ("2025-06-01", "2025-06-01"), "old": ("2024-05-01", "2024-05-01")}
    files = story(in_june(2), {"events/new.md": event("2025-07-01", "time: 12:00", "title: New")})
    assert list(moments(files["feed.json"])) == ["new", "coming", "old"]
    again = story(in_june(3), {})
    assert [again[feed] for feed in FEEDS] == [files[feed] for feed in FEEDS]
    files = story(in_june(4), {"events/coming.md": coming.replace("12:00", "13:00")})
    assert moments(files["feed.json"]) == {
        "new": ("2025-06-02", "2025-06-02"),
        "coming": ("2025-06-01", "2025-06-04"),
        "old": ("2024-05-01", "2024-05-01"),
    }


def test_a_recording_is_new_when_it_is_there(story: Callable[..., Mapping[str, bytes]]) -> None:
    talk = ("2025-05-01", "time: 12:00", "title: T")
    story(in_june(1), {"events/a.md": event(*talk), "events/b.md": event(*talk, VIDEO)})
    files = story(in_june(5), {"events/a.md": event(*talk, VIDEO)})
    expected = {"a/recording": ("2025-06-05", "2025-06-05"), "b/recording": ("2025-05-01", "2025-05-01")}
    assert moments(files["recordings.json"]) == expected
    files = story(in_june(6), {"events/a.md": event(*talk, VIDEO, "message: Thank you all!")})
    assert moments(files["recordings.json"]) == expected


def test_an_item_stays_the_same_under_another_name_and_host(story: Callable[..., Mapping[str, bytes]]) -> None:
    talk = ("2025-07-01", "time: 12:00", "title: T")
    before = story(in_june(1), {"events/a.md": event(*talk)})
    site = "title: Example\nurl: https://other.example/\nzone: Europe/Zurich\n"
    after = story(in_june(2), {"site.yaml": site, "events/a.md": event(*talk, "slug: b")})
    one, other = (json.loads(files["feed.json"])["items"][0] for files in (before, after))
    assert one["id"] == other["id"]
    assert other["url"] == "https://other.example/events/b/"
