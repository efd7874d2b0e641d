"""Days that somebody wrote into a text, with their weekdays: "Monday, 3 November 2025", "le lundi 3 novembre", "Mon 3.11.2025".

Names of months and weekdays are those of CLDR, in English and in the language of the text.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from seminarsite.model.values import Language, Weekday

_ENGLISH = Language("en")
_NUMBER = re.compile(r"\d\d*")  # in two thirds of the time of \d+


@dataclass(frozen=True)
class MentionedDay:
    """A day in a text, with as much as was written; `at` and `end` are offsets in the text."""

    at: int
    end: int
    month: int
    day: int
    year: int | None = None
    weekday: Weekday | None = None

    def date(self, near: dt.date | None = None) -> dt.date | None:
        """The date; where no year was written, the nearest to a day. None where there is no such date."""
        years = (self.year,) if self.year else (near.year - 1, near.year, near.year + 1) if near else ()
        dates = [date for year in years if (date := _date(year, self.month, self.day))]
        return min(dates, key=lambda date: abs(date - near)) if near and dates else next(iter(dates), None)


def days(text: str, language: Language | None) -> tuple[MentionedDay, ...]:
    """The days that a text mentions, in their order."""
    return tuple(day for near, known in _near_numbers(text, language) for day in _found(text, near, known))


def days_with_weekdays(text: str, language: Language | None) -> tuple[MentionedDay, ...]:
    """Those that it mentions with a weekday. Few numbers have the name of one near them, and only there is read closely."""
    return tuple(
        day
        for near, known in _near_numbers(text, language)
        if any(map(text[near].lower().__contains__, known.weekdays))
        for day in _found(text, near, known)
        if day.weekday is not None
    )


def _near_numbers(text: str, language: Language | None) -> Iterator[tuple[slice, _Words]]:
    """The stretches of a text in which days can stand, and the names that can stand there.

    Looking everywhere for the names of months takes ten times as long.
    """
    start, end = 0, -1
    for number in _NUMBER.finditer(text):
        if number.start() - WIDEST > end:
            if end >= 0:
                yield slice(start, end), _words((language or _ENGLISH).partition("-")[0])
            start = number.start() - WIDEST
        end = number.end() + WIDEST
    if end >= 0:
        yield slice(start, end), _words((language or _ENGLISH).partition("-")[0])


WIDEST = 40
"""Letters from the number of a day to the ends of what belongs to it."""


@dataclass(frozen=True)
class _Words:
    """How months and weekdays are called, in small letters, and the pattern of a day that is made of them."""

    weekdays: Mapping[str, Weekday]
    months: Mapping[str, int]
    pattern: re.Pattern[str]


def _found(text: str, near: slice, known: _Words) -> Iterator[MentionedDay]:
    for match in known.pattern.finditer(text, near.start, near.stop):
        part = match.groupdict()
        if part["iso"]:
            year, month, day = map(int, part["iso"].split("-"))
        elif part["dotted"]:
            day, month, year = (int(number) for number in part["dotted"].split("."))
        else:
            month = known.months[(part["month"] or part["month2"]).lower().rstrip(".")]
            day, year = int(part["day"] or part["day2"]), int(part["year"] or part["year2"] or 0)
        word = (part["before"] or part["after"] or "").lower().rstrip(".")
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield MentionedDay(match.start(), match.end(), month, day, year or None, known.weekdays.get(word))


@functools.cache
def _words(language: str) -> _Words:
    from babel.core import Locale, UnknownLocaleError

    locales = [Locale("en")]
    with contextlib.suppress(UnknownLocaleError, ValueError):
        locales.append(Locale(language))
    weekdays: dict[str, Weekday] = {}
    months: dict[str, int] = {}
    for locale in locales:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                weekdays |= {name.lower().rstrip("."): Weekday(n) for n, name in locale.days[context][width].items()}
                months |= {name.lower().rstrip("."): n for n, name in locale.months[context][width].items()}
    # Numbers are no names: some languages call their months "1" or "1月".
    months = {name: n for name, n in months.items() if not any(letter.isdigit() for letter in name)}
    return _Words(weekdays, months, _pattern(weekdays, months))


def _pattern(weekdays: Mapping[str, Weekday], months: Mapping[str, int]) -> re.Pattern[str]:
    weekday, month = (_one_of(names) for names in (weekdays, months))
    article = r"(?:(?:the|den|dem|le|el|il|l') ?)?"
    year = r"(?P<{0}>[12]\d{{3}})(?!\d)"
    return re.compile(
        rf"(?<![\w-])(?:(?P<before>{weekday})\.?,? {article})?"
        r"(?:(?P<iso>[12]\d{3}-\d\d-\d\d)(?![\d-])"
        r"|(?P<dotted>\d{1,2}\.\d{1,2}\.[12]\d{3})(?!\d)"
        rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)? (?:of |de )?(?P<month>{month})\b\.?(?:,? (?:de )?{year.format('year')})?"
        rf"|(?P<month2>{month})\b\.? (?P<day2>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?![:.]\d)(?:,? {year.format('year2')})?)"
        rf"(?: ?\((?P<after>{weekday})\.?\))?",
        re.IGNORECASE,
    )


def _one_of(names: Mapping[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
