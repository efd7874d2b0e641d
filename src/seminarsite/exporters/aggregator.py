"""A series as researchseminars.org takes it: what one posts to `save/series` and `save/talk` of its API, version 0.

The shape is that of its `lookup/series`, so that both can be compared: `properties` of the series, and its `talks`.
Source: github.com/roed314/seminars, seminars/api/main.py and example.py, and Schema.md. Nothing is sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from seminarsite import routes
from seminarsite.judging import revealing
from seminarsite.model.event import Event, Timed
from seminarsite.model.joining import Visibility
from seminarsite.model.series import Series, Slot
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import Attendance, Phrase, Place
from seminarsite.sentences.wording import Words
from seminarsite.tools import prose

Payload = dict[str, Any]

OPEN, PASSWORD, REGISTRATION = 0, 2, 5
"""What it calls access_control. Our other rules are none of its own: then no access is told."""
PUBLIC = 2
SHORTEST_ID, LONGEST_ID = 3, 32


def aggregated(site: Site, series: Series, *, topics: Iterable[str] = (), existing: bool = False) -> bytes:
    """The payloads of a series, as UTF-8 JSON. `topics` are ids of theirs, as math_AG.

    With `existing` without organisers, which its API refuses for a series that it knows already.
    """
    own = tuple(topics)
    talks = [_talk(event, series, site.settings, own) for event in site.events_of(series) if _is_talk(event)]
    found = {"properties": _properties(series, site, own, existing=existing), "talks": talks}
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"


def left_out(site: Site, series: Series) -> tuple[Event, ...]:
    """Events that it has no form for: without hours, or that do not take place."""
    return tuple(event for event in site.events_of(series) if not _is_talk(event))


def series_id(series: Series) -> str:
    """Of 3 to 32 letters, digits, hyphens and underscores."""
    found = re.sub(r"[^A-Za-z0-9_-]", "", series.acronym or "")
    found = found if len(found) >= SHORTEST_ID else series.id
    return found[:LONGEST_ID].rstrip("-").ljust(SHORTEST_ID, "_")


def _is_talk(event: Event) -> bool:
    return isinstance(event.when, Timed) and event.status.takes_place


def _properties(series: Series, site: Site, topics: tuple[str, ...], *, existing: bool) -> Payload:
    settings = site.settings
    organisers = [member for member in series.organisers or series.board if member.is_serving(site.today)]
    frequency = {slot.every * 7 for slot in series.slots}
    contact = next((c.email for c in (series.contact, series.suggestions) if c and c.email), None)
    found: Payload = {
        "series_id": series_id(series),
        "name": " ".join(series.title.source.split()),
        "is_conference": series.kind.is_gathering,
        "topics": list(topics),
        "keywords": ", ".join(series.topics),
        "language": _language(series.language or settings.language),
        "institutions": [],
        "timezone": series.slots[0].zone if series.slots else series.zone or settings.zone,
        "homepage": routes.absolute(settings, routes.address(series)),
        "visibility": PUBLIC,
        "description": series.format.text if series.format else "",
        "comments": prose.with_tex(series.introduction.html) if series.introduction else "",
        "online": series.attendance in (Attendance.ONLINE, Attendance.HYBRID),
        "room": Words.of(settings).place(series.place) if isinstance(series.place, Place) else "",
        "frequency": min(frequency, default=None),
        "slots": [_slot(slot) for slot in series.slots],
        "organizers": [
            {
                "name": member.name,
                "email": member.email or contact or "",
                "homepage": member.homepage or "",
                "organizer": member in series.organisers,
                "order": number,
                "display": True,
            }
            for number, member in enumerate(organisers)
        ],
    }
    if existing:
        del found["organizers"]
    return _stated(found, keep=frozenset(("is_conference", "topics", "institutions", "slots", "organizers", "online")))


def _slot(slot: Slot) -> str:
    """Wed 12:00-13:00"""
    start = slot.time.hour * 60 + slot.time.minute
    end = (start + round(slot.length.total_seconds() / 60)) % (24 * 60)
    day = slot.weekday.name.capitalize()[:3]
    return f"{day} {start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def _talk(event: Event, series: Series, settings: Settings, topics: tuple[str, ...]) -> Payload:
    words = Words.of(settings, event.language)
    homepages = [a.speaker.homepage for a in event.people]
    affiliations = dict.fromkeys(a.affiliation_then for a in event.people if a.affiliation_then)
    found: Payload = {
        "series_id": series_id(series),
        "title": " ".join(event.title.source.split()) if isinstance(event.title, Phrase) else "",
        "abstract": prose.with_tex(event.abstract.html) if event.abstract else "",
        "speaker": ", ".join(a.speaker.name for a in event.people) or _nobody(event),
        "speaker_affiliation": "; ".join(affiliations),
        "speaker_homepage": (homepages[0] or "") if len(homepages) == 1 else "",
        "start_time": event.when.start.isoformat(timespec="seconds"),
        "end_time": event.when.end.isoformat(timespec="seconds"),
        "timezone": event.zone,
        "topics": list(topics),
        "keywords": ", ".join(event.topics),
        "language": _language(event.language or series.language or settings.language),
        "online": event.attendance in (Attendance.ONLINE, Attendance.HYBRID),
        "room": words.place(event.place) if isinstance(event.place, Place) else "",
        "slides_link": _first(event, settings, "slides"),
        "video_link": _first(event, settings, "video"),
        "paper_link": _first(event, settings, "paper"),
        "comments": _comments(event, settings),
        **_access(event),
    }
    return _stated(found, keep=frozenset(("title", "topics", "online")))


def _nobody(event: Event) -> str:
    """It wants a name, and writes TBA itself where there is none; a gathering has its title."""
    return event.title.text if isinstance(event.title, Phrase) and event.kind.is_gathering else "TBA"


def _first(event: Event, settings: Settings, field: str) -> str:
    links = getattr(event, field)
    return routes.outside(settings, links[0].url) if links else ""


def _comments(event: Event, settings: Settings) -> str:
    """What changed of late, and our page, by which one knows the talk again."""
    message = event.message.text if event.message else ""
    return "\n\n".join(part for part in (message, routes.absolute(settings, routes.address(event))) if part)


def _access(event: Event) -> Payload:
    """Of links for joining only those that are public at all times."""
    join = revealing.rule_of(event)
    if join is None:
        return {}
    if join.rule is Visibility.REGISTRATION and join.registration:
        return {"access_control": REGISTRATION, "access_registration": join.registration}
    if join.rule is Visibility.LOCKED and join.riddle:
        return {"access_control": PASSWORD, "access_hint": join.riddle.text}
    link = revealing.public_link(event)
    return {"access_control": OPEN, "live_link": link} if link else {}


def _language(tag: str) -> str:
    """ISO 639 alone, as en of en-GB."""
    return tag.split("-", maxsplit=1)[0].lower()


def _stated(payload: Payload, keep: frozenset[str]) -> Payload:
    """Without what is not known: its API then leaves what it has."""
    return {key: value for key, value in payload.items() if value not in ("", None, []) or key in keep}
