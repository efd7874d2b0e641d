"""Names of new content files: readable, fit for an address, and none twice."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from seminarsite.tools import texts
from seminarsite.writing import names

DAY = dt.date(2025, 11, 3)


def test_an_event_is_named_by_its_day_and_its_first_speaker() -> None:
    assert names.of_event(DAY, ["Kathlén Kohn", "Ada Example"], "Algebra", ()) == "2025-11-03-kohn"


def test_where_that_is_taken_by_its_title_and_at_last_by_a_number() -> None:
    taken: set[str] = set()
    for wanted in (
        "2025-11-03-kohn",
        "2025-11-03-algebra",
        "2025-11-03-kohn-algebra",
        "2025-11-03-kohn-algebra-2",
        "2025-11-03-kohn-algebra-3",
    ):
        name = names.of_event(DAY, ["Kathlén Kohn"], "Algebra", taken)
        assert name == wanted
        taken.add(name)


def test_an_event_without_speaker_is_named_by_its_title_to_a_whole_word() -> None:
    title = "A very long title that nobody wants to read in an address"
    assert names.of_event(DAY, [], title, ()) == "2025-11-03-a-very-long-title-that-nobody-wants-to"
    assert names.of_event(DAY, [], None, ()) == "2025-11-03-talk"


def test_speakers_in_any_script() -> None:
    assert names.of_speaker("Łukasz Ożóg", ()) == "lukasz-ozog"
    assert names.of_speaker("李明", ()) == "speaker-674e-660e"
    assert names.of_speaker("Con", ()) == "untitled"


@given(st.lists(st.tuples(st.dates(), st.lists(st.text(), max_size=2), st.text()), max_size=30))
def test_no_name_twice_and_each_fit_for_an_address(events: list[tuple[dt.date, list[str], str]]) -> None:
    taken: list[str] = []
    for date, speakers, title in events:
        name = names.of_event(date, speakers, title, taken)
        assert texts.slug(name) == name
        assert name not in taken
        taken.append(name)
