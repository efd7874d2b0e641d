"""Content with some files changed is read and checked, and the real one stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from helpers_site import NOW
from seminarsite.diagnostics import Report
from seminarsite.trial import tried

TALK = b"---\ndate: 2025-03-12\ntime: 12:00\ntitle: %s\n---\n"


def snapshot(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_changes_are_seen_and_nothing_is_written(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/a.md": TALK % b"Old"})
    before = snapshot(root)
    report = Report()
    site = tried(root, {"content/events/a.md": TALK % b"New", "content/events/b.md": TALK % b"Other"}, NOW, report)
    assert site is not None
    assert [event.title.text for event in site.events] == ["New", "Other"]
    assert snapshot(root) == before


def test_mistakes_have_the_places_of_the_real_files(write_site: Callable[..., Path]) -> None:
    root = write_site({})
    report = Report()
    assert tried(root, {"content/events/a.md": b"---\ndate: never\n---\n"}, NOW, report) is None
    assert str(report.diagnostics[0].span) == "content/events/a.md:2:7"
    assert sorted(p.name for p in root.iterdir()) == ["content"]
