"""The site of this repository, built from content/ as visitors of the demo see it.

The golden list of its paths is tests/golden/demo-paths.txt. After a change that adds or removes a
page, renew it and look at what differs:

    RENEW_GOLDEN=1 python3 dev.py test tests/test_demo.py
    git diff tests/golden
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from helpers_html import Html, dead_links, page, pages
from helpers_site import REPOSITORY, demo

GOLDEN = REPOSITORY / "tests" / "golden" / "demo-paths.txt"

SEMINAR = "2023-03-20T12:00:00+00:00"
LECTURE = "2025-10-20T12:00:00+00:00"
NOTHING = "2026-11-21T12:00:00+00:00"
MOMENTS = pytest.mark.parametrize("now", [SEMINAR, LECTURE, NOTHING])
ADDRESS = "https://example.org/seminars/"


def next_event(html: Html) -> Html:
    """The part of a page that shows the next event, as a page of its own."""
    source = html.source
    start = re.search(r"<section[^>]*(aria-labelledby=\"next\"|aria-label=\"Next)[^>]*>", source)
    assert start is not None
    return Html(
        f"<html><body>{source[start.start() : source.index('</section>', start.end())]}</section></body></html>"
    )


# --- what is next --------------------------------------------------------------------------------


def test_march_2023_announces_the_talk_of_the_29th() -> None:
    home = next_event(page(demo(SEMINAR)["index.html"]))
    assert "2023-03-29T16:00:00Z" in [time["datetime"] for time in home.all("time")]
    for words in ("Wednesday 29 March 2023", "12 noon", "ET", "16:00 UTC"):
        assert words in home.text
    assert "Images and fibers of the realization map" in home.text
    links = [a["href"] for a in home.all("a")]
    assert "events/2023-03-29-realization-map/" in links
    assert "events/2023-03-29-realization-map.ics" in links


@pytest.mark.parametrize("path", ["series/schlaefli-lecture/index.html", "index.html", "events/index.html"])
def test_october_2025_announces_the_schlaefli_lecture(path: str) -> None:
    part = next_event(page(demo(LECTURE)[path]))
    for words in (
        "Monday 3 November 2025",
        "17:15",
        "16:15 UTC",
        "University of Bern",
        "venue to be announced",
        "Kathlén Kohn",
        "KTH",
        "Algebraic Geometry of Neural Networks",
    ):
        assert words in part.text, words
    assert "2025-11-03T16:15:00Z" in [time["datetime"] for time in part.all("time")]


def test_november_2026_has_no_next_event_and_says_so() -> None:
    for path in ("index.html", "events/index.html", "series/mathematics-of-machine-learning/index.html"):
        part = next_event(page(demo(NOTHING)[path]))
        assert re.search(r"\bNo (event|talk|lecture|seminar)\b", part.text), path
        assert part.all("time") == [], path
        assert part.all("a"), f"{path} leads nowhere on"


def test_talks_that_were_are_in_the_archive() -> None:
    html = page(demo(NOTHING)["archive/2022-23/index.html"])
    assert "Images and fibers of the realization map" in html.text
    assert "Graphs, partitions, and elections" in html.text


def test_the_board_stands_in_the_order_of_family_names() -> None:
    text = page(demo(SEMINAR)["board/index.html"]).text
    serving = "Chen Hamzi Hoffmann Karambal Petersen Thorpe Vlaar Wojtowytsch".split()
    former = "Shaolei Goel Ma Mei".split()
    places = [text.index(name) for name in serving]
    assert places == sorted(places)
    after = text[places[-1] :]
    assert [after.index(name) for name in former] == sorted(after.index(name) for name in former)


# --- every page ----------------------------------------------------------------------------------


@MOMENTS
def test_every_page_is_sound(now: str) -> None:
    for path, html in pages(demo(now)):
        assert html.source.startswith(("<!doctype html>", "<!DOCTYPE html>")), path
        assert html.one("html")["lang"] == "en-GB", path
        (title,) = [t for t in html.all("title") if "svg" not in t.parents]
        assert title.text.strip(), path
        assert len(html.all("main")) == 1, path
        assert len(html.all("h1")) == 1, path
        assert [m for m in html.all("meta") if m.attributes.get("name") == "viewport"], path
        assert html.source.index("charset") < 1024, path
        assert len(html.ids) == len(set(html.ids)), path
        levels = [level for level, _ in html.headings]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        assert all(text for _, text in html.headings), path
        if path.startswith("embed/"):  # for a frame in somebody else's page, which has its own
            continue
        assert html.all("nav"), path
        assert [a for a in html.all("a") if a.attributes.get("href") == "#main"], path


@MOMENTS
def test_no_page_loads_anything_from_elsewhere_or_runs_anything(now: str) -> None:
    own = urlsplit(ADDRESS).hostname
    for path, html in pages(demo(now)):
        assert html.all("iframe", "object", "embed") == [], path
        scripts = [
            (script["type"], script["src"].rpartition("/")[2].partition("?")[0])
            for script in html.all("script")
            if script.attributes != {"type": "application/ld+json"}  # data, not run
        ]
        assert set(scripts) <= {("module", f"{name}.js") for name in ("copy", "search", "time")}, path
        assert [
            script.text for script in html.all("script") if script.text and "type" not in script.attributes
        ] == [], path
        for element in html.all("link", "img", "source", "video", "audio"):
            if element.attributes.get("rel") == "canonical":
                continue
            for name in ("href", "src", "srcset"):
                assert urlsplit(element.attributes.get(name, "")).hostname in (None, own), (path, element)
        assert not any(name.startswith("on") for e in html.elements for name in e.attributes), path


def test_stylesheets_load_nothing_from_elsewhere() -> None:
    for path, content in demo(SEMINAR).items():
        if path.endswith((".css", ".svg")):
            text = content.decode().replace("http://www.w3.org/2000/svg", "")
            assert re.search(r"@import|url\(\s*['\"]?(?:https?:)?//|https?://", text) is None, path


@MOMENTS
@pytest.mark.parametrize("base", ["https://example.org/seminars/", "http://127.0.0.1:8000/", "https://h/~user/a/b/"])
def test_every_link_leads_somewhere_at_any_sub_path(now: str, base: str) -> None:
    files = demo(now)
    if base != ADDRESS:  # the page for what is not found has absolute links: it is shown at any address
        files = {path: content for path, content in files.items() if path != "404.html"}
        files = {**files, "404.html": b"<html lang=en><body></body></html>"}
    assert dead_links(files, base) == []


def test_the_link_checker_finds_dead_links() -> None:
    """A test of the test: it must not be blind."""
    files = {
        "index.html": b'<a href="a/"></a><a href="#x"></a><a href="../y"></a><img src="p.png"><b id="z"></b><a href="#z">'
    }
    assert dead_links(files, "https://h/s/") == [
        "index.html: a/",
        "index.html: #x (no such fragment)",
        "index.html: ../y leaves the site",
        "index.html: p.png",
    ]


def test_pictures_have_a_text_for_those_who_cannot_see_them() -> None:
    for path, html in pages(demo(SEMINAR)):
        assert [image for image in html.all("img") if "alt" not in image.attributes] == [], path


def test_formulas_of_the_demo_are_mathml() -> None:
    html = page(demo(LECTURE)["events/2025-11-03-kohn/index.html"])
    assert html.all("math")
    assert "\\mathcal" not in html.text


# --- the same bytes ------------------------------------------------------------------------------


def test_two_builds_are_the_same_whatever_the_environment(tmp_path: Path) -> None:
    def built(name: str, cwd: Path, **environment: str) -> dict[str, bytes]:
        folder = tmp_path / name
        subprocess.run(
            [sys.executable, "-m", "seminarsite", "build", "-C", REPOSITORY, "-o", folder, "--now", SEMINAR],
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPOSITORY / "src"), **environment},
            cwd=cwd,
            check=True,
            capture_output=True,
        )
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    one = built("one", REPOSITORY, PYTHONHASHSEED="1", TZ="Asia/Kolkata", LC_ALL="C")
    two = built("two", tmp_path, PYTHONHASHSEED="77", TZ="America/St_Johns", LC_ALL="C.UTF-8", LANG="de_DE.UTF-8")
    assert one == two
    del one["published-files.txt"]
    assert one == dict(demo(SEMINAR))  # as a Python value, too


# --- golden --------------------------------------------------------------------------------------


def _renewed(files: Mapping[str, bytes]) -> str:
    return "\n".join(sorted(files)) + "\n"


def test_the_paths_of_the_demo_are_those_of_the_golden_list() -> None:
    """A page that vanishes is a broken link somewhere in the world: it must not happen unnoticed."""
    paths = _renewed(demo(SEMINAR))
    if os.environ.get("RENEW_GOLDEN"):
        GOLDEN.write_text(paths, encoding="utf-8", newline="\n")
    assert paths.splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_no_address_depends_on_the_moment() -> None:
    assert set(demo(SEMINAR)) == set(demo(LECTURE)) == set(demo(NOTHING))
