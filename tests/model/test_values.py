"""The small values: dates that are only partly known, and secrets that keep themselves."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import pickle

import jinja2
import pytest
from markupsafe import Markup, escape

from seminarsite.diagnostics import Excerpt, Span
from seminarsite.model.values import PartialDate, Phrase, Prose, Secret

SECRET = Secret("https://example.org/j/1?pwd=NOBODY")


def test_a_secret_is_read_by_whoever_answers_for_it() -> None:
    assert SECRET.reveal().endswith("NOBODY")


def test_a_secret_cannot_be_printed_formatted_or_rendered() -> None:
    for show in (str, "{}".format, "{:>9}".format, "%s".__mod__, escape, Markup.escape, json.dumps):
        with pytest.raises(TypeError):
            show(SECRET)
    with pytest.raises(TypeError):
        f"{SECRET}"


@pytest.mark.parametrize(
    "template", ["{{ x }}", "{{ x|string }}", "{{ x|e }}", "{{ x|safe }}", "{{ [x]|join }}", "{{ x|tojson }}"]
)
def test_a_secret_stops_a_template(template: str) -> None:
    with pytest.raises(TypeError):
        jinja2.Environment(autoescape=True).from_string(template).render(x=SECRET)


def test_a_secret_is_not_in_the_repr_of_what_holds_it() -> None:
    assert repr([SECRET, {"key": SECRET}]) == "[Secret(…), {'key': Secret(…)}]"


def test_secrets_are_compared_by_their_text() -> None:
    assert Secret("a") == Secret("a") != Secret("b")


@pytest.mark.parametrize(
    ("date", "text", "first", "last"),
    [
        (PartialDate(2024), "2024", "2024-01-01", "2024-12-31"),
        (PartialDate(2024, 2), "2024-02", "2024-02-01", "2024-02-29"),
        (PartialDate(2024, 2, 3), "2024-02-03", "2024-02-03", "2024-02-03"),
        (PartialDate(814), "0814", "0814-01-01", "0814-12-31"),
    ],
)
def test_a_date_of_which_a_part_is_known_lasts_as_long_as_that_part(
    date: PartialDate, text: str, first: str, last: str
) -> None:
    assert str(date) == text
    assert (date.first_day, date.last_day) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_phrases_and_prose_are_plain_text_in_plain_text_and_html_in_pages() -> None:
    phrase = Phrase("$x$ & y", "<math></math> &amp; y", "x & y")
    assert (str(phrase), escape(phrase)) == ("x & y", "<math></math> &amp; y")
    assert str(Prose("*a*", "<p><em>a</em></p>", "a")) == "a"


def test_where_a_link_was_written_makes_no_difference_to_a_text() -> None:
    assert Prose("a", "a", "a", (("/x/", Span("a.md", 1, 1)),)) == Prose("a", "a", "a")


@pytest.mark.parametrize(
    "text",
    [
        Phrase("$x$", "<math></math>", "x", Excerpt('"$x$"', Span("a.md", 3, 8))),
        Prose(
            "a",
            "<p>a</p>",
            "a",
            (("/x/", Span("a.md", 1, 1)),),
            (("/y", Span("a.md", 2, 1)),),
            Excerpt("a", Span("a.md")),
        ),
    ],
)
def test_a_stored_text_comes_back_whole_with_its_places(text: Phrase | Prose) -> None:
    back = pickle.loads(pickle.dumps(text))
    assert back == text
    assert all(getattr(back, field.name) == getattr(text, field.name) for field in dataclasses.fields(text))
