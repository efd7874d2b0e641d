"""When the output next changes by time alone, so that a scheduler knows when to build again.

A pure function of the site: what is of another moment in it is a link's window, the end of an event, the end of an
embargo, the terms of a board, and until when calendars say that something is cancelled. The date in "As of Monday …" is not counted unless asked for: it says for which day
a page was made, which stays true, and it would make every midnight the next change.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from seminarsite.calendaring.recording import telling
from seminarsite.judging import revealing
from seminarsite.model.people import Member
from seminarsite.model.series import Series
from seminarsite.model.site import Site
from seminarsite.tools import zones


class Kind(enum.StrEnum):
    WINDOW_OPENS = "window-opens"
    WINDOW_CLOSES = "window-closes"
    EVENT_ENDS = "event-ends"
    EMBARGO_ENDS = "embargo-ends"
    CALENDARS_FORGET = "calendars-forget"
    TERM_BEGINS = "term-begins"
    TERM_ENDS = "term-ends"
    DATE_SHOWN = "date-shown"


@dataclass(frozen=True, order=True)
class Change:
    """What is otherwise from a moment (UTC) on. `of` is an event or series, but not what is still embargoed."""

    moment: dt.datetime
    kind: Kind
    of: str = ""


def changes(site: Site, *, daily: bool = False) -> Iterator[Change]:
    """All that come after the moment of the site, in no order. With `daily`, also the date of the next day."""
    today = site.today
    found = [*_of_events(site), *(Change(moment, Kind.EMBARGO_ENDS) for moment in site.embargoes)]
    found += [Change(moment, Kind.CALENDARS_FORGET, event) for moment, event in telling(site).last_words]
    found += [change for series in site.series for change in _of_terms(site, series)]
    if daily:
        found.append(Change(_midnight(site, today + dt.timedelta(days=1)), Kind.DATE_SHOWN))
    yield from (change for change in found if change.moment > site.now)


def next_changes(site: Site, *, daily: bool = False) -> tuple[Change, ...]:
    """All that come at the next moment, in their order; none where nothing comes any more."""
    coming = sorted(changes(site, daily=daily))
    return tuple(change for change in coming if change.moment == coming[0].moment)


def _of_events(site: Site) -> Iterator[Change]:
    for event in site.events:
        yield Change(zones.utc(event.when.end), Kind.EVENT_ENDS, event.id)
        if window := revealing.window(event):
            yield Change(zones.utc(window.opens), Kind.WINDOW_OPENS, event.id)
            yield Change(zones.utc(window.closes), Kind.WINDOW_CLOSES, event.id)


def _of_terms(site: Site, series: Series) -> Iterator[Change]:
    members: tuple[Member, ...] = series.board
    for member in members:
        if member.from_:
            yield Change(_midnight(site, member.from_.first_day), Kind.TERM_BEGINS, series.id)
        if member.until and not member.former:
            after = member.until.last_day + dt.timedelta(days=1)
            yield Change(_midnight(site, after), Kind.TERM_ENDS, series.id)


def _midnight(site: Site, day: dt.date) -> dt.datetime:
    return zones.utc(zones.midnight(day, site.settings.zone))
