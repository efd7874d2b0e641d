"""The pages of a site: one function per kind, each `Site -> pages`.

A page says which template shows what; everything that a template would have to work out is worked
out here.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from seminarsite import routes
from seminarsite.generators import citations
from seminarsite.generators.archivechart import chart
from seminarsite.generators.related import Related, Relations
from seminarsite.judging import revealing
from seminarsite.judging.revealing import Joining
from seminarsite.model.event import Event, Session
from seminarsite.model.people import Member, Speaker
from seminarsite.model.season import by_season, season_of
from seminarsite.model.series import Series
from seminarsite.model.site import Page as FreePage
from seminarsite.model.site import Search, Settings, Site
from seminarsite.model.values import Language, Prose, Tba
from seminarsite.outputs import Page, Shown
from seminarsite.sentences.wording import Words
from seminarsite.tools import topics
from seminarsite.tools.prose import excerpt

RECENT = 6
"""How many past events the home page shows; the archive has them all."""

PREPARED = 8
"""How many events a page holds ready to be the next one: two months of a weekly seminar, a few kilobytes."""


@dataclass(frozen=True)
class Board:
    """The board of a series as of the day of the build, each list by family name."""

    series: Series
    serving: tuple[Member, ...]
    former: tuple[Member, ...]


@dataclass(frozen=True)
class Meetings:
    """Events as of the moment of the build: the next one, those after it, and those that are over."""

    next: Event | None
    later: tuple[Event, ...]
    past: tuple[Event, ...]

    @property
    def following(self) -> tuple[Event, ...]:
        """What `static/time.js` puts in the place of the next one, when that is over and nobody has built again."""
        return tuple(event for event in self.later if event.status.takes_place)[:PREPARED]


@dataclass(frozen=True)
class ProgrammeDay:
    """The sessions of one day of a workshop or school."""

    date: dt.date
    sessions: tuple[Session, ...]


def home(site: Site) -> Iterator[Page]:
    settings = site.settings
    yield Page(
        address=routes.HOME,
        template="home.html",
        source=settings.at(),
        show=Shown,
        arguments=(
            settings.title.text,
            settings.description or _summary(settings.introduction),
            {
                "meetings": meetings(site, site.events),
                "recent": site.past[:RECENT],
                "all_series": site.series,
                "boards": boards(site),
            },
        ),
    )


def events(site: Site) -> Iterator[Page]:
    """What is to come, and a page for each event."""
    words = Words.of(site.settings)
    yield Page(
        address=routes.EVENTS,
        template="events.html",
        show=Shown,
        arguments=(
            words.say("Programme"),
            words.about_events(site.settings.title.text),
            {"meetings": meetings(site, site.events)},
        ),
    )
    relations = Relations(site)
    for event, earlier, later in _with_neighbours(site):
        yield _of_event(event, earlier, later, site, relations)


def event_at(path: str, site: Site) -> Iterator[Page]:
    """The page of an event whose file is at a path, without those of all others."""
    name = routes.name_of_event(path)
    named = (event for event in site.events if name in (event.slug, event.id)) if name else ()
    event = next((event for event in named if routes.output_path(routes.address(event)) == path), None)
    if event:
        around = dataclasses.replace(site, events=tuple(_that_it_may_name(event, site)))
        turns = _in_turn(around.events_of(event.series))
        earlier, later = next((before, after) for one, before, after in turns if one is event)
        yield _of_event(event, earlier, later, around, Relations(around))


def _that_it_may_name(event: Event, site: Site) -> Iterator[Event]:
    """Itself, and the events of its series, of its speakers and on its topics."""
    of = event.series.id if event.series else None
    people = {appearance.speaker.id for appearance in event.everybody}
    about = {topic.slug for topic in topics.of(event)}
    for other in site.events:
        if (
            (other.series.id if other.series else None) == of
            or not people.isdisjoint([appearance.speaker.id for appearance in other.everybody])
            or (about and not about.isdisjoint([topic.slug for topic in topics.of(other)]))
        ):
            yield other


def _of_event(event: Event, earlier: Event | None, later: Event | None, site: Site, relations: Relations) -> Page:
    joining = revealing.joining(event, site.settings, site.now)
    return Page(
        address=routes.address(event),
        template="event.html",
        source=event.at("slug"),
        show=_event,
        arguments=(event, site.settings, joining, earlier, later, relations.of(event)),
    )


def _event(
    event: Event,
    settings: Settings,
    joining: Joining | None,
    earlier: Event | None,
    later: Event | None,
    related: Related,
) -> Shown:
    words = Words.of(settings)
    return Shown(
        _title(event, words),
        _about(event, words),
        {
            "event": event,
            "programme": programme(event),
            "joining": joining,
            "season": season_of(event.date, settings.season_starts),
            "citation": citations.citation(event, settings),
            "earlier": earlier,
            "later": later,
            "related": related,
            "topics": topics.of(event),
        },
    )


def series(site: Site) -> Iterator[Page]:
    if site.series:
        words = Words.of(site.settings)
        yield Page(
            address=routes.SERIES,
            template="series-list.html",
            show=Shown,
            arguments=(words.say("Series"), words.say("The series of this site."), {"all_series": site.series}),
        )
    for one in site.series:
        sister = one.lecture and one.lecture.partner and one.lecture.partner.series
        yield Page(
            address=routes.address(one),
            template="series.html",
            source=one.at("slug"),
            show=Shown,
            arguments=(
                one.title.text,
                _summary(one.introduction) or one.title.text,
                {
                    "series": one,
                    "meetings": meetings(site, site.events_of(one)),
                    "board": board(site, one),
                    "sister": next((s for s in site.series if s.id == sister), None),
                },
            ),
        )


def speakers(site: Site) -> Iterator[Page]:
    if not site.speakers:
        return
    initials: dict[str, list[Speaker]] = {}
    for speaker in site.speakers:  # not groupby: what is no letter from A to Z stands before them or after
        initials.setdefault(speaker.initial, []).append(speaker)
    words = Words.of(site.settings)
    yield Page(
        address=routes.SPEAKERS,
        template="speakers.html",
        show=Shown,
        arguments=(words.say("Speakers"), words.about_speakers(site.settings.title.text), {"initials": initials}),
    )
    for speaker in site.speakers:
        theirs = site.events_with(speaker)
        yield Page(
            address=routes.address(speaker),
            template="speaker.html",
            source=speaker.at("slug"),
            show=_speaker,
            arguments=(speaker, site.settings, meetings(site, theirs)),
        )


def _speaker(speaker: Speaker, settings: Settings, theirs: Meetings) -> Shown:
    about = _summary(speaker.biography) or Words.of(settings).about_speaker(
        speaker.name, speaker.affiliation, settings.title.text
    )
    return Shown(speaker.name, about, {"speaker": speaker, "meetings": theirs})


def board_page(site: Site) -> Iterator[Page]:
    if found := boards(site):
        words = Words.of(site.settings)
        yield Page(
            address=routes.BOARD,
            template="board.html",
            show=Shown,
            arguments=(words.say("Board"), words.about_board(tuple(b.series for b in found)), {"boards": found}),
        )


def archive(site: Site) -> Iterator[Page]:
    """Past events by season. The page of a season has all its events, so that it is there for those to come, too."""
    seasons = by_season(site.past, site.settings.season_starts)
    words = Words.of(site.settings)
    yield Page(
        address=routes.ARCHIVE,
        template="archive.html",
        show=Shown,
        arguments=(
            words.say("Archive"),
            words.about_archive(site.settings.title.text),
            {"seasons": seasons, "chart": chart(seasons)},
        ),
    )
    whole = by_season(reversed(site.events), site.settings.season_starts)
    order = list(whole)
    for index, season in enumerate(order):
        yield Page(
            address=routes.address(season),
            template="season.html",
            show=Shown,
            arguments=(
                words.season(season.label),
                words.about_season(season.label, site.settings.title.text),
                {
                    "season": season,
                    "events": whole[season],
                    "newer": order[index - 1] if index else None,
                    "older": order[index + 1] if index + 1 < len(order) else None,
                },
            ),
        )


def free_pages(site: Site) -> Iterator[Page]:
    for page in site.pages:
        yield Page(
            address=routes.address(page),
            template="page.html",
            source=page.at("slug"),
            show=_free_page,
            arguments=(page,),
        )


def _free_page(page: FreePage) -> Shown:
    title = page.title.text
    return Shown(title, page.description or _summary(page.text) or title, {"page": page})


def not_found(site: Site) -> Iterator[Page]:
    title = Words.of(site.settings).say("Page not found")
    yield Page(address=routes.NOT_FOUND, template="404.html", show=Shown, arguments=(title,), indexed=False)


# --- what they show ------------------------------------------------------------------------------


def meetings(site: Site, events: tuple[Event, ...]) -> Meetings:
    """An event that does not take place is never the next one, but still stands in the list."""
    upcoming: list[Event] = []
    past: list[Event] = []
    for event in events:
        (upcoming if event.when.end > site.now else past).append(event)
    next_ = next((e for e in upcoming if e.status.takes_place), None)
    return Meetings(next_, tuple(e for e in upcoming if e is not next_), tuple(reversed(past)))


def programme(event: Event) -> tuple[ProgrammeDay, ...]:
    """The sessions of a workshop or school by day, each day's in the order given."""
    days: dict[dt.date, list[Session]] = {}
    for session in event.programme:
        days.setdefault(session.date or event.date, []).append(session)
    return tuple(ProgrammeDay(date, tuple(days[date])) for date in sorted(days))


def board(site: Site, of: Series) -> Board | None:
    if not of.board:
        return None
    members = sorted(of.board, key=lambda m: m.sorting)
    serving = tuple(m for m in members if m.is_serving(site.today))
    former = tuple(m for m in members if m.is_former(site.today))
    return Board(of, serving, former)


def boards(site: Site) -> tuple[Board, ...]:
    return tuple(b for s in site.series if (b := board(site, s)))


@dataclass(frozen=True)
class NavigationItem:
    """A link of the navigation: `address` within the site, or `url` elsewhere. `language` where it is another one."""

    label: str
    address: str | None = None
    url: str | None = None
    language: Language | None = None


def navigation(site: Site) -> tuple[NavigationItem, ...]:
    """What the program makes, what pages ask for, and what site.yaml adds."""
    words = Words.of(site.settings)
    made = []
    has_programme = bool(site.series or site.events)  # a site of pages alone, such as a handbook, has none
    if has_programme:
        made.append(NavigationItem(words.say("Programme"), routes.EVENTS))
        made.append(NavigationItem(words.say("Archive"), routes.ARCHIVE))
    if site.settings.search is not Search.NONE:
        made.append(NavigationItem(words.say("Search"), routes.SEARCH))
    if site.series:
        there = routes.SERIES if len(site.series) > 1 else routes.address(site.series[0])
        made.append(NavigationItem(words.say("Series"), there))
    if site.speakers:
        made.append(NavigationItem(words.say("Speakers"), routes.SPEAKERS))
    if boards(site):
        made.append(NavigationItem(words.say("Board"), routes.BOARD))
    if has_programme:
        made.append(NavigationItem(words.say("Subscribe"), routes.SUBSCRIBE))
    made += [NavigationItem(p.navigation, routes.address(p), language=p.language) for p in site.pages if p.navigation]
    for link in site.settings.navigation:
        elsewhere = link.to.startswith(("http:", "https:"))
        made.append(NavigationItem(link.label, url=link.to) if elsewhere else NavigationItem(link.label, link.to))
    return tuple(made)


def _with_neighbours(site: Site) -> Iterator[tuple[Event, Event | None, Event | None]]:
    """Each event with the one before it and the one after it in its series."""
    for of in (*site.series, None):
        yield from _in_turn(site.events_of(of))


def _in_turn(events: tuple[Event, ...]) -> Iterator[tuple[Event, Event | None, Event | None]]:
    return zip(events, (None, *events), (*events[1:], None), strict=False)


def _summary(text: Prose | None) -> str:
    return excerpt(text.text) if text else ""


def _title(event: Event, words: Words) -> str:
    """For tabs and search results, so that no two events of a site have the same one."""
    if not isinstance(event.title, Tba):
        return event.title.text
    of = event.series.name if event.series else words.kind(event.kind)
    return f"{of}, {words.short_day(event.date)}"


def _about(event: Event, words: Words) -> str:
    first = [words.speakers(event), words.days(event), words.where(event)]
    start = ", ".join(part for part in first if part)
    return excerpt(f"{start}. {event.abstract.text if event.abstract else ''}")
