"""The oracle: for each rule something that breaks it and something that does not; and whole sites."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest

from helpers_site import JOIN, NOW, REPOSITORY, SEMINAR, SITE, STATES, event, made
from seminarsite.build import build, check_only, draw
from seminarsite.diagnostics import Diagnostic, Report, Span
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import Phrase, Sealed, Secret, Slug, Url
from seminarsite.outputs import File, Output, Page, Shown
from seminarsite.theme import COMPILED, POLICY
from seminarsite.tools import bibtex
from seminarsite.verifying.verify import Inspector, verify

AT = Span("content/events/a.md", 3, 1)
KEPT = Sealed(Secret(JOIN), Span("content/series/seminar.md", 8, 3))
HOME = Settings(
    id=Slug("site"),
    title=Phrase("T", "T", "T"),
    url=Url("https://example.org/sub/"),
    introduction=None,
)
WHOLE = Site(settings=HOME, now=NOW, sealed=(KEPT,))


def output(path: str) -> Output:
    address = path.removesuffix("index.html")
    if path.endswith(".html"):
        return Page(address=address, template="event.html", show=Shown, arguments=("T",), source=AT)
    return File(address=path, make=bytes, source=AT)


def page(body: str, head: str = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">') -> bytes:
    return f"<!doctype html>\n<html lang=en><head>{head}<title>T</title></head><body>{body}</body></html>".encode()


OTHERS: Mapping[str, bytes] = {
    "index.html": page('<h1 id="top-of-it">Home</h1>'),
    "a b.pdf": b"%PDF",
    "static/style.css": b"p { color: red }",
    "static/x.js": b"",
    "static/x.png": b"\x89PNG",
    "calendar.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
}


def looked(files: Mapping[str, bytes], site: Site = WHOLE) -> list[Diagnostic]:
    everything = {**OTHERS, **files}
    return verify(site, {path: output(path) for path in everything}, everything)


def codes(files: Mapping[str, bytes]) -> set[str]:
    return {d.code for d in looked(files)}


# --- pages ---------------------------------------------------------------------------------------

SOUND = [
    '<a href="../../">home</a> <a href="../../#top-of-it">x</a> <a href="#">up</a> <a href="../../a%20b.pdf#page=2">x</a>',
    '<a href="https://example.org/sub/">home</a> <a href="https://example.org/sub/#top-of-it">home</a>',
    '<a href="https://elsewhere.example/x?a=b&amp;c=d#e">x</a> <a href="mailto:a@example.org">x</a>',
    '<a href="webcal://example.org/sub/calendar.ics">x</a> <a href="/sub/calendar.ics">x</a> <a href="./">here</a>',
    '<a href="../../events/./a/../a/?q=1">here</a>',
    '<img src="../../static/x.png?v=1" srcset="../../static/x.png 1x, ../../static/x.png 2x" alt=""><img src="data:,">',
    '<link rel="stylesheet" href="../../static/style.css"><script type="module" src="../../static/x.js"></script>',
    '<script type="application/ld+json">{"@type": "Event", "name": "<a>"}</script>',
    '<b id="x"></b><p aria-labelledby="x y"><i id="y"></i></p><label for="z"></label><input id="z">',
    '<math><mi style="color: red">x</mi><mspace width="1em"/></math>',
    '<form action="https://lists.example/subscribe"></form><form action="../../"></form>',
    '<meta http-equiv="refresh" content="0; url=../../">',
    "<!-- a comment with <b> --><p title='a > b'>1 < 2 &lt;script&gt;</p><BR><textarea><script></textarea>",
    "<p>Tab\tand line\r\n &#8211; &#x200f;</p>",
    '<object data="../../a%20b.pdf"></object><iframe src="../../"></iframe>',
]


@pytest.mark.parametrize("body", SOUND)
def test_what_is_sound_passes(body: str) -> None:
    assert looked({"events/a/index.html": page(body)}) == []


FAULTY = [
    # links
    ('<a href="nowhere/">x</a>', "dead-link", "`nowhere/`"),
    ('<a href="../../../../index.html">x</a>', "dead-link", "leaves the site"),
    ('<a href="../../static/../../x">x</a>', "dead-link", "leaves the site"),
    ('<a href="/elsewhere/">x</a>', "dead-link", "leaves the site"),
    ('<a href="//elsewhere.example/">x</a>', "dead-link", "leaves the site"),
    ('<a href="https://example.org/sub/nowhere/">x</a>', "dead-link", "leads to nothing"),
    ('<a href="webcal://example.org/sub/none.ics">x</a>', "dead-link", "leads to nothing"),
    ('<a href="#nowhere">x</a>', "dead-link", "not on that page"),
    ('<a href="../../#nowhere">x</a>', "dead-link", "not on that page"),
    ('<img src="none.png" alt="">', "dead-link", "none.png"),
    ('<img srcset="../../static/x.png 1x, none.png 2x" alt="">', "dead-link", "none.png"),
    ('<video poster="none.png"></video>', "dead-link", "none.png"),
    ('<form action="none/"></form>', "dead-link", "none/"),
    ('<object data="none.pdf"></object>', "dead-link", "none.pdf"),
    ('<meta http-equiv="refresh" content="0; url=none/">', "dead-link", "none/"),
    ('<meta http-equiv="refresh" content="0; url=javascript:alert(1)">', "address", "javascript"),
    # kinds of addresses
    ('<a href="javascript:alert(1)">x</a>', "address", "javascript:alert(1)"),
    ('<a href=" JAVASCRIPT&#58;alert(1)">x</a>', "address", "JAVASCRIPT"),
    ('<a href="data:text/html,x">x</a>', "address", "data:"),
    ('<a href="ftp://example.org/">x</a>', "address", "ftp:"),
    ('<a href="file:///etc/passwd">x</a>', "address", "file:"),
    ('<iframe src="data:text/html,x"></iframe>', "address", "data:"),
    ('<svg><a xlink:href="javascript:x">x</a></svg>', "address", "javascript"),
    # ids
    ('<b id="x"></b><i id="x"></i>', "repeated-id", 'id="x"'),
    ('<b id="x"></b><b id="x"></b>', "repeated-id", 'id="x"'),
    ('<p aria-labelledby="x"></p>', "unknown-id", 'id="x"'),
    ('<label for="x"></label>', "unknown-id", 'id="x"'),
    # scripts and styles
    ("<script>alert(1)</script>", "inline-script", "<script>"),
    ("<SCRIPT>alert(1)</SCRIPT>", "inline-script", "<SCRIPT>"),
    ('<script type="importmap">{}</script>', "inline-script", "importmap"),
    ('<script type="application/ld+json">{"a": }</script>', "not-valid", "JSON-LD"),
    ('<script src="https://cdn.example/x.js"></script>', "foreign", "cdn.example"),
    ('<script src="none.js"></script>', "dead-link", "none.js"),
    ('<b onclick="x()">x</b>', "event-handler", "onclick"),
    ("<img/src=x onerror=alert(1)>", "markup", "<img/src"),
    ('<p style="color: red">x</p>', "inline-style", "color: red"),
    ("<math><mi>x</mi></math><p style='color: red'>x</p>", "inline-style", "color: red"),
    ("<style>p {}</style>", "inline-style", "<style>"),
    ('<base href="../../">', "element", "<base"),
    ('<iframe srcdoc="x"></iframe>', "element", "srcdoc"),
    ('<svg><set attributeName="href" to="x"/></svg>', "element", "<set"),
    # other hosts
    ('<img src="https://elsewhere.example/x.png" alt="">', "foreign", "elsewhere.example"),
    ('<img src="//elsewhere.example/x.png" alt="">', "foreign", "elsewhere.example"),
    ('<link rel="stylesheet" href="https://fonts.example/x.css">', "foreign", "fonts.example"),
    ('<link rel="preconnect" href="https://fonts.example/">', "foreign", "fonts.example"),
    ('<iframe src="https://video.example/"></iframe>', "foreign", "video.example"),
    ('<math><mi style="background: url(https://x.example/)">x</mi></math>', "foreign", "x.example"),
    ('<audio><source src="http://x.example/a.mp3"></audio>', "foreign", "x.example"),
    # markup that browsers could read differently
    ('<a href="x"title="y">x</a>', "markup", "<a href"),
    ('<a href="../../" href="none/">x</a>', "markup", "href"),
    ('<p title="unclosed>x</p>', "markup", "unclosed"),
    ("<!-- x --!><script>y</script> -->", "markup", "<!--"),
    ("<!--><script>y</script>-->", "markup", "<!--"),
    ('<p title="</noscript><script>x">', "markup", "noscript"),
    ("<script src='../../static/x.js'>", "markup", "<script"),
    # characters that nobody sees
    ("a\x00b", "invisible", "U+0000"),
    ("a\x1b[31m", "invisible", "U+001B"),
    ("a\u202eb", "invisible", "U+202E"),
    ("a&#x202E;b", "invisible", "U+202E"),
    ("a&#8294;b", "invisible", "U+2066"),
    ("a&#27;b", "invisible", "U+001B"),
]


@pytest.mark.parametrize(("body", "code", "words"), FAULTY)
def test_what_is_faulty_is_told_with_its_line_and_a_way_out(body: str, code: str, words: str) -> None:
    told = looked({"events/a/index.html": page(body)})
    assert code in {d.code for d in told}
    assert any(words in d.message for d in told if d.code == code), told
    for one in told:
        assert one.span == AT
        assert one.message.startswith("events/a/index.html (template event.html): ")
        assert one.hint
        assert one.message.isprintable()


def test_every_page_has_its_policy() -> None:
    assert codes({"x.html": page("x", head="")}) == {"policy"}
    for policy in ("default-src *", "default-src 'none'; script-src 'self' 'unsafe-inline'", "", "script-src 'self'"):
        head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        assert codes({"x.html": page("x", head)}) == {"policy"}, policy


def test_web_assembly_is_for_pages_that_need_it() -> None:
    policy = POLICY.replace("script-src 'self'", COMPILED)
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    assert codes({"x.html": page("x", head)}) == {"policy"}
    files = {**OTHERS, "x.html": page("x", head)}
    planned = {path: output(path) for path in files}
    planned["x.html"] = Page(
        address="x.html", template="event.html", show=Shown, arguments=("T",), source=AT, compiled=True
    )
    assert verify(WHOLE, planned, files) == []


def test_the_page_for_what_is_not_found_has_the_hash_of_its_style() -> None:
    def with_style(hashed: str) -> bytes:
        digest = base64.b64encode(hashlib.sha256(hashed.encode()).digest()).decode()
        policy = POLICY.replace("style-src 'self'", f"style-src 'sha256-{digest}'")
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        return page("x", f"{meta}<style>p {{ color: red }}</style>")

    assert codes({"404.html": with_style("p { color: red }")}) == set()
    assert codes({"404.html": with_style("something else")}) == {"policy"}
    assert codes({"other.html": with_style("p { color: red }")}) == {"inline-style"}


def test_one_fault_of_a_template_on_many_pages_is_told_once() -> None:
    told = looked({f"events/{n}/index.html": page("<script>x</script>") for n in range(50)})
    assert [d.message.partition(":")[0] for d in told] == ["events/0/index.html and 49 more (template event.html)"]


def test_the_place_is_the_line_of_the_template_that_says_it() -> None:
    files = {**OTHERS, "x.html": page("<script>x</script>")}
    inspector = Inspector(WHOLE, {p: output(p) for p in files}, find=lambda text: Span(f"templates/{text}", 2, 1))
    for path, content in files.items():
        inspector.look(path, content)
    assert [str(d.span) for d in inspector.diagnostics()] == ["templates/<script>:2:1"]


# --- stylesheets, drawings, feeds, calendars -----------------------------------------------------

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>x</id><updated>2025-01-01T00:00:00Z</updated>
<author><name>A</name></author>{}</feed>"""
ENTRY = "<entry><title>T</title><id>{}</id><updated>2025-01-01T00:00:00Z</updated>{}</entry>"
CALENDAR = "BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n"
VEVENT = "BEGIN:VEVENT\r\nUID:{}\r\nEND:VEVENT\r\n"

FILES: list[tuple[str, str, str | None]] = [
    ("x.css", "p { background: url(static/x.png) } /* url(none.png) */ a::after { content: '\\2192' }", None),
    ("x.css", "p { background: url( 'none.png' ) }", "dead-link"),
    ("x.css", "@import 'https://fonts.example/x.css';", "foreign"),
    ("x.css", "@import url(//fonts.example/x.css);", "foreign"),
    ("x.css", "p { background: u\\72l(https://x.example/) }", "foreign"),
    ("x.css", "p { background: image-set('https://x.example/a.png' 1x) }", "foreign"),
    ("x.svg", SVG.format('<g id="a" style="fill: red"/><use href="#a"/><rect fill="url(#a)"/>'), None),
    ("x.svg", SVG.format("<script>x</script>"), "inline-script"),
    ("x.svg", SVG.format('<g onload="x"/>'), "event-handler"),
    ("x.svg", SVG.format('<a xlink:href="javascript:x"/>'), "address"),
    ("x.svg", SVG.format('<image href="https://x.example/a.png"/>'), "foreign"),
    ("x.svg", SVG.format('<foreignObject><b xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'), "element"),
    ("x.svg", "<svg><g></svg>", "not-valid"),
    ("x.svg", '<?xml-stylesheet href="https://x.example/"?>' + SVG, "not-valid"),
    ("x.xml", ATOM.format(ENTRY.format("1", '<link href="https://example.org/sub/"/>') + ENTRY.format("2", "")), None),
    ("x.xml", ATOM.format(ENTRY.format("1", "") + ENTRY.format("1", "")), "not-valid"),
    ("x.xml", ATOM.replace("<updated>2025-01-01T00:00:00Z</updated>", "").format(""), "not-valid"),
    ("x.xml", ATOM.format("<entry><id>1</id></entry>"), "not-valid"),
    ("x.xml", ATOM.format(ENTRY.format("1", '<link href="https://example.org/sub/none"/>')), "dead-link"),
    ("x.xml", ATOM.format(ENTRY.format("1", '<content type="html">&lt;script&gt;x&lt;/script&gt;</content>')), "inline-script"),
    ("x.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "not-valid"),
    ("x.xml", "<x>", "not-valid"),
    ("x.json", '{"a": 1}', None),
    ("x.json", '{"a": 1', "not-valid"),
    ("x.ics", CALENDAR.format(VEVENT.format(1) + VEVENT.format(2)), None),
    ("x.ics", CALENDAR.format(VEVENT.format(1) + VEVENT.format(1)), "not-valid"),
    ("x.ics", CALENDAR.format("BEGIN:VEVENT\r\nEND:VEVENT\r\n"), "not-valid"),
    ("x.ics", CALENDAR.format("X:" + "é" * 40 + "\r\n"), "not-valid"),
    ("x.ics", CALENDAR.format("X:" + "é" * 36 + "\r\n " + "é" * 37 + "\r\n"), None),
    ("x.ics", CALENDAR.format("X:1\n"), "not-valid"),
    ("x.ics", CALENDAR.format("BEGIN:VEVENT\r\nUID:1\r\n"), "not-valid"),
    ("x.ics", CALENDAR.format("X:a\x00b\r\n"), "invisible"),
    ("robots.txt", "User-agent: *\n", None),
    ("robots.txt", "User\u2066agent", "invisible"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "code"), FILES)
def test_files_of_other_kinds(path: str, text: str, code: str | None) -> None:
    told = looked({path: text.encode()})
    assert {d.code for d in told} == ({code} if code else set()), told
    assert {d.span for d in told} <= {AT}


def test_a_text_that_is_not_utf_8() -> None:
    assert codes({"x.json": b'"\xff"', "y.html": b"\xff"}) == {"not-valid"}


# --- secrets -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["x.html", "x.css", "x.json", "x.ics", "x.txt", "x.png", "x.pdf", "x"])
@pytest.mark.parametrize(
    "form", [JOIN, quote(JOIN, safe=""), "NOBODY-MAY-SEE-THIS", base64.b64encode(JOIN.encode()).decode()]
)
def test_a_secret_is_found_in_any_file(path: str, form: str) -> None:
    told = [d for d in looked({path: f'"{form}"'.encode()}) if d.code == "secret"]
    assert len(told) == 1
    assert "content/series/seminar.md:8:3" in told[0].message
    assert not any(part in str(told[0]) for part in ("NOBODY", "meet.example"))


def test_a_secret_is_found_in_what_is_compressed_for_the_search() -> None:
    assert codes({"x.pf_index": gzip.compress(f"pagefind_dcd {JOIN}".encode())}) == {"secret"}
    assert codes({"x.pf_index": gzip.compress(b"pagefind_dcd nothing")}) == set()
    assert codes({"x.pf_index": b"\x1f\x8bnot compressed, " + JOIN.encode()}) == {"secret"}


def test_a_secret_is_found_across_the_folds_of_a_calendar() -> None:
    folded = f"X:{'x' * 60}{JOIN[:10]}\r\n {JOIN[10:30]}\r\n {JOIN[30:]}\r\n"
    assert codes({"x.ics": CALENDAR.format(folded).encode()}) == {"secret"}


NOTE = "5551234 is its <number> & Wär_1%23'x' what opens it"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.html", page('<script type="application/ld+json">{}</script>'.format(
            json.dumps({"a": NOTE}, ensure_ascii=False).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
        )).decode()),
        ("x.bib", bibtex.entry("misc", "x", (("note", f"{{{bibtex.letters(NOTE)}}}"),))),
        ("x.ris", f"TY  - SLIDE\r\nAB  - {NOTE}\r\n"),
        ("x.json", json.dumps({"a": NOTE}, ensure_ascii=False)),
    ],
)  # fmt: skip
def test_a_secret_is_found_whatever_a_format_does_to_its_letters(
    write_site: Callable[..., Path], path: str, text: str
) -> None:
    root = write_site({"events/a.md": event("2025-03-05", "time: 12:00", f'notes: "{NOTE}"')})
    site = draw(root, NOW, Report())
    assert site is not None
    planned = {path: File(address=path, make=bytes)}
    assert "secret" in {d.code for d in verify(site.site, planned, {path: text.encode()})}
    assert "secret" not in {d.code for d in verify(site.site, planned, {path: text.replace("5551234", "").encode()})}


def test_a_secret_is_found_across_the_lines_of_a_plain_text(write_site: Callable[..., Path]) -> None:
    notes = "The speaker wants no flowers and no introduction"
    root = write_site({"events/a.md": event("2025-03-05", "time: 12:00", f"notes: {notes}")})
    site = draw(root, NOW, Report())
    assert site is not None
    wrapped = notes.replace(" no intro", "\nno intro").encode()
    planned = {"x.txt": File(address="x.txt", make=bytes)}
    assert "secret" in {d.code for d in verify(site.site, planned, {"x.txt": wrapped})}


def test_a_secret_written_in_numbers_is_found() -> None:
    assert codes({"x.html": page("".join(f"&#{ord(c)};" for c in JOIN))}) == {"secret"}


# --- whole sites ---------------------------------------------------------------------------------


def tree(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """All files, with what makes a file the same one to a web server."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for path in files
    }


def told_of(root: Path, now: dt.datetime = NOW) -> list[str]:
    report = Report()
    check_only(root, now, report)
    return [str(d) for d in report.diagnostics if d.severity == "error"]


@pytest.mark.parametrize("year", [2023, 2025, 2026])
def test_the_demo_passes(year: int) -> None:
    assert told_of(REPOSITORY, dt.datetime(year, 11, 1, tzinfo=dt.UTC)) == []


def test_a_site_with_everything_passes(write_site: Callable[..., Path]) -> None:
    assert told_of(write_site(STATES)) == []


def test_hostile_texts_pass_because_they_are_only_texts(write_site: Callable[..., Path]) -> None:
    evil = """"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }} ]]> &lt;b onclick=x&gt; javascript:x"""
    keys = (f"{key}: '{evil}'" for key in ("title", "message", "audience", "host", "credit", "format"))
    root = write_site(
        {
            "site.yaml": SITE + f"description: '{evil}'\nshort: '{evil}'\n",
            "series/seminar.md": SEMINAR,
            "speakers/eve.md": f"---\nname: '{evil}'\naffiliation: '{evil}'\n---\n{evil}\n",
            "events/a.md": event(
                "2025-03-05", "series: seminar", "speaker: eve", *keys, body=f"{evil}\n\n[x]({'a' * 9})"
            ),
            "pages/p.md": f"---\ntitle: '{evil}'\n---\n<a name=x href='javascript:x'>{evil}</a>\n\n# A\n\n# A\n",
        }
    )
    assert [line for line in told_of(root) if "[" in line and "content/" not in line] == []
    report = Report()
    blueprint = draw(root, NOW, report)
    if blueprint:
        assert verify(blueprint.site, blueprint.planned, made(root)) == []


TEMPLATES = [
    ('{% extends "builtin/event.html" %}{% block head %}\n<script>alert(1)</script>{% endblock %}', "inline-script", "2:1"),
    (
        '{% extends "builtin/event.html" %}{% block head %}\n<link rel="stylesheet" href="https://fonts.example/x">{% endblock %}',
        "foreign",
        "2:30",
    ),
    ('{% extends "builtin/event.html" %}{% block head %}{% endblock %}{% block foot %}<a href="none/">x</a>{% endblock %}', "dead-link", "1:90"),
    ('{% extends "builtin/event.html" %}{% block foot %}<b id="main">x</b>{% endblock %}', "repeated-id", "1:54"),
    ('{% extends "builtin/event.html" %}{% block foot %}{{ event.online.join.link.reveal() }}{% endblock %}', "secret", None),
    ('{% extends "builtin/event.html" %}{% block foot %}{{ event.online.join.link.reveal()|urlencode }}{% endblock %}', "secret", None),
    ("<p>{{ event.title }}</p>", "policy", None),
]  # fmt: skip


@pytest.mark.parametrize(("template", "code", "place"), TEMPLATES)
def test_a_template_that_does_what_is_not_promised_is_named_and_the_old_site_stays(
    write_site: Callable[..., Path], template: str, code: str, place: str | None
) -> None:
    root = write_site(
        {
            "series/seminar.md": SEMINAR,
            "events/a.md": event("2025-03-05", "series: seminar", "title: T", "speaker: E Noether"),
        }
    )
    assert build(root, root / "build", NOW, Report()) is not None
    before = tree(root / "build")
    (root / "templates").mkdir()
    (root / "templates/event.html").write_text(template, encoding="utf-8")
    report = Report()
    assert build(root, root / "build", NOW, report) is None
    assert tree(root / "build") == before
    assert {path.name for path in root.iterdir()} == {"build", "content", "templates", ".seminarsite"}
    (told,) = [d for d in report.diagnostics if d.code == code]
    assert "events/a/index.html (template event.html)" in told.message
    assert str(told.span) == (f"templates/event.html:{place}" if place else "content/events/a.md:1:1")
    assert "NOBODY" not in str(told)
    checked = Report()
    assert check_only(root, NOW, checked) is None
    assert checked.diagnostics == report.diagnostics


def test_a_secret_of_a_draft_and_what_a_draft_tells_are_looked_for(write_site: Callable[..., Path]) -> None:
    secret, told = "https://meet.example/j/draft?pwd=x7Yq2m", "A theorem that nobody has heard of yet"
    draft = event(
        "2025-03-12", "time: 12:00", f"title: {told}", "speaker: tba", "draft: yes", f"online: {{join: '{secret}'}}"
    )
    later = event(
        "2025-03-19",
        "time: 12:00",
        "title: Soon",
        "speaker: tba",
        "publish-from: 2025-12-01",
        body="We show that every something is a thing.",
    )
    root = write_site({"events/draft.md": draft, "events/later.md": later})
    assert told_of(root) == []
    (root / "static").mkdir()
    (root / "static/notes.txt").write_text(
        f"{secret}\n{told}\nWe show that every something is a thing.", encoding="utf-8"
    )
    lines = told_of(root)
    assert [line.rpartition(" [")[2].partition("]")[0] for line in lines] == ["draft", "draft", "secret"]
    assert all(line.startswith("static/notes.txt: error") for line in lines)
    # What a published event says, too, is public.
    write_site({"events/twin.md": event("2025-03-26", "time: 12:00", f"title: {told}", "speaker: tba")})
    (root / "static/notes.txt").write_text(told, encoding="utf-8")
    assert told_of(root) == []
