"""Every entry knows where it was written."""

from __future__ import annotations

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
