"""Whether a build would change nothing is said at once, and never of what it would change."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_site import NOW, STATES
from seminarsite.build import build
from seminarsite.diagnostics import Report
from seminarsite.publishing import standing
from seminarsite.publishing.inputs import inputs
from seminarsite.tools.hidden import FOLDER


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    site = write_site(
        {"events/a.md": "---\ndate: 2025-03-12\ntime: 12:00\ntitle: T\nspeaker: Emmy Noether\n---\nBody.\n"}
        | {"files/a.pdf": b"%PDF-1.4", "../templates/foot.html": "x", "../static/own.css": "a{}"}
    )
    assert build(site, site / "build", NOW, Report()) is not None
    return site


def stands(root: Path, now: dt.datetime = NOW) -> bool:
    found = standing.find(root, now)
    return found is not None and found.is_there(root / "build")


def test_where_nothing_has_changed(root: Path) -> None:
    assert stands(root)
    found = standing.find(root, NOW)
    assert found is not None
    assert (found.counts["event"], found.counts["speaker"], found.diagnostics) == (1, 1, ())
    assert not found.is_there(root / "elsewhere")


def test_messages_are_kept_with_their_places(write_site: Callable[..., Path]) -> None:
    root = write_site(STATES | {"pages/x.md": "---\ntitle: X\n---\n<blink>hoy</blink>\n"})
    report = Report()
    if build(root, root / "build", NOW, report) is not None and (found := standing.find(root, NOW)):
        assert list(found.diagnostics) == report.diagnostics != []


@pytest.mark.parametrize(
    "path",
    "content/site.yaml content/events/a.md content/files/a.pdf content/pages/new.md templates/foot.html static/own.css "
    "languages/de.po templates/deep/er.html".split(),
)
def test_whatever_is_read_counts(root: Path, path: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    state = file.stat() if file.exists() else None
    before = file.read_bytes() if state else b""
    file.write_bytes(before[:-1] + b"#")
    if state:
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))  # its bytes count, not its time
    assert not stands(root)


@pytest.mark.parametrize("path", ["events/a/index.html", "published-files.txt", "calendar.ics", "static/own.css"])
@pytest.mark.parametrize("change", ["longer", "gone", "link"])
def test_whatever_was_left_must_be_there(root: Path, path: str, change: str) -> None:
    file = root / "build" / path
    content = file.read_bytes()
    file.unlink()
    if change == "longer":
        file.write_bytes(content + b" ")
    if change == "link":
        file.symlink_to(root / "content/site.yaml")
    assert not stands(root)


def test_what_others_put_there_does_not_count(root: Path) -> None:
    (root / "build/CNAME").write_text("example.org", encoding="ascii")
    assert stands(root)


def test_it_holds_until_the_output_changes_by_time_alone(root: Path) -> None:
    assert stands(root, NOW + dt.timedelta(hours=10))
    assert not stands(root, NOW + dt.timedelta(hours=11)), "midnight in Zurich: another date is shown"
    assert not stands(root, NOW - dt.timedelta(seconds=1))


@pytest.mark.parametrize("content", [b"", b"{}", b"\0" * 50, b'{"version": 1}'])
def test_a_damaged_note_is_none(root: Path, content: bytes) -> None:
    (root / FOLDER / standing.NOTE).write_bytes(content)
    assert standing.find(root, NOW) is None


def test_of_secrets_not_even_a_digest_is_kept(root: Path) -> None:
    text = (root / "content/site.yaml").read_text("utf-8")
    (root / "content/site.yaml").write_text(f"{text}# env:ZOOM_LINK\n", encoding="utf-8")
    assert inputs(root) is None
    build(root, root / "build", NOW, Report())
    assert standing.find(root, NOW) is None


def test_a_link_to_a_folder_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (root / "templates/shared").symlink_to(tmp_path / "shared")
    assert inputs(root) is None


HEAVY = set(
    "jinja2 markdown icalendar babel PIL yaml dateutil nh3 math_core segno pygments pytz sqlite3 asyncio http ssl email xml "
    "zipfile logging subprocess decimal pickle concurrent watchfiles importlib.metadata "
    "seminarsite.model.site seminarsite.build".split()
)


def loaded(*arguments: str) -> tuple[str, set[str]]:
    """What a command says, and which of the heavy packages it has loaded."""
    code = (
        "import sys\nfrom seminarsite.cli import main\n"
        "try:\n    main(sys.argv[1:])\nfinally:\n    print('LOADED', *(set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said, _, modules = done.stdout.partition("LOADED")
    return said, set(modules.split()) & HEAVY


def test_what_need_not_be_loaded_is_not(root: Path) -> None:
    where = ("--site", str(root), "--now", NOW.isoformat())
    assert loaded("--version")[1] == set()
    assert loaded("--help")[1] == set()
    said, modules = loaded("build", *where)
    assert (modules, "0 new or changed" in said) == (set(), True)
    said, modules = loaded("check", *where)
    assert (modules, said.startswith("1 event, 0 series, 1 speaker. No errors")) == (set(), True)


def test_what_a_build_says_is_the_same_where_it_had_nothing_to_do(root: Path) -> None:
    where = ("build", "--site", str(root), "--now", NOW.isoformat())
    at_once, _ = loaded(*where)
    (root / FOLDER / standing.NOTE).unlink()
    built, modules = loaded(*where)
    assert modules != set()
    assert re.sub(r", \d+ remembered", "", built) == at_once
