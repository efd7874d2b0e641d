"""The commands that begin content files: they know the series, its free days and everybody who spoke."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from seminarsite.cli import completing, options
from seminarsite.cli.options import MISTAKES, Text

if TYPE_CHECKING:
    from seminarsite.model.series import Series
    from seminarsite.model.site import Site
    from seminarsite.proposal import Day, Somebody

EXIT_CODES = """\b
Exit codes:
  0  the files are written, or shown
  1  the content has errors, or would have: nothing was written
  2  the command was not understood
  3  a file is already there, or could not be written: nothing was written"""

SHOWN = 2
"""Files that `--dry-run` shows whole; of more it gives the names."""

dry_run = click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
another = click.option(
    "--another-person", is_flag=True, help="The name resembles that of a known speaker, but it is somebody else."
)


@click.group(epilog=EXIT_CODES)
def new() -> None:
    """Begin content files: an event, a season of them, a speaker, a series.

    At a terminal, what is needed and not given is asked for. Nothing that exists is ever overwritten.
    """


@new.command("event", epilog=EXIT_CODES)
@options.site
@click.option(
    "--series", default=None, shell_complete=completing.series, help="Its series; needed where there is more than one."
)
@click.option(
    "--date", type=Text("date"), default=None, show_default="the next free day of the series", help="As 2025-11-03."
)
@click.option("--time", type=Text("time"), default=None, show_default="that of the series", help="As 17:15.")
@click.option("--title", default=None, show_default="to be announced", help="The title, with TeX between dollars.")
@click.option(
    "--speaker", "speakers",
    multiple=True,
    shell_complete=completing.speakers,
    show_default="to be announced",
    help="A name, or the name of a file in speakers/. May be given more than once.",
)  # fmt: skip
@click.option("--affiliation", default=None, help="The speaker's; of a new one it makes a file in speakers/.")
@click.option("--homepage", type=Text("url"), default=None, help="A new speaker's own page.")
@click.option("--email", type=Text("email"), default=None, help="A new speaker's address, for you: never published.")
@click.option(
    "--abstract-file", type=click.File(encoding="utf-8"), default=None, help="A text in Markdown; - for the input."
)
@click.option("--draft", is_flag=True, help="Not to be published yet.")
@another
@dry_run
def new_event(
    site: Path,
    series: str | None,
    date: dt.date | None,
    time: dt.time | None,
    title: str | None,
    speakers: tuple[str, ...],
    affiliation: str | None,
    homepage: str | None,
    email: str | None,
    abstract_file: IO[str] | None,
    *,
    draft: bool,
    another_person: bool,
    dry_run: bool,
) -> None:
    """Begin the file of an event, on the next free day of its series."""
    from seminarsite import proposal, scaffold

    if (affiliation or homepage or email) and len(speakers) != 1:
        raise click.UsageError("--affiliation, --homepage and --email are of one speaker: give one --speaker.")
    content = read(site)
    of = series_of(content, series)
    proposed = day = proposal.Day(date) if date else proposal.next_day(content, of)
    if options.is_watched() and not (date or title or speakers):
        speakers, title, day = _ask(proposed)
    asked = date is not None or day != proposed
    _refuse_second(content, of, day.date, asked=asked)
    about = [proposal.Somebody(name=name, affiliation=affiliation, homepage=homepage, email=email) for name in speakers]
    written = [proposal.written(content, _who(content, one, another=another_person)) for one in about]
    files = {name: text for _, own in written for name, text in own.items()}
    files |= scaffold.event(
        day.date,
        series=of.id if of else None,
        title=title,
        speakers=[person for person, _ in written],
        time=_hour(content, of, day, time),
        abstract=abstract_file.read() if abstract_file else None,
        remarks=proposal.remarks(day, draft=draft),
        folder=proposal.folder_of(content, of),
    )
    put(site, files, dry_run=dry_run)
    _mention(content, of, day.date, asked=asked)


def _ask(day: Day) -> tuple[tuple[str, ...], str | None, Day]:
    """Speaker, title and day, of somebody at a terminal who has given none of them."""
    from seminarsite import proposal

    name = click.prompt("Who speaks (leave it empty if nobody knows yet)", default="", show_default=False, err=True)
    title = click.prompt("Title (empty: to be announced)", default="", show_default=False, err=True)
    proposed = f"{day.date:%a} {day.date}"
    date = click.prompt("Day", default=proposed, type=Text("date"), err=True)
    assert isinstance(date, dt.date)
    chosen = day if date == day.date else proposal.Day(date)
    return ((name,) if name.strip() else ()), title.strip() or None, chosen


def _refuse_second(content: Site, of: Series | None, date: dt.date, *, asked: bool) -> None:
    """Where an event of that day waits for its speaker, a second file would be a second event."""
    from seminarsite import proposal

    found = proposal.waiting(content, of, date) if asked else ()
    if found:
        place = found[0].at("speakers", "title")
        options.fail(f"{place.path} is already there and waits for a speaker: write it there, at line {place.line}")


def _mention(content: Site, of: Series | None, date: dt.date, *, asked: bool) -> None:
    """What the organiser may have meant instead: days that are as good as free."""
    from seminarsite import proposal

    if asked:
        return
    for event in proposal.waiting(content, of):
        if event.date < date:
            options.echo(f"{event.date:%a} {event.date} still waits for a speaker, in {event.at().path}.", err=True)
    for event in proposal.cancelled_on(content, of, date):
        state = f"was passed over, as an event is {event.status} there: --date takes it"
        options.echo(f"{event.date:%a} {event.date} {state}.", err=True)


def _who(content: Site, somebody: Somebody, *, another: bool) -> Somebody:
    """The known speaker who is meant, or somebody new. Asks, or stops, where the name is nearly a known one."""
    import dataclasses

    from seminarsite import proposal

    if proposal.speaker_named(content, somebody.name):
        return somebody
    near = proposal.speaker_like(content, somebody.name)
    if near is None:
        return somebody
    if another:
        return dataclasses.replace(somebody, resembles=near)
    if options.is_watched() and click.confirm(f"Is that {near.name}, who is known already?", default=True, err=True):
        return dataclasses.replace(somebody, name=near.name)
    if options.is_watched():
        return dataclasses.replace(somebody, resembles=near)
    raise click.BadParameter(
        f"nearly the name of a known speaker. Did you mean `{near.name}`? "
        "If it is somebody else, say --another-person.",
        param_hint=f"`{somebody.name}`",
    )


def _hour(content: Site, of: Series | None, day: Day, time: dt.time | None) -> dt.time | None:
    """The hour that its file needs; None where it is that of the series."""
    from seminarsite import proposal

    if time is not None or proposal.has_hour(of, day.date):
        return time
    usual = day.time or proposal.usual_time(content, of, day.date)
    if usual is not None:
        return usual
    if options.is_watched():
        asked = click.prompt("At what time does it begin, as 17:15", type=Text("time"), err=True)
        assert isinstance(asked, dt.time)
        return asked
    raise click.BadParameter("the series has no hour of its own: say --time, as 17:15.", param_hint="--time")


@new.command("speaker", epilog=EXIT_CODES)
@options.site
@click.argument("name")
@click.option("--affiliation", default=None, help="As University of Bern.")
@click.option("--homepage", type=Text("url"), default=None, help="The speaker's own page.")
@click.option("--email", type=Text("email"), default=None, help="For you, to write to: never published.")
@another
@dry_run
def new_speaker(
    site: Path,
    name: str,
    affiliation: str | None,
    homepage: str | None,
    email: str | None,
    *,
    another_person: bool,
    dry_run: bool,
) -> None:
    """Begin the file of a speaker: seminarsite new speaker "Kathlén Kohn"."""
    from seminarsite import proposal
    from seminarsite.tools import characters

    if not characters.slug_of(name):
        raise click.BadParameter("write the name in Latin letters; `native-name` in the file is for its own script.")
    content = read(site)
    known = proposal.speaker_named(content, name)
    if known is not None and proposal.has_file(known):
        options.fail(f"{known.name} is known already, in {known.at().path}; nothing was written")
    somebody = proposal.Somebody(name=name, affiliation=affiliation, homepage=homepage, email=email)
    who = _who(content, somebody, another=another_person)
    put(site, {**proposal.told_apart(who), **proposal.file_of(who)}, dry_run=dry_run)


# --- what they have in common --------------------------------------------------------------------


def read(site: Path) -> Site:
    """Everything that is written, drafts too: their days are taken, and their speakers known."""
    from seminarsite.diagnostics import Report
    from seminarsite.reading.content import read_site

    report = Report()
    kept = options.kept(site, needed=False)
    found = read_site(site / "content", options.the_clock(), report, kept, for_organisers=True)
    if found is None:
        options.tell(report)
        options.echo(f"{options.count(report)}. Mend these first.")
        sys.exit(MISTAKES)
    return found


def series_of(content: Site, name: str | None) -> Series | None:
    """The series of a name; the only one there is; asked for, where there are several and somebody is there."""
    from seminarsite import mistakes
    from seminarsite.diagnostics import Span

    known = {one.id: one for one in content.series}
    if name is None and len(known) > 1 and options.is_watched():
        name = click.prompt("Which series", type=click.Choice(sorted(known)), err=True)
    if name is None:
        if len(known) > 1:
            raise click.BadParameter(f"which one? --series is one of {', '.join(known)}.", param_hint="--series")
        return next(iter(known.values()), None)
    for id_, series in known.items():
        if name in (id_, series.slug):
            return series
    mistake = mistakes.unknown_reference(Span(""), "series", name, known)
    raise click.BadParameter(f"{mistake.message}. {mistake.hint}", param_hint="--series")


def put(site: Path, files: Mapping[str, str], *, dry_run: bool) -> None:
    """Write new files, or only show them. What the content could not be read with is taken away again, and told."""
    from seminarsite import scaffold
    from seminarsite.diagnostics import Report
    from seminarsite.reading.content import read_site

    if dry_run:
        for name, text in files.items():
            there = " (is already there: it would be refused)" if (site / name).exists() else ""
            options.echo(f"would write {name}{there}")
            if len(files) <= SHOWN:
                options.echo("".join(f"    {line}\n" for line in text.splitlines()), nl=False)
        return
    written = options.begin(site, files)
    report = Report()
    if read_site(site / "content", options.the_clock(), report, options.kept(site, needed=False)) is None:
        scaffold.withdraw(written)
        options.tell(report)
        options.echo(f"{options.count(report)}. Nothing was written.")
        sys.exit(MISTAKES)
    for path in written:
        options.echo(f"wrote {path}")
