"""All values of a type within an entry, however deep, but not within other entries it refers to."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any, TypeVar

from seminarsite.model.entry import Entry

T = TypeVar("T")

Kinds = type[T] | tuple[type[T], ...]


def parts(entry: Entry, kind: Kinds[T]) -> Iterator[T]:
    for name in _names(type(entry)):  # type: ignore[arg-type]  # a class can be hashed, whatever its values can
        yield from within(getattr(entry, name), kind)


def within(value: Any, kind: Kinds[T]) -> Iterator[T]:
    """The same of a part of an entry."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from within(item, kind)
    elif not isinstance(value, Entry):
        for name in _names(type(value)):  # type: ignore[arg-type]
            yield from within(getattr(value, name), kind)


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    """Of the fields of a dataclass; none of what is no dataclass. A site asks it of each of its texts."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
