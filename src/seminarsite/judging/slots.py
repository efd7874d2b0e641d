"""When a series meets next: the days of its slots that are free, and the next edition of a named lecture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import takewhile

from seminarsite.model.event import Event
from seminarsite.model.series import NamedLecture, Series, Slot

LONGEST = dt.timedelta(days=10 * 366)
"""How far ahead a free day is looked for."""


def taken(events: Iterable[Event]) -> frozenset[dt.date]:
    """The days on which something is, each day of a workshop.

    One of a cancelled event is taken, too: the calendars say on it that nothing takes place.
    """
    return frozenset(
        event.date + dt.timedelta(days=number)
        for event in events
        for number in range(min((event.when.last_day - event.date).days, LONGEST.days) + 1)
    )


def free_days(series: Series, busy: Iterable[dt.date], first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days of the slots of a series, from `first` to `last`, on which nothing is, in their order."""
    busy = frozenset(busy)
    seen: dt.date | None = None
    for day in merge(*(_days(slot, busy, first, last) for slot in series.slots)):
        if day != seen and day not in busy and not series.has_ended(day):
            yield day
        seen = day


def next_free_day(series: Series, busy: Iterable[dt.date], today: dt.date) -> dt.date | None:
    """The next free day of a series, or the next edition of a named lecture; None where it has no rhythm."""
    busy = frozenset(busy)
    if series.slots:
        return next(free_days(series, busy, today, today + LONGEST), None)
    return next_edition(series.lecture, busy, today) if series.lecture else None


def next_edition(lecture: NamedLecture, held: Iterable[dt.date], today: dt.date) -> dt.date | None:
    """In the next year of its rhythm, on the weekday of the last edition, about the same time of the year.

    None where there was no edition yet, so that nobody knows a day.
    """
    last = max(held, default=None)
    if last is None:
        return None
    for year in range(last.year + max(lecture.every, 1), last.year + LONGEST.days):
        if lecture.parity is not None:
            fits = lecture.parity.fits(year)
        else:
            fits = (year - last.year) % max(lecture.every, 1) == 0
        if fits and (day := _about(last, year)) > today:
            return day
    return None


def _about(date: dt.date, year: int) -> dt.date:
    """The same weekday in another year, three days off at most."""
    there = dt.date(year, date.month, min(date.day, 28) if date.month == 2 else date.day)
    return there + dt.timedelta(days=(date.weekday() - there.weekday() + 3) % 7 - 3)


def _days(slot: Slot, busy: frozenset[dt.date], first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The days of a slot in its rhythm, which its first day sets, else the last event on its weekday."""
    from dateutil.rrule import WEEKLY, rrule

    start = max(first, slot.from_ or first)
    on_weekday = [day for day in busy if day.weekday() == slot.weekday and day <= start]
    begins = slot.from_ or max(on_weekday, default=start)
    begins += dt.timedelta(days=(slot.weekday - begins.weekday()) % 7)  # else the rhythm would begin with an empty week
    midnight = dt.time(0)
    rhythm = rrule(
        WEEKLY, interval=slot.every, byweekday=int(slot.weekday), dtstart=dt.datetime.combine(begins, midnight)
    )
    days = (moment.date() for moment in rhythm.xafter(dt.datetime.combine(start, midnight), inc=True))
    return takewhile(lambda day: day <= last and slot.holds_on(day), days)
