"""What the commands have in common: options, the clock, messages and exit codes."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from seminarsite.diagnostics import Report
    from seminarsite.tools.keeping import Kept

MOST_OF_A_SECRET = 4096
"""Bytes of a file that holds one; a larger file is something else."""

FIRST_YEAR, LAST_YEAR = 1900, 2200  # a slip of the fingers beyond; and every zone has a date there

OK, MISTAKES, USAGE, CANNOT_WRITE, NOTHING_COMES, OVERDUE = 0, 1, 2, 3, 4, 5
SIGNALLED = 128  # and the number of the signal, as shells have it

EXIT_CODES = """\b
Exit codes:
  0  all is well (there may be warnings)
  1  the content has errors (or warnings, with --strict): nothing was published, the old site is as it was
  2  the command was not understood
  3  the result could not be written, or the preview could not be started
  130  stopped with Ctrl-C (143: with SIGTERM): no site is left half-published"""


class Commands(click.Group):
    """Commands that end with a line where they are stopped, or where nobody listens any more."""

    def invoke(self, ctx: click.Context) -> object:
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stopped:
            number = stopped.args[0] if stopped.args else signal.SIGINT
            fail("stopped; no site is left half-published", SIGNALLED + number)
        except MemoryError as error:
            fail(f"{error or 'memory is short'}; no site is left half-published")
        finally:
            signal.signal(signal.SIGTERM, before)


def _stop(number: int, _: object) -> NoReturn:
    """SIGTERM is told as Ctrl-C is, so that what was begun is cleared away."""
    raise KeyboardInterrupt(number)


class Moment(click.ParamType[dt.datetime]):
    """An instant: 2025-10-20, or 2025-10-20T12:00:00Z."""

    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        if isinstance(value, dt.datetime):
            return value
        try:
            moment = dt.datetime.fromisoformat(str(value))
        except ValueError:
            moment = dt.datetime.min  # noqa: DTZ901  (of no use either)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            self.fail(f"{value!r} is no moment: write 2025-10-20 or 2025-10-20T12:00:00Z.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


class Text(click.ParamType[object]):
    """A value read as in a content file: a date, an hour, a zone."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        from seminarsite.diagnostics import Span
        from seminarsite.tools import characters, texts

        if not isinstance(value, str):
            return value
        try:
            return getattr(texts, self.name)(value)
        except characters.Unreadable as error:
            mistake = error.mistake(Span(""))
            self.fail(f"{mistake.message}; {mistake.hint[:1].lower()}{mistake.hint[1:]}", param, ctx)


def the_clock() -> dt.datetime:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set, else this very moment. In UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        except (ValueError, OverflowError, OSError):
            moment = dt.datetime.min.replace(tzinfo=dt.UTC)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            # "If the value is malformed, the build process SHOULD exit with a non-zero error code."
            raise click.UsageError(f"SOURCE_DATE_EPOCH={epoch} is no number of seconds since 1970")
        return moment
    return dt.datetime.now(dt.UTC).replace(microsecond=0)  # noqa: TID251  (the one place)


site = click.option(
    "--site", "-C",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="The folder that holds content/.",
)  # fmt: skip
now = click.option(
    "--now",
    type=Moment(),
    default=None,
    show_default="the clock",
    help="Show the site as of this moment, as 2025-10-20T12:00:00Z.",
)
format_ = click.option(
    "--format", "format_",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How messages are written: for people, for programs, or for GitHub's pull requests.",
)  # fmt: skip


without_secrets = click.option(
    "--without-secrets",
    is_flag=True,
    help="Go on where a secret (env:NAME, file:secrets/x) is not at hand; its link is then shown nowhere.",
)

strict = click.option("--strict", is_flag=True, help="Take warnings for errors, as for a check of each change.")


def kept(site: Path, *, needed: bool = True) -> Kept:
    """The secrets of the environment, and those in files of the folder secrets/ beside content/."""
    from seminarsite.tools.keeping import FOLDER, Kept

    texts = {f"env:{name}": text for name, text in os.environ.items()}
    folder = site / FOLDER
    for file in folder.iterdir() if folder.is_dir() else ():
        if file.is_file() and file.stat().st_size < MOST_OF_A_SECRET:
            with contextlib.suppress(OSError, UnicodeDecodeError):  # as if it were not there: that is told
                texts[f"file:{FOLDER}/{file.name}"] = file.read_text("utf-8")
    return Kept(texts, needed)


def tell(report: Report, format_: str = "text") -> None:
    """All messages: those for people to the error output, those for programs to the output."""
    from seminarsite.diagnostics import FORMATS

    text = FORMATS[format_](report.diagnostics)
    if text:
        echo(text, err=format_ == "text")


def say(text: str, format_: str = "text") -> None:
    """A sentence for people; programs get nothing but the messages."""
    if format_ == "text":
        echo(text)


def say_of_ledger(site: Path, format_: str = "text") -> None:
    """How to begin a ledger, where there is none."""
    from seminarsite.model import LEDGER

    if not (site / "content" / LEDGER).is_file():
        say("Calendars do not know what has changed, as there is no ledger: `seminarsite record` begins one.", format_)


def echo(text: str | bytes = "", *, err: bool = False, nl: bool = True) -> None:
    """To the output, even if nobody reads it: what a command has done, and its exit code, stay as they are."""
    try:
        click.echo(text, err=err, nl=nl)
    except OSError as error:
        stream = sys.stderr if err else sys.stdout
        with suppress(OSError, ValueError):  # what is not yet written goes nowhere when Python ends
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
        if not isinstance(error, BrokenPipeError) and not err:
            fail(f"cannot write to the standard output: {error.strerror}")


def write(folder: Path, files: Mapping[str, str | bytes], *, quietly: bool = False) -> None:
    """New files below a folder, and a line for each; none at all where one of them is there already."""
    written = begin(folder, files)
    for path in () if quietly else written:
        echo(f"wrote {path}")


def begin(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """New files below a folder; stops where one of them is there already, and writes none."""
    from seminarsite import scaffold

    try:
        return scaffold.write(folder, files)
    except scaffold.AlreadyThere as error:
        fail(f"{error.path} is already there; nothing was written")
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}")


def is_watched() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def put(file: Path, content: bytes) -> None:
    """One file, in the place of the one that is there."""
    from seminarsite import scaffold

    try:
        scaffold.put(file, content)
    except OSError as error:
        fail(f"{error.filename or file}: {error.strerror}")


def plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or noun == "series" else f"{number} {noun}s"


def count(report: Report) -> str:
    infos = f", {plural(report.infos, 'info')}" if report.infos else ""
    if not report.errors and not report.warnings:
        return f"No errors, no warnings{infos}"
    return f"{plural(report.errors, 'error')}, {plural(report.warnings, 'warning')}{infos}"


def fail(message: str, code: int = CANNOT_WRITE) -> NoReturn:
    echo(f"error: {' '.join(message.splitlines())}", err=True)
    sys.exit(code)
