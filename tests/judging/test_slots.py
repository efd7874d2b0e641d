"""The free days of a series, in the rhythm of its slots, and the next edition of a named lecture."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers_site import SEMINAR, event
from seminarsite.judging import slots
from seminarsite.model.series import NamedLecture, Parity, Series, Slot
from seminarsite.model.values import PartialDate, Phrase, Slug, Weekday, Zone

DAY = dt.timedelta(days=1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def series(*those: Slot, **more: Any) -> Series:
    return Series(id=Slug("s"), title=Phrase("S", "S", "S"), slots=those, **more)


def slot(weekday: Weekday = Weekday.WEDNESDAY, **more: Any) -> Slot:
    return Slot(weekday=weekday, time=dt.time(12), zone=Zone("Europe/Zurich"), **more)


def test_free_days_of_two_slots_in_their_order() -> None:
    both = series(slot(), slot(Weekday.FRIDAY), slot(Weekday.FRIDAY))
    found = slots.free_days(both, [day("2025-03-07")], day("2025-03-05"), day("2025-03-14"))
    assert [str(one) for one in found] == ["2025-03-05", "2025-03-12", "2025-03-14"]


def test_none_after_the_end_of_a_series() -> None:
    ended = series(slot(), ended=PartialDate(2025, 3))
    found = slots.free_days(ended, [], day("2025-03-20"), day("2025-04-30"))
    assert [str(one) for one in found] == ["2025-03-26"]


@given(st.sampled_from(Weekday), st.integers(1, 4), st.dates(day("2024-01-01"), day("2026-01-01")), st.integers(0, 200))
def test_free_days_are_free_and_in_rhythm(weekday: Weekday, every: int, first: dt.date, length: int) -> None:
    busy = frozenset({first + 3 * DAY, first + 8 * DAY})
    found = list(slots.free_days(series(slot(weekday, every=every)), busy, first, first + length * DAY))
    assert not busy & set(found)
    assert all(first <= one <= first + length * DAY and one.weekday() == weekday for one in found)
    assert all((later - one).days % (7 * every) == 0 for one, later in pairwise(found))


def test_a_rhythm_begins_with_its_first_weekday() -> None:
    """Not two weeks later, because the weekday of this week is over."""
    assert slots.next_free_day(series(slot(Weekday.TUESDAY, every=2)), [], day("2025-03-12")) == day("2025-03-18")


def test_each_day_of_a_workshop_is_taken(read: Any) -> None:
    site, _ = read(
        {
            "series/s.md": SEMINAR,
            "events/a.md": event("2025-03-03", "until: 2025-03-05", "title: A", "series: s", "kind: workshop"),
            "events/b.md": event("2025-03-12", "title: B", "series: s", "status: cancelled"),
        }
    )
    assert sorted(map(str, slots.taken(site.events))) == ["2025-03-03", "2025-03-04", "2025-03-05", "2025-03-12"]


@pytest.mark.parametrize(
    ("lecture", "held", "today", "expected"),
    [
        ({}, ["2024-11-04"], "2025-03-01", "2025-11-03"),  # Mondays
        ({"every": 2}, ["2022-10-10", "2020-10-12"], "2025-03-01", "2026-10-12"),
        ({"every": 2, "parity": Parity.ODD}, ["2023-11-06"], "2025-03-01", "2025-11-03"),
        ({"every": 2, "parity": Parity.ODD}, ["2023-11-06"], "2025-12-01", "2027-11-08"),
        # After an edition against the rule, the rule holds again.
        ({"every": 2, "parity": Parity.EVEN}, ["2023-11-06"], "2024-01-01", "2026-11-09"),
        ({"every": 4}, ["2024-02-29"], "2025-03-01", "2028-03-02"),  # Thursdays
        ({"every": 2}, ["2025-05-05"], "2025-03-01", "2027-05-03"),  # the next one is planned already
        ({"every": 2}, [], "2025-03-01", None),
    ],
)
def test_the_next_edition(lecture: dict[str, Any], held: list[str], today: str, expected: str | None) -> None:
    found = slots.next_free_day(series(lecture=NamedLecture(**lecture)), map(day, held), day(today))
    assert str(found) == str(expected)
    assert found is None or found.weekday() == max(map(day, held)).weekday()


def test_no_rhythm_no_day() -> None:
    assert slots.next_free_day(series(), [], day("2025-03-01")) is None
