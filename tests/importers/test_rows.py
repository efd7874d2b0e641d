"""A record with named values becomes an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.diagnostics import Span
from seminarsite.importers import rows
from seminarsite.importers.findings import Findings, FoundEvent

ZOOM = "https://example.zoom.us/j/5551234567"


def read(*records: Mapping[str, Any], **options: str) -> Findings:
    return rows.findings("csv", [(Span("talks.csv", n, 1), one) for n, one in enumerate(records, 2)], options)


def one(**record: Any) -> FoundEvent:
    (event,) = read(record).events
    return event


def test_a_talk_with_everything() -> None:
    event = one(
        title="On <b>spectra</b>", speaker="Ada Example", affiliation="University of Somewhere", date="2025-11-03", time="17:15-18:00",
        timezone="Europe/Zurich", room="HG 1", abstract="<p>Text</p>", bio="Ada is an example.", homepage="https://example.org/ada",
        email="ada@example.org", zoom=ZOOM, video="https://youtu.be/x", slides="https://example.org/s.pdf", tags="maps, spectra",
        language="Deutsch",
    )  # fmt: skip
    (ada,) = event.speakers
    assert (event.start, event.end, event.zone) == (
        dt.datetime(2025, 11, 3, 17, 15),
        dt.datetime(2025, 11, 3, 18),
        "Europe/Zurich",
    )
    assert (event.title, event.abstract, event.where, event.meeting) == ("On spectra", "Text", "HG 1", ZOOM)
    assert (ada.affiliation, ada.homepage, ada.email, ada.biography) == ("University of Somewhere", "https://example.org/ada", "ada@example.org", "Ada is an example.")  # fmt: skip
    assert (event.video, event.slides, event.topics, event.language) == (("https://youtu.be/x",), ("https://example.org/s.pdf",), ("maps", "spectra"), "de")  # fmt: skip


def test_first_and_last_names_in_columns_of_their_own() -> None:
    assert [
        s.name for s in one(title="x", date="2025-11-03", **{"First name": "Ada", "Last name": "Example"}).speakers
    ] == ["Ada Example"]


def test_a_day_of_a_spreadsheet_is_no_midnight() -> None:
    assert one(title="x", date=dt.datetime(2025, 11, 3)).start == dt.date(2025, 11, 3)
    assert one(title="x", date=dt.datetime(2025, 11, 3), time="16:00").start == dt.datetime(2025, 11, 3, 16)


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({"title": "x"}, "no date"),
        ({"title": "x", "date": "soon"}, "`soon` is no date"),
        ({"date": "2025-11-03"}, "neither title nor speaker"),
        ({"title": None}, "nothing is in it"),
    ],
)
def test_what_gives_no_event_says_why(record: Mapping[str, Any], why: str) -> None:
    found = read(record)
    assert [(str(p.place), p.why) for p in found.passed] == [("talks.csv:2:1", why)]
    assert found.seen == len(found.events) + len(found.passed)


def test_an_unknown_column_and_a_doubtful_date_are_told() -> None:
    found = read({"title": "x", "date": "3/11/2025", "Hörsaalbetreuung": "y"})
    assert [d.code for d in found.notes] == ["import-column", "import-date"]
    assert read({"title": "x", "date": "3/11/2025"}, dates="month-first").events[0].start == dt.date(2025, 3, 11)


def test_a_day_for_those_that_name_none() -> None:
    assert read({"title": "x"}, **{"default-date": "2025-11-03"}).events[0].start == dt.date(2025, 11, 3)


def test_speakers_as_objects() -> None:
    (event,) = read({"title": "x", "date": "2025-11-03", "speakers": [{"name": "Ada Example", "bio": "Text", "affiliation": "ETH"}, "Bert Beispiel"]}).events  # fmt: skip
    assert [(s.name, s.affiliation, s.biography) for s in event.speakers] == [
        ("Ada Example", "ETH", "Text"),
        ("Bert Beispiel", None, ""),
    ]


@pytest.mark.parametrize(
    ("word", "tag"), [("eng", "en"), ("English", "en"), ("français", "fr"), ("pt-BR", "pt-BR"), ("Klingon?", None)]
)
def test_languages(word: str, tag: str | None) -> None:
    assert rows.language(word) == tag


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        "title",
        "speaker",
        "date",
        "time",
        "ends",
        "length",
        "abstract",
        "room",
        "zoom",
        "video",
        "email",
        "language",
        "status",
        "x",
    ]
)


@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=8), max_size=4))
def test_any_record_becomes_an_event_or_is_passed_over(records: list[Mapping[str, Any]]) -> None:
    found = read(*records)
    assert found.seen == len(records) == len(found.events) + len(found.passed)
