"""A season to keep: a folder whose links lead to files that are there, or to the site; nothing private, nothing loaded."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from helpers_export import FILES, LINK, PRIVATE
from helpers_site import NOW, drawn
from seminarsite.build import lasting_copy
from seminarsite.exporters.choice import seasons
from seminarsite.exporters.offline import CHECKSUMS, archive


def copy(root: Path, label: str, now: dt.datetime = NOW) -> Mapping[str, bytes]:
    blueprint = drawn(root, now)
    return lasting_copy(root, blueprint, seasons(blueprint.site)[label])


@pytest.fixture
def files(write_site: Callable[..., Path]) -> Mapping[str, bytes]:
    return copy(write_site(FILES), "2024/25")


def addresses(html: bytes) -> list[str]:
    return [unescape(url) for url in re.findall(r' (?:href|src)="([^"]*)"', html.decode())]


def test_it_has_the_talks_of_the_season_their_speakers_series_and_files(files: Mapping[str, bytes]) -> None:
    assert {path for path in files if not path.startswith("static/")} >= {
        "index.html",
        "SHA256SUMS",
        "archive/2024-25/index.html",
        "archive/2024-25.json",
        "events/ideals/index.html",
        "events/ideals.ics",
        "events/ideals.bib",
        "events/gone/index.html",
        "events/days/index.html",
        "speakers/emmy-noether/index.html",
        "series/analysis/index.html",
        "files/slides.pdf",
    }
    assert not any("earlier" in path or "ada-former" in path for path in files)


def test_each_link_leads_to_a_file_of_the_copy_or_to_the_site(files: Mapping[str, bytes]) -> None:
    pages = [path for path in files if path.endswith(".html")]
    lost = [
        (path, url)
        for path in pages
        for url in addresses(files[path])
        if not urlsplit(url).scheme and not url.startswith("#")
        if posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(urlsplit(url).path))) not in files
        or urlsplit(url).query
    ]
    assert lost == []
    assert 'href="https://example.org/sub/path/events/"' in files["events/ideals/index.html"].decode()


def test_it_begins_at_the_season_from_which_all_talks_are_reached(files: Mapping[str, bytes]) -> None:
    assert addresses(files["index.html"]) == ["archive/2024-25/index.html"]
    led = {
        posixpath.normpath(posixpath.join("archive/2024-25", url))
        for url in addresses(files["archive/2024-25/index.html"])
    }
    assert {f"events/{name}/index.html" for name in ("ideals", "formula", "gone", "days")} <= led


def test_pages_run_no_scripts_and_ask_nothing_of_the_network(files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".html"):
            text = content.decode()
            assert not re.search(r"<script(?![^>]*ld\+json)", text), path
            assert "script-src" not in text
    assert not any(path.endswith(".js") for path in files)


@pytest.mark.parametrize("now", [NOW, dt.datetime(2025, 3, 12, 22, 15, tzinfo=dt.UTC)])
def test_nothing_private_is_in_it_not_even_a_link_whose_window_is_open(
    write_site: Callable[..., Path], now: dt.datetime
) -> None:
    root = write_site(FILES)
    files = copy(root, "2024/25", now)
    found = [(path, word) for path, content in files.items() for word in (*PRIVATE, LINK) if word.encode() in content]
    assert found == []


def test_the_link_of_an_open_window_is_on_the_site_itself(write_site: Callable[..., Path]) -> None:
    """So that the test above looks for something."""
    blueprint = drawn(write_site(FILES), dt.datetime(2025, 3, 12, 22, 15, tzinfo=dt.UTC))
    assert LINK.encode() in blueprint.make(blueprint.planned["events/ideals/index.html"])


def test_checksums_are_those_of_sha256sum(files: Mapping[str, bytes]) -> None:
    told = dict(reversed(line.split("  ", 1)) for line in files[CHECKSUMS].decode().splitlines())
    assert told == {path: hashlib.sha256(content).hexdigest() for path, content in files.items() if path != CHECKSUMS}


def test_a_zip_is_the_same_at_each_time(files: Mapping[str, bytes], write_site: Callable[..., Path]) -> None:
    packed = archive(files, "season")
    assert packed == archive(copy(write_site(FILES), "2024/25"), "season")
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == {f"season/{p}": c for p, c in files.items()}
