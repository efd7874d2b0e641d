"""Letters: what counts as the same, what is refused unseen, what fits into an address."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.diagnostics import Span
from seminarsite.tools import characters, texts


def test_a_line_has_no_odd_spaces_and_composed_letters() -> None:
    assert characters.tidy(" Ada\u00a0 \n Exa\u0301mple\u200b ") == "Ada Exámple"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ada Example", "ada-example"),
        ("Kathlén Ångström-Åberg", "kathlen-angstrom-aberg"),
        ("Łukasz Øster", "lukasz-oster"),
        ("Straße, Æsir & Œuvre", "strasse-aesir-oeuvre"),
        ("O'Example, Jr.", "o-example-jr"),
        ("例", ""),
        ("x" * 100, "x" * 80),
    ],
)
def test_a_name_becomes_part_of_an_address(text: str, slug: str) -> None:
    assert characters.slug_of(text) == slug


@given(st.text(max_size=120))
def test_what_is_made_of_a_text_is_a_slug_or_nothing(text: str) -> None:
    slug = characters.slug_of(text)
    assert slug == "" or (re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug) and len(slug) <= 80)
    assert characters.slug_of(slug) == slug
    if slug and slug not in texts.RESERVED:
        assert texts.slug(slug) == slug


def refused(text: str, words: str, code: str) -> None:
    with pytest.raises(characters.Unreadable) as error:
        characters.check_no_control(text)
    mistake = error.value.mistake(Span("a.md", 1, 1))
    assert mistake.code == code
    assert words in f"{mistake.message} {mistake.hint}"


@pytest.mark.parametrize("text", ["$\x07lpha$", "a\x7fb", "a\ufffeb", "a\x85b"])
def test_what_an_escape_brings_in_unseen_is_refused(text: str) -> None:
    refused(text, "'single quotes'", "wrong-value")


def test_what_turns_the_direction_of_writing_is_refused() -> None:
    refused("a\u202eb", "direction of writing", "bidi-control")
    assert characters.without_unseen("a\u202eb\x01c\nd") == "abc\nd"
