"""The commands for a site of one's own: init, ways to publish it, and what may stand in its files."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seminarsite import __version__
from seminarsite.cli import options
from seminarsite.cli.options import EXIT_CODES, Text

if TYPE_CHECKING:
    from seminarsite.model.values import Weekday

_WAYS = click.Choice(["github", "gitlab", "rsync"])


@click.command(epilog=EXIT_CODES)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--title", show_default="Research seminar", help="The title of the series and the site.")
@click.option(
    "--kind",
    type=click.Choice(["seminar", "lecture"]),
    show_default="seminar",
    help="A seminar meets in a slot of the week; a named lecture, once a year.",
)
@click.option("--zone", type=Text("zone"), show_default="UTC", help="IANA time zone, as Europe/Zurich.")
@click.option("--weekday", show_default="Wednesday", help="The day on which the seminar meets.")
@click.option("--time", type=Text("time"), show_default="12:00", help="The hour on the wall, as 17:15.")
@click.option("--url", type=Text("url"), show_default="https://example.org/", help="Where the site will be.")
@click.option("--deploy", type=_WAYS, help="Also write what publishes it, as `recipe` does.")
def init(
    folder: Path,
    title: str | None,
    kind: str | None,
    zone: str | None,
    weekday: str | None,
    time: dt.time | None,
    url: str | None,
    deploy: str | None,
) -> None:
    """Begin a small site in an empty folder.

    At a terminal it asks five questions; options answer them, and elsewhere their defaults do.
    """
    from seminarsite import newsite, scaffold
    from seminarsite.model.series import EventKind, Series, Slot
    from seminarsite.model.values import Phrase, Slug, Zone

    day = _weekday(weekday) if weekday else None
    if title is not None:
        _titled(title)
    title = title or _ask("Title of the seminar or lecture", "Research seminar", _titled)
    kind = kind or _ask("Kind, seminar or lecture (a named one, once a year)", "seminar", _kind)
    zone = zone or _ask("Time zone", _zone_of_this_machine, _reader("zone"), elsewhere="UTC")
    if day is None or time is None:
        usual = f"{_name(day) if day is not None else 'Wednesday'} {time or dt.time(12):%H:%M}"
        asked_day, asked_time = _ask("Usual day and hour", usual, _day_and_hour)
        day, time = asked_day if day is None else day, time or asked_time
    url = url or _ask("Address of the site, if you know it already", "https://example.org/", _reader("url"))
    slot = Slot(weekday=day, time=time, zone=Zone(zone))
    series = Series(id=Slug("one"), title=Phrase(title, title, title), slots=(slot,))
    first = scaffold.next_free_date(series, (), options.the_clock().date())
    files = {
        **newsite.small_site(title, url, slot, first, EventKind(kind)),
        **(_recipe(folder, deploy) if deploy else {}),
    }
    if (folder / "README.md").exists():  # a folder from a forge has one
        del files["README.md"]
    options.write(folder, files)
    where = "" if folder == Path() else f"cd {folder} and "
    options.echo(f"Now {where}run `seminarsite serve` to look at it, and edit the files in content/.")
    _advise(deploy)


@click.command(epilog=EXIT_CODES)
@options.site
@click.argument("way", type=_WAYS)
def recipe(site: Path, way: str) -> None:
    """Write the files that publish the site: on GitHub Pages, on GitLab Pages, or by rsync.

    They build it at each change, and when time alone changes it, as `next-change` says. Files that are there
    already stay as they are: delete what is to be written anew.
    """
    options.write(site, _recipe(site, way))
    _advise(way)


@click.command(epilog=EXIT_CODES)
@options.site
@click.argument("kind", type=click.Choice(["site", "series", "event", "speaker", "page"]), required=False)
@click.option("--write", is_flag=True, help="Write them, and which is for which files, into schema/ and .vscode/.")
def schema(site: Path, kind: str | None, *, write: bool) -> None:
    """Print the JSON Schema of a kind of content file, for editors that complete keys in .yaml files."""
    from seminarsite import editors, scaffold

    if write:
        try:
            written = scaffold.renew(site, {**editors.texts([kind] if kind else editors.ALL), **editors.settings()})
        except OSError as error:
            options.fail(f"{error.filename}: {error.strerror}")
        for path in written:
            options.echo(f"wrote {path}")
    elif kind is None:
        raise click.UsageError("which kind: site, series, event, speaker or page? Or write them all with --write.")
    else:
        (text,) = editors.texts([kind]).values()
        options.echo(text, nl=False)


@click.command(epilog=EXIT_CODES)
@click.argument("kind", type=click.Choice(["site", "series", "event", "speaker", "page"]), required=False)
def keys(kind: str | None) -> None:
    """List the keys that content files may have, and what each means."""
    from seminarsite import reference

    options.echo(reference.markdown([kind] if kind else reference.KINDS), nl=False)


# --- questions -----------------------------------------------------------------------------------


@click.command(epilog=EXIT_CODES)
def rules() -> None:
    """List the rules of `check` that a site may change or silence."""
    from seminarsite import reference

    options.echo(reference.rules(), nl=False)


def _ask(question: str, usual: str | Callable[[], str], read: Callable[[str], Any], elsewhere: str = "") -> Any:
    """The answer of whoever sits at the terminal, asked again until it can be read; else what is usual."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return read(elsewhere or str(usual))
    return click.prompt(question, default=usual if isinstance(usual, str) else usual(), value_proc=read)


def _reader(name: str) -> Callable[[str], Any]:
    return lambda text: Text(name).convert(text, None, None)


def _titled(text: str) -> str:
    from seminarsite.tools import characters

    if not characters.slug_of(text):
        raise click.BadParameter("the title needs some Latin letters or digits, which name its file.")
    return text


def _kind(text: str) -> str:
    return str(click.Choice(["seminar", "lecture"], case_sensitive=False).convert(text.strip(), None, None))


def _weekday(text: str) -> Weekday:
    from seminarsite.model.values import Weekday

    found = [day for day in Weekday if len(text) > 2 and day.name.startswith(text.upper())]
    if not found:
        names = ", ".join(_name(day) for day in Weekday)
        raise click.BadParameter(f"{text!r} is no weekday: write {names}.")
    return found[0]


def _name(day: Weekday) -> str:
    return day.name.capitalize()


def _day_and_hour(text: str) -> tuple[Weekday, dt.time]:
    day, _, hour = text.strip().partition(" ")
    return _weekday(day), _reader("time")(hour)


def _zone_of_this_machine() -> str:
    """As /etc/localtime says, where it is a link into the time zone database and we accept the name."""
    from seminarsite.tools import zones

    with suppress(OSError):
        name = Path("/etc/localtime").readlink().as_posix().partition("zoneinfo/")[2]
        if found := zones.known(name):
            return found
    return "UTC"


# --- publishing ----------------------------------------------------------------------------------


def _recipe(folder: Path, way: str) -> dict[str, str]:
    """The files of a way to publish, and what pip is to install there, but for those that are there."""
    from seminarsite import recipes

    found = dict(recipes.files(way))
    if recipes.needs_requirements(way):
        wanted = {
            recipes.REQUIREMENTS: f"{recipes.requirement(__version__, _origin())}\n",
            recipes.LOCKED: recipes.locked(),
        }
        found |= wanted
    there = [name for name in found if (folder / name).exists()]
    for name in there:
        options.echo(f"{name} is there already, and stays as it is")
    return {name: text for name, text in found.items() if name not in there}


def _origin() -> str | None:
    """What the installer has noted of where this program came from (PEP 610)."""
    from importlib import metadata

    with suppress(metadata.PackageNotFoundError):
        return metadata.distribution("seminarsite").read_text("direct_url.json")
    return None


def _advise(way: str | None) -> None:
    from seminarsite import recipes

    if way == "rsync":
        options.echo("Say in deploy.conf where the site goes; `sh deploy.sh` then builds and sends it.")
    elif way:
        options.echo(f"Commit these files. What to set once stands at the head of {recipes.MAIN[way]}.")
        if recipes.requirement(__version__, _origin()).startswith("./"):
            checkout = recipes.checkout(_origin()) or "PATH-OF-A-CHECKOUT-OF-SEMINARSITE"
            options.echo(f"{recipes.REQUIREMENTS} names a wheel of this program. Make it, and commit it, too:")
            options.echo(f"  pip wheel --no-deps --wheel-dir {recipes.WHEELS} {checkout}")
