"""The course of a benchmark: every tool builds the same corpus cold, unchanged, and after one edit, in turns; then each
preview is asked for the page of an event that is being edited. Figures count only if all tools made the same pages.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import measure
from benchmarks.corpus import IN_FEED, Corpus, Talk, renamed
from benchmarks.measure import Failed
from benchmarks.results import Measured
from benchmarks.startup import PASS
from benchmarks.tools.tool import Command, Tool, clear, lay_out, write

KINDS = {"event": "events/*/index.html", "speaker": "speakers/*/index.html", "series": "series/*/index.html"}
YEAR = "archive/[0-9][0-9][0-9][0-9]/index.html"
SETTLED = 2.0
"""Seconds that a preview has, after the page of an event is fresh, to make the others fresh, too."""
LONGEST_EDIT = 180.0
"""Seconds after which a preview is taken not to have noticed an edit."""

Note = Callable[[str, dict[str, Measured]], None]
"""Is told what is done, and given what was measured until then: who stops a long benchmark keeps that."""


@dataclass
class Subject:
    """A tool with a folder of its own, in which one event is given one new title after the other."""

    tool: Tool
    program: Command
    folder: Path
    talk: Talk
    measured: Measured = field(default_factory=Measured)
    edits: int = 0

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, **(self.tool.environment or {}), "NO_COLOR": "1"}

    @property
    def output(self) -> Path:
        return self.folder / self.tool.output

    def build(self) -> measure.Run:
        return measure.run(self.tool.build(self.program), self.folder, self.environment)

    def edit(self) -> None:
        """Save the event under a title that it has not had before."""
        self.edits += 1
        self.talk = renamed(self.talk, self.edits)
        path, text = self.tool.event(self.talk)
        write(self.folder / path, text)

    def places(self, corpus: Corpus) -> list[str]:
        """The addresses at which the title of the event may stand, of pages, the calendar and the feed."""
        return [*corpus.showing(self.talk), self.tool.calendar, "feed.xml"]

    def published(self, place: str) -> bytes:
        file = self.output / (f"{place}index.html" if not place or place.endswith("/") else place)
        return file.read_bytes() if file.is_file() else b""


def take(corpus: Corpus, tools: Iterable[tuple[Tool, Command]], rounds: int, scratch: Path, note: Note) -> None:
    """Measure all tools on one corpus, for `note`. Raises Failed."""
    subjects = []
    for tool, program in tools:
        folder = folder_of(tool, scratch)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        lay_out(tool, corpus, folder)
        subjects.append(Subject(tool, program, folder, corpus.edited))
    measured = {subject.tool.name: subject.measured for subject in subjects}
    for subject in subjects:  # what Python compiles at first use, and what the disk has not read yet, is not measured
        subject.build()
        verify(subject, corpus)
        weigh(subject)
    for number in range(rounds):
        for step in (_cold, _unchanged, _edit, _edit):  # an edit after a build from nothing, and one after an edit
            for subject in subjects:
                step(subject, corpus)
        note(f"round {number + 1} of {rounds}", measured)
    for subject in subjects:
        verify(subject, corpus)
        clear(subject.tool, subject.folder)
        build = subject.tool.build(subject.program)
        subject.measured.memory = measure.peak_memory(build, subject.folder, subject.environment)
    for subject in subjects:
        _preview(subject, corpus, rounds)
        note(f"preview of {subject.tool.name}", measured)


def folder_of(tool: Tool, scratch: Path) -> Path:
    return scratch / re.sub(r"\W+", "-", tool.name)


def _cold(subject: Subject, _: Corpus) -> None:
    clear(subject.tool, subject.folder)
    _note(subject, "cold")


def _unchanged(subject: Subject, _: Corpus) -> None:
    _note(subject, "unchanged")


def _edit(subject: Subject, corpus: Corpus) -> None:
    showing = [place for place in subject.places(corpus) if shows(subject.published(place), subject.talk.title)]
    subject.edit()
    _note(subject, "edit")
    subject.measured.shown = len(showing)
    stale = [place for place in showing if not shows(subject.published(place), subject.talk.title)]
    subject.measured.stale_after_build = sorted({*subject.measured.stale_after_build, *map(kind_of, stale)})


def _note(subject: Subject, step: str) -> None:
    run = subject.build()
    getattr(subject.measured, step).append(run.wall)
    subject.measured.work.setdefault(step, []).append(run.cpu)


def _preview(subject: Subject, corpus: Corpus, rounds: int) -> None:
    """Look at the page of an event, edit, wait for it to be fresh, let all others settle, and look which are stale.

    The preview begins without output: one that serves what was there before would be edited while it still builds.
    """
    measured = subject.measured
    showing = [place for place in subject.places(corpus) if shows(subject.published(place), subject.talk.title)]
    clear(subject.tool, subject.folder)
    begin = time.perf_counter()
    with measure.served(
        lambda port: subject.tool.serve(subject.program, port), subject.folder, subject.environment
    ) as at:
        page = f"{at}events/{subject.talk.id}/"
        for place in showing:
            measure.wait_for(at + place, lambda content: shows(content, subject.talk.title))
        time.sleep(max(SETTLED, (time.perf_counter() - begin) / 2))
        for _ in range(rounds):
            measured.bare.append(measure.run(PASS, subject.folder, subject.environment).wall)
            subject.edit()
            try:
                took = measure.wait_for(page, lambda content: shows(content, subject.talk.title), LONGEST_EDIT)
            except Failed:
                measured.stale_in_preview = sorted({*measured.stale_in_preview, f"event, for {LONGEST_EDIT:.0f} s"})
                return
            measured.preview.append(took)
            time.sleep(min(max(SETTLED, 2 * took), 30))
            stale = [place for place in showing if not shows(measure.fetch(at + place), subject.talk.title)]
            measured.stale_in_preview = sorted({*measured.stale_in_preview, *map(kind_of, stale)})


def shows(content: bytes, title: str) -> bool:
    """Whether a title stands in a file; in calendars, lines may be folded, and commas escaped (RFC 5545)."""
    unfolded = re.sub(rb"\r?\n[ \t]", b"", content).replace(b"\\,", b",")
    return title.encode() in unfolded


def kind_of(place: str) -> str:
    """What a place is called in the table."""
    names = {"": "home", "feed.xml": "feed", "events": "event", "speakers": "speaker", "archive": "year"}
    if place.endswith(".ics"):
        return "calendar"
    return names.get(place, names.get(place.partition("/")[0], place.partition("/")[0]))


def verify(subject: Subject, corpus: Corpus) -> None:
    """That the tool made the pages that are asked for. Raises Failed, for its figures would mean nothing."""
    wanted = {
        "event": len(corpus.talks),
        "speaker": len(corpus.people),
        "series": len(corpus.series),
        "year": len(corpus.years),
        "entry of the calendar": len(corpus.talks),
        "entry of the feed": min(IN_FEED, len(corpus.talks)),
    }
    made = {kind: len(list(subject.output.glob(pattern))) for kind, pattern in {**KINDS, "year": YEAR}.items()}
    made["entry of the calendar"] = subject.published(subject.tool.calendar).count(b"BEGIN:VEVENT")
    made["entry of the feed"] = len(re.findall(rb"<entry\b", subject.published("feed.xml")))
    for kind, number in wanted.items():
        if made[kind] != number:
            raise Failed(f"{subject.tool.name} made {made[kind]} of {number}: {kind}")


def weigh(subject: Subject) -> None:
    files = [file for file in subject.output.rglob("*") if file.is_file()]
    subject.measured.files = len(files)
    subject.measured.bytes = sum(file.stat().st_size for file in files)
    for kind, pattern in {**KINDS, "year": YEAR, "home": "index.html"}.items():
        sizes = [file.stat().st_size for file in subject.output.glob(pattern)]
        subject.measured.html[kind] = round(median(sizes))
