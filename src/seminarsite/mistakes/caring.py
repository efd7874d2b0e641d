"""What can be wrong with what grows old: links that lead outward, files that nobody needs."""

from __future__ import annotations

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing

_LONGEST = 120


def dead_outside(span: Span, url: str, answer: str, lived: str) -> Diagnostic:
    """`lived` is the day on which it was last alive, as 2025-11-03; empty where that is not known."""
    since = f"; it was last alive on {lived}" if lived else ""
    return Diagnostic(
        span,
        "dead-outside",
        f"`{phrasing.shown(url, _LONGEST)}` is dead: {phrasing.shown(answer)}{since}",
        "Look for its new address, link to a copy, as of web.archive.org, or take the link out.",
    )


def out_of_order(span: Span, url: str, answer: str, lived: str) -> Diagnostic:
    since = f"; it was last alive on {lived}" if lived else ""
    return phrasing.warning(
        span,
        "out-of-order",
        f"`{phrasing.shown(url, _LONGEST)}` could not be reached: {phrasing.shown(answer)}{since}",
        "Ask again in a few days: `seminarsite links` remembers when it was last alive.",
    )


def moved_outside(span: Span, url: str, there: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "moved-outside",
        f"`{phrasing.shown(url, _LONGEST)}` has moved for good",
        f"Write {phrasing.shown(there, 300)}",
    )


def unused(span: Span) -> Diagnostic:
    return phrasing.warning(
        span,
        "unused",
        "nothing that is published refers to this file",
        "Refer to it, keep it for a draft, or delete it.",
    )
