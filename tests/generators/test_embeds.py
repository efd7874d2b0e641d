"""Frames for the pages of others: what stands in them, and where their links lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from html import unescape
from pathlib import Path

from helpers_html import Html, page
from helpers_site import SEMINAR, STATES, event, made
from seminarsite.generators.embeds import SHOWN

NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
PATHS = ("embed/index.html", "embed/seminar/index.html")


def test_what_is_to_come_of_all_and_of_a_series(write_site: Callable[..., Path]) -> None:
    files = made(write_site(STATES))
    whole, series = (page(files[path]) for path in PATHS)
    assert "Confirmed" in whole.text
    assert "Confirmed" in series.text
    assert "A workshop" not in series.text
    assert "In Europe/Zurich" not in series.text
    assert "Cancelled" in series.text
    assert "12 noon ET" in whole.text


def test_links_leave_the_frame_for_absolute_addresses(write_site: Callable[..., Path]) -> None:
    files = made(write_site(STATES))
    for path in PATHS:
        links = page(files[path]).all("a")
        assert links, path
        for link in links:
            assert link["target"] == "_top", path
            assert link["href"].startswith("https://example.org/sub/path/"), path
        assert b"noindex" in files[path]
        assert path.encode() not in files["sitemap.xml"]
        assert page(files[path]).all("header", "footer", "nav") == []


def test_a_frame_has_an_end_and_says_how_many_more_there_are(write_site: Callable[..., Path]) -> None:
    talks = {
        f"events/talk-{n:02}.md": event(f"2025-04-{n:02}", "time: 12:00", f"title: Talk {n}")
        for n in range(1, SHOWN + 3)
    }
    root = write_site(talks)
    html = page(made(root)["embed/index.html"])
    assert len([e for e in html.all("li") if "h-event" in e.attributes.get("class", "")]) == SHOWN
    assert "2 more events" in html.text
    assert "more event" not in page(made(root, NOW.replace(month=4, day=4))["embed/index.html"]).text


def test_where_nothing_is_announced_it_says_so(write_site: Callable[..., Path]) -> None:
    files = made(write_site({"series/seminar.md": SEMINAR}))
    for path in PATHS:
        assert "No event is announced" in page(files[path]).text


def test_the_pages_show_what_to_copy(write_site: Callable[..., Path]) -> None:
    files = made(write_site(STATES))
    for path, frame in (("events/index.html", "embed/"), ("series/seminar/index.html", "embed/seminar/")):
        (code,) = [e.text for e in page(files[path]).all("code") if "iframe" in e.text]
        assert Html(unescape(code)).one("iframe")["src"] == f"https://example.org/sub/path/{frame}"
