"""Sentences that stand in calendars only. Where they stand there, tests/test_entries.py shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from helpers_site import SEMINAR, SITE, event
from seminarsite.model.event import Event
from seminarsite.sentences.calendarwords import CalendarWords

ENGLISH = CalendarWords("en-GB")


def test_what_is_gone() -> None:
    assert ENGLISH.cancelled("Seminar") == "CANCELLED: Seminar"
    assert ENGLISH.withdrawn() == "This event has been withdrawn."
    assert ENGLISH.archive("Seminar") == "Seminar: archive"


@pytest.fixture
def workshop(read: Callable[..., Any]) -> Event:
    text = event(
        "2025-03-12",
        "kind: workshop",
        "series: seminar",
        "joint-with: [B Two]",
        "programme:",
        "  - {title: Talks, chair: C Three, talks: [{title: One, speakers: [A One, B Two], time: 09:30, length: 45 min}, {}]}",
    )
    site, _ = read({"site.yaml": SITE, "series/seminar.md": SEMINAR, "events/w.md": text})
    found: Event = site.events[0]
    return found


def test_parts_of_a_workshop(workshop: Event) -> None:
    (session,) = workshop.programme
    one, other = session.talks
    assert ENGLISH.session(session, workshop) == "Talks (To be announced)"
    assert ENGLISH.chair(session) == "Chair: C Three"
    assert ENGLISH.talk(one, workshop) == "9:30 am, 45 min: A One and B Two: One"
    assert ENGLISH.talk(other, workshop) == "Title to be announced"
    assert ENGLISH.title_in_calendars(workshop) == "Example Seminar (to be announced)"
    assert ENGLISH.joint_work(workshop) == "Joint work with B Two."
