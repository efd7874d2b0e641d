"""The pipeline: read, check, plan, render, verify, publish."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from seminarsite import mistakes, routes
from seminarsite.changes import next_changes
from seminarsite.diagnostics import Diagnostic, Report, Span
from seminarsite.drawing.cards import draw as draw_card
from seminarsite.drawing.pictures import Unreadable, edition
from seminarsite.exporters import offline
from seminarsite.exporters.choice import chosen
from seminarsite.judging.checks import check
from seminarsite.model.ledger import Ledger
from seminarsite.model.season import Season
from seminarsite.model.site import Site
from seminarsite.model.values import Catalogue, Sealed
from seminarsite.outputs import Copy, File, Output, Page
from seminarsite.plan import plan
from seminarsite.publishing import record, standing
from seminarsite.publishing.publish import LIST, Keep, Place, Published, claim, publish
from seminarsite.reading.content import read_site
from seminarsite.theme import BrokenTemplate, Theme
from seminarsite.tools import cores
from seminarsite.tools.catalogues import read_own
from seminarsite.tools.cores import Show, silent
from seminarsite.tools.keeping import NOTHING, Kept
from seminarsite.tools.memo import FOLDER as MEMO
from seminarsite.tools.memo import Memo
from seminarsite.verifying.leaks import Sieve
from seminarsite.verifying.verify import Findings, Inspector, sieve


class Refused(Exception):
    """What was made must not be published; the report says why."""


@dataclass(frozen=True)
class Blueprint:
    """A site that may be published: the value, its outputs by path, and how they become bytes."""

    site: Site
    planned: Mapping[str, Output]
    theme: Theme
    memo: Memo = Memo()

    def make(self, output: Output) -> bytes:
        """The bytes of an output. Raises BrokenTemplate and, for a picture, Unreadable."""
        match output:
            case Page():
                return self.theme.render(output, self.site)
            case File():
                read = (output.reads.read_bytes(),) if output.reads else ()
                make = self.memo.remember if output.slow else _call
                return make(output.make, *read, *output.arguments)
            case Copy():
                return output.file.read_bytes()

    def attempt(self, output: Output, report: Report) -> bytes:
        """The same; a picture that cannot be read is reported, and is empty. Raises BrokenTemplate."""
        try:
            return self.make(output)
        except Unreadable as error:
            report.add(mistakes.broken_picture(output.source, str(error)))
            return b""

    def inspector(self) -> Inspector:
        return Inspector(self.site, self.planned, self.theme.find, self._private)

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


def draw(
    root: Path, now: dt.datetime, report: Report, kept: Kept = NOTHING, *, note: bool = False, show: Show = silent
) -> Blueprint | None:
    """Everything before rendering, with the secrets that are `kept`. None where an error stands in the report.

    With `note`, its ledger knows what has changed, as if that had been recorded before.
    """
    show("Reading", 0)
    site = read_site(root / "content", now, report, kept)
    if site is None:
        return None
    return lay_out(in_languages(site, read_own(root, report)), root, report, note=note, show=show)


def in_languages(site: Site, own: tuple[Catalogue, ...]) -> Site:
    """A site that speaks with the catalogues of its folder languages/, too."""
    return dataclasses.replace(site, settings=dataclasses.replace(site.settings, catalogues=own))


def lay_out(
    site: Site, root: Path, report: Report, theme: Theme | None = None, *, note: bool = False, show: Show = silent
) -> Blueprint | None:
    """The same, of what was read."""
    check(site, report, show("Checking", 0))
    step = show("Planning", 0)
    if note:
        site, _ = record.recorded(site, site.now)
    theme = theme or Theme(root)
    planned = plan(site, theme.static_files(), root / "content", report, step)
    return None if report.failed else Blueprint(site, planned, theme, Memo(root / MEMO, edition()))


def check_only(
    root: Path, now: dt.datetime, report: Report, kept: Kept = NOTHING, *, show: Show = silent
) -> Blueprint | None:
    """Everything but publishing: each file is made and inspected, too. None where the report refuses it."""
    blueprint = draw(root, now, report, kept, show=show)
    if blueprint is None:
        return None
    inspector = blueprint.inspector()
    planned = blueprint.planned.items()
    sound = [path for path, output in planned if not (isinstance(output, File) and output.make is draw_card)]
    if _made(blueprint, sorted(sound), _drop, inspector, report, show=show) is not None:
        report.add(*inspector.diagnostics(), *record.unrecorded(blueprint.site))
    return None if report.refuses else blueprint


def lasting_copy(root: Path, blueprint: Blueprint, season: Season) -> Mapping[str, bytes]:
    """The files of a season, to keep: without links for joining that are not for everybody and for ever.

    The blueprint must be that of a site that `check_only` found sound. Raises BrokenTemplate.
    """
    site = offline.lasting(blueprint.site)
    planned = plan(site, blueprint.theme.static_files(), root / "content", Report())
    own = dataclasses.replace(blueprint, site=site, planned=planned)
    return offline.copy(chosen(site, season=season), season, planned, own.make)


def _drop(_path: str, _content: bytes) -> bool:
    """In the place of what keeps a file."""
    return False


class _Part(NamedTuple):
    """What one process has made: paths with new bytes, what was found in them, how many of the files it remembered,
    and where it had to stop, if it had.
    """

    changed: list[str]
    findings: Findings
    told: list[Diagnostic]
    remembered: int
    broken: tuple[str, Diagnostic] | None = None


class _All(NamedTuple):
    """What all processes have made: paths with new bytes, and how many of the files were remembered."""

    changed: list[str]
    remembered: int


def _made(
    blueprint: Blueprint,
    paths: Sequence[str],
    keep: Keep,
    inspector: Inspector,
    report: Report,
    processes: int = 0,
    show: Show = silent,
) -> _All | None:
    """Make, inspect and keep files, on as many cores as that needs.

    None where a template is broken: the report then says of the first such page what is wrong.
    """

    def make(paths: Iterable[str]) -> _Part:
        seen, told = blueprint.inspector(), Report()
        changed: list[str] = []
        broken, before = None, blueprint.memo.tally.hits
        for path in paths:
            try:
                content = blueprint.attempt(blueprint.planned[path], told)
            except BrokenTemplate as error:
                broken = path, mistakes.broken_template(error.span, str(error))
                break
            seen.look(path, content)
            if keep(path, content):
                changed.append(path)
        return _Part(changed, seen.findings, told.diagnostics, blueprint.memo.tally.hits - before, broken)

    processes = processes or cores.for_(len(paths))
    # One of each kind first, so that what all need, such as templates, is made ready before there are other processes.
    first = _one_of_each_kind(blueprint.planned, paths) if processes > 1 else frozenset()
    rest = [path for path in paths if path not in first]
    step = show("Making and inspecting", len(paths))
    parts = [make(sorted(first)), *cores.spread(make, rest, processes, step)]
    remembered = sum(part.remembered for part in parts)
    step(len(first), remembered)
    if broken := [part.broken for part in parts if part.broken]:
        report.add(min(broken)[1])
        return None
    for part in parts:
        report.add(*part.told)
        inspector.take_over(part.findings)
    return _All([path for part in parts for path in part.changed], remembered)


def _one_of_each_kind(planned: Mapping[str, Output], paths: Iterable[str]) -> frozenset[str]:
    kinds: dict[object, str] = {}
    for path in paths:
        output = planned[path]
        kind = output.template if isinstance(output, Page) else output.make if isinstance(output, File) else None
        kinds.setdefault(kind, path)
    return frozenset(kinds.values())


def _standing(site: Site, inputs: str, output: Path, published: Published, report: Report) -> standing.Standing:
    """What is noted of a build, so that the next one may find that it has nothing to do."""
    coming = next_changes(site, daily=True)
    return standing.Standing(
        inputs=inputs,
        since=site.now,
        until=coming[0].moment if coming else None,
        counts={
            "file": published.files,
            "event": len(site.events),
            "series": len(site.series),
            "speaker": len(site.speakers),
        },
        diagnostics=tuple(report.diagnostics),
        output=str(output),
        listed=LIST,
        left=standing.digest_of_output(output, LIST),
    )


def vanished(ours: Iterable[str], planned: Mapping[str, Output], known: Ledger | None) -> Iterator[Diagnostic]:
    """Warnings of events that were published here and are not any more, nor lead their pages anywhere.

    Of those that the ledger knows, subscribers are told by it, and organisers when it is to be written.
    """
    told = {address for history in known.histories.values() for address in history.calendars} if known else set()
    for path in sorted(ours):
        page = routes.page_of_calendar(path)
        if page and path not in planned and path not in told and routes.output_path(page) not in planned:
            yield mistakes.vanished(Span("content/events"), page)


def build(
    root: Path,
    output: Path,
    now: dt.datetime,
    report: Report,
    kept: Kept = NOTHING,
    *,
    note: bool = False,
    processes: int = 0,
    show: Show = silent,
) -> Published | None:
    """Publish the site in `root` as of `now` (aware) into `output`. None where the report refuses it.

    With `note`, what has changed is written into the ledger once it is published. `processes` are as many as it is
    worth, unless they are given; `show` is told what begins. Raises CannotPublish where the
    output folder is not ours, is in use by another build, or cannot be written; CannotRecord where the ledger cannot.
    """
    with claim(output, root) as place:
        inputs = standing.digest_of_inputs(root)  # before they are read: what is changed meanwhile is then new
        blueprint = draw(root, now, report, kept, note=note, show=show)
        if blueprint is None:
            return None
        report.add(*record.unrecorded(blueprint.site))
        try:
            published = _published(blueprint, place, report, processes, show)
        finally:
            blueprint.memo.forget()
        if published is None:
            return None
        if note and blueprint.site.ledger is not None:
            record.write(root, blueprint.site.ledger)
            if record.promises_kept(root):
                record.promise(root, blueprint.site)
        if inputs:
            standing.write(root, _standing(blueprint.site, inputs, place.folder, published, report))
        report.add(*vanished(place.ours, blueprint.planned, blueprint.site.ledger))
        return published


def _published(blueprint: Blueprint, place: Place, report: Report, processes: int, show: Show) -> Published | None:
    """Make everything and put it in place; None where something that was made is wrong."""
    inspector = blueprint.inspector()
    remembered, step = 0, silent("", 0)

    def produce(keep: Keep) -> list[str]:
        nonlocal remembered, step
        made = _made(blueprint, sorted(blueprint.planned), keep, inspector, report, processes, show)
        if made is None:
            raise Refused
        remembered, step = made.remembered, show("Putting in place", 0)
        return made.changed

    def verdict() -> None:
        report.add(*inspector.diagnostics())
        if report.refuses:
            raise Refused

    try:
        published = publish(blueprint.planned, produce, place, verdict=verdict)
        step(published.files)
        return dataclasses.replace(published, remembered=remembered)
    except Refused:
        return None
