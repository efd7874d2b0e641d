"""Long work shows itself: a bar where a terminal looks on, and at the end where the time went, for those who ask."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PATIENCE = 1.0
"""Seconds of work before a bar appears: most builds are done by then."""


class Progress:
    """What has been done since when, in seconds of a clock that only goes forward; nothing of it gets into the site."""

    def __init__(self, *, visible: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._visible, self._clock = visible, clock
        self._begun: list[tuple[str, float]] = []
        self._bar: ProgressBar[int] | None = None
        self._before = 0
        self._start = clock()

    def show(self, what: str, number: int) -> Callable[[int], None]:
        """A stage begins. What comes back is told how many of its pieces of work are done."""
        self.end()
        self._begun.append((what, self._clock()))
        return lambda done: self._step(what, number, done)

    def _step(self, what: str, number: int, done: int) -> None:
        now = self._clock()
        if not self._visible or now - self._start < PATIENCE:
            self._before += done
            return
        if self._bar is None:
            self._bar = click.progressbar(length=number, show_pos=True, file=sys.stderr)
            done += self._before
        rate = (self._bar.pos + done) / max(now - self._begun[-1][1], 0.001)
        self._bar.label = f"{what}, {rate:,.0f} a second"
        self._bar.update(done)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None
        self._before = 0

    @property
    def seconds(self) -> float:
        return self._clock() - self._start

    def table(self) -> str:
        """The stages and their seconds, in their order."""
        ends = [*(begun for _, begun in self._begun[1:]), self._clock()]
        rows = [(what, end - begun) for (what, begun), end in zip(self._begun, ends, strict=True)]
        return "\n".join(f"{what:<24}{seconds:8.2f} s" for what, seconds in [*rows, ("All", self.seconds)])


@contextmanager
def progress() -> Iterator[Progress]:
    """For people at a terminal; a file or a program that reads the messages gets none of it."""
    found = Progress(visible=sys.stderr.isatty())
    try:
        yield found
    finally:
        found.end()
