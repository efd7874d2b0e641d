"""What columns mean, by their names in five languages."""

from __future__ import annotations

import pytest

from seminarsite.importers import columns


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Title", "title"), ("TITEL", "title"), ("Vortragende(r)", "speaker"), ("Intervenant", "speaker"), ("Relatore", "speaker"),
        ("Ponente", "speaker"), ("start_time", "time"), ("startDate", "date"), ("Datum", "date"), ("Résumé", "abstract"),
        ("Zoom link", "meeting"), ("Video (YouTube)", "video"), ("Speaker's shoe size", None),
    ],
)  # fmt: skip
def test_names_of_columns(name: str, key: str | None) -> None:
    assert columns.meaning(name) == key


def test_a_name_beside_a_speaker_is_that_of_the_talk() -> None:
    assert columns.guessed(["Speaker", "Name", "Date"]) == {"Speaker": "speaker", "Name": "title", "Date": "date"}


def test_a_mapping_says_it_before_any_guess() -> None:
    found = columns.from_mapping({"speaker": "Wer genau", "title": "notes"}, ["wer genau", "Notes", "Title", "Datum"])
    assert found == {"wer genau": "speaker", "Notes": "title", "Datum": "date"}


def test_columns_that_say_nothing_are_passed_in_silence() -> None:
    assert columns.is_silent("layout")
    assert columns.is_silent("Unnamed: 3")
    assert not columns.is_silent("Hörsaalbetreuung")
