"""What can be wrong with texts and formulas."""

from __future__ import annotations

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing


def bad_tex(span: Span, tex: str, reason: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "tex",
        f"`{phrasing.shown(tex)}` is not readable as TeX: {reason}",
        "Visitors see the source until it is mended.",
    )


def too_long(span: Span, length: int, limit: int) -> Diagnostic:
    return Diagnostic(
        span, "too-long", f"{length:,} characters; {limit:,} are the most that is read here", "Shorten it."
    )


def too_many_brackets(span: Span, bracket: str, limit: int) -> Diagnostic:
    return Diagnostic(
        span,
        "too-many-brackets",
        f"more than {limit:,} opening brackets `{bracket}` in one text",
        "Markdown cannot be read so; shorten it.",
    )


def too_many_lines(span: Span, limit: int) -> Diagnostic:
    return Diagnostic(
        span, "too-long", f"more than {limit:,} lines in one text", "Shorten it, or make several pages of it."
    )


def no_empty_line(span: Span, lines: int, characters: int) -> Diagnostic:
    return Diagnostic(
        span,
        "no-empty-line",
        f"more than {lines:,} lines, or {characters:,} characters, without an empty line between them",
        "Put empty lines between paragraphs, and split long lists and tables.",
    )


def nested_text(span: Span) -> Diagnostic:
    return Diagnostic(span, "too-deep", "lists or quotations in this text are nested too deeply", "Use fewer levels.")


def html_left_out(span: Span, what: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "html",
        f"`{phrasing.shown(what)}` is left out: it is not allowed in a text",
        "Write Markdown instead of HTML.",
    )


def no_alternative(span: Span, address: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "no-alt",
        f"the picture `{phrasing.shown(address)}` has no words for those who cannot see it",
        'Write them between the brackets, as `![Ada Example at a blackboard](…)`; of an ornament, `![](… "decorative")`.',
    )


def link_left_out(span: Span, address: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "link",
        f"the address `{phrasing.shown(address)}` is left out",
        "Links are https:, http: or mailto: addresses, or /paths of this site; pictures are files of this site.",
    )
