"""The shelf in a real browser: an address is copied by mouse and by keyboard, and without JavaScript all else works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from helpers_browser import IN_A_BROWSER, served
from helpers_code import read_picture
from helpers_site import demo

pytestmark = IN_A_BROWSER

NOW = "2025-10-20T12:00:00+00:00"
BASE = "/seminars/"
ADDRESS = "https://example.org/seminars/calendar.ics"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(demo(NOW), BASE) as address:
        yield address


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    found = context.new_page()
    said: list[str] = []
    found.on("console", lambda message: said.append(message.text))
    found.on("pageerror", lambda error: said.append(str(error)))
    yield found
    context.close()
    assert said == []


def button(page: Any) -> Any:
    return page.get_by_role("button", name="Copy the address of A seminar and two lectures")


def test_a_click_copies_the_address_and_says_so(page: Any, site: str) -> None:
    page.goto(f"{site}subscribe/")
    button(page).click()
    page.get_by_text("The address is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS
    assert [s for s in page.locator("[role=status]").all_inner_texts() if s] == ["The address is copied."]


def test_the_keyboard_copies_it_too(page: Any, site: str) -> None:
    page.goto(f"{site}subscribe/")
    page.evaluate("navigator.clipboard.writeText('something else')")
    button(page).focus()
    page.keyboard.press("Enter")
    page.get_by_text("The address is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS


def test_each_button_of_a_page_copies_its_own_address(page: Any, site: str) -> None:
    page.goto(f"{site}subscribe/")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    copied = []
    for line in page.locator(".copying").all():
        line.locator("button").click()
        line.get_by_text("The address is copied.").wait_for()
        copied.append((page.evaluate("navigator.clipboard.readText()"), line.locator("code").inner_text()))
    assert len(copied) == 4
    assert [one for one, _ in copied] == [shown for _, shown in copied]
    assert len(set(copied)) == 4


def test_where_copying_is_forbidden_the_address_is_selected(page: Any, site: str) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"{site}subscribe/")
    button(page).click()
    page.get_by_text("copy it with your keyboard").wait_for()
    assert page.evaluate("getSelection().toString()") == ADDRESS


@pytest.mark.parametrize("path", ["subscribe/", "", "events/2025-11-03-kohn/"])
def test_without_a_clipboard_there_is_no_button(page: Any, site: str, path: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(site + path)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert not page.locator(".copying button").first.is_visible()
    assert page.locator("code.address").first.is_visible()


def test_without_javascript_everything_else_is_there(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{site}events/2025-11-03-kohn/")
        page.get_by_text("Address, QR code, and how long a change takes").click()
        assert page.locator("code.address").inner_text().endswith("series/schlaefli-lecture.ics")
        for name in ("Apple", "Google", "Outlook.com", "Apple and others (.ics)"):
            assert page.get_by_role("link", name=name, exact=True).first.is_visible()
        assert not page.locator(".copying button").is_visible()
    finally:
        context.close()


def test_the_next_event_is_kept_from_the_home_page_by_keyboard(page: Any, site: str) -> None:
    page.clock.set_fixed_time(NOW)
    page.goto(site)
    page.locator("details.keep summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert "calendar.google.com/calendar/render" in page.evaluate("document.activeElement.href")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


# The picture as the browser paints it, in grey.
PAINTED = """async (image) => {
  image.loading = "eager";
  await image.decode();
  const side = 4 * image.getBoundingClientRect().width;
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const brush = canvas.getContext("2d");
  brush.fillStyle = getComputedStyle(document.body).backgroundColor;
  brush.fillRect(0, 0, side, side);
  brush.drawImage(image, 0, 0, side, side);
  const { data } = brush.getImageData(0, 0, side, side);
  return { side, grey: [...data].filter((_, at) => at % 4 === 1) };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_the_code_from_the_screen(page: Any, site: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}subscribe/")
    painted = page.locator(".code img").first.evaluate(PAINTED)
    assert read_picture(bytes(painted["grey"]), painted["side"]) == "https://example.org/seminars/subscribe/"


def test_other_pages_load_no_script(page: Any, site: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for path in ("archive/", "speakers/", "board/"):
        page.goto(site + path)
    assert [url for url in requests if ".js" in url] == []
