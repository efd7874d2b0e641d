"""The lock beside the output folder: one at a time, and nobody waits for the dead."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers_site import REPOSITORY
from seminarsite.publishing.lock import Held, hold

HOLDER = """
import sys, pathlib
from seminarsite.publishing.lock import hold
with hold(pathlib.Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until it is told to stop, or dies."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path],
        env={"PYTHONPATH": str(REPOSITORY / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_it_is_gone_when_it_is_free(tmp_path: Path) -> None:
    with hold(tmp_path / "lock", 0):
        assert (tmp_path / "lock").exists()
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_held_says_by_whom(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder(path) as process:
        with (
            pytest.raises(Held, match=rf"another build is at work \(process {process.pid} on [^)]+\)"),
            hold(path, 0.2),
        ):
            pass
        assert path.exists(), "it is still held"


def test_who_waits_gets_it_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder(path) as process:
        assert process.stdin is not None
        process.stdin.close()
        with hold(path, 20):
            assert process.wait(timeout=20) == 0


def test_that_of_a_process_that_died_is_free_at_once(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder(path) as process:
        process.kill()
        process.wait()
    assert re.match(r"seminarsite: process \d+", path.read_text())
    begun = time.monotonic()
    with hold(path, 20):
        assert time.monotonic() - begun < 10
    assert not path.exists()


def test_many_who_want_it_have_it_one_after_the_other(tmp_path: Path) -> None:
    """Its file comes and goes; still, no two are ever inside, or one would lose what the other adds."""
    code = """
import sys, pathlib
from seminarsite.publishing.lock import hold
folder = pathlib.Path(sys.argv[1])
for _ in range(5):
    with hold(folder / "lock", 60):
        number = int((folder / "number").read_text())
        (folder / "number").write_text(str(number + 1))
"""
    (tmp_path / "number").write_text("0", encoding="utf-8")
    env = {"PYTHONPATH": str(REPOSITORY / "src")}
    processes = [subprocess.Popen([sys.executable, "-c", code, tmp_path], env=env) for _ in range(4)]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0, 0]
    assert (tmp_path / "number").read_text() == "20"


@pytest.mark.parametrize("kind", ["text", "link", "folder"])
def test_what_is_no_lock_of_ours_is_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "lock"
    (tmp_path / "precious").write_text("x", encoding="utf-8")
    if kind == "text":
        path.write_text("precious", encoding="utf-8")
    elif kind == "link":
        path.symlink_to("precious")
    else:
        path.mkdir()
    with pytest.raises(OSError, match="lock"), hold(path, 0):
        pass
    assert (tmp_path / "precious").read_text() == "x"
    assert path.read_text() == "precious" if kind == "text" else path.exists()
