"""Every entry knows where it was written."""

from __future__ import annotations

import dataclasses
import pickle

from seminarsite.diagnostics import Span
from seminarsite.model.people import Speaker
from seminarsite.model.values import Slug

FILE, NAME, NOTES = (Span("content/speakers/ada.md", line, 1) for line in (1, 2, 5))
ADA = Speaker(id=Slug("ada"), name="Ada Example", spans={"": FILE, "name": NAME, "notes": NOTES})


def test_a_message_is_placed_at_the_first_of_the_keys_that_was_written() -> None:
    assert ADA.at("affiliation", "notes", "name") == NOTES
    assert ADA.at("affiliation") == FILE
    assert ADA.at() == FILE


def test_an_entry_that_was_never_written_has_a_place_too() -> None:
    assert Speaker(id=Slug("bob"), name="Bob Example").at("name").path == "content"


def test_where_it_was_written_makes_no_difference_to_an_entry() -> None:
    elsewhere = Speaker(id=Slug("ada"), name="Ada Example")
    assert elsewhere == ADA
    assert repr(elsewhere) == repr(ADA)


def test_a_stored_entry_comes_back_whole_with_its_places() -> None:
    assert ADA.sorting == ("example, ada", "Example, Ada")  # what was worked out is not stored
    back = pickle.loads(pickle.dumps(ADA))
    assert back == ADA
    assert repr(back) == repr(ADA)
    assert back.at("notes") == NOTES
    assert back.sorting == ADA.sorting
    assert dataclasses.replace(back, name="Bob Example").at("name") == NAME


def test_what_nobody_wrote_takes_no_room_in_store() -> None:
    """An event has fifty keys, of which a file says eight: a site of thousands is read from store before each build."""
    stored = pickle.dumps(ADA)
    assert b"Ada Example" in stored
    assert b"affiliation" not in stored
