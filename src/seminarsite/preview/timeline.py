"""Moments for the preview's slider of time: those at which the output changes, and one that somebody typed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from seminarsite.changes import changes
from seminarsite.reading.written import Written
from seminarsite.tools import zones

FIRST_YEAR, LAST_YEAR = 1900, 2200
_BEFORE, _AFTER = dt.datetime(FIRST_YEAR, 1, 1, tzinfo=dt.UTC), dt.datetime(LAST_YEAR, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Timeline:
    """The moments (UTC, in order) from which on the output is otherwise, and the range that they lie in."""

    moments: tuple[dt.datetime, ...]
    first: dt.datetime
    last: dt.datetime

    def before(self, now: dt.datetime) -> dt.datetime | None:
        """The last change before `now` (aware), not the one that makes it what it is at `now`."""
        at = bisect_left(self.moments, now)
        return self.moments[at - 1] if at else None

    def after(self, now: dt.datetime) -> dt.datetime | None:
        at = bisect_right(self.moments, now)
        return self.moments[at] if at < len(self.moments) else None

    def ticks(self, most: int = 60) -> tuple[dt.datetime, ...]:
        """At most so many of the moments, spread over all of them."""
        step = -(-len(self.moments) // most) or 1
        return self.moments[::step]


def timeline(written: Written, now: dt.datetime) -> Timeline:
    """Of everything that was written but drafts; `now` (aware) lies in its range."""
    early, late = written.at(_BEFORE), written.at(_AFTER)
    whole = dataclasses.replace(late, now=_BEFORE, embargoes=early.embargoes)
    moments = sorted({change.moment for change in changes(whole)})
    starts = [zones.utc(event.when.start) for event in late.events]
    day = dt.timedelta(days=1)
    marks = [*starts[:1], *moments, now.astimezone(dt.UTC)]
    return Timeline(tuple(moments), min(marks) - day, max(marks) + day)


def moment(text: str, zone: str) -> dt.datetime | None:
    """What `?now=` says, in UTC: 2025-10-20T12:00:00Z, or a date or hour on the wall in `zone`. None for all else."""
    try:
        found = dt.datetime.fromisoformat(text.replace(" ", "+"))  # a plus that nobody has encoded
    except ValueError:
        return None
    if not FIRST_YEAR <= found.year < LAST_YEAR:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))).astimezone(dt.UTC).replace(microsecond=0)
