"""What a rule has found, and the texts in which rules look for something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.model.entry import Entry
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings, Site
from seminarsite.model.values import Language, Phrase, Prose
from seminarsite.model.walk import within


@dataclass(frozen=True)
class Finding:
    """A message, and the entries that it is about: each of them, and the series of an event, may silence it."""

    diagnostic: Diagnostic
    about: tuple[Entry, ...]


class Text(NamedTuple):
    """A text of an entry, as it was written."""

    entry: Entry
    key: str
    value: Phrase | Prose
    language: Language

    def at(self, words: str) -> Span:
        """The place of some words of it; of its key, where it is written in another way."""
        written = self.value.written
        found = written.text.find(words) if written else -1
        return written.at(found) if written and found >= 0 else self.entry.at(self.key)


# Of an event only what it says itself: the rest stands with its series.
_KEYS: dict[type[Entry], Sequence[str]] = {
    Event: ("title", "message", "format", "side_items", "programme", "abstract"),
    Series: (
        "title founding format recording invitation mailing_list calendar suggestions feedback contact introduction".split()
    ),
    Settings: ("introduction",),
    Speaker: ("biography",),
    Page: ("text",),
}


def texts(site: Site, *kinds: type[Entry]) -> Iterator[Text]:
    """The texts of all entries of some kinds."""
    for entry in site.entries:
        if isinstance(entry, kinds):
            yield from texts_of(entry, site)


def texts_of(entry: Entry, site: Site) -> Iterator[Text]:
    """The texts of an entry."""
    language = getattr(entry, "language", None) or site.settings.language
    for key in _KEYS[type(entry)]:
        value = getattr(entry, key)
        if not value:
            continue
        if isinstance(value, (Phrase, Prose)):
            yield Text(entry, key, value, language)
        else:
            yield from (Text(entry, key, line, language) for line in within(value, Phrase))
            yield from (Text(entry, key, prose, language) for prose in within(value, Prose))
