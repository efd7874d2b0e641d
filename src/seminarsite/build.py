"""The pipeline: read, check, plan, render, verify, publish."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from seminarsite import mistakes, routes
from seminarsite.diagnostics import Diagnostic, Report, Span
from seminarsite.drawing.cards import draw as draw_card
from seminarsite.drawing.pictures import Unreadable, edition
from seminarsite.exporters import offline
from seminarsite.exporters.choice import chosen
from seminarsite.judging.checks import check
from seminarsite.model.ledger import Ledger
from seminarsite.model.season import Season
from seminarsite.model.site import Site
from seminarsite.model.values import Sealed
from seminarsite.outputs import Copy, File, Output, Page
from seminarsite.plan import plan
from seminarsite.publishing import record
from seminarsite.publishing.publish import Published, claim, publish
from seminarsite.reading.content import read_site
from seminarsite.theme import BrokenTemplate, Theme
from seminarsite.tools.catalogues import read_own
from seminarsite.tools.keeping import NOTHING, Kept
from seminarsite.tools.memo import FOLDER as MEMO
from seminarsite.tools.memo import Memo
from seminarsite.verifying.leaks import Sieve
from seminarsite.verifying.verify import Inspector, sieve


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


def draw(root: Path, now: dt.datetime, report: Report, kept: Kept = NOTHING, *, note: bool = False) -> Blueprint | None:
    """Everything before rendering, with the secrets that are `kept`. None where an error stands in the report.

    With `note`, its ledger knows what has changed, as if that had been recorded before.
    """
    site = read_site(root / "content", now, report, kept)
    if site is None:
        return None
    settings = dataclasses.replace(site.settings, catalogues=read_own(root, report))
    site = dataclasses.replace(site, settings=settings)
    check(site, report)
    if note:
        site, _ = record.recorded(site, now)
    theme = Theme(root)
    planned = plan(site, theme.static_files(), root / "content", report)
    return None if report.failed else Blueprint(site, planned, theme, Memo(root / MEMO, edition()))


def check_only(root: Path, now: dt.datetime, report: Report, kept: Kept = NOTHING) -> Blueprint | None:
    """Everything but publishing: each file is made and inspected, too."""
    blueprint = draw(root, now, report, kept)
    if blueprint is None:
        return None
    inspector = blueprint.inspector()
    try:
        for path, output in blueprint.planned.items():
            if not (isinstance(output, File) and output.make is draw_card):  # of which nothing can be wrong
                inspector.look(path, blueprint.attempt(output, report))
    except BrokenTemplate as error:
        report.add(mistakes.broken_template(error.span, str(error)))
    else:
        report.add(*inspector.diagnostics(), *record.unrecorded(blueprint.site))
    return None if report.failed else blueprint


def lasting_copy(root: Path, blueprint: Blueprint, season: Season) -> Mapping[str, bytes]:
    """The files of a season, to keep: without links for joining that are not for everybody and for ever.

    The blueprint must be that of a site that `check_only` found sound. Raises BrokenTemplate.
    """
    site = offline.lasting(blueprint.site)
    planned = plan(site, blueprint.theme.static_files(), root / "content", Report())
    own = dataclasses.replace(blueprint, site=site, planned=planned)
    return offline.copy(chosen(site, season=season), season, planned, own.make)


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
    root: Path, output: Path, now: dt.datetime, report: Report, kept: Kept = NOTHING, *, note: bool = False
) -> Published | None:
    """Publish the site in `root` as of `now` (aware) into `output`. None where an error stands in the report.

    With `note`, what has changed is written into the ledger once it is published. Raises CannotPublish where the
    output folder is not ours, is in use by another build, or cannot be written; CannotRecord where the ledger cannot.
    """
    with claim(output, root) as place:
        blueprint = draw(root, now, report, kept, note=note)
        if blueprint is None:
            return None
        report.add(*vanished(place.ours, blueprint.planned, blueprint.site.ledger), *record.unrecorded(blueprint.site))
        inspector = blueprint.inspector()

        def make(one: Output) -> bytes:
            content = blueprint.attempt(one, report)
            inspector.look(routes.output_path(one.address), content)
            return content

        def verdict() -> None:
            report.add(*inspector.diagnostics())
            if report.failed:
                raise Refused

        try:
            published = publish(blueprint.planned, make, place, verdict=verdict)
        except BrokenTemplate as error:
            report.add(mistakes.broken_template(error.span, str(error)))
        except Refused:
            pass
        else:
            if note and blueprint.site.ledger is not None:
                record.write(root, blueprint.site.ledger)
                if record.promises_kept(root):
                    record.promise(root, blueprint.site)
            return published
        finally:
            blueprint.memo.forget()
    return None
