"""Pages that lead to others: search, topics, and the addresses that pages and seasons had before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from helpers_html import page
from helpers_site import event, made, planned
from seminarsite.generators import finding

TALKS = {
    "events/a.md": event("2024-10-02", "time: 12:00", "title: One", "topics: [Optimal transport, Clustering]"),
    "events/b.md": event("2025-03-05", "time: 12:00", "title: Two", "topics: optimal Transport", "speaker: A B"),
    "events/c.md": event("2023-05-05", "time: 12:00", "title: Three"),
}


def site(starts: str, **more: str) -> Mapping[str, str]:
    lines = "".join(f"{key}: {value}\n" for key, value in more.items())
    return {"site.yaml": f"title: S\nurl: https://example.org/\nseason-starts: {starts}\n{lines}", **TALKS}


def leads(files: Mapping[str, bytes], path: str) -> str:
    refresh = next(m for m in page(files[path]).all("meta") if m.attributes.get("http-equiv") == "refresh")
    return refresh["content"].partition("url=")[2]


def test_a_topic_has_a_page_with_its_events_whatever_its_spelling(write_site: Callable[..., Path]) -> None:
    files = made(write_site(site("09-01")))
    topic = page(files["topics/optimal-transport/index.html"])
    assert topic.headings[0] == (1, "Optimal transport")
    assert {"../../events/a/", "../../events/b/"} <= {a["href"] for a in topic.all("a")}
    index = page(files["topics/index.html"])
    assert [a.text for a in index.all("a") if a["href"] in ("clustering/", "optimal-transport/")] == [
        "Clustering",
        "Optimal transport",
    ]
    assert "../../topics/optimal-transport/" in {a["href"] for a in page(files["events/b/index.html"]).all("a")}


def test_without_topics_there_are_no_such_pages(write_site: Callable[..., Path]) -> None:
    files = made(write_site({"events/a.md": event("2024-10-02", "time: 12:00", "title: One")}))
    assert not [path for path in files if path.startswith("topics/")]


@pytest.mark.parametrize(
    ("before", "after"), [("01-01", "09-01"), ("09-01", "01-01"), ("08-01", "10-01"), ("02-15", "01-01")]
)
def test_addresses_of_seasons_stay_when_years_begin_on_another_day(
    write_site: Callable[..., Path], before: str, after: str
) -> None:
    old = made(write_site(site(before)))
    new = made(write_site(site(after, **{"old-season-starts": before})))
    lost = {path for path in old if path.startswith("archive/") and path.endswith("index.html")} - set(new)
    assert lost == set()


def test_an_old_address_leads_to_the_season_that_begins_in_the_same_year(write_site: Callable[..., Path]) -> None:
    files = made(write_site(site("09-01", **{"old-season-starts": "01-01"})))
    assert leads(files, "archive/2024/index.html") == "../2024-25/"
    assert leads(files, "archive/2025/index.html") == "../2024-25/"  # no season has begun in 2025 yet
    assert leads(files, "archive/2023/index.html") == "../2022-23/"
    files = made(write_site(site("01-01", **{"old-season-starts": "[09-01, 10-01]"})))
    assert leads(files, "archive/2024-25/index.html") == "../2024/"
    assert leads(files, "archive/2022-23/index.html") == "../2023/"


def test_an_organisers_own_old_address_goes_first(write_site: Callable[..., Path]) -> None:
    files = {
        **site("09-01", **{"old-season-starts": "01-01"}),
        "events/a.md": event("2024-10-02", "time: 12:00", "title: One", "old-addresses: /archive/2024/"),
    }
    root = write_site(files)
    assert planned(root)[1] == []
    assert leads(made(root), "archive/2024/index.html") == "../../events/a/"


def test_the_archive_shows_a_picture_that_leads_into_it_and_says_the_same_in_words(
    write_site: Callable[..., Path],
) -> None:
    archive = page(made(write_site(site("09-01")))["archive/index.html"])
    bars = [a for a in archive.all("a") if "svg" in a.parents]
    assert [(a["href"], a["tabindex"], a.text.split()[-1]) for a in bars] == [
        ("2022-23/", "-1", "1"),
        ("2024-25/", "-1", "1"),
    ]
    listed = [a["href"] for a in archive.all("a") if "nav" in a.parents]
    assert {"2022-23/", "2024-25/"} <= set(listed)


def test_the_search_page_has_plain_lists_and_says_that_without_script_they_are_all(
    write_site: Callable[..., Path],
) -> None:
    search = page(made(write_site(site("09-01")))["search/index.html"])
    links = {a["href"] for a in search.all("a")}
    assert {"../archive/2022-23/", "../archive/2024-25/", "../topics/", "../speakers/"} <= links
    assert "Without it, all events stand in the lists below." in search.text
    assert {e.attributes.get("name") for e in search.all("input", "select")} >= {"q", "speaker", "topic", "season"}


def test_an_old_address_leads_to_the_new_one(read: Callable[..., Any]) -> None:
    files = {
        "events/x.md": event("2025-03-05", "time: 12:00", "old-addresses: [/talks/x.html, /talks/1/]"),
        "pages/about.md": "---\ntitle: About\nold-addresses: [/info/]\n---\nText.",
        "series/s.md": "---\ntitle: S\nold-addresses: [/seminar.php]\n---\n",
        "speakers/emmy-noether.md": "---\nname: Emmy Noether\nold-addresses: [/people/12/]\n---\n",
        "events/y.md": event("2025-03-05", "time: 12:00", "speaker: Emmy Noether"),
    }
    site, report = read(files)
    assert site is not None, report.diagnostics
    found = {page.address: page for page in finding.redirects(site)}
    targets = {address: page.shown().context["target"] for address, page in found.items()}
    assert targets == {
        "talks/x.html": "events/x/",
        "talks/1/": "events/x/",
        "info/": "about/",
        "seminar.php": "series/s/",
        "people/12/": "speakers/emmy-noether/",
    }
    assert not any(page.indexed for page in found.values())
