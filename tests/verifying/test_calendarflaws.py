"""What is wrong with a calendar. The rules about lines are tried in tests/test_verify.py, with the other kinds of file."""

from __future__ import annotations

import pytest

from helpers_site import demo
from seminarsite.verifying.calendarflaws import flaws, misread

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@b\r\n"
END = b"END:VEVENT\r\nEND:VCALENDAR\r\n"


def test_our_own_are_without_flaw() -> None:
    for path, content in demo("2023-03-20T12:00:00+00:00").items():
        if path.endswith(".ics"):
            assert [*flaws(content), *misread(content)] == [], path


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
