"""The preview as somebody sees it who writes: edits appear, mistakes stand over the page, time can be moved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from helpers_browser import IN_A_BROWSER
from helpers_preview import served
from helpers_site import NOW, event
from seminarsite.preview.editors import editor
from seminarsite.preview.state import Preview
from seminarsite.preview.watching import watch

pytestmark = IN_A_BROWSER

LONG = "\n\n".join(f"Paragraph {number}." for number in range(60))
FILES = {
    "events/first.md": event("2025-03-05", "time: 12:00", "title: First talk", "speaker: Emmy Noether", body=LONG),
    "events/second.md": event("2025-03-12", "time: 12:00", "title: Second talk", "speaker: Emmy Noether"),
    "events/third.md": event("2025-03-19", "time: 12:00", "title: Third talk", "speaker: Emmy Noether"),
}


@contextmanager
def opened(browser: Any, root: Path, **options: object) -> Iterator[Callable[[str], Any]]:
    """A function that opens pages of a preview that watches; at the end no page may have written into its console."""
    preview = Preview(root, lambda: NOW, at=NOW)
    noted: list[str] = []
    ready = threading.Event()
    end = watch(preview, lambda _: ready.set())
    ready.wait(20)
    context = browser.new_context(**{"viewport": {"width": 1000, "height": 700}, **options})

    def open_(path: str) -> Any:
        page = context.new_page()
        page.on("console", lambda message: noted.append(message.text))
        page.on("pageerror", lambda error: noted.append(str(error)))
        page.goto(f"http://127.0.0.1:{port}{path}")
        page.locator("summary.moment", has_text="as of").wait_for()
        return page

    with served(preview, editor("code")) as port:
        yield open_
        context.close()
    end()
    # The browser itself notes a page that answers 500; axe-core puts a style of its own into the page.
    known = ("the server responded with a status of", "Applying inline style")
    assert [text for text in noted if not any(one in text for one in known)] == []


def until(page: Any, expression: str) -> None:
    """Not wait_for_function, which the pages' content policy forbids."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {expression}")


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site(FILES)


def save(root: Path, name: str, *lines: str, body: str = "") -> None:
    (root / "content" / name).write_text(event(*lines, body=body), encoding="utf-8")


def test_a_saved_edit_appears_by_itself_where_one_was_reading(browser: Any, root: Path) -> None:
    with opened(browser, root) as open_:
        page = open_("/events/first/")
        page.evaluate("window.scrollTo(0, 900)")
        save(
            root, "events/first.md", "2025-03-05", "time: 12:00", "title: New name", "speaker: Emmy Noether", body=LONG
        )
        page.locator("h1", has_text="New name").wait_for()
        until(page, "window.scrollY === 900")


def test_a_page_that_an_edit_does_not_concern_is_not_loaded_again(browser: Any, root: Path) -> None:
    with opened(browser, root) as open_:
        other, page = open_("/archive/"), open_("/events/third/")
        other.evaluate("window.mine = true")
        save(root, "events/third.md", "2025-03-19", "time: 12:00", "title: New name", "speaker: tba")
        page.locator("h1", has_text="New name").wait_for()
        other.wait_for_timeout(500)
        assert other.evaluate("window.mine") is True


def test_a_stylesheet_is_exchanged_without_loading_the_page(browser: Any, root: Path) -> None:
    (root / "static").mkdir()
    (root / "static/style.css").write_text("h1 { color: rgb(1, 2, 3); }", encoding="utf-8")
    with opened(browser, root) as open_:
        page = open_("/events/first/")
        page.evaluate("window.mine = true")
        (root / "static/style.css").write_text("h1 { color: rgb(4, 5, 6); }", encoding="utf-8")
        until(page, "getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)'")
        assert page.evaluate("window.mine") is True


def test_mistakes_stand_over_the_page_until_they_are_mended(browser: Any, root: Path) -> None:
    with opened(browser, root) as open_:
        page = open_("/events/first/")
        save(root, "events/third.md", "2025-03-19", "titel: <b>Third</b>")
        overlay = page.locator(".overlay")
        overlay.wait_for()
        assert page.locator("h1").inner_text() == "First talk", "the last good page stays"
        link = overlay.locator("a").first
        assert link.inner_text() == "content/events/third.md:3:1"
        assert (link.get_attribute("href") or "").startswith("vscode://file/")
        assert (link.get_attribute("href") or "").endswith("/content/events/third.md:3:1")
        assert "titel" in overlay.inner_text()
        assert "Did you mean" in overlay.inner_text()
        assert overlay.locator("b").count() == 0
        alert = page.get_by_role("alert").filter(has_text="titel")
        assert "mistake" in (alert.text_content() or "")
        page.keyboard.press("Escape")
        overlay.wait_for(state="hidden")
        page.get_by_role("button", name="mistake").click()
        overlay.wait_for()
        save(root, "events/third.md", "2025-03-19", "time: 12:00", "title: Third", "speaker: Emmy Noether")
        overlay.wait_for(state="hidden")
        assert page.get_by_role("button", name="mistake").count() == 0


def test_a_site_that_is_broken_from_the_start_is_shown_when_it_is_mended(browser: Any, root: Path) -> None:
    save(root, "events/third.md", "2025-02-30", "title: x")
    with opened(browser, root) as open_:
        page = open_("/")
        page.locator(".overlay a", has_text="third.md:2:7").wait_for()
        save(root, "events/third.md", "2025-03-19", "time: 12:00", "title: Third", "speaker: Emmy Noether")
        page.get_by_role("heading", name="First talk").first.wait_for()
        assert page.locator(".overlay").is_hidden()


def test_a_broken_template_is_told_over_the_page_as_it_was(browser: Any, root: Path) -> None:
    with opened(browser, root) as open_:
        page = open_("/events/first/")
        (root / "templates").mkdir()
        (root / "templates/event.html").write_text("\n{{ nothing }}", encoding="utf-8")
        page.locator(".overlay a", has_text="templates/event.html:2:1").wait_for()
        assert page.locator("h1").inner_text() == "First talk"


def test_warnings_are_folded_away(browser: Any, root: Path) -> None:
    save(root, "events/third.md", "2025-03-19", "time: 12:00", "title: Third")
    with opened(browser, root) as open_:
        page = open_("/")
        notes = page.locator("details.notes")
        notes.locator("summary", has_text="1 warning").wait_for()
        assert page.locator(".overlay").is_hidden()
        notes.locator("summary").press("Enter")
        notes.get_by_text("no speaker is given").wait_for()
        page.keyboard.press("Escape")
        notes.get_by_text("no speaker is given").wait_for(state="hidden")


def test_time_moves_by_steps_slider_and_typing_and_stays_from_page_to_page(browser: Any, root: Path) -> None:
    with opened(browser, root, timezone_id="Asia/Tokyo") as open_:
        page = open_("/")
        stage = page.locator(".stage")
        moment = page.locator("summary.moment")
        assert moment.inner_text().startswith("as of Sat, 1 Mar 2025, 13:00 Zurich")
        assert "First talk" in stage.inner_text()
        moment.click()
        for after, shown in (("5 Mar 2025, 13:00", "Second talk"), ("12 Mar 2025, 13:00", "Third talk")):
            page.get_by_role("button", name="To the next change").click()
            moment.filter(has_text=after).wait_for()
            assert shown in stage.inner_text()
        page.get_by_role("button", name="To the change before").click()
        moment.filter(has_text="5 Mar 2025").wait_for()
        assert "Second talk" in stage.inner_text()
        page.get_by_role("link", name="Programme", exact=True).click()
        moment.filter(has_text="5 Mar 2025").wait_for()
        assert "First talk" not in page.locator("main").inner_text()
        page.get_by_label("Day and hour").fill("2025-03-12T14:30")
        page.get_by_label("Day and hour").press("Tab")
        moment.filter(has_text="12 Mar 2025, 14:30 Zurich").wait_for()
        assert "Second talk" not in page.locator("main").inner_text()
        slider = page.get_by_label("Show the site as of")
        slider.press("Home")
        until(page, "new URL(location).searchParams.get('now').startsWith('2025-03-04')")
        moment.filter(has_text="4 Mar 2025").wait_for()
        assert "First talk" in page.locator("main").inner_text()
        page.get_by_role("button", name="Now").click()
        moment.filter(has_text="1 Mar 2025, 13:00").wait_for()


def test_the_moment_in_an_address_can_be_shared(browser: Any, root: Path) -> None:
    with opened(browser, root) as open_:
        page = open_("/?now=2025-03-13")
        assert "as of Thu, 13 Mar 2025, 00:00 Zurich" in page.locator("summary.moment").inner_text()
        assert "Third talk" in page.locator(".stage").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_all_of_it_fits_and_can_be_used_by_everybody(browser: Any, root: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    save(root, "events/third.md", "2025-03-19", "time: 12:00", "title: Third")
    with opened(browser, root, viewport={"width": width, "height": 740}, color_scheme=scheme) as open_:
        page = open_("/events/first/")
        page.locator("details.notes summary").click()
        page.locator("summary.moment").click()
        save(root, "events/third.md", "2025-02-30", "titel: " + "a" * 200)
        page.locator(".overlay").wait_for()
        for selector in (".overlay", ".bar", ".panel"):
            box = page.locator(selector).bounding_box()
            assert box["x"] >= 0, selector
            assert box["x"] + box["width"] <= width, selector
            assert box["y"] >= 0, selector
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        results = Axe().run(page, context="seminarsite-preview")
        assert results.response["violations"] == [], results.generate_report()
