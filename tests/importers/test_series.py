"""Which series an event belongs to, and what a new one has."""

from __future__ import annotations

import datetime as dt
from typing import Any

from seminarsite.diagnostics import Span
from seminarsite.importers.findings import Findings, FoundEvent, FoundSlot
from seminarsite.importers.series import Home, Wishes, belonging, file_of
from seminarsite.model.values import Zone

NOW = dt.datetime(2025, 11, 1, tzinfo=dt.UTC)
ZURICH = Zone("Europe/Zurich")


def event(day: int, **more: Any) -> FoundEvent:
    """On days of November 2025, the 3rd of which is a Monday, at 17:15 in Zurich."""
    values: dict[str, Any] = {
        "start": dt.datetime(2025, 11, day, 16, 15, tzinfo=dt.UTC),
        "length": dt.timedelta(minutes=45),
        **more,
    }
    return FoundEvent(place=Span("a", day, 1), **values)


def found(*events: FoundEvent, **more: Any) -> Findings:
    return Findings(format="ics", events=events, seen=len(events), **more)


def test_three_mondays_at_one_hour_are_the_slot_of_a_new_series() -> None:
    which = belonging(
        found(event(3), event(10), event(17), event(18), name="Analysis", zone=ZURICH), Home(), Wishes(now=NOW)
    )
    (series,) = which.new
    assert file_of(series) == {
        "title": "Analysis", "zone": None, "time": None, "place": None,
        "slot": {"weekday": "Monday", "time": dt.time(17, 15), "zone": "Europe/Zurich", "length": dt.timedelta(minutes=45), "every": None, "from": None},
    }  # fmt: skip
    assert which.of == [series] * 4


def test_one_hour_on_many_days_is_the_hour_of_the_series() -> None:
    (series,) = belonging(found(event(3), event(4), event(5), name="A", zone=ZURICH), Home(), Wishes(now=NOW)).new
    assert (series.slots, series.time, series.zone) == ((), dt.time(17, 15), "Europe/Zurich")


def test_each_event_has_the_series_that_it_names_unless_the_organiser_says_another() -> None:
    events = found(event(3, series="One"), event(10, series="Two"))
    assert [s.id for s in belonging(events, Home(), Wishes(now=NOW)).new] == ["one", "two"]
    assert [s.title.text for s in belonging(events, Home(), Wishes(now=NOW, series="All")).new] == ["All"]


def test_a_rhythm_without_events_is_a_series() -> None:
    slot = FoundSlot(
        name="AutoML",
        start=dt.datetime(2023, 2, 16, 16),
        every=2,
        length=dt.timedelta(hours=1),
        zone=Zone("Europe/Berlin"),
    )
    which = belonging(found(slots=(slot,)), Home(), Wishes(now=NOW))
    assert (which.new[0].id, which.new[0].slots[0].every, which.zone) == ("automl", 2, "Europe/Berlin")


def test_events_without_a_series_are_in_none() -> None:
    assert belonging(found(event(3)), Home(), Wishes(now=NOW)).of == [None]
