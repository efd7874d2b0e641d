"""What some files gave, as bytes: a head, by which it is known which files and whether they would give that still, and
a body with the entries.

The entries that references led to are not in it: they are asked for again when it is loaded, and put in their places.
"""

from __future__ import annotations

import enum
import functools
import importlib
import io
import marshal
import pickle
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from seminarsite.diagnostics import Diagnostic
from seminarsite.model.entry import Entry
from seminarsite.model.fingerprints import digest
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series

KINDS: tuple[type[Entry], ...] = (Series, Speaker)
"""To what references lead."""
_TRUSTED = ("seminarsite.model.", "seminarsite.diagnostics", "datetime")
"""Where the classes come from that may be loaded: a stranger's file must not call anything else."""

Gave = tuple[tuple[Diagnostic, ...], Entry]
"""What was wrong, and the entry."""


class Unreadable(Exception):
    """These bytes were not written here."""


class Asked(NamedTuple):
    """A reference: which of KINDS, how it stands in the file, and the number of what it led to."""

    kind: int
    text: str
    quoted: bool
    place: tuple[str, int, int]
    led_to: int


class Row(NamedTuple):
    """A file: how it is known (`stamp` is None where it was too young to be known by one), the digest of its text, the
    identity and the fingerprint of what it gave, and its references.
    """

    stamp: tuple[int, ...] | None
    text: bytes
    id: str
    fingerprint: bytes
    asked: tuple[Asked, ...]


class Head(NamedTuple):
    """Of a bundle: its files by their paths, and the fingerprints of all that their references led to."""

    rows: Mapping[str, Row]
    marks: tuple[bytes, ...]

    @property
    def name(self) -> str:
        """Of the bundle: the same for the same content, so that a head and a body of two builds do not go together."""
        known = (
            part for path, row in self.rows.items() for part in (path.encode(errors="surrogateescape"), row.fingerprint)
        )
        return digest(*known, b"", *self.marks).hex()

    def stamped(self, stamps: Mapping[str, tuple[int, ...] | None]) -> Head:
        """With those of today, of files that have one."""
        today = {path: row._replace(stamp=stamps[path]) for path, row in self.rows.items() if path in stamps}
        return self._replace(rows={**self.rows, **today})

    def written(self) -> bytes:
        rows = {path: (*row[:-1], tuple(map(tuple, row.asked))) for path, row in self.rows.items()}
        return marshal.dumps((rows, self.marks))


def head(written: bytes) -> Head:
    rows, marks = marshal.loads(written)  # noqa: S302  (values alone, no calls)
    return Head({path: Row._make(row) for path, row in rows.items()}, marks)


def body(gave: Sequence[Gave], led_to: Sequence[Entry]) -> bytes:
    """What files gave, without what their references `led_to`."""
    numbers = {id(one): number for number, one in enumerate(led_to)}
    file = io.BytesIO()
    pickler = pickle.Pickler(file, 5)
    referring = dict.fromkeys(KINDS, lambda entry: _reduced(entry, numbers))
    pickler.dispatch_table = {**referring, ZoneInfo: lambda zone: (_zone, (zone.key,))}
    pickler.dump(tuple(gave))
    return file.getvalue()


def gave(kind: type[Entry], written: bytes, led_to: Sequence[Entry | None]) -> Sequence[Gave]:
    """What files gave, entries of a kind, with what their references lead to now. Raises Unreadable."""
    try:
        found: Sequence[Gave] = _Unpickler(written, led_to).load()
        if all(isinstance(entry, kind) for _, entry in found):
            return found
    except (pickle.UnpicklingError, AttributeError, TypeError, LookupError, ValueError, EOFError) as error:
        raise Unreadable from error
    raise Unreadable


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _refer(number: int) -> Entry:
    """Stands for an entry that a reference led to."""
    raise NotImplementedError(number)


def _reduced(entry: Entry, numbers: Mapping[int, int]) -> Any:
    return (_refer, (numbers[id(entry)],)) if id(entry) in numbers else entry.__reduce_ex__(5)


class _Unpickler(pickle.Unpickler):
    """Loads entries, and puts what references lead to now in its place."""

    def __init__(self, content: bytes, led_to: Sequence[Entry | None]) -> None:
        super().__init__(io.BytesIO(content))
        self._led_to = led_to

    def find_class(self, module: str, name: str) -> Any:
        return self._led_to.__getitem__ if (module, name) == (__name__, "_refer") else _callable(module, name)


@functools.cache
def _callable(module: str, name: str) -> Callable[..., object]:
    if (module, name) == (__name__, "_zone"):
        return _zone
    if (module, name) == ("builtins", "getattr"):  # as Python 3.11 writes members of an enumeration
        return _member
    found = getattr(importlib.import_module(module), name) if module.startswith(_TRUSTED) else None
    if not isinstance(found, type):
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that an entry is made of")
    return found


def _member(kind: type[enum.Enum], name: str) -> enum.Enum:
    return kind[name]
