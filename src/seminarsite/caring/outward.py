"""The addresses outside of the site to which what is published leads, and where each is written.

Links for joining are not among them: who asks for one may be let into a meeting.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from seminarsite.diagnostics import Excerpt, Span
from seminarsite.model.entry import Entry
from seminarsite.model.site import Site
from seminarsite.model.values import Phrase, Prose, Unprintable
from seminarsite.tools import pasted

_HREF = re.compile(r'<a [^>]*?href="(https?://[^"]*)"')


def links(site: Site, root: Path) -> dict[str, tuple[Span, ...]]:
    """The addresses in their order, each with its places. Reads the files that name them, below `root`."""
    own = site.settings.url.rstrip("/")
    found: dict[str, list[Span]] = {}
    for entry in (*site.entries,):
        text = _file(root, entry.at().path)
        for url in dict.fromkeys(_within(entry)):
            if url.rstrip("/") != own and not url.startswith(f"{own}/") and not any(pasted.find(url)):
                found.setdefault(url.partition("#")[0], []).append(_place(entry, url, text))
    return {url: tuple(sorted(set(found[url]))) for url in sorted(found)}


def _within(value: Any) -> Iterator[str]:
    """All addresses in the fields of an entry, but not within other entries it refers to."""
    match value:
        case Unprintable():
            return
        case Phrase() | Prose():
            yield from (unescape(match[1]) for match in _HREF.finditer(value.html))
        case str():
            if value.startswith(("http://", "https://")):
                yield value
        case tuple():
            for one in value:
                if not isinstance(one, Entry):
                    yield from _within(one)
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                inner = getattr(value, field.name)
                if not isinstance(inner, Entry) and field.name != "spans":
                    yield from _within(inner)


def _file(root: Path, path: str) -> str:
    try:
        return (root / path).read_text("utf-8-sig", "replace")
    except OSError:
        return ""


def _place(entry: Entry, url: str, text: str) -> Span:
    """Where it is written; what an event has from its series stands elsewhere, and is told there, too."""
    match = re.search(rf"{re.escape(url)}(?![\w/?&=%-])", text)
    return Excerpt(text, Span(entry.at().path, 1, 1)).at(match.start()) if match else entry.at()
