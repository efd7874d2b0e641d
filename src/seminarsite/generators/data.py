"""The whole site as JSON: `site.json`, and the events of each season in a file of their own.

It holds what the pages say, and depends on the moment of the build only where an embargo ends: what is upcoming, who
serves on a board and when a window is open is for the reader to work out. What is told is ruled in `dataschema`.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
from collections.abc import Iterator
from typing import Any

from seminarsite import routes
from seminarsite.generators import dataschema
from seminarsite.generators.citations import citation
from seminarsite.judging import revealing
from seminarsite.model.entry import Entry
from seminarsite.model.event import Event, Timed
from seminarsite.model.joining import Visibility
from seminarsite.model.season import Season, by_season, season_of
from seminarsite.model.series import Series
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import MonthDay, PartialDate, Phrase, Prose, Tba
from seminarsite.outputs import File
from seminarsite.tools import prose, zones

Value = dict[str, Any]


def whole(site: Site) -> Iterator[File]:
    yield File(address=routes.data(site), make=_whole, arguments=(site,))


def seasons(site: Site) -> Iterator[File]:
    for season, events in by_season(site.events, site.settings.season_starts).items():
        yield File(address=routes.data(season), make=_season_file, arguments=(site.settings, season, events))


def schema(site: Site) -> Iterator[File]:
    yield File(address=routes.SCHEMA, make=_schema, arguments=(site.settings,))


def _schema(settings: Settings) -> bytes:
    url = routes.absolute(settings, routes.SCHEMA)
    return json.dumps(dataschema.json_schema(url), ensure_ascii=False, indent=1).encode() + b"\n"


def _whole(site: Site) -> bytes:
    return _dumped(whole_value(site))


def whole_value(site: Site) -> Value:
    """What `site.json` holds."""
    settings = site.settings
    site_files = {
        "calendar": routes.calendar(site),
        "feed": routes.FEED,
        "bibtex": routes.bibliography(site),
        "programme": routes.plain(site),
        "embed": routes.embed(site),
    }
    told = by_season(site.events, settings.season_starts)
    return {
        "schema": _version(settings),
        "kind": "site",
        "site": _entry(settings, settings, files=_absolute(settings, site_files)),
        "series": [_series(series, settings) for series in site.series],
        "speakers": [_entry(speaker, settings) for speaker in site.speakers],
        "pages": [_entry(page, settings) for page in site.pages],
        "seasons": [_season(season, len(events), settings) for season, events in told.items()],
        "events": [_brief(event, settings) for event in site.events],
    }


def _season_file(settings: Settings, season: Season, events: tuple[Event, ...]) -> bytes:
    return _dumped(
        {
            "schema": _version(settings),
            "kind": "season",
            "season": _season(season, len(events), settings),
            "events": [event_value(event, settings) for event in events],
        }
    )


def _dumped(value: Value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _version(settings: Settings) -> Value:
    return {"version": dataschema.VERSION, "url": routes.absolute(settings, routes.SCHEMA)}


# --- things --------------------------------------------------------------------------------------


def _season(season: Season, events: int, settings: Settings) -> Value:
    url, data = (routes.absolute(settings, there) for there in (routes.address(season), routes.data(season)))
    return {"label": season.label, "url": url, "data": data, "events": events}


def _series(series: Series, settings: Settings) -> Value:
    files = {
        "calendar": routes.calendar(series),
        "bibtex": routes.bibliography(series),
        "embed": routes.embed(series),
    }
    return _entry(series, settings, files=_absolute(settings, files))


def _brief(event: Event, settings: Settings) -> Value:
    found = {
        "id": event.id,
        "url": routes.absolute(settings, routes.address(event)),
        "kind": event.kind.value,
        "status": event.status.value,
        "season": season_of(event.date, settings.season_starts).label,
        **_moments(event),
        "title": event.title.text if isinstance(event.title, Phrase) else None,
    }
    if event.series:
        found["series"] = event.series.id
    if event.everybody:
        found["speakers"] = [appearance.speaker.id for appearance in event.everybody]
    return found


def event_value(event: Event, settings: Settings) -> Value:
    """All that is told of an event."""
    files = {"calendar": routes.calendar(event), "plain_text": routes.plain(event)}
    if citation(event, settings):
        files |= {"bibtex": routes.bibliography(event), "ris": routes.ris(event)}
    season = season_of(event.date, settings.season_starts).label
    found = _entry(event, settings, **_moments(event), season=season, files=_absolute(settings, files))
    if join := _join(event):
        found["join"] = join
    return found


def _join(event: Event) -> Value | None:
    """The rule; and of the link only one that is public at all times, as in calendars."""
    join = revealing.rule_of(event)
    if join is None:
        return None
    found: Value = {"rule": join.rule.value}
    if link := revealing.public_link(event):
        found["link"] = link
    if join.rule is Visibility.REGISTRATION and join.registration:
        found["registration"] = join.registration
    if window := revealing.window(event):
        found |= {"opens": _utc(window.opens), "closes": _utc(window.closes)}
    return found


def _moments(event: Event) -> Value:
    """Of whole days the first and the last, both counted in; else instants."""
    zone = {"zone": event.zone} | ({"zone_label": event.zone_label} if event.zone_label else {})
    if not isinstance(event.when, Timed):
        first, last = event.date.isoformat(), event.when.last_day.isoformat()
        return {"start": {"date": first, **zone}, "end": {"date": last, **zone}}
    moments = {"start": event.when.start, "end": event.when.end}
    return {
        name: {
            "date": moment.date().isoformat(),
            "local": moment.isoformat(timespec="seconds")[:25],  # RFC 3339 has no seconds in an offset
            "utc": _utc(moment),
            **zone,
        }
        for name, moment in moments.items()
    }


def _utc(moment: dt.datetime) -> str:
    return f"{zones.utc(moment):%Y-%m-%dT%H:%M:%SZ}"


def _absolute(settings: Settings, files: dict[str, str]) -> dict[str, str]:
    return {name: routes.absolute(settings, address) for name, address in files.items()}


# --- by the model --------------------------------------------------------------------------------


def _entry(entry: Any, settings: Settings, **besides: Any) -> Value:
    """Something with an id and an address of its own."""
    return {**_part(entry, settings), "url": routes.absolute(settings, routes.address(entry)), **besides}


def _part(part: Any, settings: Settings) -> Value:
    """The fields that are told: one that is not stated has no key, and one to be announced is null."""
    found: Value = {}
    for key, field in dataschema.told(part.__class__):
        said = getattr(part, field.attribute)
        if said is None or said == ():
            continue
        if isinstance(said, str) and not isinstance(said, enum.Enum) and dataschema.leads_within(field.type):
            said = said if said.startswith(("http:", "https:")) else routes.absolute(settings, said)
        found[key] = _value(said, settings)
    return found


def _tex(text: Phrase | Prose) -> str:
    if isinstance(text, Phrase):
        return text.source
    return prose.with_tex(text.html) if "<math" in text.html else text.text


def _value(said: Any, settings: Settings) -> Any:
    match said:
        case Tba():
            return None
        case enum.IntEnum():
            return said.name.lower()
        case enum.Enum():
            return said.value
        case str() | bool() | int() | float():
            return said
        case dt.date():
            return said.isoformat()
        case dt.time():
            return f"{said:%H:%M}"
        case dt.timedelta():
            return round(said.total_seconds() / 60)
        case PartialDate():
            return str(said)
        case MonthDay():
            return f"{said.month:02}-{said.day:02}"
        case Phrase() | Prose():
            html = routes.linked(said.html, lambda there: routes.absolute(settings, there))
            return {"text": said.text, "html": html, "tex": _tex(said)}
        case Entry():
            return said.id
        case tuple():
            return [_value(one, settings) for one in said]
    return _part(said, settings)
