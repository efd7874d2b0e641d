"""What slow functions gave is there for the next build, and is right whatever happens to the folder."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers_site import REPOSITORY
from seminarsite.tools.cores import spread
from seminarsite.tools.memo import FILE, Memo

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


def rows(folder: Path) -> int:
    with closing(sqlite3.connect(folder / FILE)) as file:
        return int(file.execute("SELECT count(*) FROM results").fetchone()[0])


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


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 32, b"\0" * 40, b"short", None])
def test_what_is_damaged_is_worked_out_again(folder: Path, damage: bytes | None) -> None:
    right = Memo(folder).remember(slow, 1)
    with closing(sqlite3.connect(folder / FILE)) as file, file:
        [written] = file.execute("SELECT value FROM results").fetchone()
        file.execute("UPDATE results SET value = ?", (written + b"x" if damage is None else damage,))
    assert [Memo(folder).remember(slow, 1) for _ in range(2)] == [right, right]
    assert len(CALLS) == 2


@pytest.mark.parametrize("at", [0, 100, 4096, 9000])
def test_a_damaged_file_is_begun_anew(folder: Path, at: int) -> None:
    """In a process of its own, as builds are, so that nothing of the file is in memory."""
    program = f"import sys; sys.path[:0] = {sys.path!r}\nfrom pathlib import Path\nfrom base64 import b64encode\n"
    program += f"from seminarsite.tools.memo import Memo\nmemo = Memo(Path({str(folder)!r}))\n"
    program += "for n in range(9): assert memo.remember(b64encode, b'x' * 3000 + b'%d' % n) == b64encode(b'x' * 3000 + b'%d' % n)\n"
    program += "memo.put('a', 'one', {str(n): b'y' * 999 for n in range(9)})\nassert set(memo.shelf('a', 'one').values()) <= {b'y' * 999}"
    for _ in range(3):
        subprocess.run([sys.executable, "-c", program], check=True, cwd=REPOSITORY)
        with (folder / FILE).open("r+b") as file:
            file.seek(at)
            file.write(b"damaged " * 40)
    subprocess.run([sys.executable, "-c", program], check=True, cwd=REPOSITORY)


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
    memo = Memo(folder)
    for number in range(5):
        memo.remember(slow, number)
        memo.forget()  # the end of a build
    memo.remember(slow, 0)
    memo.forget(most=2 * 36)
    CALLS.clear()
    for number in (0, 4, 1, 2, 3):
        memo.remember(slow, number)
    assert CALLS == [(1,), (2,), (3,)]


def test_a_shelf_holds_what_one_edition_has_put_there(folder: Path) -> None:
    memo = Memo(folder)
    assert memo.shelf("readings", "1") == {}
    memo.put("readings", "1", {"a": b"1", "b": b"2"})
    memo.put("readings", "1", {"c": b"3"}, gone=["a", "never"])
    memo.put("made", "1", {"a": b"other"})
    assert Memo(folder).shelf("readings", "1") == {"b": b"2", "c": b"3"}
    assert memo.shelf("readings", "2") == {}
    memo.put("readings", "2", {"d": b"4"})
    assert (memo.shelf("readings", "1"), memo.shelf("readings", "2")) == ({}, {"d": b"4"})
    assert memo.shelf("made", "1") == {"a": b"other"}
    Memo().put("readings", "1", {"a": b"1"})
    assert Memo().shelf("readings", "1") == {}


def test_a_process_that_forks_has_a_file_of_its_own(folder: Path) -> None:
    memo = Memo(folder)
    memo.remember(slow, 1)

    def work(numbers: Iterable[int]) -> list[bytes]:
        return [memo.remember(slow, number) for number in numbers]

    spread(work, range(20), 2)
    assert rows(folder) == 20


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
    assert rows(folder) == 5


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


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
        while (
            not (folder / FILE).is_file() or (folder / FILE).stat().st_size + _size(folder / f"{FILE}-wal") < 2_000_000
        ):
            pass
        process.kill()
    from base64 import b64encode

    for number in range(25):
        content = b"x" * 100_000 + str(number).encode()
        assert Memo(folder).remember(b64encode, content) == b64encode(content)
