"""Texts in which Markdown has next to nothing to do, as most abstracts are once their formulas are out: read without it.

What they become is what Markdown and the sanitiser make of them, in a tenth of the time.
"""

from __future__ import annotations

import re

from seminarsite.tools import maths

# Characters for private use stand for formulas between the steps; content may not hold them.
OPEN, CLOSE = "\ue000", "\ue001"
STANDS_FOR = re.compile(f"{OPEN}([0-9]{{1,6}}){CLOSE}")

# Lines that begin with a letter, a number, a bracket or a formula, and hold nothing that means something in Markdown
# or HTML, nor what typography changes, but for an apostrophe within a word and an ampersand for itself.
_WORD = rf"[^\W\d_]|[0-9]++(?!\.)|[({OPEN}]"
_WORDS_ALONE = re.compile(
    rf"(?={_WORD})(?:[A-Za-z0-9 ,.;:?!()/%@+=#$^{{}}~{OPEN}{CLOSE}]++|[^\W_]|[–—’‘“”„«»…·×€£¿¡°§]|-(?!-)"
    rf"|(?<=[A-Za-z])'(?=[A-Za-z])|(?<= )&(?= )|\n(?={_WORD})|\n\n(?={_WORD}))*+"
)

# Emphasis, and links to other sites, that every reader of Markdown reads in the same way.
_BEFORE, _BEHIND = r"(?<![^\s(\[])", r"(?![^\s.,;:!?)\]])"
_EMPHASIS = re.compile(rf"{_BEFORE}(\*\*?)([^\W_](?:[^*\[\]\n]*[^\W_])?)\1{_BEHIND}")
_HOST = r"(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z]{2,}"
_LINK = re.compile(
    rf"{_BEFORE}\[([^\s\[\]](?:[^\[\]\n]*[^\s\[\]])?)\]\((https?://{_HOST}(?:/[\w.~/?=#%+-]*+)?)\){_BEHIND}", re.ASCII
)


def read(masked: str, formulas: list[maths.Formula]) -> tuple[str, str] | None:
    """The HTML and the text of what has no Markdown but paragraphs, emphasis and links, with its formulas put back. None
    for others.
    """
    shown = list(formulas)

    def piece(html: str) -> str:
        shown.append(maths.Formula(html, ""))
        return f"{OPEN}{len(shown) - 1}{CLOSE}"

    def emphasis(found: re.Match[str]) -> str:
        name = "strong" if found[1] == "**" else "em"
        return piece(f"<{name}>") + found[2] + piece(f"</{name}>")

    def link(found: re.Match[str]) -> str:
        return piece(f'<a href="{found[2]}" rel="noopener noreferrer">') + found[1] + piece("</a>")

    masked = masked.strip("\n")
    if "*" in masked:
        masked = _EMPHASIS.sub(emphasis, masked)
    if "](" in masked:
        masked = _LINK.sub(link, masked)
    if ".." in masked or " \n" in masked or masked.endswith(" ") or not _WORDS_ALONE.fullmatch(masked):
        return None
    paragraphs = masked.replace("'", "’").split("\n\n")
    html = "\n".join([f"<p>{paragraph}</p>" for paragraph in paragraphs]).replace("&", "&amp;")
    plain = [" ".join(STANDS_FOR.sub(lambda m: shown[int(m[1])].text, paragraph).split()) for paragraph in paragraphs]
    return STANDS_FOR.sub(lambda m: shown[int(m[1])].mathml, html), "\n\n".join(plain)
