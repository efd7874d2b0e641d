"""The world strip: the day of an event in each chosen city, and where in it the event lies.

Values only: a band for each city as paths for SVG, drawn by `templates/parts/time.html`. All bands begin with the
midnight of the event's own day and are 24 hours long, so that the event is at the same place of each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from seminarsite.model.event import Event, Timed
from seminarsite.model.site import Settings
from seminarsite.model.values import City, Zone
from seminarsite.tools import world, zones
from seminarsite.tools.world import Local

MINUTES = 24 * 60
"""The width of a band: real minutes since its beginning, also on days on which clocks change."""

HEIGHT = 10

NIGHT = (dt.time(22), dt.time(6))
WORK = (dt.time(8), dt.time(18))
"""From and until, by the clock of the city. Hours of people, not of the sun: when one sleeps, and when one is at work."""


@dataclass(frozen=True)
class Band:
    """The day in one city, as paths in a box of MINUTES times HEIGHT: its night, its hours of work, its midnight."""

    there: Local
    night: str
    work: str
    midnight: str


@dataclass(frozen=True)
class Strip:
    """The bands of an event, its own zone first; `event` is the path of the event on every one of them."""

    bands: tuple[Band, ...]
    event: str
    box: str = f"0 0 {MINUTES} {HEIGHT}"

    @property
    def cities(self) -> tuple[Local, ...]:
        """The chosen cities, without the event's own zone."""
        return tuple(band.there for band in self.bands[1:])


def strip(event: Event, settings: Settings, now: dt.datetime) -> Strip | None:
    """That of an event which is still to take place; None for others, and where no other city is chosen."""
    if not isinstance(event.when, Timed) or not event.status.takes_place or event.when.end <= now:
        return None
    cities = [city for city in world.cities_of(event.series, settings) if city.zone != event.zone]
    return draw(event.when, event.zone, world.around(event, cities)) if cities else None


def draw(when: Timed, home: Zone, cities: Iterable[Local]) -> Strip:
    """The strip of a time at home and in some cities."""
    midnight = zones.midnight(when.start.date(), home)
    own = world.local(when.start, City(zone=home))
    bands = tuple(_band(there, midnight) for there in (own, *cities))
    begins, ends = _minutes(when.start, midnight), _minutes(when.end, midnight)
    # What is shorter than a quarter of an hour could not be seen on a phone.
    return Strip(bands, _path([(begins, min(max(ends, begins + 15), MINUTES))]))


def _band(there: Local, begins: dt.datetime) -> Band:
    first = begins.astimezone(there.moment.tzinfo).date() - dt.timedelta(days=1)
    days = [first + dt.timedelta(days=number) for number in range(4)]

    def minute(day: dt.date, time: dt.time) -> int:
        return _minutes(zones.nearest(day, time, there.zone), begins)

    tomorrow = dt.timedelta(days=1)
    nights = [(minute(day, NIGHT[0]), minute(day + tomorrow, NIGHT[1])) for day in days]
    work = [(minute(day, WORK[0]), minute(day, WORK[1])) for day in days]
    dates = [(at, at + 4) for day in days if 0 < (at := minute(day, dt.time(0))) < MINUTES]
    return Band(there, _path(nights), _path(work), _path(dates))


def _minutes(moment: dt.datetime, begins: dt.datetime) -> int:
    return round((zones.utc(moment) - zones.utc(begins)) / dt.timedelta(minutes=1))


def _path(spans: list[tuple[int, int]]) -> str:
    """Boxes of the whole height from minute to minute, as far as they are within the band."""
    within = [(max(begins, 0), min(ends, MINUTES)) for begins, ends in spans]
    return "".join(f"M{begins} 0H{ends}V{HEIGHT}H{begins}Z" for begins, ends in within if begins < ends)
