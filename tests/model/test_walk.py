"""All values of a type within an entry."""

from __future__ import annotations

import datetime as dt

from seminarsite.model.event import Appearance, Event, Session, Talk, Timed
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.values import FilePath, Link, Phrase, Picture, Prose, Slug
from seminarsite.model.walk import parts


def phrase(text: str) -> Phrase:
    return Phrase(text, text, text)


def picture(name: str) -> Picture:
    return Picture(file=FilePath(f"pictures/{name}.jpg"), alt=name)


NOON = dt.datetime(2025, 4, 2, 12, tzinfo=dt.UTC)
ADA = Speaker(id=Slug("ada"), name="Ada", photo=picture("ada"), biography=Prose("a", "a", "a"))
SERIES = Series(id=Slug("s"), title=phrase("Series"), picture=picture("series"))
TALK = Talk(title=phrase("Talk"), abstract=Prose("b", "b", "b"), slides=(Link(url=FilePath("files/a.pdf")),))
EVENT = Event(
    id=Slug("a"),
    series=SERIES,
    title=phrase("Event"),
    speakers=(Appearance(speaker=ADA),),
    picture=picture("event"),
    programme=(Session(title=phrase("Session"), talks=(TALK,)),),
    date=NOON.date(),
    when=Timed(start=NOON, end=NOON),
)


def test_values_are_found_however_deep() -> None:
    assert [found.text for found in parts(EVENT, Phrase)] == ["Event", "Session", "Talk"]
    assert [found.text for found in parts(EVENT, Prose)] == ["b"]
    assert [found.url for found in parts(EVENT, Link)] == ["files/a.pdf"]


def test_other_entries_have_their_own() -> None:
    assert [found.alt for found in parts(EVENT, Picture)] == ["event"]
    assert [found.alt for found in parts(SERIES, Picture)] == ["series"]
    assert [found.alt for found in parts(ADA, Picture)] == ["ada"]


def test_there_may_be_none() -> None:
    assert list(parts(SERIES, Talk)) == []
