"""How long before or after an event."""

from __future__ import annotations

import datetime as dt

import pytest

from seminarsite.diagnostics import Span
from seminarsite.tools import margins
from seminarsite.tools.characters import Unreadable


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30 min before", 30),
        ("30 min", 30),
        ("0 min before", 0),
        ("1 h before", 60),
        ("1 h 30 min before the event", 90),
        ("2 days before", 2880),
        ("1 day, 12 hours before", 2160),
        ("45 Minutes Before", 45),
    ],
)
def test_before(text: str, minutes: int) -> None:
    assert margins.before(text) == dt.timedelta(minutes=minutes)


def test_after() -> None:
    assert margins.after("15 min after") == margins.after("15 min") == dt.timedelta(minutes=15)


@pytest.mark.parametrize(
    "text", ["", "before", "30", "soon", "30 min after", "32 days before", "-5 min", "30 s before"]
)
def test_what_is_no_time_before_an_event(text: str) -> None:
    with pytest.raises(Unreadable) as error:
        margins.before(text)
    assert "`30 min before`" in error.value.mistake(Span("a")).hint
