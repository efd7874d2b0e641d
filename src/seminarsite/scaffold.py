"""New content files that pass `check` at once, for `init` and `new`; and how such files, and private ones, are written.

Files are written for people: only what they need, with a remark where a choice waits for them.
Nothing that exists is ever overwritten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from seminarsite import editors
from seminarsite.judging import slots
from seminarsite.model.series import Series, Slot
from seminarsite.tools import characters
from seminarsite.writing import contentfiles, names
from seminarsite.writing.contentfiles import Plain
from seminarsite.writing.contentfiles import scalar as quoted


class AlreadyThere(Exception):
    """A file that would be written exists; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def write(root: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write all files below `root`, or none. Raises AlreadyThere, OSError.

    Where the site has schemas for editors, content is written in the form that they complete.
    """
    if (root / editors.FOLDER).is_dir():
        files = editors.in_yaml(files)
    paths = [root / name for name in files]
    for path in paths:
        # A talk in Markdown and one in YAML of the same name would be the same talk.
        twins = [path.with_suffix(suffix) for suffix in (".md", ".yaml")] if "content" in path.parts else []
        for there in (path, *twins):
            if there.exists() or there.is_symlink():
                raise AlreadyThere(there)
    return renew(root, files)


def renew(root: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write all files below `root`, over those that are there. Raises OSError."""
    paths = [root / name for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return paths


def withdraw(written: Iterable[Path]) -> None:
    """Take away what was written just now. Raises OSError."""
    for path in written:
        path.unlink()


def write_private(path: Path, content: bytes) -> None:
    """A file that nobody else on this computer reads, in the place of one of ours. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # what a link leads to stays as it is
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content)


@dataclass(frozen=True)
class Person:
    """Who speaks, as an event's file says it: with the affiliation of that day where it is another one."""

    name: str
    affiliation: str | None = None

    @property
    def written(self) -> Plain:
        return {"speaker": self.name, "affiliation": self.affiliation} if self.affiliation else self.name


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
    tail = characters.slug_of(people[0].name).rsplit("-", 1)[-1] if people else names.shortened(title or "", 40)
    name = "-".join((date.isoformat(), tail or "talk"))
    one = len(people) == 1 and people[0].affiliation is None
    keys: dict[str, Plain] = {
        "series": series,
        "date": f"{date:%a} {date.isoformat()}",
        "time": time,
        "zone": zone,
        "title": characters.tidy(title or "") or "tba",
        "speaker": people[0].name if one else None if people else "tba",
        "speakers": () if one else [person.written for person in people],
    }
    return {f"{folder}/{name}.md": _remarked(contentfiles.content_file(keys, abstract or ""), remarks)}


def speaker(
    name: str,
    *,
    affiliation: str | None = None,
    homepage: str | None = None,
    email: str | None = None,
    not_: str | None = None,
) -> dict[str, str]:
    """The file of a speaker, who is `not_` somebody of nearly this name."""
    keys: dict[str, Plain] = {"name": name, "affiliation": affiliation, "homepage": homepage, "email": email}
    waiting = {"affiliation": "# affiliation: University of …", "homepage": "# homepage: https://…"}
    remarks = [remark for key, remark in waiting.items() if not keys[key]]
    if not_:
        remarks.append(f"silence: [two-spellings]  # not {characters.tidy(not_)}, who has nearly this name")
    return {f"content/speakers/{characters.slug_of(name)}.md": _remarked(contentfiles.content_file(keys), remarks)}


def _remarked(text: str, remarks: Iterable[str]) -> str:
    """With further lines at the end of the front matter."""
    head, fence, body = text.partition("\n---\n")
    return "\n".join((head, *remarks)) + fence + (body or "\n")


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
        lines += [f"  every: {slot.every}"] if slot.every > 1 else []
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


def next_free_date(series: Series | None, busy: Iterable[dt.date], today: dt.date) -> dt.date:
    """The next free day of a series; a week from today where it has no rhythm."""
    return (series and slots.next_free_day(series, busy, today)) or today + dt.timedelta(days=7)
