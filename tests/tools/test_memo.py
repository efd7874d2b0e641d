"""What slow functions gave is there for the next build, and is right whatever happens to the folder."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers_site import REPOSITORY
from seminarsite.tools.memo import Memo

CALLS: list[tuple[object, ...]] = []


def slow(*arguments: object) -> bytes:
    CALLS.append(arguments)
    return repr(arguments).encode()


def other(*arguments: object) -> bytes:
    return b"other " + slow(*arguments)


def raises(*_: object) -> bytes:
    raise ValueError("no result")


@pytest.fixture(autouse=True)
def no_calls() -> None:
    CALLS.clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".seminarsite"


def remembered(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.name not in (".gitignore", "CACHEDIR.TAG")]


def test_a_function_is_called_once_for_the_same_arguments(folder: Path) -> None:
    assert [Memo(folder).remember(slow, b"a", 1) for _ in range(3)] == [repr((b"a", 1)).encode()] * 3
    assert len(CALLS) == 1


def test_what_differs_is_kept_apart(folder: Path) -> None:
    @dataclass(frozen=True)
    class Value:
        text: str

    asked = [(b"1",), ("1",), (1,), (1, 1), (b"11",), (b"1", b"1"), (Value("1"),), (Value("2"),), ()]
    assert [Memo(folder).remember(slow, *arguments) for arguments in asked] == [slow(*a) for a in asked]
    assert Memo(folder).remember(other, 1) == b"other (1,)"
    CALLS.clear()
    Memo(folder, "a later Pillow").remember(slow, 1)
    assert CALLS == [(1,)]


def test_without_a_folder_nothing_is_remembered() -> None:
    assert [Memo().remember(slow, 1) for _ in range(2)] == [b"(1,)"] * 2
    assert len(CALLS) == 2
    Memo().forget()


def test_an_error_is_not_remembered(folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="no result"):
            Memo(folder).remember(raises, 1)
    assert not folder.exists()


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 32, b"\0" * 40])
def test_what_is_damaged_is_worked_out_again(folder: Path, damage: bytes) -> None:
    right = Memo(folder).remember(slow, 1)
    [file] = remembered(folder)
    for content in (damage, file.read_bytes()[:-1], file.read_bytes() + b"x"):
        file.write_bytes(content)
        assert Memo(folder).remember(slow, 1) == right
        assert Memo(folder).remember(slow, 1) == right
    assert len(CALLS) == 4


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not ours", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for place in ("file", "link", "none/at/all"):
        assert Memo(tmp_path / place).remember(slow, 1) == b"(1,)"
        Memo(tmp_path / place).forget(0)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "not ours"
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    folder.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    assert Memo(folder).remember(slow, 1) == b"(1,)"


def test_it_stays_out_of_version_control(folder: Path) -> None:
    Memo(folder).remember(slow, 1)
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_what_was_not_used_for_the_longest_time_goes_first(folder: Path) -> None:
    for number in range(5):
        Memo(folder).remember(slow, number)
        for file in remembered(folder):  # older than it is, so that the order does not depend on the clock
            os.utime(file, ns=(0, file.stat().st_mtime_ns - 10**9))
    Memo(folder).remember(slow, 0)
    Memo(folder).forget(most=2 * 36)
    CALLS.clear()
    for number in (0, 4, 1, 2, 3):
        Memo(folder).remember(slow, number)
    assert CALLS == [(1,), (2,), (3,)]


def test_many_at_once(folder: Path) -> None:
    found: list[bytes] = []

    def work() -> None:
        found.extend(Memo(folder).remember(slow, number % 5) for number in range(50))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(found)) == [f"({number},)".encode() for number in range(5)]
    assert len(remembered(folder)) == 5


def test_a_build_that_is_killed_leaves_nothing_that_is_believed(folder: Path) -> None:
    """It writes as fast as it can until it is killed; whatever is there then is whole or not read."""
    program = f"""
import sys; sys.path[:0] = {sys.path!r}
from pathlib import Path
from seminarsite.tools.memo import Memo
from base64 import b64encode
print("begun", flush=True)
for number in range(10**9):
    Memo(Path({str(folder)!r})).remember(b64encode, b"x" * 100_000 + str(number).encode())
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=REPOSITORY) as process:
        assert process.stdout is not None
        process.stdout.readline()
        while not folder.is_dir() or len(remembered(folder)) < 20:
            pass
        process.kill()
    from base64 import b64encode

    for number in range(25):
        content = b"x" * 100_000 + str(number).encode()
        assert Memo(folder).remember(b64encode, content) == b64encode(content)
