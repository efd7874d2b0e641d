"""The lines of calendars as they are found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seminarsite.importers import contentlines

BROKEN = (
    "\ufeffBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A long\n  title\nDESCRIPTION:First line\nsecond line, by hand: yes\n\n"
    'DTSTART;TZID="China Standard Time":20251103T120000\nLOCATION:Room 1\\, HG\\nZurich\nX-COLOUR:red\nEND:VCALENDAR\n'
)


def test_folded_by_rule_and_by_hand() -> None:
    (event,) = contentlines.calendars(contentlines.decoded(BROKEN.encode())).within("VEVENT")
    assert event.text("SUMMARY") == "A long title"
    assert event.text("DESCRIPTION") == "First line\nsecond line, by hand: yes"
    assert event.text("LOCATION") == "Room 1, HG\nZurich"
    start = event.first("DTSTART")
    assert start is not None
    assert (start.parameters, start.line) == ({"TZID": "China Standard Time"}, 8)


def test_encodings() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"):
        assert contentlines.decoded("Séminaire".encode(encoding)) == "Séminaire"


@given(st.binary(max_size=400) | st.lists(st.sampled_from([b"BEGIN:VEVENT\n", b"END:VEVENT\n", b"BEGIN:X\n", b"END:X\r\n", b" x\n", b'SUMMARY;A="b:c":d\n'])).map(b"".join))  # fmt: skip
def test_any_bytes_are_read(data: bytes) -> None:
    list(contentlines.calendars(contentlines.decoded(data)).within("VEVENT"))


def test_a_long_line_of_quotes_takes_no_time() -> None:
    contentlines.calendars('DTSTART;A="' * 20_000)
    contentlines.calendars("DTSTART" + ";A=b" * 50_000)
