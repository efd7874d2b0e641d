"""The command that begins a site, and the one that says what may stand in content files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from seminarsite.cli import options
from seminarsite.cli.options import EXIT_CODES, Text


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
