"""Which program this is, so that what another one has worked out is not taken for what this one would."""

from __future__ import annotations

import functools
import os
import sys
from hashlib import sha256
from pathlib import Path


@functools.cache
def edition() -> str:
    """A digest of this program, of what is installed beside it, by name and version, and of Python."""
    whole = sha256(sys.version.encode())
    beside = {entry.name for place in sys.path for entry in _entries(place) if entry.name.endswith("-info")}
    whole.update("\0".join(sorted(beside)).encode())
    for folder, folders, names in os.walk(Path(__file__).parents[1]):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH118, PTH123  (150 files at every start)
                whole.update(name.encode() + b"\0" + sha256(file.read()).digest())
    return whole.hexdigest()


def _entries(place: str) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(place))
    except OSError:
        return []
