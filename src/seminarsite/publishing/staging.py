"""The new site while it is put together beside the old one: what is new is written, all else is the very file that is live.

Files that have not changed stay the same files, with their times. Where a spare is at hand, a site that is the same as
the live one, only what differs is done to it; without one it is put together from nothing.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from seminarsite import routes
from seminarsite.publishing import swap, trees
from seminarsite.publishing.trees import Tree

_AT_ONCE = 8


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
        found = os.lstat(f"{output}/{path}")  # asked of every file, for which a Path takes too long
    except (OSError, ValueError):
        return None
    return Signature(found.st_size, found.st_mtime_ns, found.st_ino) if stat.S_ISREG(found.st_mode) else None


class Live(NamedTuple):
    """What is online: all of it, and whether all of it is in the new site, too, but for what was `ours` and goes."""

    tree: Tree
    whole: bool


@dataclass(frozen=True)
class Staging:
    """Two folders: the live `output`, and the `stage`, to which several processes may add at once.

    `base` is what the stage holds already.
    """

    output: Path
    stage: Path
    base: Tree = Tree()

    def keep(self, path: str, content: bytes) -> bool:
        """Put a file into the new site; False where its bytes are those of the old one. Raises CannotPublish."""
        if _is_same(f"{self.output}/{path}", content):
            return False
        try:
            _write(f"{self.stage}/{path}", content)
        except OSError as error:
            raise cannot("write", error, self.output) from None
        return True

    def settle(self, paths: Collection[str]) -> None:
        """Wait until files of the new site are on the disk; some file systems say only now that it is full.

        Raises CannotPublish.
        """
        files = [f"{self.stage}/{path}" for path in sorted(paths)]
        shares = [files[number::_AT_ONCE] for number in range(min(_AT_ONCE, len(files)))]
        with ThreadPoolExecutor(_AT_ONCE) as pool:  # a disk writes many at once in the time of a few
            try:
                list(pool.map(_settle, shares))
            except OSError as error:
                raise cannot("write", error, self.output) from None

    def keep_as_is(self, path: str, known: Signature) -> bool:
        """Keep a file as it is live, unread, if it still is the one with that signature.

        False where it is another, or is not there: then it is to be made, and kept.
        """
        return signature(self.output, path) == known

    def complete(self, ours: Collection[str], planned: Collection[str], made: Collection[str]) -> Live:
        """Take from the live site all that was not made, also what others put there; a page never replaces that.

        `ours` are files that we wrote. Raises CannotPublish where one of others is in the way, and OSError.
        """
        live = trees.look(self.output) if self.output.exists() else Tree()
        whole = live.is_in_one_place  # what is mounted there must not move
        self._make_folders(live, routes.folders_above((live.files.keys() & planned).difference(made)))
        for path, inode in live.files.items():
            if path in made:
                if path not in ours:
                    raise self._in_the_way(path)
            elif path in planned:
                if self.base.files.get(path) != inode:
                    self._link(path)
            elif path not in ours and self.base.files.get(path) != inode:
                whole = self._carry_over(path) and whole
        for path in set(planned) - set(made) - live.files.keys():
            raise CannotPublish(f"{self.output / path} went while the site was made: build it again")
        self._tidy(live, made)
        for path, state in reversed(live.folders.items()):
            with suppress(FileNotFoundError):  # it held nothing but what goes
                staged = self.base.folders.get(path) or os.lstat(f"{self.stage}/{path}")
                if _rights(staged) != _rights(state):
                    same_rights(self.stage / path, state)
        return Live(live, whole)

    def _make_folders(self, live: Tree, needed: Collection[str]) -> None:
        """All at once, those above first: to try for each file takes longer than the files."""
        for path in live.folders:
            if path in needed and path not in self.base.folders:
                with suppress(FileExistsError):  # something in it is new
                    os.mkdir(f"{self.stage}/{path}")  # noqa: PTH102  (as many as there are pages)

    def _link(self, path: str) -> None:
        """The file that is live, in a folder that is there."""
        staged = f"{self.stage}/{path}"
        if path in self.base.files:
            os.unlink(staged)  # noqa: PTH108
        swap.link(f"{self.output}/{path}", staged)

    def _carry_over(self, path: str) -> bool:
        """False where it can only be copied: such a file stays where it is, and the folder is not exchanged."""
        staged = self.stage / path
        try:
            if path in self.base.files:
                staged.unlink()
            staged.parent.mkdir(parents=True, exist_ok=True)
            in_the_way = os.path.lexists(staged)
        except (FileExistsError, NotADirectoryError):
            in_the_way = True
        if in_the_way:
            raise self._in_the_way(path)
        try:
            os.link(self.output / path, staged, follow_symlinks=False)
        except OSError:
            return False
        return True

    def _in_the_way(self, path: str) -> CannotPublish:
        way_out = "is in the way of a file of the site, and seminarsite did not write it: move it"
        return CannotPublish(f"{self.output / path} {way_out}")

    def _tidy(self, live: Tree, made: Collection[str]) -> None:
        """What is not live any more goes; we make no empty folders, but git cannot do without refs/."""
        for path in self.base.files.keys() - live.files.keys() - set(made):
            trees.drop(self.stage, path)
        for path in self.base.folders.keys() - live.folders.keys():
            trees.drop_empty(self.stage, path)
        for path in live.empty_folders:
            (self.stage / path).mkdir(parents=True, exist_ok=True)

    def follow(self, made: Collection[str], stale: Collection[str]) -> None:
        """Make the old site, which is where the new one was staged, the same as the live one. Raises OSError."""
        for path in stale:
            trees.drop(self.stage, path)
        for path in made:
            staged = self.stage / path
            staged.unlink(missing_ok=True)
            staged.parent.mkdir(parents=True, exist_ok=True)
            swap.link(self.output / path, staged)


def same_rights(folder: Path, live: os.stat_result) -> None:
    """Who may enter a folder is for those to say who own it. Raises OSError."""
    with suppress(OSError, AttributeError):  # only root may give away, and Windows knows no such owners
        os.chown(folder, live.st_uid, live.st_gid)
    folder.chmod(stat.S_IMODE(live.st_mode))


def _rights(folder: os.stat_result) -> tuple[int, int, int]:
    return folder.st_mode, folder.st_uid, folder.st_gid


def begun(output: Path, stage: Path, ours: Collection[str], planned: Collection[str]) -> Staging | None:
    """The new site as far as a spare goes, without what is ours and no longer planned. None where it does not fit.

    Afterwards each folder that a planned file needs is there as such, or nothing is; and where the file is to be
    there is no folder: whatever the spare has become, nothing is written elsewhere. Raises OSError.
    """
    base = trees.look(stage)
    if base.files.keys() & set(ours) - set(planned):
        for path in base.files.keys() & set(ours) - set(planned):
            trees.drop(stage, path)
        base = trees.look(stage)
    fits = not (base.files.keys() & routes.folders_above(planned) or base.folders.keys() & set(planned))
    return Staging(output, stage, base) if fits and base.is_open and _are_on_one_disk(base, output) else None


def _are_on_one_disk(base: Tree, output: Path) -> bool:
    """Files of two disks may have the same number."""
    try:
        return base.is_in_one_place and base.folders[trees.TOP].st_dev == output.lstat().st_dev
    except FileNotFoundError:
        return not base.files


def cannot(verb: str, error: OSError, output: Path) -> CannotPublish:
    """Names the file as it would be online, not where it was staged."""
    staged = re.compile(rf"{re.escape(str(output.parent))}/\.{re.escape(output.name)}\.new-[^/]*/site(?=/|$)")
    path = staged.sub(lambda _: str(output), str(error.filename or output))
    return CannotPublish(f"cannot {verb} {path}: {error.strerror or error}; nothing was published")


# Asked of every file, so that a Path, or a buffer, would take most of the time.


def _is_same(live: str, content: bytes) -> bool:
    try:
        found = os.lstat(live)
        return stat.S_ISREG(found.st_mode) and found.st_size == len(content) and Path(live).read_bytes() == content
    except (OSError, ValueError):
        return False


def _settle(files: Iterable[str]) -> None:
    for path in files:
        file = os.open(path, os.O_RDWR)
        try:
            os.fsync(file)
        except OSError as error:
            error.filename = path
            raise
        finally:
            os.close(file)


def _write(path: str, content: bytes) -> None:
    try:
        with _new(path) as file:
            rest = memoryview(content)
            while rest:
                rest = rest[file.write(rest) :]
    except OSError as error:
        error.filename = error.filename or path  # when the disk is full, the system does not say for whom
        raise


def _new(path: str) -> FileIO:
    """A file that has no other name: what had this one, in a spare, is live."""
    try:
        return FileIO(path, "x")
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    return FileIO(path, "x")
