"""Hours in texts with the place whose clock is meant, and pairs of them that are said to be one hour."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.tools.mentionedhours import conversions, hours

APRIL = dt.date(2025, 4, 2)
MARCH = dt.date(2025, 3, 12)


@pytest.mark.parametrize(
    ("text", "hour", "zone"),
    [
        ("12:00 pm New York", "12:00", "America/New_York"),
        ("noon ET", "12:00", "America/New_York"),
        ("12 noon Eastern Time", "12:00", "America/New_York"),
        ("9 a.m. Pacific", "09:00", "America/Los_Angeles"),
        ("18:00 CET", "18:00", "Europe/Zurich"),
        ("17h Paris", "17:00", "Europe/Paris"),
        ("17h30 in Paris", "17:30", "Europe/Paris"),
        ("5.30 pm (London time)", "17:30", "Europe/London"),
        ("16:00-17:00 Tel Aviv", "16:00", "Asia/Jerusalem"),
        ("9 to 10 am Tokyo", "09:00", "Asia/Tokyo"),
        ("17 Uhr MEZ", "17:00", "Europe/Zurich"),
        ("20:00 Asia/Kolkata", "20:00", "Asia/Kolkata"),
        ("**20:00** Sao Paulo", "20:00", "America/Sao_Paulo"),
    ],
)
def test_an_hour_and_the_place_of_its_clock(text: str, hour: str, zone: str) -> None:
    [found] = hours(f"We meet at {text}.")
    assert (f"{found.times[0]:%H:%M}", found.clocks[0]) == (hour, zone)


def test_fixed_distances_from_utc() -> None:
    assert [one.clocks for one in hours("12:00 UTC+5:30, 12:00 GMT-3")] == [
        (dt.timedelta(hours=5.5),),
        (dt.timedelta(hours=-3),),
    ]


@pytest.mark.parametrize(
    "text",
    ["3 Paris talks", "room 12.30", "the 12 Monkeys", "25:00 CET", "at 12:00", "version 1.12.00 UTC", "17:00 o'clock"],
)
def test_what_is_no_hour_with_a_place_is_none(text: str) -> None:
    assert hours(text) == ()


@pytest.mark.parametrize(
    ("text", "april", "march"),
    [
        ("12:00 pm New York (9:00pm Pacific)", False, False),
        ("12:00 pm New York (9:00am Pacific)", True, True),
        ("noon ET / 18:00 CET", True, False),
        ("noon ET, i.e. 5pm Zurich", False, True),
        ("12:00-13:00 ET = 18:00-19:00 CEST", True, True),
        ("12 EST or 17 UTC", True, True),
        ("12 EDT or 17 CET", True, True),
        ("10:00 London | 9:30 pm Auckland", False, False),
        ("10:00 pm New York (noon in Sydney)", False, False),
        ("10:00 pm New York (1 pm in Sydney)", True, True),
    ],
)
def test_a_conversion_is_right_or_wrong_on_a_day(text: str, april: bool, march: bool) -> None:  # noqa: FBT001
    [one] = conversions(text)
    assert (one.is_right(APRIL), one.is_right(MARCH)) == (april, march)


def test_what_has_other_words_between_is_no_conversion() -> None:
    assert conversions("12:00 New York, and then a flight that lands at 13:00 London") == ()
    assert conversions("12:00 CET and 13:00 CET") == ()


def test_the_right_hour() -> None:
    [one] = conversions("12:00 pm New York (9:00pm Pacific)")
    assert one.right_time(APRIL) == dt.time(9)


@given(st.text(alphabet="019:.apm hCETUNewYork(+-)/–\n", max_size=80))
def test_any_text_is_read_and_places_stand_in_order(text: str) -> None:
    found = hours(text)
    assert all(0 <= one.at < one.end <= len(text) for one in found)
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert all(isinstance(one.is_right(APRIL), bool) for one in conversions(text))
