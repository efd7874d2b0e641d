"""Time zones: which names we accept, and from the clock on the wall to the instant.

One database for every machine: the `tzdata` package, never the system's own, which may be years
older (measured: 2025b beside 2026f, with Casablanca an hour apart).
"""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import importlib.resources
import zoneinfo

from seminarsite.model.values import RepeatedHour, Zone

zoneinfo.reset_tzpath(to=())

# Abbreviations that people write and that name no place. `EST` and `MST` even are keys of the
# database, but without summer time, which is not what is meant. CLDR and tz-link are the source.
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "ET": ("America/New_York", "America/Toronto"),
    "EST": ("America/New_York", "America/Panama"),
    "EDT": ("America/New_York",),
    "CT": ("America/Chicago", "America/Mexico_City"),
    "CST": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "CDT": ("America/Chicago",),
    "MT": ("America/Denver", "America/Phoenix"),
    "MST": ("America/Denver", "America/Phoenix"),
    "MDT": ("America/Denver",),
    "PT": ("America/Los_Angeles", "America/Vancouver"),
    "PST": ("America/Los_Angeles", "Asia/Manila"),
    "PDT": ("America/Los_Angeles",),
    "GMT": ("Europe/London", "UTC"),
    "BST": ("Europe/London", "Asia/Dhaka"),
    "WET": ("Europe/Lisbon",),
    "WEST": ("Europe/Lisbon",),
    "CET": ("Europe/Zurich", "Europe/Berlin", "Europe/Paris"),
    "CEST": ("Europe/Zurich", "Europe/Berlin", "Europe/Paris"),
    "MET": ("Europe/Zurich", "Europe/Berlin", "Europe/Paris"),
    "MEZ": ("Europe/Zurich", "Europe/Berlin", "Europe/Vienna"),
    "EET": ("Europe/Athens", "Europe/Helsinki", "Africa/Cairo"),
    "EEST": ("Europe/Athens", "Europe/Helsinki"),
    "MSK": ("Europe/Moscow",),
    "IST": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "HKT": ("Asia/Hong_Kong",),
    "SGT": ("Asia/Singapore",),
    "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "AEDT": ("Australia/Sydney",),
    "AWST": ("Australia/Perth",),
    "NZST": ("Pacific/Auckland",),
    "BRT": ("America/Sao_Paulo",),
    "SAST": ("Africa/Johannesburg",),
    "CHINA STANDARD TIME": ("Asia/Shanghai",),
    "EASTERN STANDARD TIME": ("America/New_York",),
    "EASTERN TIME": ("America/New_York",),
    "CENTRAL EUROPEAN TIME": ("Europe/Zurich", "Europe/Berlin", "Europe/Paris"),
    "W. EUROPE STANDARD TIME": ("Europe/Berlin", "Europe/Zurich"),
    "PACIFIC TIME": ("America/Los_Angeles",),
    "PACIFIC STANDARD TIME": ("America/Los_Angeles",),
    "CENTRAL TIME": ("America/Chicago",),
}

# University towns that have no zone of their own name.
TOWNS: dict[str, str] = {
    "aachen": "Europe/Berlin", "barcelona": "Europe/Madrid", "basel": "Europe/Zurich", "beijing": "Asia/Shanghai",
    "bern": "Europe/Zurich", "berne": "Europe/Zurich", "bonn": "Europe/Berlin", "boston": "America/New_York",
    "cambridge": "Europe/London", "delhi": "Asia/Kolkata", "edinburgh": "Europe/London", "fribourg": "Europe/Zurich",
    "geneva": "Europe/Zurich", "genève": "Europe/Zurich", "haifa": "Asia/Jerusalem", "kyoto": "Asia/Tokyo",
    "lausanne": "Europe/Zurich", "lyon": "Europe/Paris", "manchester": "Europe/London", "melbourne": "Australia/Melbourne",
    "milan": "Europe/Rome", "montreal": "America/Toronto", "mumbai": "Asia/Kolkata", "munich": "Europe/Berlin",
    "münchen": "Europe/Berlin", "new york": "America/New_York", "nyc": "America/New_York", "oxford": "Europe/London",
    "princeton": "America/New_York", "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "tel aviv": "Asia/Jerusalem", "trieste": "Europe/Rome", "washington": "America/New_York", "zürich": "Europe/Zurich",
}  # fmt: skip


class UnknownZone(ValueError):
    """Not a zone we accept; `candidates` are names that may be meant, the likeliest first."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(name)
        self.candidates = candidates


class NoSuchTime(ValueError):
    """The clocks jump over this wall time; `before` and `after` are the nearest that exist."""

    def __init__(self, before: dt.datetime, after: dt.datetime) -> None:
        super().__init__(f"{before} … {after}")
        self.before, self.after = before, after


class TwiceTime(ValueError):
    """The clocks show this wall time twice."""


def _data(name: str) -> str:
    return importlib.resources.files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")


@functools.cache
def canonical_names() -> frozenset[str]:
    """The names of zone.tab, one for each inhabited region of the tz database, and UTC."""
    lines = (line.split("\t") for line in _data("zone.tab").splitlines() if not line.startswith("#"))
    return frozenset(fields[2] for fields in lines) | {"UTC"}


@functools.cache
def aliases() -> dict[str, str]:
    """Older names of the same place (`Europe/Kiev`), from the links of tzdata.zi."""
    lines = (line.split() for line in _data("tzdata.zi").splitlines() if line.startswith("L "))
    links = {old: new for _, new, old in lines}
    names = canonical_names()
    return {
        old: new
        for old, new in links.items()
        if old not in names and new in names and "/" in old and not old.startswith("Etc/")
    }


def canonical(name: str) -> Zone:
    """The canonical name for a name that people write.

    Accepted are the names of zone.tab, UTC, and older names of the same place. Abbreviations,
    fixed offsets and the database's private names are not: they raise UnknownZone.
    """
    if zone := known(name):
        return zone
    raise UnknownZone(name, candidates(name))


def known(name: str) -> Zone | None:
    """As `canonical`, but None for what is not accepted, without looking for what may be meant."""
    if name in canonical_names():
        return Zone(name)
    if name in ("Etc/UTC", "Z"):
        return Zone("UTC")
    return Zone(aliases()[name]) if name in aliases() else None


def candidates(name: str) -> tuple[str, ...]:
    """Zones that somebody who wrote `name` may have meant, three at most."""
    if name.upper() in ABBREVIATIONS:
        return ABBREVIATIONS[name.upper()]
    town = name.rsplit("/", 1)[-1].replace("_", " ").strip().lower()
    town = town.removesuffix(" time").removesuffix(" standard")
    if town in TOWNS:
        return (TOWNS[town],)
    names = sorted(canonical_names())
    same = [n for n in names if n.rsplit("/", 1)[-1].replace("_", " ").lower() == town]
    if same:
        return tuple(same[:3])
    lowered = {n.lower(): n for n in names}
    close = difflib.get_close_matches(name.lower(), lowered, n=3, cutoff=0.8)
    return tuple(lowered[n] for n in close)


def instant(date: dt.date, time: dt.time, zone: Zone, hour: RepeatedHour | None = None) -> dt.datetime:
    """The aware datetime that a clock on the wall in `zone` shows as this date and time.

    Raises NoSuchTime where the clocks are put forward over it, and TwiceTime where it comes twice
    and `hour` does not say which. By PEP 495: a wall time exists if it survives the way to UTC and
    back, and is ambiguous if its two folds have different offsets.
    """
    info = zoneinfo.ZoneInfo(zone)
    first = dt.datetime.combine(date, time, info)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(dt.UTC).astimezone(info).replace(tzinfo=None) != first.replace(tzinfo=None):
        # In a gap fold=0 uses the offset before the change, fold=1 the one after it (PEP 495).
        before = second.astimezone(dt.UTC).astimezone(info)
        after = first.astimezone(dt.UTC).astimezone(info)
        raise NoSuchTime(before, after)
    if hour is None:
        raise TwiceTime
    return second if hour is RepeatedHour.SECOND else first


def midnight(date: dt.date, zone: Zone) -> dt.datetime:
    """The first instant of a day in a zone, also where the clocks change at midnight."""
    return nearest(date, dt.time(0), zone)


def nearest(date: dt.date, time: dt.time, zone: Zone) -> dt.datetime:
    """The instant of a wall time, where it does not matter that the clocks skip it (the next one) or repeat it."""
    try:
        return instant(date, time, zone, RepeatedHour.FIRST)
    except NoSuchTime as gap:
        return gap.after


def info(zone: Zone) -> dt.tzinfo:
    """What knows the clock of a zone."""
    return zoneinfo.ZoneInfo(zone)


def utc(moment: dt.datetime) -> dt.datetime:
    """The same instant in UTC."""
    return moment.astimezone(dt.UTC)


def after(start: dt.datetime, length: dt.timedelta) -> dt.datetime:
    """The instant that is `length` of real time later, shown in the zone of `start`.

    Adding a timedelta to an aware datetime would move the hand of the clock instead.
    """
    return (utc(start) + length).astimezone(start.tzinfo)
