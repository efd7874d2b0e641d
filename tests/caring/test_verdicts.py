"""What answers mean: dead, out of order, moved; and what is remembered of them."""

from __future__ import annotations

import datetime as dt

import pytest

from seminarsite.caring.asking import Answer
from seminarsite.caring.remembered import Memory
from seminarsite.caring.verdicts import judged, remembered
from seminarsite.diagnostics import Span

URL = "https://a.example/"
TODAY = dt.date(2025, 3, 20)
PLACES = {URL: (Span("content/events/a.md", 4, 8), Span("content/events/b.md", 4, 8))}


def codes(answer: Answer, lived: dt.date | None) -> list[str]:
    before = {URL: Memory(dt.date(2025, 3, 19), lived)}
    return [f"{d.span} {d.severity} {d.code}" for d in judged({URL: PLACES[URL][:1]}, {URL: answer}, before, TODAY)]


@pytest.mark.parametrize(
    ("answer", "lived", "code"),
    [
        (Answer(200), None, None),
        (Answer(403), None, None),
        (Answer(200, moved="https://b.example/"), None, "warning moved-outside"),
        (Answer(404), None, "error dead-outside"),
        (Answer(404), TODAY, "error dead-outside"),
        (Answer(500), None, "warning out-of-order"),
        (Answer(None, "no answer in time"), dt.date(2025, 3, 10), "warning out-of-order"),
        (Answer(None, "no answer in time"), dt.date(2025, 3, 1), "error dead-outside"),
    ],
)
def test_verdicts(answer: Answer, lived: dt.date | None, code: str | None) -> None:
    assert codes(answer, lived) == ([f"content/events/a.md:4:8 {code}"] if code else [])


def test_each_place_is_told_and_since_when_it_is_dead() -> None:
    found = list(judged(PLACES, {URL: Answer(410, "Gone")}, {URL: Memory(TODAY, dt.date(2024, 1, 2))}, TODAY))
    assert [d.span for d in found] == list(PLACES[URL])
    assert found[0].message == "`https://a.example/` is dead: 410 Gone; it was last alive on 2024-01-02"


def test_a_new_address_is_told_ready_to_be_written() -> None:
    [found] = judged({URL: PLACES[URL][:1]}, {URL: Answer(200, moved="https://b.example/")}, {}, TODAY)
    assert found.hint == "Write https://b.example/"


def test_what_is_remembered() -> None:
    day = dt.date(2025, 1, 1)
    before = {URL: Memory(day, day), "https://kept.example/": Memory(day, day), "https://left.example/": Memory(day)}
    links = {URL: (), "https://kept.example/": (), "https://new.example/": ()}
    after = remembered(before, links, {URL: Answer(404, "Not Found"), "https://new.example/": Answer(200)}, TODAY)
    assert after == {
        URL: Memory(TODAY, day, "404 Not Found"),
        "https://kept.example/": Memory(day, day),
        "https://new.example/": Memory(TODAY, TODAY),
    }
