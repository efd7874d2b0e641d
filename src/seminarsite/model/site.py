"""The whole: what the organisers wrote, as one value, as of one moment."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, TypeVar

from seminarsite.diagnostics import Span
from seminarsite.model.checking import Checks
from seminarsite.model.deadlines import Due
from seminarsite.model.entry import Entry
from seminarsite.model.event import Event
from seminarsite.model.fingerprints import Fingerprints
from seminarsite.model.ledger import Ledger
from seminarsite.model.people import Speaker
from seminarsite.model.recalled import Recalled
from seminarsite.model.series import Section, Series
from seminarsite.model.values import (
    Catalogue,
    City,
    Clock,
    Colour,
    Key,
    Language,
    MonthDay,
    Organisation,
    Phrase,
    Picture,
    Prose,
    Sealed,
    SitePath,
    Size,
    Slug,
    Url,
    Zone,
)

HOME_SECTIONS = (
    Section.NEXT,
    Section.INTRODUCTION,
    Section.UPCOMING,
    Section.PAST,
    Section.SERIES,
    Section.SIGN_UP,
    Section.FORMAT,
    Section.BOARD,
)


class Search(enum.StrEnum):
    """What the search page looks through."""

    BUILT_IN = "built-in"
    PAGEFIND = "pagefind"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class NavigationLink:
    """A link in the navigation."""

    label: Annotated[str, Key("the words")]
    to: Annotated[SitePath | Url, Key("a page of this site, as `/archive/`, or another address", also=("url",))]


@dataclass(frozen=True, kw_only=True)
class Page(Entry):
    """A free page. A file in pages/; the text below the front matter is the page."""

    title: Annotated[Phrase, Key("the title")]
    navigation: Annotated[str | None, Key("shown in the navigation under these words")] = None
    description: Annotated[str | None, Key("one sentence for search engines")] = None
    language: Annotated[Language | None, Key("where it is not that of the site", also=("lang",))] = None
    slug: Annotated[Slug | None, Key("the address, where it is not the name of the file")] = None
    old_addresses: Annotated[
        tuple[SitePath, ...], Key("where the page used to be", also=("old-address", "aliases"))
    ] = ()
    draft: Annotated[bool, Key("yes: not published")] = False
    text: Annotated[Prose | None, Key("the page, in Markdown with TeX")] = None

    BODY = "text"


@dataclass(frozen=True, kw_only=True)
class Settings(Entry):
    """The site as a whole: the file site.yaml."""

    title: Annotated[Phrase, Key("the title of the site")]
    url: Annotated[Url, Key("where the site will be, as `https://example.org/seminar/`", also=("address",))]
    short: Annotated[str | None, Key("a short title for tabs", also=("short-title",))] = None
    language: Annotated[Language, Key("as `en-GB`; decides how dates are written", also=("lang",))] = Language("en")
    zone: Annotated[Zone, Key("time zone of whatever has no other", also=("timezone", "time-zone"))] = Zone("UTC")
    clock: Annotated[Clock, Key("12 writes `12 noon`, 24 writes `12:00`")] = Clock.H24
    cities: Annotated[
        tuple[City, ...],
        Key("zones whose hours are told, too, as `[Europe/London, Asia/Shanghai]`", also=("city",)),
    ] = ()
    season_starts: Annotated[MonthDay, Key("first day of a season in the archive, as `08-01`")] = MonthDay(1, 1)
    old_season_starts: Annotated[
        tuple[MonthDay, ...],
        Key("first days of a season in former times: addresses of the archive from then lead to those of now"),
    ] = ()
    search: Annotated[
        Search,
        Key("built-in finds titles, names and topics; pagefind abstracts, too, by the package of that name; or none"),
    ] = Search.BUILT_IN
    description: Annotated[str | None, Key("one sentence for search engines")] = None
    accent: Annotated[
        Colour | None, Key("the colour of links and of the stage, as `'#0a5c44'`", also=("colour", "color"))
    ] = None
    navigation: Annotated[tuple[NavigationLink, ...], Key("links besides those that the program makes")] = ()
    sections: Annotated[tuple[Section, ...], Key("the parts of the home page, in their order")] = HOME_SECTIONS
    due: Annotated[
        Due | None,
        Key("when speakers, titles, abstracts, slides and recordings are asked for; a series may say otherwise"),
    ] = None
    checks: Annotated[
        Checks,
        Key("how serious `check` takes each of its rules: error, warning, info or off; docs/checks.md tells more"),
    ] = Checks()
    publisher: Annotated[Organisation | None, Key("who is responsible for the site")] = None
    picture: Annotated[Picture | None, Key("a picture for the home page")] = None
    cards: Annotated[bool, Key("no: no pictures with title and hour for those who share a link")] = True
    credit: Annotated[Phrase | None, Key("a line at the foot of every page")] = None
    introduction: Annotated[Prose | None, Key("what the home page says first, in Markdown")] = None
    catalogues: tuple[Catalogue, ...] = field(default=(), compare=False, repr=False)
    """The site's own languages/, not a key of the file."""

    @property
    def publisher_name(self) -> str:
        """Whom feeds name as the author of what has no other."""
        return self.publisher.name if self.publisher else self.title.text


@dataclass(frozen=True, kw_only=True)
class Site:
    """Everything that may be published, as of `now` (UTC).

    Drafts and what is embargoed until later are not in it, but for the moments (UTC) at which embargoes
    end, for the names that are `withheld`, of drafts and embargoed events, each with its place, and for
    `sealed` texts, theirs among them, which the oracle looks for in what was made. Events are
    in order of time, series in order of their file names, speakers in order of their names. `files` are
    those that may be published: the path that content writes, and that on the disk, which may store an
    accent in another way. `ledger` is what subscribers were told of events, None where nobody keeps one.
    `promised` are addresses of pages that must stay, and where it says so.
    `sizes` are those of the pictures among the files that can be read, and `weights` the bytes of all others.
    `fingerprints` tell whether something is as it was in an earlier build, and what of it is `recalled`.
    """

    settings: Settings
    series: tuple[Series, ...] = ()
    events: tuple[Event, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    pages: tuple[Page, ...] = ()
    now: dt.datetime
    ledger: Ledger | None = None
    promised: tuple[tuple[str, Span], ...] = field(default=(), compare=False, repr=False)
    embargoes: tuple[dt.datetime, ...] = ()
    withheld: tuple[tuple[Slug, Span], ...] = field(default=(), compare=False, repr=False)
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), compare=False)
    sizes: Mapping[str, Size] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)
    weights: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)
    sealed: Iterable[Sealed] = field(default=(), compare=False, repr=False)
    fingerprints: Fingerprints = field(default_factory=Fingerprints, compare=False, repr=False)
    recalled: Recalled = field(default_factory=Recalled, compare=False, repr=False)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that was written in a file of its own."""
        return (self.settings, *self.series, *self.events, *self.speakers, *self.pages)

    @cached_property
    def today(self) -> dt.date:
        """The date of `now` in the zone of the site."""
        from zoneinfo import ZoneInfo

        return self.now.astimezone(ZoneInfo(self.settings.zone)).date()

    @cached_property
    def upcoming(self) -> tuple[Event, ...]:
        """Events that are not over, the next one first; a running event is still upcoming."""
        return tuple(e for e in self.events if e.when.end > self.now)

    @cached_property
    def past(self) -> tuple[Event, ...]:
        """Events that are over, the last one first."""
        return tuple(e for e in reversed(self.events) if e.when.end <= self.now)

    def events_of(self, series: Series | None) -> tuple[Event, ...]:
        """The events of a series, or those of none."""
        return self._by_series.get(series.id if series else None, ())

    def events_with(self, speaker: Speaker) -> tuple[Event, ...]:
        return self._by_speaker.get(speaker.id, ())

    @cached_property
    def _by_series(self) -> dict[str | None, tuple[Event, ...]]:
        return _grouped((event.series.id if event.series else None, event) for event in self.events)

    @cached_property
    def _by_speaker(self) -> dict[str, tuple[Event, ...]]:
        return _grouped((a.speaker.id, event) for event in self.events for a in event.everybody)


T = TypeVar("T")


def once(work: Callable[[Site], T]) -> Callable[[Site], T]:
    """A function of a site that is worked out once, whoever asks, and kept with the site as its own properties are."""
    name = f"{work.__module__}.{work.__qualname__}"

    def kept(site: Site) -> T:
        found: dict[str, T] = vars(site)
        if name not in found:
            found[name] = work(site)
        return found[name]

    return kept


K = TypeVar("K")


def _grouped(pairs: Iterable[tuple[K, Event]]) -> dict[K, tuple[Event, ...]]:
    found: dict[K, list[Event]] = {}
    for key, event in pairs:
        found.setdefault(key, []).append(event)
    return {key: tuple(events) for key, events in found.items()}
