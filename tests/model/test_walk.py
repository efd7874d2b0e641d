"""All values of a type within an entry."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import types
import typing
from collections.abc import Iterator
from typing import Any

import pytest

from seminarsite.diagnostics import Span
from seminarsite.model.entry import Entry
from seminarsite.model.event import Appearance, Event, Session, Talk, Timed
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.model.site import Page, Settings
from seminarsite.model.values import (
    FilePath,
    Link,
    Organisation,
    Phrase,
    Picture,
    Place,
    Prose,
    Secret,
    Slug,
    Tba,
    Video,
)
from seminarsite.model.walk import keyed, parts


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


def test_each_is_told_with_the_field_that_it_is_in() -> None:
    found = [(key, str(part)) for key, part in keyed(EVENT, (Phrase, Prose))]
    assert found == [("title", "Event"), ("programme", "Session"), ("programme", "Talk"), ("programme", "b")]


def test_there_may_be_none() -> None:
    assert list(parts(SERIES, Talk)) == []


def filled(hint: Any, choice: int) -> Any:
    """A value of a type in which nothing is left out; where there is a choice, another one for each number."""
    inner = [one for one in typing.get_args(hint) if one not in (type(None), ...)]
    if typing.get_origin(hint) is tuple:
        return tuple(filled(one, choice) for one in inner)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return filled(inner[choice % len(inner)], choice)
    if inner:
        return {}
    if isinstance(hint, typing.NewType):
        return filled(hint.__supertype__, choice)
    if dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"):
        return hint(
            **{name: filled(one, choice) for name, one in typing.get_type_hints(hint).items() if name.islower()}
        )
    if issubclass(hint, enum.Enum):
        return next(iter(hint))
    days = {dt.datetime: NOON, dt.date: NOON.date(), dt.time: NOON.time(), dt.timedelta: dt.timedelta(hours=1)}
    return days.get(hint, "word") if hint in days or hint is str else hint(1)


def everywhere(value: Any, kind: type) -> Iterator[Any]:
    """The same as `within`, looking into each field of everything."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        yield from (found for one in value for found in everywhere(one, kind))
    elif dataclasses.is_dataclass(value) and not isinstance(value, Entry):
        yield from (
            found for field in dataclasses.fields(value) for found in everywhere(getattr(value, field.name), kind)
        )


@pytest.mark.parametrize("choice", range(4))
@pytest.mark.parametrize("entry", [Event, Series, Speaker, Page, Settings])
def test_annotations_tell_where_to_look(entry: type[Entry], choice: int) -> None:
    """Fields that are not looked into hold nothing of what is wanted."""
    whole = filled(entry, choice)
    found = 0
    for kind in (str, Phrase, Prose, Link, Video, Picture, Secret, Organisation, Place, Talk, Span, Tba, Speaker):
        expected = [one for field in dataclasses.fields(entry) for one in everywhere(getattr(whole, field.name), kind)]
        assert list(map(id, parts(whole, kind))) == list(map(id, expected))
        found += len(expected)
    assert found > 10
