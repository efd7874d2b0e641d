"""A part of a site as a site of its own: the events of a series or of a season, and whoever appears there."""

from __future__ import annotations

import dataclasses

from seminarsite.model.season import Season, season_of
from seminarsite.model.series import Series
from seminarsite.model.site import Site


def seasons(site: Site) -> dict[str, Season]:
    """The seasons in which something takes place, by their labels and by the names of their pages."""
    found = {season_of(event.date, site.settings.season_starts) for event in site.events}
    return {name: season for season in sorted(found, key=lambda one: one.year) for name in (season.label, season.slug)}


def chosen(site: Site, *, series: Series | None = None, season: Season | None = None) -> Site:
    """The site with the events of a series and of a season alone; free pages stay with the whole."""
    if series is None and season is None:
        return site
    events = tuple(
        event
        for event in site.events
        if (series is None or (event.series is not None and event.series.id == series.id))
        and (season is None or season_of(event.date, site.settings.season_starts) == season)
    )
    appearing = {a.speaker.id for event in events for a in event.everybody}
    held = {event.series.id for event in events if event.series}
    return dataclasses.replace(
        site,
        events=events,
        speakers=tuple(speaker for speaker in site.speakers if speaker.id in appearing),
        series=tuple(one for one in site.series if one.id in held or (series is not None and one.id == series.id)),
        pages=(),
    )
