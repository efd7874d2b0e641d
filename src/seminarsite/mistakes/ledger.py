"""What can be wrong with the ledger, and what it says of the content."""

from __future__ import annotations

from collections.abc import Iterable

from seminarsite.diagnostics import Diagnostic, Span
from seminarsite.mistakes import phrasing


def ledger_unread(span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        span,
        "ledger",
        f"the ledger cannot be read: {reason}",
        "Take the file back as it was: `git log` shows when it was changed.",
    )


def ledger_line(span: Span, reason: str) -> Diagnostic:
    return Diagnostic(
        span,
        "ledger",
        f"this line of the ledger cannot be understood: {reason}",
        "`seminarsite record` writes this file, people need not: take the line back as it was (`git log -p` shows it).",
    )


def ledger_conflict(span: Span) -> Diagnostic:
    return phrasing.warning(
        span,
        "merge-conflict",
        "a merge has left both sides here; both count, which is right for a ledger",
        "`seminarsite record` writes the file anew, without the marks of the merge.",
    )


def link_to_record(span: Span) -> Diagnostic:
    return Diagnostic(
        span,
        "ledger",
        "calendars show the link of this event, which is kept elsewhere and not at hand here",
        "Set it as for `seminarsite build`, or let `build --record` write the ledger where it is at hand.",
    )


def not_recorded(span: Span, number: int, changes: Iterable[str]) -> Diagnostic:
    changed = "1 event has" if number == 1 else f"{number} events have"
    shown = tuple(changes)
    return phrasing.warning(
        span,
        "not-recorded",
        f"{changed} changed since the ledger was written: {', '.join(shown)}{' …' if number > len(shown) else ''}",
        "`seminarsite record` notes what changed, so that subscribers' calendars take it over.",
    )


def zone_has_new_rules(span: Span, told: str, now: str) -> Diagnostic:
    return phrasing.warning(
        span,
        "zone-changed",
        f"the rules of the time zone have changed: this begins at {now}, and was published as {told}",
        "If the hour on the wall is right, `seminarsite record` tells subscribers; tell the speaker, too.",
    )
