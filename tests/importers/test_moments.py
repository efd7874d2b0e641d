"""Dates and hours as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.importers import moments

DAY = dt.date(2025, 11, 3)


@pytest.mark.parametrize(
    ("text", "time", "ends"),
    [
        ("2025-11-03", None, None),
        ("20251103", None, None),
        ("2025-11-03 17:15", "17:15", None),
        ("2025-11-03T17:15:00", "17:15", None),
        ("03.11.2025", None, None),
        ("Mo, 3.11.25, 17.15 Uhr", "17:15", None),
        ("2025/11/03 17:15", "17:15", None),
        ("Monday November 3rd, 2025, 17:15", "17:15", None),
        ("Mon, Nov 3, 2025 5:15 pm - 6:15 pm", "17:15", "18:15"),
        ("3. November 2025", None, None),
        ("lundi 3 novembre 2025 à 17h15", "17:15", None),
        ("3 de noviembre de 2025", None, None),
        ("3 novembre 2025, 16:00–17:00", "16:00", "17:00"),
        ("M 11/3/25", None, None),
    ],
)
def test_a_day_in_many_ways(text: str, time: str | None, ends: str | None) -> None:
    found = moments.typed(text)
    assert found is not None
    assert found.day == DAY
    assert (found.time, found.ends) == (time and dt.time.fromisoformat(time), ends and dt.time.fromisoformat(ends))
    assert not found.doubtful


def test_what_may_be_two_days_is_told_unless_its_neighbours_say_it() -> None:
    alone = moments.typed("3/11/2025")
    assert alone is not None
    assert alone.doubtful
    order = moments.is_day_first(["3/11/2025", "24/11/2025"])
    assert order is True
    assert moments.typed("3/11/2025", day_first=order) == moments.Typed(DAY)
    assert moments.is_day_first(["3/11/2025", "11/24/2025"]) is False
    assert moments.is_day_first(["3/11/2025", "4/12/2025"]) is None
    # A weekday decides: 11 January 2023 is a Wednesday, 1 November 2023 is one, too; 10/20/25 has no choice.
    assert moments.is_day_first(["M 10/20/25", "W 1/11/23"]) is False


@pytest.mark.parametrize(
    ("text", "offset"),
    [("2025-11-03T17:15:00Z", 0), ("2025-11-03 17:15+01:00", 60), ("2025-11-03T17:15:00-0330", -210)],
)
def test_an_offset_is_kept(text: str, offset: int) -> None:
    found = moments.typed(text)
    assert found is not None
    assert found.offset == dt.timedelta(minutes=offset)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5pm", ("17:00", None)),
        ("12 noon ET", ("12:00", None)),
        ("16:00-17:00", ("16:00", "17:00")),
        ("4-5 pm", ("16:00", "17:00")),
        ("11 am to 12 pm", ("11:00", "12:00")),
        ("17 Uhr", ("17:00", None)),
        ("9", ("09:00", None)),
        ("to be announced", None),
    ],
)
def test_hours(text: str, wanted: tuple[str, str | None] | None) -> None:
    found = moments.hours(text)
    assert (found and tuple(f"{t:%H:%M}" if t else None for t in found)) == wanted


def test_a_zone_beside_the_hour() -> None:
    assert moments.zone_in("12 noon ET") == "America/New_York"
    assert moments.zone_in("17:15 Europe/Zurich") == "Europe/Zurich"
    assert moments.zone_in("17:15 IST") is None  # of India, Israel or Ireland


@given(st.text(max_size=300))
def test_any_text_gives_a_day_or_nothing(text: str) -> None:
    found = moments.typed(text)
    assert found is None or 1900 <= found.day.year <= 2200
    moments.hours(text)


@given(st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31)))
def test_the_usual_ways_of_writing_are_read_as_they_are_meant(day: dt.date) -> None:
    for text in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%A %d %B %Y}", f"{day:%b %d, %Y}", f"{day:%d.%m.%y}"):
        found = moments.typed(text)
        assert found is not None, text
        assert (found.day, found.doubtful) == (day, False)
