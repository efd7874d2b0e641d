"""The ways to replace a site: what each does, what it refuses, and what it undoes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from seminarsite import routes
from seminarsite.publishing.swap import WAYS, Change, appear, exchange, file_by_file, put_in_place

LIST = routes.PUBLISHED_FILES


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*") if file.is_file()}


def change(folder: Path, old: Mapping[str, str], new: Mapping[str, str], *, whole: bool = True) -> Change:
    """From one set of files to another."""
    (folder / "work/aside").mkdir(parents=True)
    output = write(folder / "build", {**old, LIST: "\n".join(old)}) if old else folder / "build"
    stage = write(folder / "work/site", {**new, LIST: "\n".join(new)})
    made = {path for path, text in new.items() if old.get(path) != text}
    return Change(stage, output, frozenset(made), frozenset(set(old) - set(new)), whole, folder / "work/aside")


OLD = {"index.html": "1", "a/index.html": "1", "stale/index.html": "1", "same.css": "1"}
NEW = {"index.html": "2", "a/index.html": "2", "b/index.html": "2", "same.css": "1"}


def test_the_first_site_appears_as_a_whole(tmp_path: Path) -> None:
    one = change(tmp_path, {}, NEW)
    assert appear(one)
    assert tree(tmp_path / "build") == {**NEW, LIST: "\n".join(NEW)}


def test_nothing_appears_over_what_is_there(tmp_path: Path) -> None:
    one = change(tmp_path, OLD, NEW)
    assert not appear(one)
    assert tree(one.output) == {**OLD, LIST: "\n".join(OLD)}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges two folders")
def test_an_exchange_puts_each_in_the_place_of_the_other(tmp_path: Path) -> None:
    one = change(tmp_path, OLD, NEW)
    assert exchange(one)
    assert tree(one.output) == {**NEW, LIST: "\n".join(NEW)}
    assert tree(one.stage) == {**OLD, LIST: "\n".join(OLD)}


def test_what_does_not_hold_everything_is_not_exchanged(tmp_path: Path) -> None:
    one = change(tmp_path, OLD, NEW, whole=False)
    assert not exchange(one)
    assert tree(one.output) == {**OLD, LIST: "\n".join(OLD)}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges two folders")
def test_an_error_that_is_no_refusal_is_told(tmp_path: Path) -> None:
    one = change(tmp_path, {}, NEW)
    with pytest.raises(FileNotFoundError):
        exchange(one)


def test_file_by_file_keeps_what_is_the_same_and_leaves_what_others_put_there(tmp_path: Path) -> None:
    one = change(tmp_path, OLD, NEW)
    (one.output / "CNAME").write_text("theirs", encoding="utf-8")
    before = (one.output / "same.css").stat()
    assert file_by_file(one)
    assert tree(one.output) == {**NEW, LIST: "\n".join(NEW), "CNAME": "theirs"}
    after = (one.output / "same.css").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert not (one.output / "stale").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [({"a": "1"}, {"a/index.html": "2"}), ({"a/b/index.html": "1"}, {"a": "2"}), ({"a/b": "1", "c": "1"}, {"a": "2"})],
)
def test_file_by_file_where_a_file_becomes_a_folder(tmp_path: Path, old: dict[str, str], new: dict[str, str]) -> None:
    one = change(tmp_path, old, new)
    assert file_by_file(one)
    assert tree(one.output) == {**new, LIST: "\n".join(new)}


@pytest.mark.parametrize(
    ("old", "new"),
    [(OLD, NEW), ({"a": "1"}, {"a/index.html": "2"}), ({"a/b/index.html": "1"}, {"a": "2"})],
)
def test_what_fails_in_the_midst_is_undone(tmp_path: Path, old: dict[str, str], new: dict[str, str]) -> None:
    """The last page is no longer where it was staged."""
    one = change(tmp_path, old, {**new, "z.txt": "2"})
    (one.stage / "z.txt").unlink()
    same = {path: (one.output / path).stat().st_ino for path in old}
    with pytest.raises(FileNotFoundError):
        file_by_file(one)
    assert tree(one.output) == {**old, LIST: "\n".join(old)}
    assert {path: (one.output / path).stat().st_ino for path in old} == same
    assert not (one.output / "b").exists()


def test_each_page_comes_after_what_it_links_to(tmp_path: Path) -> None:
    """By the order in which they changed: assets, pages, the home page, feeds."""
    new = dict.fromkeys(["feed.xml", "index.html", "a/index.html", "a/b/index.html", "static/style.css", "a.ics"], "2")
    one = change(tmp_path, dict.fromkeys(new, "1"), new)
    order: list[str] = []

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event == "os.rename" and str(arguments[0]).startswith(str(one.stage)):
            order.append(Path(str(arguments[1])).relative_to(one.output).as_posix())

    listening = [True]
    sys.addaudithook(hear)  # for good: it hears nothing any more when the list is empty
    file_by_file(one)
    listening.clear()
    assert order == ["static/style.css", "a/b/index.html", "a/index.html", "index.html", "a.ics", "feed.xml", LIST]


def test_the_ways_are_tried_in_order(tmp_path: Path) -> None:
    one = change(tmp_path, OLD, NEW)
    put_in_place(one, (lambda _: False, file_by_file, lambda _: pytest.fail("not needed")))
    assert tree(one.output)["index.html"] == "2"
    assert WAYS.index(exchange) < WAYS.index(file_by_file)
    with pytest.raises(OSError, match="no way") as error:
        put_in_place(one, (appear,))
    assert error.value.errno == errno.EOPNOTSUPP


def test_across_file_systems(tmp_path: Path) -> None:
    """As where the output folder is a volume of its own, which nothing can be renamed into."""
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev or not os.access(other, os.W_OK):
        pytest.skip("there is no second file system here")
    one = change(tmp_path, OLD, NEW)
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(dir=other) as folder:
        output = Path(shutil.copytree(one.output, f"{folder}/build"))
        there = Change(one.stage, output, one.made, one.stale, one.whole, one.aside)
        assert not exchange(there)
        before = (output / "same.css").stat()
        put_in_place(there, WAYS)
        assert tree(output) == {**NEW, LIST: "\n".join(NEW)}
        assert (output / "same.css").stat().st_ino == before.st_ino
