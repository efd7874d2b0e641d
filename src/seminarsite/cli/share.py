"""The commands that write what is published in formats for others; nothing is sent."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from seminarsite.cli import options
from seminarsite.cli.options import MISTAKES

if TYPE_CHECKING:
    from seminarsite.diagnostics import Report
    from seminarsite.model.season import Season
    from seminarsite.model.series import Series
    from seminarsite.model.site import Site

EXIT_CODES = """\b
Exit codes:
  0  it is written
  1  the content has errors: nothing was written
  2  the command was not understood
  3  the file or folder could not be written"""

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group(epilog=EXIT_CODES)
def export() -> None:
    """Write the talks as CSV, JSON or BibTeX, for researchseminars.org, or a season to keep.

    Only what everybody may see: no drafts, no private links, no notes.
    """


def _common(command: Command) -> Command:
    """The options of all exports that are one file."""
    file = click.option(
        "--output",
        "-o",
        type=click.Path(dir_okay=False, path_type=Path),
        default=None,
        show_default="the terminal",
        help="The file to write; one that is there is replaced.",
    )
    series = click.option("--series", default=None, help="Leave out the events of other series.")
    season = click.option("--season", default=None, help="Leave out other seasons: 2025, or 2025/26.")
    for option in (file, season, series, options.now, options.site):
        command = option(command)
    return command


@export.command("csv", epilog=EXIT_CODES)
@_common
@click.option("--bom", is_flag=True, help="Begin with the mark by which Excel knows UTF-8.")
def csv_(
    site: Path, now: dt.datetime | None, series: str | None, season: str | None, output: Path | None, *, bom: bool
) -> None:
    """A table for spreadsheets: one row for each event, columns named as the keys of content files."""
    from seminarsite.exporters.table import table

    _write(output, table(_chosen(site, now, series, season), bom=bom))


@export.command("json", epilog=EXIT_CODES)
@_common
def json_(site: Path, now: dt.datetime | None, series: str | None, season: str | None, output: Path | None) -> None:
    """Everything that is published in one file, with texts as they were written."""
    from seminarsite.exporters.everything import everything

    _write(output, everything(_chosen(site, now, series, season)))


@export.command(epilog=EXIT_CODES)
@_common
def bibtex(site: Path, now: dt.datetime | None, series: str | None, season: str | None, output: Path | None) -> None:
    """The talks for a bibliography, the latest first."""
    from seminarsite.generators.citations import bibliography

    _write(output, bibliography(_chosen(site, now, series, season)))


@export.command(epilog=EXIT_CODES)
@_common
@click.option("--topic", "topics", multiple=True, help="An id of theirs, as math_AG. May be given more than once.")
@click.option("--existing", is_flag=True, help="The series is there already: leave out what may not be sent again.")
def researchseminars(
    site: Path,
    now: dt.datetime | None,
    series: str | None,
    season: str | None,
    output: Path | None,
    topics: tuple[str, ...],
    *,
    existing: bool,
) -> None:
    """A series as the API of researchseminars.org takes it: `properties`, and a list of `talks`.

    Post the first to /api/0/save/series/ and each of the others to /api/0/save/talk/. Events that do not take
    place, and those of whole days, are left out and told.
    """
    from seminarsite.exporters.aggregator import aggregated, left_out

    whole = _chosen(site, now, None, season)
    if series is None and len(whole.series) != 1:
        known = ", ".join(one.id for one in whole.series)
        raise click.BadParameter(f"which one? --series is one of {known}.", param_hint="--series")
    one = _series(whole, series) or whole.series[0]
    _write(output, aggregated(whole, one, topics=topics, existing=existing))
    for event in left_out(whole, one):
        options.echo(f"left out: {event.id} ({event.at('status', 'date')})", err=True)


@export.command("season", epilog=EXIT_CODES)
@options.site
@options.now
@click.argument("label", metavar="SEASON")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    required=True,
    help="A new folder, or a file that ends in .zip, which is replaced.",
)
def season_(site: Path, now: dt.datetime | None, label: str, output: Path) -> None:
    """A copy of a season to keep: its pages as files that open without a server and without the network.

    SEASON is 2025, or 2025/26. The copy has the season's talks, their speakers and series, slides, pictures and
    calendar entries, and checksums. All other links lead to the site. Open index.html.
    """
    from seminarsite.build import check_only, lasting_copy
    from seminarsite.diagnostics import Report
    from seminarsite.exporters.offline import archive

    report = Report()
    blueprint = check_only(site, now or options.the_clock(), report, options.kept(site, needed=False))
    if blueprint is None:
        _refuse(report)
    season = _season(blueprint.site, label)
    assert season is not None
    files = lasting_copy(site, blueprint, season)
    if output.suffix.lower() == ".zip":
        options.put(output, archive(files, output.stem))
        options.echo(f"{options.plural(len(files), 'file')} in {output}.")
        return
    options.write(output, files, quietly=True)
    options.echo(f"{options.plural(len(files), 'file')} in {output}/: open {output / 'index.html'}.")


def _chosen(root: Path, now: dt.datetime | None, series: str | None, season: str | None) -> Site:
    """The site, as sound as for a build, or the part of it that is wanted."""
    from seminarsite.diagnostics import Report
    from seminarsite.exporters.choice import chosen
    from seminarsite.judging.checks import check
    from seminarsite.reading.content import read_site

    report = Report()
    found = read_site(root / "content", now or options.the_clock(), report, options.kept(root, needed=False))
    if found is not None:
        check(found, report)
    if found is None or report.failed:
        _refuse(report)
    return chosen(found, series=_series(found, series), season=_season(found, season))


def _refuse(report: Report) -> NoReturn:
    options.tell(report)
    options.echo(f"{options.count(report)}. Nothing was written.", err=True)
    sys.exit(MISTAKES)


def _series(site: Site, name: str | None) -> Series | None:
    known = {one.id: one for one in site.series}
    found = next((one for id_, one in known.items() if id_ == name), None)
    if name is not None and found is None:
        raise click.BadParameter(_unknown("series", name, known), param_hint="--series")
    return found


def _season(site: Site, label: str | None) -> Season | None:
    from seminarsite.exporters.choice import seasons

    known = seasons(site)
    if label is not None and label not in known:
        labels = dict.fromkeys(season.label for season in known.values())
        raise click.BadParameter(_unknown("season", label, labels), param_hint="season")
    return known[label] if label is not None else None


def _unknown(what: str, name: str, known: Any) -> str:
    from seminarsite import mistakes
    from seminarsite.diagnostics import Span

    mistake = mistakes.unknown_reference(Span(""), what, name, known)
    return f"{mistake.message}. {mistake.hint}"


def _write(output: Path | None, content: bytes) -> None:
    if output is None:
        options.echo(content, nl=False)
    else:
        options.put(output, content)
        options.echo(f"wrote {output}", err=True)
