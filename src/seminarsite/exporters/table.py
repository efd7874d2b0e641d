"""The events as a table: CSV of RFC 4180, one row each, which every spreadsheet opens.

The columns have the names of the keys in content files, and their values are written as there.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable

from seminarsite import routes
from seminarsite.judging import revealing
from seminarsite.model.event import Event, Timed
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import Link, Phrase, Place, Tba
from seminarsite.tools import prose, zones

BOM = "\ufeff".encode()
"""By which Excel knows that a file is UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(site: Site, *, bom: bool = False) -> bytes:
    """One row for each event, in the order of time."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for event in site.events:
        writer.writerow(harmless(of(event, site.settings)) for of in COLUMNS.values())
    return (BOM if bom else b"") + stream.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it.

    Source: OWASP, "CSV Injection". Spreadsheets show such a cell without the apostrophe, or with it.
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def several(cells: Iterable[str]) -> str:
    """Many values of a cell, parted by semicolons; one within a value becomes a comma."""
    return "; ".join(cell.replace(";", ",") for cell in cells)


def _text(value: str | Tba | None) -> str:
    return "tba" if isinstance(value, Tba) else value or ""


def _phrase(value: Phrase | Tba | None) -> str:
    """With its TeX; a title that is set in two lines stands in one."""
    return " ".join(value.source.split()) if isinstance(value, Phrase) else _text(value)


def _hour(moment: dt.datetime | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def _starts(event: Event) -> dt.datetime | None:
    return event.when.start if isinstance(event.when, Timed) else None


def _ends(event: Event) -> dt.datetime | None:
    return event.when.end if isinstance(event.when, Timed) else None


def _utc(moment: dt.datetime | None) -> str:
    return f"{zones.utc(moment):%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def _last_day(event: Event) -> str:
    return event.when.last_day.isoformat() if event.when.last_day != event.date else ""


def _speakers(event: Event) -> str:
    if isinstance(event.speakers, Tba):
        return "tba"
    return several(a.speaker.name for a in event.people)


def _affiliations(event: Event) -> str:
    """In the order of the speakers; empty where none is known."""
    found = [a.affiliation_then or "" for a in event.people]
    return several(found) if any(found) else ""


def _place(event: Event) -> str:
    return _text(event.place.name) if isinstance(event.place, Place) else _text(event.place)


def _of_place(part: str) -> Callable[[Event, Settings], str]:
    return lambda event, _: _text(getattr(event.place, part)) if isinstance(event.place, Place) else ""


def _links(field: str) -> Callable[[Event, Settings], str]:
    """The addresses alone, each to be clicked on; files of the site with the address of the site."""

    def of(event: Event, settings: Settings) -> str:
        found: tuple[Link, ...] = getattr(event, field)
        return several(routes.outside(settings, link.url) for link in found)

    return of


COLUMNS: dict[str, Callable[[Event, Settings], str]] = {
    "id": lambda event, _: event.id,
    "series": lambda event, _: event.series.id if event.series else "",
    "kind": lambda event, _: event.kind.value,
    "status": lambda event, _: event.status.value,
    "date": lambda event, _: event.date.isoformat(),
    "until": lambda event, _: _last_day(event),
    "time": lambda event, _: _hour(_starts(event)),
    "ends": lambda event, _: _hour(_ends(event)),
    "zone": lambda event, _: event.zone,
    "start-utc": lambda event, _: _utc(_starts(event)),
    "end-utc": lambda event, _: _utc(_ends(event)),
    "title": lambda event, _: _phrase(event.title),
    "speakers": lambda event, _: _speakers(event),
    "affiliations": lambda event, _: _affiliations(event),
    "attendance": lambda event, _: event.attendance.value if event.attendance else "",
    "place": lambda event, _: _place(event),
    "venue": _of_place("venue"),
    "room": _of_place("room"),
    "city": _of_place("city"),
    "platform": lambda event, _: _text(event.online.platform) if event.online else "",
    "join": lambda event, _: revealing.public_link(event) or "",
    "language": lambda event, _: event.language or "",
    "topics": lambda event, _: several(event.topics),
    "audience": lambda event, _: event.audience or "",
    "host": lambda event, _: event.host or "",
    "joint-with": lambda event, _: several(event.joint_with),
    "message": lambda event, _: _phrase(event.message),
    "slides": _links("slides"),
    "video": _links("video"),
    "paper": _links("paper"),
    "code": _links("code"),
    "poster": _links("poster"),
    "links": _links("links"),
    "abstract": lambda event, _: prose.with_tex(event.abstract.html) if event.abstract else "",
    "page": lambda event, settings: routes.absolute(settings, routes.address(event)),
}
"""What each column holds. Only what everybody may see: of links for joining those that are public at all times."""
