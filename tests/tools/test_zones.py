"""Which zones are accepted, and from the clock on the wall to the instant."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.model.values import RepeatedHour, Zone
from seminarsite.tools import zones

ZURICH, NEW_YORK = Zone("Europe/Zurich"), Zone("America/New_York")
AGE = [dt.datetime.combine(dt.date(year, 1, 1), dt.time()) for year in (1971, 2100)]
ALL = sorted(zones.canonical_names())


def test_noon_in_new_york_is_not_always_six_hours_before_zurich() -> None:
    days = [
        dt.date(2025, 3, 12),
        dt.date(2025, 3, 26),
        dt.date(2025, 4, 2),
        dt.date(2025, 10, 29),
        dt.date(2025, 11, 5),
    ]
    starts = [zones.instant(day, dt.time(12), NEW_YORK) for day in days]
    assert [start.astimezone(ZoneInfo(ZURICH)).hour for start in starts] == [17, 17, 18, 17, 18]


# --- names ---------------------------------------------------------------------------------------


def test_every_canonical_name_can_be_used() -> None:
    assert len(ALL) > 400
    for name in ALL:
        assert zones.canonical(name) == name
        assert zones.instant(dt.date(2025, 6, 15), dt.time(12), Zone(name)).utcoffset() is not None


def test_every_alias_leads_to_a_canonical_name() -> None:
    assert {zones.canonical(old) for old in zones.aliases()} <= zones.canonical_names()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Etc/UTC", "UTC"),
    ],
)
def test_older_names_are_accepted_and_made_canonical(old: str, new: str) -> None:
    assert zones.canonical(old) == new


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("ET", "America/New_York"),
        ("PT", "America/Los_Angeles"),
        ("EST", "America/New_York"),
        ("CET", "Europe/Zurich"),
        ("IST", "Asia/Kolkata"),
        ("Europe/Bern", "Europe/Zurich"),
        ("Brisbane time", "Australia/Brisbane"),
        ("New York", "America/New_York"),
        ("europe/zurich", "Europe/Zurich"),
        ("Europe/Zurch", "Europe/Zurich"),
    ],
)
def test_other_names_are_refused_with_the_zone_that_is_meant(written: str, first: str) -> None:
    with pytest.raises(zones.UnknownZone) as error:
        zones.canonical(written)
    assert error.value.candidates[0] == first


@pytest.mark.parametrize(
    "name",
    "GMT+1 UTC+1 Etc/GMT+5 localtime posixrules Factory America leapseconds zone.tab US/Pacific-New ../UTC".split(),
)
def test_offsets_and_private_names_of_the_database_are_refused(name: str) -> None:
    with pytest.raises(zones.UnknownZone) as error:
        zones.canonical(name)
    assert set(error.value.candidates) <= zones.canonical_names() - {name}


def test_candidates_are_names_that_are_accepted() -> None:
    offered = {c for names in zones.ABBREVIATIONS.values() for c in names} | set(zones.TOWNS.values())
    assert offered <= zones.canonical_names()


@given(st.text(max_size=30))
def test_any_other_text_is_refused_with_at_most_three_candidates(name: str) -> None:
    try:
        names: tuple[str, ...] = (zones.canonical(name),)
    except zones.UnknownZone as error:
        names = error.candidates
    assert set(names) <= zones.canonical_names()
    assert len(names) <= 3


# --- hours ---------------------------------------------------------------------------------------


@given(
    zone=st.sampled_from(ALL).map(Zone),
    moment=st.datetimes(*AGE, timezones=st.just(dt.UTC)),
)
def test_from_an_instant_to_the_wall_and_back(zone: Zone, moment: dt.datetime) -> None:
    wall = moment.astimezone(ZoneInfo(zone))
    hour = RepeatedHour.SECOND if wall.fold else RepeatedHour.FIRST
    back = zones.instant(wall.date(), wall.time().replace(fold=0), zone, hour)
    assert zones.utc(back) == moment


@given(zone=st.sampled_from(ALL).map(Zone), wall=st.datetimes(*AGE))
def test_every_hour_on_the_wall_is_one_instant_or_says_why_not(zone: Zone, wall: dt.datetime) -> None:
    def shown(moment: dt.datetime) -> dt.datetime:
        return zones.utc(moment).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)

    try:
        walls = [shown(zones.instant(wall.date(), wall.time(), zone))]
    except zones.TwiceTime:
        first, second = (zones.instant(wall.date(), wall.time(), zone, hour) for hour in RepeatedHour)
        walls = [shown(first), shown(second)] if zones.utc(first) < zones.utc(second) else []
    except zones.NoSuchTime as gap:
        walls = [wall] if shown(gap.before) < wall < shown(gap.after) else []
    assert walls
    assert set(walls) == {wall}


def test_the_hour_that_the_clocks_skip_has_two_neighbours() -> None:
    with pytest.raises(zones.NoSuchTime) as gap:
        zones.instant(dt.date(2025, 3, 30), dt.time(2, 30), ZURICH)
    assert (f"{gap.value.before:%H:%M%z}", f"{gap.value.after:%H:%M%z}") == ("01:30+0100", "03:30+0200")


def test_the_hour_that_comes_twice_must_say_which() -> None:
    with pytest.raises(zones.TwiceTime):
        zones.instant(dt.date(2025, 10, 26), dt.time(2, 30), ZURICH)
    hours = [zones.instant(dt.date(2025, 10, 26), dt.time(2, 30), ZURICH, hour) for hour in RepeatedHour]
    assert [f"{zones.utc(hour):%H:%M}" for hour in hours] == ["00:30", "01:30"]


def test_a_length_is_of_real_time_also_over_a_change_of_clocks() -> None:
    start = zones.instant(dt.date(2025, 3, 29), dt.time(23), ZURICH)
    assert f"{zones.after(start, dt.timedelta(hours=5)):%d %H:%M}" == "30 05:00"


@pytest.mark.parametrize(
    ("zone", "day", "first"),
    [
        ("Europe/Zurich", "2025-03-30", "00:00"),
        ("Africa/Cairo", "2025-04-25", "01:00"),
        ("Asia/Beirut", "2025-03-30", "01:00"),
    ],
)
def test_a_day_begins_where_the_clocks_change_at_midnight_too(zone: str, day: str, first: str) -> None:
    date = dt.date.fromisoformat(day)
    begins = zones.midnight(date, Zone(zone))
    assert (begins.date(), f"{begins:%H:%M}") == (date, first)


def test_the_database_of_the_package_is_used_not_that_of_the_machine() -> None:
    import zoneinfo

    assert zoneinfo.TZPATH == ()
