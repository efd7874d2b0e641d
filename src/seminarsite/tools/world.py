"""One moment on the clocks of other cities, and where that is another hour than people there are used to.

Clocks do not change on the same day everywhere: noon in New York is 18:00 in Zurich, but 17:00 for three weeks of
March and one of autumn. What is *usual* in a city is the hour that the same hour on the event's own clock gave there
in most of the eight weeks before; where two hours were equally frequent, the later habit counts. So an hour that is
another one for three weeks is told each time, one that changes for good for four weeks, until people are used to it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from seminarsite.model.event import Event, Timed
from seminarsite.model.series import Series
from seminarsite.model.site import Settings
from seminarsite.model.values import City, Zone
from seminarsite.tools import zones

HABIT = 8
"""Weeks. More than twice as long as the clocks of Europe and America ever differ from the rest of the year (21 days),
so that such a time is never taken for the usual one."""

AS_USUAL = dt.timedelta(0)


@dataclass(frozen=True)
class ClockChange:
    """The day on which the clocks of a zone were, or will be, changed there."""

    zone: Zone
    day: dt.date


@dataclass(frozen=True)
class Local:
    """A moment on the clock of a city.

    `moment` is in its zone; `day_shift` is the number of days by which its date comes after that of the event (-1: the
    day before). It is `differs_by` later than usual there, or earlier where that is negative, `because` the clocks
    were changed there or where the event is; none where it is as usual, or where both were.
    """

    zone: Zone
    label: str | None
    moment: dt.datetime
    day_shift: int
    differs_by: dt.timedelta = AS_USUAL
    because: ClockChange | None = None

    @property
    def is_unusual(self) -> bool:
        return self.differs_by != AS_USUAL

    @property
    def usual_time(self) -> dt.time:
        """What the clock of the city shows in other weeks."""
        return (self.moment.replace(tzinfo=None) - self.differs_by).time()


def cities_of(series: Series | None, settings: Settings) -> tuple[City, ...]:
    """The cities that the organisers chose: of the series, else of the site. Each zone once."""
    chosen = (series and series.cities) or settings.cities
    found: dict[Zone, City] = {}
    for city in chosen:
        found.setdefault(city.zone, city)
    return tuple(found.values())


def local(moment: dt.datetime, city: City, usual: dt.timedelta | None = None) -> Local:
    """An aware moment, whose own zone has the event's day, in a city. `usual` is as `reading` gives it."""
    there = moment.astimezone(ZoneInfo(city.zone))
    now = reading(moment, city.zone)
    differs_by = AS_USUAL if usual is None else now - usual
    return Local(city.zone, city.label, there, (there.date() - moment.date()).days, differs_by)


def around(event: Event, cities: Iterable[City]) -> tuple[Local, ...]:
    """When an event begins in each of some cities, in their order; nothing for whole days."""
    if not isinstance(event.when, Timed):
        return ()
    start = event.when.start
    found = []
    for city in cities:
        there = local(start, city, usual(start, event.zone, city.zone) if is_regular(event) else None)
        found.append(replace(there, because=cause(start, event.zone, city.zone)) if there.is_unusual else there)
    return tuple(found)


def is_regular(event: Event) -> bool:
    """Whether it begins at the hour of its series, so that people are used to an hour at all."""
    if event.slot is not None:
        return True
    series = event.series
    return series is not None and not series.slots and series.time is not None and series.time == event.time


def usual(start: dt.datetime, home: Zone, there: Zone) -> dt.timedelta:
    """What the clock of a zone showed in most of the weeks before, at the hour of `start` in the zone `home`.

    As a length of time since the midnight with which the day began at home, as `reading` gives it.
    """
    weeks = [dt.timedelta(weeks=back) for back in range(1, HABIT + 1)]
    before = [reading(zones.nearest(start.date() - week, start.time(), home), there) for week in weeks]
    # Counter keeps the order in which it met them: of two that are equally frequent, the latest comes first.
    return Counter(before).most_common(1)[0][0]


def cause(start: dt.datetime, home: Zone, there: Zone) -> ClockChange | None:
    """Why it is another hour there than usual: of the two zones the one whose clocks were changed since it was usual.

    None if both were, or neither.
    """
    habit = usual(start, home, there)
    for back in range(1, HABIT + 1):
        before = zones.nearest(start.date() - dt.timedelta(weeks=back), start.time(), home)
        if reading(before, there) == habit:
            changed = [zone for zone in (home, there) if _offset(before, zone) != _offset(start, zone)]
            return ClockChange(changed[0], _last_change(start, changed[0])) if len(changed) == 1 else None
    return None


def _offset(moment: dt.datetime, zone: Zone) -> dt.timedelta | None:
    return moment.astimezone(ZoneInfo(zone)).utcoffset()


def _last_change(moment: dt.datetime, zone: Zone) -> dt.date:
    """The day of the latest change of the clocks of a zone before a moment; there must be one."""
    day = moment.astimezone(ZoneInfo(zone)).date()
    now = _offset(moment, zone)
    while _offset(zones.utc(zones.midnight(day, zone)) - dt.timedelta(seconds=1), zone) == now:
        day -= dt.timedelta(days=1)
    return day


def reading(moment: dt.datetime, there: Zone) -> dt.timedelta:
    """What the clock of a zone shows at an aware moment, counted from midnight of the date that `moment` itself has.

    Two readings differ by what the hand of a clock on the wall differs; days are 24 hours long.
    """
    wall = moment.astimezone(ZoneInfo(there)).replace(tzinfo=None)
    return wall - dt.datetime.combine(moment.date(), dt.time(0))
