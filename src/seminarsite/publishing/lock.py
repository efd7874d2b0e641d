"""One build at a time for each output folder: a lock beside it that ends with the process that holds it.

The system keeps the lock, so that of a build that died is free at once. The file only says who holds it.
"""

from __future__ import annotations

import errno
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_HEAD = "seminarsite: "
_PAUSE = 0.05  # seconds between two attempts


class Held(Exception):
    """Another process holds the lock, and the text says which."""


@contextmanager
def hold(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock of that name; its file is gone afterwards. Waits up to `patience` seconds.

    Raises Held; and OSError where no lock can be had.
    """
    file = _take(path, time.monotonic() + patience)
    try:
        with suppress(OSError):  # on a disk that is full it is held all the same
            os.ftruncate(file, 0)
            os.write(file, f"{_HEAD}process {os.getpid()} on {platform.node()}\n".encode())
        yield
    finally:
        with suppress(OSError):
            path.unlink()  # before it is free: whoever waits finds that its file has no name any more
        os.close(file)


def _take(path: Path, end: float) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    while True:
        file = os.open(path, flags, 0o666)
        taken = False
        try:
            holder = _holder(file, path)
            free = _lock(file)
            taken = free and _is_named(file, path)
        finally:
            if not taken:
                os.close(file)
        if taken:
            return file
        if not free and time.monotonic() >= end:
            raise Held(f"another build is at work ({holder})")
        time.sleep(_PAUSE)


def _holder(file: int, path: Path) -> str:
    """Who says to hold it, or held it last. Raises FileExistsError where the file is none of ours."""
    said = os.read(file, 200).decode("utf-8", "replace").partition("\n")[0]
    if said and not said.startswith(_HEAD):
        raise FileExistsError(errno.EEXIST, "seminarsite did not write it: move it", str(path))
    os.lseek(file, 0, os.SEEK_SET)
    return said.removeprefix(_HEAD) or "it has just begun"


def _is_named(file: int, path: Path) -> bool:
    """False where the one that held it before has taken the name away."""
    try:
        return os.path.samestat(os.fstat(file), path.stat(follow_symlinks=False))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        os.lseek(file, 1 << 20, os.SEEK_SET)  # beyond the text, which others are to read
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
