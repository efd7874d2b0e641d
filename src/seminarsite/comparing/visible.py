"""What of a file a visitor sees: the text of a page, line by line, and the entries of a calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_LINES = frozenset(
    "p div section article header footer nav main aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th caption "
    "figure figcaption blockquote pre hr br form details summary label button".split()
)
_UNSEEN = frozenset("script style template annotation head".split())


LONGEST = 100
"""Characters of an address; the query of a longer one is for a service, not for readers."""


class _Page(HTMLParser):
    """Collects the visible text; a link to another host shows where it leads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._text: list[str] = []
        self._unseen = 0
        self._in_main = 0
        self._title = False
        self._target = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        self._unseen += tag in _UNSEEN and tag != "head"
        self._in_main += tag == "main"
        if tag in _LINES:
            self.end_line()
        if tag == "title":
            self._title = True
        if tag == "a" and (of.get("href") or "").startswith(("http://", "https://")):
            target = of["href"] or ""
            self._target = (
                "" if not self._in_main else target if len(target) <= LONGEST else f"{target.partition('?')[0]}?…"
            )
        if tag == "img" and of.get("alt") and self._in_main:
            self._text.append(f"[{of['alt']}]")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._target:
            self._text.append(f" <{self._target}>")
            self._target = ""
        if tag in _LINES or tag == "title":
            self.end_line()
        if tag == "title":
            self._title = False
        self._in_main = max(0, self._in_main - (tag == "main"))
        self._unseen = max(0, self._unseen - (tag in _UNSEEN and tag != "head"))

    def handle_data(self, data: str) -> None:
        if not self._unseen and (self._in_main or self._title):
            self._text.append(data)

    def end_line(self) -> None:
        if line := " ".join("".join(self._text).split()):
            self.lines.append(line)
        self._text = []


def page(html: bytes, unsaid: str = "") -> tuple[str, ...]:
    """The title of a page and the lines of its main part, without the frame that all pages share, nor what is `unsaid`."""
    reader = _Page()
    reader.feed(html.decode("utf-8", "replace"))
    reader.close()
    reader.end_line()
    lines = (line.replace(unsaid, "").strip() if unsaid else line for line in reader.lines)
    return tuple(line for line in lines if line)


@dataclass(frozen=True, order=True)
class Entry:
    """What calendars show of an event: when, what, whether it takes place, where."""

    starts: str
    summary: str
    status: str
    place: str


_FOLD = re.compile(r"\r?\n[ \t]")
_NAMES = {"DTSTART": "starts", "SUMMARY": "summary", "STATUS": "status", "LOCATION": "place"}


def entries(calendar: bytes) -> dict[str, Entry]:
    """The entries of a calendar that we made, by their UID (RFC 5545)."""
    found: dict[str, Entry] = {}
    for block in _FOLD.sub("", calendar.decode("utf-8", "replace")).split("BEGIN:VEVENT")[1:]:
        values: dict[str, str] = {}
        for line in block.partition("END:VEVENT")[0].splitlines():
            name, _, value = line.partition(":")
            key, _, zone = name.partition(";TZID=")
            if (key := key.partition(";")[0]) == "UID":
                values["uid"] = value
            elif key in _NAMES:
                values.setdefault(_NAMES[key], f"{value} {zone}".strip())
        uid = values.pop("uid", "")
        found[uid] = Entry(*(values.get(name, "") for name in ("starts", "summary", "status", "place")))
    return found
