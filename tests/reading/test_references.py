"""To whom a name leads; tests/reading/test_content.py has what organisers are told of it."""

from __future__ import annotations

import pytest

from seminarsite.diagnostics import Report, Span
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.values import Slug
from seminarsite.reading import schema
from seminarsite.reading.references import People, by_id
from seminarsite.reading.sources import Scalar

PLACE = Span("content/events/a.md", 3, 10)
NOETHER = Speaker(id=Slug("emmy-noether"), name="Emmy Noether", also_known_as=("E. Noether",))


@pytest.mark.parametrize("name", ["emmy-noether", "Emmy Noether", "EMMY  NOETHER", "E. Noether"])
def test_a_speaker_is_found_by_id_name_and_other_spelling(name: str) -> None:
    report = Report()
    assert People([NOETHER], {Speaker: {}}, report, {}).find(Scalar(name, PLACE)) is NOETHER
    assert report.diagnostics == []


def test_somebody_without_a_file_is_one_person_wherever_the_name_stands() -> None:
    people = People([], {Speaker: {}}, Report(), {})
    first = people.find(Scalar("Ada Example", PLACE))
    assert isinstance(first, Speaker)
    assert (first.id, first.at()) == ("ada-example", PLACE)
    assert people.find(Scalar("ada example", Span("content/events/b.md", 3, 10))) is first


def test_of_a_broken_file_there_is_no_second_message() -> None:
    report = Report()
    people = People([], {Speaker: {"ada-example": PLACE}}, report, {})
    assert people.find(Scalar("Ada Example", PLACE)) is schema.BROKEN
    series = by_id([], "series", {Series: {"one": PLACE}}, report)
    assert series(Scalar("one", PLACE)) is schema.BROKEN
    assert report.diagnostics == []


def test_a_series_that_is_not_there_is_told() -> None:
    report = Report()
    assert by_id([], "series", {Series: {}}, report)(Scalar("one", PLACE)) is schema.BROKEN
    assert [(one.span, one.code) for one in report.diagnostics] == [(PLACE, "unknown-reference")]
