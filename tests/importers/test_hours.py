"""When an event takes place, in the keys of its file."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from seminarsite.diagnostics import Span
from seminarsite.importers.findings import FoundEvent
from seminarsite.importers.hours import written
from seminarsite.importers.series import Home, Wishes
from seminarsite.model.series import Series, Slot
from seminarsite.model.values import Phrase, Slug, Weekday, Zone

ZURICH = Zone("Europe/Zurich")
SERIES = Series(
    id=Slug("a"), title=Phrase("A", "A", "A"), zone=ZURICH,
    slots=(Slot(weekday=Weekday.MONDAY, time=dt.time(17, 15), zone=ZURICH, length=dt.timedelta(minutes=60)),),
)  # fmt: skip
WISHES = Wishes(now=dt.datetime(2025, 11, 4, tzinfo=dt.UTC))


def keys(start: dt.date, of: Series | None = SERIES, **more: Any) -> dict[str, Any]:
    event = FoundEvent(place=Span("a"), start=start, **more)
    return {key: value for key, value in written(event, of, ZURICH, Home(), WISHES).keys.items() if value is not None}


def test_the_hour_of_the_series_is_not_written_again() -> None:
    day = {"date": dt.date(2025, 11, 3)}
    assert keys(dt.datetime(2025, 11, 3, 16, 15, tzinfo=dt.UTC), length=dt.timedelta(hours=1)) == day
    # Noon in New York on that day would be 18:00 in Zurich; 11:15 is the hour of the series.
    assert keys(dt.datetime(2025, 11, 3, 11, 15), zone=Zone("America/New_York")) == day
    assert keys(dt.date(2025, 11, 3)) == day


def test_another_hour_and_another_zone() -> None:
    assert keys(dt.datetime(2025, 11, 3, 17), length=dt.timedelta(minutes=45)) == {
        "date": dt.date(2025, 11, 3),
        "time": dt.time(17),
        "ends": dt.time(17, 45),
    }
    assert keys(dt.datetime(2025, 11, 3, 12), zone=Zone("America/New_York"))["zone"] == "America/New_York"


def test_over_midnight_and_over_days() -> None:
    start = dt.datetime(2025, 11, 3, 23)
    assert keys(start, length=dt.timedelta(hours=3))["length"] == dt.timedelta(hours=3)
    assert keys(start, end=dt.datetime(2025, 11, 6, 12)) == {
        "date": start.date(),
        "time": start.time(),
        "until": dt.date(2025, 11, 6),
        "ends": dt.time(12),
    }
    assert keys(dt.date(2025, 11, 3), end=dt.date(2025, 11, 5)) == {
        "date": dt.date(2025, 11, 3),
        "until": dt.date(2025, 11, 5),
        "all-day": True,
    }


@pytest.mark.parametrize(("hour", "wanted"), [(0, "first"), (1, "second")])
def test_an_hour_that_comes_twice_says_which(hour: int, wanted: str) -> None:
    assert keys(dt.datetime(2025, 10, 26, hour, 30, tzinfo=dt.UTC))["repeated-hour"] == wanted


def test_an_hour_that_the_clocks_skip_is_the_next_one() -> None:
    assert keys(dt.datetime(2025, 3, 30, 2, 30))["time"] == dt.time(3, 30)


def test_without_any_hour_it_is_a_whole_day_and_that_is_said() -> None:
    event = FoundEvent(place=Span("a"), start=dt.date(2025, 11, 3))
    found = written(event, None, ZURICH, Home(), WISHES)
    assert (found.keys.get("all-day"), found.hourless, found.over) == (True, True, True)
