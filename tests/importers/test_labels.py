"""Texts with labels in them, as they stand in calendars."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seminarsite.importers import labels

TEXT = """\
Speaker: Ada Example
Affiliation: ETH
Title: On spectra
Abstract: First paragraph.

Second paragraph.
Note: coffee at four."""


def test_what_stands_behind_labels() -> None:
    found, rest = labels.apart(TEXT)
    assert found == {
        "speaker": "Ada Example", "affiliation": "ETH", "title": "On spectra",
        "abstract": "First paragraph.\n\nSecond paragraph.\nNote: coffee at four.",
    }  # fmt: skip
    assert rest == ""


def test_labels_in_other_languages_and_bold() -> None:
    found, rest = labels.apart("Guten Tag\n**Referentin:** Ada Example\nZusammenfassung:\nText")
    assert (found, rest) == ({"speaker": "Ada Example", "abstract": "Text"}, "Guten Tag")


def test_a_text_without_labels_that_tell_of_a_talk_stays_whole() -> None:
    text = "Room: HG 1\nWe note: nothing."
    assert labels.apart(text) == ({}, text)


@given(st.text(max_size=200))
def test_nothing_is_lost_where_nothing_is_taken_apart(text: str) -> None:
    found, rest = labels.apart(text)
    assert found or rest == text
