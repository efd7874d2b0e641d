"""The command that takes in what speakers answer."""

from __future__ import annotations

import datetime as dt
import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seminarsite.cli import options
from seminarsite.cli.options import MISTAKES

if TYPE_CHECKING:
    from seminarsite.ingesting.intake import Intake, Source
    from seminarsite.ingesting.replies import Reply

EXIT_CODES = """\b
Exit codes:
  0  it is written, or (--dry-run) would be
  1  the mail says nothing that is asked for, or the content would have errors: nothing was written
  2  the command was not understood
  3  the mail could not be read, or a file not be written"""


@click.command(epilog=EXIT_CODES)
@options.site
@options.now
@click.argument("mail", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--event", default=None, show_default="the one that the mail refers to", help="The name of its file.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--replace", is_flag=True, help="Replace what is there already.")
@click.option("--attachments", is_flag=True, help="Save PDF files as slides, and a picture as portrait of the speaker.")
def ingest(
    site: Path,
    now: dt.datetime | None,
    mail: Path,
    event: str | None,
    *,
    dry_run: bool,
    replace: bool,
    attachments: bool,
) -> None:
    """Take title, abstract, … of a speaker's reply over into content.

    MAIL is the reply, saved as .eml. It is read line by line: `Title: …`, `Abstract: …` in English, German, French,
    Italian or Spanish, within the quoted letter or above it. Only what is empty in the files is filled in;
    everything else in them stays as it is. What was not understood is listed.
    """
    from seminarsite.ingesting.intake import intake, speaker_of
    from seminarsite.ingesting.mailtext import CannotRead, letter
    from seminarsite.ingesting.replies import reply

    try:
        read = letter(mail.read_bytes())
    except (CannotRead, OSError) as error:
        options.fail(f"{mail}: {error.strerror if isinstance(error, OSError) else error}")
    answer = reply(read)
    source = _event(site, event, answer)
    name = speaker_of(source.document)
    speaker = _speaker(site, name) if name else None
    content = site / "content"
    taken = [p.relative_to(content).as_posix() for f in ("files", "pictures") for p in (content / f).rglob("*")]
    came = read.attachments if attachments else ()
    found = intake(answer, source, speaker, replace=replace, attachments=came, taken=taken)
    if not attachments and read.attachments:
        found.left.append(
            f"{options.plural(len(read.attachments), 'attachment')}: --attachments saves slides and pictures"
        )
    _finish(site, now or options.the_clock(), found, dry_run=dry_run)


def _finish(site: Path, now: dt.datetime, found: Intake, *, dry_run: bool) -> None:
    """Show what changes, try it, write it, and list what is left."""
    from seminarsite import scaffold
    from seminarsite.diagnostics import Report
    from seminarsite.trial import tried

    changed = {**{path: _mark(site / path) + text.encode() for path, text in found.files.items()}, **found.saved}
    for path, text in sorted(found.files.items()):
        old = _text(site / path) if (site / path).exists() else ""
        lines = difflib.unified_diff(_lines(old), _lines(text), path, path, lineterm="")
        options.echo("\n".join(lines))
    for path in sorted(found.saved):
        options.echo(f"+ {path}")
    report = Report()
    if changed:
        before, kept = Report(), options.kept(site, needed=False)
        tried(site, {}, now, before, kept)
        tried(site, changed, now, report, kept)
        known = set(before.diagnostics)
        fresh = [one for one in report.diagnostics if one not in known]
        report = Report()
        report.add(*fresh)
        options.tell(report)
    for line in found.left:
        options.echo(f"left: {line}", err=True)
    if report.failed or not changed:
        options.echo(f"{options.count(report)}. Nothing was written." if changed else "Nothing to write.")
        sys.exit(MISTAKES)
    if dry_run:
        options.echo("Nothing was written, as this is a dry run.")
        return
    for path, content in changed.items():
        try:
            scaffold.put(site / path, content, folders=True)
        except OSError as error:
            options.fail(f"{error.filename or path}: {error.strerror}")
        options.echo(f"wrote {path}")


def _lines(text: str) -> list[str]:
    from seminarsite import mistakes

    return [mistakes.printable(line) for line in text.splitlines()]


_BOM = b"\xef\xbb\xbf"


def _mark(file: Path) -> bytes:
    """The mark of UTF-8 with which some editors begin a file."""
    return _BOM if file.exists() and file.read_bytes().startswith(_BOM) else b""


def _text(file: Path) -> str:
    return file.read_bytes().removeprefix(_BOM).decode("utf-8")


def _event(site: Path, name: str | None, answer: Reply) -> Source:
    """The file of the event: the one that is named, else the one that the mail refers to."""
    from seminarsite import mistakes
    from seminarsite.diagnostics import Span

    found = _sources(site, "events")
    wanted = name or answer.event
    if wanted is None:
        raise click.UsageError("the mail does not say which event it is about: name it with --event.")
    if wanted not in found:
        near = [id_ for id_ in reversed(found) if wanted.lower() in id_]
        mistake = mistakes.unknown_reference(Span(""), "event", wanted, near or found)
        raise click.BadParameter(f"{mistake.message}. {mistake.hint}", param_hint="--event")
    return found[wanted]


def _speaker(site: Path, name: str) -> Source | None:
    from seminarsite.ingesting.intake import is_of

    return next((source for source in _sources(site, "speakers").values() if is_of(source.document, name)), None)


def _sources(site: Path, folder: str) -> dict[str, Source]:
    """The files of a folder by the ids of what is in them; those that cannot be read are none."""
    from seminarsite.diagnostics import Report
    from seminarsite.ingesting.intake import Source
    from seminarsite.reading import sources
    from seminarsite.tools import characters

    found: dict[str, Source] = {}
    for file in sorted((site / "content" / folder).rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.suffix in (".md", ".yaml", ".yml") and file.is_file() and not file.is_symlink():
            document = sources.read(site, path, Report())
            if document is not None:
                own = next(
                    (v.text for k, v in document.data.entries if k.text == "id" and isinstance(v, sources.Scalar)), ""
                )
                found[own or characters.slug_of(file.stem)] = Source(_text(file), document)
    return found
