"""What is noted in the hidden folder is read as it was written, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from seminarsite.tools.hidden import moment, read, write


def test_what_was_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "hidden/note"
    assert read(file) is None
    write(file, b"one")
    write(file, b"two\0")
    assert read(file) == b"two\0"
    names = {path.name for path in file.parent.iterdir()}
    assert names == {"note", ".gitignore", "CACHEDIR.TAG"}, "it is under no version control, and nothing is left"


@pytest.mark.parametrize("damage", [b"", b"x", b"\1\0\0\0content", b"\0" * 50])
def test_what_is_damaged_is_nothing(tmp_path: Path, damage: bytes) -> None:
    write(tmp_path / "note", b"content")
    (tmp_path / "note").write_bytes(damage)
    assert read(tmp_path / "note") is None


def test_what_cannot_be_written_is_not_noted(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    write(tmp_path / "file/note", b"content")
    assert read(tmp_path / "file/note") is None
    with pytest.raises(OSError, match="file"):
        moment(tmp_path / "file")


def test_the_moment_is_that_of_what_is_written_now(tmp_path: Path) -> None:
    before = moment(tmp_path / "hidden")
    (tmp_path / "file").touch()
    assert before <= os.stat(tmp_path / "file").st_mtime_ns <= moment(tmp_path / "hidden")  # noqa: PTH116
