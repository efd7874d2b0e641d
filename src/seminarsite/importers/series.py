"""Which series an event belongs to, and what a new series has: its zone, its usual hour, its usual place."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from seminarsite.importers.findings import Findings, FoundEvent
from seminarsite.model.series import Series, Slot
from seminarsite.model.site import Site
from seminarsite.model.values import Phrase, Place, Weekday, Zone
from seminarsite.tools import characters, zones
from seminarsite.writing import names
from seminarsite.writing.contentfiles import Plain

HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the organiser says at the command line, and the moment (aware) as of which it is said."""

    now: dt.datetime
    series: str | None = None
    zone: Zone | None = None
    time: dt.time | None = None


@dataclass(frozen=True, kw_only=True)
class Home:
    """The site that takes the events in. `names` are paths below content/ and in secrets/ that are taken."""

    site: Site | None = None
    names: frozenset[str] = frozenset()

    @property
    def series(self) -> tuple[Series, ...]:
        return self.site.series if self.site else ()

    @property
    def zone(self) -> Zone | None:
        return self.site.settings.zone if self.site else None


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """For each event, in order, its series or none; and those series that are new."""

    of: Sequence[Series | None]
    new: tuple[Series, ...] = ()
    zone: Zone = field(default=Zone("UTC"))


def belonging(found: Findings, home: Home, wishes: Wishes) -> Belonging:
    """Series by the organiser's word, else by the event's, else the only one there is, else by the source's name."""
    known = {
        key: one
        for one in home.series
        for key in (one.id, characters.slug_of(one.title.text), characters.slug_of(one.name))
    }
    wanted = [_name(event, found, home, wishes) for event in found.events]
    zone = wishes.zone or home.zone or found.zone or _usual_zone(found.events) or _slots_zone(found) or Zone("UTC")
    groups: dict[str, list[FoundEvent]] = {}
    titles: dict[str, str] = {}
    for event, name in zip(found.events, wanted, strict=True):
        if name:
            groups.setdefault(_key(name), []).append(event)
            titles.setdefault(_key(name), name)
    if not groups and found.slots and (name := wishes.series or found.name or found.slots[0].name):
        groups[_key(name)], titles[_key(name)] = [], name
    made: dict[str, Series] = {}
    taken = {one.id for one in home.series}
    for key, events in groups.items():
        if key not in known:
            made[key] = _new(
                titles[key], events, found, wishes.zone or found.zone or _usual_zone(events) or zone, wishes, taken
            )
            taken.add(made[key].id)
    of = [(known.get(_key(name)) or made.get(_key(name))) if name else None for name in wanted]
    return Belonging(of=of, new=tuple(made.values()), zone=zone)


def _key(name: str) -> str:
    return characters.slug_of(name) or name


def _name(event: FoundEvent, found: Findings, home: Home, wishes: Wishes) -> str | None:
    if wishes.series or event.series:
        return wishes.series or event.series
    return home.series[0].id if len(home.series) == 1 else found.name


def _usual_zone(events: Iterable[FoundEvent]) -> Zone | None:
    votes = Counter(event.zone for event in events if event.zone)
    return votes.most_common(1)[0][0] if votes else None


def _slots_zone(found: Findings) -> Zone | None:
    return next((slot.zone for slot in found.slots if slot.zone), None)


def wall(event: FoundEvent, zone: Zone) -> dt.datetime | None:
    """The clock on the wall of a zone when an event begins; None where no hour is known."""
    if not isinstance(event.start, dt.datetime):
        return None
    return on_wall(event.start, event.zone, zone)


def on_wall(moment: dt.datetime, own: Zone | None, zone: Zone) -> dt.datetime:
    """A moment as the clocks of a zone show it, without its zone; on the wall of its own zone, or of none, before."""
    try:
        if moment.tzinfo is None and own and own != zone:
            moment = zones.nearest(moment.date(), moment.time(), own)
        return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if moment.tzinfo else moment
    except (OverflowError, ValueError):
        return moment.replace(tzinfo=None)


def _new(
    title: str, events: Sequence[FoundEvent], found: Findings, zone: Zone, wishes: Wishes, taken: Iterable[str]
) -> Series:
    slot = _slot(events, zone) or _slot_for_ever(found, zone)
    places = Counter(event.where for event in events if event.where)
    place, number = places.most_common(1)[0] if places else (None, 0)
    return Series(
        id=names.free([title], set(taken)),
        title=Phrase(title, title, title),
        slots=(slot,) if slot else (),
        zone=zone,
        time=wishes.time or _hour(events, zone) if slot is None else None,
        place=Place(name=place) if place and number >= 3 and number > len(events) / 2 else None,
    )


def _slot(events: Sequence[FoundEvent], zone: Zone) -> Slot | None:
    """The hour of the week at which more than half of at least three events begin."""
    hours: Counter[tuple[int, dt.time]] = Counter()
    lengths: dict[tuple[int, dt.time], Counter[dt.timedelta]] = {}
    for event in events:
        if start := wall(event, zone):
            key = start.weekday(), start.time().replace(second=0)
            hours[key] += 1
            if length := length_of(event):
                lengths.setdefault(key, Counter())[length] += 1
    if not hours:
        return None
    (weekday, time), number = min(hours.items(), key=lambda one: (-one[1], one[0]))
    if number < 3 or number * 2 <= sum(hours.values()):
        return None
    usual = lengths.get((weekday, time))
    length = usual.most_common(1)[0][0] if usual else HOUR
    return Slot(weekday=Weekday(weekday), time=time, zone=zone, length=length)


def _hour(events: Sequence[FoundEvent], zone: Zone) -> dt.time | None:
    """The hour at which most events begin, whatever their day."""
    times = Counter(start.time().replace(second=0) for event in events if (start := wall(event, zone)))
    for time, number in times.most_common(1):
        if number >= 3 and number * 2 > sum(times.values()):
            return time
    return None


def _slot_for_ever(found: Findings, zone: Zone) -> Slot | None:
    for one in found.slots[:1]:
        start = on_wall(one.start, one.zone, zone)
        return Slot(
            weekday=Weekday(start.weekday()), time=start.time(), zone=zone, length=one.length, every=one.every, from_=start.date()
        )  # fmt: skip
    return None


def length_of(event: FoundEvent) -> dt.timedelta | None:
    """How long an event takes, at most a day; None where nobody says."""
    if isinstance(event.start, dt.datetime) and isinstance(event.end, dt.datetime):
        length = event.end - event.start
        return length if dt.timedelta(0) < length <= dt.timedelta(days=1) else None
    return event.length


def file_of(series: Series) -> Mapping[str, Plain]:
    """The keys of a new series' file."""
    (slot,) = series.slots or (None,)
    return {
        "title": series.title.text,
        "slot": None
        if slot is None
        else {
            "weekday": slot.weekday.name.capitalize(),
            "time": slot.time,
            "zone": slot.zone,
            "length": slot.length,
            "every": slot.every if slot.every > 1 else None,
            "from": slot.from_,
        },
        "zone": None if slot else series.zone,
        "time": series.time,
        "place": series.place.name if series.place else None,
    }
