"""What the preview shows: each version of the content that was read, as of whatever moment a page asks for.

A page is made from what was read as soon as it is asked for. What concerns the whole site (checks, collisions, links,
the oracle's look at the page) is judged behind it, and told when it is found.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from seminarsite import mistakes
from seminarsite.build import in_languages, lay_out
from seminarsite.diagnostics import Diagnostic, Report, Severity, Span
from seminarsite.drawing.pictures import Unreadable, edition
from seminarsite.making import Blueprint
from seminarsite.model.site import Site
from seminarsite.model.values import Catalogue
from seminarsite.outputs import Output, Page
from seminarsite.plan import Finder
from seminarsite.preview.timeline import Timeline, timeline
from seminarsite.reading.content import read
from seminarsite.reading.remembering import Memory
from seminarsite.reading.written import Written
from seminarsite.theme import BrokenTemplate, Theme
from seminarsite.tools.catalogues import read_own
from seminarsite.tools.cores import Show, Step, silent
from seminarsite.tools.hidden import FOLDER as MEMO
from seminarsite.tools.keeping import NOTHING, Kept
from seminarsite.tools.memo import Memo

MOST_VIEWS = 8
"""Versions and moments that are kept ready: those of a few open pages, and some steps of the slider."""


@dataclass(frozen=True)
class Version:
    """What was read at once. `number` counts them; since `solid` nothing but stylesheets has changed.

    `written` is None as long as nothing could be read; otherwise it is the last that could, and `told` says what
    was wrong in reading since.
    """

    number: int
    solid: int
    now: dt.datetime
    written: Written | None
    catalogues: tuple[Catalogue, ...]
    theme: Theme
    told: tuple[Diagnostic, ...] = ()

    @property
    def is_stale(self) -> bool:
        return any(one.severity is Severity.ERROR for one in self.told)


@dataclass(frozen=True)
class Made:
    """The bytes of an output, or why there are none."""

    output: Output
    body: bytes | None
    wrong: tuple[Diagnostic, ...] = ()
    seen: tuple[Diagnostic, ...] | None = None
    """What the oracle has found; None where it has not looked yet."""


@dataclass(frozen=True)
class Judgement:
    """What is wrong with a whole site, and the site planned, if nothing is."""

    blueprint: Blueprint | None
    found: tuple[Diagnostic, ...]


class Overtaken(Exception):
    """There is a newer version: what is wrong with this one is of no use any more."""


class View:
    """A version as of a moment. Threads share it."""

    def __init__(
        self,
        root: Path,
        version: Version,
        written: Written,
        now: dt.datetime,
        known: dict[str, int],
        before: View | None = None,
    ) -> None:
        """`before` is one of an earlier version, if there is one, and `known` what finders have in common."""
        self.root, self.version, self.now, self.written, self._known = root, version, now, written, known
        self._before = (before.written, before.site) if before and before.is_begun else None
        self.judgement: Judgement | None = None
        self._lock = threading.RLock()
        self._made: dict[str, Made] = {}

    @cached_property
    def site(self) -> Site:
        before, self._before = self._before, None
        site = self.written.at_again(self.now, *before) if before else self.written.at(self.now)
        return in_languages(site, self.version.catalogues)

    @property
    def is_begun(self) -> bool:
        """Whether anything of it was asked for."""
        return "site" in vars(self)

    @cached_property
    def timeline(self) -> Timeline:
        return timeline(self.written, self.now)

    @cached_property
    def _maker(self) -> Blueprint:
        """Makes what is found one by one, as long as nothing is planned."""
        return Blueprint(self.site, {}, self.version.theme, Memo(self.root / MEMO, edition()))

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.site, self.version.theme.static_files(), self.root / "content", self._known)

    def make(self, path: str) -> Made | None:
        """The output at a path, None where there is none. Raises OSError."""
        with self._lock:
            if path not in self._made and (output := self._find(path)):
                self._made[path] = self._attempt(output)
            return self._made.get(path)

    def _find(self, path: str) -> Output | None:
        if self.judgement and self.judgement.blueprint:
            return self.judgement.blueprint.planned.get(path)
        return self._finder.find(path)

    def _attempt(self, output: Output) -> Made:
        try:
            return Made(output, self._maker.make(output))
        except BrokenTemplate as error:
            return Made(output, None, (mistakes.broken_template(error.span, str(error)),))
        except Unreadable as error:
            return Made(output, None, (mistakes.broken_picture(output.source, str(error)),))

    def judge(self, path: str, show: Show = silent) -> None:
        """Check and plan the whole, once, and let the oracle look at the page at a path. Raises what `show` raises."""
        if self.judgement is None:
            self.judgement = self._judged(show)
        made = self.make(path)
        if made and made.seen is None:
            self._made[path] = replace(made, seen=self._seen(path, made, self.judgement.blueprint))

    def _judged(self, show: Show) -> Judgement:
        report = Report()
        blueprint = None
        if not self.version.is_stale:  # of what is not what the files say any more, nothing is told
            try:
                blueprint = lay_out(self.site, self.root, report, self.version.theme, show=show)
            except OSError as error:
                report.add(_unreadable(error))
        return Judgement(blueprint, (*self.version.told, *report.diagnostics))

    def _seen(self, path: str, made: Made, blueprint: Blueprint | None) -> tuple[Diagnostic, ...]:
        """What the oracle finds; it makes the pages that this one leads into, which may be broken, too."""
        if blueprint is None or made.body is None:
            return ()
        try:
            return tuple(blueprint.inspect(path, made.body))
        except BrokenTemplate as error:
            return (mistakes.broken_template(error.span, str(error)),)
        except Unreadable as error:
            return (mistakes.broken_picture(made.output.source, str(error)),)
        except OSError as error:
            return (_unreadable(error),)

    def found(self, path: str) -> tuple[Diagnostic, ...]:
        """What is known to be wrong so far, with the whole and with what is at a path; in order."""
        report = Report()
        report.add(*(self.judgement.found if self.judgement else self.version.told))
        if made := self._made.get(path):
            report.add(*made.wrong, *(made.seen or ()))
        return tuple(report.diagnostics)

    def is_judged(self, path: str) -> bool:
        made = self._made.get(path)
        return self.judgement is not None and (made is None or made.seen is not None)


class Preview:
    """The content as it is on disk, read anew when it changes. Threads that answer requests share it."""

    def __init__(
        self,
        root: Path,
        clock: Callable[[], dt.datetime],
        kept: Callable[[], Kept] = lambda: NOTHING,
        at: dt.datetime | None = None,
    ) -> None:
        """Pages are shown as of `at` (aware), if they are to be, else as of when they were read."""
        self.root, self.at, self._clock, self._kept = root, at, clock, kept
        self._changed = threading.Condition()
        self._memory = Memory()
        self._told = 0
        self._views: OrderedDict[tuple[int, dt.datetime], View] = OrderedDict()
        self._asked: OrderedDict[tuple[View, str], None] = OrderedDict()
        self._good: dict[str, bytes] = {}
        self._known: dict[str, int] = {}
        self._in_a_hurry = 0
        self.version = Version(0, 0, at or clock(), None, (), Theme(root))
        self.read()

    def read(self, changed: Collection[str] | None = None) -> None:
        """Read again what has changed, paths below the root (None: everything), and tell the pages that are open."""
        with self._first():
            version = self._read(changed)
        with self._changed:
            self.version = version
            self._changed.notify_all()

    def _read(self, changed: Collection[str] | None) -> Version:
        before = self.version
        looks = changed is None or any(path.startswith(("templates/", "static/")) for path in changed)
        only_styles = changed is not None and all(
            path.startswith("static/") and path.endswith(".css") for path in changed
        )
        report = Report()
        written, catalogues = None, before.catalogues
        try:
            memo = Memo(self.root / MEMO, writable=False) if changed is None else None
            written = read(self.root / "content", report, self._kept(), self._memory, changed, memo)
            catalogues = read_own(self.root, report)
        except OSError as error:  # a file that goes away while it is read, as when another branch is checked out
            report.add(_unreadable(error))
        number = before.number + 1
        return Version(
            number=number,
            solid=before.solid if only_styles and before.written else number,
            now=self.at or self._clock(),
            # While there are mistakes, the last good site stays to be looked at behind them.
            written=written or before.written,
            catalogues=catalogues,
            theme=Theme(self.root) if looks else before.theme,
            told=tuple(report.diagnostics),
        )

    def view(self, now: dt.datetime | None = None) -> View | None:
        """The newest version as of a moment; None as long as nothing could be read."""
        with self._changed:
            version = self.version
            if version.written is None:
                return None
            key = (version.number, now or self.at or version.now)
            if key not in self._views:
                older = {key: view for key, view in self._views.items() if key[0] != version.number}
                before = next((view for view in older.values() if view.is_begun), None)
                self._views[key] = View(self.root, version, version.written, key[1], self._known, before)
                for old in older:
                    del self._views[old]  # nobody will ask for it again
            self._views.move_to_end(key)
            while len(self._views) > MOST_VIEWS:
                self._views.popitem(last=False)
            return self._views[key]

    def page(self, view: View, path: str) -> tuple[Made | None, bytes | None]:
        """What is made, and what is shown: if it cannot be made any more, as it was last. Raises OSError."""
        with self._first():
            made = view.make(path)
        if made and made.body is not None and isinstance(made.output, Page):
            self._good[path] = made.body
        return made, (made.body if made and made.body is not None else self._good.get(path))

    # --- what changes ----------------------------------------------------------------------------

    @contextmanager
    def _first(self) -> Iterator[None]:
        """What somebody waits for: judging stands back meanwhile, as threads of Python share one processor."""
        with self._changed:
            self._in_a_hurry += 1
        try:
            yield
        finally:
            with self._changed:
                self._in_a_hurry -= 1
                self._changed.notify_all()

    def _standing_back(self, view: View) -> Step:
        def step(_done: int, _remembered: int = 0, /) -> None:
            if self._in_a_hurry:
                with self._changed:
                    self._changed.wait_for(lambda: not self._in_a_hurry)
            if self.version.number != view.version.number:
                raise Overtaken

        return step

    def ask(self, view: View, path: str) -> None:
        """Let a page be judged as soon as there is time."""
        if not view.is_judged(path):
            with self._changed:
                self._asked[view, path] = None
                self._changed.notify_all()

    def judge(self) -> View | None:
        """Judge the page that was asked for last, and tell those that are open. None where none was, or is any more."""
        with self._changed:
            self._asked = OrderedDict(
                (key, None) for key in self._asked if key[0].version.number == self.version.number
            )
            if not self._asked:
                return None
            (view, path), _ = self._asked.popitem()
        try:
            view.judge(path, lambda _what, _number: self._standing_back(view))
        except Overtaken:
            return None
        with self._changed:
            self._told += 1
            self._changed.notify_all()
        return view

    def is_asked(self, seconds: float) -> bool:
        """Whether a page waits to be judged, at once or after at most so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: bool(self._asked), timeout=seconds)

    @property
    def state(self) -> str:
        """Another text whenever there is something else to be seen."""
        return f"{self.version.number}.{self._told}"

    def wait_for_change(self, seen: str, seconds: float = 25) -> str:
        """The state, at once or when it is no longer `seen`."""
        with self._changed:
            self._changed.wait_for(lambda: self.state != seen, timeout=seconds)
            return self.state


def _unreadable(error: OSError) -> Diagnostic:
    return mistakes.unreadable(Span(str(error.filename or "content")), error.strerror or str(error))
