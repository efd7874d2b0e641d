"""The pipeline: a sound site is published whole, any error leaves the old one as it is."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_site import NOW, REPOSITORY, STATES, event
from seminarsite.build import build, check_only, draw
from seminarsite.diagnostics import Report
from seminarsite.publishing.publish import LIST
from seminarsite.tools.hidden import FOLDER as MEMO

TALK = ("time: 12:00", "title: T", "speaker: Emmy Noether")


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_ino) for path in files}


def test_what_is_planned_is_what_is_published(write_site: Callable[..., Path]) -> None:
    root = write_site(STATES)
    report = Report()
    published = build(root, root / "build", NOW, report)
    blueprint = draw(root, NOW, Report())
    assert published is not None
    assert blueprint is not None
    found = {path: content for path, (content, _) in tree(root / "build").items()}
    del found[LIST]
    assert found == {path: blueprint.make(output) for path, output in blueprint.planned.items()}
    assert published.files == published.changed == len(found)
    assert report.errors == 0


def test_on_several_cores_the_same_comes_out(write_site: Callable[..., Path]) -> None:
    flaws = {"pages/a.md": "---\ntitle: A\n---\n[x](#nowhere)\n", "pages/b.md": "---\ntitle: B\n---\n[x](#nowhere)\n"}
    root = write_site(STATES | flaws)
    told = []
    for processes in (1, 3):
        report = Report()
        assert build(root, root / "build", NOW, report, processes=processes) is None
        told.append(list(map(str, report.diagnostics)))
    assert told[0] == told[1] != []
    for name in flaws:
        (root / "content" / name).unlink()
    counts = []
    for processes in (1, 2, 3):
        counts.append(build(root, root / f"build{processes}", NOW, Report(), processes=processes))
        bytes_ = {path: content for path, (content, _) in tree(root / f"build{processes}").items()}
        assert bytes_ == {path: content for path, (content, _) in tree(root / "build1").items()}
    assert counts[0] is not None
    assert counts == counts[:1] * 3
    again = build(root, root / "build2", NOW, Report(), processes=2)
    assert again is not None
    assert again.changed == 0


def test_what_several_processes_note_of_entries_the_next_build_knows(write_site: Callable[..., Path]) -> None:
    root = write_site(STATES)
    known = []
    for processes in (1, 3):
        shutil.rmtree(root / MEMO, ignore_errors=True)
        build(root, root / f"build{processes}", NOW, Report(), processes=processes)
        blueprint = draw(root, NOW, Report())
        assert blueprint is not None
        site = blueprint.site
        known.append([sorted(site.recalled.of(site.fingerprints.of_entry(one))) for one in site.events])
        for output in blueprint.planned.values():
            blueprint.make(output)
        assert site.recalled.new == {}, "there is nothing to add"
    assert known[0] == known[1]
    assert any(known[0])


@pytest.mark.parametrize("processes", [1, 3])
def test_what_was_made_in_an_earlier_build_is_counted(write_site: Callable[..., Path], processes: int) -> None:
    root = write_site(STATES)
    first, second = (build(root, root / f"build{n}", NOW, Report(), processes=processes) for n in (1, 2))
    assert first is not None
    assert second is not None
    cards = {card.read_bytes() for card in (root / "build1").rglob("card.png")}  # two of them may be the same
    assert first.remembered == 0
    assert second.remembered >= len(cards)


def test_on_several_cores_the_first_broken_page_is_told(write_site: Callable[..., Path]) -> None:
    broken = {"../templates/speaker.html": "{{ nothing }}", "../templates/event.html": "\n{{ nothing }}"}
    root = write_site(STATES | broken)
    told = []
    for processes in (1, 3):
        report = Report()
        assert build(root, root / "build", NOW, report, processes=processes) is None
        told.append([d for d in report.diagnostics if d.severity == "error"])
    assert [str(d.span) for d in told[0]] == ["templates/event.html:2:1"]
    assert told[0] == told[1]


def test_a_second_build_writes_nothing(write_site: Callable[..., Path]) -> None:
    root = write_site(STATES)
    build(root, root / "build", NOW, Report())
    before = tree(root / "build")
    published = build(root, root / "build", NOW + dt.timedelta(minutes=1), Report())
    assert published is not None
    assert (published.changed, published.deleted) == (0, 0)
    del before[LIST]
    after = tree(root / "build")
    del after[LIST]
    assert after == before


@pytest.mark.parametrize(
    "change",
    [
        {"events/b.md": event("2025-02-30", *TALK)},
        {"events/b.md": event("2025-03-12", *TALK, "slug: a")},
        {"events/b.md": event("2025-03-12", *TALK, body="[x](/nowhere/)")},
        {"../templates/event.html": "{{ nothing }}"},
        {"../templates/404.html": "{% if %}"},
        {"site.yaml": "title: T"},
        {"site.yaml": None, "pages/x.md": "---\ntitle: X\n---\nText."},
    ],
    ids="date collision link template syntax settings none".split(),
)
def test_an_error_leaves_the_old_site(write_site: Callable[..., Path], change: dict[str, str | None]) -> None:
    root = write_site({"events/a.md": event("2025-03-05", *TALK)})
    build(root, root / "build", NOW, Report())
    (root / "build/CNAME").write_text("example.org", encoding="utf-8")
    before = tree(root / "build")
    if change.get("site.yaml", "") is None:
        (root / "content/site.yaml").unlink()
    (root / "templates").mkdir()
    write_site(change)
    report = Report()
    assert build(root, root / "build", NOW, report) is None
    assert report.failed
    assert tree(root / "build") == before
    assert sorted(p.name for p in root.iterdir() if p.name != MEMO) == ["build", "content", "templates"]
    # `check` says the same, without publishing.
    checked = Report()
    assert check_only(root, NOW, checked) is None
    assert checked.diagnostics == report.diagnostics


def test_check_publishes_nothing(write_site: Callable[..., Path]) -> None:
    root = write_site(STATES)
    assert check_only(root, NOW, Report()) is not None
    assert [path.name for path in root.iterdir()] == ["content"]


def test_a_page_that_is_gone_is_deleted(write_site: Callable[..., Path]) -> None:
    root = write_site({f"events/{name}.md": event("2025-03-05", *TALK) for name in "ab"})
    build(root, root / "build", NOW, Report())
    (root / "content/events/b.md").unlink()
    published = build(root, root / "build", NOW, Report())
    assert published is not None
    assert published.deleted == 6  # its page, its card, its calendar, and it as plain text, BibTeX and RIS
    assert "events/b/index.html" not in tree(root / "build")
    assert "events/a/index.html" in tree(root / "build")


def test_nothing_but_lists_depends_on_the_moment(write_site: Callable[..., Path]) -> None:
    """One calendar, one feed for all time: only lists and how to keep a talk know what is past."""
    root = write_site({"events/a.md": event("2025-03-05", *TALK), "pages/about.md": "---\ntitle: A\n---\nText."})
    for year in (2024, 2026):
        build(root, root / f"build-{year}", dt.datetime(year, 1, 1, tzinfo=dt.UTC), Report())
    first, second = ({p: c for p, (c, _) in tree(root / f"build-{year}").items()} for year in (2024, 2026))
    same = {path for path in first if first[path] == second.get(path)}
    assert {"events/a.ics", "calendar.ics", "feed.xml", "about/index.html", "404.html"} <= same
    assert {"events/a.txt", "events/a.bib", "events/a.ris", "talks.bib", "site.json", "archive/2025.json"} <= same
    assert "index.html" not in same


def test_a_build_asks_nothing_of_the_network(write_site: Callable[..., Path]) -> None:
    """An audit hook of a process of its own stops it at the first name that it looks up or connects to."""
    root = write_site({"events/x.yaml": "date: 2026-12-01\ntime: 12:00\ntitle: $x^2$\nspeaker: Ada Example\n"})
    script = """if True:
        import sys
        def stop(event, arguments):
            if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
                raise RuntimeError(f"{event} {arguments}")
        sys.addaudithook(stop)
        from seminarsite.cli import main
        main(["build"])
    """
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / "build/events/x/index.html").is_file()
