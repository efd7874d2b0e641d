"""Puts a staged site in the place of the one that is online: the ways to do so, best first.

`exchange` is one step for readers and for a crash alike. Where a system refuses it, `file_by_file`
replaces each file in one step of its own: a reader always finds every page whole, though for a moment
some are older than others. Renaming the old folder away and the new one to its place would mix nothing,
but between the two steps there is no site at all, and a mount point cannot be renamed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from seminarsite import routes

_REFUSALS = {errno.EINVAL, errno.ENOSYS, errno.EBUSY, errno.EXDEV, errno.EOPNOTSUPP, errno.EPERM}
_PASSING = ".seminarsite-new"  # a file on its way to another file system


@dataclass(frozen=True)
class Change:
    """A staged site and the folder that it is for, on one file system or on two.

    `made` are the paths in it with new bytes, `stale` those of ours in the output folder that go.
    `whole` says that it also holds what others put into the output folder. `aside` is an empty folder, for
    what is replaced until all is done.
    """

    stage: Path
    output: Path
    made: frozenset[str]
    stale: frozenset[str]
    whole: bool
    aside: Path


Way = Callable[[Change], bool]
"""True when it is done; False where it is not to be had, and then nothing was changed. Raises OSError, as
if nothing had been done."""


def put_in_place(change: Change, ways: Iterable[Way]) -> Way:
    """By the first way to be had, which is told. Raises OSError, as if nothing had been done."""
    done = next((way for way in ways if way(change)), None)
    if done is None:
        raise OSError(errno.EOPNOTSUPP, "this system knows no way to replace a site", str(change.output))
    with suppress(OSError):  # a rename is done when the folder is on the disk; some systems cannot be asked
        folder = os.open(change.output.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return done


def appear(change: Change) -> bool:
    """Where nothing is in the way yet."""
    if os.path.lexists(change.output):
        return False
    change.stage.rename(change.output)
    return True


def exchange(change: Change) -> bool:
    """renameat2(2) with RENAME_EXCHANGE, of Linux since 3.15: the old site is then where the new one was staged."""
    at_cwd, rename_exchange = -100, 2
    if not change.whole or not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if renameat2(at_cwd, os.fsencode(change.stage), at_cwd, os.fsencode(change.output), rename_exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code in _REFUSALS:
        return False
    raise OSError(code, os.strerror(code), str(change.output))


def file_by_file(change: Change) -> bool:
    """Assets, pages, lists of pages, feeds; last, what is no longer made. What fails is undone."""
    undo = _Undo(change.aside)
    blocking = _blocking(change.made, change.stale)
    try:
        # From here on until the end the list names old and new files: after a crash all of them are ours.
        listed = change.stage / routes.PUBLISHED_FILES
        both = change.aside / "both"
        before = change.output / routes.PUBLISHED_FILES
        old = before.read_bytes() if before.is_file() else b""
        both.write_bytes(old + listed.read_bytes() + f"{_PASSING}\n".encode())
        undo.replace(both, before, change.output)
        for path in sorted(blocking):
            undo.delete(change.output / path, change.output)
        for path in sorted(change.made, key=_rank):
            undo.replace(change.stage / path, change.output / path, change.output)
        for path in sorted(change.stale - blocking):
            undo.delete(change.output / path, change.output)
        undo.replace(listed, before, change.output)
    except BaseException:
        undo.all()
        raise
    return True


WAYS: tuple[Way, ...] = (appear, exchange, file_by_file)


def _rank(path: str) -> tuple[int, int, str]:
    """Nothing comes before what it links to: pages before those above them, the home page last of them."""
    suffix = PurePosixPath(path).suffix
    kind = 1 if suffix == ".html" else 2 if suffix in (".ics", ".xml", ".json", ".txt") else 0
    return kind, -path.count("/"), path


def _blocking(made: frozenset[str], stale: frozenset[str]) -> frozenset[str]:
    """A file of ours where there is to be a folder, and the other way round."""
    folders = {above for path in made for above in _above(path)}
    return frozenset(path for path in stale if path in folders or not made.isdisjoint(_above(path)))


def _above(path: str) -> set[str]:
    return {str(folder) for folder in PurePosixPath(path).parents} - {"."}


class _Undo:
    """Changes to single files, each of which can be taken back."""

    def __init__(self, aside: Path) -> None:
        self._aside = aside
        self._done: list[tuple[Path, Path | None, Path]] = []

    def replace(self, new: Path, target: Path, output: Path) -> None:
        self._remember(target, output)
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(new, target, output)

    def delete(self, target: Path, output: Path) -> None:
        self._remember(target, output)
        target.unlink(missing_ok=True)
        _drop_empty(target.parent, output)

    def _remember(self, target: Path, output: Path) -> None:
        saved = self._aside / str(len(self._done)) if os.path.lexists(target) else None
        if saved:
            link(target, saved)
        self._done.append((target, saved, output))

    def all(self) -> None:
        for target, saved, output in reversed(self._done):
            with suppress(OSError):  # the others are still worth it
                if saved is None:
                    target.unlink(missing_ok=True)
                    _drop_empty(target.parent, output)
                else:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    _move(saved, target, output)


def link(source: Path | str, target: Path | str) -> None:
    """The same file under another name, where the file system can; else a copy with its times."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _move(source: Path, target: Path, output: Path) -> None:
    """In one step for those who read the target, from another file system, too."""
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        passing = output / _PASSING
        try:
            shutil.copy2(source, passing, follow_symlinks=False)
            passing.replace(target)
        except OSError as failed:
            failed.filename = str(target)
            raise
        finally:
            passing.unlink(missing_ok=True)


def _drop_empty(folder: Path, output: Path) -> None:
    with suppress(OSError):  # it holds something, which is why it stays
        while folder != output:
            folder.rmdir()
            folder = folder.parent
