"""The accent of a site reaches every page, and only where there is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers_site import SITE, made

Write = Callable[..., Path]
STYLESHEET = "static/accent.css"


def test_a_site_with_an_accent_has_a_stylesheet_for_both_schemes(write_site: Write) -> None:
    files = made(write_site({"site.yaml": f"{SITE}accent: '#036'\n"}))
    style = files[STYLESHEET].decode()
    assert "@media screen { :root { --accent: #003366;" in style
    assert "prefers-color-scheme: dark) { :root { --accent: #74a5e1; }" in style
    for page in ("index.html", "events/index.html", "embed/index.html"):
        html = files[page].decode()
        own, ours = html.index("static/accent.css?"), html.index("style.css?" if "embed" not in page else "embed.css?")
        assert own > ours, f"{page}: it would be overruled"


def test_the_page_for_what_is_not_found_carries_it_within(write_site: Write) -> None:
    page = made(write_site({"site.yaml": f"{SITE}accent: '#036'\n"}))["404.html"].decode()
    assert "--accent: #003366" in page
    assert "accent.css" not in page


def test_a_site_without_one_asks_for_no_further_file(write_site: Write) -> None:
    files = made(write_site({"site.yaml": SITE}))
    assert STYLESHEET not in files
    assert not [path for path, content in files.items() if b"accent.css" in content]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("accent: '#0a5c44'", []),
        ("colour: 0A5C44", []),
        ("accent: '#ffd500'", ["6:1 weak-accent", "#8a7306"]),
        ("accent: #0a5c44", ["6:1 nothing-given", "in quotes"]),
        ("accent: green", ["6:9 wrong-value", "'#0a5c44'"]),
    ],
    ids=["fine", "without its sign", "too light", "a comment", "a word"],
)
def test_what_is_said_of_an_accent(read: Callable[..., Any], line: str, expected: list[str]) -> None:
    from seminarsite.judging.checks import check

    site, report = read({"site.yaml": f"{SITE}{line}\n"})
    if site:
        check(site, report)
    said = [f"{str(d.span).partition(':')[2]} {d.code} {d.message} {d.hint}" for d in report.diagnostics]
    assert len(said) == bool(expected), said
    assert all(words in said[0] for words in expected), said
