"""The organisers' text to safe HTML and to plain text.

Formulas are taken out first and put back last, so that neither Markdown nor the sanitiser sees
them; in between, Markdown becomes HTML, and what is not on the list of allowed elements goes.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from itertools import chain, groupby
from typing import Any, NamedTuple

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Excerpt, Report, Span
from seminarsite.model.values import Phrase, Prose
from seminarsite.tools import maths, plainmarkdown
from seminarsite.tools.characters import tidy, without_unseen
from seminarsite.tools.plainmarkdown import CLOSE, OPEN, STANDS_FOR

MAX_PHRASE = 10_000
MAX_PROSE = 100_000
# Python-Markdown takes a time that grows with the square of these: brackets in a text (4,000 `[` or
# `<http://x` take 4 s), lines (8,000 headings take 5 s) and characters (50,000 code spans take 30 s)
# without an empty line between them; and lines at all (30,000 paragraphs of one letter take 15 s).
MAX_BRACKETS = 1_000
MAX_ALL_LINES = 10_000
MAX_LINES = 1_000
MAX_PARAGRAPH = 20_000

_PRIVATE = re.compile("[\ue000-\uf8ff]")

TAGS = frozenset(
    "a abbr b blockquote br code dd del dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre q s small strong sub sup table "
    "tbody td th thead tr u ul".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
DECORATIVE = "decorative"
"""The title of a picture that says nothing, such as an ornament: it needs no words for those who cannot see it."""
_PICTURE = re.compile(r'<img(?: [a-z]+="[^"]*")*>')
_OWN_ELEMENTS = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_OWN_ADDRESSES = re.compile(r"""<[a-z][^<>]*?\s(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:|mailto:)[^\s\x00-\x1f]+\Z|(?:/(?!/)|#)[^\s\\]*\Z|/\Z", re.IGNORECASE)


def _tidy_prose(text: str) -> str:
    """NFC; no-break spaces as spaces, but where French typography wants them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = re.sub("[\u00a0\u202f](?![:;!?»])(?<!«.)", " ", text)
        text = text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
        text = text.replace("\u200b", "").replace("\ufeff", "")
    return without_unseen(text)


def _excerpt(source: str, place: Excerpt | Span) -> Excerpt:
    """How a text was written, made tidy as the text itself is, so that the one is found in the other."""
    written = Excerpt(source, place) if isinstance(place, Span) else place
    return written._replace(text=_tidy_prose(written.text))


def _sharing(text: str, written: Excerpt) -> Excerpt:
    """What was written, without space around it; it shares a text that was written so: sites hold thousands of them."""
    if written.text.strip() != text:
        return written
    return Excerpt(text, written.at(written.text.index(text)), written.indent)


def _placed(source: str, written: Excerpt) -> Iterator[tuple[maths.Piece, int]]:
    """The pieces of a text, each with the offset of its TeX in the file; -1 if it is written in another way there."""
    after = 0
    as_written = source == written.text
    for piece in maths.pieces(source):
        if as_written:
            yield piece, piece.tex_at
            continue
        at = written.text.find(piece.source, after)
        if at >= 0:
            after = at + len(piece.source)
        yield piece, at + piece.tex_at - piece.at if at >= 0 else -1


def phrase(source: str, place: Excerpt | Span, report: Report) -> Phrase:
    """A line of text with TeX in it. Line breaks stay in `html` as places where to break."""
    written = _excerpt(source, place)
    lines = [tidy(line) for line in source.splitlines()]
    source = without_unseen("\n".join(line for line in lines if line))
    if len(source) > MAX_PHRASE:
        report.add(mistakes.too_long(written.span, len(source), MAX_PHRASE))
        return Phrase(source[:80], "", "")
    html: list[str] = []
    text: list[str] = []
    for piece, at in _placed(source, written):
        if piece.kind in ("formula", "display"):
            found = _formula(piece, at, written, display=False)
            report.add(*found.wrong)
            html.append(found.shown.mathml)
            text.append(found.shown.text)
        else:
            plain = piece.source.replace("\\$", "$")
            html.append(escape(plain))
            text.append(plain)
    return Phrase(source, "".join(html), tidy("".join(text)), _sharing(source, written))


def prose(source: str, place: Excerpt | Span, report: Report, *, top: int = 2) -> Prose:
    """Markdown with TeX; its highest headings become `top` (h2, h3, …).

    `place` is where it begins, or how it was written there where that is not the same.
    """
    written = _excerpt(source, place)
    source = written.text if isinstance(place, Span) or place.text == source else _tidy_prose(source)
    span, stripped = written.span, source.strip()
    if len(source) > MAX_PROSE:
        report.add(mistakes.too_long(span, len(source), MAX_PROSE))
        return Prose("", "", "")
    masked, formulas = _taken_out(source if source.isascii() else _PRIVATE.sub("\ufffd", source), written)
    if too_much := _too_much(masked, span):
        report.add(too_much, *_flaws(formulas))
        return Prose("", "", "")
    if words := plainmarkdown.read(masked, [found.shown for found in formulas]):
        report.add(*_flaws(formulas))
        return Prose(stripped, *words, written=_sharing(stripped, written))
    try:
        html = _markdown().html(masked)
    except RecursionError:  # Python-Markdown: a list or quotation some hundred levels deep
        _markdown.cache_clear()  # it stopped within its state
        report.add(mistakes.nested_text(span), *_flaws(formulas))
        return Prose("", "", "")

    def unmasked(html: str, shown: Callable[[_Found], str]) -> str:
        # A number that is not ours was written as an entity (&#xe000;): it stands for nothing.
        return STANDS_FOR.sub(lambda m: shown(formulas[int(m[1])]) if int(m[1]) < len(formulas) else "", html)

    # Within an attribute MathML would be no element but quotes that end the attribute.
    safe = _safe(html, lambda value: unmasked(value, lambda found: found.piece.source), written, report)
    html = _with_headings_from(top, _CODE.sub(lambda code: _as_code(code[0], source, formulas), safe.html))
    report.add(*_flaws(formulas))
    shown = unmasked(html, lambda found: found.shown.mathml)
    text = _plain(unmasked(html, lambda found: escape(found.shown.text)))
    return Prose(stripped, shown.strip(), text, tuple(safe.links), tuple(safe.pictures), _sharing(stripped, written))


def _too_much(markdown: str, span: Span) -> Diagnostic | None:
    """Why a text is not given to Markdown, which would read it for minutes."""
    if len(markdown) < MAX_LINES:  # the least of all
        return None
    for bracket in "[<":
        if markdown.count(bracket) > MAX_BRACKETS:
            return mistakes.too_many_brackets(span, bracket, MAX_BRACKETS)
    if markdown.count("\n") > MAX_ALL_LINES:
        return mistakes.too_many_lines(span, MAX_ALL_LINES)
    for _, together in groupby(markdown.splitlines(), lambda line: bool(line.strip())):
        lines = list(together)
        if len(lines) > MAX_LINES or sum(map(len, lines)) > MAX_PARAGRAPH:
            return mistakes.no_empty_line(span, MAX_LINES, MAX_PARAGRAPH)
    return None


class _Found(NamedTuple):
    """A formula in a text, how it is shown, and what is wrong with it."""

    piece: maths.Piece
    shown: maths.Formula
    wrong: tuple[Diagnostic, ...] = ()


def _formula(piece: maths.Piece, at: int, written: Excerpt, *, display: bool) -> _Found:
    try:
        return _Found(piece, maths.formula(piece.tex, display=display))
    except maths.BadTex as error:
        wrong = mistakes.bad_tex(written.at(at + error.offset if at >= 0 else -1), piece.tex, str(error))
        return _Found(piece, maths.Formula(maths.as_source(piece.source), piece.source), (wrong,))


def _taken_out(source: str, written: Excerpt) -> tuple[str, list[_Found]]:
    """A text with a mark in the place of each formula, and these."""
    formulas: list[_Found] = []
    masked = ""
    for piece, at in _placed(source, written):
        if piece.kind in ("formula", "display"):
            masked += f"{OPEN}{len(formulas)}{CLOSE}"
            formulas.append(_formula(piece, at, written, display=piece.kind == "display"))
        else:
            masked += piece.source
    return masked, formulas


def _flaws(formulas: Iterable[_Found]) -> Iterator[Diagnostic]:
    return chain.from_iterable(found.wrong for found in formulas)


_CODE = re.compile(r"<(pre|code)>.*?</\1>", re.DOTALL)


def _as_code(html: str, source: str, formulas: list[_Found]) -> str:
    """Code, which only Markdown knows where it is indented. There are no formulas in it: nothing is wrong with them."""

    def as_written(mark: re.Match[str]) -> str:
        if (number := int(mark[1])) >= len(formulas):
            return ""
        formulas[number] = formulas[number]._replace(wrong=())
        piece = formulas[number].piece
        line = source[: piece.at].rpartition("\n")[2].expandtabs(4)
        shown = re.split("[\n>]", html[: mark.start()])[-1]
        indent = max(0, len(line) - len(line.lstrip()) - (len(shown) - len(shown.lstrip())))
        return escape(re.sub(rf"(?<=\n) {{0,{indent}}}", "", piece.source.expandtabs(4)), quote=False)

    return STANDS_FOR.sub(as_written, html)


# By the names of Python-Markdown's inline patterns, what a text has one of where a pattern finds something.
_SIGNS = {
    "backtick": ("`",),
    "escape": ("\\",),
    **dict.fromkeys(("reference", "link", "short_reference"), ("[",)),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), ("![",)),
    **dict.fromkeys(("autolink", "automail", "html"), ("<",)),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "smarty-ellipses": ("...",),
    **dict.fromkeys(("smarty-em-dashes", "smarty-en-dashes"), ("--",)),
    **dict.fromkeys((f"smarty-quotes-{number}" for number in range(15)), ("'", '"')),
}


class _Converter:
    """Python-Markdown, which would try each of its thirty inline patterns on each part of a text: two thirds of its time.
    Here it tries those of which the text has a sign."""

    def __init__(self) -> None:
        from markdown import Markdown

        self._markdown = Markdown(extensions=["tables", "fenced_code", "sane_lists", "smarty"], output_format="html")
        self._markdown.ESCAPED_CHARS.append("$")
        self._patterns = []
        for name in ("inline", "smarty"):
            processor: Any = self._markdown.treeprocessors[name]
            known = processor.inlinePatterns
            signs = {known[pattern]: sign for pattern, sign in _SIGNS.items() if pattern in known}
            self._patterns.append((processor, [(pattern, signs.get(pattern)) for pattern in known]))

    def html(self, source: str) -> str:
        found = {sign for sign in set().union(*_SIGNS.values()) if sign in source}
        for processor, patterns in self._patterns:
            processor.inlinePatterns = [one for one, signs in patterns if signs is None or not found.isdisjoint(signs)]
        self._markdown.reset()
        return self._markdown.convert(source)


@functools.cache
def _markdown() -> _Converter:
    return _Converter()


class _Safe(NamedTuple):
    """HTML of which only what is allowed is left; the addresses within the site in it, with their places."""

    html: str
    links: list[tuple[str, Span]]
    pictures: list[tuple[str, Span]]


def _safe(html: str, unmasked: Callable[[str], str], written: Excerpt, report: Report) -> _Safe:
    import nh3

    links: list[tuple[str, Span]] = []
    pictures: list[tuple[str, Span]] = []

    def place(words: str) -> Span:
        return written.at(written.text.find(words))

    def attribute(tag: str, name: str, value: str) -> str | None:
        value = unmasked(value)
        if name not in ("href", "src"):
            return value
        local = value.startswith("/") and not value.startswith("//")
        if not _ADDRESS.match(value) or (tag == "img" and not local):
            report.add(mistakes.link_left_out(place(value), value))
            return None
        if local:
            (pictures if tag == "img" else links).append((value, place(value)))
        return value

    for match in _OWN_ADDRESSES.finditer(html):  # nh3 does not tell of those whose scheme it drops
        raw = match[1].strip("\"'")
        if not _ADDRESS.match(value := unmasked(unescape(raw))):
            report.add(mistakes.link_left_out(place(raw if raw in written.text else value), value))
    for element in sorted({m[1].lower() for m in _OWN_ELEMENTS.finditer(html)} - TAGS):
        report.add(mistakes.html_left_out(place(f"<{element}"), f"<{element}>"))
    safe = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto"},
        clean_content_tags={"script", "style"},
    )
    safe = _PICTURE.sub(lambda match: _picture(match[0], place, report), safe)
    return _Safe(without_unseen(safe), links, pictures)  # which entities (&#x202e;) bring in


def _picture(tag: str, place: Callable[[str], Span], report: Report) -> str:
    """A picture with its words; nothing where its address was left out."""
    said = dict(re.findall(r' (src|alt|title)="([^"]*)"', tag))
    if "src" not in said:
        return ""
    decorative = unescape(said.get("title", "")).strip().lower() == DECORATIVE
    if decorative:
        said.update(title="", alt="")
    elif not said.get("alt", "").strip():
        report.add(mistakes.no_alternative(place(unescape(said["src"])), unescape(said["src"])))
    title = f' title="{said["title"]}"' if said.get("title") else ""
    return f'<img src="{said["src"]}" alt="{said.get("alt", "")}"{title}>'


def _with_headings_from(top: int, html: str) -> str:
    """Headings renumbered from `top`, each at most one level below the one before it."""
    above: list[str] = []

    def renumbered(tag: re.Match[str]) -> str:
        if not tag[1]:
            while above and above[-1] >= tag[2]:
                above.pop()
            above.append(tag[2])
        return f"<{tag[1]}h{min(top + len(above) - 1, 6)}>"

    return re.sub(r"<(/?)h([1-6])>", renumbered, html)


_TAG = re.compile(r'<(/?)([a-z0-9]+)(?:"[^"]*"|[^">])*>')
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote pre table ul ol dl hr".split())
_BEGINNINGS = {**dict.fromkeys(_BLOCKS, "\n\n"), "li": "\n\n– ", "br": "\n", "td": " ", "th": " "}


def _plain(html: str) -> str:
    """The text of safe HTML, a blank line between blocks. What the sanitiser wrote has no tag that is not whole."""

    def apart(tag: re.Match[str]) -> str:
        if tag[1]:
            return "\n\n" if tag[2] in _BLOCKS else ""
        return _BEGINNINGS.get(tag[2], "")

    paragraphs = re.split(r"\n\s*\n", unescape(_TAG.sub(apart, html)))
    return "\n\n".join(" ".join(p.split()) for p in paragraphs if p.strip())


_MATHML = re.compile(
    r'<math(?P<display> display="block")?[^>]*>(?:(?!</math>).)*?<annotation encoding="application/x-tex">'
    r"(?P<tex>[^<]*)</annotation></semantics></math>",
    re.DOTALL,
)


def with_tex(html: str) -> str:
    """The plain text of safe HTML with its formulas as TeX between dollars.

    What an organiser wrote may hold more than that, such as comments, which are not for readers.
    """
    return _plain(formulas_as_tex(html))


def formulas_as_tex(html: str) -> str:
    """Safe HTML with its formulas as TeX between dollars."""

    def tex(match: re.Match[str]) -> str:
        dollars = "$$" if match["display"] else "$"
        return f"{dollars}{match['tex']}{dollars}"

    return _MATHML.sub(tex, html)


def excerpt(text: str, limit: int = 200) -> str:
    """The beginning of a plain text, cut between words."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;:.–— ") + "…"
