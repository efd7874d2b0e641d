"""The site as of one moment: what is to come, what was, and whose it is."""

from __future__ import annotations

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

from seminarsite.model.event import Appearance, Event, Session, Talk, Timed
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings, Site, once
from seminarsite.model.values import Phrase, Slug, Url, Zone

TITLE = Phrase("A", "A", "A")
NOON = dt.datetime(2025, 4, 2, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
ADA, BOB, EVE = (Speaker(id=Slug(name.lower()), name=name) for name in ("Ada", "Bob", "Eve"))
SEMINAR, LECTURE = (Series(id=Slug(name), title=TITLE) for name in ("seminar", "lecture"))


def event(name: str, start: dt.datetime, series: Series | None = None, *speakers: Speaker) -> Event:
    return Event(
        id=Slug(name),
        series=series,
        speakers=tuple(Appearance(speaker=speaker) for speaker in speakers),
        date=start.date(),
        when=Timed(start=start, end=start + HOUR),
    )


FIRST = event("first", NOON - 2 * HOUR, SEMINAR, ADA)
SECOND = event("second", NOON - HOUR, None, ADA, BOB)
THIRD = event("third", NOON, SEMINAR)
LAST = event("last", NOON + HOUR, LECTURE, BOB)
SETTINGS = Settings(id=Slug("site"), title=TITLE, url=Url("https://example.org/"), zone=Zone("Pacific/Auckland"))


def site(now: dt.datetime) -> Site:
    page = Page(id=Slug("about"), title=TITLE)
    return Site(
        settings=SETTINGS,
        series=(LECTURE, SEMINAR),
        events=(FIRST, SECOND, THIRD, LAST),
        speakers=(ADA, BOB),
        pages=(page,),
        now=now,
    )


def test_what_is_over_is_past_and_what_has_begun_is_not() -> None:
    assert site(NOON).upcoming == (THIRD, LAST)
    assert site(NOON).past == (SECOND, FIRST)
    assert site(NOON + HOUR / 2).upcoming == (THIRD, LAST)
    assert site(NOON + 2 * HOUR).upcoming == ()


def test_today_is_a_day_of_the_zone_of_the_site() -> None:
    assert site(NOON).today == dt.date(2025, 4, 3)
    assert site(NOON.astimezone(ZoneInfo("America/New_York"))).today == dt.date(2025, 4, 3)


def test_events_of_a_series_and_of_none() -> None:
    assert site(NOON).events_of(SEMINAR) == (FIRST, THIRD)
    assert site(NOON).events_of(LECTURE) == (LAST,)
    assert site(NOON).events_of(None) == (SECOND,)


def test_events_with_a_speaker_also_within_a_programme() -> None:
    talk = Talk(speakers=(Appearance(speaker=EVE), Appearance(speaker=EVE)))
    workshop = Event(
        id=Slug("workshop"),
        date=NOON.date(),
        when=Timed(start=NOON, end=NOON + HOUR),
        programme=(Session(title=TITLE, talks=(talk,)),),
    )
    whole = Site(settings=SETTINGS, events=(FIRST, SECOND, workshop), now=NOON)
    assert whole.events_with(ADA) == (FIRST, SECOND)
    assert whole.events_with(EVE) == (workshop,)
    assert whole.events_with(BOB) == (SECOND,)


def test_entries_are_all_that_has_a_file() -> None:
    assert [entry.id for entry in site(NOON).entries] == [
        "site",
        "lecture",
        "seminar",
        "first",
        "second",
        "third",
        "last",
        "ada",
        "bob",
        "about",
    ]


def test_what_is_worked_out_once_is_worked_out_anew_for_another_site() -> None:
    asked: list[dt.datetime] = []

    @once
    def moment(of: Site) -> dt.datetime:
        asked.append(of.now)
        return of.now

    one = site(NOON)
    other = dataclasses.replace(one, now=NOON + HOUR)
    assert [moment(one), moment(other), moment(one), moment(other)] == [NOON, NOON + HOUR] * 2
    assert asked == [NOON, NOON + HOUR]
