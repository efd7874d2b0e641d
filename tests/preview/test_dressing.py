"""What the preview puts into pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_html import page
from helpers_site import NOW, STATES, made
from seminarsite.diagnostics import Diagnostic, Severity, Span
from seminarsite.preview import dressing
from seminarsite.preview.dressing import CLOCK, FOLDER, MOST_TOLD, SCRIPT, STYLE
from seminarsite.preview.editors import Editor
from seminarsite.tools import characters, texts


def test_every_page_gets_the_scripts_before_all_others_and_is_otherwise_as_it_was(
    write_site: Callable[..., Path],
) -> None:
    for path, body in made(write_site(STATES)).items():
        if path.endswith(".html"):
            dressed = dressing.dressed(body, 3, NOW)
            clock, script, *others = [one for one in page(dressed).all("script") if "src" in one.attributes]
            assert (clock["src"], script["src"]) == (f"/{CLOCK}", f"/{SCRIPT}"), path
            assert clock["data-preview-now"] == script["data-preview-now"] == "2025-03-01T12:00:00Z"
            assert script["data-preview-page"] == dressing.digest(body)
            assert [one["src"] for one in others] == [
                one["src"] for one in page(body).all("script") if "src" in one.attributes
            ]
            assert page(dressed).text == page(body).text
            assert dressing.dressed(body, 3, None).count(CLOCK.encode()) == 0


def test_the_page_for_what_is_not_found_lets_the_preview_bring_its_style(write_site: Callable[..., Path]) -> None:
    body = made(write_site())["404.html"]
    [policy] = [
        one["content"] for one in page(dressing.dressed(body, 1, None)).all("meta") if "http-equiv" in one.attributes
    ]
    assert "style-src 'self' 'sha256-" in policy
    assert "style-src 'self'" not in body.decode().replace("&#39;", "'")


def test_a_page_without_a_head_gets_them_too() -> None:
    assert SCRIPT.encode() in dressing.dressed(b"<p>a template of the site's own", 1, None)


@pytest.mark.parametrize("address", [SCRIPT, CLOCK, STYLE])
def test_what_is_the_previews_own_is_there(address: str) -> None:
    found = dressing.own(address)
    assert found is not None
    assert len(found[1]) > 100


@pytest.mark.parametrize("address", ["", f"{FOLDER}", f"{FOLDER}../state.py", f"{FOLDER}state.py", "static/style.css"])
def test_nothing_else_is(address: str) -> None:
    assert dressing.own(address) is None


def test_no_address_of_a_site_can_be_the_previews() -> None:
    for read in (texts.site_path, texts.slug):
        with pytest.raises(characters.Unreadable):
            read(FOLDER.rstrip("/"))


def test_mistakes_come_before_warnings_with_links_to_their_lines(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    warning = Diagnostic(Span("a.md", 1, 1), "w", "doubtful", severity=Severity.WARNING)
    error = Diagnostic(Span("b.md", 2, 3), "e", "<b>", "a hint")
    first, second = dressing.told([warning, error], tmp_path, Editor())
    assert first == {
        "severity": "error", "place": "b.md:2:3", "message": "<b>", "hint": "a hint", "code": "e", "link": None,
    }  # fmt: skip
    assert (second["link"] or "").endswith("/a.md:1:1")


def test_thousands_of_mistakes_are_not_sent_at_once(tmp_path: Path) -> None:
    many = [Diagnostic(Span("a.md", line), "e", "x") for line in range(1, 5000)]
    assert len(dressing.told(many, tmp_path, Editor())) == MOST_TOLD


def test_the_page_without_a_page_escapes_what_it_tells() -> None:
    body = dressing.bare([Diagnostic(Span("a.md", 1, 1), "e", "<script>")], 1, None)
    assert b"<script>" not in body
    assert "a.md:1:1" in page(body).text
