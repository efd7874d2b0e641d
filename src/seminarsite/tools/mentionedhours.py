"""Hours that somebody wrote into a text with the place whose clock is meant: "12:00 pm New York (9:00pm Pacific)".

What follows one another with nothing but "or", "/" or a bracket between is one hour, told on two clocks. Wherever
words leave open what is meant (12-hour clocks without am or pm, CET in summer, CST), each reading is kept, so that
only what is wrong in every reading is called wrong.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from seminarsite.model.values import Zone
from seminarsite.tools import zones

Clock = Zone | dt.timedelta
"""A place, or a fixed distance from UTC."""

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)

_HOUR = r"""(?:
    (?P<word{0}>noon|midday|midnight)
  | (?P<hour{0}>[01]?\d|2[0-4])(?:[:.](?P<minute{0}>[0-5]\d)|(?P<h{0}>\ ?h(?:rs)?\b|h(?P<after_h{0}>[0-5]\d)))?
    (?:\ ?(?P<half{0}>[ap]\.?m\b\.?|noon|midnight|uhr\b|o['’]clock))?
)"""
_START = re.compile(r"\d+|noon|midday|midnight", re.IGNORECASE)
_NUMBER = re.compile(r"\d\d*")  # in two thirds of the time of \d+
_MENTION = re.compile(
    rf"(?<![\w.:-])(?<!\d/){_HOUR.format('')}(?:\ ?(?:-|–|—|to|until|bis)\ ?{_HOUR.format('2')})?(?![\d:]|\.\d)",
    re.IGNORECASE | re.VERBOSE,
)
_PLACE = re.compile(
    r"(?P<open>[ ,]{0,2}\(? ?(?:in |at |time in )?)"
    r"(?P<utc>(?:UTC|GMT)(?: ?(?P<sign>[+-−])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)?(?![\w+-])"
    r"|[A-Z][\w'’.]*(?:[ _/-][A-Z][\w'’.]*){0,3})(?P<time> (?:time|Time)\b)?"
)
_BETWEEN = re.compile(
    r"[\s,;/|()=≈–—-]*(?:(?:or|and|that is|i\.e\.|which is|equals|oder|also|bzw\.|ou|soit|o)(?!\w))?[\s,(=]*"
)

# What people call a zone, besides the names of cities: the likeliest first.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "eastern": ("America/New_York",), "pacific": ("America/Los_Angeles",), "central": ("America/Chicago",),
    "mountain": ("America/Denver",), "us eastern": ("America/New_York",), "us pacific": ("America/Los_Angeles",),
    "central european": ("Europe/Zurich",), "uk": ("Europe/London",), "israel": ("Asia/Jerusalem",),
    "japan": ("Asia/Tokyo",), "korea": ("Asia/Seoul",), "china": ("Asia/Shanghai",), "india": ("Asia/Kolkata",),
    "switzerland": ("Europe/Zurich",), "swiss": ("Europe/Zurich",), "germany": ("Europe/Berlin",),
    "france": ("Europe/Paris",), "italy": ("Europe/Rome",), "spain": ("Europe/Madrid",), "austria": ("Europe/Vienna",),
    "cambridge": ("Europe/London", "America/New_York"), "washington": ("America/New_York", "America/Los_Angeles"),
    "california": ("America/Los_Angeles",), "us east coast": ("America/New_York",),
    "us west coast": ("America/Los_Angeles",), "east coast": ("America/New_York",), "west coast": ("America/Los_Angeles",),
}  # fmt: skip

# What an abbreviation says exactly, in hours from UTC; people write it of the other half of the year, too.
_FIXED: Mapping[str, tuple[float, ...]] = {
    "EST": (-5,), "EDT": (-4,), "CST": (-6, 8), "CDT": (-5,), "MST": (-7,), "MDT": (-6,), "PST": (-8,), "PDT": (-7,),
    "GMT": (0,), "BST": (1,), "WET": (0,), "WEST": (1,), "CET": (1,), "CEST": (2,), "MEZ": (1,), "MESZ": (2,),
    "EET": (2,), "EEST": (3,), "MSK": (3,), "IST": (5.5, 2, 1), "JST": (9,), "KST": (9,), "SGT": (8,), "HKT": (8,),
    "AEST": (10,), "AEDT": (11,), "NZST": (12,), "NZDT": (13,), "UTC": (0,),
}  # fmt: skip


@dataclass(frozen=True)
class MentionedHour:
    """An hour in a text, in each way in which it can be read; the likeliest is the first."""

    at: int
    end: int
    times: tuple[dt.time, ...]
    clocks: tuple[Clock, ...]
    place: str

    def moments(self, date: dt.date) -> Iterator[dt.datetime]:
        """The instants (UTC) that can be meant, if the clock shows this date."""
        for time, clock in itertools.product(self.times, self.clocks):
            if isinstance(clock, dt.timedelta):
                yield dt.datetime.combine(date, time, dt.UTC) - clock
            else:
                yield zones.utc(zones.nearest(date, time, clock))

    def shown(self, moment: dt.datetime) -> dt.time:
        """What the likeliest of its clocks shows at an instant."""
        clock = self.clocks[0]
        there = moment + clock if isinstance(clock, dt.timedelta) else moment.astimezone(zones.info(clock))
        return there.time()


@dataclass(frozen=True)
class Conversion:
    """Two hours that are said to be one."""

    one: MentionedHour
    other: MentionedHour

    def is_right(self, date: dt.date) -> bool:
        """Whether the two can be one instant, on a date of the first; the other may be a day off, which nobody writes."""
        ones, others = set(self.one.moments(date)), set(self.other.moments(date))
        return any((one - other) % DAY == dt.timedelta() for one in ones for other in others)

    def right_time(self, date: dt.date) -> dt.time:
        """What the second clock shows at the first hour."""
        return self.other.shown(next(self.one.moments(date)))


def conversions(text: str) -> tuple[Conversion, ...]:
    """The hours of a text that are told on more than one clock, in their order."""
    if len(list(_starts(text))) < 2:
        return ()
    text = _unmarked(text)
    found = tuple(_hours(text))
    return tuple(
        Conversion(one, other)
        for one, other in itertools.pairwise(found)
        if _BETWEEN.fullmatch(text, one.end, other.at) and one.clocks != other.clocks and other.at - one.end <= 24
    )


def hours(text: str) -> tuple[MentionedHour, ...]:
    """The hours with a place in a text, in their order. Of "12:00-13:00 ET" it is the beginning."""
    return tuple(_hours(_unmarked(text)))


def _unmarked(text: str) -> str:
    """A text with spaces for signs of Markdown and line ends, so that all offsets stay."""
    for sign in "*_`\n~\u00a0\u202f":
        text = text.replace(sign, " ")
    return text


def _starts(text: str) -> Iterator[re.Match[str]]:
    """Where an hour can begin. Looking for the words, too, at each letter of a text takes five times as long."""
    has = text.lower().__contains__
    return (_START if has("noon") or has("midday") or has("midnight") else _NUMBER).finditer(text)


def _hours(text: str) -> Iterator[MentionedHour]:
    after = 0
    for start in _starts(text):
        match = _MENTION.match(text, start.start()) if start.start() >= after else None
        if match is None:
            continue
        after = match.end()
        place = _PLACE.match(text, match.end())
        if place is None:
            continue
        times = _times(match)
        clocks, length = _clocks(place)
        bare = not any(match[group] for group in ("word", "minute", "h", "half", "minute2", "h2", "half2"))
        if clocks and not (bare and not place["utc"][:length].isupper()):
            end = place.start("utc") + length
            if length == len(place["utc"]):
                end = place.end()
            if "(" in place["open"]:
                end += text.startswith(")", end)
            yield MentionedHour(match.start(), end, times, clocks, place["utc"][:length].strip())


def _times(match: re.Match[str]) -> tuple[dt.time, ...]:
    """What the clock may show: one hour, or two where am or pm is not told."""
    if match["word"]:
        return (dt.time(0 if match["word"].lower() == "midnight" else 12),)
    hour, minute = int(match["hour"]), int(match["minute"] or match["after_h"] or 0)
    half = (match["half"] or match["half2"] or "").lower()
    known = bool(match["half"]) or not match["hour2"]
    if half in ("noon", "midnight"):
        return (dt.time(12 if half == "noon" else 0, minute),) if match["half"] else (dt.time(hour % 24, minute),)
    if half[:1] in ("a", "p"):
        if not 1 <= hour <= 12:
            return (dt.time(hour % 24, minute),)  # "17:00 pm"
        times = (dt.time(hour % 12, minute), dt.time(hour % 12 + 12, minute))
        return (times[half[0] == "p"],) if known else (times[half[0] == "p"], times[half[0] == "a"])
    if hour > 12 or hour == 0 or half or (match["hour"].startswith("0")):
        return (dt.time(hour % 24, minute),)
    return (dt.time(hour, minute), dt.time((hour + 12) % 24, minute))


def _clocks(place: re.Match[str]) -> tuple[tuple[Clock, ...], int]:
    """The clocks that the words after an hour name, and how many letters of them do."""
    words = place["utc"]
    if place["sign"]:
        distance = int(place["hours"]) * HOUR + dt.timedelta(minutes=int(place["minutes"] or 0))
        return (distance if place["sign"] == "+" else -distance,), len(words)
    ends = [match.start() for match in re.finditer(r"[ /_-]|$", words)]
    for end in reversed(ends):
        if clocks := _named(words[:end].rstrip(".,")):
            return clocks, end
    return (), 0


@functools.lru_cache(maxsize=512)
def _named(words: str) -> tuple[Clock, ...]:
    if words.isupper() and len(words) <= 4 and (words in zones.ABBREVIATIONS or words in _FIXED):
        fixed = [dt.timedelta(hours=distance) for distance in _FIXED.get(words, ())]
        return (*map(Zone, zones.ABBREVIATIONS.get(words, ())), *fixed)
    name = words.lower().replace("_", " ")
    for ending in (" time", " standard", " daylight", " summer"):
        name = name.removesuffix(ending)
    if name in _NAMES:
        return tuple(map(Zone, _NAMES[name]))
    town = name.rsplit("/", 1)[-1]
    if town in zones.TOWNS:
        return (Zone(zones.TOWNS[town]),)
    return _cities().get(town, ())


@functools.cache
def _cities() -> Mapping[str, tuple[Zone, ...]]:
    """The cities of the time zone database by their names, in small letters."""
    found: dict[str, tuple[Zone, ...]] = {}
    for name in sorted(zones.canonical_names() - {"UTC"}):
        city = name.rsplit("/", 1)[-1].replace("_", " ").lower()
        found[city] = (*found.get(city, ()), Zone(name))
    return found
