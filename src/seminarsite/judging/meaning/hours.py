"""Rules about when things are: slots, nights, clashes."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections.abc import Iterator, Sequence

from seminarsite import mistakes
from seminarsite.judging.meaning.finding import Finding
from seminarsite.model.event import Event, Status, Timed
from seminarsite.model.series import Slot
from seminarsite.model.site import Site
from seminarsite.tools import zones


def off_slot(site: Site) -> Iterator[Finding]:
    """Events to come that are not when their series meets; not those that say that they were moved, or why."""
    for event in site.upcoming:
        if not _is_regular(event) or event.previously or event.status is Status.RESCHEDULED or event.message:
            continue
        slots = [slot for slot in event.series.slots if slot.holds_on(event.date)] if event.series else []
        starts = [zones.utc(zones.nearest(event.date, slot.time, slot.zone)) for slot in slots]
        days = [slot.weekday for slot in slots]
        start = zones.utc(event.when.start)
        if not slots or any(_meets(slot, event.date) and start == at for slot, at in zip(slots, starts, strict=True)):
            continue
        if event.date.weekday() not in days:
            found = mistakes.off_slot_day(event.at("date"), event.date, days)
        elif start in starts:
            found = mistakes.off_slot_week(event.at("date"), event.date, slots[starts.index(start)].every)
        else:
            slot = slots[days.index(event.date.weekday())]  # type: ignore[arg-type]
            found = mistakes.off_slot_hour(event.at("time", "zone", "date"), slot.time, slot.zone)
        yield Finding(found, (event,))


def _is_regular(event: Event) -> bool:
    """Whether an event is one of those that its slots are for."""
    series = event.series
    same_kind = series is not None and event.kind is series.kind and not event.kind.is_gathering
    return same_kind and isinstance(event.when, Timed) and event.status.takes_place


def _meets(slot: Slot, date: dt.date) -> bool:
    """Whether a slot meets on a date. Where nobody says with which week it began, every week may be one of them."""
    in_rhythm = slot.from_ is None or _monday(date - slot.from_, slot.from_) % slot.every == 0
    return slot.weekday == date.weekday() and in_rhythm


def _monday(distance: dt.timedelta, start: dt.date) -> int:
    """The weeks from that of a first day, as calendars count them, to that of another one."""
    return (distance.days + start.weekday()) // 7


def night_time(site: Site) -> Iterator[Finding]:
    """Events that begin at night on their own clock: five in the morning is what becomes of 5 pm."""
    for event in site.events:
        if isinstance(event.when, Timed) and event.status.takes_place and _is_night(event.when.start.time(), site):
            found = mistakes.night(event.at("time", "date"), event.when.start.time(), event.zone)
            yield Finding(found, (event,))


def speakers_night(site: Site) -> Iterator[Finding]:
    """Talks to come that begin at night where a speaker is."""
    for event in site.upcoming:
        if not isinstance(event.when, Timed) or not event.status.takes_place:
            continue
        for appearance in event.people:
            speaker = appearance.speaker
            there = speaker.zone and event.when.start.astimezone(zones.info(speaker.zone)).time()
            if speaker.zone and there and speaker.zone != event.zone and _is_night(there, site):
                found = mistakes.speakers_night(event.at("time", "date"), speaker.name, there, speaker.zone)
                yield Finding(found, (event, speaker))


def _is_night(time: dt.time, site: Site) -> bool:
    begins, ends = site.settings.checks.night_from, site.settings.checks.night_until
    return begins <= time < ends if begins < ends else time >= begins or time < ends


def clash(site: Site) -> Iterator[Finding]:
    """Two events of one series at the same time."""
    for series in site.series:
        for one, other in _overlapping(site.events_of(series)):
            yield Finding(mistakes.clash(other.at("time", "date"), series.name, one.at("time", "date")), (one, other))


def speaker_clash(site: Site) -> Iterator[Finding]:
    """Somebody who speaks at two events of different series, or of none, at the same time."""
    for speaker in site.speakers:
        for one, other in _overlapping(site.events_with(speaker)):
            if one.series is None or one.series != other.series:
                found = mistakes.speaker_clash(other.at("speakers", "date"), speaker.name, one.at("speakers", "date"))
                yield Finding(found, (one, other, speaker))


def _overlapping(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Pairs of events, in order of time, that share a time. Days and gatherings may hold anything within them."""
    if not any(other.date - one.when.last_day <= NEAR for one, other in itertools.pairwise(events)):
        return
    running: list[tuple[dt.datetime, int, Event]] = []
    for number, event in enumerate(events):
        if not isinstance(event.when, Timed) or event.kind.is_gathering or event.until or not event.status.takes_place:
            continue
        start = zones.utc(event.when.start)
        end = zones.utc(event.when.end) if _says_length(event) else start + HALF_AN_HOUR
        while running and running[0][0] <= start:
            heapq.heappop(running)
        yield from ((earlier, event) for _, _, earlier in sorted(running)[:MOST_AT_ONCE])
        heapq.heappush(running, (end, number, event))


def _says_length(event: Event) -> bool:
    """Whether somebody has said how long it is; where nobody has, two talks of a session may follow one another."""
    series = event.series
    own = "length" in event.spans or "ends" in event.spans
    return own or (series is not None and (series.length is not None or event.slot is not None))


NEAR = dt.timedelta(days=2)
"""Days on two clocks that may be one instant. No event shares a time with another where none is so near to the next."""

HALF_AN_HOUR = dt.timedelta(minutes=30)

MOST_AT_ONCE = 3
"""Events that one is told to clash with: a hundred at one time would be thousands of pairs."""


def no_old_time(site: Site) -> Iterator[Finding]:
    for event in site.events:
        if event.status is Status.RESCHEDULED and not event.previously:
            yield Finding(mistakes.nothing_former(event.at("status")), (event,))


def late_deadline(site: Site) -> Iterator[Finding]:
    """Dinners and walks for which one may sign up when they are over."""
    for event in site.events:
        for side in event.side_items:
            if side.deadline and side.deadline > (side.date or event.when.last_day):
                yield Finding(mistakes.late_deadline(event.at("side_items"), side.title.text, side.deadline), (event,))
