"""What an event lacks, and on which day it is due: for `check`, which tells of what is overdue, and for `status`."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from seminarsite.model.deadlines import USUALLY, Never
from seminarsite.model.event import Event
from seminarsite.model.series import RecordingPolicy
from seminarsite.model.site import Settings, Site
from seminarsite.model.values import Tba

LOOKED_FOR = dt.timedelta(days=365)
"""How long somebody is asked for a recording or slides, after they were due; after that nobody finds them any more."""


class Part(enum.StrEnum):
    """What can be missing of an event; the values are keys of `due`."""

    SPEAKER = "speaker"
    TITLE = "title"
    ABSTRACT = "abstract"
    SLIDES = "slides"
    RECORDING = "recording"


BEFORE = frozenset({Part.SPEAKER, Part.TITLE, Part.ABSTRACT})
"""What is wanted before the event; the others come after it."""


@dataclass(frozen=True)
class Missing:
    """A part that an event lacks, and the day on which it is due, in the zone of the event."""

    part: Part
    event: Event
    day: dt.date

    def is_due(self, today: dt.date) -> bool:
        return self.day <= today


def missing(event: Event, site: Site) -> tuple[Missing, ...]:
    """All that an event lacks as of the site's `now`, whether it is due already or later, the earliest first.

    Of an event that is over, title and abstract are not asked for any more; of one that does not take place, nothing.
    """
    found = [one for part in Part if (one := lacking(part, event, site))]
    return tuple(sorted(found, key=lambda one: one.day))


def lacking(part: Part, event: Event, site: Site) -> Missing | None:
    """The same of one part."""
    is_over = event.when.end <= site.now
    if not event.status.takes_place or (part in BEFORE) is is_over or not _lacks(event, part):
        return None
    span = wanted(part, event, site.settings)
    if span is None:
        return None
    day = event.date - span if part in BEFORE else event.when.last_day + span
    return Missing(part, event, day) if part in BEFORE or site.today <= day + LOOKED_FOR else None


def wanted(part: Part, event: Event, settings: Settings) -> dt.timedelta | None:
    """How long before or after an event a part of it is wanted: as its series says, else the site, else as usual.

    None where nobody asks for it.
    """
    said = [getattr(of.due, part.value) for of in (event.series, settings) if of and of.due]
    span = next((one for one in said if one is not None), None)
    if span is None:
        if part is Part.RECORDING and not _is_recorded(event):
            return None
        span = getattr(USUALLY, part.value)
    return None if isinstance(span, Never) else span


def _is_recorded(event: Event) -> bool:
    policy = event.series and event.series.recording and event.series.recording.policy
    return policy is RecordingPolicy.RECORDED


def _lacks(event: Event, part: Part) -> bool:
    match part:
        case Part.SPEAKER:
            return not event.everybody and not event.kind.is_gathering
        case Part.TITLE:
            return isinstance(event.title, Tba)
        case Part.ABSTRACT:
            return event.abstract is None and not event.kind.is_gathering
        case Part.SLIDES:
            return not event.slides and not event.kind.is_gathering
        case Part.RECORDING:
            return not event.video and not any(talk.video for session in event.programme for talk in session.talks)
