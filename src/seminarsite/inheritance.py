"""An event takes from its series, and a series from the site, what it does not say itself.

Also where date, hour, zone and length become instants.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from seminarsite import mistakes, zones
from seminarsite.diagnostics import Report, Span
from seminarsite.model.event import Timed, WholeDays
from seminarsite.model.series import EventKind, Series
from seminarsite.model.site import Settings
from seminarsite.model.values import Attendance, Online, Place, Tba

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
    _hour(event, series, settings)
    when = _when(event, lambda *keys: next((spans[k] for k in (*keys, "") if k in spans), Span("")), report)
    if when is None:
        return None
    if "publish_from" in event:
        naive: dt.datetime = event["publish_from"]
        event["publish_from"] = _moment(naive, event["zone"])
    return {**event, "when": when}


def _where(event: dict[str, Any], series: Series | None) -> None:
    """Place, platform and attendance. A place that does not name itself is that of the series, elsewhere in it."""
    attendance: Attendance | None = event.get("attendance") or (series.attendance if series else None)
    usual = series.place if series else None
    place: Place | Tba | None = event.get("place", usual if attendance is not Attendance.ONLINE else None)
    if isinstance(place, Place) and place.name is None and usual is not None:
        said = {f.name: v for f in dataclasses.fields(place) if (v := getattr(place, f.name)) is not None}
        place = dataclasses.replace(usual, **said)
    online: Online | None = event.get("online")
    if series and series.online and attendance is not Attendance.IN_PERSON and "place" not in event:
        own = online or Online()
        said = {f.name: v for f in dataclasses.fields(own) if (v := getattr(own, f.name)) is not None}
        online = dataclasses.replace(series.online, **said)
    if attendance is None and (place or online):
        both = place is not None and online is not None
        attendance = Attendance.HYBRID if both else Attendance.IN_PERSON if place else Attendance.ONLINE
    event.update(place=place, online=online, attendance=attendance)


def _hour(event: dict[str, Any], series: Series | None, settings: Settings) -> None:
    """Hour, zone and length, from the slot of the day if there is one, else from series and site."""
    gathering = event["kind"].is_gathering or "until" in event
    if gathering and "time" not in event:
        event["all_day"] = True
    slot = series.slot_on(event["date"]) if series and not gathering else None
    usual_zone = slot.zone if slot else (series and series.zone) or settings.zone
    usual_label = slot.zone_label if slot else series.zone_label if series else None
    zone = event.setdefault("zone", usual_zone)
    if zone == usual_zone:
        event.setdefault("zone_label", usual_label)
        usual_time = slot.time if slot else series.time if series else None
        if usual_time is not None and not event.get("all_day"):
            event.setdefault("time", usual_time)
    if "ends" not in event:
        event.setdefault("length", slot.length if slot else (series and series.length) or HOUR)


def _when(event: Mapping[str, Any], at: Any, report: Report) -> Timed | WholeDays | None:
    first: dt.date = event["date"]
    last: dt.date = event.get("until", first)
    zone = event["zone"]
    if last < first:
        report.add(mistakes.ends_before_start(at("until")))
        return None
    if event.get("all_day"):
        return WholeDays(start=zones.midnight(first, zone), end=zones.midnight(last + dt.timedelta(days=1), zone))
    if "time" not in event:
        report.add(mistakes.no_time(at("date")))
        return None
    start = _instant(first, event["time"], event, at("time", "date"), report)
    if start is None:
        return None
    if "ends" in event:
        end = _instant(last, event["ends"], event, at("ends"), report)
    else:
        end = zones.after(start, event["length"] + (last - first))
    if end is not None and end <= start:
        report.add(mistakes.ends_before_start(at("ends", "until", "time")))
        return None
    return Timed(start=start, end=end) if end else None


def _instant(date: dt.date, time: dt.time, event: Mapping[str, Any], span: Span, report: Report) -> dt.datetime | None:
    zone = event["zone"]
    text = f"{date} {time:%H:%M}"
    try:
        return zones.instant(date, time, zone, event.get("repeated_hour"))
    except zones.NoSuchTime as gap:
        report.add(mistakes.no_such_time(span, text, zone, f"{gap.before:%H:%M}", f"{gap.after:%H:%M}"))
    except zones.TwiceTime:
        report.add(mistakes.twice_time(span, text, zone))
    return None


def _moment(naive: dt.datetime, zone: Any) -> dt.datetime:
    """An embargo's end: no mistake is made of a moment that the clocks skip or repeat."""
    try:
        return zones.instant(naive.date(), naive.time(), zone)
    except zones.NoSuchTime as gap:
        return gap.after
    except zones.TwiceTime:
        return naive.replace(tzinfo=zones.midnight(naive.date(), zone).tzinfo, fold=1)
