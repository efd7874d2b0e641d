"""The form: what is asked for in a letter is understood in the reply, in each language that there is."""

from __future__ import annotations

import pytest

import languages
from seminarsite.ingesting.mailtext import Letter, Line
from seminarsite.ingesting.replies import reply
from seminarsite.model.answers import LONG, Field
from seminarsite.model.values import Language
from seminarsite.sentences.askwords import AskWords


@pytest.mark.parametrize("language", ["en", *languages.shipped()])
def test_each_line_of_the_form_is_understood_when_it_comes_back(language: str) -> None:
    words = AskWords(Language(language))
    filled = [f"{words.label(field)}: {field.value} of mine" for field in Field]
    found = reply(Letter("", "", tuple(Line(line, 0) for line in filled)))
    assert found.said == {field: f"{field.value} of mine" for field in Field}
    assert found.rest == ()


def test_an_abstract_has_paragraphs() -> None:
    lines = ("Abstract: One.", "", "Two.")
    assert Field.ABSTRACT in LONG
    assert reply(Letter("", "", tuple(Line(line, 0) for line in lines))).said == {Field.ABSTRACT: "One.\n\nTwo."}
