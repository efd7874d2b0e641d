"""Sentences of letters to speakers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from helpers_site import event
from seminarsite.model.answers import Field
from seminarsite.sentences.askwords import Ask, AskWords

WORDS = AskWords("en-GB")
MATTER = ("title", "abstract", "affiliation", "homepage", "biography", "slides", "recording")


@pytest.fixture
def talk(read: Callable[..., Any]) -> Any:
    site, _ = read({"events/talk.md": event("2025-03-12", "time: 12:00", "speakers: [Ada Example, Bert Beispiel]")})
    return site.events[0]


def test_greetings(read: Callable[..., Any], talk: Any) -> None:
    assert WORDS.greeting(talk) == "Dear Ada Example and Bert Beispiel,"
    site, _ = read({"events/talk.md": event("2025-03-12", "time: 12:00", "speaker: tba")})
    assert WORDS.greeting(site.events[0]) == "Hello,"


@pytest.mark.parametrize("ask", Ask)
def test_each_subject_has_the_mark_of_its_event(talk: Any, ask: Ask) -> None:
    for language in ("en-GB", "de", "fr", "it", "es"):
        assert AskWords(language).subject(talk, ask).endswith(" [seminarsite: talk]")


@pytest.mark.parametrize("language", ["en-GB", "de", "fr", "it", "es"])
def test_labels_of_a_form_differ(language: str) -> None:
    """So that an answer says what is what."""
    labels = [AskWords(language).label(Field(name)) for name in MATTER]
    assert len(set(labels)) == len(Field)
    assert not any(":" in label for label in labels)


def test_requests() -> None:
    day = dt.date(2025, 3, 5)
    both = (Field.TITLE, Field.ABSTRACT)
    assert WORDS.request(both, day, Ask.DETAILS) == (
        "Could you please send us the title and an abstract by Wednesday 5 March 2025?"
    )
    assert WORDS.request(both, day, Ask.REMINDER).startswith("We had hoped to have the title and an abstract by")
    assert WORDS.request((Field.SLIDES,), None, Ask.MATERIAL).startswith("Could you please send us your slides")
    assert WORDS.request((), None, Ask.MATERIAL) == ""
