"""Calendars of Google, Outlook, Apple, Indico and by hand, small ones modelled on real ones."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.importers import icalendars
from seminarsite.importers.findings import Findings

HORIZON = dt.date(2026, 12, 31)
ZOOM = "https://example.zoom.us/j/5551234567"


def read(*events: str, head: str = "") -> Findings:
    text = (
        "BEGIN:VCALENDAR\n"
        + head
        + "".join(f"BEGIN:VEVENT\n{e.strip()}\nEND:VEVENT\n" for e in events)
        + "END:VCALENDAR\n"
    )
    found = icalendars.read("a.ics", text.encode(), HORIZON)
    assert found.seen + found.repeated == len(found.events) + len(found.passed)
    return found


def test_google_in_utc_with_labels_and_an_invitation() -> None:
    found = read(
        "DTSTART:20251103T161500Z\nDTEND:20251103T171500Z\nUID:abc@google.com\nSUMMARY:Seminar: Ada Example\nLOCATION:" + ZOOM
        + "\nDESCRIPTION:Speaker: Ada Example (ETH)<br>Title: On spectra<br>Abstract: Let $a<b$.<br><br>Join Zoom Meeting<br>"
        + f'<a href="{ZOOM}">{ZOOM}</a><br>Passcode: 4711',
        head="X-WR-CALNAME:Analysis\nX-WR-TIMEZONE:Europe/Zurich\n",
    )  # fmt: skip
    (event,) = found.events
    assert (found.name, found.zone) == ("Analysis", "Europe/Zurich")
    assert (event.title, [(s.name, s.affiliation) for s in event.speakers]) == ("On spectra", [("Ada Example", "ETH")])
    assert (event.abstract, event.where, event.meeting, event.platform, event.codes) == (
        "Let $a<b$.",
        None,
        ZOOM,
        "Zoom",
        ("4711",),
    )
    assert event.start == dt.datetime(2025, 11, 3, 16, 15, tzinfo=dt.UTC)


def test_outlook_with_a_zone_of_windows_and_html_beside() -> None:
    (event,) = read(
        'DTSTART;TZID="W. Europe Standard Time":20251103T171500\nDURATION:PT45M\nSUMMARY:Ada Example (ETH)\\, On spectra\n'
        "LOCATION:HG 1\nX-ALT-DESC;FMTTYPE=text/html:<html><body><p>A <b>text</b></p></body></html>"
    ).events
    assert (event.zone, event.length, event.title, event.abstract) == (
        "Europe/Berlin",
        dt.timedelta(minutes=45),
        "On spectra",
        "A **text**",
    )


def test_days_that_end_before_the_day_of_dtend() -> None:
    one, two = read(
        "DTSTART;VALUE=DATE:20251103\nSUMMARY:Day",
        "DTSTART;VALUE=DATE:20251103\nDTEND;VALUE=DATE:20251106\nSUMMARY:School",
    ).events
    assert (one.start, one.end, one.whole_day) == (dt.date(2025, 11, 3), None, True)
    assert two.end == dt.date(2025, 11, 5)


def test_repetitions_exceptions_and_cancelled_ones() -> None:
    found = read(
        "UID:1\nDTSTART;TZID=Europe/Zurich:20251001T160000\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Zurich:20251008T160000\nSUMMARY:Seminar",
        "UID:1\nRECURRENCE-ID;TZID=Europe/Zurich:20251015T160000\nDTSTART;TZID=Europe/Zurich:20251016T170000\nSUMMARY:Ada Example (ETH): On maps\nSTATUS:CANCELLED",
    )
    told = [(f"{e.start:%m-%d %H:%M}", e.title, e.status) for e in found.events]
    assert told == [
        ("10-01 16:00", "Seminar", None),
        ("10-22 16:00", "Seminar", None),
        ("10-16 17:00", "On maps", "cancelled"),
    ]


def test_a_week_that_never_ends_is_the_hour_of_a_series() -> None:
    found = read(
        "DTSTART;TZID=Europe/Berlin:20230216T160000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH\nSUMMARY:AutoML"
    )
    assert found.events == ()
    (slot,) = found.slots
    assert (slot.name, slot.every, slot.zone, slot.length) == ("AutoML", 2, "Europe/Berlin", dt.timedelta(hours=1))


def test_one_entry_twice_is_one_and_one_uid_for_all_is_no_identity() -> None:
    same = "UID:1\nDTSTART:20251103T160000Z\nSUMMARY:One\nSEQUENCE:{}"
    found = read(
        same.format(2) + "\nLOCATION:new",
        same.format(1) + "\nLOCATION:old",
        "UID:1\nDTSTART:20251104T160000Z\nSUMMARY:Two",
    )
    assert [(e.title, e.where) for e in found.events] == [("One", "new"), ("Two", None)]
    assert [p.why for p in found.passed] == ["the same entry stands in line 2"]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("SUMMARY:No start", "no DTSTART"),
        ("DTSTART:soon\nSUMMARY:x", "`soon` is no date"),
        ("DTSTART:20251103\nSUMMARY:", "neither title nor speaker"),
        (
            "DTSTART:20251103T120000\nRRULE:FREQ=SECONDLY\nSUMMARY:x",
            "its rule of repetition cannot be read: FREQ=SECONDLY",
        ),
    ],
)
def test_what_gives_no_event_says_why(entry: str, why: str) -> None:
    assert [p.why for p in read(entry).passed] == [why]


def test_an_unknown_zone_is_told_and_a_private_entry_is_a_draft() -> None:
    found = read("DTSTART;TZID=Nowhere:20251103T120000\nSUMMARY:x\nCLASS:PRIVATE")
    assert [d.code for d in found.notes] == ["import-zone"]
    assert found.events[0].draft


LINE = st.sampled_from(
    ["DTSTART:20251103T120000", "DTEND:20251103", "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY", "EXDATE:20251104T120000", "SUMMARY:A (B), C",
     "RECURRENCE-ID:20251104", "UID:1", "DTSTART;VALUE=DATE:99999999", "DURATION:P1W", "DESCRIPTION:Speaker: x", "RDATE:20251201,x", "STATUS:CANCELLED"]
) | st.text(max_size=30)  # fmt: skip


@given(st.lists(st.lists(LINE, max_size=6), max_size=4))
def test_any_lines_are_counted(events: list[list[str]]) -> None:
    read(*("\n".join(lines) for lines in events))
