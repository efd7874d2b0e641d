"""The command that says what visitors will see change."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seminarsite.cli import options
from seminarsite.cli.options import MISTAKES, NOTHING_COMES, Moment

if TYPE_CHECKING:
    from seminarsite.comparing.differences import Made

EXIT_CODES = """\b
Exit codes:
  0  visitors see a difference
  1  the content has errors, then or now
  2  the command was not understood
  3  git has no such commit, or is not there
  4  visitors see no difference"""


@click.command(epilog=EXIT_CODES)
@options.site
@click.option("--now", "moments", type=Moment(), multiple=True, help="As of this moment; twice to compare two moments.")
@click.option("--from", "before", default=None, help="The commit to compare from. [default: the last one]")
@click.option("--to", "after", default=None, help="The commit to compare to. [default: the folder as it is]")
@click.option(
    "--format", "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
def diff(site: Path, moments: tuple[dt.datetime, ...], before: str | None, after: str | None, format_: str) -> None:
    """Say what visitors will see change: between two moments, or two commits.

    Without options: what your edits change since the last commit. With --now twice: what time alone changes.
    Pages are compared by the text that they show, calendars by their entries. Nothing is published.
    """
    from seminarsite.comparing import differences
    from seminarsite.revisions import CannotTakeOut, taken_out

    if len(moments) > 2:
        raise click.UsageError("--now may be given twice at most.")
    moments = moments or (options.the_clock(),)
    if len(moments) == 1 and before is None:
        before = "HEAD"
    with ExitStack() as folders:
        try:
            roots = [folders.enter_context(taken_out(site, commit)) if commit else site for commit in (before, after)]
        except CannotTakeOut as error:
            options.fail(str(error))
        old = _made(roots[0], site, moments[0], before)
        new = _made(roots[1], site, moments[-1], after)
    found = differences.differences(old, new)
    options.echo(differences.as_json(found) if format_ == "json" else differences.as_text(found))
    if not found:
        sys.exit(NOTHING_COMES)


def _made(root: Path, site: Path, moment: dt.datetime, commit: str | None) -> Made:
    """What visitors see of the site in a folder; the secrets are those of today."""
    from seminarsite import mistakes
    from seminarsite.build import draw
    from seminarsite.comparing import differences
    from seminarsite.diagnostics import Report
    from seminarsite.outputs import File, Page
    from seminarsite.sentences.wording import Words
    from seminarsite.theme import BrokenTemplate

    report = Report()
    blueprint = draw(root, moment, report, options.kept(site, needed=False))
    pages: dict[str, bytes] = {}
    calendars: dict[str, bytes] = {}
    try:
        for path, output in blueprint.planned.items() if blueprint else ():
            if blueprint and isinstance(output, Page):
                pages[output.address] = blueprint.make(output)
            elif blueprint and isinstance(output, File) and path in ("calendar.ics", "archive.ics"):
                calendars[path] = blueprint.make(output)
    except BrokenTemplate as error:
        report.add(mistakes.broken_template(error.span, str(error)))
    if report.failed:
        options.tell(report)
        options.echo(f"{options.count(report)}{f' at {commit}' if commit else ''}. Nothing was compared.", err=True)
        sys.exit(MISTAKES)
    assert blueprint is not None
    as_of = Words.of(blueprint.site.settings).as_of(blueprint.site.today)
    return differences.made(pages, calendars, as_of)
