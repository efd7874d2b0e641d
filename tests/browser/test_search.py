"""Searching in a real browser: by typing, by address, by keyboard, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from helpers_browser import IN_A_BROWSER, served
from helpers_site import event, made
from seminarsite.tools import fulltext

pytestmark = IN_A_BROWSER

SITE = "title: Example\nurl: https://example.org/\nzone: Europe/Zurich\nlanguage: en-GB\nseason-starts: 09-01\n"
SERIES = "---\ntitle: {name}\n---\n"
TALKS = {
    "series/schlaefli.md": SERIES.format(name="Schläfli lecture"),
    "series/analysis.md": SERIES.format(name="Analysis seminar"),
    "events/kohn.md": event(
        "2025-11-03",
        "time: 17:15",
        "series: schlaefli",
        "title: Algebraic geometry of neural networks",
        "speaker: {name: Kathlén Kohn, affiliation: KTH}",
        "topics: Algebraic geometry",
        "video: https://example.org/v",
    ),
    "events/bonjour.md": event(
        "2024-03-06",
        "time: 12:00",
        "series: analysis",
        "title: L'Hôpital et la règle",
        "speaker: Bert Beispiel",
        "language: fr",
        "slides: https://example.org/s",
        body="Homotopies are what this is about.",
    ),
    "events/off.md": event(
        "2024-03-13",
        "time: 12:00",
        "series: analysis",
        "title: Networks that learn <b>not</b> & more",
        "speaker: Łukasz Örtel",
        "status: cancelled",
    ),
    "events/kanji.md": event("2023-03-13", "time: 12:00", "series: analysis", "title: 微分幾何学", "speaker: 山田太郎"),
    **{
        f"events/many-{n}.md": event(
            f"2022-{n // 28 + 1:02}-{n % 28 + 1:02}", "time: 12:00", "series: analysis", f"title: Lecture {n}"
        )
        for n in range(70)
    },
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mapping[str, bytes]]:
    def build(settings: str = "") -> Mapping[str, bytes]:
        root = tmp_path_factory.mktemp("search")
        for name, text in {"site.yaml": SITE + settings, **TALKS}.items():
            file = root / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return made(root)

    return build


@pytest.fixture(scope="module")
def site(files: Callable[[str], Mapping[str, bytes]]) -> Iterator[str]:
    with served(files(""), "/sub/path/") as address:
        yield address


def titles(page: Any, count: str) -> list[str]:
    """The titles of what was found, once the status says so."""
    page.wait_for_function("(n) => document.querySelector('.found-count').textContent === n", arg=count)
    return [text.strip() for text in page.locator("#found .row-title a").all_inner_texts()]


def found(number: int) -> str:
    return f"Events found: {number}"


def test_by_typing(page: Any, site: str) -> None:
    page.goto(f"{site}search/")
    assert page.locator("#found .row").count() == 0
    page.get_by_label("Words").press_sequentially("net")
    assert titles(page, found(2)) == ["Algebraic geometry of neural networks", "Networks that learn <b>not</b> & more"]
    page.get_by_label("Words").press_sequentially(" neu")
    assert titles(page, found(1)) == ["Algebraic geometry of neural networks"]
    assert page.locator("#found .row .soft").inner_text() == "KTH"
    assert page.locator(".lists").is_hidden()
    page.wait_for_url("**/search/?q=net+neu")
    page.get_by_label("Words").press_sequentially("zzz")
    assert titles(page, "No event has all of that.") == []
    page.locator("#q").fill("")
    assert titles(page, "") == []
    assert page.locator(".lists").is_visible()
    page.wait_for_url("**/search/")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("SCHLAFLI", "Algebraic geometry of neural networks"),  # the name of the series
        ("schlaefli", "Algebraic geometry of neural networks"),
        ("Schläfli kohn", "Algebraic geometry of neural networks"),
        ("kathlen", "Algebraic geometry of neural networks"),
        ("hopital", "L'Hôpital et la règle"),
        ("l'hôpital", "L'Hôpital et la règle"),
        ("lhopital regle", "L'Hôpital et la règle"),
        ("lukasz oertel", "Networks that learn <b>not</b> & more"),
        ("Łukasz ortel", "Networks that learn <b>not</b> & more"),
        ("幾何", "微分幾何学"),
        ("山田", "微分幾何学"),
    ],
)
def test_accents_capitals_order_and_script_are_of_no_account(page: Any, site: str, typed: str, title: str) -> None:
    page.goto(f"{site}search/")
    page.get_by_label("Words").fill(typed)
    assert titles(page, found(1)) == [title]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=networks&video=1", ["Algebraic geometry of neural networks"]),
        ("slides=1", ["L'Hôpital et la règle"]),
        ("language=fr", ["L'Hôpital et la règle"]),
        ("season=2023-24", ["Networks that learn <b>not</b> & more", "L'Hôpital et la règle"]),
        ("series=schlaefli", ["Algebraic geometry of neural networks"]),
        ("speaker=ortel", ["Networks that learn <b>not</b> & more"]),
        ("topic=Algebraic+geometry", ["Algebraic geometry of neural networks"]),
    ],
)
def test_by_address(page: Any, site: str, query: str, names: list[str]) -> None:
    page.goto(f"{site}search/?{query}")
    assert titles(page, found(len(names))) == names
    for name, value in (part.split("=") for part in query.split("&")):
        field = page.locator(f"[name={name}]")
        assert field.is_checked() if value == "1" else field.input_value() == value.replace("+", " ")


def test_back_from_an_event_shows_what_was_found(page: Any, site: str) -> None:
    page.goto(f"{site}archive/")
    page.get_by_label("Search").fill("kohn")
    page.get_by_role("button", name="Search").click()
    assert titles(page, found(1)) == ["Algebraic geometry of neural networks"]
    page.get_by_label("Words").fill("hôpital")
    titles(page, found(1))
    page.locator("#found .row-title a").click()
    assert page.locator("h1").inner_text() == "L'Hôpital et la règle"
    page.go_back()
    assert titles(page, found(1)) == ["L'Hôpital et la règle"]
    assert page.get_by_label("Words").input_value() == "hôpital"
    page.go_back()
    assert page.locator("h1").inner_text() == "Archive"


def test_by_keyboard_alone(page: Any, site: str) -> None:
    page.goto(f"{site}search/")
    page.keyboard.press("/")
    page.keyboard.type("networks")
    titles(page, found(2))
    at = "document.activeElement.textContent.trim().slice(0, 8)"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(at) == "Algebrai"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(at) == "Networks"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(at) == "Networks"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Enter")
    assert page.evaluate(at) == "Algebrai"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    assert page.get_by_label("Words").input_value() == ""
    assert titles(page, "") == []
    page.keyboard.type("kohn")
    titles(page, found(1))
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/kohn/")


def test_what_was_found_is_told_and_looks_as_it_is(page: Any, site: str) -> None:
    page.goto(f"{site}search/?q=learn")
    titles(page, found(1))
    assert page.locator("[role=status]").inner_text() == found(1)
    row = page.locator("#found .row")
    assert row.locator(".badge.cancelled").inner_text() == "Cancelled"
    assert row.locator("s time").get_attribute("datetime") == "2024-03-13"
    assert row.locator("b").count() == 0  # a title is a text
    page.goto(f"{site}search/?language=fr")
    titles(page, found(1))
    assert page.locator("#found .row-title a").get_attribute("lang") == "fr"


def test_many_are_shown_in_steps(page: Any, site: str) -> None:
    page.goto(f"{site}search/?q=lecture+analysis")
    assert len(titles(page, found(70))) == 50
    page.get_by_role("button", name="Show more").click()
    assert len(titles(page, found(70))) == 70
    assert page.evaluate("[...document.querySelectorAll('#found .row-title a')].indexOf(document.activeElement)") == 50
    assert page.get_by_role("button", name="Show more").count() == 0


def test_names_are_suggested(page: Any, site: str) -> None:
    page.goto(f"{site}search/")
    page.get_by_label("Speaker").focus()
    page.wait_for_function("() => performance.getEntriesByName(new URL('1.json', location).href).length > 0")
    page.get_by_label("Speaker").press_sequentially("ort")
    assert titles(page, found(1))
    assert page.locator("#search-speakers option").evaluate_all("all => all.map((o) => o.value)") == ["Łukasz Örtel"]


def test_nothing_is_fetched_before_somebody_asks(page: Any, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}search/", wait_until="networkidle")
    assert not [url for url in asked if url.endswith(".json")]
    page.get_by_label("Words").focus()
    page.wait_for_function("() => performance.getEntriesByName(new URL('1.json', location).href).length > 0")
    assert [url.removeprefix(site) for url in asked if url.endswith(".json")] == ["search/1.json"]


def test_a_list_that_cannot_be_read_is_told(browser: Any, site: str) -> None:
    page = browser.new_page()
    page.route(re.compile(r"1\.json$"), lambda route: route.abort())
    page.goto(f"{site}search/?q=kohn")
    assert titles(page, "The list of events cannot be read at the moment.") == []
    page.close()


def test_without_javascript_the_plain_lists_are_there(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}search/?q=kohn")
    assert page.get_by_text("Without it, all events stand in the lists below.").is_visible()
    page.locator(".lists .seasons a").first.click()
    assert page.locator(".row-title").all_inner_texts() == ["Algebraic geometry of neural networks"]
    context.close()


@pytest.mark.skipif(not fulltext.is_installed(), reason="no Pagefind: pip install seminarsite[search]")
def test_abstracts_are_found_by_pagefind(page: Any, files: Callable[[str], Mapping[str, bytes]]) -> None:
    with served(files("search: pagefind\n"), "/sub/path/") as site:
        page.goto(f"{site}search/")
        page.get_by_label("Words").press_sequentially("homotopy")
        assert titles(page, found(1)) == ["L'Hôpital et la règle"]
        page.get_by_label("Language").select_option("en-GB")
        assert titles(page, "No event has all of that.") == []
        page.get_by_label("Words").fill("kohn")
        assert titles(page, found(1)) == ["Algebraic geometry of neural networks"]
