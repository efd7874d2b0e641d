"""What changed: a page, and an Atom feed of the same. Only for sites that keep a ledger, which alone knows.

Neither depends on the moment of the build.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from seminarsite import routes
from seminarsite.judging.news import Chronicle, News
from seminarsite.model.site import Site
from seminarsite.outputs import File, Page, Shown
from seminarsite.sentences.newswords import NewsWords
from seminarsite.tools import atom

NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When the feed of a ledger without records was last changed; it must say so (RFC 4287 4.1.1)."""


def what_changed(site: Site) -> Iterator[Page | File]:
    if site.ledger is None:
        return
    chronicle, words = Chronicle(site), NewsWords.of(site.settings)
    yield Page(
        address=routes.CHANGES,
        template="changes.html",
        show=Shown,
        arguments=(
            words.say("What changed"),
            words.about_changes(site.settings.title.text),
            {"chronicle": chronicle, "told": words},
        ),
    )
    yield File(address=routes.CHANGES_FEED, make=_feed, arguments=(chronicle,))


def _feed(chronicle: Chronicle) -> bytes:
    site = chronicle.site
    settings = site.settings
    words = NewsWords.of(settings)
    address = routes.absolute(settings, routes.CHANGES_FEED)
    feed = atom.Feed(
        id=address,
        title=words.feed_title(settings.title.text),
        updated=(site.ledger and site.ledger.began) or NEVER,
        address=address,
        page=routes.absolute(settings, routes.CHANGES),
        language=settings.language,
        author=settings.publisher_name,
        entries=tuple(_entry(site, words, one) for one in chronicle.news),
    )
    return atom.written(feed)


def _entry(site: Site, words: NewsWords, one: News) -> atom.Entry:
    about = one.event or one.series or routes.CHANGES
    return atom.Entry(
        id=identity(one),
        title=words.headline(one),
        updated=one.at,
        link=routes.absolute(site.settings, routes.address(about)),
        summary=words.text(one),
        categories=tuple(kind.value for kind in one.kinds) + (("programme",) if one.programme else ()),
    )


def identity(one: News) -> str:
    """It stays when a title, an address or the host changes: the UID that calendars have, and what is noted when."""
    return uuid5(NAMESPACE_URL, f"{one.uid} {one.at:%Y-%m-%dT%H:%M:%SZ}").urn
