"""Writing the ledger: what has changed of the published events is noted, so that calendars can tell it.

Building never writes into content/ unless it is asked to; whoever asks calls this.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from seminarsite import ledger, mistakes
from seminarsite.diagnostics import Diagnostic, Report, Span
from seminarsite.model.ledger import Ledger, Record
from seminarsite.model.site import Site
from seminarsite.recording import Telling

NAMED = 3
"""Events that a message names."""


class CannotRecord(Exception):
    """The ledger cannot be written; the message says which file and why."""


def recorded(site: Site, now: dt.datetime) -> tuple[Site, tuple[Record, ...]]:
    """A site whose ledger knows everything that is published, and what it did not know before `now` (aware)."""
    records = tuple(Telling(site).news(now))
    return dataclasses.replace(site, ledger=(site.ledger or Ledger()).joined(records)), records


def unrecorded(site: Site) -> Iterator[Diagnostic]:
    """A warning of what the ledger does not know yet, where there is one."""
    if site.ledger is None:
        return
    known = site.ledger.histories
    records = list(Telling(site).news(site.now))
    names = sorted({str(r.facts.get("event") or known[r.uid].facts.event) for r in records})
    if names:
        yield mistakes.not_recorded(Span(f"content/{ledger.FILE}"), len(names), names[:NAMED])


def take_both_sides(root: Path, report: Report) -> None:
    """Write the ledger anew where a merge has left marks in it. Raises CannotRecord."""
    silent = Report()
    ledger.read(root / "content", silent)
    found = ledger.read(root / "content", report, both_sides=True)
    if found is not None and silent.failed and not report.failed:
        write(root, found)


def write(root: Path, found: Ledger) -> Path:
    """Put a ledger in the place of the one before, whole or not at all. Raises CannotRecord."""
    file = root / "content" / ledger.FILE
    temporary = file.with_name(f".{ledger.FILE}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(ledger.text(found))
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise CannotRecord(f"{file}: {error.strerror}") from error
    return file
