"""Writing the ledger: what has changed of the published events is noted, so that calendars can tell it.

Building never writes into content/ unless it is asked to; whoever asks calls this.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from seminarsite import mistakes, routes
from seminarsite.calendaring.recording import telling
from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.judging import revealing
from seminarsite.model.ledger import FILE, Facts, Ledger, Record, kinds
from seminarsite.model.site import Site
from seminarsite.reading import ledger, promises

NAMED = 3
"""Events that a message names."""


class CannotRecord(Exception):
    """The ledger cannot be written; the message says which file and why."""


def recorded(site: Site, now: dt.datetime) -> tuple[Site, tuple[Record, ...]]:
    """A site whose ledger knows everything that is published, and what it did not know before `now` (aware)."""
    records = tuple(telling(site).news(now))
    return dataclasses.replace(site, ledger=(site.ledger or Ledger()).joined(records)), records


def unknown(site: Site) -> Iterator[Diagnostic]:
    """Links that calendars show, and that are not at hand: without them what they show would be told as changed."""
    for event in site.events:
        if revealing.lacks_its_link(event):
            yield mistakes.link_to_record(event.at("online", "series"))


def unrecorded(site: Site) -> Iterator[Diagnostic]:
    """A warning of what the ledger does not know yet, where there is one, and as far as one can tell."""
    if site.ledger is None or any(unknown(site)):
        return
    after, records = recorded(site, site.now)
    events = news(after.ledger or Ledger(), records)
    if events:
        changes = [f"`{event}` ({', '.join(kinds)})" for event, kinds in list(events.items())[:NAMED]]
        yield mistakes.not_recorded(Span(f"content/{FILE}"), len(events), changes)


def news(after: Ledger, records: Iterable[Record]) -> Mapping[str, tuple[str, ...]]:
    """What has happened to each event with its sessions, by their names; `records` are the latest of a ledger."""
    found: dict[str, dict[str, None]] = {}
    for one in records:
        history = after.histories[one.uid]
        before = history.states[-2] if len(history.states) > 1 else Facts()
        kinds_ = found.setdefault(history.facts.event, {})
        kinds_.update(dict.fromkeys(kind.value for kind in kinds(before, history.facts)))
    return {event: tuple(kinds_) for event, kinds_ in sorted(found.items())}


def promises_kept(root: Path) -> bool:
    """Whether a list of the pages that must stay has been begun."""
    return (root / "content" / promises.FILE).is_file()


def promise(root: Path, site: Site) -> bool:
    """Add the pages of what is published to the list of those that must stay. False where all stand there.

    Raises CannotRecord.
    """
    entries: tuple[routes.Thing, ...] = (*site.series, *site.events, *site.speakers, *site.pages)
    listed = {address for address, _ in site.promised}
    return _put(root, promises.FILE, promises.text(listed.union(map(routes.address, entries))))


def is_kept(root: Path) -> bool:
    """Whether a ledger has been begun."""
    return (root / "content" / FILE).is_file()


def write(root: Path, found: Ledger) -> bool:
    """Put a ledger in the place of the one before, whole or not at all. False where it is the same.

    Raises CannotRecord.
    """
    return _put(root, FILE, ledger.text(found))


def _put(root: Path, name: str, content: str) -> bool:
    file = root / "content" / name
    text = content.encode()
    temporary = file.with_name(f".{name}.{os.getpid()}")
    try:
        if file.is_file() and file.read_bytes() == text:
            return False
        try:
            with temporary.open("wb") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(file)
        finally:  # also where somebody presses Ctrl-C
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise CannotRecord(f"{file}: {error.strerror}") from error
    return True
