"""How the site looks, measured: every kind and state of a page, for everyone, on paper, and how much there is to load."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from itertools import product
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import pytest

from helpers_browser import IN_A_BROWSER, served
from helpers_looks import KINDS, NOTHING_NEXT, NOW, states
from helpers_site import demo

pytestmark = IN_A_BROWSER

STATE = pytest.mark.parametrize("name", KINDS)
DEMO_NOW = "2025-10-20T12:00:00+00:00"
FORMULAS = re.compile(r"\.woff2$")

# Reaching beyond the edge; what has a scroll bar of its own may.
WIDTH = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(states()) as address:
        yield address


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    one = browser.new_page()
    one.clock.set_fixed_time(NOW)  # static/time.js keeps true what is next; the site is looked at when it was built
    yield one
    one.close()


# --- for everyone --------------------------------------------------------------------------------


def complaints(page: Any) -> list[str]:
    """What axe-core, an independent checker, finds against WCAG 2.2 AA and good practice."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": tags, "resultTypes": ["violations"]}).response
    assert len(found["passes"]) > 10, "it has not looked"
    return [
        f"{problem['id']}: {node['html'][:100]} {node['failureSummary'][:200]}"
        for problem in found["violations"]
        for node in problem["nodes"]
    ]


@STATE
def test_every_page_is_for_everyone(page: Any, site: str, name: str) -> None:
    """In both schemes, with an accent that the site has chosen."""
    page.goto(site + KINDS[name])
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert complaints(page) == [], scheme


def test_the_demo_is_for_everyone_in_the_colours_that_come_with_the_program(page: Any) -> None:
    page.clock.set_fixed_time(DEMO_NOW)
    with served(demo(DEMO_NOW), "/seminars/") as address:
        for path, scheme in product(
            ("", "events/2025-11-03-kohn/", "events/2023-03-29-realization-map/"), ("light", "dark")
        ):
            page.emulate_media(color_scheme=scheme)
            page.goto(address + path)
            assert complaints(page) == [], (path, scheme)


@STATE
def test_nothing_reaches_beyond_the_edge_of_a_small_screen_or_of_large_letters(page: Any, site: str, name: str) -> None:
    page.goto(site + KINDS[name])
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(WIDTH) == 0
    page.set_viewport_size({"width": 640, "height": 640})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    assert page.evaluate(WIDTH) == 0


@pytest.mark.parametrize("name", ["home", "moved", "lecture"])
def test_the_keyboard_goes_down_the_page_and_shows_where_it_is(page: Any, site: str, name: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site + KINDS[name])
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => {
              const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it);
              return it === document.body ? null : { top: box.top + scrollY, shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                block: it.closest(".skip, .top, main, .foot")?.className || "main" };
            }"""
        )
        if here is None:
            break
        seen.append(here)
    assert len(seen) > 8
    assert [stop for stop in seen if not stop["shown"]] == []
    order = [("skip", "top wrap", "main", "foot wrap").index(stop["block"]) for stop in seen]
    assert order == sorted(order)


def test_nothing_moves_for_those_who_do_not_want_it(page: Any, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(site)
    assert page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = "() => [...document.querySelectorAll('*')].filter((e) => e.getAnimations().length).length"
    assert page.evaluate(moving) == 0


def test_forced_colours_leave_every_state_to_be_seen(page: Any, site: str) -> None:
    """Where no background is painted, the stage and what is cancelled have an edge."""
    page.emulate_media(forced_colors="active")
    page.goto(site)
    edges = "(s) => getComputedStyle(document.querySelector(s)).borderTopWidth"
    assert page.evaluate(edges, ".stage") == "1px"
    assert page.evaluate(edges, ".badge.cancelled") == "1px"


# --- on paper ------------------------------------------------------------------------------------


def printed(page: Any) -> int:
    """How many pages there are."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("name", ["moved", "cancelled", "unknown", "long", "recorded", "lecture", "season"])
def test_an_event_is_a_poster_and_a_season_a_programme_of_one_page(page: Any, site: str, name: str) -> None:
    page.goto(site + KINDS[name])
    assert printed(page) == 1


@pytest.mark.parametrize("name", ["moved", "long", "lecture"])
def test_a_poster_leads_to_its_page(browser: Any, site: str, name: str) -> None:
    """Its code is on it, whole, and a phone reads in it where the page is."""
    import io

    import zxingcpp
    from PIL import Image

    # A page with some margin, as finely as a printer prints.
    page = browser.new_page(viewport={"width": 700, "height": 1000}, device_scale_factor=3)
    try:
        page.emulate_media(media="print")
        page.goto(site + KINDS[name])
        page.evaluate("() => { document.body.style.margin = '20px' }")
        drawing = page.locator(".poster svg")
        picture = Image.open(io.BytesIO(drawing.screenshot()))
        hidden = drawing.evaluate(
            "(e) => e.getBoundingClientRect().bottom - e.closest('article').getBoundingClientRect().bottom"
        )
    finally:
        page.close()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [f"https://example.org/states/{KINDS[name]}"]
    assert hidden < 12, "nothing but its quiet zone may be cut off"


def test_a_poster_says_what_the_page_says(page: Any, site: str) -> None:
    page.emulate_media(media="print")
    page.goto(site + KINDS["moved"])
    shown = page.inner_text("body")
    for words in (
        "Oberseminar",
        "-bundles",
        "Maryam Mithal",
        "4 March 2025",
        "16:15",
        "Main building",
        "We meet in B6.",
    ):
        assert words in shown
    for words in ("Subscribe", "Programme", "geometry, bundles", "your time", "Starts in"):
        assert words not in shown


# --- formulas ------------------------------------------------------------------------------------


def loaded(page: Any, address: str) -> dict[str, bytes]:
    """Every file of ours that a page asks for, without scrolling or clicking."""
    files: dict[str, bytes] = {}
    keep = lambda response: files.setdefault(urlsplit(response.url).path, response.body())  # noqa: E731
    page.on("response", keep)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", keep)
    return files


def test_a_font_is_fetched_where_there_are_formulas_and_only_there(page: Any, site: str) -> None:
    fetched = {path for path in loaded(page, site + KINDS["moved"]) if FORMULAS.search(path)}
    assert "/static/fonts/maths.woff2" in fetched
    assert "/static/fonts/maths-more.woff2" not in fetched, "few formulas need it"
    assert page.evaluate("() => [...document.fonts].some((face) => face.status === 'loaded')")
    assert not [path for path in loaded(page, site + KINDS["recorded"]) if FORMULAS.search(path)]


def test_brackets_are_as_high_as_what_they_hold(page: Any, site: str) -> None:
    page.goto(site + KINDS["moved"], wait_until="networkidle")
    heights = """() => [...document.querySelectorAll('math[display=block] mo[stretchy], math[display=block] mo')]
      .filter((e) => e.textContent === "(").map((e) => [e.getBoundingClientRect().height, e.parentElement.getBoundingClientRect().height])"""
    found = page.evaluate(heights)
    assert len(found) == 2
    assert all(bracket > 0.85 * whole for bracket, whole in found), found


# --- how much there is to load -------------------------------------------------------------------

BUDGETS = {
    "home": ("", 25),
    "event": ("events/2023-03-29-realization-map/", 15),
    "lecture": ("events/2025-11-03-kohn/", 15),
}
"""Kilobytes of page, styles and scripts, compressed, without pictures and what only formulas need."""


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_is_light(page: Any, name: str) -> None:
    path, most = BUDGETS[name]
    with served(demo(DEMO_NOW), "/seminars/") as address:
        files = loaded(page, address + path)
    counted = {
        path: len(gzip.compress(body, 9))
        for path, body in files.items()
        if PurePosixPath(path).suffix in ("", ".html", ".css", ".js")
    }
    assert len(counted) >= 2
    assert sum(counted.values()) <= most * 1024, counted


@STATE
def test_nothing_waits_for_a_script_and_nothing_jumps(page: Any, site: str, name: str) -> None:
    page.add_init_script(
        """window.jumped = 0;
        new PerformanceObserver((list) => { for (const e of list.getEntries()) window.jumped += e.value; })
          .observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(site + KINDS[name], wait_until="networkidle")
    # The font of formulas may arrive after the words around them; a line in the middle grows by a word to both sides.
    most = 0.02 if page.locator("math").count() else 0.001
    assert page.evaluate("() => window.jumped") <= most
    blocking = "() => [...document.scripts].filter((s) => s.src && s.type !== 'module' && !s.async && !s.defer).length"
    assert page.evaluate(blocking) == 0


def test_without_an_event_to_come_the_home_page_has_its_stage_all_the_same(page: Any) -> None:
    page.clock.set_fixed_time(NOTHING_NEXT)
    with served(states(NOTHING_NEXT)) as address:
        page.goto(address)
        assert page.locator(".stage").count() == 1
        assert complaints(page) == []


def test_on_a_phone_the_next_event_comes_before_anything_else(page: Any, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site)
    assert page.locator(".stage-when").bounding_box()["y"] < 320
