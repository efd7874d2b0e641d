"""Secrets outside of the content: their names, and what is at hand."""

from __future__ import annotations

import pytest

from seminarsite.tools.keeping import NOTHING, Kept, is_a_name, is_kept_elsewhere


@pytest.mark.parametrize("name", ["env:ZOOM_LINK", "env:_x1", "file:secrets/zoom.txt", "file:secrets/zoom"])
def test_names(name: str) -> None:
    assert is_kept_elsewhere(name)
    assert is_a_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "env:",
        "env:1X",
        "env:A B",
        "file:zoom.txt",
        "file:/etc/passwd",
        "file:secrets/../x",
        "file:secrets/.env",
        "file:secrets/a/b",
    ],
)
def test_names_that_lead_elsewhere_are_none(name: str) -> None:
    assert is_kept_elsewhere(name)
    assert not is_a_name(name)


def test_a_link_is_no_name() -> None:
    assert not is_kept_elsewhere("https://example.org/j/1?x=env:A")


def test_what_is_at_hand_has_no_spaces_around_it_and_is_in_no_repr() -> None:
    kept = Kept({"env:A": " https://example.org/j/1\n", "env:B": " "})
    assert kept.find("env:A") == "https://example.org/j/1"
    assert kept.find("env:B") is kept.find("env:C") is NOTHING.find("env:A") is None
    assert "example.org" not in repr(kept)
