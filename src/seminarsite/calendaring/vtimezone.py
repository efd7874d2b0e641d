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

from seminarsite.calendaring import contentlines
from seminarsite.calendaring.contentlines import line

_NAME = r"(?:<[^>]+>|[A-Za-z]+)"
_OFFSET = r"[+-]?\d{1,3}(?::\d\d)?"
_RULE = r"M(\d{1,2})\.([1-5])\.([0-6])(?:/(" + _OFFSET + r"))?"
_POSIX = re.compile(rf"({_NAME})({_OFFSET})(?:({_NAME})({_OFFSET})?,{_RULE},{_RULE})?")
BEGIN = 1970
"""The year in which the rules of a component begin: what was before is written in UTC."""

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
    def rule(self) -> str:
        """RRULE (RFC 5545 3.3.10)."""
        week = -1 if self.week == 5 else self.week
        return f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={week}{_WEEKDAYS[self.weekday]}"


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

    def offsets(self, wall: dt.datetime) -> set[dt.timedelta]:
        """The offsets that a clock with these rules can have when it shows a naive time: two where that comes twice."""
        known = (self.standard, self.daylight) if self.daylight else (self.standard,)
        return {offset for _, offset in known if self.offset((wall - offset).replace(tzinfo=dt.UTC)) == offset}


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
    """Whether the component of today gives the zone's true offset at this moment.

    It does not where a government has changed the rules since, or takes them out of force for Ramadan, nor
    before they begin in it. Nor does a wall time that comes twice tell which one it is: RFC 5545 3.3.5 means the first.
    It may come twice by the rules of today only, as where the clocks of a country used to change an hour earlier.
    """
    if not isinstance(moment.tzinfo, ZoneInfo) or moment.tzinfo.key == "UTC" or moment.year <= BEGIN:
        return False
    if moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset():
        return False
    found = rules(moment.tzinfo.key)
    return found is not None and found.offsets(moment.replace(tzinfo=None)) == {moment.utcoffset()}


@functools.cache
def component(zone: str) -> bytes:
    """The VTIMEZONE of a zone. Raises ValueError where its rules cannot be expressed."""
    found = rules(zone)
    if found is None:
        raise ValueError(f"{zone} has no simple rules")
    (_, standard), daylight = found.standard, found.daylight
    if daylight is None or found.to_daylight is None or found.to_standard is None:
        parts = _part("STANDARD", found.standard, standard, dt.datetime(BEGIN, 1, 1))  # noqa: DTZ001  (on the wall)
    else:
        in_spring, in_autumn = found.to_daylight, found.to_standard
        parts = _part("DAYLIGHT", daylight, standard, in_spring.in_year(BEGIN), in_spring.rule)
        parts += _part("STANDARD", found.standard, daylight[1], in_autumn.in_year(BEGIN), in_autumn.rule)
    return line("BEGIN", "VTIMEZONE") + line("TZID", contentlines.text(zone)) + parts + line("END", "VTIMEZONE")


def _part(
    kind: str, named: tuple[str, dt.timedelta], before: dt.timedelta, begin: dt.datetime, rule: str = ""
) -> bytes:
    """From when on, on the clock of before, what offset holds."""
    name, offset = named
    lines = (
        line("BEGIN", kind),
        line("DTSTART", f"{begin:%Y%m%dT%H%M%S}"),
        line("RRULE", rule) if rule else b"",
        line("TZNAME", contentlines.text(name)),
        line("TZOFFSETFROM", _offset(before)),
        line("TZOFFSETTO", _offset(offset)),
        line("END", kind),
    )
    return b"".join(lines)


def _offset(span: dt.timedelta) -> str:
    """UTC-OFFSET (RFC 5545 3.3.14); the zones of today have whole minutes."""
    minutes = round(abs(span).total_seconds() / 60)
    return f"{'-' if span < dt.timedelta(0) else '+'}{minutes // 60:02}{minutes % 60:02}"
