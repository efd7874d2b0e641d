"""Rule-based VTIMEZONEs against zoneinfo, and against a reader that knows nothing of us."""

from __future__ import annotations

import datetime as dt
import io
import re
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Timezone

from seminarsite.calendaring import calendars, vtimezone
from seminarsite.calendaring.entries import Entry
from seminarsite.calendaring.recording import UNRECORDED, Told
from seminarsite.tools.zones import canonical_names

ZONES = sorted(canonical_names())
WITH_RULES = [zone for zone in ZONES if vtimezone.rules(zone)]
MONTHS = [dt.datetime(year, month, 15, 12, tzinfo=dt.UTC) for year in range(2024, 2033) for month in range(1, 13)]

# Ramadan moves through the years, so no yearly rule says when Morocco is an hour ahead or behind.
NO_YEARLY_RULE = {"Africa/Casablanca", "Africa/El_Aaiun"}


def test_nearly_all_zones_have_rules() -> None:
    assert len(WITH_RULES) / len(ZONES) > 0.97, sorted(set(ZONES) - set(WITH_RULES))


def test_the_rules_are_those_of_zoneinfo_in_every_month_of_nine_years() -> None:
    """Where they are not, `expresses` must say so; and that may be the case only in a few zones."""
    differing = {
        zone
        for zone in WITH_RULES
        for month in MONTHS
        if vtimezone.rules(zone).offset(month) != month.astimezone(ZoneInfo(zone)).utcoffset()  # type: ignore[union-attr]
    }
    assert len(differing) < 12, differing
    assert differing >= NO_YEARLY_RULE & set(WITH_RULES)
    for zone in differing:
        for month in (m.astimezone(ZoneInfo(zone)) for m in MONTHS):
            same = vtimezone.rules(zone).offset(month) == month.utcoffset()  # type: ignore[union-attr]
            assert vtimezone.expresses(month) is same, (zone, month)


# A zone for each different set of rules: what is true of one is true of all with the same rules.
KINDS_OF_RULES = sorted({vtimezone.rules(zone): zone for zone in WITH_RULES}.values())


def _is_repeated(moment: dt.datetime) -> bool:
    return moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()


@given(
    st.sampled_from(KINDS_OF_RULES),
    st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2037, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
)
def test_what_is_expressed_is_right_at_any_instant(zone: str, instant: dt.datetime) -> None:
    local = instant.astimezone(ZoneInfo(zone))
    found = vtimezone.rules(zone)
    assert found is not None
    if vtimezone.expresses(local):
        assert found.offset(instant) == local.utcoffset()
    else:
        assert found.offset(instant) != local.utcoffset() or zone == "UTC" or _is_repeated(local)


@pytest.mark.parametrize("zone", ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin"])
@pytest.mark.parametrize("year", [2024, 2025, 2031])
def test_the_clocks_change_at_the_very_second(zone: str, year: int) -> None:
    found = vtimezone.rules(zone)
    info = ZoneInfo(zone)
    assert found is not None
    hours = [dt.datetime(year, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=h) for h in range(365 * 24)]
    offsets = [hour.astimezone(info).utcoffset() for hour in hours]
    changes = [hours[i] for i in range(1, len(hours)) if offsets[i] != offsets[i - 1]]
    assert len(changes) == 2
    for change in changes:
        for seconds in (-3600, -1800, -1, 0, 1, 1800, 3600):
            instant = change + dt.timedelta(seconds=seconds)
            assert found.offset(instant) == instant.astimezone(info).utcoffset(), instant


def test_an_hour_that_comes_twice_is_left_to_utc() -> None:
    """A local time in a calendar means the first of the two (RFC 5545 3.3.5), and not all programs know."""
    twice = dt.datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Zurich"))
    assert not vtimezone.expresses(twice)
    assert not vtimezone.expresses(twice.replace(fold=1))


@pytest.mark.parametrize("zone", ["America/Nuuk", "America/Santiago", "Asia/Jerusalem"])
def test_a_change_before_0_or_after_24_hours_is_left_to_utc(zone: str) -> None:
    """RFC 5545 has no rule for "Saturday at 24 hours, which may be the first Sunday or not"."""
    assert vtimezone.rules(zone) is None
    assert not vtimezone.expresses(dt.datetime(2025, 7, 1, 12, tzinfo=ZoneInfo(zone)))
    with pytest.raises(ValueError, match=zone):
        vtimezone.component(zone)


def test_a_moment_of_no_zone_is_not_expressed() -> None:
    assert not vtimezone.expresses(dt.datetime(2025, 7, 1, 12, tzinfo=dt.UTC))
    assert not vtimezone.expresses(dt.datetime(2025, 7, 1, 12, tzinfo=ZoneInfo("UTC")))


def test_the_law_of_an_earlier_year_is_not_expressed() -> None:
    """Until 2006 summer time began in April in the United States; the rules of today say March."""
    assert not vtimezone.expresses(dt.datetime(2006, 3, 20, 12, tzinfo=ZoneInfo("America/New_York")))
    assert vtimezone.expresses(dt.datetime(2006, 7, 20, 12, tzinfo=ZoneInfo("America/New_York")))


# --- every zone, both sides of every change ------------------------------------------------------


def changes(info: ZoneInfo, first: int, last: int) -> list[dt.datetime]:
    """The instants (UTC) at which the clocks of a zone change from the year `first` on and before `last`, to the second."""
    found = []
    step = dt.timedelta(days=7)
    before = dt.datetime(first, 1, 1, tzinfo=dt.UTC)
    while before.year < last:
        after = before + step
        if before.astimezone(info).utcoffset() != after.astimezone(info).utcoffset():
            early, late = before, after
            while late - early > dt.timedelta(seconds=1):
                middle = early + (late - early) // 2
                same = middle.astimezone(info).utcoffset() == early.astimezone(info).utcoffset()
                early, late = (middle, late) if same else (early, middle)
            found.append(late.replace(microsecond=0))
        before = after
    return found


AROUND = [dt.timedelta(minutes=m) for m in (-1500, -60, -31, -1, 0, 1, 30, 60, 1500)]
ORDINARY = [dt.datetime(year, month, 10, 12, tzinfo=dt.UTC) for year in range(2020, 2036, 3) for month in (1, 4, 7, 10)]


def entry_of(start: dt.datetime) -> Told:
    """An event of an hour."""
    end = (start.astimezone(dt.UTC) + dt.timedelta(hours=1)).astimezone(start.tzinfo)
    entry = Entry(
        event="e",
        part="",
        start=start,
        end=end,
        over=end,
        state="CONFIRMED",
        is_busy=True,
        summary="s",
        description="d",
        url="u",
    )
    return Told("e@example.org", entry, 0, UNRECORDED)


def instants(content: bytes, clock: dt.tzinfo | None) -> list[dt.datetime]:
    """Start and end in UTC of the one event of a calendar, its hours read by the clock that its VTIMEZONE describes."""
    found = re.findall(r"DT(?:START|END)(;TZID=[^:]*)?:(\d{8}T\d{6})(Z?)", content.decode())
    assert len(found) == 2
    moments = [(dt.datetime.fromisoformat(text), zone, utc) for zone, text, utc in found]
    assert all(bool(zone) != bool(utc) for _, zone, utc in moments), "a floating time"
    return [naive.replace(tzinfo=clock if zone else dt.UTC).astimezone(dt.UTC) for naive, zone, _ in moments]


def read_component(zone: str) -> dt.tzinfo:
    """A VTIMEZONE as dateutil understands it, from its text alone."""
    found = tzical(io.StringIO(vtimezone.component(zone).decode().replace("\r\n ", ""))).get(zone)
    assert found is not None
    return found


def test_the_instant_in_a_calendar_is_the_instant_meant_in_every_zone_around_every_change() -> None:
    """All zones that the program accepts, 2020 to 2035; the calendar's own rules are read, not the zone's name."""
    wrong, in_utc, ordinary, around = [], 0, 0, 0
    for zone in ZONES:
        info = ZoneInfo(zone)
        clock = read_component(zone) if vtimezone.rules(zone) else None
        moments = [change + span for change in changes(info, 2020, 2036) for span in AROUND]
        around += len(moments)
        ordinary += len(ORDINARY)
        for instant in (*moments, *ORDINARY):
            told = entry_of(instant.astimezone(info))
            name = calendars.local_zone(told.entry)
            content = calendars.vevent(told, name)
            in_utc += not name and instant in ORDINARY
            if instants(content, clock) != [instant, instant + dt.timedelta(hours=1)]:
                wrong.append((zone, instant))
    assert wrong == []
    assert around > 20_000
    assert in_utc / ordinary < 0.1, "most hours stand in calendars as they are on the wall"


def test_what_was_before_the_component_begins_is_left_to_utc() -> None:
    assert not vtimezone.expresses(dt.datetime(1969, 7, 1, 12, tzinfo=ZoneInfo("Africa/Lagos")))
    assert not vtimezone.expresses(dt.datetime(1970, 12, 30, 12, tzinfo=ZoneInfo("Africa/Lagos")))
    assert vtimezone.expresses(dt.datetime(1981, 7, 1, 12, tzinfo=ZoneInfo("Africa/Lagos")))


@pytest.mark.parametrize("zone", KINDS_OF_RULES)
def test_a_calendar_program_finds_no_fault_with_a_component(zone: str) -> None:
    read = Timezone.from_ical(vtimezone.component(zone).decode())
    assert isinstance(read, Timezone)
    assert read.tz_name == zone
    assert [error for part in read.walk() for error in part.errors] == []


def test_component() -> None:
    assert vtimezone.component("America/New_York").decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700308T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701101T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]
