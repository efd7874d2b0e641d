"""When an event takes place, in keys of its file: only what its series does not say already."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from seminarsite.importers.findings import FoundEvent
from seminarsite.importers.series import HOUR, Home, Wishes, length_of, on_wall
from seminarsite.model.series import Series, Slot
from seminarsite.model.values import RepeatedHour, Zone
from seminarsite.tools import zones
from seminarsite.writing.contentfiles import Plain


class Written(NamedTuple):
    """The keys; whether it is over as of now; and whether it became a whole day because no hour is known."""

    keys: dict[str, Plain]
    over: bool
    hourless: bool = False


class _Usual(NamedTuple):
    """What an event takes from its series if it says nothing."""

    zone: Zone
    time: dt.time | None
    length: dt.timedelta


def day_of(event: FoundEvent) -> dt.date:
    return event.start.date() if isinstance(event.start, dt.datetime) else event.start


def _usual(day: dt.date, of: Series | None, fallback: Zone, home: Home) -> _Usual:
    slot: Slot | None = of.slot_on(day) if of else None
    if slot:
        return _Usual(slot.zone, slot.time, slot.length)
    zone = (of and of.zone) or home.zone or fallback
    return _Usual(zone, of.time if of else None, (of and of.length) or HOUR)


def written(event: FoundEvent, of: Series | None, fallback: Zone, home: Home, wishes: Wishes) -> Written:
    start, last = event.start, event.end
    if not isinstance(start, dt.datetime):
        return _days(event, start, last, of, fallback, home, wishes)
    usual = _usual(start.date(), of, fallback, home)
    # The source's own zone stays, unless the event is at the hour of the series anyway, or knows but its offset from UTC.
    at_usual = on_wall(start, event.zone, usual.zone)
    zone = usual.zone
    floating = start.tzinfo is None and event.zone is None
    if floating and wishes.zone:
        zone = wishes.zone
    elif not floating and at_usual.time().replace(second=0) != usual.time:
        zone = event.zone or usual.zone
    local = on_wall(start, event.zone, zone)
    moment = _instant(local, zone)
    local = moment.replace(tzinfo=None)
    keys: dict[str, Plain] = {"date": local.date()}
    usual = _usual(local.date(), of, fallback, home)
    if local.time() != usual.time or zone != usual.zone:
        keys["time"] = local.time()
    if zone != usual.zone:
        keys["zone"] = zone
    if _is_twice(local, zone):
        keys["repeated-hour"] = "second" if moment.fold else "first"
    end = on_wall(last, event.zone, zone) if isinstance(last, dt.datetime) else None
    length = length_of(event)
    keys |= _end(moment, zones.after(moment, length) if length else None, end, usual.length)
    over = (zones.after(moment, length or usual.length) if not end else _instant(end, zone)) <= wishes.now
    return Written(keys, over)


def _end(
    start: dt.datetime, by_length: dt.datetime | None, end: dt.datetime | None, usual: dt.timedelta
) -> dict[str, Plain]:
    """`ends` on the same day, a length over midnight, the last day of what takes longer; nothing where it is as usual."""
    if by_length is None:
        if end is not None and end > start.replace(tzinfo=None) and end.date() > start.date():
            return {"until": end.date(), "ends": end.time()}
        return {}
    length = zones.utc(by_length) - zones.utc(start)
    if length == usual or length < dt.timedelta(minutes=1):
        return {}
    if by_length.date() == start.date() and by_length.time() > start.time():
        return {"ends": by_length.time()}
    return {"length": length}


def _days(
    event: FoundEvent, day: dt.date, last: dt.date | None, of: Series | None, fallback: Zone, home: Home, wishes: Wishes
) -> Written:
    until = last if last and not isinstance(last, dt.datetime) and last > day else None
    usual = _usual(day, of, fallback, home)
    over = dt.datetime.combine(until or day, dt.time(0), dt.UTC) + dt.timedelta(days=1) <= wishes.now
    keys: dict[str, Plain] = {"date": day, "until": until}
    if event.whole_day or until:
        return Written(keys | {"all-day": True}, over)
    if usual.time is not None:
        return Written(keys, over)
    if wishes.time is not None:
        zone = wishes.zone if wishes.zone and wishes.zone != usual.zone else None
        return Written(keys | {"time": wishes.time, "zone": zone}, over)
    return Written(keys | {"all-day": True}, over, hourless=True)


def _instant(local: dt.datetime, zone: Zone) -> dt.datetime:
    """Where the clocks skip the hour, the next one; where it comes twice, the one that is meant, else the first."""
    hour = RepeatedHour.SECOND if local.fold else RepeatedHour.FIRST
    time = local.time().replace(second=0, microsecond=0, fold=0)
    try:
        return zones.instant(local.date(), time, zone, hour)
    except zones.NoSuchTime as gap:
        return gap.after


def _is_twice(local: dt.datetime, zone: Zone) -> bool:
    try:
        zones.instant(local.date(), local.time().replace(fold=0), zone)
    except zones.TwiceTime:
        return True
    except zones.NoSuchTime:
        return False
    return False
