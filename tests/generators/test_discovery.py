"""What robots read: sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

from helpers_html import address_of, pages
from helpers_site import STATES, demo, made

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(content: bytes) -> list[str]:
    return [loc.text or "" for loc in ElementTree.fromstring(content).iter(LOC)]


def test_the_sitemap_has_every_page_that_is_to_be_found(write_site: Callable[..., Path]) -> None:
    old = {"pages/about.md": "---\ntitle: About\nold-addresses: [/old/about.html]\n---\nText."}
    for files, base in (
        (made(write_site({**STATES, **old})), "https://example.org/sub/path/"),
        (demo("2023-03-20T12:00:00+00:00"), "https://example.org/seminars/"),
    ):
        indexed, hidden = set(), set()
        for path, html in pages(files):
            robots = [m for m in html.all("meta") if m.attributes.get("name") == "robots"]
            # An old address leads on; to forbid it would make search engines forget the page before they see that.
            moved = [m for m in html.all("meta") if m.attributes.get("http-equiv") == "refresh"]
            (hidden if robots or moved else indexed).add(base + quote(address_of(path)))
            assert all("noindex" in m["content"] for m in robots)
        found = locations(files["sitemap.xml"])
        assert set(found) == indexed
        assert len(found) == len(set(found))
        assert f"{base}404.html" in hidden
    assert "https://example.org/sub/path/old/about.html" not in indexed


def test_robots_may_fetch_everything_and_find_the_sitemap() -> None:
    files = demo("2023-03-20T12:00:00+00:00")
    parser = RobotFileParser()
    parser.parse(files["robots.txt"].decode().splitlines())
    for path in ("/", "/calendar.ics", "/events/2023-03-29-realization-map.ics", "/feed.xml"):
        assert parser.can_fetch("Googlebot", f"https://example.org{path}")
    assert parser.site_maps() == ["https://example.org/seminars/sitemap.xml"]


def test_github_pages_is_told_to_leave_the_files_alone() -> None:
    assert demo("2023-03-20T12:00:00+00:00")[".nojekyll"] == b""
