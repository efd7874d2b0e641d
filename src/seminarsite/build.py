"""The pipeline: read, check, plan, render, publish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from seminarsite import mistakes
from seminarsite.checks import check
from seminarsite.content import read_site
from seminarsite.diagnostics import Report
from seminarsite.keeping import NOTHING, Kept
from seminarsite.model.site import Site
from seminarsite.outputs import Copy, File, Output, Page
from seminarsite.plan import plan
from seminarsite.publish import Published, publish
from seminarsite.theme import BrokenTemplate, Theme


@dataclass(frozen=True)
class Blueprint:
    """A site that may be published: the value, its outputs by path, and how they become bytes."""

    site: Site
    planned: Mapping[str, Output]
    theme: Theme

    def make(self, output: Output) -> bytes:
        """The bytes of an output. Raises BrokenTemplate."""
        match output:
            case Page():
                return self.theme.render(output, self.site)
            case File():
                return output.make(*output.arguments)
            case Copy():
                return output.file.read_bytes()


def draw(root: Path, now: dt.datetime, report: Report, kept: Kept = NOTHING) -> Blueprint | None:
    """Everything before rendering, with the secrets that are `kept`. None where an error stands in the report."""
    site = read_site(root / "content", now, report, kept)
    if site is None:
        return None
    check(site, report)
    theme = Theme(root)
    planned = plan(site, theme.static_files(), root / "content", report)
    return None if report.failed else Blueprint(site, planned, theme)


def check_only(root: Path, now: dt.datetime, report: Report, kept: Kept = NOTHING) -> Blueprint | None:
    """Everything but publishing: each page is rendered, too, so that a broken template is found."""
    blueprint = draw(root, now, report, kept)
    if blueprint:
        try:
            for output in blueprint.planned.values():
                blueprint.make(output)
        except BrokenTemplate as error:
            report.add(mistakes.broken_template(error.span, str(error)))
            return None
    return blueprint


def build(root: Path, output: Path, now: dt.datetime, report: Report, kept: Kept = NOTHING) -> Published | None:
    """Publish the site in `root` as of `now` (aware) into `output`. None where an error stands in the report.

    Raises CannotPublish where the output cannot be written.
    """
    blueprint = draw(root, now, report, kept)
    if blueprint is None:
        return None
    try:
        return publish(blueprint.planned, blueprint.make, output, root)
    except BrokenTemplate as error:
        report.add(mistakes.broken_template(error.span, str(error)))
        return None
