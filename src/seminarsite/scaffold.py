"""New content files that pass `check` at once: for `init` and `new`.

Files are written for people: only what they need, with a remark where a choice waits for them.
Nothing that exists is ever overwritten.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from seminarsite.judging import slots
from seminarsite.model.series import Series, Slot
from seminarsite.tools import characters


class AlreadyThere(Exception):
    """A file that would be written exists; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def write(root: Path, files: Mapping[str, str]) -> list[Path]:
    """Write all files below `root`, or none. Raises AlreadyThere, OSError."""
    paths = [root / name for name in files]
    for path in paths:
        if path.exists() or path.is_symlink():
            raise AlreadyThere(path)
    for path, text in zip(paths, files.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return paths


def quoted(text: str) -> str:
    """A text as a YAML value: plain where YAML would read it as it stands, else in single quotes."""
    text = characters.tidy(text)
    plain = re.fullmatch(r"[^\W_](?:[^:#\n]|:(?! )|(?<! )#)*", text) and not text.endswith((" ", ":"))
    return text if plain and text.lower() not in ("null", "~") else "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True)
class Person:
    """Who speaks, as an event's file says it: with the affiliation of that day where it is another one."""

    name: str
    affiliation: str | None = None


def event(
    date: dt.date,
    *,
    series: str | None = None,
    title: str | None = None,
    speakers: Iterable[str | Person] = (),
    time: dt.time | None = None,
    zone: str | None = None,
    abstract: str | None = None,
    remarks: Iterable[str] = (),
    folder: str = "content/events",
) -> dict[str, str]:
    """The file of an event. The weekday beside the date lets `check` compare the two.

    `remarks` are further lines of the front matter, as they stand.
    """
    people = [person if isinstance(person, Person) else Person(person) for person in speakers]
    tail = (
        characters.slug_of(people[0].name).rsplit("-", 1)[-1]
        if people
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
    if len(people) == 1 and people[0].affiliation is None:
        lines.append(f"speaker: {quoted(people[0].name)}")
    else:
        lines += ["speakers:", *(line for person in people for line in _listed(person))] if people else ["speaker: tba"]
    text = "\n".join(["---", *lines, *remarks, "---", ""]) + "\n"
    body = (abstract or "").replace("\r\n", "\n").strip()
    return {f"{folder}/{name}.md": f"{text}{body}\n" if body else text}


def _listed(person: Person) -> list[str]:
    if person.affiliation is None:
        return [f"  - {quoted(person.name)}"]
    return [f"  - speaker: {quoted(person.name)}", f"    affiliation: {quoted(person.affiliation)}"]


def speaker(
    name: str, *, affiliation: str | None = None, homepage: str | None = None, email: str | None = None
) -> dict[str, str]:
    lines = [f"name: {quoted(name)}"]
    lines.append(f"affiliation: {quoted(affiliation)}" if affiliation else "# affiliation: University of …")
    lines.append(f"homepage: {quoted(homepage)}" if homepage else "# homepage: https://…")
    if email:
        lines.append(f"email: {quoted(email)}  # never published")
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


def next_free_date(series: Series | None, busy: Iterable[dt.date], today: dt.date) -> dt.date:
    """The next free day of a series; a week from today where it has no rhythm."""
    return (series and slots.next_free_day(series, busy, today)) or today + dt.timedelta(days=7)
