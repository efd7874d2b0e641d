"""The command that writes announcements; people send them."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from seminarsite.cli import completing, options
from seminarsite.cli.options import MISTAKES, NOTHING_COMES, Text

if TYPE_CHECKING:
    from seminarsite.announcing.letters import Letter
    from seminarsite.diagnostics import Report
    from seminarsite.model.series import Series
    from seminarsite.model.site import Site
    from seminarsite.sentences.mailwords import About

EXIT_CODES = """\b
Exit codes:
  0  there is an announcement
  1  the content has errors, or the event cannot be announced like this
  2  the command was not understood
  3  the files could not be written
  4  there is nothing to announce: no event comes"""

ABOUT = ["reminder", "today", "moved", "cancelled", "postponed", "recording"]


@click.command(epilog=EXIT_CODES)
@options.site
@options.now
@click.argument("what", metavar="EVENT|next|today|week|season", shell_complete=completing.announced)
@click.option(
    "--about",
    type=click.Choice(ABOUT),
    default=None,
    show_default="what its state and its day suggest",
    help="What to tell of an event.",
)
@click.option("--series", default=None, shell_complete=completing.series, help="Leave out the events of other series.")
@click.option(
    "--format", "format_",
    type=click.Choice(["text", "html", "eml", "short", "all"]),
    default="text",
    show_default=True,
    help="Plain text, HTML, a mail with the calendar entry attached, short texts for chat and social media, or all.",
)  # fmt: skip
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    show_default="the terminal",
    help="The folder for the files. None that is there already is overwritten.",
)
@click.option("--to", type=Text("email"), multiple=True, help="For the mail: to whom. May be given more than once.")
@click.option("--from", "sender", type=Text("email"), default=None, help="For the mail: from whom.")
@click.option(
    "--with-link",
    is_flag=True,
    help="Put the link for joining into text and mail, for the mailing list. Do not publish them then.",
)
def announce(
    site: Path,
    now: dt.datetime | None,
    what: str,
    about: str | None,
    series: str | None,
    format_: str,
    output: Path | None,
    to: tuple[str, ...],
    sender: str | None,
    *,
    with_link: bool,
) -> None:
    """Write an announcement, for you to send. Nothing is sent.

    EVENT is the name of its file, as `kohn` for content/events/kohn.md. `next` is the next event, `today` those of
    today, `week` those of today and the six days after it, `season` what is still to come of the season.

    It is in the language of the event, with the hours in the cities that site.yaml or the series lists under
    `cities`, and says where the clocks make them other than usual. `--format eml` makes a file that mail programs
    open as a draft. The words are in templates/mail/, which files of your own can replace.
    """
    from seminarsite.sentences.mailwords import About

    content, report = _read(site, now or options.the_clock(), with_link=with_link)
    of = _series(content, series)
    _check_known(content, what, report)
    letters = _letters(content, site, what, report, about=About(about) if about else None, series=of, link=with_link)
    if output is None:
        _show(letters, format_, lambda letter: letter.eml(to=to, sender=sender, date=now))
        return
    files: dict[str, str] = {}
    for letter in letters:
        eml = letter.eml(to=to, sender=sender, date=now).decode("ascii")
        found = {"text": {".txt": letter.text}, "html": {".html": letter.html}, "eml": {".eml": eml}}
        found["short"] = {".chat.txt": letter.chat, ".social.txt": letter.social}
        wanted = found.values() if format_ == "all" else (found[format_],)
        files.update({f"{letter.name}{ending}": text for those in wanted for ending, text in those.items()})
    options.write(output, files)


def _read(root: Path, now: dt.datetime, *, with_link: bool) -> tuple[Site, Report]:
    """The site, whose content must be as sound as for a build. Secrets must be at hand only where a link is wanted."""
    from seminarsite.diagnostics import Report
    from seminarsite.judging.checks import check
    from seminarsite.reading.content import read_site

    report = Report()
    found = read_site(root / "content", now, report, options.kept(root, needed=with_link))
    if found is not None:
        check(found, report)
    if found is None or report.failed:
        _refuse(report)
    return found, Report()


def _refuse(report: Report) -> NoReturn:
    options.tell(report)
    options.echo(f"{options.count(report)}. Nothing is announced.")
    sys.exit(MISTAKES)


def _series(site: Site, name: str | None) -> Series | None:
    from seminarsite import mistakes
    from seminarsite.diagnostics import Span

    known = {one.id: one for one in site.series}
    found = next((one for id_, one in known.items() if id_ == name), None)
    if name is not None and found is None:
        mistake = mistakes.unknown_reference(Span(""), "series", name, known)
        raise click.BadParameter(f"{mistake.message}. {mistake.hint}", param_hint="--series")
    return found


def _check_known(site: Site, what: str, report: Report) -> None:
    """Stop where there is no such event, or where nobody may know of it."""
    from seminarsite import mistakes
    from seminarsite.announcing.announce import SEVERAL
    from seminarsite.diagnostics import Span

    known = [event.id for event in site.events]
    if what in SEVERAL or what in known or what in [event.slug for event in site.events]:
        return
    for name, span in site.withheld:
        if what == name:
            report.add(mistakes.not_yet_public(span, name))
            _refuse(report)
    # The names of files begin with dates: somebody who knows no more than `kohn` finds the whole name.
    near = [name for name in reversed(known) if what.lower() in name]
    mistake = mistakes.unknown_reference(Span(""), "event", what, near or [*SEVERAL, *reversed(known)])
    raise click.BadParameter(f"{mistake.message}. {mistake.hint}", param_hint="EVENT")


def _letters(
    site: Site, root: Path, what: str, report: Report, *, about: About | None, series: Series | None, link: bool
) -> list[Letter]:
    """What is announced, written out; stops where there is nothing, or where it cannot be."""
    from seminarsite import mistakes
    from seminarsite.announcing.announce import SEASON, WEEK, announcements
    from seminarsite.announcing.letters import letter
    from seminarsite.theme import BrokenTemplate, Theme

    if what in (WEEK, SEASON) and (about or link):
        raise click.UsageError(f"--about and --with-link are for single events, not for `{what}`.")
    found = announcements(site, what, report, about=about, series=series, with_link=link)
    if report.failed:
        _refuse(report)
    if not found:
        options.echo("There is nothing to announce: no such event comes.", err=True)
        sys.exit(NOTHING_COMES)
    theme = Theme(root)
    try:
        return [letter(one, site, theme) for one in found]
    except BrokenTemplate as error:
        report.add(mistakes.broken_template(error.span, str(error)))
        _refuse(report)


def _show(letters: list[Letter], format_: str, eml: Callable[[Letter], bytes]) -> None:
    """To the terminal, or to whatever reads it."""
    if format_ == "all" or (len(letters) > 1 and format_ in ("html", "eml")):
        raise click.UsageError("this makes several files: name a folder for them with --output.")
    if format_ == "eml":
        options.echo(eml(letters[0]), nl=False)
    elif format_ == "html":
        options.echo(letters[0].html)
    elif format_ == "text":
        options.echo(f"\n{'-' * 72}\n\n".join(letter.text for letter in letters), nl=False)
    else:
        options.echo("\n".join(f"{letter.chat}\n{letter.social}" for letter in letters), nl=False)
