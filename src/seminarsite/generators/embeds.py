"""Pages of upcoming events for the pages of others to frame: of all, and of each series.

They depend on the moment of the build as the programme does.
"""

from __future__ import annotations

from collections.abc import Iterator

from seminarsite import routes
from seminarsite.model.event import Event
from seminarsite.model.series import Series
from seminarsite.model.site import Site
from seminarsite.outputs import Page, Shown

SHOWN = 10
"""How many events a frame shows; it leads to the rest."""


def embeds(site: Site) -> Iterator[Page]:
    things: tuple[tuple[Site | Series, tuple[Event, ...]], ...] = (
        (site, site.events),
        *((one, site.events_of(one)) for one in site.series),
    )
    for thing, events in things:
        upcoming = [event for event in events if event.when.end > site.now]
        source = thing.settings if isinstance(thing, Site) else thing
        yield Page(
            address=routes.embed(thing),
            template="embed.html",
            indexed=False,
            source=source.at("slug"),
            show=Shown,
            arguments=(
                (site.settings.title if isinstance(thing, Site) else thing.title).text,
                "",
                {
                    "of": thing,
                    "more": routes.EVENTS if isinstance(thing, Site) else routes.address(thing),
                    "events": upcoming[:SHOWN],
                    "rest": len(upcoming) - len(upcoming[:SHOWN]),
                },
            ),
        )
