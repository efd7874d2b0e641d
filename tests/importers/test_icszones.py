"""Which zone a TZID means."""

from __future__ import annotations

import datetime as dt

import pytest

from seminarsite.importers import contentlines, icszones


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Zurich", "Europe/Zurich"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ('"China Standard Time"', "Asia/Shanghai"),
        ("/citadel.org/20210210_1/Europe/Berlin", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome", "Europe/Amsterdam"),
        ("GMT", "UTC"),
        ("My own zone", None),
    ],
)
def test_names(name: str, zone: str | None) -> None:
    assert icszones.named(name) == zone


RULES = """\
BEGIN:VCALENDAR
BEGIN:VTIMEZONE
TZID:My own zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
END:VCALENDAR
"""


def test_rules_of_a_calendar_that_names_no_zone_we_know() -> None:
    clocks = icszones.Clocks(contentlines.calendars(RULES).within("VTIMEZONE"))
    assert clocks.zone("My own zone") is None
    rules = clocks.rules("My own zone")
    assert rules is not None
    offsets = [dt.datetime(2025, month, 3, 12, tzinfo=rules).utcoffset() for month in (1, 7)]
    assert offsets == [dt.timedelta(hours=1), dt.timedelta(hours=2)]


def test_rules_that_are_none_are_no_rules() -> None:
    clocks = icszones.Clocks(contentlines.calendars(RULES.replace("FREQ=YEARLY", "FREQ=SOON")).within("VTIMEZONE"))
    assert clocks.rules("My own zone") is None
