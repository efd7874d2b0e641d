"""What an earlier build has read is loaded, where reading it again would give the same."""

from __future__ import annotations

import os
import pickle
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zlib import crc32

import pytest

from helpers_site import SITE, event
from seminarsite.diagnostics import Report
from seminarsite.reading import bundles
from seminarsite.reading.bundles import Row
from seminarsite.reading.content import read
from seminarsite.reading.stored import BODIES, HEADS, TOGETHER
from seminarsite.reading.written import Written
from seminarsite.tools.cores import Step
from seminarsite.tools.keeping import Kept
from seminarsite.tools.memo import FILE, Memo

SERIES = "---\ntitle: {}\nslot: {{weekday: Wednesday, time: 12:00, zone: Europe/Zurich}}\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, "site.yaml", SITE)
    put(tmp_path, "series/one.md", SERIES.format("One"))
    put(tmp_path, "speakers/emmy.md", "---\nname: Emmy Noether\n---\n")
    for day in range(1, 10):
        more = ("time: 12:00", f"title: Title {day}", "series: one", "speakers: [Emmy Noether, Nobody Known]")
        put(tmp_path, f"events/e{day}.md", event(f"2025-03-{day:02}", *more))
    for file in (tmp_path / "content").rglob("*"):
        os.utime(file, (0, 0))
    return tmp_path


def put(root: Path, name: str, text: str) -> None:
    (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
    (root / "content" / name).write_text(text, encoding="utf-8")


def stored(root: Path, kept: Kept | None = None) -> Written:
    report = Report()
    found = read(root / "content", report, kept or Kept(), memo=Memo(root / ".seminarsite"))
    assert found is not None, report.diagnostics
    return found


def on_shelf(root: Path, shelf: str) -> dict[str, bytes]:
    with closing(sqlite3.connect(root / ".seminarsite" / FILE)) as file:
        found = file.execute("SELECT name, value FROM shelves WHERE shelf = ? AND name != ''", (shelf,)).fetchall()
    return {name: value[4:] for name, value in found}


def rows(root: Path) -> dict[str, Row]:
    Memo(root / ".seminarsite").put("another", "", {})  # so that there are tables
    return {path: row for one in on_shelf(root, HEADS).values() for path, row in bundles.head(one).rows.items()}


def change_bodies(root: Path, change: Callable[[bytes], bytes]) -> None:
    for name, value in on_shelf(root, BODIES).items():
        put_body(root, name, change(value))


def put_body(root: Path, name: str, value: bytes) -> None:
    with closing(sqlite3.connect(root / ".seminarsite" / FILE)) as file, file:
        value = crc32(value).to_bytes(4, "big") + value
        file.execute("UPDATE shelves SET value = ? WHERE (shelf, name) = (?, ?)", (value, BODIES, name))


def test_what_was_stored_is_loaded(root: Path) -> None:
    """Told by a title that is changed in the file of the memo only."""
    assert stored(root) == read(root / "content", Report())
    change_bodies(root, lambda body: body.replace(b"Title 1", b"Other 1"))
    assert stored(root).events[0].title.source == "Other 1"  # type: ignore[union-attr]


def test_what_leads_elsewhere_now_is_read_again(root: Path) -> None:
    stored(root)
    change_bodies(root, lambda body: body.replace(b"Title", b"Other"))
    put(root, "series/one.md", SERIES.format("Two"))
    found = stored(root)
    assert found.events[0].series is found.series[0]
    assert found == read(root / "content", Report())


def test_a_file_that_is_no_more_is_forgotten(root: Path) -> None:
    stored(root)
    (root / "content/events/e3.md").unlink()
    assert "content/events/e3.md" in rows(root)
    stored(root)
    assert "content/events/e3.md" not in rows(root)


def test_a_young_file_is_known_by_its_text_alone(root: Path) -> None:
    """It may be written again within one tick of the clock of its file system."""
    stored(root)
    assert {row.stamp for row in rows(root).values()} == {None}
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and not all(row.stamp for row in rows(root).values()):
        stored(root)
        time.sleep(0.1)
    [state] = {row.stamp for name, row in rows(root).items() if name.endswith("e3.md")}
    found = (root / "content/events/e3.md").stat()
    assert state == (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    before = (root / "content/events/e3.md").read_text("utf-8")
    put(root, "events/e3.md", before.replace("Title 3", "Title X"))  # as long as before, and as old
    os.utime(root / "content/events/e3.md", ns=(found.st_atime_ns, found.st_mtime_ns))
    assert stored(root) == read(root / "content", Report())


@pytest.mark.parametrize("name", ["events/e1.md", "series/one.md", "site.yaml"])
def test_of_what_depends_on_a_secret_kept_elsewhere_nothing_is_stored(root: Path, name: str) -> None:
    content = (root / "content" / name).read_text("utf-8")
    link = "online: {join: env:ROOM}\n"
    put(root, name, content + "# env:ROOM\n" if name == "site.yaml" else content.replace("title:", f"{link}title:"))
    kept = Kept({"env:ROOM": "https://example.org/the-room"})
    stored(root, kept)
    stored(root, kept)
    assert b"the-room" not in b"".join(file.read_bytes() for file in (root / ".seminarsite").iterdir())
    left = {Path(path).name for path in rows(root)}
    assert (
        left
        == {
            "events/e1.md": {"one.md", "emmy.md", *(f"e{day}.md" for day in range(2, 10))},
            "series/one.md": {"emmy.md"},
            "site.yaml": set(),
        }[name]
    )
    other = Kept({"env:ROOM": "https://example.org/another"})
    assert stored(root, other) == read(root / "content", Report(), other)


class Call:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("called",)


@pytest.mark.parametrize("body", [b"", b"no pickle", pickle.dumps(()), pickle.dumps(5), pickle.dumps((((), None),))])
def test_what_cannot_be_loaded_is_read_again(root: Path, body: bytes) -> None:
    right = stored(root)
    change_bodies(root, lambda _: body)
    assert stored(root) == right
    with closing(sqlite3.connect(root / ".seminarsite" / FILE)) as file, file:
        file.execute("DELETE FROM shelves WHERE shelf = ?", (BODIES,))
    assert stored(root) == right


def test_entries_of_another_kind_are_not_loaded(root: Path) -> None:
    right = stored(root)
    [of_speakers] = (
        name for name, head in on_shelf(root, HEADS).items() if "content/speakers/emmy.md" in bundles.head(head).rows
    )
    bodies = on_shelf(root, BODIES)
    change_bodies(root, lambda _: bodies[of_speakers])
    assert stored(root) == right


def test_only_files_that_stand_together_with_one_that_has_changed_are_stored_again(tmp_path: Path) -> None:
    """Also where some come or go; and what stands with few others is taken along."""
    put(tmp_path, "site.yaml", SITE)
    for number in range(3 * TOGETHER):
        put(tmp_path, f"events/e{number:03}.md", event("2025-03-05", "time: 12:00", f"title: Title {number}"))
    stored(tmp_path)
    for name, more in (("e002", "x"), ("e300", "y"), ("e3000", "z"), ("e3001", "z"), ("e100", "")):
        before = on_shelf(tmp_path, BODIES)
        if more:
            put(tmp_path, f"events/{name}.md", event("2025-03-05", "time: 12:00", f"title: {more}"))
        else:
            (tmp_path / f"content/events/{name}.md").unlink()
        assert stored(tmp_path) == read(tmp_path / "content", Report())
        after = on_shelf(tmp_path, BODIES)
        assert len(after) <= 4
        assert len(before.keys() & after.keys()) >= 2
        assert set(rows(tmp_path)) == {
            f"content/events/{file.name}" for file in (tmp_path / "content/events").iterdir()
        }
        assert on_shelf(tmp_path, HEADS).keys() == after.keys()


def test_a_row_of_a_stranger_calls_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    right = stored(root)
    change_bodies(root, lambda _: pickle.dumps((((), Call()),)))
    assert stored(root) == right
    assert not (root / "called").exists()


def test_many_files_are_read_by_several_processes_and_give_the_same(tmp_path: Path) -> None:
    """Also who has no file, and is somebody for all files alike; and what is wrong is told."""
    put(tmp_path, "site.yaml", SITE)
    put(tmp_path, "series/one.md", SERIES.format("One"))
    for number in range(420):
        more = ("time: 12:00", f"title: Title {number}", "series: one", f"speakers: [Ada {number % 7}, Nobody Known]")
        more += ("time-zone: Mars/Olympus",) if number == 77 else ("webpage: x",) if number == 78 else ()
        put(tmp_path, f"events/e{number}.md", event("2025-03-05", *more))
    ways = []
    for memo in (None, Memo(), Memo(tmp_path / ".seminarsite"), Memo(tmp_path / ".seminarsite")):
        report = Report()
        assert read(tmp_path / "content", report, memo=memo) is None
        ways.append(report.diagnostics)
    assert ways[0]
    assert all(way == ways[0] for way in ways)
    for number in (77, 78):
        (tmp_path / f"content/events/e{number}.md").unlink()
    right = read(tmp_path / "content", Report())
    assert right is not None
    for memo in (Memo(), Memo(tmp_path / ".seminarsite"), Memo(tmp_path / ".seminarsite")):
        found = read(tmp_path / "content", Report(), memo=memo)
        assert found is not None
        assert found == right
        assert len({id(a.speaker) for one in found.events for a in one.everybody}) == 8


@pytest.mark.parametrize("number", [3, 420])
def test_of_each_file_it_is_told_whether_it_was_remembered(tmp_path: Path, number: int) -> None:
    put(tmp_path, "site.yaml", SITE)
    for one in range(number):
        put(tmp_path, f"events/e{one}.md", event("2025-03-05", "time: 12:00", f"title: Title {one}"))

    def told() -> tuple[int, int, int]:
        of, done, known = 0, 0, 0

        def show(_what: str, pieces: int) -> Step:
            nonlocal of
            of += pieces

            def step(more: int, remembered: int = 0, /) -> None:
                nonlocal done, known
                done, known = done + more, known + remembered

            return step

        assert read(tmp_path / "content", Report(), memo=Memo(tmp_path / ".seminarsite"), show=show)
        return of, done, known

    assert told() == (number, number, 0)
    assert told() == (number, number, number)
    (tmp_path / "content/events/e1.md").write_text(event("2025-03-05", "time: 12:00", "title: New"), encoding="utf-8")
    assert told() == (number, number, number - 1)
