"""What is wrong with a calendar. The rules about lines are tried in tests/test_verify.py, with the other kinds of file."""

from __future__ import annotations

import pytest

from helpers_site import demo
from seminarsite.model.recalled import Recalled
from seminarsite.verifying.calendarflaws import apart, flaws, misread, misread_anew

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@b\r\n"
END = b"END:VEVENT\r\nEND:VCALENDAR\r\n"


def test_our_own_are_without_flaw() -> None:
    for path, content in demo("2023-03-20T12:00:00+00:00").items():
        if path.endswith(".ics"):
            assert [*flaws(content), *misread(content)] == [], path


def test_a_calendar_is_taken_apart_at_its_events() -> None:
    for content in (
        HEAD + END,
        HEAD + b"DESCRIPTION:\r\n BEGIN:VEVENT\r\n" + END,
        HEAD[:-5],
        b"BEGIN:VCALENDAR\r\n" + END[12:],
        b"",
    ):
        head, events, end = apart(content)
        assert b"".join((head, *events, end)) == content
    for path, content in demo("2023-03-20T12:00:00+00:00").items():
        if path.endswith(".ics"):
            head, events, end = apart(content)
            assert b"".join((head, *events, end)) == content
            assert len(events) == content.count(b"\r\nBEGIN:VEVENT\r\n")
            assert all(one.startswith(b"BEGIN:VEVENT\r\nUID:") and one.endswith(b"END:VEVENT\r\n") for one in events)


@pytest.mark.parametrize(
    ("lines", "flaw"),
    [
        (b"DTSTART:20250101T100000Z\r\nDTEND:20250101T110000Z\r\n", []),
        (b"DTSTART;VALUE=DATE:20250101\r\nDTEND;VALUE=DATE:20250102\r\n", []),
        (
            b"DTSTART:20250101T100000\r\nDTEND:20250101T110000\r\n",
            ["a@b is at another instant for each reader"],
        ),
        (b"DTSTART:20250101T100000Z\r\nDTEND:20250101T100000Z\r\n", ["a@b ends before it begins"]),
        (b"DTSTART:20250101T100000Z\r\n", ["a@b has no beginning and end of one kind"]),
        (
            b"DTSTART;VALUE=DATE:20250101\r\nDTEND:20250102T100000Z\r\n",
            ["a@b has no beginning and end of one kind"],
        ),
    ],
)
def test_what_another_program_would_read(lines: bytes, flaw: list[str]) -> None:
    assert list(misread(HEAD + lines + END)) == flaw


def test_a_date_that_is_none_is_told() -> None:
    found = list(misread(HEAD + b"DTSTART:20251301T100000Z\r\nDTEND:20250101T110000Z\r\n" + END))
    assert any("DTSTART" in flaw for flaw in found), found


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (HEAD + END, []),
        (HEAD + b"END:VEVENT\r\nBEGIN:VEVENT\r\nUID:a@\r\n b\r\n" + END, ["UID:a@b stands there twice"]),
        (HEAD + b"END:VEVENT\r\nBEGIN:VEVENT\r\nRECURRENCE-ID:20250101\r\nUID:a@b\r\n" + END, []),
        (HEAD + b"END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:UID:c\r\n" + END, ["an event without UID"]),
        (HEAD + b"DESCRIPTION:text\r\n END:VEVENT\r\n" + END, []),
        (
            HEAD + b"END:VALARM\r\n" + END,
            [f"END:{name} closes what is not open" for name in ("VALARM", "VEVENT", "VCALENDAR")],
        ),
        (HEAD + b"BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\n", ["its BEGIN and END lines do not match"]),
        (b"VERSION:2.0\r\n", ["its BEGIN and END lines do not match"]),
        (HEAD + b"SUMMARY:a\n" + END, ["its lines do not end with CR LF"]),
        (HEAD + b"SUMMARY:a\rb\r\n" + END, ["its lines do not end with CR LF"]),
        (HEAD + b"X:" + b"x" * 73 + b"\r\n" + END, []),
        (HEAD + b"X:" + b"x" * 74 + b"\r\n" + END, ["a line has more than 75 octets"]),
    ],
)
def test_lines(content: bytes, flaw: list[str]) -> None:
    assert list(flaws(content)) == flaw


def test_an_event_is_read_once_by_the_other_program_and_again_where_its_zones_are_others() -> None:
    wrong = b"DTSTART:20250101T100000Z\r\n"
    right = wrong + b"DTEND:20250101T110000Z\r\n"
    other = b"BEGIN:VEVENT\r\nUID:c@d\r\n"
    first = Recalled({})
    assert list(misread_anew(HEAD + right + END, first)) == []
    notes = Recalled(first.new)
    assert len(first.new) == 1
    assert list(misread_anew(HEAD + right + END, notes)) == []
    assert notes.new == {}
    both = HEAD + right + b"END:VEVENT\r\n" + other + wrong + END
    for _ in range(2):
        assert list(misread_anew(both, notes)) == ["c@d has no beginning and end of one kind"]
    assert notes.new == {}
    assert list(misread_anew(both.replace(b"PRODID:x", b"PRODID:y"), notes)) == list(misread(both))
    assert list(misread_anew(both.replace(wrong + END, right + END), notes)) == []
    assert len(notes.new) == 1
