"""An event takes from its series, and a series from the site, what it does not say itself.

Also where date, hour, zone and length become instants.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from seminarsite import mistakes
from seminarsite.diagnostics import Report, Span
from seminarsite.model.event import Timed, WholeDays
from seminarsite.model.joining import Join, Online
from seminarsite.model.series import EventKind, Series
from seminarsite.model.site import Settings
from seminarsite.model.values import Attendance, Place, Tba, Zone
from seminarsite.tools import zones

HOUR = dt.timedelta(hours=1)


def complete(
    values: Mapping[str, Any], spans: Mapping[str, Span], settings: Settings, report: Report
) -> dict[str, Any] | None:
    """All values of an event from those written in its file; None where its time makes no sense."""
    series: Series | None = values.get("series")
    event = dict(values)
    event.setdefault("kind", series.kind if series else EventKind.SEMINAR)
    event.setdefault("language", (series and series.language) or settings.language)
    event.setdefault("clock", (series and series.clock) or settings.clock)
    if series:
        for key in ("topics", "audience", "feedback", "credit"):
            event.setdefault(key, getattr(series, key))
    _where(event, series)
    usual_zone = _hour(event, series, settings)
    when = _when(event, usual_zone, lambda *keys: next((spans[k] for k in (*keys, "") if k in spans), Span("")), report)
    if when is None:
        return None
    if "publish_from" in event:
        naive: dt.datetime = event["publish_from"]
        event["publish_from"] = _moment(naive, event["zone"])
    return {**event, "when": when}


def _where(event: dict[str, Any], series: Series | None) -> None:
    """Place, platform and attendance, as far as the event does not say them itself."""
    usual = series.place if series else None
    attendance: Attendance | None = event.get("attendance")
    if attendance is None and series:
        # A place of its own takes an event out of a series online, and a platform out of one in person.
        contrary = {Attendance.ONLINE: "place", Attendance.IN_PERSON: "online"}
        attendance = series.attendance if series.attendance and contrary.get(series.attendance) not in event else None
    place: Place | Tba | None = event.get("place", usual if attendance is not Attendance.ONLINE else None)
    if isinstance(place, Place) and usual and place.name in (None, usual.name):
        place = _filled(place, usual)
    online: Online | None = event.get("online")
    is_online = attendance is not Attendance.IN_PERSON and (attendance or "place" not in event or usual)
    if series and series.online and is_online and (online is None or online.platform in (None, series.online.platform)):
        own, usual_join = online and online.join, series.online.join
        online = _filled(online or series.online, series.online)
        if own and usual_join:  # another link keeps the rule of the series, another rule its link
            online = dataclasses.replace(online, join=_filled(own, usual_join))
    if attendance is None and (place or online):
        both = place is not None and online is not None
        attendance = Attendance.HYBRID if both else Attendance.IN_PERSON if place else Attendance.ONLINE
    event.update(place=place, online=online, attendance=attendance)


P = TypeVar("P", Place, Online, Join)


def _filled(own: P, usual: P) -> P:
    """What `own` leaves out is as usual."""
    said = {f.name: v for f in dataclasses.fields(own) if (v := getattr(own, f.name)) is not None}
    return dataclasses.replace(usual, **said)


def _hour(event: dict[str, Any], series: Series | None, settings: Settings) -> Zone | None:
    """Hour, zone and length, from the slot of the day if there is one, else from series and site.

    The result is the zone of the usual hour, where the event has neither that hour nor one of its own.
    """
    gathering = event["kind"].is_gathering or "until" in event
    if gathering and "time" not in event:
        event.setdefault("all_day", True)
    slot = series.slot_on(event["date"]) if series and not gathering else None
    usual_zone = slot.zone if slot else (series and series.zone) or settings.zone
    usual_label = slot.zone_label if slot else series.zone_label if series else None
    usual_time = slot.time if slot else series.time if series else None
    zone = event.setdefault("zone", usual_zone)
    if "ends" not in event:
        event.setdefault("length", slot.length if slot else (series and series.length) or HOUR)
    if zone != usual_zone:
        return usual_zone if usual_time is not None else None
    event.setdefault("zone_label", usual_label)
    if usual_time is not None and not event.get("all_day"):
        event.setdefault("time", usual_time)
    return None


def _when(
    event: Mapping[str, Any], usual_zone: Zone | None, at: Callable[..., Span], report: Report
) -> Timed | WholeDays | None:
    first: dt.date = event["date"]
    last: dt.date = event.get("until", first)
    zone = event["zone"]
    if last < first:
        report.add(mistakes.ends_before_start(at("until")))
        return None
    if event.get("all_day"):
        if "time" in event:
            report.add(mistakes.not_heeded(at("time"), "time", "all-day"))
        return WholeDays(start=zones.midnight(first, zone), end=zones.midnight(last + dt.timedelta(days=1), zone))
    if "time" not in event:
        no_time = mistakes.no_time_in_zone(at("zone"), zone, usual_zone) if usual_zone else mistakes.no_time(at("date"))
        report.add(no_time)
        return None
    start = _instant(first, event["time"], event, at("time", "date"), report)
    if start is None:
        return None
    if "ends" in event:
        if "length" in event:
            report.add(mistakes.not_heeded(at("length"), "length", "ends"))
        end = _instant(last, event["ends"], event, at("ends"), report)
    else:
        last_start = start if last == first else _instant(last, event["time"], event, at("until"), report)
        end = last_start and zones.after(last_start, event["length"])
    # As instants: on the wall an hour that comes twice ends when it begins.
    if end is not None and zones.utc(end) <= zones.utc(start):
        report.add(mistakes.ends_before_start(at("ends", "until", "time")))
        return None
    return Timed(start=start, end=end) if end else None


def _instant(date: dt.date, time: dt.time, event: Mapping[str, Any], span: Span, report: Report) -> dt.datetime | None:
    zone = event["zone"]
    try:
        return zones.instant(date, time, zone, event.get("repeated_hour"))
    except zones.NoSuchTime as gap:
        text = f"{date} {time:%H:%M}"
        form = "%H:%M" if gap.before.date() == gap.after.date() else "%Y-%m-%d %H:%M"
        report.add(mistakes.no_such_time(span, text, zone, gap.before.strftime(form), gap.after.strftime(form)))
    except zones.TwiceTime:
        report.add(mistakes.twice_time(span, f"{date} {time:%H:%M}", zone))
    return None


def _moment(naive: dt.datetime, zone: Any) -> dt.datetime:
    """An embargo's end: no mistake is made of a moment that the clocks skip or repeat."""
    try:
        return zones.instant(naive.date(), naive.time(), zone)
    except zones.NoSuchTime as gap:
        return gap.after
    except zones.TwiceTime:
        return naive.replace(tzinfo=zones.midnight(naive.date(), zone).tzinfo, fold=1)
