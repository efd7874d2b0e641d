"""VTIMEZONE components that every calendar program reads: two rules, no lists of dates.

RFC 5545 3.6.5. The rules come from the last line of the zone's TZif file (RFC 9636 3.3): a POSIX TZ
string such as `EST5EDT,M3.2.0,M11.1.0`. Lists of transition dates are not an alternative: ical.js
(Thunderbird) and vobject read only the first date of one and are an hour wrong afterwards.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

_NAME = r"(?:<[^>]+>|[A-Za-z]+)"
_OFFSET = r"[+-]?\d{1,3}(?::\d\d)?"
_RULE = r"M(\d{1,2})\.([1-5])\.([0-6])(?:/(" + _OFFSET + r"))?"
_POSIX = re.compile(rf"({_NAME})({_OFFSET})(?:({_NAME})({_OFFSET})?,{_RULE},{_RULE})?")
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


@dataclass(frozen=True)
class Change:
    """The clocks change: on the `week`-th `weekday` (0 is Sunday; week 5: the last) of a month, `at` on the old clock."""

    month: int
    week: int
    weekday: int
    at: dt.timedelta

    def in_year(self, year: int) -> dt.datetime:
        first = dt.date(year, self.month, 1)
        day = first + dt.timedelta(days=(self.weekday - (first.weekday() + 1)) % 7 + 7 * (self.week - 1))
        if day.month != self.month:
            day -= dt.timedelta(days=7)
        return dt.datetime.combine(day, dt.time(0)) + self.at

    @property
    def rule(self) -> vRecur:
        week = -1 if self.week == 5 else self.week
        return vRecur(FREQ="YEARLY", BYMONTH=self.month, BYDAY=f"{week}{_WEEKDAYS[self.weekday]}")


@dataclass(frozen=True)
class Rules:
    """Two names and offsets from UTC, and when each begins; `daylight` is None where clocks never change."""

    standard: tuple[str, dt.timedelta]
    daylight: tuple[str, dt.timedelta] | None = None
    to_daylight: Change | None = None
    to_standard: Change | None = None

    def offset(self, instant: dt.datetime) -> dt.timedelta:
        """The offset that these rules give at an aware instant."""
        if self.daylight is None or self.to_daylight is None or self.to_standard is None:
            return self.standard[1]
        naive = instant.astimezone(dt.UTC).replace(tzinfo=None)
        year = (naive + self.standard[1]).year
        begins = self.to_daylight.in_year(year) - self.standard[1]
        ends = self.to_standard.in_year(year) - self.daylight[1]
        inside = begins <= naive < ends if begins < ends else not ends <= naive < begins
        return self.daylight[1] if inside else self.standard[1]


@functools.cache
def rules(zone: str) -> Rules | None:
    """The rules that hold in a zone today; None where RFC 5545 rules cannot say them simply."""
    data = importlib.resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()
    match = _POSIX.fullmatch(data.rstrip(b"\n").rsplit(b"\n", 1)[-1].decode("ascii"))
    if match is None:
        return None
    standard = (match[1].strip("<>"), -_span(match[2]))  # POSIX counts offsets westwards
    if match[3] is None:
        return Rules(standard)
    daylight = (match[3].strip("<>"), -_span(match[4]) if match[4] else standard[1] + dt.timedelta(hours=1))
    begins, ends = _change(*match.groups()[4:8]), _change(*match.groups()[8:12])
    # A change "at 24:00 or later" or "before 0:00" is on another weekday than its rule names.
    day = dt.timedelta(days=1)
    if not all(dt.timedelta(0) <= change.at < day for change in (begins, ends)):
        return None
    return Rules(standard, daylight, begins, ends)


def _change(month: str, week: str, weekday: str, at: str | None) -> Change:
    return Change(int(month), int(week), int(weekday), _span(at or "2"))


def _span(text: str) -> dt.timedelta:
    sign = -1 if text.startswith("-") else 1
    hours, _, minutes = text.lstrip("+-").partition(":")
    return sign * dt.timedelta(hours=int(hours), minutes=int(minutes or 0))


def expresses(moment: dt.datetime) -> bool:
    """Whether the rules of today give the zone's true offset at this moment.

    They do not where a government has changed them since, or takes them out of force for Ramadan.
    Nor does a wall time that comes twice tell which one it is: RFC 5545 3.3.5 means the first.
    """
    if not isinstance(moment.tzinfo, ZoneInfo) or moment.tzinfo.key == "UTC":
        return False
    if moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset():
        return False
    found = rules(moment.tzinfo.key)
    return found is not None and found.offset(moment) == moment.utcoffset()


def component(zone: str) -> Timezone:
    """The VTIMEZONE of a zone whose rules can be expressed."""
    found = rules(zone)
    if found is None:
        raise ValueError(f"{zone} has no simple rules")
    timezone = Timezone()
    timezone.add("TZID", zone)
    (name, offset), daylight = found.standard, found.daylight
    if daylight is None or found.to_daylight is None or found.to_standard is None:
        standard = TimezoneStandard()
        _fill(standard, name, offset, offset, dt.datetime(1970, 1, 1))  # noqa: DTZ001  (the clock on the wall)
        timezone.add_component(standard)
        return timezone
    for part, (name, to), (_, before), change in (
        (TimezoneDaylight(), daylight, found.standard, found.to_daylight),
        (TimezoneStandard(), found.standard, daylight, found.to_standard),
    ):
        _fill(part, name, before, to, change.in_year(1970))
        part.add("RRULE", change.rule)
        timezone.add_component(part)
    return timezone


def _fill(part: Component, name: str, before: dt.timedelta, to: dt.timedelta, start: dt.datetime) -> None:
    part.add("TZNAME", name)
    part.add("TZOFFSETFROM", before)
    part.add("TZOFFSETTO", to)
    part.add("DTSTART", start)
