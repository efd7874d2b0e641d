"""The letters of a text: what is refused unseen, what counts as the same, what of it fits into an address.

`Unreadable` is how a text says that it is no value of its type; nothing here knows of files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.model.people import STROKED

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff"
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(f"[{_CONTROLS}{_TURNING}]")
BIDI = re.compile(f"[{_TURNING}]")
"""What turns letters around on a reader\'s screen: Unicode bidirectional controls ("Trojan source", CVE-2021-42574)."""
_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))

MistakeAt = Callable[[Span], Diagnostic]


class Unreadable(ValueError):
    """A text that is no value of its type; `mistake` makes the message for a place."""

    def __init__(self, mistake: MistakeAt) -> None:
        super().__init__()
        self.mistake = mistake


def unreadable(function: Callable[..., Diagnostic], *arguments: Any) -> Unreadable:
    return Unreadable(lambda span: function(span, *arguments))


def tidy(text: str) -> str:
    """One line: NFC, no-break and odd spaces as spaces, runs of spaces as one, none without width.

    Pasted pages are full of no-break spaces (a seed file has twelve), and a name with one in it
    would be another name.
    """
    if text.isascii():  # whose letters are all NFC, and none without width
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text.translate(_NO_WIDTH)).split())


def folded(text: str) -> str:
    """For comparing words: one line, NFC, small letters."""
    return tidy(text).casefold()


def check_no_control(text: str) -> None:
    """Refuse what an escape in "double quotes" brings in unseen: `"\\alpha"` is BEL and "lpha"."""
    found = _UNSEEN.search(text)
    if found is None:
        return
    if control := re.search(f"[{_CONTROLS}]", text):
        raise unreadable(mistakes.backslash_lost, control.group())
    raise unreadable(mistakes.bidi_control, found.group())


def without_unseen(text: str) -> str:
    """Without control characters, and without those that turn the direction of writing."""
    return _UNSEEN.sub("", text)


def slug_of(text: str) -> str:
    """A text as one segment of an address: "Kathlén Kohn" becomes kathlen-kohn. "" if nothing is left."""
    letters = text
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text.casefold().translate(STROKED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:80].rstrip("-")
