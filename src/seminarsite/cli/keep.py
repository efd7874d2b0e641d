"""The command that keeps the ledger."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
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
def record(site: Path, now: dt.datetime | None, format_: str, *, dry_run: bool) -> None:
    """Note in content/ledger.jsonl what has changed since it was written last.

    Calendars tell their subscribers of it: which entries have changed, and what was cancelled or is gone. Do it
    when you have edited, and commit the ledger with your edits. It needs no secrets.
    """
    from seminarsite import record as recording
    from seminarsite.content import read_site
    from seminarsite.diagnostics import Report

    report = Report()
    moment = now or options.the_clock()
    try:
        if not dry_run:
            recording.take_both_sides(site, report)
        found = read_site(site / "content", moment, report, options.kept(site, needed=False))
        options.tell(report, format_)
        if found is None or report.failed:
            options.say(f"{options.count(report)}. Nothing was recorded.", format_)
            sys.exit(MISTAKES)
        after, records = recording.recorded(found, moment)
        if records and after.ledger is not None and not dry_run:
            recording.write(site, after.ledger)
    except recording.CannotRecord as error:
        options.fail(str(error))
    if after.ledger is not None:
        for line in told(after.ledger, records):
            options.say(line, format_)
    noted = f"{options.plural(len(records), 'change')} of events" if records else "Nothing has changed"
    options.say(f"{noted}{'.' if dry_run or not records else ' noted in content/ledger.jsonl. Commit it.'}", format_)


def told(found: Ledger, records: Iterable[Record]) -> Iterable[str]:
    """What was noted of each event: kohn: moved, from 2025-11-03T17:15+01:00[Europe/Zurich]."""
    from seminarsite.model.ledger import Facts, Kind, kinds

    for one in records:
        history = found.histories[one.uid]
        at = history.records.index(one)
        before, after = history.states[at - 1] if at else Facts(), history.states[at]
        what = kinds(before, after)
        moved = f" from {before.starts} to {after.starts}" if Kind.MOVED in what else ""
        part = f" ({after.part})" if after.part else ""
        yield f"{after.event}{part}: {', '.join(kind.value for kind in what)}{moved}"
