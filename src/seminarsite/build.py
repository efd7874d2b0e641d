"""The pipeline: read, check, plan, render, verify, publish."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from seminarsite import mistakes, routes
from seminarsite.diagnostics import Diagnostic, Report, Span
from seminarsite.drawing.cards import draw as draw_card
from seminarsite.drawing.pictures import edition
from seminarsite.exporters import offline
from seminarsite.exporters.choice import chosen
from seminarsite.judging.checks import check
from seminarsite.making import Blueprint, Made, made
from seminarsite.model.ledger import Ledger
from seminarsite.model.recalled import Recalled
from seminarsite.model.season import Season
from seminarsite.model.site import Site
from seminarsite.model.values import Catalogue
from seminarsite.outputs import File, Output
from seminarsite.plan import plan
from seminarsite.publishing import record, standing
from seminarsite.publishing.inputs import Inputs
from seminarsite.publishing.publish import LIST, Place, Published, claim, publish
from seminarsite.publishing.staging import Staging
from seminarsite.reading.content import read_site
from seminarsite.theme import Theme
from seminarsite.tools import program
from seminarsite.tools.catalogues import read_own
from seminarsite.tools.cores import Show, Step, silent, uncollected
from seminarsite.tools.hidden import FOLDER as MEMO
from seminarsite.tools.keeping import NOTHING, Kept
from seminarsite.tools.memo import Memo
from seminarsite.verifying.verify import Inspector


class Refused(Exception):
    """What was made must not be published; the report says why."""


def draw(
    root: Path,
    now: dt.datetime,
    report: Report,
    kept: Kept = NOTHING,
    *,
    note: bool = False,
    show: Show = silent,
    remember: bool = False,
) -> Blueprint | None:
    """Everything before rendering, with the secrets that are `kept`. None where an error stands in the report.

    With `note`, its ledger knows what has changed, as if that had been recorded before. What builds have read is
    known to everybody; to `remember` what is read now is for builds alone: who only asks writes nothing.
    """
    memo = Memo(root / MEMO, writable=remember)
    site = read_site(root / "content", now, report, kept, memo=memo, show=show)
    if site is None:
        return None
    site = in_languages(site, read_own(root, report))
    return lay_out(_recalling(site, memo), root, report, note=note, show=show)


_NOTES = "notes"


def _recalling(site: Site, memo: Memo) -> Site:
    """A site that knows what an earlier build has noted of its entries."""
    edition = _notes_edition(site)
    return dataclasses.replace(site, recalled=Recalled(memo.shelf(_NOTES, edition))) if edition else site


def _keep_notes(site: Site, memo: Memo) -> None:
    """For the next build."""
    edition, new, gone = _notes_edition(site), site.recalled.new, site.recalled.gone
    if edition and (new or gone):
        memo.put(_NOTES, edition, new, gone)


def _notes_edition(site: Site) -> str:
    """Which program, and which settings with the site's own sentences; empty where no digest may be kept of them."""
    settings = site.fingerprints.of(site.settings)
    return f"{program.edition()} {settings.hex()}" if settings else ""


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
    if made(blueprint, sound, inspector, report, show=show) is not None:
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


def _standing(
    blueprint: Blueprint, inputs: Inputs, output: Path, published: Published, report: Report
) -> standing.Standing:
    """What is noted of a build, so that the next one may find that it has nothing to do."""
    site = blueprint.site
    return standing.Standing(
        inputs=inputs,
        since=site.now,
        until=blueprint.unchanged.until,
        counts={
            "file": published.files,
            "event": len(site.events),
            "series": len(site.series),
            "speaker": len(site.speakers),
        },
        diagnostics=tuple(report.diagnostics),
        output=str(output),
        listed=LIST,
        left=standing.left_in(output, LIST),
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
    with claim(output, root) as place, uncollected() as settled:
        inputs = standing.inputs_of(root)  # before they are read: what is changed meanwhile is then new
        blueprint = draw(root, now, report, kept, note=note, show=show, remember=True)
        if blueprint is None:
            return None
        settled()
        report.add(*record.unrecorded(blueprint.site))
        try:
            published = _Production(blueprint, report, processes, show).published(place)
        finally:
            blueprint.memo.forget()
        if published is None:
            return None
        if note and blueprint.site.ledger is not None:
            record.write(root, blueprint.site.ledger)
            if record.promises_kept(root):
                record.promise(root, blueprint.site)
        if inputs:
            standing.write(root, _standing(blueprint, inputs, place.folder, published, report))
        report.add(*vanished(place.ours, blueprint.planned, blueprint.site.ledger))
        return published


@dataclass
class _Production:
    """The files of a build on their way into the new site, and what became of them."""

    blueprint: Blueprint
    report: Report
    processes: int
    show: Show
    made: Made | None = None
    step: Step = silent("", 0)

    @cached_property
    def inspector(self) -> Inspector:
        return self.blueprint.inspector()

    def produce(self, staging: Staging) -> list[str]:
        planned = self.blueprint.planned
        self.made = made(self.blueprint, planned, self.inspector, self.report, staging, self.processes, self.show)
        if self.made is None:
            raise Refused
        self.step = self.show("Putting in place", 0)
        return self.made.changed

    def judge(self) -> None:
        self.report.add(*self.inspector.diagnostics())
        if self.report.refuses:
            raise Refused

    def published(self, place: Place) -> Published | None:
        """Make everything and put it in place; None where something that was made is wrong."""
        planned = self.blueprint.planned
        try:
            published = publish(planned, self.produce, place, verdict=self.judge)
        except Refused:
            return None
        assert self.made is not None
        self.blueprint.unchanged.save(self.made.rows, self.made.paths)
        _keep_notes(self.blueprint.site, self.blueprint.memo)
        self.step(published.files)
        return dataclasses.replace(published, remembered=self.made.remembered)
