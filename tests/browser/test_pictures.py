"""Pictures in a real browser: nothing moves while they load, each is fetched in a width that is enough, and no other host is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from helpers_browser import IN_A_BROWSER, served
from helpers_content import write
from helpers_pictures import picture
from helpers_site import NOW, event, made

pytestmark = IN_A_BROWSER

FILES = {
    "site.yaml": "title: Example Seminar\nurl: https://example.org/seminar/\npicture: {file: pictures/wide.jpg, alt: Wide}\n",
    "speakers/ada.md": "---\nname: Ada Example\nphoto: {file: pictures/tall.jpg, alt: Ada Example}\n---\n"
    + "Some words. " * 80
    + "\n\n![Wide](/pictures/wide.jpg)\n",
    "series/s.md": "---\ntitle: Example Lecture\nkind: lecture\ntime: 17:15\nlecture: {since: 2001, every: 2, "
    "eponym: {name: Emmy Example, portrait: {file: pictures/tall.jpg, alt: Emmy Example}}}\n"
    "hosts: {name: Example University, logo: {file: pictures/logo.svg, alt: Example University}}\n---\n",
    "events/lecture.md": event(
        "2025-04-07", "series: s", "title: T", "speaker: ada", "picture: {file: pictures/tall.jpg, alt: Tall}"
    ),
    "events/talk.md": event(
        "2025-03-05",
        "time: 12:00",
        "title: On examples",
        "speaker: ada",
        "picture: {file: pictures/wide.jpg, alt: Wide}",
        "video: {url: https://video.example/1, picture: {file: pictures/wide.jpg, alt: The board}}",
        body="Some words. " * 80,
    ),
    "pictures/wide.jpg": picture(2400, 1000),
    "pictures/tall.jpg": picture(1500, 2000),
    "pictures/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0h30v10z"/></svg>',
}
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifts += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(made(write(tmp_path_factory.mktemp("site"), FILES)), "/seminar/") as address:
        yield address


@pytest.mark.parametrize("path", ["", "events/talk/", "events/lecture/", "speakers/ada/", "series/s/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_and_no_more_is_fetched_than_is_needed(site: str, browser: Any, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.clock.set_fixed_time(NOW)  # later, the next event would be another one
    page.add_init_script(SHIFTS)
    page.goto(site + path, wait_until="networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    # Those of what is folded away, as the codes of calendars, are not fetched before somebody unfolds it.
    seen = "[...document.images].filter((i) => i.checkVisibility())"
    page.wait_for_function(f"() => {seen}.every((image) => image.complete && image.naturalWidth)")
    shown = page.evaluate(f"() => {seen}.map((i) => [i.width, i.height, i.naturalWidth / i.naturalHeight])")
    assert page.evaluate("window.shifts") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert shown
    for wide, high, shape in shown:
        assert abs(wide / high - shape) < 0.03 * shape
        assert wide <= width
    pictures = {urlsplit(url).path.rpartition("/")[2] for url in asked if "/pictures/" in url}
    assert pictures <= {"logo.svg", "tall.jpg.480.webp", "wide.jpg.480.webp", "wide.jpg.960.webp"}
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site).netloc}
    assert said == []
