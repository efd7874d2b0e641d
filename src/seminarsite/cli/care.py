"""The command that cares for links, and for files that nobody needs."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seminarsite.cli import options
from seminarsite.cli.options import MISTAKES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seminarsite.caring.asking import Answer
    from seminarsite.diagnostics import Diagnostic, Span
    from seminarsite.making import Blueprint

EXIT_CODES = """\b
Exit codes:
  0  no link is dead (there may be warnings)
  1  links are dead, or the content has errors
  2  the command was not understood
  3  content/links.jsonl could not be written"""


@click.command(epilog=EXIT_CODES)
@options.site
@options.now
@options.format_
@click.option("--offline", is_flag=True, help="Ask nobody: list the links and when each was last alive.")
@click.option(
    "--timeout", type=click.FloatRange(1, 120), default=15.0, show_default=True, help="Seconds for an answer."
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 60),
    default=1.0,
    show_default=True,
    help="Seconds between two questions to a host.",
)
def links(site: Path, now: dt.datetime | None, format_: str, *, offline: bool, timeout: float, pause: float) -> None:
    """Ask whether the links that lead outward are alive, and remember when they last were.

    Each address is asked for once, those of one host after each other. content/links.jsonl remembers; commit it.
    Links for joining a meeting are never asked for. Speakers' files, pictures and files that nothing published
    refers to are told, too.
    """
    from seminarsite import scaffold
    from seminarsite.build import draw
    from seminarsite.caring import outward, remembered, verdicts
    from seminarsite.diagnostics import Report

    report = Report()
    moment = now or options.the_clock()
    blueprint = draw(site, moment, report, options.kept(site, needed=False))
    if blueprint is None:
        options.tell(report, format_)
        options.say(f"{options.count(report)}. Nobody was asked.", format_)
        sys.exit(MISTAKES)
    report = Report()
    report.add(*_unused(blueprint, site))
    found = outward.links(blueprint.site, site)
    known = remembered.read(site / "content")
    today = blueprint.site.today
    if offline:
        for url, places in found.items():
            lived = known[url].alive if url in known else None
            options.say(f"{lived.isoformat() if lived else 'never asked':11} {url}  {places[0]}", format_)
    else:
        answers = _asked(blueprint, found, timeout, pause)
        report.add(*verdicts.judged(found, answers, known, today))
        text = remembered.text(verdicts.remembered(known, found, answers, today))
        try:
            scaffold.put(site / "content" / remembered.FILE, text.encode())
        except OSError as error:
            options.fail(f"{error.filename}: {error.strerror}")
    options.tell(report, format_)
    options.say(f"{options.plural(len(found), 'link')}. {options.count(report)}.", format_)
    if report.failed:
        sys.exit(MISTAKES)


def _asked(
    blueprint: Blueprint, found: Mapping[str, tuple[Span, ...]], timeout: float, pause: float
) -> Mapping[str, Answer]:
    from seminarsite import __version__
    from seminarsite.caring.asking import Asker

    # A host that minds can see whose site it is, and how to reach whoever keeps it.
    agent = f"seminarsite/{__version__} (link check of {blueprint.site.settings.url})"
    asker = Asker(agent.encode("ascii", "replace").decode(), timeout, pause, time.sleep)
    return dict(asker.ask_all(found))


def _unused(blueprint: Blueprint, root: Path) -> Iterator[Diagnostic]:
    """Files of speakers who appear nowhere, and public files that nothing published refers to."""
    from seminarsite import mistakes
    from seminarsite.diagnostics import Span
    from seminarsite.outputs import Copy, File

    site = blueprint.site
    used = {speaker.at().path for speaker in site.speakers}
    for file in sorted((root / "content/speakers").rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.suffix in (".md", ".yaml", ".yml") and path not in used:
            yield mistakes.unused(Span(path))
    shown = {
        one.file if isinstance(one, Copy) else one.reads
        for one in blueprint.planned.values()
        if isinstance(one, (Copy, File))
    }
    for path in site.files.values():
        if root / "content" / path not in shown:
            yield mistakes.unused(Span(f"content/{path}"))
