"""The hours of other cities, and the notice that they are not the usual ones."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_site import event
from seminarsite.model.values import City
from seminarsite.tools import world, zones

NOON = dt.time(12)
HOUR = dt.timedelta(hours=1)

SERIES = """\
---
title: Weekly
slot: {weekday: Wednesday, time: 12:00, zone: America/New_York, zone-label: ET}
---
"""


def at_noon(day: str, zone: str, home: str = "America/New_York", hour: dt.time = NOON) -> world.Local:
    start = zones.instant(dt.date.fromisoformat(day), hour, home)
    return world.local(start, City(zone=zone), world.usual(start, home, zone))


@pytest.mark.parametrize(
    ("day", "hour", "differs"),
    [
        ("2025-03-05", "18:00", 0),
        ("2025-03-12", "17:00", -1),  # New York has changed its clocks on 9 March
        ("2025-03-19", "17:00", -1),
        ("2025-03-26", "17:00", -1),
        ("2025-04-02", "18:00", 0),  # and Zurich on 30 March
        ("2025-04-09", "18:00", 0),
        ("2025-04-23", "18:00", 0),
        ("2025-05-14", "18:00", 0),
        ("2025-10-22", "18:00", 0),
        ("2025-10-29", "17:00", -1),  # Zurich on 26 October, New York on 2 November
        ("2025-11-05", "18:00", 0),
        ("2025-12-03", "18:00", 0),
    ],
)
def test_noon_in_new_york_is_at_another_hour_in_zurich_for_four_weeks_a_year(day, hour, differs):
    there = at_noon(day, "Europe/Zurich")
    assert (f"{there.moment:%H:%M}", there.differs_by) == (hour, differs * HOUR)
    assert there.is_unusual is (differs != 0)


def test_and_noon_in_zurich_in_new_york():
    found = {
        day: at_noon(day, "America/New_York", "Europe/Zurich") for day in ("2025-03-12", "2025-03-29", "2025-04-02")
    }
    assert [f"{there.moment:%H:%M}" for there in found.values()] == ["07:00", "07:00", "06:00"]
    assert [there.differs_by for there in found.values()] == [HOUR, HOUR, 0 * HOUR]


def days(first: str, number: int) -> list[str]:
    start = dt.date.fromisoformat(first)
    return [(start + dt.timedelta(weeks=week)).isoformat() for week in range(number)]


def test_a_zone_without_summer_time_is_told_of_the_change_for_four_weeks():
    found = [at_noon(day, "Asia/Shanghai") for day in days("2025-03-05", 7)]
    assert [f"{there.moment:%H:%M} {there.day_shift:+}" for there in found] == ["01:00 +1", *["00:00 +1"] * 6]
    assert [there.differs_by / HOUR for there in found] == [0, -1, -1, -1, -1, 0, 0]


def test_in_the_south_the_hour_moves_twice_in_the_same_direction():
    found = [at_noon(day, "Australia/Sydney") for day in days("2025-03-05", 11)]
    assert [there.moment.hour for there in found] == [4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2]
    assert [there.differs_by / HOUR for there in found] == [0, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0]


def test_two_zones_that_never_change_have_nothing_to_tell():
    assert {at_noon(day, "Asia/Tokyo", "Asia/Kolkata").is_unusual for day in days("2025-01-01", 60)} == {False}


@pytest.mark.parametrize(
    ("day", "zone", "differs"),
    [
        ("2025-04-09", "Australia/Lord_Howe", dt.timedelta(minutes=-30)),  # half an hour of summer time
        ("2025-01-08", "Asia/Kathmandu", dt.timedelta(0)),
        ("2025-03-12", "Africa/Casablanca", -2 * HOUR),  # the month of Ramadan there, summer time here
    ],
)
def test_odd_zones(day, zone, differs):
    assert at_noon(day, zone).differs_by == differs


def test_a_change_that_crosses_midnight_is_one_hour_and_not_a_day():
    before, after = (at_noon(day, "Asia/Kolkata", hour=dt.time(14)) for day in ("2025-03-05", "2025-03-12"))
    assert (f"{before.moment:%a %H:%M}", f"{after.moment:%a %H:%M}") == ("Thu 00:30", "Wed 23:30")
    assert (before.day_shift, after.day_shift, after.differs_by) == (1, 0, -HOUR)


def test_the_day_before():
    assert at_noon("2025-06-04", "America/Los_Angeles", "Asia/Tokyo").day_shift == -1


@given(
    st.sampled_from(["America/New_York", "Europe/London", "Asia/Tokyo", "Australia/Sydney", "America/Santiago"]),
    st.sampled_from(["Europe/Zurich", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "UTC"]),
    st.dates(dt.date(1990, 1, 1), dt.date(2050, 1, 1)),
    st.integers(0, 23),
)
def test_a_local_hour_is_the_same_instant_and_unusual_by_an_hour_or_two_at_most(home, there, day, hour):
    start = zones.nearest(day, dt.time(hour), home)
    found = world.local(start, City(zone=there), world.usual(start, home, there))
    assert found.moment == start
    assert found.moment.date() - start.date() == dt.timedelta(days=found.day_shift)
    assert abs(found.differs_by) <= 2 * HOUR
    assert world.local(start, City(zone=home), world.usual(start, home, home)).day_shift == 0


def test_the_cities_are_those_of_the_series_else_of_the_site_each_once(read):
    site, report = read(
        {
            "site.yaml": "title: T\nurl: https://example.org/\ncities: [UTC, Asia/Tokyo, UTC]\n",
            "series/a.md": "---\ntitle: A\ncities:\n  - Europe/London\n  - {zone: Asia/Shanghai, label: Beijing}\n---\n",
            "series/b.md": "---\ntitle: B\n---\n",
        }
    )
    assert report.diagnostics == []
    own, other = (world.cities_of(series, site.settings) for series in site.series)
    assert [(c.zone, c.label) for c in own] == [("Europe/London", None), ("Asia/Shanghai", "Beijing")]
    assert [c.zone for c in other] == [c.zone for c in world.cities_of(None, site.settings)] == ["UTC", "Asia/Tokyo"]


def test_a_city_that_is_no_zone_is_told_with_its_place(complaints):
    site = "title: T\nurl: https://example.org/\ncities: [Europe/London, Beijing]\n"
    assert complaints({"site.yaml": site}) == ["site.yaml:3:25 time-zone"]


@pytest.mark.parametrize(
    ("lines", "differs"),
    [
        (("series: s", "date: 2025-03-12"), -1),
        (("series: s", "date: 2025-03-12", "time: 10:00"), 0),  # nobody is used to that hour
        (("series: s", "date: 2025-03-14"), 0),
        (("date: 2025-03-12", "time: 12:00", "zone: America/New_York"), 0),  # nor to that of a single event
        (("series: t", "date: 2025-03-12"), -1),  # an hour without a weekday
    ],
)
def test_only_an_hour_that_people_are_used_to_can_be_unusual(read, lines, differs):
    files = {"series/s.md": SERIES, "series/t.md": "---\ntitle: T\ntime: 12:00\nzone: America/New_York\n---\n"}
    site, _ = read({**files, "events/e.md": "\n".join(["---", "speaker: A B", *lines, "---", ""])})
    [there] = world.around(site.events[0], [City(zone="Europe/Zurich")])
    assert there.differs_by == differs * HOUR


def test_whole_days_have_no_hours(read):
    site, _ = read({"events/e.md": event("2025-03-12", "all-day: yes", "title: X")})
    assert world.around(site.events[0], [City(zone="Europe/Zurich")]) == ()


@pytest.mark.parametrize(
    ("day", "there", "cause"),
    [
        ("2025-03-12", "Europe/Zurich", ("America/New_York", "2025-03-09")),
        ("2025-03-26", "Asia/Shanghai", ("America/New_York", "2025-03-09")),
        ("2025-10-29", "Europe/Zurich", ("Europe/Zurich", "2025-10-26")),
        ("2025-04-30", "Africa/Cairo", ("Africa/Cairo", "2025-04-25")),  # at midnight
        ("2025-11-12", "Australia/Sydney", ("America/New_York", "2025-11-02")),  # Sydney did so before, on 5 October
        ("2025-06-11", "Europe/Zurich", None),
    ],
)
def test_an_unusual_hour_has_the_clock_that_was_changed_as_its_cause(day, there, cause):
    start = zones.instant(dt.date.fromisoformat(day), NOON, "America/New_York")
    found = world.cause(start, "America/New_York", there)
    assert (found and (found.zone, found.day.isoformat())) == cause
