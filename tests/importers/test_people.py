"""Names of people out of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.importers import people
from seminarsite.importers.findings import FoundSpeaker

ADA, BERT = "Ada Example", "Bert Beispiel"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ada Example", [(ADA, None)]),
        ("Prof. Dr. Ada Example", [(ADA, None)]),
        ("Ada Example (University of Somewhere)", [(ADA, "University of Somewhere")]),
        ("Ada Example, University of Somewhere", [(ADA, "University of Somewhere")]),
        ("Ada Example (Uni; Lab), Bert Beispiel", [(ADA, "Uni; Lab"), (BERT, None)]),
        ("Ada Example and Bert Beispiel (ETH)", [(ADA, None), (BERT, "ETH")]),
        ("Ada Example | Bert Beispiel", [(ADA, None), (BERT, None)]),
        ("Ada Example, Bert Beispiel", [(ADA, None), (BERT, None)]),
        ("Example, Ada", [(ADA, None)]),
        ("Ada Example; Ada Example", [(ADA, None)]),
        ("TBA", []),
        ("None", []),
        ("", []),
    ],
)
def test_speakers(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert [(one.name, one.affiliation) for one in people.speakers(text)] == wanted


@pytest.mark.parametrize(
    ("line", "title", "names"),
    [
        ("Ada Example (Bern), On spectra", "On spectra", [ADA]),
        ("On spectra, Ada Example (Bern)", "On spectra", [ADA]),
        ("Seminar: On spectra", "Seminar: On spectra", []),
        ("Ada Example (Bern)", None, [ADA]),
    ],
)
def test_a_line_with_name_and_title(line: str, title: str | None, names: list[str]) -> None:
    found = people.named(line, None)
    assert (found.title, [one.name for one in found.speakers]) == (title, names)


def test_all_titles_together_say_on_which_side_people_stand() -> None:
    lines = [
        "Profiler Zoo -- Ada Example",
        "How spectra behave -- Bert Beispiel",
        "A word on maps -- Carla Modèle",
        "Welcome",
    ]
    habit = people.habit(lines)
    assert habit == (" -- ", False)
    assert [one.name for one in people.named(lines[0], habit).speakers] == [ADA]
    assert people.named("Welcome", habit).title == "Welcome"
    assert people.habit(lines[:2]) is None


def test_what_else_stands_in_titles() -> None:
    assert people.without_cancelled("CANCELLED: On maps") == ("On maps", True)
    assert people.without_series("Geometry Seminar - On maps", "Geometry seminar") == "On maps"
    assert people.without_series("Geometry Seminars everywhere", "Geometry Seminar") == "Geometry Seminars everywhere"
    assert people.without_series("Geometry Seminar", "Geometry Seminar") == ""
    assert people.unquoted("“On maps”") == "On maps"
    assert people.is_nothing_on("No seminar (holidays)")
    assert not people.is_nothing_on("No free lunch")


def test_one_person_of_several_entries() -> None:
    found = people.merged(
        [
            FoundSpeaker(name="Kathlen Kohn", affiliation="TU"),
            FoundSpeaker(name="Kathlén Kohn", affiliation="KTH", email="k@example.org"),
        ]
    )
    assert (found.name, found.affiliation, found.email) == ("Kathlén Kohn", "KTH", "k@example.org")


@given(st.text(max_size=200))
def test_any_text_gives_people_with_names(text: str) -> None:
    assert all(one.name.strip() for one in people.speakers(text))
    people.named(text, (": ", True))
