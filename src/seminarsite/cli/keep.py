"""The command that keeps the ledger."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seminarsite.cli import options
from seminarsite.cli.options import EXIT_CODES, MISTAKES

if TYPE_CHECKING:
    from seminarsite.model.ledger import Ledger, Record


@click.command(epilog=EXIT_CODES)
@options.site
@options.now
@options.format_
@click.option("--dry-run", is_flag=True, help="Say what would be noted, and write nothing.")
@click.option(
    "--addresses", is_flag=True, help="Begin content/addresses.txt, the list of pages that must stay; it is kept then."
)
def record(site: Path, now: dt.datetime | None, format_: str, *, dry_run: bool, addresses: bool) -> None:
    """Note in content/ledger.jsonl what has changed since it was written last.

    Calendars tell their subscribers of it: which entries have changed, and what was cancelled or is gone. Do it
    when you have edited, and commit the ledger with your edits. Of secrets it needs only links that are public.
    """
    from seminarsite.diagnostics import Report
    from seminarsite.judging import checks
    from seminarsite.model.ledger import Ledger
    from seminarsite.publishing import record as recording
    from seminarsite.reading.content import read_site

    report = Report()
    moment = now or options.the_clock()
    found = read_site(site / "content", moment, report, options.kept(site, needed=False))
    if found is not None:
        report.add(*recording.unknown(found), *checks.zones_are_as_told(found))
    options.tell(report, format_)
    if found is None or report.failed:
        options.say(f"{options.count(report)}. Nothing was recorded.", format_)
        sys.exit(MISTAKES)
    after, records = recording.recorded(found, moment)
    known = after.ledger or Ledger()
    try:
        is_new = not dry_run and recording.write(site, known)
        if not dry_run and (addresses or recording.promises_kept(site)) and recording.promise(site, found):
            options.say("Pages that must stay: content/addresses.txt. Commit it.", format_)
    except recording.CannotRecord as error:
        options.fail(str(error))
    for line in told(known, records):
        options.say(line, format_)
    noted = options.plural(len(records), "change") if records else "Nothing has changed"
    written = " noted in content/ledger.jsonl. Commit it." if records else "; content/ledger.jsonl is written anew."
    options.say(f"{noted}{written if is_new else '.'}", format_)


def told(found: Ledger, records: tuple[Record, ...]) -> Iterator[str]:
    """What was noted of each event: kohn: moved, from 2025-11-03T17:15+01:00[Europe/Zurich]."""
    from seminarsite.model.ledger import Facts, Kind, kinds

    for one in records:
        states = found.histories[one.uid].states
        before, after = states[-2] if len(states) > 1 else Facts(), states[-1]
        what = kinds(before, after)
        moved = f" from {before.starts} to {after.starts}" if Kind.MOVED in what else ""
        part = f" ({after.part})" if after.part else ""
        yield f"{after.event}{part}: {', '.join(kind.value for kind in what)}{moved}"
