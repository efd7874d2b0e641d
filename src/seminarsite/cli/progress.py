"""Long work shows itself: a bar where a terminal looks on, and at the end where the time went, for those who ask."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from seminarsite.tools.cores import Step

PATIENCE = 1.0
"""Seconds of work before a bar appears: most builds are done by then."""
_COLUMNS = "{:<24}{:>9}{:>9}{:>9}{:>10}{:>12}"


@dataclass
class Stage:
    """A part of the work: when it began, on the clock and of the processors, and what was done of it."""

    what: str
    begun: float
    worked: float
    done: int = 0
    remembered: int = 0

    def row(self, wall: float, cpu: float) -> str:
        """Its line in the table, of so many seconds on the clock and of all processors."""
        counted = (
            f"{self.done:,}",
            f"{self.done / wall:,.0f}" if wall else "",
            f"{self.remembered:,}" if self.remembered else "",
        )
        return _COLUMNS.format(self.what, f"{wall:.2f}", f"{cpu:.2f}", *(counted if self.done else [""] * 3)).rstrip()


def _all_processors() -> float:
    """Seconds of work of this process and of all that it has started and that have ended."""
    return sum(os.times()[:4])


class Progress:
    """What has been done since when, in seconds of clocks that only go forward; nothing of it gets into the site."""

    def __init__(
        self,
        *,
        visible: bool,
        clock: Callable[[], float] = time.monotonic,
        work: Callable[[], float] = _all_processors,
    ) -> None:
        self._visible, self._clock, self._work = visible, clock, work
        self._stages: list[Stage] = []
        self._bar: ProgressBar[int] | None = None
        self._begun = Stage("All", clock(), work())

    def show(self, what: str, number: int) -> Step:
        """A stage begins. What comes back is told how many of its pieces of work are done; they are `number`, if known."""
        self.end()
        stage = Stage(what, self._clock(), self._work())
        self._stages.append(stage)

        def step(done: int, remembered: int = 0, /) -> None:
            stage.done += done
            stage.remembered += remembered
            if number and self._visible and self.seconds >= PATIENCE:
                self._draw(stage, number)

        return step

    def _draw(self, stage: Stage, number: int) -> None:
        if self._bar is None:
            self._bar = click.progressbar(length=number, show_pos=True, file=sys.stderr)
        rate = stage.done / max(self._clock() - stage.begun, 0.001)
        self._bar.label = f"{stage.what}, {rate:,.0f} a second"
        self._bar.update(stage.done - self._bar.pos)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None

    @property
    def seconds(self) -> float:
        return self._clock() - self._begun.begun

    def table(self) -> str:
        """The stages in their order: seconds on the clock and of all processors, and what was done in them."""
        end = Stage("", self._clock(), self._work())
        parts = zip([*self._stages, self._begun], [*self._stages[1:], end, end], strict=True)
        rows = [stage.row(after.begun - stage.begun, after.worked - stage.worked) for stage, after in parts]
        return "\n".join([_COLUMNS.format("", "s", "CPU, s", "done", "a second", "remembered"), *rows])


@contextmanager
def progress() -> Iterator[Progress]:
    """For people at a terminal; a file or a program that reads the messages gets none of it."""
    found = Progress(visible=sys.stderr.isatty())
    try:
        yield found
    finally:
        found.end()
