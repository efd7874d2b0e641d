"""How messages are phrased: did-you-mean, lists, and texts of others within a line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from seminarsite.diagnostics import Diagnostic, Severity, Span


def warning(span: Span, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(span, code, message, hint, Severity.WARNING)


def meant(text: str, known: Iterable[str]) -> str:
    """A "did you mean" for a word that is nearly one of those known, else nothing."""
    lowered = {word.lower(): word for word in known}
    close = difflib.get_close_matches(text.lower(), lowered, n=2, cutoff=0.6)
    return f"Did you mean {' or '.join(f'`{lowered[word]}`' for word in close)}?" if close else ""


def listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def printable(text: str) -> str:
    """A text in which what confuses a terminal stands as U+202E; a name of a file may hold anything."""
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text)


def shown(text: str, limit: int = 60) -> str:
    """A text as part of a message: one line, not long, nothing that confuses a terminal."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"
