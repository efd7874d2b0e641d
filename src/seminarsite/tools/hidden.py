"""The hidden folder of a site, which may be deleted at any time: what builds note there for those that come after them.

It is no part of what is under version control or backed up. What cannot be written there is not noted.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path

FOLDER = ".seminarsite"
"""Beside content/, build/ and .git: a CI keeps it by its name."""

OWN = {".gitignore": "*\n", "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n"}
"""Keeps the folder out of version control and backups (bford.info/cachedir)."""
TICK = 2_000_000_000
"""Nanoseconds: the coarsest times that a file system keeps. A file that is younger than this when it is looked at may
change once more and show it by none of its times.
"""
_SUM = 4


def keep_to_ourselves(folder: Path) -> None:
    for name, text in OWN.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, "ascii")


def read(file: Path) -> bytes | None:
    """What was written there; None where it is not, or not as it was written."""
    try:
        written = file.read_bytes()
    except OSError:
        return None
    return unsealed(written)


def write(file: Path, content: bytes) -> None:
    """Where that is possible. In one step, so that another build never reads a part."""
    passing = file.with_name(f".{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        keep_to_ourselves(file.parent)
        try:
            passing.write_bytes(sealed(content))
            passing.replace(file)
        finally:
            passing.unlink(missing_ok=True)


def moment(folder: Path) -> int:
    """What time it is (ns) for the file system, which may run on another machine. Raises OSError."""
    import tempfile

    folder.mkdir(exist_ok=True)
    keep_to_ourselves(folder)
    with tempfile.TemporaryFile(dir=folder) as file:
        return os.fstat(file.fileno()).st_mtime_ns


def sealed(content: bytes) -> bytes:
    """With a sum, by which it is seen whether a disk has changed it; a digest of thousands would take longer."""
    return zlib.crc32(content).to_bytes(_SUM, "big") + content


def unsealed(written: bytes) -> bytes | None:
    """What was sealed; None where it is not that any more."""
    content = memoryview(written)[_SUM:]
    return bytes(content) if written[:_SUM] == zlib.crc32(content).to_bytes(_SUM, "big") else None
