"""The texts in which rules look, and where in a file their words stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers_meaning import front
from seminarsite.judging.meaning.finding import texts
from seminarsite.model.event import Event
from seminarsite.model.series import Series


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (front("title: S", body="One.\n\nTwo *words* here.\n"), "6:6"),
        ("---\ntitle: S\nintroduction: |\n  One.\n\n  Two *words* here.\n---\n", "6:8"),
        ("---\ntitle: S\nintroduction: 'Two *words* here.'\n---\n", "3:21"),
    ],
)
def test_words_are_found_where_they_stand_in_the_file(read: Callable[..., Any], text: str, place: str) -> None:
    site, _ = read({"series/s.md": text})
    [found] = [one for one in texts(site, Series) if one.key == "introduction"]
    assert str(found.at("words")) == f"content/series/s.md:{place}"
    assert str(found.at("nowhere")) == str(site.series[0].at("introduction"))


def test_an_event_says_only_what_it_says_itself(read: Callable[..., Any]) -> None:
    series = front("title: S", "feedback: {text: Write to us.}", body="About the series.")
    event = front(
        "series: s", "date: 2025-04-02", "time: 12:00", "title: T", "side-items: [{title: Dinner, note: Late.}]", body="About."
    )  # fmt: skip
    site, _ = read({"series/s.md": series, "events/a.md": event})
    assert sorted(one.value.text for one in texts(site, Event)) == ["About.", "Dinner", "Late.", "T"]
