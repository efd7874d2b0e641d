"""The command for schedulers: when to build again."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click

from seminarsite.cli import options
from seminarsite.cli.options import MISTAKES, NOTHING_COMES

EXIT_CODES = """\b
Exit codes:
  0  there is a next change
  1  the content has errors
  2  the command was not understood
  4  nothing changes any more by time alone"""


@click.command("next-change", epilog=EXIT_CODES)
@options.site
@options.now
@click.option("--daily", is_flag=True, help='Count the date in "As of Monday …" too, which changes at each midnight.')
@click.option(
    "--format", "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
def next_change(site: Path, now: dt.datetime | None, *, daily: bool, format_: str) -> None:
    """Say when the site next changes by time alone, in UTC, and what changes then.

    A link for joining appears or goes, an event is over, an embargo ends, a term of a board begins or
    ends. Build the site again at that moment. It needs no secrets.
    """
    from seminarsite.changes import next_changes
    from seminarsite.diagnostics import Report
    from seminarsite.reading.content import read_site

    report = Report()
    found = read_site(site / "content", now or options.the_clock(), report, options.kept(site, needed=False))
    if found is None:
        options.tell(report)
        sys.exit(MISTAKES)
    coming = next_changes(found, daily=daily)
    moment = f"{coming[0].moment:%Y-%m-%dT%H:%M:%SZ}" if coming else None
    if format_ == "json":
        what = [{"kind": change.kind.value, "of": change.of} for change in coming]
        click.echo(json.dumps({"next": moment, "changes": what}, indent=2))
    elif moment:
        click.echo("\n".join((moment, *(f"  {change.kind} {change.of}".rstrip() for change in coming))))
    else:
        click.echo("Nothing changes any more by time alone.", err=True)
    if not coming:
        sys.exit(NOTHING_COMES)
