"""Which format a file is in; and no bytes at all do harm."""

from __future__ import annotations

import datetime as dt
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.importers import recognise
from seminarsite.importers.recognise import FORMATS, Asked
from seminarsite.importers.trees import CannotRead

ASKED = Asked(horizon=dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("a.ics", b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", "ics"),
        ("feed", b"BEGIN:VCALENDAR\n", "ics"),
        ("a.xlsx", b"PK\x03\x04...", "xlsx"),
        ("a.csv", b"x", "csv"),
        ("a.txt", b"Date;Speaker;Title\n", "csv"),
        ("a.md", b"---\ntitle: x\n---\n", "markdown"),
        ("a.yml", b"- title: x\n", "yaml"),
        ("a.json", b'{"schedule": {"conference": {"days": []}}}', "frab"),
        ("a.json", b'{"results": [{"code": "A", "slot": null}]}', "pretalx"),
        ("a.json", b'{"talks": [{"seminar_id": "A"}]}', "researchseminars"),
        ("a.json", b'[{"title": "x"}]', "json"),
        ("a.bin", b"\x00\x01\x02", None),
    ],
)
def test_recognised(name: str, data: bytes, wanted: str | None) -> None:
    assert recognise.recognised(name, data) == wanted


def test_what_nobody_knows_and_what_is_broken_is_an_error_at_its_place() -> None:
    for name, data in (
        ("a.bin", b"\x00"),
        ("a.json", b"{"),
        ("a.gz", gzip.compress(b"[")),
        ("a.gz", b"\x1f\x8bnothing"),
    ):
        found = recognise.read(name, data, ASKED)
        assert [note.severity for note in found.notes] == ["error"]
        assert not found.events


def test_a_packed_bomb_is_told() -> None:
    found = recognise.read("a.gz", gzip.compress(b"0" * 70_000_000), ASKED)
    assert "has more than" in found.notes[0].message


def test_a_mapping() -> None:
    assert recognise.mapping("m.yml", b"speaker: Wer\ndates: day-first\n") == {"speaker": "Wer", "dates": "day-first"}
    for text in (b"spaeker: Wer", b"speaker: [a]", b"- a", b"a: ["):
        with pytest.raises(CannotRead):
            recognise.mapping("m.yml", text)


STARTS = st.sampled_from(
    [
        b"",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        b"---\n",
        b"+++\n",
        b"{",
        b'[{"title":',
        b"Date,Title\n",
        b"PK\x03\x04",
        b"\x1f\x8b",
    ]
)
NAMES = st.sampled_from(["a.ics", "a.csv", "a.md", "a.yml", "a.json", "a.xlsx", "a"])


@given(NAMES, STARTS, st.binary(max_size=200), st.sampled_from(["auto", *FORMATS]))
def test_any_bytes_give_findings_or_an_error(name: str, start: bytes, rest: bytes, format_: str) -> None:
    found = recognise.read(name, start + rest, Asked(format=format_, horizon=ASKED.horizon))
    assert found.seen + found.repeated == len(found.events) + len(found.passed)
    assert found.seen or found.notes or not found.events
