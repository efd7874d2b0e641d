"""The commands that make something of the content: build, check, serve."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seminarsite.cli import options
from seminarsite.cli.options import EXIT_CODES, MISTAKES
from seminarsite.cli.progress import progress

if TYPE_CHECKING:
    from seminarsite.diagnostics import Diagnostic, Report


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
@options.without_secrets
@click.option("--record", "note", is_flag=True, help="Note in the ledger what has changed, once it is published.")
@click.option(
    "--profile", is_flag=True, help="Say where the time went; it is looked at again even if nothing has changed."
)
def build(
    site: Path,
    output: Path | None,
    now: dt.datetime | None,
    format_: str,
    *,
    strict: bool,
    without_secrets: bool,
    note: bool,
    profile: bool,
) -> None:
    """Make the site from content/ and put it into build/.

    Either the whole new site is put there, or, if anything is wrong, the old one stays as it is.
    """
    from seminarsite.diagnostics import Report
    from seminarsite.publishing import standing

    report = Report(strict=strict)
    moment = now or options.the_clock()
    target = output if output is not None else site / "build"
    if not (note or profile) and (stands := standing.find(site, moment)) and stands.is_there(target):
        report.add(*stands.diagnostics)
        options.tell(report, format_)
        _stop_if_refused(report, format_, ". Nothing was published.")
        _say_published(site, target, stands.counts["file"], "0 new or changed", report, format_)
        return
    with progress() as shown, _explained(report, format_):
        from seminarsite.build import build as build_site

        kept = options.kept(site, needed=not without_secrets)
        published = build_site(site, target, moment, report, kept, note=note, show=shown.show)
    options.tell(report, format_)
    if published is None:
        options.say(f"{options.count(report)}. Nothing was published.", format_)
        sys.exit(MISTAKES)
    counts = {"new or changed": published.changed, "deleted": published.deleted, "remembered": published.remembered}
    done = ", ".join(f"{n:,} {what}" for what, n in counts.items() if n or what == "new or changed")
    took = f" ({shown.seconds:.1f} s)" if sys.stdout.isatty() else ""
    _say_published(site, target, published.files, f"{done}{took}", report, format_)
    if profile:
        options.echo(shown.table(), err=True)


@contextmanager
def _explained(report: Report, format_: str) -> Iterator[None]:
    """Why nothing could be written, below what there is to say of the content."""
    from seminarsite.publishing.record import CannotRecord
    from seminarsite.publishing.staging import CannotPublish

    try:
        yield
    except CannotPublish as error:
        options.tell(report, format_)
        options.fail(str(error))
    except CannotRecord as error:
        options.tell(report, format_)
        options.fail(f"the site is published, but its changes are not recorded: {error}")


def _stop_if_refused(report: Report, format_: str, end: str) -> None:
    """Of what is as it was: with --strict, its warnings are told as errors all the same."""
    if report.refuses:
        options.say(f"{options.count(report)}{end}", format_)
        sys.exit(MISTAKES)


def _say_published(site: Path, target: Path, files: int, changed: str, report: Report, format_: str) -> None:
    options.say(f"{files:,} file{'' if files == 1 else 's'} in {target}/: {changed}. {options.count(report)}.", format_)
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
    from seminarsite.diagnostics import Report
    from seminarsite.publishing import standing

    moment = now or options.the_clock()
    report = Report(strict=strict)
    if stands := standing.find(site, moment):
        report.add(*stands.diagnostics)
        options.tell(report, format_)
        _stop_if_refused(report, format_, ".")
        counts = [(stands.counts[what], what) for what in ("event", "series", "speaker")]
    else:
        from seminarsite.build import check_only

        with progress() as shown:
            secrets = options.kept(site, needed=not without_secrets)
            blueprint = check_only(site, moment, report, secrets, show=shown.show)
        options.tell(report, format_)
        if blueprint is None:
            options.say(f"{options.count(report)}.", format_)
            sys.exit(MISTAKES)
        found = blueprint.site
        counts = [(len(found.events), "event"), (len(found.series), "series"), (len(found.speakers), "speaker")]
    options.say(f"{', '.join(options.plural(n, what) for n, what in counts)}. {options.count(report)}.", format_)
    options.say_of_ledger(site, format_)


@click.command(epilog=EXIT_CODES)
@options.site
@options.now
@options.without_secrets
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option(
    "--editor",
    "editor_name",
    metavar="NAME",
    default="code",
    envvar="SEMINARSITE_EDITOR",
    show_envvar=True,
    show_default=True,
    help="Which editor opens a line that is to be mended: code, codium, cursor, zed, idea, pycharm, textmate, bbedit, "
    "sublime, none, or an address as myeditor://open?file={path}&line={line}.",
)
@click.option("--poll", is_flag=True, help="Look at each file again and again, where the system does not tell changes.")
def serve(
    site: Path, now: dt.datetime | None, *, without_secrets: bool, port: int, editor_name: str, poll: bool
) -> None:
    """Show the site in the browser while you write.

    Each page is made anew when a file is saved, mistakes are shown over it, and its toolbar shows the site as of any
    moment. Only this computer can see it. Stop it with Ctrl-C.
    """
    from seminarsite.diagnostics import Report
    from seminarsite.preview.editors import NoEditor, editor
    from seminarsite.preview.server import make_server
    from seminarsite.preview.state import Preview
    from seminarsite.preview.watching import watch

    try:
        opens = editor(editor_name)
    except NoEditor as error:
        raise click.BadParameter(f"{editor_name!r} is no editor: {error}.", param_hint="--editor") from None
    preview = Preview(site, options.the_clock, lambda: options.kept(site, needed=not without_secrets), at=now)
    gc.freeze()  # what was read stays: to look through it for what is not used any more would hold up an edit
    sys.setswitchinterval(0.001)  # as long as a request waits for the thread that judges
    try:
        server = make_server(preview, port, opens)
    except OSError as error:
        options.fail(f"port {port}: {error.strerror}; try another one with --port")
    options.echo(f"http://127.0.0.1:{server.server_address[1]}/ shows the site. Ctrl-C stops it.")

    def said(found: Iterable[Diagnostic]) -> None:
        report = Report()
        report.add(*found)
        options.tell(report)
        options.say(f"{options.count(report)}.")

    end_watch = watch(preview, said, polling=poll)
    with server:
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            options.echo()
        finally:
            end_watch()
