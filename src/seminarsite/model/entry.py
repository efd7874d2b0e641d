"""What every content file has: an identity, and the places of its keys."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, ClassVar

from seminarsite.diagnostics import Span
from seminarsite.model.values import Key, Rule, Slug


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that has a content file of its own.

    `id` is what other files refer to and calendars know an event by, so it stays when titles and
    dates change: the name of the file made into a slug, unless the file says otherwise. `spans` has the place of the file (key
    "") and of each key written in it; it takes no part in comparisons.
    """

    id: Annotated[Slug, Key("its identity, which must never change; else the name of the file", derived=True)]
    silence: Annotated[
        tuple[Rule, ...],
        Key("rules of `check` that need not speak of it, as `[night-time]`; of a series: nor of its events"),
    ] = ()
    spans: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)

    SHORT: ClassVar[str | None] = None  # the key that a bare text stands for
    BODY: ClassVar[str | None] = None  # the field that takes the text below the front matter

    def __getstate__(self) -> dict[str, object]:
        """For pickle. What is as the class says is left there, and what properties keep is worked out again."""
        own = self.__dict__
        return {name: own[name] for name, usual in _fields(type(self)) if own.get(name, usual) is not usual}  # type: ignore[arg-type]

    def at(self, *keys: str) -> Span:
        """The place of the first of these fields that was written, else of the file."""
        for key in (*keys, ""):
            if key in self.spans:
                return self.spans[key]
        return Span("content")


@functools.cache
def _fields(kind: type[Entry]) -> tuple[tuple[str, object], ...]:
    """The fields of a kind of entry with their defaults."""
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))
