"""Slots, the rhythm of a named lecture, and when a series has ended."""

from __future__ import annotations

import datetime as dt

import pytest

from seminarsite.model.series import EventKind, NamedLecture, Parity, ParityException, Series, Slot
from seminarsite.model.values import PartialDate, Phrase, Slug, Weekday, Zone

TITLE = Phrase("Example Seminar", "Example Seminar", "Example Seminar")


def slot(weekday: Weekday, hour: int, *, from_: dt.date | None = None, until: dt.date | None = None) -> Slot:
    return Slot(weekday=weekday, time=dt.time(hour), zone=Zone("UTC"), from_=from_, until=until)


def hour_on(series: Series, day: str) -> int | None:
    found = series.slot_on(dt.date.fromisoformat(day))
    return found and found.time.hour


def test_a_day_has_the_slot_of_its_weekday_and_else_the_first() -> None:
    series = Series(id=Slug("s"), title=TITLE, slots=(slot(Weekday.WEDNESDAY, 12), slot(Weekday.FRIDAY, 16)))
    assert [hour_on(series, day) for day in ("2025-04-02", "2025-04-04", "2025-04-03")] == [12, 16, 12]


def test_a_slot_is_in_force_from_its_first_day_to_its_last() -> None:
    old = slot(Weekday.WEDNESDAY, 12, until=dt.date(2024, 12, 31))
    new = slot(Weekday.THURSDAY, 14, from_=dt.date(2025, 1, 1), until=dt.date(2025, 6, 30))
    series = Series(id=Slug("s"), title=TITLE, slots=(old, new))
    days = ("2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01")
    assert [hour_on(series, day) for day in days] == [12, 14, 14, None]


def test_without_slots_there_is_no_hour() -> None:
    assert Series(id=Slug("s"), title=TITLE).slot_on(dt.date(2025, 4, 2)) is None


@pytest.mark.parametrize(("parity", "year", "fits"), [("odd", 2025, True), ("odd", 2024, False), ("even", 2024, True)])
def test_odd_and_even_years(parity: str, year: int, *, fits: bool) -> None:
    assert Parity(parity).fits(year) is fits
    assert Parity(parity).other.fits(year) is not fits


def test_an_exception_excuses_its_years() -> None:
    about = Phrase("a", "a", "a")
    lecture = NamedLecture(exceptions=(ParityException(about=about), ParityException(about=about, years=(2020, 2022))))
    assert [year for year in range(2018, 2024) if lecture.excuses(year)] == [2020, 2022]


def test_a_series_ends_with_the_last_day_of_what_is_known() -> None:
    series = Series(id=Slug("s"), title=TITLE, ended=PartialDate(2024))
    assert not series.has_ended(dt.date(2024, 12, 31))
    assert series.has_ended(dt.date(2025, 1, 1))
    assert not Series(id=Slug("s"), title=TITLE).has_ended(dt.date(2200, 1, 1))


def test_the_short_name_is_for_lists() -> None:
    assert Series(id=Slug("s"), title=TITLE).name == "Example Seminar"
    assert Series(id=Slug("s"), title=TITLE, short="ExSem").name == "ExSem"


def test_workshops_and_schools_have_a_programme() -> None:
    assert [kind.value for kind in EventKind if kind.is_gathering] == ["workshop", "school"]
