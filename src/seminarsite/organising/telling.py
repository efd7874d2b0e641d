"""An overview in words, as the command line speaks them, and as JSON for programs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from seminarsite.judging import revealing
from seminarsite.judging.missing import Missing, Part
from seminarsite.model.event import Event, Status, Timed
from seminarsite.model.people import Speaker
from seminarsite.model.values import Tba
from seminarsite.organising.standing import Chapter, Free, Overview, Standing, Term, people_of
from seminarsite.tools import mail

Changes = Mapping[str, tuple[str, ...]]
"""What the ledger does not know yet: what has happened, by the names of the events."""

NOBODY = "no speaker yet"
NO_TITLE = "no title yet"


def day(date: dt.date) -> str:
    """Wed 2025-03-12, as content files have it."""
    return f"{date:%a} {date.isoformat()}"


def heading(overview: Overview) -> str:
    """Of what, and as of when: Example Seminar, season 2025/26, as of Wed 2025-03-12 13:00 (Europe/Zurich)"""
    site = overview.site
    there = site.now.astimezone(ZoneInfo(site.settings.zone))
    name = overview.series.name if overview.series else site.settings.title.text
    season = f", season {overview.season.label}" if overview.season else ""
    return f"{mail.line(name)}{season}, as of {day(there.date())} {there:%H:%M} ({site.settings.zone})"


def name(chapter: Chapter) -> str:
    return mail.line(chapter.series.name) if chapter.series else "Without a series"


def people(event: Event) -> str:
    names = [mail.line(appearance.speaker.name) for appearance in event.everybody]
    if len(names) > 2:
        return f"{names[0]} and {len(names) - 1} others"
    return " and ".join(names) or ("" if event.kind.is_gathering else NOBODY)


def title(event: Event) -> str:
    return NO_TITLE if isinstance(event.title, Tba) else mail.line(event.title.text)


def states(standing: Standing) -> tuple[str, ...]:
    """What visitors do not see, or see as another state: draft, embargoed, cancelled."""
    found = ["draft"] if standing.is_draft else []
    if standing.embargo:
        found.append("embargoed")
    if standing.event.status is not Status.CONFIRMED:
        found.append(standing.event.status.value)
    return tuple(found)


def lacking(standing: Standing, one: Missing) -> str:
    """title: overdue by 3 days, since Sun 2025-03-09"""
    left = standing.days_left(one)
    if left < 0:
        return f"{one.part}: overdue by {_days(-left)}, since {day(one.day)}"
    if left == 0:
        return f"{one.part}: due today"
    return f"{one.part}: due in {_days(left)}, on {day(one.day)}"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def whom(standing: Standing) -> tuple[Speaker, ...]:
    """Who can be asked for what is missing."""
    if standing.lacks_part(Part.SPEAKER) or not standing.lacks:
        return ()
    return people_of(standing.event)


def free(one: Free) -> str:
    """Free: Wed 2025-03-19, Wed 2025-03-26 and 4 more"""
    days = ", ".join(map(day, one.days))
    if one.is_guess:
        return f"Next edition, by its rhythm: about {days}"
    return f"Free: {days}{f' and {one.more} more' if one.more else ''}"


def term(one: Term) -> str:
    return f"Term ends: {mail.line(one.member.name)}, {day(one.day)}"


def change(name: str, kinds: tuple[str, ...]) -> str:
    return f"{name}: {', '.join(kinds)}"


def summary(overview: Overview, changes: Changes) -> str:
    """The last line: 5 events to come, 2 things overdue, 1 change not in the ledger."""
    told = [_many(len(overview.to_come), "event"), "to come"]
    late = overview.overdue
    parts = [" ".join(told), f"{_many(late, 'thing')} overdue" if late else "nothing overdue"]
    if changes:
        parts.append(f"{_many(len(changes), 'change')} that the ledger does not know (`seminarsite record`)")
    return f"{', '.join(parts)}."


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# --- for programs --------------------------------------------------------------------------------


def as_json(overview: Overview, changes: Changes, *, addresses: bool) -> str:
    """All of it. `addresses` are private ones: a log that others read should not have them."""
    told: dict[str, Any] = {
        "now": overview.site.now.isoformat().replace("+00:00", "Z"),
        "series": overview.series.id if overview.series else None,
        "season": overview.season.label if overview.season else None,
        "overdue": overview.overdue,
        "events": [_event(one, addresses=addresses) for one in overview.standings],
        "free": [
            {
                "series": one.series.id,
                "days": [d.isoformat() for d in one.days],
                "more": one.more,
                "guess": one.is_guess,
            }
            for one in overview.free
        ],
        "terms": [
            {"series": one.series.id, "name": one.member.name, "until": one.day.isoformat()} for one in overview.terms
        ],
        "unrecorded": [{"event": name, "changes": list(kinds)} for name, kinds in changes.items()],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _event(standing: Standing, *, addresses: bool) -> dict[str, Any]:
    event = standing.event
    asked: list[dict[str, str | None]] = [{"name": speaker.name} for speaker in whom(standing)]
    if addresses:
        asked = [{"name": speaker.name, "email": revealing.address_of(speaker)} for speaker in whom(standing)]
    return {
        "id": event.id,
        "file": event.at().path,
        "series": event.series.id if event.series else None,
        "date": event.date.isoformat(),
        "start": event.when.start.isoformat() if isinstance(event.when, Timed) else None,
        "title": None if isinstance(event.title, Tba) else event.title.text,
        "speakers": [appearance.speaker.name for appearance in event.everybody],
        "status": event.status.value,
        "draft": standing.is_draft,
        "embargoed_until": standing.embargo.isoformat() if standing.embargo else None,
        "over": standing.is_over,
        "link": standing.link or None,
        "material": list(standing.material),
        "missing": [
            {"part": one.part.value, "due": one.day.isoformat(), "days_left": standing.days_left(one)}
            for one in standing.lacks
        ],
        "ask": asked,
    }
