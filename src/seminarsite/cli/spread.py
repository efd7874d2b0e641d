"""The commands that begin a series, and a season of it: one placeholder for each of its days."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click

from seminarsite.cli import begin, completing, options
from seminarsite.cli.begin import EXIT_CODES, new
from seminarsite.cli.options import Text

MOST = 200
"""Events that are written at once; more are a slip of the fingers."""


class Days(click.ParamType[tuple[dt.date, dt.date]]):
    """A day, or a range of days, both ends counted in: 2025-12-24, 2025-12-22..2026-01-05."""

    name = "days"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[dt.date, dt.date]:
        if isinstance(value, tuple):
            return value
        parts = re.split(r"\.\.|/", str(value))
        if len(parts) > 2:
            self.fail(f"{value!r} is no range of days: write 2025-12-22..2026-01-05.", param, ctx)
        days = [Text("date").convert(part.strip(), param, ctx) for part in parts]
        first, last = days[0], days[-1]
        assert isinstance(first, dt.date)
        assert isinstance(last, dt.date)
        if last < first:
            self.fail(f"{value!r} ends before it begins.", param, ctx)
        return first, last


@new.command("series", epilog=EXIT_CODES)
@options.site
@click.argument("title")
@click.option("--weekday", default=None, help="The day on which it meets, as Tuesday.")
@click.option("--time", type=Text("time"), default=None, help="Its hour on the wall, as 16:15.")
@click.option("--length", type=Text("length"), default="60 min", show_default=True, help="As 90 min.")
@click.option("--every", type=click.IntRange(1, 52), default=1, help="Every so many weeks.")
@click.option("--zone", type=Text("zone"), default=None, show_default="that of the site", help="As Europe/Zurich.")
@begin.dry_run
def new_series(
    site: Path,
    title: str,
    weekday: str | None,
    time: dt.time | None,
    length: dt.timedelta,
    every: int,
    zone: str | None,
    *,
    dry_run: bool,
) -> None:
    """Begin the file of a series: seminarsite new series "Analysis seminar" --weekday Tuesday --time 16:15."""
    from seminarsite import scaffold
    from seminarsite.model.series import Slot
    from seminarsite.model.values import Weekday, Zone
    from seminarsite.tools import characters

    if not characters.slug_of(title):
        raise click.BadParameter("the title needs some Latin letters or digits, which name its file.")
    content = begin.read(site)
    slot = None
    if weekday is not None:
        days = {day.name.lower(): day for day in Weekday}
        if weekday.lower() not in days:
            listed = ", ".join(day.capitalize() for day in days)
            raise click.BadParameter(f"{weekday!r} is no weekday: write {listed}.", param_hint="--weekday")
        if time is None:
            raise click.BadParameter("a slot has an hour, too: say --time, as 16:15.", param_hint="--time")
        where = Zone(zone) if zone else content.settings.zone
        slot = Slot(weekday=days[weekday.lower()], time=time, zone=where, length=length, every=every)
    elif time is not None:
        raise click.BadParameter("and on which day? Say --weekday, as Tuesday.", param_hint="--weekday")
    begin.put(site, scaffold.series(characters.tidy(title), slot, zone=zone), dry_run=dry_run)


@new.command("season", epilog=EXIT_CODES)
@options.site
@click.option(
    "--series", default=None, shell_complete=completing.series, help="Its series; needed where there is more than one."
)
@click.option(
    "--from", "first", type=Text("date"), default=None, show_default="today", help="The first day, as 2025-09-15."
)
@click.option(
    "--until", "last",
    type=Text("date"),
    default=None,
    show_default="the end of the season, by `season-starts`",
    help="The last day that may have an event.",
)  # fmt: skip
@click.option(
    "--skip", type=Days(), multiple=True, help="A day or a range without events, as 2025-12-22..2026-01-05. Repeatable."
)
@click.option("--draft", is_flag=True, help="For your eyes only; else visitors see them as tentative.")
@click.option("--yes", is_flag=True, help="Do not ask before writing.")
@begin.dry_run
def new_season(
    site: Path,
    series: str | None,
    first: dt.date | None,
    last: dt.date | None,
    skip: tuple[tuple[dt.date, dt.date], ...],
    *,
    draft: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    """Begin a season: a placeholder, to be filled in, for each free day of the series' slots."""
    from seminarsite import proposal, scaffold

    content = begin.read(site)
    of = begin.series_of(content, series)
    if of is None or not of.slots:
        raise click.UsageError("only a series with a `slot` (weekday and hour) has days of its own: add one first.")
    first = first or content.today
    last = last or proposal.end_of_season(first, content.settings.season_starts)
    days = proposal.season_days(content, of, first, last, skip)
    if not days:
        options.echo(f"{of.name} has no free day from {first} to {last}.", err=True)
        return
    if len(days) > MOST:
        raise click.UsageError(f"that would be {len(days)} events; {MOST} at most, so give an earlier --until.")
    marks = ["status: tentative  # take this line out when a speaker has agreed"]
    if draft:
        marks = ["draft: yes  # take this line out when visitors may see it"]
    folder = proposal.folder_of(content, of)
    files: dict[str, str] = {}
    for day in days:
        files |= scaffold.event(day, series=of.id, remarks=marks, folder=folder)
    if options.is_watched() and not (yes or dry_run):
        shown = ", ".join(f"{day:%a} {day}" for day in (days if len(days) <= 6 else (*days[:3], *days[-2:])))
        many = options.plural(len(days), "placeholder")
        click.confirm(f"Write {many} ({shown}{'; …' if len(days) > 6 else ''})?", default=True, abort=True, err=True)
    begin.put(site, files, dry_run=dry_run)
