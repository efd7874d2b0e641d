"""Texts of others as our Markdown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.importers import hypertext


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p><p>Two &amp; <b>three</b></p>", "One\n\nTwo & **three**"),
        ("First<br>second<br><br>third", "First\\\nsecond\n\nthird"),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ('<a href="https://example.org/x">here</a> <a href="/talks/">there</a>', "[here](https://example.org/x) there"),
        ("<p>Let $a_b &lt; c_d$ and \\(x^2\\).</p>", "Let $a_b < c_d$ and \\(x^2\\)."),
        ("<html><head><style>p {}</style></head><body><p>Text</p></body></html>", "Text"),
        ("<p>x</p><script>alert(1)</script><img src=x onerror=alert(1)>", "x"),
        ('<a href="javascript:alert(1)">words</a>', "words"),
    ],
)
def test_html_as_markdown(html: str, markdown: str) -> None:
    assert hypertext.from_any(html) == markdown


def test_plain_text_stays_as_it_is_and_a_bracket_opens_no_element() -> None:
    assert hypertext.from_any("Let a<b and <x> be $a<b$.") == "Let a\\<b and \\<x> be $a<b$."


def test_markdown_of_other_generators() -> None:
    text = """\
<div style="text-align:center">
<script async src="//example.org/embed.js"></script></div>

###### Abstract

Text with [a link](https://example.org/a), [a lost one](/old/page/) and ![a picture](x.png).
{% include slides.html %}{{< youtube abc >}}
"""
    assert hypertext.from_markdown(text) == "Text with [a link](https://example.org/a), a lost one and ."


def test_titles_have_no_tags_and_one_line() -> None:
    assert hypertext.plain("<b>On&nbsp;the</b>\n  spectrum &amp; more") == "On the spectrum & more"


def test_what_is_nested_without_end_comes_over_as_text() -> None:
    assert hypertext.from_html("<div>" * 5_000 + "deep" + "</div>" * 5_000).endswith("deep")


@given(st.text(st.sampled_from("<>/abip$\\ \n&;\"'=()[]{}%!-#*_"), max_size=400))
def test_any_text_gives_text(text: str) -> None:
    for function in (hypertext.from_any, hypertext.from_html, hypertext.from_markdown, hypertext.plain):
        assert "<script" not in function(text).lower()


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<p>", "$", "[", "![", "[a](", "{%", "&amp;", "<!--", "<script>", "\\begin{a}", "<br>"]
)
def test_the_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    before = time.process_time()
    hypertext.from_any(piece * 20_000)
    hypertext.from_markdown(piece * 20_000)
    hypertext.plain(piece * 20_000)
    assert time.process_time() - before < 8
