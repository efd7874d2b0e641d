"""The threads behind the preview: what is saved is read, and what is wrong is said."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers_site import NOW, UNHURRIED, event
from seminarsite.preview.state import Preview
from seminarsite.preview.watching import watch


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    talk = event("2025-03-05", "time: 12:00", "title: T", "speaker: tba")
    return write_site({"site.yaml": UNHURRIED, "events/a.md": talk})


@contextmanager
def watched(root: Path, *, polling: bool = False) -> Iterator[tuple[Preview, list[list[str]]]]:
    """A preview at work, and the codes of what it has said."""
    preview = Preview(root, lambda: NOW)
    said: list[list[str]] = []
    end = watch(preview, lambda found: said.append([one.code for one in found]), polling=polling)
    wait(lambda: bool(said))
    yield preview, said
    readers = threading.active_count()
    end()
    assert threading.active_count() < readers


def wait(is_so: Callable[[], bool], again: Callable[[], object] = lambda: None) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        again()  # the watcher may not be at work yet
        time.sleep(0.2)


@pytest.mark.parametrize("polling", [False, True])
def test_what_is_saved_is_read_and_what_is_wrong_is_said_once(root: Path, *, polling: bool) -> None:
    """Polling sees times of whole seconds: what is saved twice in one is seen when it is saved again."""
    with watched(root, polling=polling) as (preview, said):
        assert said == [[]]
        file = root / "content/events/a.md"
        wait(
            lambda: preview.version.is_stale, lambda: file.write_text(event("2025-03-05", "titel: T"), encoding="utf-8")
        )
        wait(lambda: ["missing-key", "unknown-key"] in said or ["unknown-key"] in said)
        number = len(said)
        mended = event("2025-03-05", "time: 12:00", "title: U", "speaker: tba")
        wait(lambda: not preview.version.is_stale, lambda: file.write_text(mended, encoding="utf-8"))
        wait(lambda: said[-1] == [])
        assert len(said) == number + 1


def test_folders_that_come_later_are_watched_too(root: Path) -> None:
    with watched(root) as (preview, _):
        (root / "templates").mkdir()
        wait(lambda: preview.version.number > 1)
        number = preview.version.number
        (root / "templates/event.html").write_text("{{ x", encoding="utf-8")
        wait(lambda: preview.version.number > number, (root / "templates/event.html").touch)


def test_a_site_that_is_broken_from_the_start_is_said(root: Path) -> None:
    (root / "content/site.yaml").unlink()
    with watched(root) as (preview, said):
        assert said[0] == ["no-site"]
        assert preview.view() is None


def test_a_folder_in_the_place_of_another_is_watched_too(root: Path) -> None:
    """As when another branch is checked out."""
    with watched(root) as (preview, _):
        (root / "content").rename(root / "before")
        shutil.copytree(root / "before", root / "content")
        file = root / "content/events/a.md"

        def title() -> str:
            view = preview.view()
            assert view is not None
            return view.site.events[0].title.text  # type: ignore[union-attr]

        number = iter(range(1000))
        wait(
            lambda: "New" in title(),
            lambda: file.write_text(event("2025-03-05", "time: 12:00", f"title: New {next(number)}")),
        )
