"""Which program this is, so that what another one has worked out is not taken for what this one would."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path


def around() -> str:
    """Python, and the packages that are installed, by name and version."""
    found = {name for place in sys.path for name in _listed(place) if name.endswith((".dist-info", ".egg-info"))}
    return "\0".join([sys.version, *sorted(found)])


@functools.cache
def edition() -> str:
    """A digest of that, and of this program."""
    from hashlib import sha256  # not needed to know what is installed, which is asked where nothing else is done

    whole = sha256(around().encode())
    for folder, folders, names in os.walk(Path(__file__).parents[1]):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH118, PTH123  (150 files at every start)
                whole.update(name.encode() + b"\0" + sha256(file.read()).digest())
    return whole.hexdigest()


def _listed(place: str) -> list[str]:
    try:
        return os.listdir(place)  # noqa: PTH208  (places may be files, and this is asked of all)
    except OSError:
        return []
