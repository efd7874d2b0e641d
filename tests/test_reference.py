"""The reference of keys is made from the model, so it can have no gaps; its words are for organisers."""

from __future__ import annotations

import dataclasses
import datetime as dt
import typing
from typing import Any

import pytest

from seminarsite import reference
from seminarsite.model import values
from seminarsite.model.event import Status
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series


@pytest.mark.parametrize("name", reference.KINDS)
def test_every_key_of_the_model_is_listed_with_its_meaning(name: str) -> None:
    kind, where = reference.KINDS[name]
    text = reference.markdown([name])
    assert text.startswith(f"## {name}: {where}\n")
    lines = [line for line in text.splitlines() if line.startswith("- `")]
    listed = [line.split("`")[1] for line in lines]
    hints = typing.get_type_hints(kind, include_extras=True)
    keyed = {
        f.name.rstrip("_").replace("_", "-")
        for f in dataclasses.fields(kind)
        if any(isinstance(m, values.Key) for m in getattr(hints[f.name], "__metadata__", ()))
    }
    assert set(listed) == keyed
    assert len(listed) == len(set(listed))
    assert [line for line in lines if not line.partition(": ")[2].strip(" .")] == []


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        (str, "text"),
        (str | None, "text"),
        (dt.date, "date"),
        (dt.timedelta | None, "length"),
        (values.Zone, "time zone"),
        (values.Phrase | values.Tba, "text with $TeX$ or `tba`"),
        (tuple[str, ...], "list of text"),
        (Status, "confirmed | tentative | cancelled | postponed | rescheduled"),
        (values.Weekday, "Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday"),
        (Series, "name of a series"),
        (Speaker | None, "name of a speaker"),
        (values.Place, "name, or keys and values"),
        (values.Coordinates, "keys and values"),
        (values.Secret, "text, never published"),
    ],
)
def test_type_name(hint: Any, words: str) -> None:
    assert reference.type_name(hint) == words


def test_a_type_without_words_is_an_error() -> None:
    with pytest.raises(TypeError):
        reference.type_name(complex)
