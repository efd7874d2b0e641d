"""The command that takes talks over from other systems: `import`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seminarsite.cli import options
from seminarsite.cli.options import EXIT_CODES, MISTAKES, OK, Text

if TYPE_CHECKING:
    from seminarsite.importers.adoption import Adoption
    from seminarsite.importers.findings import Findings
    from seminarsite.importers.series import Home
    from seminarsite.model.values import Zone

FORMATS = ("auto", "ics", "csv", "xlsx", "researchseminars", "pretalx", "frab", "markdown", "yaml", "json")
AFTER = dt.timedelta(days=366)
"""How long from now what repeats for ever is taken."""

MOST_LINES = 60
"""Of a table, and of messages of one kind: the rest is counted. `--format json` has all messages."""

MOST_FILES = 20_000
MOST_BYTES = 64_000_000


@click.command("import", epilog=EXIT_CODES)
@click.argument("format_of", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@options.site
@click.option(
    "--series", default=None, help="The series of all events: the name of its file, or the title of a new one."
)
@click.option("--zone", type=Text("zone"), default=None, help="Zone of hours that name none, as Europe/Zurich.")
@click.option("--date", type=Text("date"), default=None, help="The day of events that name none, as 2025-11-03.")
@click.option("--time", type=Text("time"), default=None, help="The hour of events that name none, as 16:00.")
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None,
    help="A YAML file that says which column is which key, as `speaker: Vortragende`.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only show what would be written.")
@options.now
@options.format_
def import_(
    format_of: str, sources: tuple[Path, ...], site: Path, series: str | None, zone: Zone | None, date: dt.date | None, time: dt.time | None,
    mapping: Path | None, *, dry_run: bool, now: dt.datetime | None, format_: str,
) -> None:  # fmt: skip
    """Take events over from calendars, tables, other sites and systems, as content files.

    FORMAT is auto, or one of ics, csv, xlsx, researchseminars, pretalx, frab, markdown, yaml and json. A folder
    is read with all its files. What exists is never overwritten, and what is there already is not written again.
    """
    from seminarsite import mistakes
    from seminarsite.diagnostics import Report, Span
    from seminarsite.importers import adoption, findings, recognise
    from seminarsite.importers.series import Wishes
    from seminarsite.importers.trees import CannotRead

    now = now or options.the_clock()
    report = Report()
    said: dict[str, str] = {}
    if mapping:
        try:
            said = recognise.mapping(mapping.name, mapping.read_bytes())
        except CannotRead as error:
            report.add(mistakes.mapping_wrong(error.span or Span(mapping.name), str(error)))
    if date:
        said["default-date"] = date.isoformat()
    asked = recognise.Asked(format=format_of, horizon=(now + AFTER).date(), mapping=said)
    found = findings.together(recognise.read(name, data, asked) for name, data in _files(sources, format_of))
    report.add(*found.notes)
    home = _home(site, now)
    adopted = adoption.adopt(found, home, Wishes(now=now, series=series, zone=zone, time=time))
    report.add(*adopted.notes)
    files = _with_settings(site, adopted, found, home, series)
    _tell(report, format_)
    if not dry_run and files:
        options.write(site, files) if format_ == "text" and len(files) <= MOST_LINES else _write(site, files)
    if format_ == "text":
        _table(adopted, found, files, dry_run=dry_run)
    sys.exit(MISTAKES if report.failed else OK)


def _write(site: Path, files: dict[str, str]) -> None:
    """As options.write, without a line for each of a thousand files."""
    from seminarsite import scaffold

    try:
        scaffold.write(site, files)
    except scaffold.AlreadyThere as error:
        options.fail(f"{error.path} is already there; nothing was written")
    except OSError as error:
        options.fail(f"{error.filename}: {error.strerror}")


def _files(sources: tuple[Path, ...], format_of: str) -> Iterator[tuple[str, bytes]]:
    """Each file with a name for its messages; of a folder those that may be of a known format."""
    endings = {".md", ".markdown", ".mdx", ".html"} if format_of == "markdown" else {
        ".md", ".markdown", ".mdx", ".yml", ".yaml", ".json", ".jsonl", ".csv", ".tsv", ".ics", ".xlsx",
    }  # fmt: skip
    for source in sources:
        inside = (
            sorted(p for p in source.rglob("*") if p.is_file() and not p.is_symlink()) if source.is_dir() else [source]
        )
        wanted = [
            p
            for p in inside
            if p == source or (p.suffix.lower() in endings and p.stem.lower() not in ("readme", "_index", "license"))
        ]
        if len(wanted) > MOST_FILES:
            options.fail(f"{source} holds more than {MOST_FILES:,} files")
        for path in wanted:
            name = path.name if path == source else path.relative_to(source.parent).as_posix()
            try:
                with path.open("rb") as file:
                    data = file.read(MOST_BYTES + 1)
            except OSError as error:
                options.fail(f"{path}: {error.strerror}")
            yield name, data


def _home(site: Path, now: dt.datetime) -> Home:
    """The site that is there; an error in it ends the command, since nobody could say what is there already."""
    from seminarsite.diagnostics import Report
    from seminarsite.importers.series import Home
    from seminarsite.reading.content import read_site

    content = site / "content"
    names = frozenset(
        path.relative_to(base).as_posix()
        for folder, base in ((content, content), (site / "secrets", site))
        for path in (folder.rglob("*") if folder.is_dir() else ())
        if path.is_file()
    )
    if not (content / "site.yaml").is_file() and not any(n.endswith((".md", ".yaml", ".yml")) for n in names):
        return Home(names=names)
    report = Report()
    found = read_site(content, now, report, options.kept(site, needed=False))
    if found is None:
        options.tell(report)
        options.echo(f"{options.count(report)}. Mend these first.")
        sys.exit(MISTAKES)
    return Home(site=found, names=names)


def _with_settings(site: Path, adopted: Adoption, found: Findings, home: Home, title: str | None) -> dict[str, str]:
    """The files; and a site.yaml where there is no site yet, so that the result can be built at once."""
    from seminarsite import scaffold

    files = dict(adopted.files)
    if files and home.site is None:
        files = scaffold.site(title or found.name or "Seminar", url="https://example.org/", zone=adopted.zone) | files
    if any(path.startswith("secrets/") for path in files) and home.site is None and not (site / ".gitignore").exists():
        files[".gitignore"] = "/build/\n/secrets/\n"
    return files


def _tell(report: object, format_: str) -> None:
    """Messages; of many of one kind the first ones, and how many more there are."""
    from seminarsite.diagnostics import Report

    assert isinstance(report, Report)
    if format_ != "text":
        options.tell(report, format_)
        return
    kinds: dict[str, list[str]] = {}
    for diagnostic in report.diagnostics:
        kinds.setdefault(diagnostic.code, []).append(str(diagnostic))
    for code, texts in kinds.items():
        for text in texts[: MOST_LINES // 3]:
            options.echo(text, err=True)
        if len(texts) > MOST_LINES // 3:
            options.echo(f"… and {len(texts) - MOST_LINES // 3} more of [{code}]; --format json has all", err=True)


def _table(adopted: Adoption, found: Findings, files: dict[str, str], *, dry_run: bool) -> None:
    """What becomes of each event, and the sum, in which nothing is lost."""
    order = {"new": 0, "there": 1, "skipped": 2}
    outcomes = sorted(adopted.outcomes, key=lambda one: order[one.state])
    if dry_run:
        for one in outcomes[:MOST_LINES]:
            what = f"{one.what[:70]:<70}" if one.what else f"{str(one.place)[-70:]:<70}"
            options.echo(f"{one.state:<8} {what}  {one.where}")
        if len(outcomes) > MOST_LINES:
            options.echo(f"… and {len(outcomes) - MOST_LINES} more")
    records = options.plural(found.seen, "record")
    repeated = f", which repeat {found.repeated} times" if found.repeated else ""
    there, skipped = adopted.number("there"), adopted.number("skipped")
    options.echo(
        f"{records} read{repeated}: {options.plural(adopted.number('new'), 'event')} {'would be ' if dry_run else ''}new, "
        f"{there} there already, {skipped} skipped. {options.plural(len(files), 'file')} {'to write' if dry_run else 'written'}."
    )
