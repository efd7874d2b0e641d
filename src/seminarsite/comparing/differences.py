"""The differences between two made sites: pages that come, go and change, and entries of calendars."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from seminarsite.comparing import visible
from seminarsite.comparing.visible import Entry

MOST_LINES = 40
"""Of one page's difference, for people."""


@dataclass(frozen=True)
class Made:
    """What a visitor sees of a site: lines by the address of each page, and entries by UID."""

    pages: Mapping[str, tuple[str, ...]]
    entries: Mapping[str, Entry]


@dataclass(frozen=True)
class Differences:
    """Addresses of pages that come and go; the difference of each that changes; and what calendars show."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    calendar: tuple[tuple[str, str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.calendar)


def made(pages: Mapping[str, bytes], calendars: Mapping[str, bytes], unsaid: str = "") -> Made:
    """From the bytes of pages by address, and of calendars. What is `unsaid` does not count, as the day of the build."""
    found: dict[str, Entry] = {}
    for path in sorted(calendars):
        found |= visible.entries(calendars[path])
    return Made({address: visible.page(html, unsaid) for address, html in pages.items()}, found)


def differences(before: Made, after: Made) -> Differences:
    changed = {}
    for address in sorted(before.pages.keys() & after.pages.keys()):
        old, new = before.pages[address], after.pages[address]
        if old != new:
            changed[address] = tuple(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    return Differences(
        tuple(sorted(after.pages.keys() - before.pages.keys())),
        tuple(sorted(before.pages.keys() - after.pages.keys())),
        changed,
        tuple(_calendar(before.entries, after.entries)),
    )


def _calendar(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Iterator[tuple[str, str, str]]:
    """What happens to an entry, its title, and from what to what."""
    for uid in sorted(before.keys() | after.keys()):
        old, new = before.get(uid), after.get(uid)
        if old == new:
            continue
        if new is None or old is None:
            one = old or new
            assert one is not None
            yield "added" if old is None else "removed", one.summary, one.starts
        elif new.status != old.status:
            yield (new.status or "confirmed").lower(), new.summary, new.starts
        elif new.starts != old.starts:
            yield "moved", new.summary, f"{old.starts} -> {new.starts}"
        elif new.summary != old.summary:
            yield "retitled", new.summary, new.starts
        else:
            yield "place", new.summary, f"{old.place} -> {new.place}"


def as_text(found: Differences) -> str:
    """A summary first, then page by page."""
    if not found:
        return "Visitors see no difference."
    counts = (
        (len(found.added), "new"),
        (len(found.removed), "gone"),
        (len(found.changed), "changed"),
    )
    lines = [f"Pages: {', '.join(f'{number} {what}' for number, what in counts)}."]
    lines.append(f"Calendar entries: {len(found.calendar)} changed.")
    lines += [f"  {what}: {title} ({when})" for what, title, when in found.calendar]
    lines += [f"new      /{address}" for address in found.added]
    lines += [f"gone     /{address}" for address in found.removed]
    for address, rows in found.changed.items():
        lines += ["", f"changed  /{address}"]
        shown = [row for row in rows if not row.startswith("@@")]
        lines += [f"    {row}" for row in shown[:MOST_LINES]]
        if len(shown) > MOST_LINES:
            lines.append(f"    … and {len(shown) - MOST_LINES} lines more")
    return "\n".join(lines)


def as_json(found: Differences) -> str:
    """For programs: nothing is cut."""
    return json.dumps(
        {
            "added": found.added,
            "removed": found.removed,
            "changed": [{"address": address, "diff": rows} for address, rows in found.changed.items()],
            "calendar": [{"kind": kind, "title": title, "when": when} for kind, title, when in found.calendar],
        },
        ensure_ascii=False,
        indent=2,
    )
