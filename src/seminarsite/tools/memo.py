"""Remembers what slow pure functions give, from build to build, in a folder that may be deleted at any time.

A result is found by a digest of the function's module, its name and its arguments, and is checked by its own.
What cannot be read, or is not what was written, is worked out again; what cannot be written is not remembered.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = ".seminarsite"
"""Beside content/, build/ and .git: a CI keeps it by its name."""
MOST_BYTES = 500_000_000
"""Where there is more, what was not used for the longest time goes."""

_DIGEST = hashlib.sha256().digest_size


@dataclass
class Tally:
    """How often a result was remembered, and how often it had to be worked out: in this process, so far."""

    hits: int = 0
    misses: int = 0


@dataclass(frozen=True)
class Memo:
    """Results in a folder; without a folder nothing is remembered. `edition` is what else they depend on.

    Builds may share a folder: a result appears whole or not at all.
    """

    folder: Path | None = None
    edition: str = ""
    tally: Tally = field(default_factory=Tally, compare=False)

    def remember(self, function: Callable[..., bytes], *arguments: object) -> bytes:
        """What the function gives for these arguments: bytes, texts, numbers, tuples and frozen dataclasses of them.

        An exception is not remembered.
        """
        if self.folder is None or self.folder.is_symlink():
            return function(*arguments)
        file = self.folder / self._name(function, arguments)
        found = read(file)
        if found is not None:
            self.tally.hits += 1
            return found
        self.tally.misses += 1
        found = function(*arguments)
        write(file, found)
        return found

    def _name(self, function: Callable[..., bytes], arguments: tuple[object, ...]) -> str:
        whole = hashlib.sha256()
        for part in (self.edition, _code(function.__module__), function.__qualname__, *arguments):
            kind, said = (b"b", part) if isinstance(part, bytes) else (b"v", repr(part).encode())
            whole.update(kind + hashlib.sha256(said).digest())
        return whole.hexdigest()

    def forget(self, most: int = MOST_BYTES) -> None:
        """Delete what was not used for the longest time where the folder has grown over `most` bytes."""
        if self.folder is None:
            return
        with suppress(OSError):
            found = [(file.stat(), file) for file in self.folder.iterdir() if file.name not in _OWN]
            over = sum(state.st_size for state, _ in found) - most
            for state, file in sorted(found, key=lambda one: one[0].st_mtime_ns) if over > 0 else ():
                if over <= 0:
                    break
                with suppress(OSError):
                    file.unlink()
                over -= state.st_size


_OWN = {".gitignore": "*\n", "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n"}
"""Keeps the folder out of version control and backups (bford.info/cachedir)."""


@functools.cache
def _code(module: str) -> bytes:
    """A digest of the module, so that a change of the program is a change of what it gives."""
    file = sys.modules[module].__file__
    return hashlib.sha256(Path(file).read_bytes()).digest() if file else b""


def read(file: Path) -> bytes | None:
    """What was written there; None where it is not, or not as it was written."""
    try:
        written = file.read_bytes()
    except OSError:
        return None
    digest, content = written[:_DIGEST], written[_DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        return None
    with suppress(OSError):
        os.utime(file)  # when it was last used
    return content


def write(file: Path, content: bytes) -> None:
    """Where that is possible. In one step, so that another build never reads a part."""
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        for name, text in _OWN.items():
            if not (file.parent / name).exists():
                (file.parent / name).write_text(text, "ascii")
        descriptor, name = tempfile.mkstemp(prefix=".", dir=file.parent)
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(hashlib.sha256(content).digest() + content)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
