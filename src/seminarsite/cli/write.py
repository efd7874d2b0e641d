"""The commands that write content files, and the one that says what may stand in them."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seminarsite.cli import options
from seminarsite.cli.options import EXIT_CODES, MISTAKES, Text

if TYPE_CHECKING:
    from seminarsite.model.site import Site


@click.command(epilog=EXIT_CODES)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--title", default="Research seminar", show_default=True, help="The title of the series and the site.")
@click.option(
    "--url", type=Text("url"), default="https://example.org/", show_default=True, help="Where the site will be."
)
@click.option("--weekday", default="Wednesday", show_default=True, help="The day on which the seminar meets.")
@click.option("--time", type=Text("time"), default="12:00", show_default=True, help="The hour on the wall, as 17:15.")
@click.option("--zone", type=Text("zone"), default="UTC", show_default=True, help="IANA time zone, as Europe/Zurich.")
def init(folder: Path, title: str, url: str, weekday: str, time: dt.time, zone: str) -> None:
    """Begin a small site in an empty folder."""
    from seminarsite import scaffold
    from seminarsite.model.series import Series, Slot
    from seminarsite.model.values import Phrase, Slug, Weekday, Zone
    from seminarsite.tools.characters import slug_of

    days = {day.name.lower(): day for day in Weekday}
    if weekday.lower() not in days:
        raise click.BadParameter(f"{weekday!r} is no weekday: write {', '.join(d.capitalize() for d in days)}.")
    if not slug_of(title):
        raise click.BadParameter("the title needs some Latin letters or digits, which name its file.")
    slot = Slot(weekday=days[weekday.lower()], time=time, zone=Zone(zone))
    series = Series(id=Slug(slug_of(title)), title=Phrase(title, title, title), slots=(slot,))
    first = scaffold.next_free_date(series, (), options.the_clock().date())
    options.write(folder, scaffold.small_site(title, url, slot, first))
    where = "" if folder == Path() else f"cd {folder} and "
    options.echo(f"Now {where}run `seminarsite serve` to look at it, and edit the files in content/.")


@click.group(epilog=EXIT_CODES)
def new() -> None:
    """Begin a content file for an event, a speaker or a series."""


@new.command("event", epilog=EXIT_CODES)
@options.site
@click.option("--series", default=None, help="Its series; needed where there is more than one.")
@click.option(
    "--date", type=Text("date"), default=None, show_default="the next free day of the series", help="As 2025-11-03."
)
@click.option("--time", type=Text("time"), default=None, show_default="that of the series", help="As 17:15.")
@click.option("--title", default=None, show_default="to be announced", help="The title, with TeX between dollars.")
@click.option(
    "--speaker", "speakers", multiple=True, show_default="to be announced", help="May be given more than once."
)
def new_event(
    site: Path,
    series: str | None,
    date: dt.date | None,
    time: dt.time | None,
    title: str | None,
    speakers: tuple[str, ...],
) -> None:
    """Begin the file of an event."""
    from seminarsite import mistakes, scaffold
    from seminarsite.diagnostics import Span

    content = _read(site)
    known = {one.id: one for one in content.series}
    if series is None and len(known) == 1:
        series = next(iter(known))
    if series is None and len(known) > 1:
        raise click.BadParameter(f"which one? --series is one of {', '.join(known)}.", param_hint="--series")
    if series is not None and series not in known:
        mistake = mistakes.unknown_reference(Span(""), "series", series, known)
        raise click.BadParameter(f"{mistake.message}. {mistake.hint}", param_hint="--series")
    of = next((one for id_, one in known.items() if id_ == series), None)
    taken = [e.date for e in content.events if of is None or (e.series is not None and e.series.id == of.id)]
    date = date or scaffold.next_free_date(of, taken, content.today)
    if time is None and not (of and (of.slot_on(date) or of.time)):
        raise click.BadParameter("the series has no hour of its own: say --time, as 17:15.", param_hint="--time")
    options.write(site, scaffold.event(date, series=series, title=title, speakers=speakers, time=time))


@new.command("speaker", epilog=EXIT_CODES)
@options.site
@click.argument("name")
@click.option("--affiliation", default=None, help="As University of Bern.")
@click.option("--homepage", type=Text("url"), default=None, help="The speaker's own page.")
def new_speaker(site: Path, name: str, affiliation: str | None, homepage: str | None) -> None:
    """Begin the file of a speaker: seminarsite new speaker "Kathlén Kohn"."""
    from seminarsite import scaffold
    from seminarsite.tools import characters

    if not characters.slug_of(name):
        raise click.BadParameter("write the name in Latin letters; `native-name` in the file is for its own script.")
    options.write(site, scaffold.speaker(characters.tidy(name), affiliation=affiliation, homepage=homepage))


@new.command("series", epilog=EXIT_CODES)
@options.site
@click.argument("title")
@click.option("--zone", type=Text("zone"), default=None, show_default="that of the site", help="As Europe/Zurich.")
def new_series(site: Path, title: str, zone: str | None) -> None:
    """Begin the file of a series: seminarsite new series "Analysis seminar"."""
    from seminarsite import scaffold
    from seminarsite.tools import characters

    if not characters.slug_of(title):
        raise click.BadParameter("the title needs some Latin letters or digits, which name its file.")
    options.write(site, scaffold.series(characters.tidy(title), zone=zone))


@click.command(epilog=EXIT_CODES)
@click.argument("kind", type=click.Choice(["site", "series", "event", "speaker", "page"]), required=False)
def keys(kind: str | None) -> None:
    """List the keys that content files may have, and what each means."""
    from seminarsite import reference

    options.echo(reference.markdown([kind] if kind else reference.KINDS), nl=False)


@click.command(epilog=EXIT_CODES)
def rules() -> None:
    """List the rules of `check` that a site may change or silence."""
    from seminarsite import reference

    options.echo(reference.rules(), nl=False)


def _read(site: Path) -> Site:
    from seminarsite.diagnostics import Report
    from seminarsite.reading.content import read_site

    report = Report()
    found = read_site(site / "content", options.the_clock(), report, options.kept(site, needed=False))
    if found is None:
        options.tell(report)
        options.echo(f"{options.count(report)}. Mend these first.")
        sys.exit(MISTAKES)
    return found
