"""New content files that pass `check` at once: for `init` and `new`.

Files are written for people: only what they need, with a remark where a choice waits for them.
Nothing that exists is ever overwritten.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from seminarsite.model.series import Series, Slot
from seminarsite.tools import characters


class AlreadyThere(Exception):
    """A file that would be written exists; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def write(root: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write all files below `root`, or none. Raises AlreadyThere, OSError."""
    paths = [root / name for name in files]
    for path in paths:
        if path.exists() or path.is_symlink():
            raise AlreadyThere(path)
    for path, text in zip(paths, files.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return paths


def put(file: Path, content: bytes, *, folders: bool = False) -> None:
    """Write a file in the place of the one that is there, whole or not at all. Raises OSError.

    With `folders`, those above it are made.
    """
    if folders:
        file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.new")
    try:
        temporary.write_bytes(content)
        if file.exists():
            temporary.chmod(file.stat().st_mode)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def quoted(text: str) -> str:
    """A text as a YAML value: plain where YAML would read it as it stands, else in single quotes."""
    text = characters.tidy(text)
    plain = re.fullmatch(r"[^\W_](?:[^:#\n]|:(?! )|(?<! )#)*", text) and not text.endswith((" ", ":"))
    return text if plain and text.lower() not in ("null", "~") else "'" + text.replace("'", "''") + "'"


def event(
    date: dt.date,
    *,
    series: str | None = None,
    title: str | None = None,
    speakers: Iterable[str] = (),
    time: dt.time | None = None,
    zone: str | None = None,
) -> dict[str, str]:
    """The file of an event. The weekday beside the date lets `check` compare the two."""
    speakers = list(speakers)
    tail = (
        characters.slug_of(speakers[0]).rsplit("-", 1)[-1]
        if speakers
        else characters.slug_of(title or "")[:40].rstrip("-")
    )
    name = "-".join(part for part in (date.isoformat(), tail or "talk") if part)
    lines = [f"series: {series}"] if series else []
    lines.append(f"date: {date:%a} {date.isoformat()}")
    if time:
        lines.append(f"time: {time:%H:%M}")
    if zone:
        lines.append(f"zone: {zone}")
    lines.append(f"title: {quoted(title)}" if title else "title: tba")
    if len(speakers) > 1:
        lines += ["speakers:", *(f"  - {quoted(speaker)}" for speaker in speakers)]
    else:
        lines.append(f"speaker: {quoted(speakers[0])}" if speakers else "speaker: tba")
    return {f"content/events/{name}.md": "\n".join(["---", *lines, "---", ""]) + "\n"}


def speaker(name: str, *, affiliation: str | None = None, homepage: str | None = None) -> dict[str, str]:
    lines = [f"name: {quoted(name)}"]
    lines.append(f"affiliation: {quoted(affiliation)}" if affiliation else "# affiliation: University of …")
    lines.append(f"homepage: {quoted(homepage)}" if homepage else "# homepage: https://…")
    return {f"content/speakers/{characters.slug_of(name)}.md": "\n".join(["---", *lines, "---", ""]) + "\n"}


def series(title: str, slot: Slot | None = None, *, zone: str | None = None) -> dict[str, str]:
    lines = [f"title: {quoted(title)}"]
    if slot:
        lines += [
            "slot:",
            f"  weekday: {slot.weekday.name.capitalize()}",
            f"  time: {slot.time:%H:%M}",
            f"  zone: {slot.zone}",
            f"  length: {int(slot.length.total_seconds() // 60)} min",
        ]
    elif zone:
        lines.append(f"zone: {zone}")
    lines += [
        "# online: Zoom",
        "# place: University of …",
        "# board:",
        "#   - name: …",
        "#     affiliation: University of …",
    ]
    body = "What the series is about, in a paragraph or two of Markdown, with formulas such as $e^{i\\pi} = -1$."
    return {f"content/series/{characters.slug_of(title)}.md": "\n".join(["---", *lines, "---", "", body]) + "\n"}


def site(title: str, *, url: str, zone: str) -> dict[str, str]:
    text = f"""\
# The site as a whole. `seminarsite keys site` lists every key that may stand here.
title: {quoted(title)}
url: {quoted(url)}
language: en-GB
zone: {zone}
season-starts: 09-01
"""
    return {"content/site.yaml": text}


def page() -> dict[str, str]:
    text = """\
---
title: About
navigation: About
---

Who runs this, and how to reach them. Pages are written in Markdown; a link within the site begins
with a slash, as [the archive](/archive/).
"""
    return {"content/pages/about.md": text}


def small_site(title: str, url: str, slot: Slot, first: dt.date) -> dict[str, str]:
    """A site with one series and its first event, for an empty folder."""
    return {
        **site(title, url=url, zone=slot.zone),
        **series(title, slot),
        **event(first, series=characters.slug_of(title)),
        **page(),
        ".gitignore": "/build/\n/secrets/\n",
        # Two branches have noted changes: both count.
        ".gitattributes": "/content/ledger.jsonl merge=union\n",
    }


def next_free_date(series: Series | None, taken: Iterable[dt.date], today: dt.date) -> dt.date:
    """The next day of the series' slots on which nothing is; a week from today where there is none."""
    taken = set(taken)
    found = [day for slot in (series.slots if series else ()) if (day := _next_free(slot, taken, today))]
    return min(found, default=today + dt.timedelta(days=7))


def _next_free(slot: Slot, taken: set[dt.date], today: dt.date) -> dt.date | None:
    """The next free day of a slot in its rhythm, which its first day sets, else the last event on its weekday."""
    from dateutil.rrule import WEEKLY, rrule

    start = max(today, slot.from_ or today)
    on_weekday = [day for day in taken if day.weekday() == slot.weekday and day <= start]
    first = slot.from_ or max(on_weekday, default=start)
    midnight = dt.time(0)
    days = rrule(WEEKLY, interval=slot.every, byweekday=int(slot.weekday), dtstart=dt.datetime.combine(first, midnight))
    for moment in days.xafter(dt.datetime.combine(start, midnight), count=520, inc=True):
        if moment.date() not in taken:
            return moment.date() if slot.holds_on(moment.date()) else None
    return None
