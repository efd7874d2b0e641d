"""What is in a folder, at all depths: each file by its number, so that two names of one file are known without reading."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from seminarsite import routes

TOP = ""
"""The path of the folder itself."""


@dataclass(frozen=True)
class Tree:
    """By their paths: the number (inode) of whatever is no folder, and the state of each folder. Links are not followed."""

    files: dict[str, int] = field(default_factory=dict)
    folders: dict[str, os.stat_result] = field(default_factory=dict)

    @property
    def empty_folders(self) -> list[str]:
        filled = routes.folders_above([*self.files, *self.folders])
        return [path for path in self.folders if path not in filled]

    @property
    def is_open(self) -> bool:
        """Whether who owns it may write everywhere."""
        return all(state.st_mode & stat.S_IRWXU == stat.S_IRWXU for state in self.folders.values())

    @property
    def is_in_one_place(self) -> bool:
        """False where something is mounted."""
        return len({state.st_dev for state in self.folders.values()}) <= 1


def look(folder: Path) -> Tree:
    """Raises OSError: a folder that cannot be read may hold what others need."""
    found = Tree()
    ahead = [TOP]
    while ahead:
        path = ahead.pop()
        here = f"{folder}/{path}"  # for thousands of folders a Path takes too long
        found.folders[path] = os.lstat(here)
        below = path and f"{path}/"
        with os.scandir(here) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    ahead.append(below + entry.name)
                else:
                    found.files[below + entry.name] = entry.inode()
    return found


def drop(folder: Path, path: str) -> None:
    """Delete what is there, if there is something, and the folders that are empty then."""
    (folder / path).unlink(missing_ok=True)
    drop_empty(folder, path.rpartition("/")[0])


def drop_empty(folder: Path, path: str) -> None:
    with suppress(OSError):  # it holds something, which is why it stays
        while path != TOP:
            (folder / path).rmdir()
            path = path.rpartition("/")[0]
