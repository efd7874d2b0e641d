"""The days of rules of repetition."""

from __future__ import annotations

import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest

from seminarsite.importers.recurring import MOST, expanded

START = dt.datetime(2025, 10, 1, 16)  # a Wednesday
HORIZON = dt.date(2026, 12, 31)


def days(rule: str, left_out: tuple[dt.datetime, ...] = (), zone: str = "Europe/Zurich") -> list[str] | None:
    found = expanded(START, rule, left_out, (), HORIZON, ZoneInfo(zone))
    return None if found is None else [f"{one:%m-%d %H:%M}" for one in found.starts]


def test_the_clock_on_the_wall_stays_where_clocks_change() -> None:
    assert days("FREQ=WEEKLY;INTERVAL=2;COUNT=3") == ["10-01 16:00", "10-15 16:00", "10-29 16:00"]


def test_until_in_utc_is_brought_to_the_zone_and_days_are_left_out() -> None:
    assert days("FREQ=WEEKLY;UNTIL=20251015T140000Z", (dt.datetime(2025, 10, 8, 16),)) == ["10-01 16:00", "10-15 16:00"]
    assert days("FREQ=WEEKLY;UNTIL=20251015T135900Z") == ["10-01 16:00", "10-08 16:00"]


def test_for_ever_ends_with_the_horizon_and_says_so() -> None:
    found = expanded(START, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", (), (), HORIZON, None)
    assert found is not None
    assert (found.for_ever, found.weekly, found.every, found.starts[-1].isoformat()) == (
        True,
        True,
        2,
        "2026-12-23T16:00:00",
    )


def test_whole_days() -> None:
    found = expanded(dt.date(2025, 10, 1), "FREQ=YEARLY;COUNT=2", (), (), HORIZON, None)
    assert found is not None
    assert found.starts == (dt.date(2025, 10, 1), dt.date(2026, 10, 1))


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=999999999", "FREQ=YEARLY;INTERVAL=99999", "FREQ=WEEKLY;BYDAY=XX",
     "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", "FREQ=MONTHLY;BYSETPOS=400", "COUNT=x", "FREQ=WEEKLY;UNTIL=99999999T999999Z"],
)  # fmt: skip
def test_rules_that_would_take_for_ever(rule: str) -> None:
    before = time.process_time()
    found = expanded(START, rule, (), (), HORIZON, None)
    assert found is None or len(found.starts) <= MOST
    assert time.process_time() - before < 10
