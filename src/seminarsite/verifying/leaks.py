"""Whether a private text stands in a file, in any of the forms in which it could get there.

A site has thousands of private texts and thousands of files. To look for each text in each file would take
a time that grows with the product; so a file is cut into words of 8 bytes (of 4 for short texts), and
only a text that has such a word in common with the file is looked for in it.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import escape
from typing import Generic, TypeVar
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit

from seminarsite.tools import bibtex

SHORTEST = 6
"""Shorter texts are not looked for: they would be found by chance."""

_LONG = 15  # from here on, one of any 8 successive offsets within it starts an aligned word of 8 bytes
_WHOLE_WORD = 10  # what is shorter must not be a part of a longer word or number
_CHUNK = 1 << 18  # bytes looked at together: a large file need not become a large set of words
_ENDS = 200  # of a text that is longer, this much of its beginning and of its end is looked for

_FEW = 60  # so many are looked for one after the other, which is then faster

T = TypeVar("T")


def texts(secret: str) -> Iterator[str]:
    """What is to be looked for because of a secret: itself, and the passcode that a meeting's address holds."""
    secret = secret.strip()
    # An ordinary word in a note, as `vegetarian`, says nothing without the note, and stands on pages by chance.
    if len(secret) >= SHORTEST and not (secret.isalpha() and secret[1:].islower()):
        yield from {secret[:_ENDS], secret[-_ENDS:]}
    if "://" in secret:
        try:
            query = parse_qsl(urlsplit(secret).query)
        except ValueError:
            return
        yield from (
            value for key, value in query if "pwd" in key.lower() or "pass" in key.lower() if len(value) >= SHORTEST
        )


def as_written(content: bytes, kind: str) -> bytes:
    """A file without what its format does to a text: folded and broken lines, escaped brackets and signs."""
    if kind == "ics":
        return content.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    if kind.startswith("pf_"):  # Pagefind's files are compressed
        with suppress(OSError, EOFError, zlib.error):
            return gzip.decompress(content)
    if kind == "txt":
        return b" ".join(content.split())
    if kind == "bib":
        return bibtex.plain(content.decode("utf-8", "replace")).encode()
    if kind in ("html", "htm", "xhtml") and b"application/ld+json" in content:
        return content.replace(b"\\u0026", b"&").replace(b"\\u003c", b"<").replace(b"\\u003e", b">")
    return content


def spellings(text: str) -> frozenset[bytes]:
    """A text as it would stand in HTML, XML, JSON, calendars and addresses."""
    escaped = escape(text)
    found = {
        text,
        " ".join(text.split()),
        escape(text, quote=False),
        escaped,
        escaped.replace("&#x27;", "&#39;"),
        escaped.replace("&#x27;", "&#39;").replace("&quot;", "&#34;"),
        escaped.replace("&#x27;", "'").replace("\n", "&#10;"),
        *(json.dumps(text, ensure_ascii=ascii_)[1:-1] for ascii_ in (True, False)),
        _for_script(text),
        text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n"),
        *(quoted for safe in ("", "/", "/:?=&") for quoted in (quote(text, safe), quote_plus(text, safe))),
    }
    found |= {re.sub("%[0-9A-F]{2}", lambda m: m[0].lower(), one) for one in found if "%" in one}
    found |= {one.replace("\n", "\r\n") for one in found if "\n" in one}
    return frozenset(one.encode() for one in found)


def encodings(text: str) -> frozenset[bytes]:
    """A text within something that is base64, at each of the three places where it can begin."""
    plain = text.encode()
    found = set()
    for shift in range(3):
        encoded = base64.b64encode(bytes(shift) + plain)
        # The first and the last letters hold bits of what stands beside the text, too.
        core = encoded[(0, 2, 3)[shift] : len(encoded) - (0, 3, 2)[(shift + len(plain)) % 3]]
        found |= {core, core.replace(b"+", b"-").replace(b"/", b"_")}
    return frozenset(one for one in found if len(one) >= SHORTEST)


def _for_script(text: str) -> str:
    """As Jinja's tojson writes it."""
    dumped = json.dumps(text)[1:-1]
    for character in "<>&'":
        dumped = dumped.replace(character, f"\\u{ord(character):04x}")
    return dumped


class Sieve(Generic[T]):
    """Finds which of many texts stand in a file. Each comes with what is to be told of it."""

    def __init__(self, kept: Iterable[tuple[str, T]]) -> None:
        self._forms: dict[bytes, tuple[bool, T]] = {}
        for text, tale in kept:
            for form in spellings(text):
                self._forms.setdefault(form, (len(form) < _WHOLE_WORD, tale))
            for form in encodings(text):
                self._forms.setdefault(form, (False, tale))
        self.forms = frozenset(self._forms)
        """All that it looks for."""
        long = [form for form in self._forms if len(form) >= _LONG]
        short = [form for form in self._forms if len(form) < _LONG]
        self._anchors = (_Anchors(long, 8, (0,), 8), _Anchors(short, 4, (0, 2), 2))
        self._longest = max(map(len, self._forms), default=0)

    def find(self, content: bytes) -> list[T]:
        """What is to be told of each text that stands in these bytes, each once."""
        found: dict[T, None] = {}
        for start in range(0, len(content), _CHUNK):
            chunk = content[start : start + _CHUNK + self._longest]
            for form in sorted({form for anchors in self._anchors for form in anchors.suspects(chunk)}):
                alone, tale = self._forms[form]
                if _stands(form, chunk, alone):
                    found[tale] = None
        return list(found)


class _Anchors:
    """Words by which to suspect a text: one of `offsets` successive ones is aligned wherever the text stands.

    They are taken where the text has least in common with the others: not from `https://` or a domain.
    `starts` is where the alignments begin.
    """

    def __init__(self, forms: Iterable[bytes], width: int, starts: tuple[int, ...], offsets: int) -> None:
        self._width, self._starts = width, starts
        forms = sorted(forms)
        common = Counter(form[i : i + width] for form in forms for i in range(len(form) - width + 1))
        # Numbers only, which Python's collector of garbage need not walk through: many lists made a build a third
        # slower. A word gives the number of a form times 2^16, plus the offset in it.
        self._forms = forms
        self._words: dict[int, int] = {}
        self._same: dict[int, list[int]] = {}  # further forms with the same word
        self._few = forms if len(forms) <= _FEW else []
        for number, form in enumerate(forms) if len(forms) > _FEW else ():
            counts = [common[form[i : i + width]] for i in range(len(form) - width + 1)]
            best = min(range(0, len(counts) - offsets + 1, 3), key=lambda i: sum(counts[i : i + offsets]))
            for i in range(best, best + offsets):
                word = int.from_bytes(form[i : i + width], sys.byteorder)
                if self._words.setdefault(word, number << 16 | i) != number << 16 | i:
                    self._same.setdefault(word, []).append(number << 16 | i)

    def suspects(self, content: bytes) -> Iterator[bytes]:
        """Texts of which all aligned words stand in these bytes, if perhaps not together."""
        yield from self._few
        width = self._width
        for start in self._starts if self._words else ():
            end = start + (len(content) - start) // width * width
            if end <= start:
                continue
            here = set(memoryview(content)[start:end].cast("Q" if width == 8 else "I"))
            for word in self._words.keys() & here:
                for code in (self._words[word], *self._same.get(word, ())):
                    form = self._forms[code >> 16]
                    others = range((code & 0xFFFF) % width, len(form) - width + 1, width)
                    if all(int.from_bytes(form[i : i + width], sys.byteorder) in here for i in others):
                        yield form


def _stands(form: bytes, content: bytes, alone: bool) -> bool:  # noqa: FBT001
    if form not in content:
        return False
    # The end of an escape, as the D of %3D, is no letter of a longer word.
    before = rb"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=\\u[0-9a-f]{4}))"
    return not alone or re.search(before + re.escape(form) + rb"(?![A-Za-z0-9])", content) is not None
