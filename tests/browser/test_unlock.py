"""A locked link in a real browser: the right answer opens it, a wrong one does not, by keyboard and by mouse."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from helpers_browser import IN_A_BROWSER, served
from helpers_site import event, made
from seminarsite.tools.locks import normal

pytestmark = IN_A_BROWSER

NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
LINK = "https://meet.example/j/5551234?pwd=NOBODY"
TALK = ("time: 12:00", "speaker: tba", "title: A talk")
LOCKED = f"online: {{platform: Zoom, join: {{link: '{LINK}', visible: locked, riddle: 'The smallest prime above 100?', answer: 101}}}}"
PASSCODE = f"online: {{platform: Zoom, join: {{link: '{LINK}', visible: locked, passcode: 'Große Formel'}}}}"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    root = tmp_path_factory.mktemp("locked")
    content = {
        "site.yaml": "title: Example\nurl: https://example.org/\nzone: Europe/Zurich\n",
        "events/riddle.md": event("2025-03-12", *TALK, LOCKED),
        "events/passcode.md": event("2025-03-12", *TALK, PASSCODE),
        "events/plain.md": event("2025-03-12", *TALK),
    }
    for name, text in content.items():
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return made(root, NOW)


@pytest.fixture(scope="module")
def site(files: Mapping[str, bytes]) -> Iterator[str]:
    with served(files) as address:
        yield address


def test_the_link_is_in_no_file(files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        for part in (LINK, "5551234", "NOBODY", "Große Formel"):
            assert part.encode() not in content, path


def test_the_right_answer_by_keyboard(page: Any, site: str) -> None:
    page.goto(f"{site}events/riddle/")
    page.get_by_label("Your answer").focus()
    page.keyboard.type(" 101 ")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Open the link"
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Join on Zoom")
    link.wait_for()
    assert link.get_attribute("href") == LINK
    assert page.evaluate("document.activeElement.href") == LINK
    assert page.locator("form").count() == 0


def test_a_wrong_answer_is_refused_and_another_try_is_free(page: Any, site: str) -> None:
    page.goto(f"{site}events/riddle/")
    box = page.get_by_label("Your answer")
    box.fill("103")
    box.press("Enter")
    page.get_by_text("That is not it.").wait_for()
    assert page.locator("form [role=status]").inner_text() == "That is not it."
    assert page.get_by_role("link", name="Join on Zoom").count() == 0
    assert page.evaluate("document.activeElement.id") == "answer"
    assert box.get_attribute("aria-invalid") == "true"
    box.fill("101")
    page.get_by_role("button").click()
    page.get_by_role("link", name="Join on Zoom").wait_for()


def test_a_passcode_with_other_capitals(page: Any, site: str) -> None:
    page.goto(f"{site}events/passcode/")
    page.get_by_label("Passcode").fill("GROSSE  FORMEL")
    page.get_by_role("button").click()
    page.get_by_role("link", name="Join on Zoom").wait_for()


def test_it_fits_and_its_form_can_be_seen(page: Any, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{site}events/riddle/")
    assert page.locator("form.unlock").is_visible()
    assert not page.locator(".without-script").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    for box in (page.get_by_label("Your answer").bounding_box(), page.get_by_role("button").bounding_box()):
        assert min(box["width"], box["height"]) >= 24


def test_other_pages_load_no_script(page: Any, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}events/plain/")
    assert [url for url in asked if "unlock" in url] == []


def test_without_javascript_the_page_says_what_to_do(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{site}events/riddle/")
        assert not page.locator("form.unlock").is_visible()
        assert "your browser needs JavaScript" in page.inner_text("main")
        assert "ask the organisers" in page.inner_text("main")
    finally:
        context.close()


def test_where_there_is_no_webcrypto_the_page_says_so(page: Any, site: str) -> None:
    page.add_init_script("Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })")
    page.goto(f"{site}events/riddle/")
    page.wait_for_load_state("networkidle")
    assert page.locator(".without-script").is_visible()
    assert not page.locator("form.unlock").is_visible()


def test_an_answer_counts_alike_in_python_and_in_the_browser(page: Any, site: str) -> None:
    """Every letter that has capitals or another form, and some words."""
    letters = [
        chr(n) for n in range(0x20, 0x20000) if not 0xD800 <= n < 0xE000 and unicodedata.category(chr(n)) != "Cn"
    ]
    words = ["ΟΔΟΣ ΟΔΟΣ", "Straße", "İstanbul", "ﬁve", "  a \u00a0 b ", "１０１", "e\u0301", "x\u200by", "ǅ"]
    texts = [*letters, *(f"a{letter}b" for letter in letters), *words]
    page.goto(f"{site}events/riddle/")
    script = "async (texts) => { const { normal } = await import('/static/unlock.js'); return texts.map(normal); }"
    found = page.evaluate(script, texts)
    differing = [json.dumps(t) for t, there in zip(texts, found, strict=True) if normal(t) != there]
    assert differing == []
