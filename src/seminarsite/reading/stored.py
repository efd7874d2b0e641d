"""What files gave, as bytes: for the next build, and for a process that shares the reading with others.

An entry is written without the entries that its references lead to. They are asked again when it is loaded, as they
would be in reading the file, and it is the same entry if they lead to what they led to then. Nothing is written of a
file that is broken or names a secret that is kept outside of the content, nor of what refers to such a file.
"""

from __future__ import annotations

import enum
import functools
import importlib
import io
import marshal
import os
import pickle
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from seminarsite.diagnostics import Span
from seminarsite.model.entry import Entry
from seminarsite.model.fingerprints import Fingerprints, digest
from seminarsite.model.people import Speaker
from seminarsite.model.series import Series
from seminarsite.reading import sources
from seminarsite.reading.remembering import Find, Reading
from seminarsite.tools.hidden import TICK
from seminarsite.tools.keeping import names_a_secret
from seminarsite.tools.memo import Memo

SHELF = "readings"
_AROUND = ""
"""The row of what all files depend on."""
_KINDS: tuple[type[Entry], ...] = (Series, Speaker)
"""To what references lead."""
_TRUSTED = ("seminarsite.model.", "seminarsite.diagnostics", "datetime")
"""Where the classes come from that may be loaded: a stranger's file must not call anything else."""


class Stamp(NamedTuple):
    """By what a file is known not to have changed: bytes, times (ns), number. `changed` cannot be set by hand."""

    size: int
    modified: int
    changed: int
    inode: int


class Row(NamedTuple):
    """A reading as it is stored. `stamp` is None where the file was too young to be known by one."""

    stamp: tuple[int, ...] | None
    text: bytes
    id: str
    asked: tuple[tuple[int, str, bool, tuple[str, int, int], bytes], ...]
    """Which kind, the text, whether quoted, where, and the fingerprint of what was found."""
    rest: bytes
    """What was wrong, and the entry."""


class Store:
    """The rows of a site's files. It belongs to one reading of all of them."""

    def __init__(self, memo: Memo, edition: str, fingerprints: Fingerprints) -> None:
        self.fingerprints = fingerprints
        self._memo, self._edition = memo, edition
        self._stored = memo.shelf(SHELF, edition)
        around = fingerprints.around
        self._rows = self._stored if around and self._stored.get(_AROUND) == around else {}
        self._now = memo.moment()
        self._new: dict[str, bytes] = {}

    def lacks(self, path: str) -> bool:
        """Nothing is stored of a file, and something could be."""
        return path not in self._rows and self.fingerprints.around is not None

    def load(self, path: str, file: Path, references: Mapping[type, Find]) -> Reading | None:
        """What the file at a path gave, if it would give that still."""
        row = Row(*marshal.loads(self._rows[path])) if path in self._rows else None  # noqa: S302  (values alone, no calls)
        if row is None or not self._is_same(row, path, file):
            return None
        asked = []
        for number, text, quoted, place, fingerprint in row.asked:
            node, kind = sources.Scalar(text, Span(*place), quoted), _KINDS[number]
            found = references[kind](node)
            if not isinstance(found, Entry) or self.fingerprints.of_entry(found) != fingerprint:
                return None
            asked.append((kind, node, found))
        try:
            wrong, entry = _Unpickler(row.rest, [found for _, _, found in asked]).load()
        except (pickle.UnpicklingError, AttributeError, TypeError, LookupError):  # written by a stranger
            return None
        return self.noted(path, Reading(entry, row.id, wrong, tuple(asked), row.text))

    def _is_same(self, row: Row, path: str, file: Path) -> bool:
        at = stamp(file)
        if at and row.stamp == at:
            return True
        same = text_digest_of(file) == row.text
        if same and self._is_settled(at):  # known by its stamp from now on
            self._new[path] = marshal.dumps(tuple(row._replace(stamp=at and tuple(at))))
        return same

    def _is_settled(self, at: Stamp | None) -> bool:
        return at is not None and at.changed < self._now - TICK

    def noted(self, path: str, reading: Reading) -> Reading:
        """The same, with the fingerprint of its entry noted."""
        if reading.entry is not None:
            parts = [
                self.fingerprints.around,
                path.encode(errors="surrogateescape"),  # of which its identity is made
                reading.text or None,
                *(self._of(found) for _, _, found in reading.asked),
            ]
            known = [part for part in parts if part is not None]
            self.fingerprints.note(reading.entry, digest(*known) if len(known) == len(parts) else None)
        return reading

    def _of(self, found: object) -> bytes | None:
        return self.fingerprints.of_entry(found) if isinstance(found, Entry) else None

    def keep(self, path: str, reading: Reading, at: Stamp | None) -> None:
        """Store what a file gave; `at` is its stamp from before it was read."""
        if self._of(self.noted(path, reading).entry) is None:
            return
        asked: Any = tuple(
            (_KINDS.index(kind), node.text, node.quoted, tuple(node.span), self._of(found))
            for kind, node, found in reading.asked
        )
        rest = _dumped((reading.found, reading.entry), [found for _, _, found in reading.asked])
        stamped = tuple(at) if at and self._is_settled(at) else None
        self._new[path] = marshal.dumps((stamped, reading.text, reading.id, asked, rest))

    def handed_over(self) -> dict[str, bytes]:
        """The new rows, for another process to take."""
        return self._new

    def take(self, rows: Mapping[str, bytes]) -> None:
        self._new.update(rows)
        self._rows.update(rows)

    def save(self, paths: Collection[str]) -> None:
        """For the next build; of files that are no more, nothing is kept."""
        kept = self._new | ({_AROUND: self.fingerprints.around} if self.fingerprints.around else {})
        gone = [path for path in self._stored if path not in kept and not (path in self._rows and path in paths)]
        if self._new or gone:
            self._memo.put(SHELF, self._edition, kept, gone)


def text_digest(text: str) -> bytes:
    """Of the text of a file; empty where it names a secret that is kept elsewhere: the text is then not all of it."""
    return _digest_of(text.encode())


def text_digest_of(file: Path) -> bytes:
    """The same of a file that is there now; empty where it cannot be read."""
    try:
        content = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return b""
    return _digest_of(content)


def _digest_of(content: bytes) -> bytes:
    return b"" if names_a_secret(content) else digest(content)


def stamp(file: Path) -> Stamp | None:
    try:
        found = os.stat(file)  # noqa: PTH116  (asked of every file)
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _refer(number: int) -> Entry:
    """Stands for an entry that a reference led to."""
    raise NotImplementedError(number)


def _dumped(value: object, found: Sequence[object]) -> bytes:
    numbers = {id(one): number for number, one in enumerate(found)}
    file = io.BytesIO()
    pickler = pickle.Pickler(file, 5)
    referring = dict.fromkeys(_KINDS, lambda entry: _reduced(entry, numbers))
    pickler.dispatch_table = {**referring, ZoneInfo: lambda zone: (_zone, (zone.key,))}
    pickler.dump(value)
    return file.getvalue()


def _reduced(entry: Entry, numbers: Mapping[int, int]) -> Any:
    return (_refer, (numbers[id(entry)],)) if id(entry) in numbers else entry.__reduce_ex__(5)


class _Unpickler(pickle.Unpickler):
    """Loads entries, and puts what references lead to now in its place."""

    def __init__(self, content: bytes, found: Sequence[object]) -> None:
        super().__init__(io.BytesIO(content))
        self._found = found

    def find_class(self, module: str, name: str) -> Any:
        return self._found.__getitem__ if (module, name) == (__name__, "_refer") else _callable(module, name)


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
