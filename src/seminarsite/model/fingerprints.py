"""What a value comes to, as a digest: the same for equal values, in every process.

An entry that was read from a file stands for that file and all that it led to. What no digest may be kept of, such as
what depends on a secret that is kept outside of the content, has none, nor has what it is part of.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

from seminarsite.model.entry import Entry

SIZE = 16
"""Bytes of a digest."""

_PLAIN = frozenset((type(None), bool, int, float, bytes, dt.date, dt.datetime, dt.time, dt.timedelta))


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
        said: list[bytes] = []
        try:
            self._say(values, said.append)
        except Unknowable:
            return None
        return digest(b"".join(said))

    def _say(self, value: Any, write: Callable[[bytes], None]) -> None:
        """Write a value so that another one is written otherwise. Raises Unknowable."""
        kind = type(value)
        if kind is str:
            content = value.encode("utf-8", "surrogatepass")
            write(b"s%d:%b" % (len(content), content))
        elif kind in _PLAIN:
            write(repr(value).encode() + b";")
        elif isinstance(value, Entry):
            fingerprint = self.of_entry(value)
            if fingerprint is None:
                raise Unknowable
            write(b"e" + fingerprint)
        elif kind is tuple or kind is list:
            write(b"(%d:" % len(value))
            for item in value:
                self._say(item, write)
        else:
            self._say_of_class(value, kind, write)

    def _say_of_class(self, value: Any, kind: type, write: Callable[[bytes], None]) -> None:
        if isinstance(value, (set, frozenset)):
            write(b"{" + b"".join(sorted(self._known_part(item) for item in value)))
        elif isinstance(value, Mapping):
            write(b"[%d:" % len(value))
            self._say(list(value.items()), write)
        elif isinstance(value, enum.Enum):
            write(f"{kind.__qualname__}.{value.name};".encode())
        elif isinstance(value, tuple):
            self._say((kind.__qualname__, *value), write)
        elif names := _fields(kind):
            self._say(kind.__qualname__, write)
            for name in names:  # without what its properties keep once somebody has asked for them
                self._say(getattr(value, name), write)
        elif isinstance(value, type) or (callable(value) and getattr(value, "__self__", None) is None):
            self._say_by_name(value, write)
        else:
            raise Unknowable

    def _known_part(self, value: object) -> bytes:
        found = self.of(value)
        if found is None:
            raise Unknowable
        return found

    def _say_by_name(self, value: Any, write: Callable[[bytes], None]) -> None:
        name = getattr(value, "__qualname__", "<")
        if "<" in name:  # what a function has made may hold anything
            raise Unknowable
        self._say((str(getattr(value, "__module__", "")), name), write)


@functools.cache
def _fields(kind: type) -> tuple[str, ...]:
    """Of a dataclass. What holds fingerprints is asked for part by part. Raises Unknowable."""
    names = tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
    if "fingerprints" in names:
        raise Unknowable
    return names


def digest(*contents: bytes) -> bytes:
    whole = blake2b(digest_size=SIZE)
    for content in contents:
        whole.update(len(content).to_bytes(8, "big") + content)
    return whole.digest()
