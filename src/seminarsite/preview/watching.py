"""Notices what is saved, and judges what is looked at: the two threads behind the preview."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from seminarsite import routes
from seminarsite.diagnostics import Diagnostic
from seminarsite.preview.state import Preview

FOLDERS = ("content", "templates", "static", "languages", "secrets")
TOGETHER, STEP = 60, 5
"""Milliseconds: how long saving several files at once may take to count as one change, and how often we look."""
HOME = routes.output_path(routes.HOME)
QUIET = 0.05
"""Seconds between an edit and when the whole site is judged."""
LOOK_AGAIN = 1000
"""Milliseconds after which we look whether there are other folders, as when another branch was checked out."""


def watch(
    preview: Preview, said: Callable[[tuple[Diagnostic, ...]], None], *, polling: bool = False
) -> Callable[[], None]:
    """Read what has changed whenever a file is saved, in the background; `said` gets what is wrong then.

    The result stops it. It must be called: a watcher that is still at work when Python ends aborts the process.
    `polling` looks at each file again and again, where the system does not tell (some network drives and containers).
    """
    stop = threading.Event()

    def ask() -> None:
        """So that the terminal tells, too, where no browser looks on."""
        if view := preview.view():
            preview.ask(view, HOME)
        else:
            said(preview.version.told)

    def reading() -> None:
        for changed in _changes(preview.root, stop, polling=polling):
            preview.read(changed)
            ask()

    def judging() -> None:
        last = None
        while not stop.is_set():
            if not preview.is_asked(1) or stop.wait(QUIET):  # the page itself goes first
                continue
            view = preview.judge()
            if view and view.judgement and view.now == view.version.now and view.judgement.found != last:
                last = view.judgement.found
                said(last)

    ask()
    reader = threading.Thread(target=reading, daemon=True)
    reader.start()
    threading.Thread(target=judging, daemon=True).start()

    def end() -> None:
        stop.set()
        reader.join()  # what is being judged may be left

    return end


def _changes(root: Path, stop: threading.Event, *, polling: bool) -> Iterator[frozenset[str] | None]:
    """Paths below the root that have changed, as often as some have; None where anything may have."""
    here = root.resolve()
    folders = _folders(here)
    while not stop.is_set():
        with suppress(OSError):  # a folder that goes away before it is watched
            for found in _watched(list(folders), stop, polling=polling) if folders else ():
                if found:
                    yield _below(here, found)
                if _folders(here) != folders:
                    break
        if _folders(here) == folders:
            stop.wait(LOOK_AGAIN / 1000)
            continue
        folders = _folders(here)
        if not stop.is_set():
            yield None


def _watched(folders: list[Path], stop: threading.Event, *, polling: bool) -> Iterator[set[str]]:
    from watchfiles import watch as changes

    for found in changes(
        *folders,
        debounce=TOGETHER,
        step=STEP,
        rust_timeout=LOOK_AGAIN,
        yield_on_timeout=True,
        stop_event=stop,
        force_polling=polling or None,
        poll_delay_ms=200,
    ):
        yield {path for _, path in found}


def _below(root: Path, found: set[str]) -> frozenset[str] | None:
    paths = [Path(path) for path in found]
    if not all(path.is_relative_to(root) for path in paths):  # some systems name a file by another path
        return None
    return frozenset(path.relative_to(root).as_posix() for path in paths)


def _folders(root: Path) -> dict[Path, int]:
    """Those there are, each with its number on the disk: one of the same name may take its place."""
    folders = [root / name for name in FOLDERS]
    return {folder: folder.stat().st_ino for folder in folders if folder.is_dir()}
