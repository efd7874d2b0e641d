"""A site that is planned becomes bytes: each file is made and inspected, on as many cores as that needs.

What an earlier build has published and would be made again just so is not made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, cast

from seminarsite import mistakes
from seminarsite.diagnostics import Diagnostic, Report
from seminarsite.drawing.pictures import Unreadable
from seminarsite.model.fingerprints import digest
from seminarsite.model.recalled import Note
from seminarsite.model.site import Site
from seminarsite.model.values import Sealed
from seminarsite.outputs import Copy, File, Output, Page
from seminarsite.publishing.staging import Staging
from seminarsite.theme import BrokenTemplate, Theme
from seminarsite.tools import cores
from seminarsite.tools.cores import Show, silent
from seminarsite.tools.memo import Memo
from seminarsite.unchanged import Glimpse, Unchanged
from seminarsite.verifying.leaks import Sieve
from seminarsite.verifying.verify import Findings, Inspector, sieve


@dataclass(frozen=True)
class Blueprint:
    """A site that may be published: the value, its outputs by path, and how they become bytes."""

    site: Site
    planned: Mapping[str, Output]
    theme: Theme
    memo: Memo = Memo()

    def make(self, output: Output, seen: Site | None = None) -> bytes:
        """The bytes of an output, of the site as it is `seen`. Raises BrokenTemplate and, for a picture, Unreadable."""
        match output:
            case Page():
                return self.theme.render(output, self.site, seen)
            case File():
                read = (output.reads.read_bytes(),) if output.reads else ()
                make = self.memo.remember if output.slow else _call
                return make(output.make, *read, *output.arguments)
            case Copy():
                return output.file.read_bytes()

    def attempt(self, output: Output, report: Report, seen: Site | None = None) -> bytes:
        """The same; a picture that cannot be read is reported, and is empty. Raises BrokenTemplate."""
        try:
            return self.make(output, seen)
        except Unreadable as error:
            report.add(mistakes.broken_picture(output.source, str(error)))
            return b""

    def inspector(self) -> Inspector:
        return Inspector(self.site, self.planned, self.theme.find, self._private)

    @cached_property
    def unchanged(self) -> Unchanged:
        """What is known of files that an earlier build has published."""
        private = digest(*sorted(self._private.forms)) if self.site.fingerprints.complete else b""
        return Unchanged(self.memo, self.site, self.theme, self.planned, private)

    @cached_property
    def _private(self) -> Sieve[Sealed]:
        return sieve(self.site)

    def inspect(self, path: str, content: bytes) -> list[Diagnostic]:
        """What is wrong with one file; of others, only those that it leads into are made."""
        inspector = self.inspector()
        inspector.look(path, content)
        for other in sorted(inspector.awaited):
            inspector.learn(other, self.make(self.planned[other]))
        return inspector.diagnostics()


def _call(function: Callable[..., bytes], *arguments: object) -> bytes:
    return function(*arguments)


class Part(NamedTuple):
    """What one process has made: paths with new bytes, what is to be remembered of them, what was found in them, what
    it noted of entries, how many results it remembered, and where it had to stop, if it had.
    """

    changed: list[str]
    rows: dict[str, bytes]
    findings: Findings
    told: list[Diagnostic]
    notes: Sequence[Note]
    remembered: int
    broken: tuple[str, Diagnostic] | None = None


class Made(NamedTuple):
    """What all processes have made: paths with new bytes, what is to be remembered of files that were made, which
    those are, and how many files were remembered.
    """

    changed: list[str]
    rows: dict[str, bytes]
    paths: frozenset[str]
    remembered: int


def made(
    blueprint: Blueprint,
    paths: Iterable[str],
    inspector: Inspector,
    report: Report,
    staging: Staging | None = None,
    processes: int = 0,
    show: Show = silent,
) -> Made | None:
    """Make and inspect files, and put them into the new site, if there is one to be.

    None where a template is broken: the report then says of the first such page what is wrong.
    """
    paths = sorted(paths)
    step = show("Making and inspecting", len(paths))
    # In this process alone: others would copy of what it knows more than they save.
    new = [path for path in paths if not (staging and blueprint.unchanged.keep(path, staging, inspector))]
    kept = len(paths) - len(new)
    step(kept, kept)
    first, rest = _in_order(blueprint.planned, new)

    def make(paths: Iterable[str]) -> Part:
        part = _part(blueprint, paths, staging)
        if staging:
            staging.settle(part.changed)  # at the end: each of its threads takes room in memory for good
        return part

    parts = [_part(blueprint, first, staging), *cores.spread(make, rest, processes or cores.for_(len(rest)), step)]
    if staging:
        staging.settle(parts[0].changed)
    remembered = sum(part.remembered for part in parts)
    step(len(first), remembered)
    if broken := [part.broken for part in parts if part.broken]:
        order = [*first, *rest]
        report.add(min(broken, key=lambda one: order.index(one[0]))[1])
        return None
    for part in parts:
        report.add(*part.told)
        inspector.take_over(part.findings)
        blueprint.site.recalled.take_over(part.notes)
    rows = {path: row for part in parts for path, row in part.rows.items()}
    return Made([path for part in parts for path in part.changed], rows, frozenset(new), remembered + kept)


def _part(blueprint: Blueprint, paths: Iterable[str], staging: Staging | None) -> Part:
    seen, told = blueprint.inspector(), Report()
    changed: list[str] = []
    rows: dict[str, bytes] = {}
    broken, before, began = None, blueprint.memo.tally.hits, blueprint.site.recalled.moment
    for path in paths:
        glimpse = Glimpse(blueprint.site)
        try:
            content = blueprint.attempt(blueprint.planned[path], told, cast(Site, glimpse))
        except BrokenTemplate as error:
            broken = path, mistakes.broken_template(error.span, str(error))
            break
        found = seen.look(path, content)
        if staging:
            is_new = staging.keep(path, content)
            changed += [path] if is_new else []
            folder = staging.stage if is_new else staging.output
            if row := blueprint.unchanged.row(path, glimpse.looked_at, found, folder):
                rows[path] = row
    remembered = blueprint.memo.tally.hits - before
    notes = blueprint.site.recalled.since(began)
    return Part(changed, rows, seen.findings, told.diagnostics, notes, remembered, broken)


def _in_order(planned: Mapping[str, Output], paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """One page of each kind, so that templates are made ready before there are other processes; and the rest.

    Of that, those kinds come first of which there are few: they show much, and nobody is to wait for one at the end.
    """
    kinds: dict[object, list[str]] = {}
    for path in paths:
        output = planned[path]
        kind = output.template if isinstance(output, Page) else output.make if isinstance(output, File) else None
        kinds.setdefault(kind, []).append(path)
    first = [those.pop(0) for kind, those in kinds.items() if isinstance(kind, str)]
    return first, [path for those in sorted(kinds.values(), key=len) for path in those]
