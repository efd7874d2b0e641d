"""Text for BibTeX, read back by pybtex: what comes out is what went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from seminarsite.diagnostics import Report, Span
from seminarsite.model.values import Phrase
from seminarsite.tools import bibtex
from seminarsite.tools.prose import phrase


def of(source: str) -> Phrase:
    return phrase(source, Span("x"), Report())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Kathlén", "Kathl{\\'e}n"),
        ("Schläfli", 'Schl{\\"a}fli'),
        ("Łojasiewicz & Đặng", "{\\L}ojasiewicz \\& Đặng"),
        ("Dvořák, Erdős, Şahin", "Dvo{\\v r}{\\'a}k, Erd{\\H o}s, {\\c S}ahin"),
        ("Ísland, naïve", "{\\'I}sland, na{\\\"\\i}ve"),
        ("100% of $5_000 #1", "100\\% of \\$5\\_000 \\#1"),
        ("{a} \\ ~ ^ <b> |", None),
        ("李明 and Ωμέγα", "李明 and Ωμέγα"),
        (" two\nlines ", "two lines"),
    ],
)
def test_letters(text: str, written: str | None) -> None:
    assert written is None or bibtex.letters(text) == written
    assert bibtex.plain(bibtex.letters(text)) == " ".join(text.split())


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Mn"), max_codepoint=0x2FFF)))
def test_no_text_ends_its_field_or_is_another_one_when_read(text: str) -> None:
    written = bibtex.letters(text)
    assert bibtex.plain(written) == " ".join(text.split())
    entry = bibtex.entry("misc", "x", (("note", f"{{{written}}}"), ("year", "{2025}")))
    found = parse_string(entry, "bibtex").entries["x"].fields
    assert found["year"] == "2025"
    assert found.get("note", "") == written.strip()


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Bounds for $L^2(\\mathbb{R})$ & more", "Bounds for $L^2(\\mathbb{R})$ \\& more"),
        ("On \\(x_1\\)", "On $x_1$"),
        ("It costs \\$5", "It costs \\$5"),
        ("The set $\\{x\\}$", "The set $\\{x\\}$"),
        ("Half-open $\\{x$ and on", "Half-open {\\textbraceleft}x and on"),  # else it would open a brace for BibTeX
        ("Two\n  lines", "Two lines"),
    ],
)
def test_formulas_stay_tex(source: str, written: str) -> None:
    assert bibtex.phrase(of(source)) == written


@given(st.text("ab{}$\\ _^%é\n", max_size=30))
def test_braces_match_whatever_the_title(source: str) -> None:
    title = bibtex.phrase(of(source))
    entry = bibtex.entry("misc", "x", (("title", f"{{{{{title}}}}}"), ("year", "{2025}")))
    assert parse_string(entry, "bibtex").entries["x"].fields["year"] == "2025"


@pytest.mark.parametrize(
    ("people", "written"),
    [
        (["Kohn, Kathlén", "Du, Simon Shaolei"], "Kohn, Kathl{\\'e}n and Du, Simon Shaolei"),
        (["King Jr., Martin Luther"], "King Jr., Martin Luther"),
        (["Plato"], "Plato"),
        (["The Example Group"], "{The Example Group}"),
        (["Sons, Example and"], "{Sons, Example and}"),
    ],
)
def test_names(people: list[str], written: str) -> None:
    assert bibtex.names(people) == written
    entry = bibtex.entry("misc", "x", (("author", f"{{{written}}}"),))
    assert len(parse_string(entry, "bibtex").entries["x"].persons["author"]) == len(people)
