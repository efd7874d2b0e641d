"""Facts of pages, drawings and stylesheets; the reader agrees with html.parser wherever it finds no flaw."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_html import Html
from helpers_site import demo
from seminarsite.verifying.markup import Broken, Flaw, Ref, read_css, read_html, read_svg, tree


def test_the_facts_of_a_page() -> None:
    facts = read_html(
        '<!doctype html><a id="a" href="x?a=1&amp;b=2">x</a><IMG SRC=p.png><p aria-describedby="b c" id="b"></p>'
        '<link rel="shortcut icon" href="data:,"><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;">'
    )
    assert facts.refs == (
        Ref("x?a=1&b=2", loads=False, kind="a"),
        Ref("p.png", loads=True, kind="picture"),
        Ref("data:,", loads=True, kind="picture"),
    )
    assert facts.ids == ("a", "b")
    assert facts.idrefs == ("b", "c")
    assert facts.policies == ("default-src 'none'",)
    assert facts.flaws == ()


@pytest.mark.parametrize("now", ["2023-03-20T12:00:00+00:00", "2025-10-20T12:00:00+00:00"])
def test_it_reads_what_html_parser_reads(now: str) -> None:
    for path, content in demo(now).items():
        if path.endswith(".html"):
            html, facts = Html(content.decode()), read_html(content.decode())
            addresses = {e[name] for e in html.elements for name in ("href", "src") if name in e.attributes}
            styled = {url for style in html.all("style") for url in re.findall(r"url\(([^)]*)\)", style.text)}
            assert {ref.url for ref in facts.refs} - addresses <= {"../../", "../../archive/"} | styled | {
                e["content"].partition("url=")[2] for e in html.all("meta") if "url=" in e.attributes.get("content", "")
            }, path
            assert addresses <= {ref.url for ref in facts.refs}, path
            assert sorted(facts.ids) == sorted(html.ids), path


PIECES = [
    "<",
    ">",
    "/",
    "a",
    "b ",
    " ",
    "=",
    '"',
    "'",
    "!--",
    "-->",
    "script",
    "style",
    "title",
    "<a href=",
    "</",
    "on=x",
    "\n",
    "&#60;",
    "]]>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_html_parser_sees_as_a_script_or_handler_is_seen_or_refused(text: str) -> None:
    facts = read_html(text)
    html = Html(text)
    if not facts.flaws:
        assert [e for e in html.all("script") if "src" not in e.attributes] == []
        assert [e for e in html.elements if any(name.startswith("on") for name in e.attributes)] == []
        assert {e["href"].strip() for e in html.elements if "href" in e.attributes} <= {r.url for r in facts.refs}


LINES = [
    *PIECES,
    '<a href="x">',
    "<a\nhref='y'>",
    '<p id="i" class="c">',
    '<p class="c" class="d">',
    "<!-- a\n-->",
    "<!--",
    "<script>a\n</script>",
    "<title>",
    "</title>",
    "<style>p{background:url(z)}\n</style>",
    "<math>",
    "</math>",
    '<mi style="x">',
    '<meta name="a" content="b">',
]


@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_where_lines_end_makes_no_difference(pieces: list[str]) -> None:
    """It reads line by line where it can, and must see what it would see of the whole."""
    apart, together = (read_html(end.join(pieces)) for end in ("\n", " "))
    whole = read_html(" ".join(pieces).replace("\n", " "))
    for facts in (apart, together):
        assert {ref.url for ref in facts.refs} == {ref.url for ref in whole.refs}
        assert (sorted(facts.ids), facts.policies) == (sorted(whole.ids), whole.policies)
        assert {flaw.code for flaw in facts.flaws} == {flaw.code for flaw in whole.flaws}


@pytest.mark.parametrize(
    "tag",
    [
        '<p class="a" class="b">',
        '<meta name="a" property="b" name="c">',
        '<time datetime="</time>">',
        '<p class="a" onclick="b()">',
        "<xmp>",
        '<base class="a">',
        '<p value="a"content="b">',
    ],
)
def test_a_tag_that_looks_harmless_and_is_not_is_refused(tag: str) -> None:
    assert read_html(f"<p>\n{tag}</p>").flaws


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<a x="', "<!--", "<script>", "<p x=1 ", "</", "<a b c", "&#", "<title>", "<math>"]
)
def test_its_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    start = time.process_time()
    read_html(piece * 20_000)
    assert time.process_time() - start < 3


def test_a_drawing_and_a_stylesheet() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><style>a { fill: url(#g) }</style><g id="g" onclick="x"/></svg>'
    facts = read_svg(svg)
    assert facts.refs == (Ref("#g", loads=True, kind="picture"),)
    assert facts.flaws == (Flaw("event-handler", "<g>"),)
    assert read_css("a { b: url(x.png) } /* url(y) */ @import 'z.css'").refs == (
        Ref("x.png", loads=True, kind="picture"),
        Ref("z.css", loads=True, kind="picture"),
    )


@pytest.mark.parametrize("text", [b"<x>", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', b"<!DOCTYPE x><x/>", b"", b"\xff"])
def test_xml_that_is_not_to_be_read(text: bytes) -> None:
    with pytest.raises(Broken):
        tree(text)
