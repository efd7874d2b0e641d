"""The commands that make something of the content: build, check, serve."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seminarsite.cli import options
from seminarsite.cli.options import EXIT_CODES, MISTAKES

if TYPE_CHECKING:
    from seminarsite.diagnostics import Report


@click.command(epilog=EXIT_CODES)
@options.site
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=None,
    show_default="build",
    help="The folder of the built site.",
)
@options.now
@options.strict
@options.format_
@click.option("--record", "note", is_flag=True, help="Note in the ledger what has changed, once it is published.")
def build(site: Path, output: Path | None, now: dt.datetime | None, format_: str, *, strict: bool, note: bool) -> None:
    """Make the site from content/ and put it into build/.

    Either the whole new site is put there, or, if anything is wrong, the old one stays as it is.
    """
    from seminarsite.build import build as build_site
    from seminarsite.diagnostics import Report
    from seminarsite.publishing.publish import CannotPublish
    from seminarsite.publishing.record import CannotRecord

    report = Report(strict=strict)
    target = output if output is not None else site / "build"
    try:
        published = build_site(site, target, now or options.the_clock(), report, options.kept(site), note=note)
    except CannotPublish as error:
        options.tell(report, format_)
        options.fail(str(error))
    except CannotRecord as error:
        options.tell(report, format_)
        options.fail(f"the site is published, but its changes are not recorded: {error}")
    options.tell(report, format_)
    if published is None:
        options.say(f"{options.count(report)}. Nothing was published.", format_)
        sys.exit(MISTAKES)
    changed = f"{published.changed} new or changed" + (f", {published.deleted} deleted" if published.deleted else "")
    options.say(f"{options.plural(published.files, 'file')} in {target}/: {changed}. {options.count(report)}.", format_)
    options.say("`seminarsite serve` shows it in the browser; any web server can publish the folder.", format_)
    options.say_of_ledger(site, format_)


@click.command(epilog=EXIT_CODES)
@options.site
@options.now
@options.without_secrets
@options.strict
@options.format_
def check(site: Path, now: dt.datetime | None, *, without_secrets: bool, strict: bool, format_: str) -> None:
    """Read everything and say what is wrong, without publishing."""
    from seminarsite.build import check_only
    from seminarsite.diagnostics import Report

    report = Report(strict=strict)
    blueprint = check_only(site, now or options.the_clock(), report, options.kept(site, needed=not without_secrets))
    options.tell(report, format_)
    if blueprint is None:
        options.say(f"{options.count(report)}.", format_)
        sys.exit(MISTAKES)
    found = blueprint.site
    counts = (len(found.events), "event"), (len(found.series), "series"), (len(found.speakers), "speaker")
    options.say(f"{', '.join(options.plural(n, what) for n, what in counts)}. {options.count(report)}.", format_)
    options.say_of_ledger(site, format_)


@click.command(epilog=EXIT_CODES)
@options.site
@options.now
@options.without_secrets
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
def serve(site: Path, now: dt.datetime | None, *, without_secrets: bool, port: int) -> None:
    """Show the site in the browser while you write.

    Each page is made anew when a file is saved, and mistakes are shown in its place. Only this
    computer can see it. Stop it with Ctrl-C.
    """
    from seminarsite.serve import Preview, make_server, watch

    preview = Preview(
        site,
        (lambda: now) if now else options.the_clock,
        lambda: options.kept(site, needed=not without_secrets),
    )
    options.tell(preview.report)
    try:
        server = make_server(preview, port)
    except OSError as error:
        options.fail(f"port {port}: {error.strerror}; try another one with --port")
    options.echo(f"http://127.0.0.1:{server.server_address[1]}/ shows the site. Ctrl-C stops it.")

    def said(report: Report) -> None:
        options.tell(report)
        options.say(f"{options.count(report)}.")

    end_watch = watch(preview, site, said)
    with server:
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            options.echo()
        finally:
            end_watch()
