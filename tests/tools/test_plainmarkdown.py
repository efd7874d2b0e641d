"""Texts with next to no Markdown are read without a parser. That it gives what the parser gives: test_prose."""

from __future__ import annotations

import pytest

from seminarsite.tools import maths, plainmarkdown
from seminarsite.tools.plainmarkdown import CLOSE, OPEN


def test_words_emphasis_links_and_formulas_are_put_together() -> None:
    formulas = [maths.formula("x^2", display=False)]
    masked = f"It's of *one* and **two** [sites](https://example.org/a?b=1), {OPEN}0{CLOSE} & more.\n\nThe end."
    link = '<a href="https://example.org/a?b=1" rel="noopener noreferrer">sites</a>'
    first = f"It’s of <em>one</em> and <strong>two</strong> {link}, {formulas[0].mathml} &amp; more."
    found = plainmarkdown.read(masked, formulas)
    assert found == (f"<p>{first}</p>\n<p>The end.</p>", "It’s of one and two sites, x² & more.\n\nThe end.")


@pytest.mark.parametrize(
    "text",
    [
        "# Title",
        "- one",
        "1. one",
        "a `b`",
        "<b>",
        "![a](b.png)",
        "[a](/here/)",
        "*a **b***",
        "a_b_c",
        'a "b"',
        "a ...",
        "",
    ],
)
def test_all_else_is_left_to_the_parser(text: str) -> None:
    assert plainmarkdown.read(text, []) is None
