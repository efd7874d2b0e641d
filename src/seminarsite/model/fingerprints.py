"""What a value comes to, as a digest: the same for equal values, in every process.

An entry that was read from a file stands for that file and all that it led to. What no digest may be kept of, such as
what depends on a secret that is kept outside of the content, has none, nor has what it is part of.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
import marshal
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from seminarsite.model.entry import Entry

SIZE = 16
"""Bytes of a digest."""

_PLAIN = frozenset((type(None), bool, int, float, str))
_SAID = frozenset((dt.date, dt.datetime, dt.time, dt.timedelta))
_WITHOUT_SHARING = 2
"""The format of marshal that writes what is equal in one way, whether or not it is the same object."""


class Unknowable(Exception):
    """There is no digest of it."""


class Fingerprints:
    """Those of the entries that were read, and by them of all that is made of entries."""

    def __init__(self, around: bytes | None = None) -> None:
        """`around` is that of what all entries depend on; without it, nothing has one."""
        self.around = around
        self.complete = around is not None
        """Every entry that was read has one, drafts among them."""
        self._known: dict[int, tuple[Entry, bytes | None]] = {}

    def note(self, entry: Entry, fingerprint: bytes | None) -> None:
        """Of this very entry: one that is equal may have been read from elsewhere, or be no longer what was read."""
        self._known[id(entry)] = (entry, fingerprint)
        self.complete = self.complete and fingerprint is not None

    def of_entry(self, entry: Entry) -> bytes | None:
        """None where there is none."""
        known = self._known.get(id(entry))
        if known is None or known[0] is not entry:
            # Where somebody was named first is not who it is: it depends on which file was read first.
            kept = {name: value for name, value in entry.__getstate__().items() if name != "spans"}
            self.note(entry, self.of(type(entry).__name__, kept))
            known = self._known[id(entry)]
        return known[1]

    def of(self, *values: object) -> bytes | None:
        """Of any values, such as what a page is to show. None where there is none."""
        if self.around is None:
            return None
        try:
            return digest(self._written(values))
        except Unknowable:
            return None

    def _written(self, value: object) -> bytes:
        """Another value is written otherwise. Raises Unknowable."""
        return marshal.dumps(self._plain(value), _WITHOUT_SHARING)  # type: ignore[arg-type]

    def _plain(self, value: Any) -> object:
        """Of what marshal knows: an entry as its fingerprint, a row as a list, what has a class as a tuple with its name.

        Bytes, which a fingerprint is, too, stand in a tuple alone. Raises Unknowable.
        """
        kind = type(value)
        if kind in _PLAIN:
            return value
        known = self._known.get(id(value))
        if known and known[0] is value:
            return known[1] or _unknowable(value)
        if kind is tuple or kind is list:
            return [self._plain(item) for item in value]
        if isinstance(value, Entry):
            return self.of_entry(value) or _unknowable(value)
        if kind is bytes:
            return (value,)
        return (kind.__qualname__, *self._parts(value, kind))

    def _parts(self, value: Any, kind: type) -> list[object]:
        if names := _fields(kind):  # without what its properties keep once somebody has asked for them
            return [self._plain(getattr(value, name)) for name in names]
        if callable(value):
            return _named(value)
        if kind in _SAID:
            return [repr(value)]
        if isinstance(value, enum.Enum):
            return [value.name]
        if isinstance(value, (set, frozenset)):
            return [*sorted(map(self._written, value))]
        if isinstance(value, Mapping):
            return [self._plain(part) for item in value.items() for part in item]
        if isinstance(value, tuple):
            return [self._plain(item) for item in value]
        raise Unknowable(value)


def _unknowable(value: object) -> bytes:
    raise Unknowable(value)


def _named(value: Any) -> list[object]:
    """A class or a function. Raises Unknowable."""
    name = getattr(value, "__qualname__", "<")
    of_something = not isinstance(value, type) and getattr(value, "__self__", None) is not None
    if of_something or "<" in name:  # what a function has made may hold anything
        raise Unknowable(value)
    return [str(getattr(value, "__module__", "")), name]


@functools.cache
def _fields(kind: type) -> tuple[str, ...]:
    """Of a dataclass. What holds fingerprints is asked for part by part. Raises Unknowable."""
    names = tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
    if "fingerprints" in names:
        raise Unknowable(kind)
    return names


def digest(*contents: bytes) -> bytes:
    whole = blake2b(digest_size=SIZE)
    for content in contents:
        whole.update(len(content).to_bytes(8, "big") + content)
    return whole.digest()
