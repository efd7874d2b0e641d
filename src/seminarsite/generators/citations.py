"""How a talk is cited: in words, as BibTeX, as RIS, and in the head of its page.

An event without a title is not cited yet. Nothing here depends on the moment of the build.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from seminarsite import routes
from seminarsite.model.event import Event
from seminarsite.model.people import family_first
from seminarsite.model.series import Series
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import PartialDate, Phrase, Place
from seminarsite.outputs import File
from seminarsite.sentences.wording import Words
from seminarsite.tools import bibtex


@dataclass(frozen=True)
class Citation:
    """An event that can be cited."""

    event: Event
    settings: Settings
    title: Phrase

    @property
    def url(self) -> str:
        return routes.absolute(self.settings, routes.address(self.event))

    @property
    def authors(self) -> tuple[str, ...]:
        """Family names first."""
        people = (a.speaker for a in self.event.people)
        return tuple(person.sort_name or family_first(person.name) for person in people)

    @property
    def series(self) -> str:
        """What the talk is a part of."""
        return (self.event.series.title if self.event.series else self.settings.title).text

    @property
    def where(self) -> str:
        """The institution and city, or that it was online; empty where that is not known."""
        event = self.event
        if isinstance(event.place, Place):
            place = dataclasses.replace(event.place, venue=None, room=None, address=None, country=None)
            event = dataclasses.replace(event, place=place)
        return self._words.where(event) if event.place is None or isinstance(event.place, Place) else ""

    @cached_property
    def occasion(self) -> str:
        """Ludwig Schläfli lecture, University of Bern, 3 November 2025"""
        return ", ".join(part for part in (self.series, self.where, self._days) if part)

    @property
    def _days(self) -> str:
        days = dict.fromkeys((self.event.date, self.event.until or self.event.date))
        return " – ".join(self._words.partial(PartialDate(day.year, day.month, day.day)) for day in days)

    @property
    def text(self) -> str:
        """Kathlén Kohn: Algebraic Geometry of Neural Networks. Ludwig Schläfli lecture, University of Bern, …"""
        people = self._words.all_of([a.speaker.name for a in self.event.people])
        title = self._words.labelled(people, self.title.text)
        return f"{title}{'' if title.endswith(('.', '?', '!')) else '.'} {self.occasion.rstrip('.')}. {self.url}"

    @property
    def metas(self) -> Iterator[tuple[str, str]]:
        """Names and contents of meta elements as reference managers read them (Highwire Press)."""
        yield "citation_title", self.title.text
        for appearance, name in zip(self.event.people, self.authors, strict=True):
            yield "citation_author", name
            if appearance.affiliation_then:
                yield "citation_author_institution", appearance.affiliation_then
            if appearance.speaker.orcid:
                yield "citation_author_orcid", f"https://orcid.org/{appearance.speaker.orcid}"
        yield "citation_date", f"{self.event.date:%Y/%m/%d}"
        yield "citation_conference_title", self.series
        if self.event.language:
            yield "citation_language", self.event.language
        if self.event.topics:
            yield "citation_keywords", "; ".join(self.event.topics)
        yield "citation_public_url", self.url

    @cached_property
    def bibtex(self) -> str:
        """No urldate: the reader alone knows it."""
        return bibtex.entry(
            "misc",
            self.event.id,
            (
                ("author", f"{{{bibtex.names(self.authors)}}}"),
                ("title", f"{{{{{bibtex.phrase(self.title)}}}}}"),
                ("year", f"{{{self.event.date.year}}}"),
                ("month", _MONTHS[self.event.date.month - 1]),
                ("note", f"{{{bibtex.letters(self.occasion)}}}"),
                ("url", f"{{{self.url}}}"),
                ("keywords", f"{{{bibtex.letters(', '.join(self.event.topics))}}}"),
            ),
        )

    @property
    def ris(self) -> str:
        fields = [
            ("TY", "SLIDE"),  # the type that reference managers have for a presentation
            *(("AU", name) for name in self.authors),
            ("TI", self.title.text),
            ("T2", self.series),
            ("PY", f"{self.event.date:%Y}"),
            ("DA", f"{self.event.date:%Y/%m/%d}/"),
            ("CY", self.where),
            ("LA", self.event.language or ""),
            ("AB", self.event.abstract.text if self.event.abstract else ""),
            *(("KW", topic) for topic in self.event.topics),
            ("UR", self.url),
        ]
        lines = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields if value]
        return "".join((*lines, "ER  - \r\n"))

    @property
    def _words(self) -> Words:
        return Words.of(self.settings)


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
"""BibTeX's own abbreviations, which each style writes in its language."""


def citation(event: Event, settings: Settings) -> Citation | None:
    """None where there is no title, or nothing takes place."""
    if not isinstance(event.title, Phrase) or not event.status.takes_place:
        return None
    return Citation(event, settings, event.title)


def talks(site: Site) -> Iterator[File]:
    """Files of each talk, and of all talks and those of each series as BibTeX, the latest first."""
    found = {event.id: one for event in site.events if (one := citation(event, site.settings))}
    for one in found.values():
        source = one.event.at("slug")
        yield File(address=routes.bibliography(one.event), make=_bibtex, arguments=((one,),), source=source)
        yield File(address=routes.ris(one.event), make=_ris, arguments=(one,), source=source)
    collections: tuple[tuple[Site | Series, tuple[Event, ...]], ...] = (
        (site, site.events),
        *((series, site.events_of(series)) for series in site.series),
    )
    for thing, events in collections:
        source = thing.settings.at() if isinstance(thing, Site) else thing.at("slug")
        many = tuple(found[event.id] for event in reversed(events) if event.id in found)
        yield File(address=routes.bibliography(thing), make=_bibtex, arguments=(many,), source=source)


def bibliography(site: Site) -> bytes:
    """All talks of a site, or of a part of one, as BibTeX."""
    return _bibtex(one for event in reversed(site.events) if (one := citation(event, site.settings)))


def _bibtex(citations: Iterable[Citation]) -> bytes:
    return "\n".join(one.bibtex for one in citations).encode()


def _ris(one: Citation) -> bytes:
    return one.ris.encode()
