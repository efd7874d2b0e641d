"""All values of a type within an entry, however deep, but not within other entries it refers to.

Annotations say in which fields a value of a type can be at all: of fifty of an event, one holds a link. Only those
are looked into, as a site asks this of thousands of entries, for each of some types.
"""

from __future__ import annotations

import dataclasses
import functools
import typing
from collections.abc import Iterator
from typing import Any, TypeVar

from seminarsite.model.entry import Entry

T = TypeVar("T")

Kinds = type[T] | tuple[type[T], ...]


def parts(entry: Entry, kind: Kinds[T]) -> Iterator[T]:
    return (part for _, part in keyed(entry, kind))


def keyed(entry: Entry, kind: Kinds[T]) -> Iterator[tuple[str, T]]:
    """The same, each with the field that it is in."""
    for name in _holding(type(entry), kind):  # type: ignore[arg-type]  # classes can be hashed
        value = getattr(entry, name)
        if value is not None and value != ():
            for part in within(value, kind):
                yield name, part


def within(value: Any, kind: Kinds[T]) -> Iterator[T]:
    """The same of a part of an entry."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from within(item, kind)
    elif not isinstance(value, Entry):
        for name in _holding(type(value), kind):  # type: ignore[arg-type]
            yield from within(getattr(value, name), kind)


@functools.cache
def _holding(kind: type, wanted: Kinds[Any]) -> tuple[str, ...]:
    """The fields of a dataclass in which a wanted value can be. None of what is no dataclass."""
    if not dataclasses.is_dataclass(kind):
        return ()
    hints = _hints(kind)
    return tuple(field.name for field in dataclasses.fields(kind) if _can_hold(hints[field.name], wanted))


_hints = functools.cache(typing.get_type_hints)
"""Of a class: each is asked for many times, and they take a while to work out."""


def _can_hold(hint: Any, wanted: Kinds[Any]) -> bool:
    """Whether a value of a type can be a wanted one, or have one within. It may be of a class below, as a Video is a Link."""
    if inner := typing.get_args(hint):
        return any(_can_hold(one, wanted) for one in inner)
    while isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    if not isinstance(hint, type):
        return hint is Any
    kinds = wanted if isinstance(wanted, tuple) else (wanted,)
    if issubclass(hint, kinds) or any(issubclass(kind, hint) for kind in kinds):
        return True
    if issubclass(hint, Entry):
        return False
    if issubclass(hint, tuple):  # a named one
        return any(_can_hold(one, wanted) for one in _hints(hint).values())
    below = (hint, *hint.__subclasses__()) if dataclasses.is_dataclass(hint) else ()
    return any(_holding(one, wanted) for one in below)  # type: ignore[arg-type]
