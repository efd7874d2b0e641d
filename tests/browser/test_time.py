"""Hours and the next event as visitors see them, in five zones and at many moments, of a site that was built once."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from helpers_browser import IN_A_BROWSER, served
from helpers_site import demo, event, made

pytestmark = IN_A_BROWSER

BUILT = "2023-03-01T12:00:00+00:00"
BASE = "/sub/"
SERIES = """\
---
title: Weekly
slot: {weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: ET, length: 60 min}
cities: [Europe/Zurich]
---
"""
SITE = "title: Example\nurl: https://example.org/sub/\nzone: America/New_York\nlanguage: en-GB\n"
FILES = {
    "site.yaml": SITE,
    "series/weekly.md": SERIES,
    "events/first.md": event("2023-03-08", "series: weekly", "title: First"),
    "events/off.md": event("2023-03-15", "series: weekly", "title: Off", "status: cancelled"),
    # The Sunday on which New York changes its clocks; Zurich does on 26 March.
    "events/sunday.md": event("2023-03-12", "title: Sunday", "time: 12:00", "zone: America/New_York", "length: 60 min"),
    "events/last.md": event("2023-03-29", "series: weekly", "title: Last"),
    "events/school.md": event("2023-04-05", "until: 2023-04-06", "title: School", "kind: school"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    root: Path = tmp_path_factory.mktemp("site")
    for name, text in FILES.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return made(root, dt.datetime.fromisoformat(BUILT))


@pytest.fixture(scope="module")
def site(files: Mapping[str, bytes]) -> Iterator[str]:
    with served(files, BASE) as address:
        yield address


@contextmanager
def visitor(browser: Any, zone: str, moment: str, **options: Any) -> Iterator[Any]:
    """A page of somebody in a zone, at a moment; it must say nothing in the console and ask no other host."""
    context = browser.new_context(timezone_id=zone, **options)
    page = context.new_page()
    said: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.add(str(urlsplit(request.url).hostname)))
    page.clock.set_fixed_time(dt.datetime.fromisoformat(moment))
    yield page
    context.close()
    assert said == []
    assert asked == {"127.0.0.1"}


def spaced(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").split())


def on_stage(page: Any) -> tuple[str, str]:
    """What the stage calls next, and what it says of when."""
    stage = page.locator("[data-stage]")
    state = stage.locator(".state")
    return spaced(stage.locator(".stage-title").inner_text()), spaced(state.inner_text()) if state.count() else ""


ZONES = {
    "America/Los_Angeles": ("09:00", "09:00", "09:00"),
    "Europe/Zurich": ("18:00", "17:00", "18:00"),
    "Asia/Kolkata": ("22:30", "21:30", "21:30"),
    "Asia/Shanghai": ("Thu 01:00", "Mon 00:00", "Thu 00:00"),
    "Pacific/Auckland": ("Thu 06:00", "Mon 05:00", "Thu 05:00"),
}


@pytest.mark.parametrize("zone", ZONES)
def test_visitors_read_their_own_hour_beside_that_of_the_series(browser: Any, site: str, zone: str) -> None:
    city = zone.rpartition("/")[2].replace("_", " ")
    with visitor(browser, zone, BUILT) as page:
        seen = []
        for name in ("first", "sunday", "last"):
            page.goto(f"{site}events/{name}/")
            assert page.locator(".hour").first.inner_text() == (
                "12:00 to 13:00 New York time" if name == "sunday" else "12:00 ET"
            )
            seen.append(spaced(page.locator(".utc").inner_text()).replace(",", ""))
        assert seen == [f"{hour} your time ({city})" for hour in ZONES[zone]]
        page.goto(f"{site}events/")
        rows = [spaced(text).replace(",", "") for text in page.locator(".row .utc").all_inner_texts()]
        # Not of what is cancelled; the last is a school of whole days.
        assert rows == [f"{hour} your time" for hour in ZONES[zone][1:]] + [""]


def test_where_the_clocks_show_the_same_nothing_is_added(browser: Any, site: str) -> None:
    with visitor(browser, "America/New_York", BUILT) as page:
        page.goto(f"{site}events/first/")
        assert page.locator(".utc").inner_text() == "17:00 UTC"


MOMENTS = [
    ("2023-03-06T12:00:00+00:00", "First", "Starts in 2 days"),
    ("2023-03-07T12:00:00+00:00", "First", "Starts tomorrow"),
    ("2023-03-08T16:00:00+00:00", "First", "Starts in 1 hour"),
    ("2023-03-08T16:35:00+00:00", "First", "Starts in 25 minutes"),
    ("2023-03-08T17:30:00+00:00", "First", "Live now"),
    ("2023-03-08T18:00:00+00:00", "Sunday", "Starts in 4 days"),
    ("2023-03-12T17:00:00+00:00", "Last", "Starts in 2 weeks"),  # not what is cancelled
    ("2023-04-05T12:00:00+00:00", "School", "Live now"),
    ("2023-04-07T12:00:00+00:00", "No event is announced at the moment.", ""),
    ("2031-01-01T12:00:00+00:00", "No event is announced at the moment.", ""),
]


@pytest.mark.parametrize(("moment", "title", "state"), MOMENTS)
@pytest.mark.parametrize("path", ["", "events/"])
def test_the_next_event_is_right_without_a_new_build(
    browser: Any, site: str, path: str, moment: str, title: str, state: str
) -> None:
    with visitor(browser, "Europe/Zurich", moment) as page:
        page.goto(site + path)
        assert on_stage(page) == (title, state)
        # What is on the stage is not in the list below it, too.
        assert title not in page.locator(".row:visible .row-title").all_inner_texts()


def test_a_list_says_what_is_over_by_now_and_is_named_after_it(browser: Any, site: str) -> None:
    with visitor(browser, "Europe/Zurich", "2023-03-29T15:30:00+00:00") as page:
        page.goto(site)
        assert page.locator(".row", has_text="Sunday").locator(".utc").inner_text() == "Ended"
        assert page.locator("#upcoming").inner_text() == "Coming up"
    with visitor(browser, "Europe/Zurich", "2024-01-01T12:00:00+00:00") as page:
        page.goto(site)
        assert page.locator(".row", has_text="School").locator(".utc").inner_text() == "Ended"
        assert page.locator("#upcoming").inner_text() == "Past events"


def test_an_event_page_tells_its_state_and_goes_with_the_clock(browser: Any, site: str) -> None:
    context = browser.new_context(timezone_id="Europe/Zurich")
    page = context.new_page()
    page.clock.install(time=dt.datetime(2023, 3, 8, 16, 58, 30, tzinfo=dt.UTC))
    page.goto(f"{site}events/first/")
    state = page.locator(".state")
    assert state.inner_text() == "Starts in 2 minutes"
    page.clock.run_for(40_000)
    assert state.inner_text() == "Starts in 1 minute"
    page.clock.run_for(60_000)
    assert state.inner_text() == "Live now"
    page.clock.run_for(60 * 60_000)
    assert state.inner_text() == "Ended"
    assert page.locator(".hour").inner_text() == "12:00 ET"
    context.close()


def test_without_javascript_a_page_says_as_of_which_day_it_speaks(browser: Any, site: str) -> None:
    with visitor(browser, "Asia/Shanghai", "2031-01-01T12:00:00+00:00", java_script_enabled=False) as page:
        page.goto(site)
        assert on_stage(page) == ("First", "As of Wednesday 1 March 2023.")
        assert page.locator(".stage .utc").inner_text() == "17:00 UTC"


def test_a_page_never_says_that_nothing_comes_while_its_list_knows_better(browser: Any, tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "events").mkdir(parents=True)
    (content / "site.yaml").write_text(SITE, encoding="utf-8")
    for number in range(12):
        day = dt.date(2023, 3, 8) + dt.timedelta(weeks=number)
        text = event(day.isoformat(), "time: 12:00", "length: 60 min", f"title: Talk {number}")
        (content / "events" / f"t{number:02}.md").write_text(text, encoding="utf-8")
    with (
        served(made(tmp_path, dt.datetime.fromisoformat(BUILT)), BASE) as address,
        visitor(browser, "Europe/Zurich", "2023-05-20T12:00:00+00:00") as page,
    ):
        page.goto(address)
        assert not page.locator("[data-stage]").is_visible()
        assert page.locator(".row", has_text="Talk 11").locator(".utc").inner_text() == "18:00 your time"


@pytest.mark.parametrize("path", ["", "events/", "events/first/", "series/weekly/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_script_runs(browser: Any, site: str, path: str, width: int) -> None:
    size = {"width": width, "height": 800}
    boxes = []
    for enabled in (True, False):
        with visitor(browser, "America/Los_Angeles", BUILT, viewport=size, java_script_enabled=enabled) as page:
            page.goto(site + path)
            places = page.locator("h1, h2:visible, .stage-what, .event-what, .row-what, .place, .foot").all()
            boxes.append([place.bounding_box() for place in places])
            assert page.locator(".utc").first.inner_text() == (
                "09:00 your time (Los Angeles)" if enabled else "17:00 UTC"
            )
    assert len(boxes[0]) > 3
    assert boxes[0] == boxes[1]


def test_an_event_page_without_pictures_is_small() -> None:
    """15 KB in all, compressed as servers do: the page, its styles and scripts."""
    site = demo("2026-03-20T12:00:00+00:00")
    page = site["events/2026-03-25-biroli/index.html"]
    parts = [page, *(site[f"static/{name}"] for name in ("style.css", "time.js", "copy.js", "favicon.svg"))]
    assert b"time.js" in page
    assert sum(len(gzip.compress(part, 9)) for part in parts) <= 15 * 1024
