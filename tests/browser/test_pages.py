"""The demo in a real browser: narrow and wide, light and dark, by keyboard, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlsplit

import pytest

from helpers_browser import IN_A_BROWSER, served
from helpers_html import page as read
from helpers_site import demo

pytestmark = IN_A_BROWSER

NOW = "2025-10-20T12:00:00+00:00"
BASE = "/seminars/"
PAGES = {
    "home": "",
    "programme": "events/",
    "event": "events/2023-03-29-realization-map/",
    "lecture": "events/2025-11-03-kohn/",
    "series": "series/mathematics-of-machine-learning/",
    "lecture-series": "series/schlaefli-lecture/",
    "archive": "archive/",
    "season": "archive/2023-24/",
    "search": "search/",
    "topics": "topics/",
    "topic": "topics/algebraic-geometry/",
    "speaker": "speakers/kathlen-kohn/",
    "speakers": "speakers/",
    "board": "board/",
    "subscribe": "subscribe/",
    "free-page": "corrections/",
    "not-found": "none/at/all",
}
WIDTHS = (320, 360, 1280)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(demo(NOW), BASE) as address:
        yield address


PAGE = pytest.mark.parametrize("name", PAGES)
MAIN_PAGE = pytest.mark.parametrize("name", ["home", "event", "lecture", "series", "archive", "speaker", "board"])

# Elements with words of their own that are not cut off on purpose (as the skip link is until it has
# the focus): those that reach beyond the right edge, and those whose colour is too near that of what
# lies behind them (WCAG 2.2, 1.4.3: 4.5 to 1, large print 3 to 1).
LOOK = """() => {
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return rgb(getComputedStyle(document.documentElement).colorScheme.includes("dark")
      && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#ffffff");
  };
  const faint = [];
  const wide = [];
  for (const element of document.body.querySelectorAll("*")) {
    const words = [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join(" ").trim();
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (!words || box.width === 0 || style.visibility === "hidden" || element.closest("annotation, .skip")) continue;
    const pair = [light(rgb(style.color)), light(behind(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${element.tagName}.${element.className}: ${words.slice(0, 40)}`);
    let scrolls = false;
    for (let e = element; e && e !== document.body; e = e.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(e).overflowX)) scrolls = true;
    if (!scrolls && box.right > innerWidth + 1) wide.push(`${element.tagName}.${element.className}: ${words.slice(0, 40)}`);
  }
  const root = document.documentElement;
  return { faint, wide, scrolls: root.scrollWidth - root.clientWidth };
}"""


@PAGE
def test_a_page_fits_and_can_be_read(browser: Any, site: str, name: str) -> None:
    """At each width, light and dark; with no message in the console and no request to another host."""
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"{request.failure}: {request.url}"))
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.goto(site + PAGES[name])
        for scheme, width in product(("light", "dark"), WIDTHS):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(LOOK) == {"faint": [], "wide": [], "scrolls": 0}, (name, scheme, width)
    finally:
        page.close()
    if name == "not-found":  # the browser itself notes the status
        said = [text for text in said if "404" not in text]
    # What is still on its way when the page is closed counts as aborted.
    assert [text for text in said if not text.startswith("net::ERR_ABORTED")] == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site).netloc}


@pytest.mark.parametrize("name", ["home", "lecture", "not-found"])
def test_dark_is_dark_and_light_is_light(browser: Any, site: str, name: str) -> None:
    page = browser.new_page()
    seen = []
    try:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(site + PAGES[name])
            seen.append(page.screenshot(clip={"x": 0, "y": 0, "width": 60, "height": 60}))
    finally:
        page.close()
    assert seen[0] != seen[1]


# What static/time.js writes anew, as tests/browser/test_time.py has it: everything else stays.
CLOCKS = "() => document.querySelectorAll('[data-own], [data-state]').forEach((clock) => clock.remove())"


@MAIN_PAGE
def test_a_page_says_the_same_without_javascript(browser: Any, site: str, name: str) -> None:
    shown = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        try:
            page = context.new_page()
            page.clock.set_fixed_time(NOW)
            page.goto(site + PAGES[name])
            assert page.is_visible("h1")
            page.evaluate(CLOCKS)
            shown.append(page.inner_text("body"))
        finally:
            context.close()
    assert shown[0] == shown[1]
    path = "404.html" if name == "not-found" else f"{PAGES[name]}index.html"
    heading = "".join(read(demo(NOW)[path]).one("h1").text.split())
    assert heading.casefold() in "".join(shown[1].split()).casefold()


@MAIN_PAGE
def test_the_first_tab_reaches_a_visible_skip_link(browser: Any, site: str, name: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    try:
        page.goto(site + PAGES[name])
        page.keyboard.press("Tab")
        link = page.evaluate(
            """() => {
              const element = document.activeElement;
              const box = element.getBoundingClientRect();
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return {
                href: element.getAttribute("href"), words: element.textContent.trim(),
                seen: top === element || element.contains(top), width: box.width, height: box.height,
              };
            }"""
        )
        assert link["href"] == "#main"
        assert link["words"]
        assert link["seen"], "it has the focus but cannot be seen"
        assert min(link["width"], link["height"]) >= 20
        page.keyboard.press("Enter")
        page.wait_for_url("**#main")
        page.keyboard.press("Tab")
        within = page.evaluate("() => document.querySelector('main').contains(document.activeElement)")
        # A page whose main part has no link has nothing to stop at there.
        assert within or page.locator("main a").count() == 0
    finally:
        page.close()


@pytest.mark.parametrize("name", ["home", "event", "lecture"])
def test_a_page_can_be_read_at_twice_the_size_of_letters(browser: Any, site: str, name: str) -> None:
    page = browser.new_page(viewport={"width": 640, "height": 800})
    try:
        page.goto(site + PAGES[name])
        page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
        assert page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    finally:
        page.close()
