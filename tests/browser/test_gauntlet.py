"""What strangers write, in a real browser: nothing runs, nothing is asked of another host, nothing opens by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from helpers_browser import IN_A_BROWSER, served
from helpers_gauntlet import CASES, Case
from helpers_limits import Runner

pytestmark = IN_A_BROWSER

AT_PAGES = [case for case in CASES if case.read_text(encoding="utf-8").split()[2] in ("html:", "jinja:", "supply:")]
MOST = 6
"""How many pages of a build are opened: the first of each kind, then others."""


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


def chosen(site: dict[str, bytes]) -> list[str]:
    """Home and one page of each folder before second ones: what is hostile stands in most of them."""
    pages = sorted(path for path in site if path.endswith("index.html"))
    kinds: dict[str, list[str]] = {}
    for path in pages:
        kinds.setdefault(path.split("/")[0], []).append(path)
    return ["index.html", *sorted(pages, key=lambda path: (kinds[path.split("/")[0]].index(path), path))][:MOST]


def misdeeds(browser: Any, site: dict[str, bytes]) -> Iterator[str]:
    """What a visitor would notice, or another host."""
    context = browser.new_context()
    found: list[str] = []
    page = context.new_page()
    with served(site, "/seminar/") as address:
        host = urlsplit(address).netloc
        context.on("page", lambda other: found.append(f"another page: {other.url}") if other != page else None)
        context.on("request", lambda asked: found.append(asked.url) if urlsplit(asked.url).netloc != host else None)
        page.on("dialog", lambda dialog: (found.append(f"a dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: found.append(f"an error: {error}"))
        page.on("console", lambda said: found.append(f"on the console: {said.text}"))
        for path in chosen(site):
            page.goto(address + path.removesuffix("index.html"), wait_until="load")
            yield from (f"{path}: {what}" for what in found)
            found.clear()
    context.close()


@pytest.mark.parametrize("case", AT_PAGES, ids=lambda case: case.stem)
def test_nothing_runs_and_nobody_else_hears_of_the_visitor(
    case: Path, browser: Any, runner: Runner, tmp_path: Path
) -> None:
    above = tmp_path / "above"
    above.mkdir()
    played = Case(above, runner)
    played.play(case)
    assert [what for site in played.builds[-1:] for what in misdeeds(browser, site)] == []


def test_the_log_sees_what_it_is_there_for(browser: Any) -> None:
    """A page that does it all."""
    evil = b"""<!doctype html><title>x</title><img src="http://127.0.0.1:1/x.png"><script>alert(1); throw 2</script>"""
    seen = " ".join(misdeeds(browser, {"index.html": evil, "404.html": b"", "favicon.ico": b""}))
    assert all(what in seen for what in ("http://127.0.0.1:1/x.png", "a dialog: 1", "an error: 2")), seen
