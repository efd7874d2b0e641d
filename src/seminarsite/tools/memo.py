"""Remembers from build to build what was worked out, in one SQLite file that may be deleted at any time.

Results of slow pure functions are found by a digest of the function's module, its name and its arguments, and are
checked by their own. On shelves lies, by name and for one edition of the program, what whoever put it there knows how
to check. What cannot be read is worked out again; what cannot be written is not remembered. SQLite sees to it that
neither two builds at once nor one that is killed leave anything by halves.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from seminarsite.tools import hidden

FILE = "memo.sqlite"
MOST_BYTES = 500_000_000
"""Where results take more, those that were not used for the longest time go."""

_DIGEST = hashlib.sha256().digest_size
_PATIENCE = 10.0  # seconds that one build waits until another has written
_TABLES = """
CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS shelves (shelf TEXT, name TEXT, value BLOB NOT NULL, PRIMARY KEY (shelf, name));
CREATE TABLE IF NOT EXISTS editions (shelf TEXT PRIMARY KEY, edition TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS builds (number INTEGER PRIMARY KEY);
CREATE VIEW IF NOT EXISTS this_build AS SELECT coalesce(max(number), 0) AS number FROM builds;
"""
_USED_NOW = "UPDATE results SET used = (SELECT number FROM this_build) WHERE key = ?"
_LYING = "SELECT name, value FROM shelves JOIN editions USING (shelf) WHERE (shelf, edition) = (?, ?)"

T = TypeVar("T")


@dataclass
class Tally:
    """How many results earlier builds had made, and how many had to be worked out: in this process, so far."""

    hits: int = 0
    misses: int = 0


@dataclass(frozen=True)
class Memo:
    """What is remembered in a folder; without a folder, nothing. `edition` is what else results depend on.

    Where it is not `writable`, what is there is used, and nothing is written.
    """

    folder: Path | None = None
    edition: str = ""
    writable: bool = True
    tally: Tally = field(default_factory=Tally, compare=False)

    @property
    def keeps(self) -> bool:
        """Whether what is put there stays there, as far as one can say beforehand."""
        return self.writable and self.folder is not None

    def remember(self, function: Callable[..., bytes], *arguments: object) -> bytes:
        """What the function gives for these arguments: bytes, texts, numbers, tuples and frozen dataclasses of them.

        An exception is not remembered.
        """
        key = self._key(function, arguments)
        known = self._result(key)
        if known is not None:
            return known
        self.tally.misses += 1
        found = function(*arguments)
        row = (key, hashlib.sha256(found).digest() + found)
        kept = "INSERT OR REPLACE INTO results SELECT ?, ?, number FROM this_build"
        self._change(lambda file: file.execute(kept, row))
        return found

    def _key(self, function: Callable[..., bytes], arguments: tuple[object, ...]) -> bytes:
        whole = hashlib.sha256()
        for part in (self.edition, _code(function.__module__), function.__qualname__, *arguments):
            kind, said = (b"b", part) if isinstance(part, bytes) else (b"v", repr(part).encode())
            whole.update(kind + hashlib.sha256(said).digest())
        return whole.digest()

    def _result(self, key: bytes) -> bytes | None:
        """What was written under a key; None where nothing was, or not this."""
        asked = "SELECT value, used < number FROM results, this_build WHERE key = ?"
        for written, is_old in self._rows(asked, key):
            digest, content = written[:_DIGEST], written[_DIGEST:]
            if hashlib.sha256(content).digest() == digest:
                if is_old:  # an earlier build has made it
                    self.tally.hits += 1
                    self._change(lambda file: file.execute(_USED_NOW, (key,)))
                return bytes(content)
        return None

    def shelf(self, name: str, edition: str) -> dict[str, bytes]:
        """All that lies on a shelf; nothing where another edition of the program has put it there."""
        rows = self._rows(_LYING, name, edition)
        return {one: value for one, written in rows if (value := hidden.unsealed(written)) is not None}

    def lying(self, shelf: str, edition: str, name: str) -> bytes | None:
        """One thing of a shelf."""
        rows = self._rows(f"{_LYING} AND name = ?", shelf, edition, name)
        return hidden.unsealed(rows[0][1]) if rows else None

    def put(self, name: str, edition: str, new: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        """Put something on a shelf and take something from it, in one step; what another edition put there goes."""

        def change(file: sqlite3.Connection) -> None:
            if not file.execute("SELECT 1 FROM editions WHERE (shelf, edition) = (?, ?)", (name, edition)).fetchall():
                file.execute("DELETE FROM shelves WHERE shelf = ?", (name,))
            file.execute("INSERT OR REPLACE INTO editions VALUES (?, ?)", (name, edition))
            file.executemany("DELETE FROM shelves WHERE (shelf, name) = (?, ?)", ((name, one) for one in gone))
            rows = ((name, one, hidden.sealed(value)) for one, value in new.items())
            file.executemany("INSERT OR REPLACE INTO shelves VALUES (?, ?, ?)", rows)

        self._change(change)

    def moment(self) -> int:
        """What time it is (ns) for the file system where it lies; 0 where that cannot be said."""
        if not self.writable or self.folder is None or self.folder.is_symlink():
            return 0
        try:
            return hidden.moment(self.folder)
        except OSError:
            return 0

    def forget(self, most: int = MOST_BYTES) -> None:
        """At the end of a build: results that were not used for the longest time go, where all take over `most` bytes."""

        def change(file: sqlite3.Connection) -> None:
            sizes = file.execute("SELECT key, length(value) FROM results ORDER BY used, rowid").fetchall()
            over = sum(size for _, size in sizes) - most
            for key, size in sizes if over > 0 else ():
                if over > 0:
                    file.execute("DELETE FROM results WHERE key = ?", (key,))
                    over -= size
            file.execute("INSERT INTO builds DEFAULT VALUES")
            file.execute("DELETE FROM builds WHERE number < (SELECT max(number) FROM builds)")

        self._change(change)

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """None where the file cannot be read."""
        there_is = self.folder is not None and (self.folder / FILE).exists()
        return (self._use(lambda file: file.execute(query, values).fetchall()) if there_is else None) or []

    def _change(self, change: Callable[[sqlite3.Connection], object]) -> None:
        """All of a change, or nothing where that is not possible."""

        def whole(file: sqlite3.Connection) -> None:
            file.execute("BEGIN IMMEDIATE")
            try:
                change(file)
                file.execute("COMMIT")
            except BaseException:
                file.execute("ROLLBACK")
                raise

        if self.writable:
            self._use(whole)

    def _use(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        try:
            return work(_opened(self.folder))
        except (sqlite3.OperationalError, OSError):  # in use for too long, no room, no rights
            return None
        except sqlite3.DatabaseError:  # it is no such file, or not any more
            for end in ("-wal", "-shm", ""):
                with suppress(OSError):
                    Path(f"{self.folder}/{FILE}{end}").unlink()
            return None


_here = threading.local()
"""Connections by process and folder: SQLite forbids to take one along into a child or another thread."""


def _opened(folder: Path | None) -> sqlite3.Connection:
    """Raises OSError and sqlite3.Error where there can be no file."""
    if folder is None or folder.is_symlink():
        raise NotADirectoryError
    known: dict[tuple[int, Path], sqlite3.Connection] = _here.__dict__.setdefault("known", {})
    place = (os.getpid(), folder)
    if place not in known or not (folder / FILE).exists():
        folder.mkdir(exist_ok=True)
        hidden.keep_to_ourselves(folder)
        known[place] = sqlite3.connect(folder / FILE, timeout=_PATIENCE, isolation_level=None)
        known[place].execute("PRAGMA journal_mode = WAL")  # others read while one writes
        known[place].execute("PRAGMA synchronous = NORMAL")
        known[place].executescript(_TABLES)
    return known[place]


@functools.cache
def _code(module: str) -> bytes:
    """A digest of the module, so that a change of the program is a change of what it gives."""
    file = sys.modules[module].__file__
    return hashlib.sha256(Path(file).read_bytes()).digest() if file else b""
