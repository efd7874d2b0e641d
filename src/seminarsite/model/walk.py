"""All values of a type within an entry, however deep, but not within other entries it refers to."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, TypeVar

from seminarsite.model.entry import Entry

T = TypeVar("T")


def parts(entry: Entry, kind: type[T]) -> Iterator[T]:
    for field in dataclasses.fields(entry):
        yield from within(getattr(entry, field.name), kind)


def within(value: Any, kind: type[T]) -> Iterator[T]:
    """The same of a part of an entry."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from within(item, kind)
    elif dataclasses.is_dataclass(value) and not isinstance(value, (Entry, type)):
        for field in dataclasses.fields(value):
            yield from within(getattr(value, field.name), kind)
