"""Rules about days and hours that somebody wrote into a text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from seminarsite import mistakes
from seminarsite.judging.meaning.finding import Finding, Text, texts
from seminarsite.model.entry import Entry
from seminarsite.model.event import Event
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings, Site
from seminarsite.model.values import Weekday
from seminarsite.tools.mentioneddays import days, days_with_weekdays
from seminarsite.tools.mentionedhours import Conversion, conversions
from seminarsite.tools.texts import EARLIEST

WEEK = dt.timedelta(days=7)
WEEKS = 52

EVERYTHING = (Settings, Series, Event, Speaker, Page)


def weekday_in_text(site: Site) -> Iterator[Finding]:
    """Days with a weekday that they are not. A day without a year is that next to the event."""
    for text in texts(site, *EVERYTHING):
        near = text.entry.date if isinstance(text.entry, Event) else None
        source = text.value.source
        for one in days_with_weekdays(source, text.language):
            date = one.date(near)
            if date and one.weekday is not None and date.year >= EARLIEST and date.weekday() != one.weekday:
                words = source[one.at : one.end].rstrip(".")
                found = mistakes.weekday_in_text(text.at(words), words, date, Weekday(date.weekday()))
                yield Finding(found, (text.entry,))


def wrong_conversion(site: Site) -> Iterator[Finding]:
    """Hours on two clocks that are not one hour: on the day of the event; elsewhere, on no day of the year."""
    for text, one in _conversions(site, *EVERYTHING):
        date = text.entry.date if isinstance(text.entry, Event) else site.today
        never = not one.is_right(date) if isinstance(text.entry, Event) else not any(map(one.is_right, _weeks(date)))
        if never:
            words = _words(text, one)
            told = one.other.times[0]
            right = one.right_time(date)
            found = mistakes.wrong_conversion(text.at(words), words, one.one.place, one.other.place, right, told)
            yield Finding(found, (text.entry,))


def seasonal_conversion(site: Site) -> Iterator[Finding]:
    """Those of a text without a date that are right in some weeks of the coming year only."""
    for text, one in _conversions(site, Settings, Series, Speaker, Page):
        wrong = [week for week in _weeks(site.today) if not one.is_right(week)]
        if wrong and len(wrong) < WEEKS:
            words = _words(text, one)
            found = mistakes.seasonal_conversion(
                text.at(words), words, len(wrong), wrong[0], one.other.place, one.right_time(wrong[0])
            )
            yield Finding(found, (text.entry,))


def _conversions(site: Site, *kinds: type[Entry]) -> Iterator[tuple[Text, Conversion]]:
    for text in texts(site, *kinds):
        for one in conversions(text.value.source):
            yield text, one


def _words(text: Text, one: Conversion) -> str:
    """The words that tell an hour twice, with the bracket that was opened in them."""
    words = text.value.source[one.one.at : one.other.end]
    closes = words.count("(") > words.count(")") and text.value.source.startswith(")", one.other.end)
    return f"{words})" if closes else words


def _weeks(today: dt.date) -> Iterator[dt.date]:
    """A day of each week of a year. Wednesdays: clocks change on days around the weekend."""
    wednesday = today + dt.timedelta(days=(Weekday.WEDNESDAY - today.weekday()) % 7)
    return (wednesday + WEEK * number for number in range(WEEKS))


# Words that speak of what is to come, and words that speak of what was; stems, in the languages of our catalogues.
_COMING = re.compile(
    r"\b(?:next|upcoming|forthcoming|deadline|register|registration|sign up|will|nächst\w*|kommend\w*|anmeld\w*|frist\w*|"
    r"prochain\w*|inscri\w*|prossim\w*|iscri\w*|próxim\w*)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:was|were|took|had|has been|have been|closed|ended|held|since|war|waren|wurden?|fand\w*|seit|était|étaient|"
    r"a eu|ont eu|depuis|era|erano|è stat\w|dal|fue|fueron|desde)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\d| \d{4}| ?[^\W\d]+ \d{4})|(?<!\n)\n(?!\n))+")


def past_text(site: Site) -> Iterator[Finding]:
    """Sentences of what is to come that name nothing but days of the past. Only those of the site and its series."""
    for text in texts(site, Settings, Series):
        for sentence in _SENTENCE.findall(text.value.source):
            if not _COMING.search(sentence) or _GONE.search(sentence):
                continue
            named = [(one, one.date()) for one in days(sentence, text.language)]
            dates = [date for _, date in named if date]
            if dates and max(dates) < site.today:
                first = named[0][0]
                words = sentence[first.at : first.end]
                yield Finding(mistakes.past_text(text.at(words), words), (text.entry,))
