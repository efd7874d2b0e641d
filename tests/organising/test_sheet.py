"""The page for organisers: private, whole, and nothing in it asks anybody for anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers_html import page as parsed
from helpers_standing import EMAIL, read
from seminarsite.organising import asking, sheet
from seminarsite.organising.standing import overview
from seminarsite.theme import Theme


@pytest.fixture
def page(root: Path) -> str:
    found = overview(read(root))
    theme = Theme(root)
    drafts = [asking.draft(one, found.site, theme) for one in asking.requests(found)]
    return sheet.page(found, {"late": ("announced",)}, drafts, theme)


def test_it_says_that_it_is_private(page: str) -> None:
    assert "Private: for the organisers, not to be published" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert sheet.MARK in page


def test_everything_is_on_it(page: str) -> None:
    for text in (
        "Hidden",
        "Soon",
        "overdue by 9 days",
        EMAIL,
        "Bert Beispiel",
        "late: announced",
        "content/events/open.md",
    ):
        assert text in page
    assert page.count("A letter to send") == 4
    links = [link["href"] for link in parsed(page.encode()).all("a")]
    assert f"mailto:{EMAIL}" in links
    assert sum(link.startswith(f"mailto:{EMAIL}?subject=") for link in links) == 2


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "src=" not in page
    assert "https://" not in page.replace("https://example.org/a/", "")


def test_what_somebody_typed_is_escaped(root: Path) -> None:
    (root / "content/events/late.md").write_text(
        "---\nseries: analysis\ndate: 2025-03-12\ntitle: '<script>alert(1)</script>'\nspeaker: '<b>Ada</b>'\n---\n",
        encoding="utf-8",
    )
    found = overview(read(root))
    theme = Theme(root)
    drafts = [asking.draft(one, found.site, theme) for one in asking.requests(found)]
    text = sheet.page(found, {}, drafts, theme)
    assert "<script" not in text
    assert "<b>Ada" not in text


def test_dates_are_kept_together() -> None:
    assert sheet.dated("due <on> Wed 2025-03-12.") == ('due &lt;on&gt; <span class="when">Wed 2025-03-12</span>.')


def test_a_letter_as_a_text(root: Path) -> None:
    found = overview(read(root))
    request = next(one for one in asking.requests(found) if one.name == "late-reminder")
    text = sheet.letter(asking.draft(request, found.site, Theme(root)))
    assert text.startswith(f"To: {EMAIL}\nSubject: Reminder: your talk")
    assert "\n\nDear Ada Example,\n" in text
