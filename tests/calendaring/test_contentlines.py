"""Content lines: any text is read as it was written, and nothing that stands in one begins a line of its own."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Event, vText

from seminarsite.calendaring import contentlines
from seminarsite.calendaring.contentlines import line, moment, parameter, text, texts

ANY = st.text(st.characters(codec="utf-8"), max_size=300)
VISIBLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=300)
SPECIAL = st.text(st.sampled_from("\\nN;,:\"^'\n =é𝔄x"), max_size=200)


def read(lines: bytes) -> Event:
    event = Event.from_ical((b"BEGIN:VEVENT\r\n" + lines + b"END:VEVENT\r\n").decode())
    assert isinstance(event, Event)
    assert event.errors == []
    return event


@given(st.one_of(ANY, SPECIAL))
@example("\u2028END:VEVENT\x85\r\nBEGIN:VALARM\rX:1")
@example("a" * 73 + "é" * 80)
def test_folding_splits_no_character_and_no_escape(value: str) -> None:
    written = line("SUMMARY", text(value))
    assert written.endswith(b"\r\n")
    pieces = written.removesuffix(b"\r\n").split(b"\r\n")
    for piece in pieces:
        assert len(piece) <= contentlines.WIDEST
        piece.decode("utf-8")
        assert not re.search(rb"[\r\n\x00]", piece)
        assert (len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0, "an escape is cut from what it escapes"
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert all(len(piece) > 70 for piece in pieces[:-1]), "cut without need"


@given(st.one_of(VISIBLE, SPECIAL))
@example(r"$\Nabla$ \n \\N;\,")
def test_any_text_is_read_as_it_was_written(value: str) -> None:
    assert str(read(line("SUMMARY", text(value)))["SUMMARY"]) == value


@given(st.lists(st.one_of(VISIBLE, SPECIAL), min_size=1, max_size=4))
def test_so_is_a_list_of_texts(values: list[str]) -> None:
    assert [str(one) for one in read(line("CATEGORIES", texts(values)))["CATEGORIES"].cats] == values


@given(ANY)
def test_control_characters_are_left_out_and_line_ends_kept_as_such(value: str) -> None:
    found = str(read(line("SUMMARY", text(value)))["SUMMARY"])
    plain = re.sub(r"\r\n?", "\n", value)
    assert found == re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", plain)


@given(st.one_of(VISIBLE, SPECIAL).filter(lambda value: "\\" not in value))
@example('Zoom; "X", a:b^n')
def test_any_text_may_stand_in_a_parameter(value: str) -> None:
    """Of RFC 6868 a backslash is no part, but icalendar takes one for an escape."""
    written = line("ORGANIZER", "mailto:a@example.org", (("CN", parameter(value)), ("ROLE", "CHAIR")))
    found = read(written)["ORGANIZER"]
    assert str(found) == "mailto:a@example.org"
    assert found.params["ROLE"] == "CHAIR"
    assert found.params.get("CN", "") == value


@given(ANY, ANY)
def test_no_property_can_be_injected(name: str, url: str) -> None:
    """Not even through values that are written as they are."""
    written = line("URL", url) + line("ORGANIZER", url, (("CN", parameter(name)),)) + line("SUMMARY", text(name))
    unfolded = written.replace(b"\r\n ", b"").split(b"\r\n")
    assert [re.split(b"[:;]", one, maxsplit=1)[0] for one in unfolded] == [b"URL", b"ORGANIZER", b"SUMMARY", b""]


@given(VISIBLE.filter(lambda value: bool(value) and "\\N" not in value))
def test_a_program_that_folds_elsewhere_writes_the_same_line(value: str) -> None:
    """icalendar, but for a backslash before N, which it takes for a line end."""
    event = Event()
    event["SUMMARY"] = vText(value)
    theirs = event.to_ical().removeprefix(b"BEGIN:VEVENT\r\n").removesuffix(b"END:VEVENT\r\n")
    assert theirs.replace(b"\r\n ", b"") == line("SUMMARY", text(value)).replace(b"\r\n ", b"")


ZURICH = dt.datetime(2025, 11, 3, 17, 15, tzinfo=ZoneInfo("Europe/Zurich"))


@pytest.mark.parametrize(
    ("value", "zone", "expected"),
    [
        (dt.date(2025, 11, 3), "", b"DTSTART;VALUE=DATE:20251103\r\n"),
        (ZURICH, "", b"DTSTART:20251103T161500Z\r\n"),
        (ZURICH, "Europe/Zurich", b"DTSTART;TZID=Europe/Zurich:20251103T171500\r\n"),
    ],
)
def test_moments(value: dt.date, zone: str, expected: bytes) -> None:
    assert moment("DTSTART", value, zone) == expected
