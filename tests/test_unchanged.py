"""A build that keeps what has not changed publishes what one that remembers nothing would publish, byte for byte."""

from __future__ import annotations

import datetime as dt
import functools
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from helpers_site import NOW, REPOSITORY, SEMINAR, SITE, drawn, event
from seminarsite.build import build, draw
from seminarsite.diagnostics import Diagnostic, Report
from seminarsite.making import Blueprint
from seminarsite.model.site import Site
from seminarsite.outputs import File, Page
from seminarsite.publishing.publish import Published
from seminarsite.tools.hidden import FOLDER
from seminarsite.tools.keeping import Kept
from seminarsite.tools.memo import FILE
from seminarsite.unchanged import Glimpse

KEPT = Kept({"env:ROOM": "https://meet.example/kept-elsewhere?pwd=NOBODY"})
FILES: Mapping[str, str] = {
    "content/site.yaml": SITE + "cards: no\n",
    "content/series/one.md": SEMINAR,
    "content/speakers/emmy.md": "---\nname: Emmy Noether\naffiliation: Here\n---\n",
    "content/pages/about.md": "---\ntitle: About\n---\n[The first](/events/a/#main) and [a file](/files/a.pdf)\n",
    "content/files/a.pdf": "%PDF-1.4",
    **{
        f"content/events/{name}.md": event(f"2025-0{month}-05", "time: 12:00", f"title: Title {name}", "series: one", "speaker: Emmy Noether")
        for name, month in zip("abcd", (1, 2, 3, 4), strict=True)
    },
}  # fmt: skip


@dataclass
class Grown:
    """A site that is built again and again into one folder, and each time into an empty one without a memo."""

    root: Path
    now: dt.datetime = NOW
    kept: Kept = field(default_factory=Kept)

    def put(self, name: str, text: str | None) -> None:
        file = self.root / name
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def built(self) -> Published | None:
        """What the build that remembers came to; it must be what the other comes to."""
        with tempfile.TemporaryDirectory() as anew:
            shutil.copytree(self.root, anew, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build", ".*"))
            found, clean = Report(), Report()
            published = build(self.root, self.root / "build", self.now, found, self.kept)
            right = build(Path(anew), Path(anew) / "build", self.now, clean, self.kept)
            assert _told(found.diagnostics) == _told(clean.diagnostics)
            assert (published is None) == (right is None)
            if right is not None:
                assert _tree(self.root / "build") == _tree(Path(anew) / "build")
        return published


def _told(found: list[Diagnostic]) -> list[str]:
    return [str(one) for one in found if one.code != "vanished"]  # an empty folder had no page that could be gone


def _tree(output: Path) -> dict[str, bytes]:
    return {f.relative_to(output).as_posix(): f.read_bytes() for f in output.rglob("*") if f.is_file()}


@pytest.fixture
def grown(tmp_path: Path) -> Grown:
    made = Grown(tmp_path)
    for name, text in FILES.items():
        made.put(name, text)
    made.built()
    return made


def an_event(month: int, *more: str) -> str:
    return event(f"2025-0{month}-05", "time: 12:00", "title: Another title", "speaker: Emmy Noether", *more)


REMARKABLE = (
    "message: On Monday, 2 April 2025",  # a Wednesday
    "message: 12:00 Zurich time, 12:00 New York time",
    "message: On Monday, 2 April 2025\nsilence: [weekday-in-text, night-time]",
    "programme:\n- {time: 12:00, title: Coffee}\n- {time: 12:30, title: Lunch}",
)
"""What rules find something in, and what stands in calendars as more than one entry."""

CONTENT = st.one_of(
    st.tuples(
        st.sampled_from([f"content/events/{name}.md" for name in "abcde"]),
        st.builds(an_event, st.integers(1, 6), st.sampled_from(["series: one", "draft: yes", "status: cancelled", "speakers: [Ada New]", "online: {join: env:ROOM}", "old-addresses: [/old/]", "publish-from: 2025-03-03", *REMARKABLE]))
        | st.none(),
    ),
    st.tuples(st.just("content/speakers/emmy.md"), st.sampled_from(["---\nname: Emmy Noether\n---\n", "---\nname: Emmy Noether\nhomepage: https://example.org/e\n---\n"])),
    st.tuples(st.just("content/series/one.md"), st.sampled_from([SEMINAR, SEMINAR.replace("Example Seminar", "Other Seminar")])),
    st.tuples(st.just("content/pages/about.md"), st.sampled_from([FILES["content/pages/about.md"], "---\ntitle: About us\nnavigation: About\n---\n", None])),
    st.tuples(st.just("content/site.yaml"), st.sampled_from([SITE, SITE + "cards: no\n", SITE + "cards: no\nclock: 12\n"])),
    st.tuples(st.just("content/files/a.pdf"), st.sampled_from(["%PDF-1.4", "%PDF-1.7 longer", None])),
    st.tuples(st.just("templates/event.html"), st.sampled_from(['{% extends "builtin/event.html" %}{% block main %}{{ super() }}<p>{{ site.events|length }} {{ site.events_with(event.people[0].speaker)|length }}</p>{% endblock %}', None])),
    st.tuples(st.just("static/own.css"), st.sampled_from(["a { color: red }", "a { color: blue }", None])),
)  # fmt: skip
STEPS = st.one_of(
    CONTENT,
    st.tuples(st.just("now"), st.integers(-40, 40)),
    st.tuples(st.just("tamper"), st.sampled_from(["events/a/index.html", "events/a.ics", "index.html"])),
    st.tuples(st.just("delete"), st.sampled_from(["events/b/index.html", "events/b.txt", "calendar.ics"])),
    st.tuples(st.just("forget"), st.just("")),
)


@settings(
    max_examples=int(os.environ.get("BUILD_SEQUENCES", "12")), deadline=None, suppress_health_check=list(HealthCheck)
)
@given(st.lists(STEPS, min_size=1, max_size=5))
def test_whatever_is_edited_the_same_is_published(steps: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        grown = Grown(Path(folder), kept=KEPT)
        for name, text in FILES.items():
            grown.put(name, text)
        grown.built()
        for what, value in steps:
            file = grown.root / "build" / str(value)
            if what == "now":
                grown.now += dt.timedelta(days=float(str(value)) / 3)
            elif what == "tamper" and file.exists():
                file.write_bytes(b"x" * file.stat().st_size)
            elif what == "delete":
                file.unlink(missing_ok=True)
            elif what == "forget":
                (grown.root / FOLDER / FILE).unlink(missing_ok=True)
            elif "/" in what:
                grown.put(what, None if value is None else str(value))
            grown.built()


@dataclass(frozen=True)
class Filled:
    """A file as it was made: what was looked at, by what it is known, and its bytes."""

    looked_at: tuple[str, ...]
    fingerprint: bytes
    content: bytes


def filled(blueprint: Blueprint) -> Mapping[str, Filled]:
    """All files that nothing but content and templates goes into, and that can be known again."""
    found: dict[str, Filled] = {}
    for path, output in blueprint.planned.items():
        if isinstance(output, Page) or (isinstance(output, File) and not output.slow):
            glimpse = Glimpse(blueprint.site)
            content = blueprint.make(output, cast(Site, glimpse))
            looked_at = tuple(sorted(glimpse.looked_at))
            if fingerprint := blueprint.unchanged.fingerprint(output, looked_at):
                found[path] = Filled(looked_at, fingerprint, content)
    return found


LINES: Mapping[str, list[str]] = {
    "events": ["length: 45 min", "topics: [Example topic]", "credit: In thanks", "language: de", "slug: another-address", "status: cancelled", "draft: yes"],
    "series": ["short: Another name", "homepage: https://example.org/"],
    "speakers": ["homepage: https://example.org/", "affiliation: Elsewhere"],
    "pages": ["navigation: Elsewhere", "description: In other words"],
}  # fmt: skip
DEMO = [
    (file.relative_to(REPOSITORY).as_posix(), line)
    for kind, lines in LINES.items()
    for file in sorted((REPOSITORY / "content" / kind).rglob("*.md"))
    for line in (*lines, "", None)
]


def demo_in(root: Path) -> None:
    shutil.copytree(REPOSITORY / "content", root / "content", ignore=shutil.ignore_patterns("ledger.jsonl"))


@functools.cache
def demo_filled() -> Mapping[str, Filled]:
    with tempfile.TemporaryDirectory() as folder:
        demo_in(Path(folder))
        return filled(drawn(Path(folder)))


def edit(file: Path, line: str | None) -> None:
    """Write a key, or more of its text where there is none to be written; or delete it."""
    if line is None:
        return file.unlink()
    text = file.read_text(encoding="utf-8")
    if not line:
        text += "\nMore.\n"
    else:
        text = re.sub(rf"^{line.partition(':')[0]}: .*\n", "", text, flags=re.MULTILINE)
        text = text.replace("---\n", f"---\n{line}\n", 1)
    file.write_text(text, encoding="utf-8")
    return None


@settings(
    max_examples=int(os.environ.get("BUILD_SEQUENCES", "6")), deadline=None, suppress_health_check=list(HealthCheck)
)
@given(
    st.lists(st.sampled_from(DEMO), max_size=3, unique_by=lambda edit: edit[0]), st.sampled_from([-400, 0, 0, 0, 1, 40])
)
def test_what_is_known_by_one_fingerprint_is_one_file(edits: list[tuple[str, str | None]], days: int) -> None:
    """Of the demo, before and after some edits, now and at another time."""
    with tempfile.TemporaryDirectory() as folder:
        demo_in(Path(folder))
        for name, line in edits:
            edit(Path(folder) / name, line)
        blueprint = draw(Path(folder), NOW + dt.timedelta(days=days), Report())
        assume(blueprint is not None)
        assert blueprint is not None
        before, after = demo_filled(), filled(blueprint)
        known = {
            path
            for path in before.keys() & after.keys()
            if blueprint.unchanged.fingerprint(blueprint.planned[path], before[path].looked_at)
            == before[path].fingerprint
        }
        assert {path for path in known if after[path].content != before[path].content} == set()
        assert known or edits, "nothing was compared"


def test_after_an_edit_the_pages_of_others_are_not_made_again(grown: Grown) -> None:
    grown.put("content/events/a.md", an_event(1, "series: one"))
    published = grown.built()
    assert published is not None
    inodes = {name: (grown.root / f"build/events/{name}/index.html").stat().st_ino for name in "abcd"}
    grown.put("content/events/a.md", an_event(1, "series: one", "length: 50 min"))
    again = grown.built()
    assert again is not None
    assert again.remembered > 12
    now = {name: (grown.root / f"build/events/{name}/index.html").stat().st_ino for name in "abcd"}
    assert {name for name in "abcd" if now[name] != inodes[name]} == {"a"}


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("content/events/b.md", None, "dead-link"),
        ("content/events/e.md", event("2025-06-05", "time: 12:00", "title: Title a", "speaker: Emmy Noether", "draft: yes"), ""),
        ("content/events/e.md", event("2025-06-05", "time: 12:00", "title: Something", "speaker: Emmy Noether", "notes: a note that stands on a page"), "secret"),
    ],
)  # fmt: skip
def test_what_must_not_be_published_any_more_is_found_on_pages_that_are_kept(
    grown: Grown, name: str, text: str | None, wrong: str
) -> None:
    grown.put(
        "content/pages/about.md", "---\ntitle: About\n---\n[b](/events/b/). This is a note that stands on a page.\n"
    )
    assert grown.built() is not None
    grown.put(name, text)
    assert (grown.built() is None) == bool(wrong)


def test_what_is_remembered_depends_on_no_secret_that_is_kept_elsewhere(grown: Grown) -> None:
    grown.kept = KEPT
    grown.put("content/events/d.md", an_event(4, "series: one", "online: {join: env:ROOM}"))
    assert grown.built() is not None
    grown.kept = Kept({"env:ROOM": "https://meet.example/another-room?pwd=NOBODY"})
    assert grown.built() is not None
    written = b"".join(file.read_bytes() for file in (grown.root / FOLDER).iterdir())
    assert b"meet.example/kept" not in written
    assert b"another-room" not in written


def test_two_output_folders_of_one_site(grown: Grown, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    for output in (other, tmp_path / "build", other):
        assert build(grown.root, output, NOW, Report()) is not None
    assert _tree(other) == _tree(tmp_path / "build")


def test_many_pages_are_remembered_by_whichever_process_made_them(write_site: Callable[..., Path]) -> None:
    root = write_site(
        {"site.yaml": SITE + "cards: no\n", **{f"events/e{n}.md": event("2025-03-05", "time: 12:00", f"title: T {n}", "speaker: Ada New") for n in range(80)}}
    )  # fmt: skip
    first = build(root, root / "build", NOW, Report(), processes=3)
    again = build(root, root / "build", NOW, Report(), processes=3)
    assert first is not None
    assert again is not None
    assert (first.remembered, again.changed) == (0, 0)
    assert again.remembered > 80 * 4


def test_a_file_that_is_called_otherwise_is_another_event(grown: Grown) -> None:
    """With the same text; and of two with one text, each is its own."""
    grown.put("content/events/a.md", an_event(1))
    assert grown.built() is not None
    grown.put("content/events/a.md", None)
    grown.put("content/pages/about.md", None)
    grown.put("content/events/e.md", an_event(1))
    assert grown.built() is not None
    grown.put("content/events/f.md", an_event(1, "silence: [clash, speaker-clash]"))
    grown.put("content/events/e.md", an_event(1, "silence: [clash, speaker-clash]"))
    assert grown.built() is not None
    assert {"e", "f"} <= {folder.name for folder in (grown.root / "build/events").iterdir()}
