"""A text to a value, one function per type: dates, hours, lengths, addresses, names.

Each raises Unreadable, which knows the message that belongs to it; nothing here knows of files.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from seminarsite import mistakes
from seminarsite.model.checking import RULES
from seminarsite.model.values import (
    Colour,
    Email,
    FilePath,
    Language,
    Latitude,
    Longitude,
    MonthDay,
    Orcid,
    PartialDate,
    Rule,
    SitePath,
    Slug,
    Url,
    Weekday,
    Zone,
)
from seminarsite.tools import zones
from seminarsite.tools.characters import Unreadable, folded, slug_of, tidy, unreadable

EARLIEST, LATEST = 1583, 2200  # the first full year of the Gregorian calendar; a typing error beyond

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = tuple(day.name.lower() for day in Weekday)


# --- dates and hours -----------------------------------------------------------------------------


def date(text: str) -> dt.date:
    """`2025-11-03`, also with the weekday before it: `Mon 2025-11-03`."""
    line = tidy(text)
    match = re.fullmatch(r"(?:(?P<weekday>[^\W\d]+)\.?,? )?(?P<date>\d{4}-\d{1,2}-\d{1,2})", line)
    if match is None:
        raise _not_a_date(line)
    try:
        day = dt.date(*map(int, match["date"].split("-")))
    except ValueError:
        raise unreadable(mistakes.no_such_date, line) from None
    if not EARLIEST <= day.year <= LATEST:
        raise unreadable(mistakes.no_such_date, line)
    if match["weekday"]:
        weekday = _weekday(match["weekday"])
        if weekday is None:
            raise unreadable(mistakes.wrong_value, "a weekday", match["weekday"], "Write it as Mon, or leave it out.")
        if weekday != day.weekday():
            name = Weekday(day.weekday()).name.capitalize()
            raise unreadable(mistakes.weekday_differs, line, name, _years_with(day.month, day.day, weekday))
    return day


def _weekday(word: str) -> int | None:
    found = [i for i, name in enumerate(_DAYS) if len(word) >= 2 and name.startswith(word.lower())]
    return found[0] if len(found) == 1 else None


def _years_with(month: int, day: int, weekday: int | None) -> list[int]:
    """Years of ours in which a day falls on a weekday; the clock is not asked, so a span of years is shown."""
    found = []
    for year in range(2015, 2041):
        try:
            if weekday is None or dt.date(year, month, day).weekday() == weekday:
                found.append(year)
        except ValueError:
            continue
    return found if weekday is not None else []


def _not_a_date(line: str) -> Unreadable:
    """What is wrong with a date that is written in another way, and how it would be written here."""
    if iso := re.search(r"\b([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])", line):
        return unreadable(mistakes.date_form, line, _iso(*map(int, iso.groups())))
    words = re.findall(r"[^\W\d]+|[0-9]+", line.lower())
    months = [i for word in words for i, name in enumerate(_MONTHS, 1) if len(word) >= 3 and word.startswith(name)]
    numbers = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 5]
    years = [n for n in numbers if n > 99]
    days = [n for n in numbers if 1 <= n <= 31]
    weekdays = [w for word in words if word.isalpha() and (w := _weekday(word)) is not None]
    if months and days and not years:
        fits = _years_with(months[0], days[0], weekdays[0]) if weekdays else []
        return unreadable(mistakes.date_without_year, line, fits)
    if months and days and years:
        return unreadable(mistakes.date_form, line, _iso(years[0], months[0], days[0]))
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}", line):
        first, second, year = (int(n) for n in re.split(r"[./-]", line))
        readings = [day for m, d in ((second, first), (first, second)) if (day := _iso(year, m, d))]
        if len(set(readings)) > 1 and "." not in line:
            return unreadable(mistakes.ambiguous_date, line, readings)
        return unreadable(mistakes.date_form, line, readings[0] if readings else "")
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}\.?", line):
        return unreadable(mistakes.date_without_year, line, [])
    return unreadable(mistakes.date_form, line, "")


def _iso(year: int, month: int, day: int) -> str:
    """A day as it is written here, or "" if there is no such day."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def partial_date(text: str) -> PartialDate:
    """`2020`, `2020-05` or `2020-05-01`."""
    line = tidy(text)
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", line)
    hint = "Write a year, a month or a day, as 2020, 2020-05 or 2020-05-01."
    if match is None:
        raise unreadable(mistakes.wrong_value, "a date", line, hint)
    value = PartialDate(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
    try:
        dt.date(value.year, 1 if value.month is None else value.month, 1 if value.day is None else value.day)
    except ValueError:
        raise unreadable(mistakes.no_such_date, line) from None
    return value


def moment(text: str) -> dt.datetime:
    """A day, or a day and an hour; without a zone, which is for the reader to add."""
    line = tidy(text)
    match = re.fullmatch(r"(?P<day>.*\d)[ T](?P<hour>\d{1,2}:\d\d)", line)
    if match is None:
        return dt.datetime.combine(date(line), dt.time(0))
    return dt.datetime.combine(date(match["day"]), time(match["hour"]))


def month_day(text: str) -> MonthDay:
    match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", tidy(text))
    try:
        month, day = map(int, match.groups() if match else ())
        dt.date(2001, month, day)
    except ValueError:
        raise unreadable(mistakes.wrong_value, "a day of the year", text, "Write month-day, as 08-01.") from None
    return MonthDay(month, day)


def time(text: str) -> dt.time:
    """`17:15`, on the wall."""
    line = tidy(text)
    match = re.fullmatch(r"(\d{1,2}):(\d\d)", line)
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return dt.time(int(match[1]), int(match[2]))
    raise unreadable(mistakes.wrong_time, line, _meant_time(line))


def _meant_time(line: str) -> str:
    """`5pm` as 17:00, where it can be guessed."""
    lowered = line.lower().replace(" ", "").replace(".", ":", 1)
    if lowered in ("noon", "12noon"):
        return "12:00"
    match = re.fullmatch(r"(\d{1,2})(?:[:h](\d\d))?(?::\d\d)?(am|pm|a:m\.|p:m\.|h|uhr)?", lowered)
    if not match:
        return ""
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or "")[:1]
    if half in ("a", "p") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def length(text: str) -> dt.timedelta:
    """`60 min`, `1 h`, `1 h 30 min` or `1:30`; more than nothing and at most a day."""
    line = tidy(text).lower()
    match = re.fullmatch(
        r"(?:(?P<h>\d{1,2}) ?h(?:ours?)?)?,? ?(?:(?P<m>\d{1,4}) ?(?:m|min|mins|minutes|minute)\.?)?"
        r"|(?P<hh>\d{1,2}):(?P<mm>[0-5]\d)",
        line,
    )
    minutes = 0
    if match:
        minutes = int(match["h"] or match["hh"] or 0) * 60 + int(match["m"] or match["mm"] or 0)
    if not 0 < minutes <= 24 * 60:
        raise unreadable(mistakes.wrong_value, "a length", line, "Write it as `60 min` or `1 h 30 min`; a day at most.")
    return dt.timedelta(minutes=minutes)


def zone(text: str) -> Zone:
    try:
        return zones.canonical(tidy(text))
    except zones.UnknownZone as error:
        raise unreadable(mistakes.unknown_zone, tidy(text), error.candidates) from None


# --- words, numbers, addresses -------------------------------------------------------------------


def yes_or_no(text: str) -> bool:
    word = folded(text)
    if word in ("yes", "true", "on"):
        return True
    if word in ("no", "false", "off"):
        return False
    raise unreadable(mistakes.not_one_of, text, ("yes", "no"))


def whole_number(text: str) -> int:
    if re.fullmatch(r"[1-9][0-9]{0,5}", tidy(text)):
        return int(tidy(text))
    raise unreadable(mistakes.wrong_value, "a whole number from 1", text, "Write digits only, as 2006.")


def number(text: str) -> float:
    if re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", tidy(text)):
        return float(tidy(text))
    raise unreadable(mistakes.wrong_value, "a number", text, "Write it with a decimal point, as 46.9524.")


def _degrees(text: str, most: int) -> float:
    degrees = number(text)
    if abs(degrees) > most:
        raise unreadable(mistakes.wrong_value, "on this globe", text, f"Write degrees from -{most} to {most}.")
    return degrees


def url(text: str) -> Url:
    line = text.strip()
    hint = "Write the whole address, as https://example.org/talks/."
    try:
        parts = urlsplit(line)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        raise unreadable(mistakes.wrong_value, "an address", line, hint) from None
    if (
        re.search(r"[\s<>\"\\^`{|}]", line)
        or parts.scheme not in ("http", "https")
        or not parts.hostname
        or "@" in parts.netloc  # a password, or a host that is made to look like another
        or not port_is_fine
    ):
        raise unreadable(mistakes.wrong_value, "an http or https address", line, hint)
    return Url(line)


def email(text: str) -> Email:
    if re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text.strip()):
        return Email(text.strip())
    raise unreadable(mistakes.wrong_value, "an e-mail address", text, "Write it as name@example.org.")


def orcid(text: str) -> Orcid:
    """An ORCID iD, with or without https://orcid.org/; its last digit is a checksum (ISO 7064 11-2)."""
    digits = text.strip().removeprefix("https://orcid.org/").upper()
    if re.fullmatch(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]", digits):
        total = 0
        for digit in digits.replace("-", "")[:-1]:
            total = (total + int(digit)) * 2
        if digits[-1] == "0123456789X"[(12 - total % 11) % 11]:
            return Orcid(digits)
        raise unreadable(mistakes.wrong_value, "an ORCID iD: its check digit is wrong", text, "Copy it again.")
    raise unreadable(mistakes.wrong_value, "an ORCID iD", text, "Write it as 0000-0002-1825-0097.")


# Names that the site itself, Windows (CON, NUL, …) or web servers give a meaning of their own.
RESERVED = frozenset(
    "index feed static assets 404 favicon robots sitemap con prn aux nul".split()
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
)


def slug(text: str) -> Slug:
    word = text.strip()
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word) and len(word) <= 80 and word not in RESERVED:
        return Slug(word)
    why = "free: the name is reserved" if word in RESERVED else "one part of an address"
    meant = slug_of(word)
    hint = "Use small letters, digits and hyphens, 80 at most" + (
        f", as `{meant}`." if meant and meant not in RESERVED and meant != word else "."
    )
    raise unreadable(mistakes.wrong_value, why, word, hint)


def rule(text: str) -> Rule:
    """The name of a rule of `check`."""
    word = folded(text).replace("_", "-")
    if word not in RULES:
        raise unreadable(mistakes.unknown_reference, "rule", tidy(text), RULES)
    return Rule(word)


def site_path(text: str) -> SitePath:
    """`/archive/`; the result has no leading slash."""
    path = text.strip()
    inside = path.lstrip("/")
    fine = re.fullmatch(r"/?(?:[A-Za-z0-9._~-]+/)*(?:[A-Za-z0-9._~-]+)?", path) and not path.startswith("//")
    if fine and not any(part in (".", "..") or part.startswith(".") for part in inside.split("/")):
        return SitePath(inside)
    raise unreadable(mistakes.wrong_value, "an address within this site", path, "Write it as /talks/2019/kohn.html.")


def file_path(text: str) -> FilePath:
    """`pictures/kohn.jpg`; whether there is such a file is for the reader to say."""
    path = unicodedata.normalize("NFC", text.strip().removeprefix("./"))
    parts = path.split("/")
    visible = len(parts) > 1 and all(part and not part.startswith(".") for part in parts)
    if parts[0] in ("files", "pictures") and visible and not re.search(r"[\\:*?\"<>|]", path):
        return FilePath(path)
    hint = "Put it into `pictures/` or `files/` of the content folder and write `pictures/kohn.jpg`."
    raise unreadable(mistakes.wrong_value, "a file of the content folder", path, hint)


def language(text: str) -> Language:
    """A BCP 47 tag in its usual capitals: de, en-GB, zh-Hant, pt-BR."""
    tag = tidy(text).replace("_", "-")
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?", tag)
    if match is None:
        raise unreadable(mistakes.wrong_value, "a language tag", text, "Write it as en, en-GB, de or fr.")
    parts = (match[1].lower(), (match[2] or "").title(), (match[3] or "").upper())
    return Language("-".join(part for part in parts if part))


def colour(text: str) -> Colour:
    """`#0a5c44`, `0a5c44` or `#064`; what is left out of quotes behind a # is a comment to YAML."""
    digits = tidy(text).lower().removeprefix("#")
    if not re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", digits):
        raise unreadable(mistakes.wrong_value, "a colour", text, "Six digits from 0 to f, in quotes: '#0a5c44'.")
    return Colour("#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)))


READERS: dict[Any, Callable[[str], Any]] = {
    str: tidy,
    bool: yes_or_no,
    int: whole_number,
    Latitude: lambda text: _degrees(text, 90),
    Longitude: lambda text: _degrees(text, 180),
    dt.date: date,
    dt.datetime: moment,
    dt.time: time,
    dt.timedelta: length,
    PartialDate: partial_date,
    MonthDay: month_day,
    Zone: zone,
    Url: url,
    Email: email,
    Orcid: orcid,
    Slug: slug,
    Rule: rule,
    SitePath: site_path,
    Language: language,
    Colour: colour,
}
