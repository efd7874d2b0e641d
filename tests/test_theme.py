"""How pages look: own templates before ours, and nothing that an organiser writes becomes markup."""

from __future__ import annotations

import gc
import re
import weakref
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import mf2py
import pytest

from helpers_evil import EVERY_FIELD, EVIL, WORSE
from helpers_html import Html, address_of, dead_links, page, pages, words
from helpers_site import JOIN, NOW, SEMINAR, SITE, STATES, event, made
from seminarsite.build import check_only
from seminarsite.diagnostics import Report

TALK = ("time: 12:00", "title: T", "speaker: Emmy Noether")


def with_templates(root: Path, **files: str | bytes) -> Path:
    """Templates of the site's own: `with_templates(root, event="…")` writes templates/event.html."""
    for name, text in files.items():
        path = root / "templates" / f"{name}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


# --- templates and static files of the site's own ------------------------------------------------


def test_an_own_template_takes_the_place_of_ours(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/a.md": event("2025-03-05", *TALK)})
    files = made(with_templates(root, event="<p>{{ event.title }} is ours</p>"))
    assert files["events/a/index.html"] == b"<p>T is ours</p>"
    assert b"is ours" not in files["index.html"]


def test_an_own_template_can_extend_ours(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/a.md": event("2025-03-05", *TALK)})
    text = '{% extends "builtin/event.html" %}{% block foot %}<p id="own">{{ super() }}Own foot</p>{% endblock %}'
    html = page(made(with_templates(root, event=text))["events/a/index.html"])
    assert words(html.one("h1").text) == "T"
    assert [e.text for e in html.elements if e.attributes.get("id") == "own"] == ["Own foot"]


def test_an_own_base_is_used_by_our_templates(write_site: Callable[..., Path]) -> None:
    text = '{% extends "builtin/base.html" %}{% block foot %}<p>Foot of ours</p>{% endblock %}'
    files = made(with_templates(write_site({"pages/about.md": "---\ntitle: A\n---\nText."}), base=text))
    assert all(b"Foot of ours" in files[path] for path in ("about/index.html", "404.html"))


def test_a_theme_goes_with_the_last_that_has_it(write_site: Callable[..., Path]) -> None:
    """The preview takes another one whenever a template is saved."""
    blueprint = check_only(write_site(), NOW, Report())
    assert blueprint is not None
    assert b"style.css?" in blueprint.make(blueprint.planned["index.html"])
    theme = weakref.ref(blueprint.theme)
    del blueprint
    gc.collect()
    assert theme() is None


def test_comments_of_our_stylesheets_are_not_published_and_those_of_others_stay(
    write_site: Callable[..., Path],
) -> None:
    root = write_site()
    ours = made(root)["static/style.css"]
    assert b"/*" not in ours
    assert b"@media print {" in ours
    (root / "static").mkdir()
    (root / "static/own.css").write_text('q::before { content: "/* as it is */" }', encoding="utf-8")
    assert made(root)["static/own.css"] == b'q::before { content: "/* as it is */" }'


def test_own_static_files_stand_beside_and_before_ours(write_site: Callable[..., Path]) -> None:
    root = write_site()
    before = made(root)
    (root / "static/fonts").mkdir(parents=True)
    (root / "static/style.css").write_text("p { color: red }", encoding="utf-8")
    (root / "static/fonts/x.woff2").write_bytes(b"font")
    (root / "static/.hidden").write_bytes(b"x")
    files = made(root)
    assert files["static/style.css"] == b"p { color: red }"
    assert files["static/fonts/x.woff2"] == b"font"
    assert set(files) - set(before) == {"static/fonts/x.woff2"}
    style = [
        link["href"] for link in page(files["index.html"]).all("link") if link.attributes.get("rel") == "stylesheet"
    ]
    assert style != [
        link["href"] for link in page(before["index.html"]).all("link") if link.attributes.get("rel") == "stylesheet"
    ]
    assert b"p { color: red }" in files["404.html"]


def test_a_stylesheet_has_another_address_when_it_has_other_bytes(write_site: Callable[..., Path]) -> None:
    """Browsers may keep it for ever."""
    root = write_site()
    (root / "static").mkdir()
    hrefs = set()
    for text in ("a{}", "b{}", "a{}"):
        (root / "static/style.css").write_text(text, encoding="utf-8")
        (href,) = [
            link["href"]
            for link in page(made(root)["index.html"]).all("link")
            if link.attributes.get("rel") == "stylesheet"
        ]
        assert re.fullmatch(r"static/style\.css\?[0-9a-f]{8}", href)
        hrefs.add(href)
    assert len(hrefs) == 2


# --- templates that are broken -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("templates", "place", "reason"),
    [
        ({"event": "\n{% if %}"}, "templates/event.html:2:1", "Expected an expression"),
        ({"event": "\n\n{{ evnt.title }}"}, "templates/event.html:3:1", "'evnt' is undefined"),
        ({"event": "{{ event.titel }}"}, "templates/event.html:1:1", "has no attribute 'titel'"),
        ({"event": '\n{% include "parts/none.html" %}'}, "templates/event.html:2:1", "there is no template parts/none"),
        (
            {"event": '{% extends "event.html" %}'},
            "templates/event.html:1:1",
            'ours is called {% extends "builtin/event',
        ),
        ({"event": "\n{{ 1 / 0 }}"}, "templates/event.html:2:1", "division by zero"),
        ({"event": "\n{{ event.online.join }}"}, "templates/event.html:2:1", "a secret cannot be rendered"),
        ({"event": "{{ event.online.join | string }}"}, "templates/event.html:1:1", "a secret cannot be"),
        ({"event": "{{ event.online.join ~ '' }}"}, "templates/event.html:1:1", "a secret cannot be"),
        ({"event": "é".encode("latin-1")}, "templates/event.html", "not UTF-8"),
        ({"base": "\n{{ nothing }}"}, "templates/base.html:2:1", "'nothing' is undefined"),
        ({"event": '{{ asset("none.css") }}'}, "templates/event.html:1:1", "there is no file static/none.css"),
    ],
)
def test_a_broken_template_is_a_mistake_with_a_place(
    write_site: Callable[..., Path], templates: dict[str, str | bytes], place: str, reason: str
) -> None:
    root = write_site({"series/seminar.md": SEMINAR, "events/a.md": event("2025-03-05", "series: seminar", *TALK)})
    report = Report()
    assert check_only(with_templates(root, **templates), NOW, report) is None
    (mistake,) = report.diagnostics
    assert (mistake.code, str(mistake.span)) == ("template", place)
    assert reason in mistake.message


def test_a_secret_that_is_shown_in_part_is_a_mistake_too(write_site: Callable[..., Path]) -> None:
    root = write_site({"series/seminar.md": SEMINAR, "events/a.md": event("2025-03-05", "series: seminar", *TALK)})
    files = made(with_templates(root, event="{{ event.online }}"))
    assert b"NOBODY" not in files["events/a/index.html"]


# --- safety --------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2025, 2026])
def test_no_text_becomes_markup(write_site: Callable[..., Path], year: int) -> None:
    files = made(write_site(EVERY_FIELD), NOW.replace(year=year))
    read = dict(pages(files))
    assert len(read) > 12
    shown = ""
    for path, html in read.items():
        shown += html.text
        for element in html.elements:
            where = f"{path}: <{element.tag} {element.attributes}>"
            if element.attributes == {"type": "application/ld+json"}:  # data: not run, and "<" does not stand in it
                assert "<" not in element.text, where
                continue
            if element.tag == "script":  # ours
                assert re.fullmatch(r"(\.\./)*static/(copy|search|time)\.js\?[0-9a-f]{8}", element["src"]), where
                assert element.text == ""
            drawn = element.tag == "svg" and "viewbox" in element.attributes  # a code, bars: ours
            sought = element.attributes.get("role") == "search" or "form" in element.parents
            if not (drawn or (sought and path in ("archive/index.html", "search/index.html"))):
                assert element.tag not in {"iframe", "object", "embed", "svg", "form", "input"}, where
            assert not any(name.startswith("on") for name in element.attributes), where
            assert "autofocus" not in element.attributes, where
            for name in ("href", "src"):
                scheme = urlsplit(element.attributes.get(name, "")).scheme
                assert scheme in ("", "http", "https", "mailto", "webcal", "data"), where
        images = {image.attributes.get("src", "") for image in html.all("img")}
        codes = re.compile(r"(\.\./)*[a-z/-]+\.svg")
        assert all(src == "" or src.endswith("pictures/p.png") or codes.fullmatch(src) for src in images), images
    assert EVIL in shown  # as words
    assert WORSE in shown


@pytest.mark.parametrize("files", [STATES, EVERY_FIELD], ids=["states", "every-field"])
def test_every_page_of_any_site_is_sound(write_site: Callable[..., Path], files: dict[str, str]) -> None:
    """In every state, with every field: one heading above all, the others in order, ids once, links alive."""
    for year in (2025, 2026):
        made_ = made(write_site(files), NOW.replace(year=year))
        for path, html in pages(made_):
            assert len(html.all("h1")) == len(html.all("main")) == 1, path
            assert len(html.ids) == len(set(html.ids)), path
            levels = [level for level, _ in html.headings]
            assert all(after <= before + 1 for before, after in pairwise(levels)), (path, html.headings)
            assert all(text for _, text in html.headings), path
        base = "https://example.org/sub/path/" if files is STATES else "https://example.org/"
        assert dead_links(made_, base) == []


def test_the_join_link_and_notes_are_in_no_byte_of_the_output(write_site: Callable[..., Path]) -> None:
    for content in (EVERY_FIELD, STATES):
        for path, content_ in made(write_site(content)).items():
            for secret in (JOIN, JOIN.replace("&", "&amp;"), "NOBODY-MAY-SEE-THIS", "5551234"):
                assert secret.encode() not in content_, path


def test_tex_in_a_title_is_mathml_in_the_page_and_plain_in_the_tab(write_site: Callable[..., Path]) -> None:
    talk = event("2025-03-05", "time: 12:00", r"title: 'On $\alpha^2 \leq \mathbb{R}$ & <b>'", "speaker: Emmy Noether")
    files = made(write_site({"site.yaml": SITE, "events/a.md": talk}))
    html = page(files["events/a/index.html"])
    assert [e.parents.count("h1") for e in html.all("math")] == [1]
    assert html.one("title").text.startswith("On α² ≤ ℝ & <b>")
    assert "\\alpha" not in html.one("title").text
    assert "math" not in [e.tag for e in html.elements if "head" in e.parents]


def test_links_of_prose_are_relative_and_its_examples_stay_as_they_are(write_site: Callable[..., Path]) -> None:
    body = 'See [all](/archive/#s "a > b") or [this](/files/a%20b.pdf#page=2); write `<a href="/x/">`.'
    talk = event("2025-03-05", *TALK, body=body)
    html = page(made(write_site({"events/a.md": talk, "files/a b.pdf": "x"}))["events/a/index.html"])
    hrefs = [a["href"] for a in html.all("a")]
    assert "../../archive/#s" in hrefs
    assert "../../files/a%20b.pdf#page=2" in hrefs
    assert next(code.text for code in html.all("code")) == '<a href="/x/">'


def test_every_page_forbids_what_it_does_not_need(write_site: Callable[..., Path]) -> None:
    for path, html in pages(made(write_site(STATES))):
        (policy,) = [
            m["content"] for m in html.all("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert "default-src 'none'" in policy, path
        assert "'unsafe-inline'" not in policy.replace("style-src-attr 'unsafe-inline'", ""), path
        first = html.one("head").text
        assert first is not None
        if path != "404.html":
            assert html.all("style") == [], path


def test_the_page_for_what_is_not_found_works_at_any_address(write_site: Callable[..., Path]) -> None:
    """It is shown at addresses of any depth: all that it refers to is absolute, or within it."""
    html = page(made(write_site(STATES))["404.html"])
    links = [e[name] for e in html.all("a", "link", "img") for name in ("href", "src") if name in e.attributes]
    assert links
    assert [link for link in links if not link.startswith(("https://", "#", "data:"))] == []
    import base64
    import hashlib

    digest = base64.b64encode(hashlib.sha256(html.one("style").text.encode()).digest()).decode()
    (policy,) = [m["content"] for m in html.all("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert f"'sha256-{digest}'" in policy


# --- what programs read of a page ----------------------------------------------------------------


def metas(html: Html) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in html.all("meta"):
        found.setdefault(meta.attributes.get("property") or meta.attributes.get("name", ""), []).append(
            meta.attributes.get("content", "")
        )
    return found


def test_open_graph_and_the_canonical_address(write_site: Callable[..., Path]) -> None:
    talk = event(
        "2025-03-12", "series: seminar", "title: On $x_1$", "topics: [rings, ideals]", body="What it is about."
    )
    html = page(made(write_site({"series/seminar.md": SEMINAR, "events/talk.md": talk}))["events/talk/index.html"])
    address = "https://example.org/seminar/events/talk/"
    found = metas(html)
    assert (
        found.items()
        >= {
            "og:title": ["On x₁"],
            "og:type": ["article"],
            "og:url": [address],
            "og:site_name": ["Example Seminar"],
            "og:locale": ["en_US"],
            "event:start_time": ["2025-03-12T16:00:00Z"],
            "event:end_time": ["2025-03-12T17:00:00Z"],
            "article:section": ["Example Seminar"],
            "article:tag": ["rings", "ideals"],
        }.items()
    )
    assert found["og:description"] == found["description"]
    assert [link["href"] for link in html.all("link") if link["rel"] == "canonical"] == [address]


def test_every_page_that_is_to_be_found_has_its_canonical_address(write_site: Callable[..., Path]) -> None:
    moved = {"pages/about.md": "---\ntitle: About\nold-addresses: [/old/]\n---\nText."}
    leads = {"old/": "about/", "archive/2024/": "archive/2024-25/", "archive/2025/": "archive/2025-26/"}
    files = made(write_site({**STATES, **moved}))
    for path, html in pages(files):
        canonical = [link["href"] for link in html.all("link") if link["rel"] == "canonical"]
        hidden = path == "404.html" or path.startswith("embed/")
        there = leads.get(address_of(path), address_of(path))
        assert canonical == ([] if hidden else [f"https://example.org/sub/path/{there}"]), path


def test_an_event_and_its_people_are_microformats(write_site: Callable[..., Path]) -> None:
    talk = event(
        "2025-03-12",
        "time: 12:00",
        "title: On $x_1$",
        "speaker: {name: Emmy Noether, affiliation: Göttingen}",
        "place: {name: Hall, address: 1 Street, city: Bern, country: Switzerland, coordinates: {latitude: 46.95, longitude: 7.44}}",
        "topics: [rings, ideals]",
        body="What it is about.",
    )
    files = made(write_site({"events/talk.md": talk}))
    address = "https://example.org/seminar/events/talk/"
    (found,) = mf2py.parse(files["events/talk/index.html"].decode(), url=address)["items"]
    assert found["type"] == ["h-event"]
    said = found["properties"]
    assert said["url"] == [address]
    assert (said["start"], said["end"]) == (["2025-03-12T11:00:00Z"], ["2025-03-12T12:00:00Z"])
    assert said["category"] == ["rings", "ideals"]
    assert said["description"] == ["What it is about."]
    assert said["name"][0].startswith("On ")
    (author,) = said["author"]
    assert (author["type"], author["properties"]["name"], author["properties"]["org"]) == (
        ["h-card"],
        ["Emmy Noether"],
        ["Göttingen"],
    )
    assert author["properties"]["url"] == ["https://example.org/seminar/speakers/emmy-noether/"]
    (place,) = said["location"]
    assert (
        place["properties"].items()
        >= {
            "street-address": ["1 Street"],
            "locality": ["Bern"],
            "country-name": ["Switzerland"],
            "latitude": ["46.95"],
            "longitude": ["7.44"],
        }.items()
    )
    rows = mf2py.parse(files["embed/index.html"].decode(), url=address)["items"]
    assert [(row["type"], row["properties"]["url"]) for row in rows] == [(["h-event"], [address])]
