"""Whole sites in each language of the interface, in several at once, and from right to left."""

from __future__ import annotations

import datetime as dt
import functools
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

import languages
from helpers_html import Html, page, pages
from helpers_ledger import first, ledger, record
from helpers_site import NOW, REPOSITORY, STATES, event, made
from seminarsite.build import build
from seminarsite.diagnostics import Report
from seminarsite.tools.catalogues import forms

EACH = pytest.mark.parametrize("language", ["en-GB", "de", "fr", "it", "es"])
OTHERS = pytest.mark.parametrize("language", ["de", "fr", "it", "es"])
HEARD = ("aria-label", "alt", "content", "data-wrong", "data-busy", "data-join", "data-copied", "data-selected")
"""Attributes that somebody hears, or reads when a script shows them."""

LECTURE = dt.datetime(2025, 10, 20, 12, tzinfo=dt.UTC)


@functools.cache
def demo_in(language: str) -> tuple[Report, Mapping[str, bytes]]:
    """The demo of this repository with another `language:`, published past the oracle."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(REPOSITORY / "content", root / "content")
        settings = root / "content" / "site.yaml"
        settings.write_text(settings.read_text("utf-8").replace("language: en-GB", f"language: {language}"), "utf-8")
        report = Report()
        build(root, root / "build", LECTURE, report)
        files = (file for file in (root / "build").rglob("*") if file.is_file())
        return report, {file.relative_to(root / "build").as_posix(): file.read_bytes() for file in files}


def shown(html: Html) -> Iterator[str]:
    """Every text of a page that somebody sees or hears: of elements, and of attributes."""
    for element in html.elements:
        yield " ".join(element.text.split())
        for name in (*HEARD, "title"):
            yield element.attributes.get(name, "")


@EACH
def test_the_demo_builds_in_each_language(language: str) -> None:
    report, files = demo_in(language)
    # Its ledger has words of the language that the demo is in.
    assert [d for d in report.diagnostics if d.code != "not-recorded"] == []
    for path, html in pages(files):
        assert html.one("html")["lang"] == language, path
        assert "dir" not in html.one("html").attributes
        assert len(html.all("h1")) == len(html.all("main")) == 1, path
        assert len(html.ids) == len(set(html.ids)), path
        levels = [level for level, _ in html.headings]
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


@OTHERS
def test_no_sentence_of_the_interface_is_left_in_english(language: str) -> None:
    """Whatever the catalogue translates into other words stands in English nowhere as the whole of a text."""
    english = {
        sentence
        for message in languages.catalogue(language)
        for sentence in forms(message.id)
        if sentence and "%(" not in sentence and sentence not in forms(message.string)
    }
    other = {text for m in languages.catalogue(language) for text in forms(m.string) if m.id and "%(" not in text}
    _, files = demo_in(language)
    wanted = ("index.html", "archive/index.html", "board/index.html", "events/index.html", "speakers/index.html")
    assert set(wanted) <= set(files)
    found = set()
    for path, html in pages(files):
        texts = set(shown(html))
        # The title of a page of the demo is in English, and so is what its series are about.
        assert texts & (english - other) - {"About", "Seminar"} == set(), path
        found |= texts & other
    assert len(found) > 60  # it is not blind


def test_german_french_italian_and_spanish_visitors_read_their_own_words() -> None:
    words = {
        "de": ("Nächste Veranstaltung", "Montag, 3. November 2025", "17:15 Uhr", "Ortszeit Zürich", "Alle zwei Jahre"),
        "fr": ("Prochain événement", "lundi 3 novembre 2025", "heure locale (Zurich)", "Tous les deux ans depuis 2006"),
        "it": ("Prossimo evento", "lunedì 3 novembre 2025", "ora di Zurigo", "Ogni due anni dal 2006"),
        "es": ("Próximo evento", "lunes, 3 de noviembre de 2025", "hora de Zúrich", "Cada dos años desde 2006"),
    }
    for language, said in words.items():
        text = page(demo_in(language)[1]["index.html"]).text
        assert [one for one in said if one not in text] == [], language


# --- nothing is forgotten -------------------------------------------------------------------------

CYRILLIC = "Ъ"


def marked(text: str) -> str:
    """A sentence in letters that are not Latin, with the placeholders and links of the English one."""
    kept = re.findall(r"%\(\w+\)s|<[^>]*>", text)
    return f"{CYRILLIC} {' '.join(kept)}" if kept else CYRILLIC


@pytest.fixture(scope="module")
def catalogue() -> str:
    """A catalogue of Russian, if one may call it that."""
    lines = ['msgid ""', 'msgstr "Language: ru\\n"', ""]
    quoted = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'  # noqa: E731
    for message in languages.sentences():
        if not message.id:
            continue
        lines += [f"msgctxt {quoted(message.context)}"] if message.context else []
        one, *many = forms(message.id)
        lines += [f"msgid {quoted(one)}"]
        if many:
            lines += [f"msgid_plural {quoted(many[0])}"]
            lines += [f"msgstr[{n}] {quoted(marked(many[0]))}" for n in range(3)]
        else:
            lines += [f"msgstr {quoted(marked(one))}"]
        lines += [""]
    return "\n".join(lines)


ANNA = {"speakers/anna.yaml": "name: Анна\ncareer-stage: senior\norcid: 0000-0002-1825-0097\nalso-known-as: [Аня]\n"}
RUSSIAN = {
    "site.yaml": "title: Семинар\nurl: https://example.org/\nlanguage: ru\nzone: Europe/Zurich\nintroduction: Да.\n",
    **ANNA,
    "series/a.md": """\
---
title: Анализ
slots: [{weekday: Sunday, time: 12:00, zone: Asia/Tokyo}, {weekday: Monday, time: 12:00, zone: Asia/Tokyo, every: 13}]
founded: 2020-05
ended: 2030
place: {name: Дом, room: tba, venue: tba, coordinates: {latitude: 1.5, longitude: -2}}
online: {platform: Зум, note: Да, join: {visible: locked, link: 'https://z.example/1', riddle: Да?, passcode: нет}}
recording: sometimes
mailing-list: {url: 'https://example.org/'}
organisers: [Борис]
board: [{name: Вера, from: 2020, until: 2040}, {name: Глеб, former: yes}]
related: [{name: Другой}]
audience: Все
topics: [Да]
feedback: Да
suggestions: Да
contact: Да
invitation: Да
umbrella: Союз
homepage: 'https://example.org/'
calendar: {url: 'https://example.org/'}
---
Текст.
""",
    "series/b.md": """\
---
title: Лекция
kind: lecture
lecture: {every: 2, since: 2006, parity: odd, eponym: {name: Ньютон, born: 1642}, partner: {institution: Дом, lecture: Два, parity: even}}
place: Дом
---
""",
    "events/a-old.md": event("2024-12-01", "series: a", "speaker: tba", "title: tba"),
    "events/a-next.md": event(
        "2025-03-02", "series: a", "speakers: [{name: anna, role: moderator}]", "title: Да", "slides: 'https://h.example/'",
        "video: ['https://h.example/1', 'https://h.example/2']", "paper: 'https://h.example/'", "code: 'https://h.example/'",
        "poster: 'https://h.example/'", "links: 'https://h.example/'", "joint-with: [Пётр, Яна]", "host: Пётр", "format: Да",
        "career-stage: junior", "audience: Все", "language: fr", "topics: [Да]", body="Текст.",
    ),
    "events/a-off.md": event("2025-03-09", "series: a", "status: cancelled", "speaker: tba", "title: tba"),
    "events/a-later.md": event("2025-03-16", "series: a", "status: postponed", "title: Да"),
    "events/a-perhaps.md": event("2025-03-23", "series: a", "status: tentative", "title: Да"),
    "events/a-moved.md": event(
        "2025-03-30", "series: a", "status: rescheduled", "previously: {date: 2025-03-29, time: 12:00, note: Да}"
    ),
    "events/b-old.md": event("2023-12-01", "series: b", "time: 12:00", "speaker: anna", "title: Да"),
    "events/b-next.md": event("2025-12-01", "series: b", "time: 12:00", "title: Да", body="Текст."),
    "events/many.md": event(
        "2025-04-01", "time: 12:00", "ends: 13:00", "attendance: hybrid", "title: Да", "place: tba",
        "speakers: [Анна, Б, В, Г, Д, Е, Ж, З, И]",
        "online: {platform: Зум, join: {visible: window, link: 'https://z.example/2'}}",
    ),
    "events/workshop.md": event(
        "2025-06-02", "until: 2025-06-03", "kind: workshop", "title: Да", "programme:",
        "  - {title: Утро, time: 09:00, ends: 10:00, chair: Пётр, talks: [{speaker: tba, length: 30 min, slides: 'https://h.example/'}, {title: Да, speaker: anna, abstract: Да}]}",
        "side-items: [{title: Ужин, time: 19:00, sign-up: a@example.org, deadline: 2025-05-01}, {title: Сон, sign-up: 'https://h.example/'}]",
        body="Текст.",
    ),
    "pages/more.md": "---\ntitle: Ещё\nold-addresses: [/old/]\n---\nТекст.",
    "ledger.jsonl": ledger(
        first("a-later", title="Да", place="Дом"), record("a-later", "02-01", status="postponed", place="Сад"),
        first("many", title="", place="Дом"), record("many", "02-01", title="Да", place="Сад", starts="2025-04-01T11:00+02:00[Europe/Zurich]"),
        first("gone", title="Да", place="Дом", calendars=["series/a.ics"]), record("gone", "02-01", status="withdrawn"),
    ),
}  # fmt: skip

# A unit, and what is written so in Russia, too.
LATIN = re.compile(r"[A-Za-z]{2,}")
ALLOWED = set(
    "UTC ORCID Atom JSON Apple Google Outlook com https width device light dark website article profile url".split()
)
UNTOLD = re.compile(r"(https?|webcal)://\S+|example\.org|\S+@\S+|\d{4}-\d\S+|BibTeX|RIS")
"""Addresses, numbers and names of formats, which are shown as they are."""

FOR_PROGRAMS = {"viewport", "robots", "color-scheme", "twitter:card", "og:locale", "og:image:type", "citation_language"}


def test_no_text_of_code_or_templates_is_forgotten(write_site: Callable[..., Path], catalogue: str) -> None:
    """Where all content and the catalogue are in another script, no word in Latin letters is left."""
    root = write_site(RUSSIAN)
    (root / "languages").mkdir()
    (root / "languages" / "ru.po").write_text(catalogue, encoding="utf-8")
    read = 0
    for now in (NOW, NOW.replace(year=2031)):
        for path, html in pages(made(root, now)):
            for element in html.elements:
                if element.tag in {"code", "style", "head", "html", "annotation"} or element.attributes.get(
                    "http-equiv"
                ):
                    continue
                if {element.attributes.get("name"), element.attributes.get("property")} & FOR_PROGRAMS:
                    continue
                texts = [own_text(html, element), *(element.attributes.get(name, "") for name in HEARD)]
                left = {word for text in texts for word in LATIN.findall(UNTOLD.sub("", text))} - ALLOWED
                assert left == set(), (path, element.tag, element.attributes, element.text[:200])
            read += html.source.count(CYRILLIC)
    assert read > 1000


def test_no_text_of_calendars_feeds_and_plain_text_is_forgotten(
    write_site: Callable[..., Path], catalogue: str
) -> None:
    root = write_site({path: text.replace("language: fr", "language: uk") for path, text in RUSSIAN.items()})
    (root / "languages").mkdir()
    (root / "languages" / "ru.po").write_text(catalogue, encoding="utf-8")
    read = set()
    for path, content in made(root).items():
        texts = []
        if path.endswith(".txt") and path != "robots.txt" and not path.startswith("static/"):
            texts = [content.decode()]
        elif path.endswith(".ics"):
            lines = content.decode().replace("\r\n ", "").replace("\\n", " ").split("\r\n")
            named = ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC")
            texts = [line.partition(":")[2] for line in lines if line.partition(":")[0].partition(";")[0] in named]
        elif path in {"feed.xml", "recordings.xml", "changes.xml"}:
            texts = re.findall(r"<(?:title|summary)>([^<]*)<", content.decode())
        left = {word for text in texts for word in LATIN.findall(UNTOLD.sub("", text))} - ALLOWED
        assert left == set(), (path, texts)
        read |= {path.rpartition(".")[2]} if CYRILLIC in "".join(texts) else set()
    assert read == {"txt", "ics", "xml"}  # it is not blind


def own_text(html: Html, element: object) -> str:
    """The text of an element where no code, style or formula is in it."""
    from helpers_html import Element

    assert isinstance(element, Element)
    return "" if "head" in element.parents and element.tag != "title" else _without(element.text, html)


def _without(text: str, html: Html) -> str:
    for element in html.all("code", "style"):
        text = text.replace(element.text, "")
    return text


# --- several languages on one site ----------------------------------------------------------------

MIXED = {
    **STATES,
    "series/cercle.md": "---\ntitle: Cercle de géométrie\nlanguage: fr\nslot: {weekday: Monday, time: 10:00, zone: Europe/Paris}\n---\nUn texte.",
    "events/cercle-1.md": event("2025-03-03", "series: cercle", "title: Les surfaces", "speaker: Anne Exemple", body="Un résumé."),
    "events/cercle-2.md": event("2025-03-10", "series: cercle", "title: Les courbes", "speaker: Anne Exemple"),
    "events/hebrew.md": event("2025-03-04", "time: 10:00", "title: חוגים", "language: he", "speaker: Anne Exemple", body="תקציר."),
    "events/plain.md": event("2025-03-05", "time: 10:00", "title: Rings", "language: en-GB"),
    "pages/info.md": "---\ntitle: Auskunft\nlanguage: de\nnavigation: Auskunft\n---\nEin Text.",
}  # fmt: skip


def languages_of(html: Html, text: str) -> set[tuple[str, str]]:
    """lang and dir of the elements that say just this, where they have any."""
    return {
        (e.attributes["lang"], e.attributes.get("dir", ""))
        for e in html.elements
        if "lang" in e.attributes and " ".join(e.text.split()).startswith(text) and e.tag != "html"
    }


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("index.html", {"Les surfaces": "fr", "Les courbes": "fr", "Cercle de géométrie": "fr", "חוגים": "he"}),
        ("events/index.html", {"Les surfaces": "fr", "Cercle de géométrie": "fr", "חוגים": "he"}),
        ("events/cercle-1/index.html", {"Les surfaces": "fr", "Un résumé.": "fr", "Cercle de géométrie": "fr", "Les courbes": "fr"}),
        ("events/cercle-2/index.html", {"Les courbes": "fr", "Les surfaces": "fr"}),
        ("events/hebrew/index.html", {"חוגים": "he", "תקציר.": "he"}),
        ("archive/2024-25/index.html", {"Les surfaces": "fr", "חוגים": "he", "Cercle de géométrie": "fr"}),
        ("speakers/anne-exemple/index.html", {"Les surfaces": "fr", "חוגים": "he", "Cercle de géométrie": "fr"}),
        ("series/index.html", {"Cercle de géométrie": "fr"}),
        ("series/cercle/index.html", {"Cercle de géométrie": "fr", "Un texte.": "fr", "Les surfaces": "fr"}),
        ("info/index.html", {"Auskunft": "de"}),
    ],
)  # fmt: skip
def test_foreign_titles_and_texts_say_what_language_they_are_in(
    write_site: Callable[..., Path], path: str, texts: dict[str, str]
) -> None:
    html = page(made(write_site(MIXED))[path])
    assert html.one("html")["lang"] == "en-GB"
    for text, language in texts.items():
        assert languages_of(html, text) == {(language, "rtl" if language == "he" else "")}, text
    if path != "info/index.html":
        assert languages_of(html, "Auskunft") == {("de", "")}  # in the navigation


def test_what_is_in_the_language_of_the_site_says_nothing(write_site: Callable[..., Path]) -> None:
    html = page(made(write_site(MIXED))["events/plain/index.html"])
    assert "Rings" in html.text
    assert {e["lang"] for e in html.elements if "lang" in e.attributes} == {"en-GB", "de", "he"}  # and its neighbours


# --- from right to left ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_a_site_from_right_to_left(write_site: Callable[..., Path], language: str) -> None:
    settings = f"title: ندوة\nurl: https://example.org/\nlanguage: {language}\nzone: Asia/Dubai\n"
    files = made(
        write_site(
            {
                "site.yaml": settings,
                "events/a.md": event("2025-03-04", "time: 10:00", "title: حول $x$", body="نص"),
                "events/b.md": event("2025-03-05", "time: 10:00", "title: On rings.", "language: en", body="A text."),
            }
        )
    )
    for path, html in pages(files):
        assert (html.one("html")["lang"], html.one("html")["dir"]) == (language, "rtl"), path
    html = page(files["events/b/index.html"])
    assert languages_of(html, "On rings.") == languages_of(html, "A text.") == {("en", "ltr")}


def test_the_stylesheet_knows_no_left_and_right() -> None:
    """Sides are where a line begins and ends."""
    css = re.sub(r"/\*.*?\*/", "", (REPOSITORY / "static" / "style.css").read_text("utf-8"), flags=re.DOTALL)
    assert (
        re.findall(r"(?<![\w-])(?:margin-|padding-|border-)?(?:left|right)\s*:|text-align:\s*(?:left|right)", css) == []
    )
