"""The new site while it is put together beside the old one: each file with new bytes, or the very file that is live.

Files that have not changed stay the same files, with their times.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from seminarsite.publishing import swap


class CannotPublish(Exception):
    """Why nothing was published; the old site, if there is one, is as it was."""


class Signature(NamedTuple):
    """By what a published file is known to be the same: its bytes, when they were written (ns), and which file it is.

    The time of its last change of state is none of it: another name for the file, in a later site, changes that.
    """

    size: int
    modified: int
    inode: int


def signature(output: Path, path: str) -> Signature | None:
    """Of a file in an output folder; None where there is none, or something else."""
    try:
        found = os.lstat(os.path.join(output, path))  # noqa: PTH118  (asked of every file)
    except (OSError, ValueError):
        return None
    return Signature(found.st_size, found.st_mtime_ns, found.st_ino) if stat.S_ISREG(found.st_mode) else None


@dataclass(frozen=True)
class Staging:
    """Two folders: the live `output`, and the `stage`, to which several processes may add at once."""

    output: Path
    stage: Path

    def keep(self, path: str, content: bytes) -> bool:
        """Put a file into the new site; False where its bytes are those of the old one. Raises CannotPublish."""
        live, staged = self.output / path, self.stage / path
        try:
            staged.parent.mkdir(parents=True, exist_ok=True)
            if same(live, content):
                swap.link(live, staged)
                return False
            _write(staged, content)
        except OSError as error:
            raise cannot("write", error, self.output) from None
        return True

    def keep_as_is(self, path: str, known: Signature) -> bool:
        """Keep a file as it is live, unread, if it still is the one with that signature. Raises CannotPublish.

        False where it is another, or is not there: then it is to be made, and kept.
        """
        if signature(self.output, path) != known:
            return False
        staged = self.stage / path
        try:
            staged.parent.mkdir(parents=True, exist_ok=True)
            swap.link(self.output / path, staged)
        except OSError as error:
            raise cannot("write", error, self.output) from None
        return True


def cannot(verb: str, error: OSError, output: Path) -> CannotPublish:
    """Names the file as it would be online, not where it was staged."""
    staged = re.compile(rf"{re.escape(str(output.parent))}/\.{re.escape(output.name)}\.new-[^/]*/site(?=/|$)")
    path = staged.sub(lambda _: str(output), str(error.filename or output))
    return CannotPublish(f"cannot {verb} {path}: {error.strerror or error}; nothing was published")


def same(live: Path, content: bytes) -> bool:
    try:
        found = live.stat(follow_symlinks=False)
        return stat.S_ISREG(found.st_mode) and found.st_size == len(content) and live.read_bytes() == content
    except OSError:
        return False


def settle(path: Path) -> None:
    """Wait until the file is on the disk; some file systems say only now that it is full."""
    with path.open("rb+") as file:
        try:
            os.fsync(file.fileno())
        except OSError as error:
            error.filename = str(path)
            raise


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        error.filename = error.filename or str(path)  # when the disk is full, the system does not say for whom
        raise
