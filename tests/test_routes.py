"""Addresses: relative links that hold at any sub-path."""

from __future__ import annotations

from urllib.parse import quote, urljoin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seminarsite import routes
from seminarsite.model.site import Settings
from seminarsite.model.values import Phrase, Slug, Url

SEGMENT = st.text("abz09-_. é日:%#?&'\"+;=@!$*(),~[]", min_size=1, max_size=6).filter(lambda s: s.strip(".") != "")
ADDRESS = st.builds(
    lambda segments, folder: "/".join(segments) + ("/" if folder and segments else ""),
    st.lists(SEGMENT, max_size=5),
    st.booleans(),
)


def settings(url: str) -> Settings:
    return Settings(id=Slug("site"), title=Phrase("T", "T", "T"), url=Url(url))


@given(ADDRESS, ADDRESS, st.sampled_from(["https://h/", "https://h/a/", "https://h/a/b%20c/d/"]))
def test_a_relative_link_leads_there_from_any_page_at_any_sub_path(here: str, there: str, base: str) -> None:
    assume(there.endswith("/") or not here.startswith(f"{there}/"))  # the plan refuses a file where a folder is
    assert urljoin(base + quote(here), routes.relative(here, there)) == base + quote(there, safe="/.~")


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "", "./"),
        ("", "events/", "events/"),
        ("events/", "events/", "./"),
        ("events/", "", "../"),
        ("events/kohn/", "events/kohn.ics", "../kohn.ics"),
        ("events/kohn/", "series/schlaefli/", "../../series/schlaefli/"),
        ("404.html", "archive/", "archive/"),
        ("old/talk.html", "old/", "./"),
        ("", "files/a#b 50%.pdf", "files/a%23b%2050%25.pdf"),
        ("", "a:b/", "a%3Ab/"),  # else a browser would take `a:` for a scheme
    ],
)
def test_relative(here: str, there: str, link: str) -> None:
    assert routes.relative(here, there) == link


@pytest.mark.parametrize(
    ("address", "path"),
    [("", "index.html"), ("events/", "events/index.html"), ("feed.xml", "feed.xml"), ("a/b", "a/b")],
)
def test_output_path(address: str, path: str) -> None:
    assert routes.output_path(address) == path


@pytest.mark.parametrize(
    ("url", "there", "absolute"),
    [
        ("https://example.org", "", "https://example.org/"),
        ("https://example.org/", "feed.xml", "https://example.org/feed.xml"),
        ("https://example.org/a/b", "events/x/", "https://example.org/a/b/events/x/"),
        ("https://example.org/a/b/", "files/é ü.pdf", "https://example.org/a/b/files/%C3%A9%20%C3%BC.pdf"),
    ],
)
def test_absolute(url: str, there: str, absolute: str) -> None:
    assert routes.absolute(settings(url), there) == absolute


def test_addresses_by_which_calendar_programs_subscribe() -> None:
    site = settings("https://example.org/a/")
    assert routes.webcal(site, "calendar.ics") == "webcal://example.org/a/calendar.ics"
    assert routes.webcal(settings("http://example.org/"), "x.ics") == "webcal://example.org/x.ics"
    google = "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fexample.org%2Fa%2Fcalendar.ics"
    assert routes.google(site, "calendar.ics") == google
    outlook = "addfromweb?url=https%3A%2F%2Fexample.org%2Fa%2Fcalendar.ics&name=A%20%26%20B"
    assert (
        routes.outlook(routes.OUTLOOK, site, "calendar.ics", "A & B")
        == f"https://outlook.live.com/calendar/0/{outlook}"
    )
    assert (
        routes.outlook(routes.OFFICE, site, "calendar.ics", "A & B")
        == f"https://outlook.office.com/calendar/0/{outlook}"
    )


@pytest.mark.parametrize(
    ("target", "address", "rest"),
    [
        ("/", "", ""),
        ("/archive/", "archive/", ""),
        ("/archive/#s2025", "archive/", "#s2025"),
        ("/files/a%20b.pdf#page=2", "files/a b.pdf", "#page=2"),
        ("/files/a%23b.pdf", "files/a#b.pdf", ""),
        ("/archive/?a=1&b=2#c", "archive/", "?a=1&b=2#c"),
        ("archive/", "archive/", ""),  # as the navigation of site.yaml has it
    ],
)
def test_inner(target: str, address: str, rest: str) -> None:
    assert routes.inner(target) == (address, rest)


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ('<a href="/x/">a</a>', '<a href="!x/">a</a>'),
        ('<a title="t" href="/x/?a=1&amp;b=2#c">a</a>', '<a title="t" href="!x/?a=1&amp;b=2#c">a</a>'),
        ('<img alt="a > b" src="/pictures/a%20b.png">', '<img alt="a > b" src="!pictures/a b.png">'),
        ('<a href="https://h/x">a</a> <a href="#n">b</a>', '<a href="https://h/x">a</a> <a href="#n">b</a>'),
        ('<code>&lt;a href="/x/"&gt;</code>', '<code>&lt;a href="/x/"&gt;</code>'),  # a text about HTML stays
        ('<p>key="/x"</p>', '<p>key="/x"</p>'),
    ],
)
def test_linked(html: str, linked: str) -> None:
    assert routes.linked(html, lambda address: f"!{address}") == linked


def test_folders_above_are_those_that_a_path_needs() -> None:
    assert routes.folders_above(["a/b/c", "a/d", "e"]) == {"", "a", "a/b"}
