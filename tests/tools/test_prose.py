"""What organisers write becomes safe HTML and plain text."""

from __future__ import annotations

import re
import time
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from seminarsite.diagnostics import Excerpt, Report, Span
from seminarsite.model.values import Prose
from seminarsite.tools import prose as rooms
from seminarsite.tools.maths import formula

HERE = Span("a.md", 10, 1)


def read(source: str, place: Excerpt | Span = HERE, *, top: int = 2) -> tuple[Prose, list[str]]:
    report = Report()
    prose = rooms.prose(source, place, report, top=top)
    return prose, [f"{d.span.line}:{d.span.column} {d.code}" for d in report.diagnostics]


def check(source: str, html: str) -> None:
    prose, found = read(source)
    assert (prose.html, found) == (html, [])


def check_text(source: str, text: str) -> None:
    assert read(source)[0].text == text


def mathml(tex: str, *, display: bool = False) -> str:
    return formula(tex, display=display).mathml


# --- Markdown and formulas -----------------------------------------------------------------------


def test_markdown_becomes_html() -> None:
    check(
        "An *abstract*,\nin two lines.\n\n- a\n- b\n",
        "<p>An <em>abstract</em>,\nin two lines.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
    )


def test_quotes_and_dashes_are_typeset() -> None:
    check("'a' \"b\" -- c...", "<p>‘a’ “b” – c…</p>")


def test_a_table_may_hold_formulas_with_bars() -> None:
    prose, _ = read("| a | b |\n|---|---|\n| $|x|$ | 2 |\n")
    assert prose.html.count("<td>") == 2
    assert f"<td>{mathml('|x|')}</td>" in prose.html


@pytest.mark.parametrize("text", ["costs $5 and $10", "an unclosed $a", "US$5"])
def test_prices_stay_text(text: str) -> None:
    check(text, f"<p>{text}</p>")


def test_a_dollar_may_be_escaped() -> None:
    check(r"\$5 and $6$", f"<p>$5 and {mathml('6')}</p>")


@pytest.mark.parametrize("tex", ["a_b*c*", "x<y>z", r"a\\b", r"a \& b", "[a](b)", "<script>"])
def test_markdown_does_not_touch_what_is_in_a_formula(tex: str) -> None:
    assert f"{mathml(tex)}" in read(f"so ${tex}$ is")[0].html


def test_a_displayed_formula_may_hold_empty_lines_and_bars() -> None:
    tex = "\na\n\n\\# b | c\n\n- d\n"
    check(f"$${tex}$$", f"<p>{mathml(tex, display=True)}</p>")


def test_code_is_left_alone() -> None:
    check("`$x$`", "<p><code>$x$</code></p>")
    check("```\n$x$ *y*\n```\n", "<pre><code>$x$ *y*\n</code></pre>")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Text:\n\n    $x$ and $\\bad{$\n", "$x$ and $\\bad{$\n"),
        ('Text:\n\n    eval "$(a bash)"\n      eval "$(a <zsh>)"\n', 'eval "$(a bash)"\n  eval "$(a &lt;zsh&gt;)"\n'),
        ("- item\n\n        cost=$a\n        more=$b\n", "cost=$a\nmore=$b\n"),
        ("Text:\n\n\t$$\n\tx\n\t$$\n", "$$\nx\n$$\n"),
    ],
)
def test_code_that_is_indented_is_left_alone(source: str, shown: str) -> None:
    prose, found = read(source)
    assert f"<pre><code>{shown}</code></pre>" in prose.html
    assert found == []


def test_a_text_indented_below_an_item_is_no_code() -> None:
    prose, found = read("- item\n\n    where $x$ and $\\bad{$\n")
    assert mathml("x") in prose.html
    assert found == ["12:20 tex"]


def test_a_formula_in_bold_and_in_a_link() -> None:
    check("**so $x$**", f"<p><strong>so {mathml('x')}</strong></p>")
    check(
        "[$x$](https://example.org/)",
        f'<p><a href="https://example.org/" rel="noopener noreferrer">{mathml("x")}</a></p>',
    )


def test_dollars_in_an_address_are_part_of_it() -> None:
    check("[a](https://example.org/$x$)", '<p><a href="https://example.org/$x$" rel="noopener noreferrer">a</a></p>')


def test_no_formula_can_break_out_of_an_attribute() -> None:
    prose, _ = read('![x](/a.png "$\\text{" onerror=alert(1) y="}$")')
    assert dict(attributes(prose.html)) == {
        "alt": "x",
        "src": "/a.png",
        "title": '$\\text{" onerror=alert(1) y="}$',
    }


@pytest.mark.parametrize("text", ["&#xe000;7&#xe001;", "\ue0000\ue001", f"&#xe000;{'9' * 5_000}&#xe001;"])
def test_nobody_can_write_the_marks_that_stand_for_formulas(text: str) -> None:
    assert "<math" not in read(f"$a$ {text}")[0].html.replace(mathml("a"), "")


# --- places --------------------------------------------------------------------------------------


def test_bad_tex_is_a_warning_at_its_line_and_column_and_shows_the_source() -> None:
    prose, found = read("Some $\\frac{$ text\n\nand `$\\foo$` $\\foo$.\n")
    assert found == ["10:13 tex", "12:15 tex"]
    assert '<code class="tex">$\\frac{$</code>' in prose.html
    assert prose.text == "Some $\\frac{$ text\n\nand $\\foo$ $\\foo$."


def test_bad_tex_within_a_display_of_several_lines() -> None:
    assert read("$$\na\n+ \\foo\n$$")[1] == ["12:3 tex"]


def test_bad_tex_in_a_block_of_yaml_is_where_the_file_has_it() -> None:
    block = Excerpt("|\n\nText $\\foo$\n$$\na\\bad\n$$\n", Span("a.yaml", 5, 12), indent=4)
    assert read("\nText $\\foo$\n$$\na\\bad\n$$\n", block)[1] == ["7:11 tex", "9:6 tex"]


def test_a_title_of_several_lines_knows_where_its_formula_stands() -> None:
    report = Report()
    folded = Excerpt(">-\nOne line\nand $\\foo$\n", Span("a.md", 2, 8), indent=2)
    rooms.phrase("One line and $\\foo$", folded, report)
    assert [str(d.span) for d in report.diagnostics] == ["a.md:4:8"]


def test_links_within_the_site_are_known_with_their_places() -> None:
    prose, _ = read("See [all](/archive/)\nand ![it](/pictures/a.png) and [that](https://example.org/).")
    assert [(address, str(span)) for address, span in prose.links] == [("/archive/", "a.md:10:11")]
    assert [(address, str(span)) for address, span in prose.pictures] == [("/pictures/a.png", "a.md:11:11")]


# --- safety --------------------------------------------------------------------------------------


class Scan(HTMLParser):
    """The elements and attributes of some HTML, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs if tag != "math"]


def attributes(html: str) -> list[tuple[str, str]]:
    scan = Scan()
    scan.feed(html)
    scan.close()
    return scan.attributes


MATHML = set(
    "math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup munder mover munderover mfrac msqrt "
    "mroot mtable mtr mtd mstyle mpadded mphantom menclose mmultiscripts mprescripts merror".split()
)
SAFE_ADDRESS = re.compile(r"(https?://|https?:|mailto:|/(?!/)|#)", re.IGNORECASE)


def assert_safe(html: str) -> None:
    scan = Scan()
    scan.feed(html)
    scan.close()
    assert scan.elements <= rooms.TAGS | MATHML
    assert not [name for name, _ in scan.attributes if name.startswith("on")]
    assert all(SAFE_ADDRESS.match(value) for name, value in scan.attributes if name in ("href", "src"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", html)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<iframe src=https://evil.example></iframe>",
        "<style>p{}</style>",
        "<form action=/><input></form>",
        "<meta http-equiv=refresh>",
        "<base href=/x>",
        "<svg onload=alert(1)>",
        "<math><mi>x</mi></math>",
        "<object data=x></object>",
    ],
)
def test_elements_that_are_not_allowed_are_left_out_with_a_warning(source: str) -> None:
    prose, found = read(f"before {source} after")
    assert_safe(prose.html)
    assert "alert" not in prose.html
    assert "10:8 html" in found


@pytest.mark.parametrize(
    "source", ["<b onclick=alert(1)>a</b>", "<b style='background:url(//evil)'>a</b>", "<b id=x class=y>a</b>"]
)
def test_attributes_that_are_not_allowed_are_left_out(source: str) -> None:
    check(source, "<p><b>a</b></p>")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "/\\evil.example",
        "archive/",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "![x]({})", "[x][y]\n\n[y]: {}", '<a href="{}">x</a>'])
def test_addresses_that_are_not_allowed_are_left_out_with_a_warning(form: str, address: str) -> None:
    prose, found = read(form.format(address))
    assert not [value for name, value in attributes(prose.html) if name in ("href", "src")]
    assert {message.split()[1] for message in found} == {"link"}


def test_pictures_from_elsewhere_are_left_out() -> None:
    prose, found = read("![x](https://evil.example/a.png)")
    assert "evil" not in prose.html
    assert found == ["10:6 link"]


def test_a_link_cannot_reach_back_to_the_page_that_it_left() -> None:
    assert 'rel="noopener noreferrer"' in read("<a href='https://example.org' target=_blank>x</a>")[0].html


@pytest.mark.parametrize("source", ["a&#x202e;b", "a&#1;b", "a&#xfffe;b"])
def test_entities_bring_nothing_unseen_into_pages_and_calendars(source: str) -> None:
    prose, _ = read(source)
    assert prose.html == "<p>ab</p>"
    assert prose.text == "ab"


def test_signs_stay_signs() -> None:
    check("a < b & c > d ]]> &lt;script&gt;", "<p>a &lt; b &amp; c &gt; d ]]&gt; &lt;script&gt;</p>")


SNIPPETS = st.sampled_from(
    "$ $$ \\( \\) \\[ ` ``` ~~~ [ ] ( ) ![ < > </ <a <img <script> <svg <!-- --> <b href= src= onclick= javascript: "
    "data: // /x https://e.org \" ' & &# &#x ; \\ * _ # - | \n \n\n > : {{ }} $x$ $\\text{ } \\frac title= \ue000 \ue001 0".split(
        " "
    )
)


@given(st.lists(SNIPPETS | st.text(max_size=6), max_size=30).map("".join))
@example('![$"$](/x "$"onload=alert(1)$")')
@example('[a](https://e.org/$\\text{"}$)')
@example('<b title="$"onclick="x$">')
@example('<a href="javascript:x" href="https://e.org">')
def test_any_text_gives_harmless_html(source: str) -> None:
    report = Report()
    prose = rooms.prose(source, HERE, report)
    assert_safe(prose.html)
    title = rooms.phrase(source, HERE, report)
    assert_safe(title.html)
    assert not re.search("[\ue000\ue001]", prose.html)


@given(st.text(max_size=80))
def test_a_title_without_formulas_is_shown_as_it_was_typed(source: str) -> None:
    title = rooms.phrase(source.replace("$", "").replace("\\", ""), HERE, Report())
    assert "<" not in title.html
    assert unescape(title.html) == title.source
    assert title.text == " ".join(title.source.split())


# --- shape ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "top", "levels"),
    [
        ("# A\n\n## B\n\n# C\n", 2, ["h2", "h3", "h2"]),
        ("# A\n\n### B\n\n## C\n", 2, ["h2", "h3", "h3"]),
        ("#### A\n", 3, ["h3"]),
        ("## A\n\n# B\n\n## C\n", 3, ["h3", "h3", "h4"]),
        ("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n", 4, ["h4", "h5", "h6", "h6", "h6"]),
    ],
)
def test_headings_are_in_order_below_that_of_the_page(source: str, top: int, levels: list[str]) -> None:
    html = read(source, top=top)[0].html
    assert re.findall("<(h[1-6])>", html) == levels
    assert re.findall("</(h[1-6])>", html) == levels


def test_no_break_spaces_of_pasted_pages_are_spaces_but_for_french_typography() -> None:
    check_text("a\u00a0talk\u202fby «\u00a0Ada\u00a0»\u00a0: so\u202f!", "a talk by « Ada » : so !")
    check("a\u00a0b c\u00a0: «\u00a0f\u00a0»", "<p>a b c&nbsp;: «&nbsp;f&nbsp;»</p>")


def test_plain_text_has_paragraphs_lists_and_readable_formulas() -> None:
    check_text(
        "# Title\n\nOn $\\mathbb{R}^n$,\n*so*.\n\n- a\n- b<br>c\n\n![words](/a.png)\n",
        "Title\n\nOn ℝⁿ, so.\n\n– a\n\n– b c",
    )


def test_an_excerpt_ends_between_words() -> None:
    assert rooms.excerpt("short") == "short"
    assert rooms.excerpt("one two, three", limit=10) == "one two…"


# --- titles --------------------------------------------------------------------------------------


def test_a_title_may_hold_formulas_but_no_markdown() -> None:
    title = rooms.phrase("The *spectrum* of $-\\Delta$ < $\\mathbb{H}^n$", HERE, Report())
    laplacian, space = mathml("-\\Delta"), mathml("\\mathbb{H}^n")
    assert title.html == f"The *spectrum* of {laplacian} &lt; {space}"
    assert str(title) == "The *spectrum* of −Δ < ℍⁿ"


def test_a_line_break_in_a_title_is_where_it_may_be_broken() -> None:
    title = rooms.phrase("One title that\nis long\n", HERE, Report())
    assert (title.html, title.text) == ("One title that\nis long", "One title that is long")


@pytest.mark.parametrize("markup", ["<script>alert(1)</script>", "</title><svg onload=x>", "]]>", "<!--"])
def test_markup_in_a_title_is_text(markup: str) -> None:
    title = rooms.phrase(markup, HERE, Report())
    assert title.text == markup
    assert "<" not in title.html


# --- bounds --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("[" * 20_000, "too-many-brackets"),
        ("![" * 1_001, "too-many-brackets"),
        ("<http://x " * 1_001, "too-many-brackets"),
        ("# a\n" * 1_001, "no-empty-line"),
        ("`a` " * 5_001, "no-empty-line"),
        ("a\n\n" * 40_000, "too-long"),
        ("a\n\n" * 30_000, "too-long"),
        ("- " * 5_000 + "a", "too-deep"),
    ],
    ids=["brackets", "pictures", "angles", "lines", "characters", "length", "paragraphs", "depth"],
)
def test_what_markdown_would_read_for_minutes_is_refused(source: str, code: str) -> None:
    prose, found = read(source)
    assert (prose.html, found) == ("", [f"10:1 {code}"])


def test_markdown_is_sound_again_after_a_text_that_was_too_deep() -> None:
    read("- " * 5_000 + "a")
    check("a", "<p>a</p>")


@pytest.mark.parametrize("mark", ["` ", '"', "a*b", "\\$", "&", "a  \n"])
def test_twice_the_text_does_not_take_many_times_as_long(mark: str) -> None:
    def took(paragraphs: int) -> float:
        text = ((mark * 1_000)[:1_000] + "\n\n") * paragraphs
        tries = []
        for _ in range(3):
            begun = time.process_time()
            read(text)
            tries.append(time.process_time() - begun)
        return min(tries)

    took(1)
    # Four times the text takes 16 times as long where the time grows with the square.
    assert took(16) < 10 * took(4)


def test_a_title_of_ten_thousand_characters_is_enough() -> None:
    report = Report()
    rooms.phrase("x" * 10_001, HERE, report)
    assert [d.code for d in report.diagnostics] == ["too-long"]


def test_a_picture_whose_address_is_refused_leaves_nothing_behind() -> None:
    prose, found = read('a ![x > "y"](https://elsewhere.example/a.png) b ![kept > z](/pictures/b.png)')
    assert prose.html == '<p>a  b <img src="/pictures/b.png" alt="kept &gt; z"></p>'
    assert found == ["10:14 link"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("On $x_1$ & $a<b$.", "On $x_1$ & $a<b$."),
        ("A\n\n$$\\alpha^2$$\n\nB", "A\n\n$$\\alpha^2$$\n\nB"),
        ("*No* formula <!-- no reader -->", "No formula"),
        ("$\\frac{1}{$ is none", "$\\frac{1}{$ is none"),  # it cannot be read, and is shown as written
    ],
)
def test_plain_text_with_its_formulas_as_tex(source: str, expected: str) -> None:
    assert rooms.with_tex(rooms.prose(source, Span("x"), Report()).html) == expected


MARKED = (
    "*b*",
    "**c** d",
    " *e f*, ",
    "*",
    "**",
    "_",
    "(*g*)",
    " *don't* ",
    " [h](https://a.org/b_c/?d=1#e) ",
    "[*i* $x$ j](http://a-b.example.org)",
    "[q *r*](https://a.org/)",
    "[",
    "]",
    "](https://a.org/)",
    "![k](https://a.org/l.png)",
    " [m](/n/) ",
)
PLAIN = st.sampled_from(["Let $a$ be ", "20 ", "2.5 ", "*O* ", "[p](https://a.org) "]).flatmap(
    lambda begin: st.lists(
        st.sampled_from(
            [
                *"aéß日1٢ \n,.;:?!()/%@–—’‘“”«»…×€-'&+=#$^{}~",
                " & ",
                "2024 ",
                "\n# ",
                "\n\n",
                "Ab",
                "1.",
                "http://a",
                "don't",
                "x'y'z",
                "1st",
                "...",
                ". .",
                "$x$",
                *MARKED,
            ]
        ),
        max_size=12,
    ).map(lambda pieces: begin + "".join(pieces))
)


@given(PLAIN)
def test_what_needs_no_markdown_is_what_markdown_would_make_of_it(text: str) -> None:
    """With a sign after it that Markdown has to read, the same comes out, and the sign."""
    alone, _ = read(text)
    more, _ = read(f"{text}\n\n&")
    assert (more.html, more.text) == (f"{alone.html}\n<p>&amp;</p>", f"{alone.text}\n\n&")


MARKDOWN = Markdown(extensions=["tables", "fenced_code", "sane_lists", "smarty"], output_format="html")
MARKDOWN.ESCAPED_CHARS.append("$")


@given(
    st.lists(SNIPPETS | st.sampled_from(["a", " b", "...", "..", ".", "--", "-", "!", "*a*", "_b_"]), max_size=20).map(
        "".join
    )
)
@example("*a* [b](/c) ![d](/e) <f@g.h> <i> &amp; \\* `j` ... -- 'k' \"l\" '80s  \nm")
def test_what_a_text_has_no_sign_of_is_not_looked_for_and_not_missed(source: str) -> None:
    assert rooms._markdown().html(source) == MARKDOWN.reset().convert(source)


class Reader(HTMLParser):
    """Python's own reader of HTML: the text, a blank line between blocks."""

    BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote pre table ul ol dl hr".split())

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = ""

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.found += "\n\n" if tag in self.BLOCKS else ""
        self.found += {"li": "– ", "br": "\n", "td": " ", "th": " "}.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        self.found += "\n\n" if tag in self.BLOCKS else ""

    def handle_data(self, data: str) -> None:
        self.found += data


@given(st.lists(SNIPPETS | st.text(max_size=6), max_size=30).map("".join))
@example('<b title="a > b">c</b> <!-- d --> &amp;lt; &lt;p> e < f & g')
@example("- a\n- b  \nc\n\n> d\n\n| e | f |\n|---|---|\n| $g$ | `<h>` |\n\n***\n\n<dl><dt>i<dd>j</dl>")
def test_plain_text_is_what_a_reader_of_html_finds(source: str) -> None:
    prose, _ = read(source)
    for html in (prose.html, rooms.formulas_as_tex(prose.html)):
        reader = Reader()
        reader.feed(html)
        reader.close()
        words = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", reader.found)]
        assert rooms._plain(html) == "\n\n".join(filter(None, words))


def test_a_text_as_it_was_written_is_not_kept_twice() -> None:
    """And words in it stand where they stood, with empty lines before them, too."""
    found, _ = read("\n  \nTwo lines\nof a text.\n\n", Span("a.md", 7, 1))
    assert found.written is not None
    assert found.written.text is found.source
    for words, line, column in (("Two", 9, 1), ("lines", 9, 5), ("of", 10, 1)):
        assert found.written.at(found.written.text.index(words)) == Span("a.md", line, column)
