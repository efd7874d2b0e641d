"""What a value comes to, as a digest: the same for equal values, in every process.

An entry that was read from a file stands for that file and all that it led to; what no digest may be kept of, such as
what depends on a secret that is kept outside of the content, has none, nor has what it is part of.
"""

from __future__ import annotations

import dataclasses
import functools
import io
import pickle
from hashlib import blake2b
from typing import Any

from seminarsite.model.entry import Entry

SIZE = 16
"""Bytes of a digest."""


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
        known, fingerprint = self._known.get(id(entry), (None, None))
        if known is not entry:
            # Where somebody was named first is not who it is: it depends on which file was read first.
            kept = {name: value for name, value in entry.__getstate__().items() if name != "spans"}
            fingerprint = self.of(type(entry).__name__, kept)
            self.note(entry, fingerprint)
        return fingerprint

    def of(self, *values: object) -> bytes | None:
        """Of any values, such as what a page is to show. None where there is none."""
        if self.around is None:
            return None
        file = io.BytesIO()
        try:
            _Pickler(file, self).dump(values)
        except (Unknowable, pickle.PicklingError, TypeError, ValueError, AttributeError, RecursionError):
            return None
        return digest(file.getvalue())


class _Pickler(pickle.Pickler):
    """Writes values for their digest: nobody loads them."""

    def __init__(self, file: io.BytesIO, fingerprints: Fingerprints) -> None:
        super().__init__(file, 5)
        self._fingerprints = fingerprints
        self.fast = True  # what is one object here may be two equal ones in another process

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Entry):
            fingerprint = self._fingerprints.of_entry(value)
            if fingerprint is None:
                raise Unknowable
            return bytes, (fingerprint,)
        if names := _fields(type(value)):  # type: ignore[arg-type]  # without what its properties keep once somebody has asked for them
            return tuple, ((type(value).__qualname__, *(getattr(value, name) for name in names)),)
        return NotImplemented


@functools.cache
def _fields(kind: type) -> tuple[str, ...]:
    """Those of a dataclass that does not say itself how it is written."""
    says = "__reduce__" in vars(kind)
    return (
        tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) and not says else ()
    )


def digest(*contents: bytes) -> bytes:
    whole = blake2b(digest_size=SIZE)
    for content in contents:
        whole.update(len(content).to_bytes(8, "big") + content)
    return whole.digest()
