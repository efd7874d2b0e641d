"""The command that shows organisers how the season stands, and writes the letters that ask for what is missing."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from seminarsite.cli import completing, options
from seminarsite.cli.options import MISTAKES, OVERDUE, Text

if TYPE_CHECKING:
    from seminarsite.model.season import Season
    from seminarsite.model.series import Series
    from seminarsite.model.site import Site
    from seminarsite.organising.standing import Overview
    from seminarsite.organising.telling import Changes

EXIT_CODES = """\b
Exit codes:
  0  nothing is overdue
  1  the content has errors
  2  the command was not understood
  3  a file could not be written
  5  something is overdue"""


@click.command(epilog=EXIT_CODES)
@options.site
@options.now
@click.option("--series", default=None, shell_complete=completing.series, help="Only this series.")
@click.option(
    "--season",
    default=None,
    metavar="YEAR",
    show_default="this one, and what is to come",
    help="Only this season, as 2025/26.",
)
@click.option("--published", is_flag=True, help="Leave out drafts and what is embargoed, for logs that others read.")
@click.option("--addresses", is_flag=True, help="Show the private e-mail addresses of those to ask.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Write a page for organisers, too: outside of the site, since it has drafts and private addresses.",
)
@click.option(
    "--mails",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Write a letter to the speakers of each event that lacks something, as .eml and .txt, into this folder.",
)
@click.option(
    "--for", "only",
    default=None,
    metavar="EVENT",
    shell_complete=completing.events,
    help="For the letters: only this event, however early it is.",
)  # fmt: skip
@click.option("--from", "sender", type=Text("email"), default=None, help="For the letters: from whom.")
def status(
    site: Path,
    now: dt.datetime | None,
    series: str | None,
    season: str | None,
    format_: str,
    html: Path | None,
    mails: Path | None,
    only: str | None,
    sender: str | None,
    *,
    published: bool,
    addresses: bool,
) -> None:
    """Show how the season stands: what is missing and since when, whom to ask, which days are free.

    For organisers: drafts and what is embargoed are in it, and marked. Nothing is published, and nothing is sent.
    """
    from seminarsite.organising import telling
    from seminarsite.organising.standing import overview

    moment = now or options.the_clock()
    for place in (html, mails):
        _refuse_published(place, site)
    content = _read(site, moment, published=published)
    chosen = _season(content, season)
    found = overview(content, series=_series(content, series), season=chosen)
    _check_known(found, only)
    changes = _unrecorded(site, moment)
    if published:
        shown = {event.id for event in content.events}
        changes = {name: kinds for name, kinds in changes.items() if name in shown}
    if format_ == "json":
        options.echo(telling.as_json(found, changes, addresses=addresses))
    else:
        _show(found, changes, addresses=addresses)
    if html is not None or mails is not None:
        _write(site, found, changes, html=html, mails=mails, only=only, sender=sender, quiet=format_ == "json")
    sys.exit(OVERDUE if found.overdue else options.OK)


def _read(site: Path, moment: dt.datetime, *, published: bool) -> Site:
    from seminarsite.diagnostics import Report
    from seminarsite.reading.content import read_site

    report = Report()
    kept = options.kept(site, needed=False)
    found = read_site(site / "content", moment, report, kept, for_organisers=not published)
    if found is None:
        options.tell(report)
        options.echo(f"{options.count(report)}. Mend these first.", err=True)
        sys.exit(MISTAKES)
    return found


def _unrecorded(site: Path, moment: dt.datetime) -> Changes:
    """What the ledger does not know yet of what is published, where one is kept and all public links are at hand."""
    from seminarsite.diagnostics import Report
    from seminarsite.model.ledger import Ledger
    from seminarsite.publishing import record
    from seminarsite.reading.content import read_site

    if not record.is_kept(site):
        return {}
    public = read_site(site / "content", moment, Report(), options.kept(site, needed=False))
    if public is None or any(record.unknown(public)):
        return {}
    after, records = record.recorded(public, moment)
    return record.news(after.ledger or Ledger(), records)


def _series(content: Site, name: str | None) -> Series | None:
    from seminarsite.cli import begin

    return None if name is None else begin.series_of(content, name)


def _check_known(found: Overview, only: str | None) -> None:
    from seminarsite import mistakes
    from seminarsite.diagnostics import Span

    known = [standing.event.id for standing in found.standings]
    if only is not None and only not in known:
        mistake = mistakes.unknown_reference(Span(""), "event", only, known)
        raise click.BadParameter(f"{mistake.message}. {mistake.hint}", param_hint="--for")


def _season(content: Site, name: str | None) -> Season | None:
    from seminarsite.model.season import season_of
    from seminarsite.organising.standing import season_named

    season = season_named(content, name) if name else None
    if name and season is None:
        now = season_of(content.today, content.settings.season_starts)
        raise click.BadParameter(f"there is no season {name!r}: write it as {now.label}.", param_hint="--season")
    return season


def _show(found: Overview, changes: Changes, *, addresses: bool) -> None:
    from seminarsite.organising.table import Tone, lines

    styles: dict[Tone, dict[str, str | bool]] = {
        Tone.HEADING: {"bold": True},
        Tone.OVERDUE: {"fg": "red", "bold": True},
        Tone.FAINT: {"dim": True},
    }
    coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ  # no-color.org
    for line in lines(found, changes, get_terminal_size().columns, addresses=addresses):
        style = styles.get(line.tone) if coloured else None
        options.echo(click.style(line.text, **style) if style else line.text)  # type: ignore[arg-type]


# --- files ---------------------------------------------------------------------------------------


def _refuse_published(place: Path | None, site: Path) -> None:
    """What is private must not stand where it would be published, or with the content."""
    from seminarsite.routes import PUBLISHED_FILES

    if place is None:
        return
    real, root = place.resolve(), site.resolve()
    ours = [root / name for name in ("build", "content", "static", "templates", "languages")]
    published = [folder for folder in (real, *real.parents) if (folder / PUBLISHED_FILES).is_file()]
    for folder in (*ours, *published):
        if real.is_relative_to(folder):
            raise click.BadParameter(
                f"{place} would be in {folder}, which is published or read as content. This has private addresses and "
                "drafts: write it elsewhere, as ../status.html."
            )


def _write(
    site: Path,
    found: Overview,
    changes: Changes,
    *,
    html: Path | None,
    mails: Path | None,
    only: str | None,
    sender: str | None,
    quiet: bool,
) -> None:
    from seminarsite import scaffold
    from seminarsite.organising import asking, sheet
    from seminarsite.theme import BrokenTemplate, Theme

    theme = Theme(site)
    try:
        drafts = [asking.draft(request, found.site, theme) for request in asking.requests(found, only)]
        page = sheet.page(found, changes, drafts, theme) if html else ""
    except BrokenTemplate as error:
        options.fail(f"{error.span}: {error}", MISTAKES)
    files: dict[Path, bytes] = {}
    if html is not None:
        if html.exists() and sheet.MARK not in html.read_text("utf-8", "replace"):
            options.fail(f"{html} is already there, and no page of this command; nothing was written")
        files[html] = page.encode()
    for one in drafts if mails is not None else ():
        assert mails is not None
        name = mails / one.request.name
        letter = {
            name.with_suffix(".eml"): one.eml(sender=sender),
            name.with_suffix(".txt"): sheet.letter(one).encode(),
        }
        for path, content in letter.items():
            if path.exists() and not quiet:
                options.echo(f"{path} is already there, and stays as it is")
            elif not path.exists():
                files[path] = content
    for path, content in files.items():
        try:
            scaffold.write_private(path, content)
        except OSError as error:
            options.fail(f"{path}: {error.strerror}")
        if not quiet:
            options.echo(f"wrote {path}")
