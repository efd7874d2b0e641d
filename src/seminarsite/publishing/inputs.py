"""All that a build reads, in a table: a file is read only once to be known by its row ever after.

As git does it: a file whose size, times, number and name are those of its row is what it was; for one that was as
young as the table when that was made its bytes count, since it may have changed again within the same tick of a clock.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from seminarsite import ours
from seminarsite.tools import hidden, keeping, program

_OWN = ("content", "templates", "static", "languages")
_DIGEST = 32
"""Letters of a digest."""


class Unknowable(Exception):
    """What a build depends on cannot be said."""


class Seen(NamedTuple):
    """A file: its name below the site or the program, by what it is known, when it changed last (ns), and where it is."""

    name: str
    row: str
    changed: int
    path: str


@dataclass(frozen=True)
class Inputs:
    """What a build depended on: the `program`, and of each file, in order, its name and row, and a digest of its bytes.

    `looked` is when (ns, of the file system): a file that is as young may have other bytes by the same row.
    """

    program: str
    rows: str
    digests: str
    looked: int

    def again(self, root: Path) -> Inputs | None:
        """The same, as they are known now; None where a build would read something else.

        Only files with another row are read, and those that were too young for one.
        """
        try:
            seen = list(_files(root))
            if self.program == program.around() and self.rows == _rows(seen) and not any(map(self.is_young, seen)):
                return self
            if self._has_another(seen):
                return None
        except Unknowable:
            return None
        now = inputs(root, self)
        same = now and (now.program, now.digests, now.names) == (self.program, self.digests, self.names)
        return now if same else None

    def _has_another(self, seen: list[Seen]) -> bool:
        """Whether files have come or gone, or the first one with another row has other bytes: as after most edits."""
        names, rows = self.names, self.rows.split("\0")[1::2]
        if [one.name for one in seen] != names:
            return True
        new = next((number for number, one in enumerate(seen) if one.row != rows[number]), None)
        return new is not None and _digest(seen[new]) != self.digests[new * _DIGEST : (new + 1) * _DIGEST]

    def is_young(self, one: Seen) -> bool:
        return one.changed > self.looked - hidden.TICK

    @property
    def names(self) -> list[str]:
        return self.rows.split("\0")[::2]

    def known(self) -> Mapping[tuple[str, str], str]:
        """The digest of each file by its name and row."""
        parts, ends = self.rows.split("\0"), range(0, len(self.digests), _DIGEST)
        digests = (self.digests[start : start + _DIGEST] for start in ends)
        return dict(zip(zip(parts[::2], parts[1::2], strict=False), digests, strict=False))


def inputs(root: Path, before: Inputs | None = None) -> Inputs | None:
    """All that a build reads: content, templates, static files and languages, the program and what it stands on.

    What is known from `before` is not read again. None where there is no content, or it cannot be said: content may
    name secrets that stand elsewhere, of which not even a digest is kept, and a link to a folder leads to files that
    nobody looks through.
    """
    if not (root / "content").is_dir():
        return None
    try:
        looked = hidden.moment(root / hidden.FOLDER)
    except OSError:
        looked = 0  # so that all are too young
    try:
        seen = list(_files(root))
        return Inputs(program.around(), _rows(seen), "".join(_digests(seen, before)), looked)
    except Unknowable:
        return None


def _files(root: Path) -> Iterator[Seen]:
    folders = [*(root / name for name in _OWN), *(ours.folder(name) for name in _OWN[1:]), Path(__file__).parents[1]]
    for number, folder in enumerate(folders):
        yield from _within(str(folder), f"{number}/")


def _within(folder: str, name: str) -> Iterator[Seen]:
    """All files below a folder, in order, without what Python keeps there itself. Raises Unknowable."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError:
        raise Unknowable from None
    for entry in entries:
        try:
            is_folder = entry.is_dir()
        except OSError:  # a link in a circle
            raise Unknowable from None
        if is_folder:
            if entry.is_symlink():
                raise Unknowable
            if entry.name != "__pycache__":
                yield from _within(entry.path, f"{name}{entry.name}/")
            continue
        try:
            state = entry.stat()
        except OSError:
            raise Unknowable from None
        if not stat.S_ISREG(state.st_mode):
            raise Unknowable
        row = f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino}"
        yield Seen(name + entry.name, row, max(state.st_mtime_ns, state.st_ctime_ns), entry.path)


def _rows(seen: list[Seen]) -> str:
    return "\0".join([f"{one.name}\0{one.row}" for one in seen])


def _digests(seen: Iterable[Seen], before: Inputs | None) -> Iterator[str]:
    """Of the files, in their order; from before, where a file is known by its row. Raises Unknowable."""
    known = before.known() if before else {}
    for one in seen:
        old = known.get((one.name, one.row))
        yield old if old and before and not before.is_young(one) else _digest(one)


def _digest(one: Seen) -> str:
    import hashlib

    try:
        with open(one.path, "rb", buffering=0) as file:  # noqa: PTH123  (half the time for thousands of files)
            content = file.read()
    except OSError:
        raise Unknowable from None
    if one.name.startswith("0/") and keeping.names_a_secret(content):
        raise Unknowable
    return hashlib.blake2b(content, digest_size=_DIGEST // 2).hexdigest()
