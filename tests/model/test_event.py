"""Who speaks at an event, when it is over, and whether it is in its slot."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from seminarsite.model.event import Appearance, Event, Session, Status, Talk, Timed, WholeDays
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series, Slot
from seminarsite.model.values import TBA, Phrase, Slug, Weekday, Zone

ADA = Speaker(id=Slug("ada"), name="Ada Example", affiliation="New University")
BOB = Speaker(id=Slug("bob"), name="Bob Example")
TITLE = Phrase("A", "A", "A")
WEDNESDAY = dt.date(2025, 4, 2)


def at(hour: int, day: dt.date = WEDNESDAY, zone: str = "Europe/Zurich") -> Timed:
    start = dt.datetime.combine(day, dt.time(hour), ZoneInfo(zone))
    return Timed(start=start, end=start + dt.timedelta(hours=1))


def event(**values: object) -> Event:
    return Event(**{"id": Slug("a"), "date": WEDNESDAY, "when": at(12), **values})  # type: ignore[arg-type]


def test_speakers_to_be_announced_are_nobody_yet() -> None:
    assert event(speakers=TBA).people == event(speakers=TBA).everybody == ()


def test_everybody_is_each_once_with_those_of_the_programme() -> None:
    talks = (Talk(speakers=(Appearance(speaker=BOB),)), Talk(speakers=TBA), Talk(speakers=(Appearance(speaker=ADA),)))
    workshop = event(speakers=(Appearance(speaker=ADA),), programme=(Session(title=TITLE, talks=talks),))
    assert [one.speaker.name for one in workshop.everybody] == ["Bob Example", "Ada Example"]
    assert [one.speaker.name for one in workshop.people] == ["Ada Example"]


def test_the_affiliation_of_the_day_comes_before_that_of_now() -> None:
    assert Appearance(speaker=ADA, affiliation="Old University").affiliation_then == "Old University"
    assert Appearance(speaker=ADA).affiliation_then == "New University"
    assert Appearance(speaker=BOB).affiliation_then is None


def test_the_last_day_is_counted_in() -> None:
    midnight = dt.datetime(2025, 4, 2, tzinfo=ZoneInfo("Europe/Zurich"))
    days = WholeDays(start=midnight, end=midnight + dt.timedelta(days=3))
    assert days.last_day == dt.date(2025, 4, 4)
    assert at(23).last_day == dt.date(2025, 4, 3)
    assert at(12).last_day == WEDNESDAY


SLOT = Slot(weekday=Weekday.WEDNESDAY, time=dt.time(12), zone=Zone("Europe/Zurich"))
SERIES = Series(id=Slug("s"), title=TITLE, slots=(SLOT,))
IN_SLOT = {"series": SERIES, "time": dt.time(12), "zone": Zone("Europe/Zurich")}


@pytest.mark.parametrize(
    "otherwise",
    [
        {"date": dt.date(2025, 4, 3), "when": at(12, dt.date(2025, 4, 3))},
        {"time": dt.time(13), "when": at(13)},
        {"zone": Zone("Europe/London"), "when": at(12, zone="Europe/London")},
        {"series": None},
        {"when": WholeDays(start=at(12).start, end=at(12).end)},
    ],
    ids=["day", "hour", "zone", "series", "whole days"],
)
def test_an_event_is_in_the_slot_if_day_hour_and_zone_are_the_same(otherwise: dict[str, object]) -> None:
    assert event(**IN_SLOT).slot is SLOT
    assert event(**{**IN_SLOT, **otherwise}).slot is None


def test_who_comes_to_a_cancelled_or_postponed_event_finds_nothing() -> None:
    assert {status.value for status in Status if not status.takes_place} == {"cancelled", "postponed"}
