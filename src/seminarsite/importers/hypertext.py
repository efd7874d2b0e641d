"""Texts of others as our Markdown: HTML is taken apart, formulas stay as they are, nothing that runs comes over."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from seminarsite.tools import characters

MAX_TEXT = 100_000
"""Letters of a text; the reader of content takes no longer one."""

MAX_TAGS = 5_000
MAX_DEPTH = 60
"""Of elements in each other; what is deeper comes over as plain text."""

_TAG = re.compile(r"</?(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|table|tr|td|html|body|blockquote|font|pre|sup|sub)\b[^<>]*>", re.IGNORECASE)  # fmt: skip
_FORMULA = re.compile(
    r"\$\$.{1,5000}?\$\$|\\\[.{1,5000}?\\\]|\\\(.{1,5000}?\\\)"
    r"|\\begin\{(\w{1,20}\*?)\}.{1,5000}?\\end\{\1\}|(?<![\\$])\$(?!\s)[^$\n]{1,2000}?(?<!\s)\$(?!\d)",
    re.DOTALL,
)
_UNSEEN = re.compile(
    r"<(script|style|iframe|noscript|template|object|svg|head)\b|<(!--)|<(?:link|meta|base)\b[^<>]*>", re.IGNORECASE
)
_SHORTCODES = re.compile(r"\{%.{0,500}?%\}|\{\{[<%].{0,500}?[>%]\}\}|\{:[^{}\n]{0,200}\}", re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:div|span|center|font|section|article|figure|figcaption|main|aside|details|summary|button|form|input|video|audio|source|embed|param)\b[^<>]*>", re.IGNORECASE)  # fmt: skip
_MARKDOWN_LINK = re.compile(r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]*\]){0,500})\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)?)>?[^()\n]{0,200}\)")  # fmt: skip
_ANCHOR = re.compile(
    r"<a\b[^<>]{0,300}?href\s*=\s*[\"']?([^\"'<>\s]{1,2000})[\"']?[^<>]{0,300}>([^<>]{0,500})</a>", re.IGNORECASE
)
_HEADING = re.compile(r"\A\s*(?:#{1,6}\s*|\*\*|__)?(?:abstract|résumé|zusammenfassung|sommario|resumen)\s*(?:\*\*|__)?\s*(?::|\.|(?=\n))\s*(?:\*\*|__)?\s*", re.IGNORECASE)  # fmt: skip


def is_html(text: str) -> bool:
    return bool(_TAG.search(text[:MAX_TEXT])) or bool(re.search(r"&(?:nbsp|amp|lt|gt|quot|#\d{1,6});", text[:MAX_TEXT]))


def from_any(text: str) -> str:
    """Markdown from a text that may be HTML or plain."""
    return from_html(text) if is_html(text) else from_plain(text)


def from_plain(text: str) -> str:
    """Markdown from plain text: a `<` is a `<`, and lines stay lines within their paragraph."""
    return _around_formulas(text[:MAX_TEXT], lambda piece: re.sub(r"<(?=[a-zA-Z/!?])", r"\\<", piece)).strip()


def from_html(text: str) -> str:
    """Markdown from HTML (Google's, Outlook's, Indico's): paragraphs, lists, emphasis and links; formulas as TeX."""
    text = without_unseen(text[:MAX_TEXT])
    if text.count("<") > MAX_TAGS or _depth(text) > MAX_DEPTH:
        return from_plain(html.unescape(re.sub(r"<[^<>]*>", " ", text)))
    if not re.search(r"<(?:br|p|div|li|tr)\b", text, re.IGNORECASE):
        text = text.replace("\n", "<br>")
    text = re.sub(r"(?<=[^>\s])\s*<li\b", "</li><li", text, flags=re.IGNORECASE)  # nobody closed the one before
    found = _around_formulas(text, None)
    return _tidy(from_markdown(found))


def from_markdown(text: str) -> str:
    """Somebody's Markdown as ours: no scripts, frames or shortcodes; links that lead nowhere here are their words."""
    text = without_unseen(text[:MAX_TEXT])
    text = _BLOCK_TAG.sub("", _SHORTCODES.sub("", text))
    text = re.sub(r"<img\b[^<>]*>", "", _ANCHOR.sub(lambda m: f"[{m[2].strip()}]({m[1]})", text), flags=re.IGNORECASE)
    return _HEADING.sub("", _tidy(_MARKDOWN_LINK.sub(_link, text)), count=1)


def plain(text: str) -> str:
    """One line without tags, for titles, names and places."""
    if is_html(text):
        text = html.unescape(re.sub(r"<[^<>]{0,500}>", " ", without_unseen(text[:MAX_TEXT])))
    return characters.tidy(characters.without_unseen(characters.tidy(text[:MAX_TEXT])))


def without_unseen(text: str) -> str:
    """Without comments, scripts, styles and frames; of one that nobody closes the beginning goes."""
    kept, at, lowered = [], 0, text.lower()
    unclosed: set[str] = set()
    for match in _UNSEEN.finditer(text):
        if match.start() < at:
            continue
        kept.append(text[at : match.start()])
        at = match.end()
        name = (match[1] or match[2] or "").lower()
        closing = "-->" if name == "!--" else f"</{name}"
        if not name or name in unclosed:
            continue
        end = lowered.find(closing, at)
        if end < 0:
            unclosed.add(name)
        else:
            after = text.find(">", end)
            at = after + 1 if after >= 0 else len(text)
    return "".join([*kept, text[at:]])


def _link(match: re.Match[str]) -> str:
    """Links to elsewhere stay; those within the old site would be broken, and pictures stay where they are."""
    is_picture, words, address = match[1], match[2], match[3]
    if re.match(r"https?://[^\s/]+", address) and not is_picture:
        return f"[{words}]({address})" if words.strip() else f"<{address}>"
    return words if not is_picture else ""


def _around_formulas(text: str, change: Callable[[str], str] | None) -> str:
    """The text outside of formulas changed, or HTML as Markdown; formulas are put back as they were written."""
    formulas: list[str] = []

    def keep(match: re.Match[str]) -> str:
        formulas.append(match.group())
        return f"\ue000{len(formulas) - 1}\ue001"

    masked = _FORMULA.sub(keep, text.replace("\ue000", "").replace("\ue001", ""))
    if change is not None:
        masked = change(masked)
    else:
        masked = _converted(masked)
        formulas = [html.unescape(re.sub(r"<br\s*/?>|</?(?:p|div|span)\b[^<>]*>", " ", one)) for one in formulas]
    return re.sub("\ue000([0-9]{1,6})\ue001", lambda match: formulas[int(match[1])], masked)


def _converted(text: str) -> str:
    from markdownify import markdownify

    try:
        return str(
            markdownify(
                text, heading_style="ATX", bullets="-", escape_underscores=False, strip=["img"], autolinks=True, newline_style="backslash"
            )
        )  # fmt: skip
    except (RecursionError, ValueError, AssertionError):
        return from_plain(html.unescape(re.sub(r"<[^<>]*>", " ", text)))


def _depth(text: str) -> int:
    """How deep elements are within each other, at most; those that nobody closes count until the end."""
    deepest = now = 0
    for match in re.finditer(r"<(/?)(\w+)", text):
        if match[2].lower() not in ("br", "hr", "img", "p", "li", "wbr", "input", "td", "tr"):
            now = max(0, now - 1) if match[1] else now + 1
            deepest = max(deepest, now)
    return deepest


def _tidy(text: str) -> str:
    """No more than one empty line, none of what cannot be seen, a break of a line where a line ends with a backslash."""
    text = characters.without_unseen(text.replace("\u00a0", " "))
    text = re.sub(r"[ \t]*\\\n(?:[ \t]*\\\n)+", "\n\n", text)
    text = re.sub(r"[ \t]*\\?\Z|\A(?:\s*\\\n)+", "", text)
    text = re.sub(r"[ \t]*\\\n[ \t]*\n", "\n\n", text)
    return re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
