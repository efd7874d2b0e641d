"""Pages that lead to others: the search page, topics, and the addresses that pages and seasons had before."""

from __future__ import annotations

from collections.abc import Iterator

from seminarsite import routes
from seminarsite.diagnostics import Span
from seminarsite.generators import searching
from seminarsite.generators.pages import meetings
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.season import Season, by_season, former
from seminarsite.model.series import Series
from seminarsite.model.site import Page as FreePage
from seminarsite.model.site import Search, Site
from seminarsite.outputs import File, Page, Shown
from seminarsite.sentences.wording import Words
from seminarsite.tools import topics


def search(site: Site) -> Iterator[Page | File]:
    """The search page, and what it looks through. It does not depend on the moment of the build."""
    if site.settings.search is Search.NONE:
        return
    words = Words.of(site.settings)
    full = site.settings.search is Search.PAGEFIND
    yield Page(
        address=routes.SEARCH,
        template="search.html",
        compiled=full,
        source=site.settings.at("search"),
        show=Shown,
        arguments=(
            words.say("Search"),
            words.say("Find events by words, speaker, topic, series and season."),
            {
                "choices": searching.choices(site),
                "parts": searching.parts(site),
                "pagefind": f"{routes.PAGEFIND}pagefind.js" if full else None,
                "seasons": by_season(site.events, site.settings.season_starts),
            },
        ),
    )
    yield from searching.index(site)


def all_topics(site: Site) -> Iterator[Page]:
    """A page for each topic, and one that lists them."""
    found = topics.by_topic(site)
    if not found:
        return
    words = Words.of(site.settings)
    name = site.settings.title.text
    yield Page(
        address=routes.TOPICS,
        template="topics.html",
        show=Shown,
        arguments=(
            words.say("Topics"),
            words.say("What the events of %(site)s are about.", site=name),
            {"all_topics": found},
        ),
    )
    for topic, events in found.items():
        yield Page(
            address=routes.address(topic),
            template="topic.html",
            source=events[0].at("topics"),
            show=Shown,
            arguments=(
                topic.name,
                words.say("Events of %(site)s on %(topic)s.", site=name, topic=topic.name),
                {"topic": topic, "meetings": meetings(site, events)},
            ),
        )


def redirects(site: Site) -> Iterator[Page]:
    """A page at each old address that leads to the new one."""
    moved: tuple[Event | Series | Speaker | FreePage, ...] = (*site.events, *site.series, *site.speakers, *site.pages)
    for entry in moved:
        for old in entry.old_addresses:
            yield _redirect(old, entry, site, entry.at("old_addresses"))


def former_seasons(site: Site) -> Iterator[Page]:
    """Whoever counts seasons from another day on says so, and leaves no dead links.

    An organiser's own old address goes first.
    """
    taken = {routes.output_path(page.address).casefold() for page in redirects(site)}
    leading = former(site.events, site.settings.season_starts, site.settings.old_season_starts)
    for slug, season in leading.items():
        address = f"{routes.ARCHIVE}{slug}/"
        if routes.output_path(address).casefold() not in taken:
            yield _redirect(address, season, site, site.settings.at("old_season_starts"))


def _redirect(old: str, now: Event | Series | Speaker | FreePage | Season, site: Site, source: Span) -> Page:
    title = Words.of(site.settings).say("This page has moved")
    return Page(
        address=old,
        template="redirect.html",
        indexed=False,
        source=source,
        show=Shown,
        arguments=(title, "", {"target": routes.address(now)}),
    )
