"""Dates, hours and time zones in the words of a language. They come from CLDR by way of Babel."""

from __future__ import annotations

import datetime as dt
import functools
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal

from seminarsite.model.values import Clock, Language, PartialDate, Zone
from seminarsite.tools.catalogues import Sentences


@functools.cache
def _locale(language: str) -> Locale:
    """The CLDR locale of a language tag; one that CLDR does not have is written in English."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


# Dates are remembered as they are written: the same one stands in lists, on pages and in calendars.
_remembered = functools.lru_cache(maxsize=1 << 14)


@_remembered
def _written(skeleton: str, date: dt.date, language: str) -> str:
    """A date by a skeleton of CLDR."""
    return _without_comma(format_skeleton(skeleton, date, locale=_locale(language)), language)


@_remembered
def _in_full(date: dt.date, language: str) -> str:
    return _without_comma(format_date(date, "full", locale=_locale(language)), language)


@_remembered
def _long(date: dt.date, language: str) -> str:
    return format_date(date, "long", locale=_locale(language))


def _without_comma(text: str, language: str) -> str:
    """CLDR 42 and later have "Wednesday 29 March 2023" in en-GB, earlier ones "Wednesday, 29 …"."""
    return text.replace(", ", " ", 1) if str(_locale(language)) == "en_GB" else text


class Dates(Sentences):
    """As a language, or one of its countries (en-GB, en-US), writes them."""

    @property
    def locale(self) -> Locale:
        return _locale(self.language)

    @property
    def with_territory(self) -> str:
        """en_GB, de_DE: as Open Graph writes a language, with the likely country where none is given."""
        locale = self.locale
        likely = get_global("likely_subtags")
        written = f"{locale.language}_{locale.script}" if locale.script else locale.language
        territory = locale.territory or likely.get(written, likely.get(locale.language, "")).rpartition("_")[2]
        return f"{locale.language}_{territory}" if territory else locale.language

    def direction(self, language: str | None = None) -> str:
        """ltr, or rtl where a language, or this one, is written from right to left."""
        return str(_locale(language or self.language).text_direction)

    def day(self, date: dt.date) -> str:
        """Wednesday 29 March 2023"""
        return _in_full(date, self.language)

    def short_day(self, date: dt.date) -> str:
        """Wed 29 Mar 2023"""
        return _written("yMMMEd", date, self.language)

    def month(self, date: dt.date) -> str:
        """Mar"""
        return _written("MMM", date, self.language)

    def weekday(self, date: dt.date) -> str:
        """Wed"""
        return _written("E", date, self.language)

    def as_of(self, date: dt.date) -> str:
        """As of Monday 20 March 2023."""
        return self.say("As of %(day)s.", day=self.day(date))

    def partial(self, date: PartialDate) -> str:
        """2020, May 2020 or 1 May 2020"""
        if date.day:
            return _long(date.first_day, self.language)
        return _written("yMMMM", date.first_day, self.language) if date.month else str(date.year)

    def since(self, date: PartialDate) -> str:
        """since May 2020"""
        text = self.partial(date)
        return self.say_as("a day", "since %(date)s", date=text) if date.day else self.say("since %(date)s", date=text)

    def until(self, date: PartialDate) -> str:
        """until May 2020"""
        text = self.partial(date)
        return self.say_as("a day", "until %(date)s", date=text) if date.day else self.say("until %(date)s", date=text)

    def clock(self, time: dt.time, clock: Clock) -> str:
        """12 noon, 5:15 pm or 17:15"""
        if clock is Clock.H24:
            return f"{time:%H:%M}"
        if not self.language.startswith("en"):
            return format_time(time, "short", locale=self.locale)
        if time == dt.time(12):
            return "12 noon"
        if time == dt.time(0):
            return "12 midnight"
        minutes = f":{time.minute:02}" if time.minute else ""
        return f"{(time.hour - 1) % 12 + 1}{minutes} {'am' if time.hour < 12 else 'pm'}"

    def zone(self, zone: Zone, label: str | None = None) -> str:
        """ET, else the city of the zone: Zurich time; where no catalogue has that, as CLDR writes it"""
        if label:
            return label
        if zone == "UTC":
            return "UTC"
        city = self.city(zone)
        said = self.say("%(city)s time", city=city)
        foreign = said == f"{city} time" and not self.is_english
        return str(self.locale.zone_formats["region"] % city) if foreign else said

    def city(self, zone: Zone) -> str:
        # CLDR names "America/Buenos_Aires" where the key is "America/Argentina/Buenos_Aires".
        city = get_timezone_location(ZoneInfo(zone), locale=self.locale, return_city=True)
        return city.rpartition("/")[2]

    def numeral(self, number: float) -> str:
        """1,234; 46.9513"""
        return format_decimal(number, format="#,##0.######", locale=self.locale)

    def all_of(self, words: list[str] | tuple[str, ...]) -> str:
        """a, b and c"""
        return format_list(words, "standard", self.locale)

    def language_name(self, language: Language) -> str:
        """German; the tag itself where CLDR does not have the language"""
        named = _locale(language)
        known = named.language == language.partition("-")[0]
        return capital(named.get_display_name(self.locale) or language) if known else language


def capital(text: str) -> str:
    """With a capital in front, and the rest as it is: what stands alone, or begins a sentence."""
    return text[:1].upper() + text[1:]
