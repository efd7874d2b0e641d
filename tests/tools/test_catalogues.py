"""Catalogues: ours are whole, a site's own come first, and a broken one is a mistake with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from hypothesis import given
from hypothesis import strategies as st

import languages
from helpers_html import page
from helpers_site import event, made, planned
from seminarsite.diagnostics import Report, Span
from seminarsite.model.values import Language
from seminarsite.tools.catalogues import Sentences, forms, placeholders, read, read_own

SHIPPED = pytest.mark.parametrize("language", ["de", "es", "fr", "it"])
RENEW = "python3 dev.py languages; then translate what stands there without a translation"


@pytest.fixture(scope="module")
def sentences() -> Catalog:
    return languages.sentences()


# --- those that come with the program -------------------------------------------------------------


def test_the_languages_are_those_of_the_files() -> None:
    assert languages.shipped() == ["de", "es", "fr", "it"]


def test_the_sentences_of_code_and_templates_are_those_of_the_list(sentences: Catalog) -> None:
    assert languages.TEMPLATE.read_bytes() == languages.written(sentences), RENEW


@SHIPPED
def test_every_sentence_is_there_and_none_that_is_of_no_use(language: str, sentences: Catalog) -> None:
    found = languages.catalogue(language)
    wanted = {(m.context, m.id) for m in sentences if m.id}
    there = {(m.context, m.id) for m in found if m.id}
    assert (wanted - there, there - wanted) == (set(), set()), RENEW
    assert [m.id for m in found if m.id and m.fuzzy] == []
    assert list(found.obsolete) == []
    assert [m.id for m in found if m.id and not all(forms(m.string))] == []
    # As the command writes it, so that a translation of one sentence is a change of one sentence.
    file = languages.FOLDER / f"{language}.po"
    assert file.read_bytes() == languages.written(languages.refreshed(language, sentences)), RENEW


def tags(text: str) -> list[str]:
    import re

    return sorted(re.findall(r"<[^>]*>", text))


@SHIPPED
def test_placeholders_and_links_are_those_of_the_english_sentence(language: str) -> None:
    wrong = []
    for message in languages.catalogue(language):
        english, translations = forms(message.id), forms(message.string)
        for number, text in enumerate(translations):
            said = english[min(number, len(english) - 1)]
            # What is said of one thing need not name the number.
            given = {placeholders(said), placeholders(english[0])} if number == 0 else {placeholders(said)}
            if message.id and (placeholders(text) not in given or tags(text) != tags(said)):
                wrong.append(text)
    assert wrong == []


@SHIPPED
def test_no_translation_can_be_taken_for_markup(language: str) -> None:
    """They may stand in attributes, too."""
    texts = [(forms(m.id)[0], text) for m in languages.catalogue(language) if m.id for text in forms(m.string)]
    assert [text for english, text in texts if "<" not in english and set(text) & set('<>"&')] == []


def test_a_sentence_that_is_new_or_gone_is_told() -> None:
    """A test of the test: it must not be blind."""
    newer = Catalog()
    newer.add("A sentence that nobody has translated")
    found = languages.refreshed("de", newer)
    assert [(m.id, m.string) for m in found if m.id] == [("A sentence that nobody has translated", "")]


# --- which one answers ----------------------------------------------------------------------------


def own(text: str, language: str = "de") -> Any:
    catalogue, wrong = read(text.encode(), Language(language), Span("languages/x.po"))
    assert wrong == []
    return catalogue


def test_the_site_comes_first_then_ours_then_english() -> None:
    its_own = own('msgid "Programme"\nmsgstr "Vortragsplan"\n')
    for language in ("de", "de-CH"):
        german = Sentences(language, (its_own,))
        assert german.say("Programme") == "Vortragsplan"
        assert german.say("Archive") == "Archiv"
        assert german.say("A sentence of %(whom)s", whom="nobody") == "A sentence of nobody"
    assert Sentences("de").say("Programme") == "Programm"
    assert Sentences("en-GB", (its_own,)).say("Programme") == "Programme"


def test_a_country_comes_before_its_language() -> None:
    swiss, german = own('msgid "Map"\nmsgstr "Plan"\n', "de-CH"), own('msgid "Map"\nmsgstr "Lageplan"\n')
    assert [Sentences(tag, (german, swiss)).say("Map") for tag in ("de-CH", "de-AT", "de")] == [
        "Plan",
        "Lageplan",
        "Lageplan",
    ]


def test_english_words_can_be_changed_too() -> None:
    its_own = own('msgid "Programme"\nmsgstr "Program"\n', "en-US")
    assert Sentences("en-US", (its_own,)).say("Programme") == "Program"


def test_forms_for_numbers_are_those_of_the_language() -> None:
    polish = own(
        'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"\n\n'
        'msgid "%(number)s event"\nmsgid_plural "%(number)s events"\n'
        'msgstr[0] "jedno"\nmsgstr[1] "%(number)s wydarzenia"\nmsgstr[2] "%(number)s wydarzeń"\n',
        "pl",
    )
    said = [
        Sentences("pl", (polish,)).say_many("%(number)s event", "%(number)s events", n, number=n) for n in (1, 3, 5)
    ]
    assert said == ["jedno", "3 wydarzenia", "5 wydarzeń"]
    french = [Sentences("fr").say_many("%(number)s event", "%(number)s events", n, number=n) for n in (0, 1, 2)]
    assert french == ["0 événement", "1 événement", "2 événements"]


@pytest.mark.parametrize(
    ("language", "translated"), [("en", True), ("en-US", True), ("de", True), ("fr-CH", True), ("pt", False)]
)
def test_whether_there_is_a_catalogue(language: str, translated: bool) -> None:  # noqa: FBT001
    assert Sentences(language).is_translated is translated
    assert Sentences("pt", (own('msgid "Map"\nmsgstr "Mapa"\n', "pt"),)).is_translated


# --- those of a site ------------------------------------------------------------------------------


def with_catalogues(root: Path, files: dict[str, str | bytes]) -> Path:
    (root / "languages").mkdir()
    for name, text in files.items():
        (root / "languages" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


SITE = "title: Colloquium\nurl: https://example.org/\nzone: Europe/Zurich\nlanguage: {language}\n"


def test_a_site_has_its_own_words(write_site: Callable[..., Path]) -> None:
    root = write_site({"site.yaml": SITE.format(language="nl")})
    with_catalogues(root, {"nl.po": 'msgid "Archive"\nmsgstr "\'t \\"Archief\\" & <b>"\n', "notes.txt": "not read"})
    html = page(made(root)["archive/index.html"])
    assert html.one("h1").text == '\'t "Archief" & <b>'  # as words: a translation is no markup
    assert html.one("html")["lang"] == "nl"


@pytest.mark.parametrize(
    ("name", "text", "place", "reason"),
    [
        ("de.po", 'msgid "Map"\nmsgstr "Karte', "languages/de.po:2:1", "catalogue"),
        ("de.po", 'msgid "Map"\nnonsense\n', "languages/de.po:2:1", "catalogue"),
        ("de.po", b'msgid "Map"\nmsgstr "K\xe4rtchen"\n', "languages/de.po:2:1", "encoding"),
        ("de.po", '\nmsgid "As of %(day)s."\nmsgstr "Am %(tag)s."\n', "languages/de.po:2:1", "`%(tag)s` is not in"),
        ("de.po", 'msgid "As of %(day)s."\nmsgstr "100 % %(day)s."\n', "languages/de.po:1:1", "a `%` that begins"),
        ("de.po", 'msgid "Map"\nmsgstr "50 % Karte"\n', "languages/de.po:1:1", "a `%` that begins"),
        (
            "de.po",
            'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=import os;\\n"\n\nmsgid "Map"\nmsgstr "K"\n',
            "languages/de.po",
            "catalogue",
        ),
        ("deutsch!.po", 'msgid "Map"\nmsgstr "Karte"\n', "languages/deutsch!.po", "named after its language"),
        ("de.po", b"#" * 1_000_001, "languages/de.po", "bytes"),
    ],
)
def test_a_broken_catalogue_is_a_mistake_with_its_line(
    write_site: Callable[..., Path], name: str, text: str | bytes, place: str, reason: str
) -> None:
    root = with_catalogues(write_site({"site.yaml": SITE.format(language="de")}), {name: text})
    report = Report()
    assert read_own(root, report) == ()
    [mistake] = report.diagnostics
    assert str(mistake.span) == place
    assert reason in f"{mistake.code} {mistake.message}"
    assert mistake.hint
    assert planned(root)[1] == [(mistake.code, place)]  # and nothing is published


def test_a_site_in_a_language_without_catalogue_is_told(write_site: Callable[..., Path]) -> None:
    from helpers_site import drawn
    from seminarsite.judging.checks import check

    report = Report()
    check(drawn(write_site({"site.yaml": SITE.format(language="pt")})).site, report)
    assert [(d.code, str(d.span), d.severity.value) for d in report.diagnostics] == [
        ("no-catalogue", "content/site.yaml:4:1", "warning")
    ]
    html = page(
        made(write_site({"site.yaml": SITE.format(language="pt"), "events/x.md": event("2025-03-05", "time: 12:00")}))[
            "index.html"
        ]
    )
    assert "quarta-feira" in html.text
    assert "Horário Zurique" in html.text


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_whatever_stands_in_a_catalogue_it_is_read_or_told(content: bytes) -> None:
    catalogue, wrong = read(content, Language("de"), Span("languages/de.po"))
    assert (catalogue is None) is bool(wrong)


LINES = st.sampled_from(
    ['msgid ""', 'msgstr ""', 'msgid "a"', 'msgstr "b"', 'msgid_plural "c"', 'msgstr[0] "d"', 'msgstr[7] "e"',
     '"Plural-Forms: nplurals=3; plural=n;\\n"', '"POT-Creation-Date: x\\n"', '"Content-Type: text/plain; charset=zz\\n"',
     "#~ msgid", "#, fuzzy", "#| old", 'msgctxt "f"', '"', "\\", "%(x)s", 'msgstr "%"', "msgid"]
)  # fmt: skip


@given(st.lists(LINES, max_size=12))
def test_lines_of_catalogues_in_any_order_are_read_or_told(lines: list[str]) -> None:
    catalogue, wrong = read("\n".join(lines).encode(), Language("de"), Span("languages/de.po"))
    assert (catalogue is None) is bool(wrong)
    if catalogue:
        assert isinstance(Sentences("de", (catalogue,)).say("a"), str)


def test_a_message_has_one_form_or_several() -> None:
    assert forms(Message("a").id) == ("a",)
    assert forms(Message(("a", "b")).id) == ("a", "b")
