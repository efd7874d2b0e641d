"""Several sources become one."""

from __future__ import annotations

import datetime as dt

from seminarsite.diagnostics import Span
from seminarsite.importers.findings import Findings, FoundEvent, Passed, together


def test_several_sources_add_up_and_the_first_name_and_zone_count() -> None:
    event = FoundEvent(place=Span("a.ics", 1, 1), start=dt.date(2025, 11, 3), title="One")
    one = Findings(format="ics", events=(event,), seen=1)
    other = Findings(format="csv", name="Seminar", passed=(Passed(place=Span("b.csv", 2, 1), why="no date"),), seen=1)
    both = together([one, other, one])
    assert (both.format, both.name, both.seen, len(both.events), len(both.passed)) == ("ics, csv", "Seminar", 3, 2, 1)


def test_links_to_meetings_are_not_shown_where_a_value_is() -> None:
    event = FoundEvent(
        place=Span("a.ics"), start=dt.date(2025, 11, 3), meeting="https://meet.example/j/5551234", codes=("4711",)
    )
    assert "5551234" not in repr(event)
    assert "4711" not in repr(event)
