"""Dates and hours as people type them, in five languages; what may be two days is told, never guessed in silence."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from seminarsite.model.values import Zone
from seminarsite.tools import characters, zones

LANGUAGES = ("en", "de", "fr", "it", "es")
EARLIEST, LATEST = 1900, 2200
MAX_LENGTH = 120
"""Letters of a text that may be a date."""

_ISO = re.compile(
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{8})"
    r"(?:[T ]+(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s*(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[./](\d{1,2})[./](\d{1,2})(?!\d)")
_HOUR = re.compile(
    r"(?<![\d:.])(?P<h>\d{1,2})(?:(?P<sep>[:.h])(?P<m>[0-5]\d)(?::[0-5]\d)?|\s?(?P<only>h|uhr|heures?))?"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?|noon\b|uhr\b)?",
    re.IGNORECASE,
)


class Typed(NamedTuple):
    """A day, perhaps with hours; `doubtful` where it could be another day."""

    day: dt.date
    time: dt.time | None = None
    ends: dt.time | None = None
    offset: dt.timedelta | None = None
    zone: Zone | None = None
    doubtful: bool = False


@functools.cache
def _months() -> dict[str, int]:
    """Names of months in our languages, in full and short, by CLDR."""
    from babel.dates import get_month_names

    found = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found[characters.folded(name).rstrip(".")] = number
    return found | {"sept": 9, "mrz": 3}


@functools.cache
def _weekdays() -> dict[str, int]:
    from babel.dates import get_day_names

    found: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_day_names(width, "format", language).items():
                found.setdefault(characters.folded(name).rstrip("."), number)
    # As American timetables have them: R is Thursday.
    return found | {"m": 0, "t": 1, "w": 2, "r": 3, "th": 3, "f": 4, "tues": 1, "thur": 3, "thurs": 3}


def _weekday(text: str) -> int | None:
    for word in re.findall(r"[^\W\d_]+", characters.folded(text))[:12]:
        if word in _weekdays():
            return _weekdays()[word]
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    if year < 100:
        year += 1900 if year > 68 else 2000  # as POSIX has it for strptime's %y
    try:
        return dt.date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def is_day_first(texts: Iterable[str]) -> bool | None:
    """What the dates of one source say of their order, taken together: None where they all could be both."""
    votes = {True: 0, False: 0}
    for text in texts:
        match = _NUMBERS.search(text[:MAX_LENGTH])
        if not match:
            continue
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        as_day, as_month = _day(year, second, first), _day(year, first, second)
        if as_day == as_month:
            continue
        weekday = _weekday(text[: match.start()])
        if as_day is None or as_month is None:
            votes[as_month is None] += 1
        elif weekday is not None and (as_day.weekday() == weekday) != (as_month.weekday() == weekday):
            votes[as_day.weekday() == weekday] += 1
    if votes[True] == votes[False]:
        return None
    return votes[True] > votes[False]


def typed(text: str, *, day_first: bool | None = None) -> Typed | None:
    """A day that somebody typed, with its hours where they stand beside it; None where there is none."""
    line = characters.tidy(text)[:MAX_LENGTH]
    if match := _ISO.match(line):
        return _iso(match, line[match.end() :])
    if match := _YEAR_FIRST.search(line):
        day = _day(*map(int, match.groups()))
        return _with_hours(day, line[match.end() :])
    if match := _NUMBERS.search(line):
        return _numbers(match, line, day_first=day_first)
    return _words(line)


def _iso(match: re.Match[str], rest: str) -> Typed | None:
    digits = match["date"].replace("-", " ").split()
    parts = digits if len(digits) == 3 else [match["date"][:4], match["date"][4:6], match["date"][6:]]
    day = _day(*map(int, parts))
    if day is None or not match["hour"]:
        return _with_hours(day, rest)
    try:
        time = dt.time(int(match["hour"]) % 24, int(match["minute"]))
    except ValueError:
        return Typed(day)
    sign = (match["zone"] or "").upper()
    offset = None
    if sign in ("Z", "UTC"):
        offset = dt.timedelta(0)
    elif sign:
        minutes = int(sign[1:3]) * 60 + int(sign[-2:])
        offset = dt.timedelta(minutes=-minutes if sign[0] == "-" else minutes)
        if abs(offset) >= dt.timedelta(hours=24):
            offset = None
    later = hours(rest) if offset is None and re.match(r"\s*(-|–|—|to\b|bis\b)", rest) else None
    return Typed(day, time, later[0] if later else None, offset, None if sign else zone_in(rest))


def _numbers(match: re.Match[str], line: str, *, day_first: bool | None) -> Typed | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    as_day, as_month = _day(year, second, first), _day(year, first, second)
    if match[2] == "." or as_day is None or as_month is None or as_day == as_month:
        day, doubtful = as_day or as_month, False
    else:
        weekday = _weekday(line[: match.start()])
        by_weekday = [d for d in (as_day, as_month) if weekday is not None and d.weekday() == weekday]
        doubtful = day_first is None and len(by_weekday) != 1
        day = by_weekday[0] if len(by_weekday) == 1 else as_month if day_first is False else as_day
    found = _with_hours(day, line[: match.start()] + " " + line[match.end() :])
    return found._replace(doubtful=doubtful) if found else None


def _words(line: str) -> Typed | None:
    """`Monday November 3rd, 2025, 17:15`, `3. November 2025`, `le 3 novembre 2025 à 17h15`."""
    pattern = re.compile(
        r"(?P<d1>\d{1,2})(?:\.|º|°|er|st|nd|rd|th)?\s*(?:de\s|of\s|\s|-|–)?\s*(?P<m1>[^\W\d_]{3,12})\.?,?\s*(?:de\s|del\s|-)?\s*(?P<y1>\d{4})"
        r"|(?P<m2>[^\W\d_]{3,12})\.?\s*(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4})"
    )
    for match in pattern.finditer(line.casefold()):
        month = _months().get((match["m1"] or match["m2"]).rstrip("."))
        if month and (day := _day(int(match["y1"] or match["y2"]), month, int(match["d1"] or match["d2"]))):
            return _with_hours(day, line[match.end() :] or line[: match.start()])
    return None


def _with_hours(day: dt.date | None, rest: str) -> Typed | None:
    if day is None:
        return None
    found = hours(rest)
    return Typed(day, found[0], found[1], None, zone_in(rest)) if found else Typed(day)


def hours(text: str) -> tuple[dt.time, dt.time | None] | None:
    """`17:15`, `5pm`, `12 noon`, `17h15`, `16:00 - 17:00`: when it begins, and when it ends if that is said."""
    line = characters.tidy(text)[:MAX_LENGTH]
    found: list[tuple[dt.time, str]] = []
    for match in _HOUR.finditer(line):
        half = re.sub(r"[^apnu]", "", (match["half"] or "").lower())[:1]
        if not (match["sep"] or match["only"] or half):
            if not re.search(r"\d\s*[-–]\s*\d", line):  # `4-5 pm`: the first number takes its half from the second
                continue
            half = "?"
        hour, minute = int(match["h"]), int(match["m"] or 0)
        if half in ("a", "p") and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24:
            found.append((dt.time(hour, minute), half))
    if re.fullmatch(r"\d{1,2}", line) and int(line) < 24:
        return dt.time(int(line)), None
    found = [one for n, one in enumerate(found) if one[1] != "?" or n + 1 < len(found)][:2]
    if not found:
        return (dt.time(12), None) if re.search(r"\b(noon|mittag|midi|mezzogiorno|mediodía)\b", line.lower()) else None
    (first, half), *more = found
    if more and half in ("", "?") and more[0][1] == "p" and first.hour < 12 and first.hour + 12 <= more[0][0].hour:
        first = first.replace(hour=first.hour + 12)
    return first, more[0][0] if more and more[0][0] > first else None


def zone_in(text: str) -> Zone | None:
    """A zone that stands beside an hour: an IANA name, or an abbreviation that names one place only in practice."""
    for word in re.findall(r"[A-Za-z]+(?:/[A-Za-z_]+)+|\b[A-Z]{2,4}\b", text[:MAX_LENGTH]):
        if found := zones.known(word):
            return found
        if word in zones.ABBREVIATIONS and word not in ("IST", "BST", "CST"):
            return Zone(zones.ABBREVIATIONS[word][0])
    return None
