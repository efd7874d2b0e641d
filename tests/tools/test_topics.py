"""Topics: the same one whatever its spelling, and a name of its own in an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_content import SITE
from helpers_site import event
from seminarsite.tools import topics
from seminarsite.tools.topics import topic


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Algebraic geometry", "algebraic-geometry"),
        ("algebraic  Geometry", "algebraic-geometry"),
        ("K-theory", "k-theory"),
        ("Łojasiewicz inequality", "lojasiewicz-inequality"),
        ("Größe", "grosse"),
    ],
)
def test_the_name_as_an_address(name: str, slug: str) -> None:
    assert topic(name).slug == slug


def test_letters_that_no_address_can_hold_still_count() -> None:
    names = ["数论", "代数几何", "AI", "数论 AI", "α", "β", "∞"]
    slugs = {topic(name).slug for name in names}
    assert len(slugs) == len(names)
    assert all(slug.isascii() and slug for slug in slugs)


def test_long_names_that_begin_alike_are_two() -> None:
    assert topic("a" * 90 + "b").slug != topic("a" * 90 + "c").slug


@given(st.text(min_size=1, max_size=200))
def test_any_text_has_an_address(name: str) -> None:
    slug = topic(name).slug
    assert slug
    assert len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_events_by_topic(read: Callable[..., Any]) -> None:
    site, _ = read(
        {
            "site.yaml": SITE,
            "events/a.md": event("2025-01-08", "time: 12:00", "topics: [Optimal transport, Zeta functions]"),
            "events/b.md": event("2025-01-09", "time: 12:00", "topics: [optimal Transport, optimal transport]"),
            "events/c.md": event("2025-01-10", "time: 12:00"),
        }
    )
    found = {t.name: [e.id for e in events] for t, events in topics.by_topic(site).items()}
    assert found == {"Optimal transport": ["a", "b"], "Zeta functions": ["a"]}
    assert [t.name for t in topics.of(site.events[1])] == ["optimal transport"]
