"""What an importer found: events and speakers as neutral values with their places, and what it did not understand.

A format knows nothing of sites. Each record of a source becomes events, or is passed over with a reason:
`seen` + `repeated` = events + passed over, which a test holds for every format.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.model.values import Zone

MAX_BYTES = 64_000_000
"""Of a source, also after it was unpacked."""

MAX_RECORDS = 50_000
"""Of all sources together; more than any series has had."""


@dataclass(frozen=True, kw_only=True)
class FoundSpeaker:
    """Somebody who speaks; `biography` is Markdown."""

    name: str
    affiliation: str | None = None
    homepage: str | None = None
    email: str | None = None
    orcid: str | None = None
    biography: str = ""


@dataclass(frozen=True, kw_only=True)
class FoundEvent:
    """An event as its source tells it.

    `start` and `end` are a day (whole days, the last one counted in, or an hour that is not known), an instant
    that knows its offset from UTC, or a clock on the wall: in `zone` where the source names one, else where
    the series is at home. `abstract` is Markdown, `meeting` and `codes` are for nobody to see.
    """

    place: Span
    start: dt.date | dt.datetime
    end: dt.date | dt.datetime | None = None
    length: dt.timedelta | None = None
    zone: Zone | None = None
    whole_day: bool = False
    uid: str | None = None
    series: str | None = None
    title: str | None = None
    speakers: tuple[FoundSpeaker, ...] = ()
    abstract: str = ""
    where: str | None = None
    meeting: str | None = field(default=None, repr=False)
    codes: tuple[str, ...] = field(default=(), repr=False)
    platform: str | None = None
    video: tuple[str, ...] = ()
    slides: tuple[str, ...] = ()
    paper: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    links: tuple[tuple[str, str | None], ...] = ()
    topics: tuple[str, ...] = ()
    language: str | None = None
    host: str | None = None
    status: str | None = None
    kind: str | None = None
    draft: bool = False


@dataclass(frozen=True, kw_only=True)
class FoundSlot:
    """A week's hour that repeats for ever: not events, but the rhythm of a series."""

    name: str | None
    start: dt.datetime
    every: int
    length: dt.timedelta
    zone: Zone | None


@dataclass(frozen=True, kw_only=True)
class Passed:
    """A record that gave no event, and why."""

    place: Span
    why: str


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What one source or several gave. `name` is what the source calls itself, `about` its description in Markdown."""

    format: str
    name: str | None = None
    about: str = ""
    zone: Zone | None = None
    events: tuple[FoundEvent, ...] = ()
    slots: tuple[FoundSlot, ...] = ()
    passed: tuple[Passed, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    seen: int = 0
    repeated: int = 0


def together(found: Iterable[Findings]) -> Findings:
    """Several sources as one; its name and zone are those of the first that has any."""
    all_ = list(found)
    return Findings(
        format=", ".join(dict.fromkeys(one.format for one in all_)),
        name=next((one.name for one in all_ if one.name), None),
        about=next((one.about for one in all_ if one.about), ""),
        zone=next((one.zone for one in all_ if one.zone), None),
        events=tuple(event for one in all_ for event in one.events),
        slots=tuple(slot for one in all_ for slot in one.slots),
        passed=tuple(passed for one in all_ for passed in one.passed),
        notes=tuple(note for one in all_ for note in one.notes),
        seen=sum(one.seen for one in all_),
        repeated=sum(one.repeated for one in all_),
    )
