"""`seminarsite record`, as an organiser calls it before each commit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_cli import run
from helpers_site import event

TALK = ("time: 12:00", "title: One", "speaker: Ada Example")
ANNOUNCED = "a: announced\n1 change noted in content/ledger.jsonl. Commit it.\n"


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site({"events/a.md": event("2025-04-02", *TALK)})


def text(root: Path) -> str:
    return (root / "content/ledger.jsonl").read_text(encoding="utf-8")


def test_record_and_record_again(root: Path) -> None:
    result = run(root, "record")
    assert (result.exit_code, result.stdout, result.stderr) == (0, ANNOUNCED, "")
    before = text(root)
    assert [json.loads(line).get("at") for line in before.splitlines()] == [None, "2025-03-12T12:00:00Z"]
    result = run(root, "record", epoch="1799999999")
    assert (result.exit_code, result.stdout) == (0, "Nothing has changed.\n")
    assert text(root) == before


def test_what_was_noted_is_said(root: Path, write_site: Callable[..., Path]) -> None:
    run(root, "record")
    write_site({"events/a.md": event("2025-04-09", *TALK), "events/b.md": event("2025-04-02", *TALK)})
    assert run(root, "record", "--now", "2025-03-13").stdout == (
        "b: announced\n"
        "a: moved from 2025-04-02T12:00+02:00[Europe/Zurich] to 2025-04-09T12:00+02:00[Europe/Zurich]\n"
        "2 changes noted in content/ledger.jsonl. Commit it.\n"
    )
    (root / "content/events/a.md").unlink()
    assert run(root, "record").stdout.startswith("a: withdrawn\n")


def test_a_dry_run_writes_nothing(root: Path) -> None:
    result = run(root, "record", "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "a: announced\n1 change.\n")
    assert not (root / "content/ledger.jsonl").exists()


def test_an_empty_site_begins_its_ledger(write_site: Callable[..., Path]) -> None:
    root = write_site()
    assert run(root, "record").stdout == "Nothing has changed; content/ledger.jsonl is written anew.\n"
    assert run(root, "record").stdout == "Nothing has changed.\n"


def test_where_the_content_has_errors_nothing_is_recorded(root: Path, write_site: Callable[..., Path]) -> None:
    write_site({"events/b.md": event("2025-02-30", *TALK)})
    result = run(root, "record")
    assert (result.exit_code, result.stdout) == (1, "1 error, 0 warnings. Nothing was recorded.\n")
    assert "content/events/b.md:2:7: error: " in result.stderr
    assert not (root / "content/ledger.jsonl").exists()


def test_a_line_that_cannot_be_read_is_kept_for_those_who_can(root: Path) -> None:
    run(root, "record")
    broken = text(root) + '{"uid": "b@exam\n'
    (root / "content/ledger.jsonl").write_text(broken, encoding="utf-8")
    result = run(root, "record")
    assert result.exit_code == 1
    assert (
        "content/ledger.jsonl:3:9: error: this line of the ledger cannot be understood: it is not JSON" in result.stderr
    )
    assert "git log -p" in result.stderr
    assert text(root) == broken


def test_what_a_merge_or_a_hand_has_left_is_put_in_order(root: Path) -> None:
    run(root, "record")
    whole = text(root)
    first, line = whole.splitlines()
    (root / "content/ledger.jsonl").write_text(f"\n<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> x\n{first}\n")
    assert "content/ledger.jsonl:2:1: warning: a merge has left both sides here" in run(root, "check").stderr
    assert run(root, "record", "--dry-run").stdout == "Nothing has changed.\n"
    assert run(root, "record").stdout == "Nothing has changed; content/ledger.jsonl is written anew.\n"
    assert text(root) == whole
    assert run(root, "check").stderr == ""


def test_where_it_cannot_be_written(root: Path) -> None:
    (root / "content/ledger.jsonl").mkdir()
    result = run(root, "record")
    assert result.exit_code == 3
    assert result.stderr == f"error: {Path('content/ledger.jsonl')}: Is a directory\n"


def test_programs_get_the_messages_and_nothing_else(root: Path, write_site: Callable[..., Path]) -> None:
    result = run(root, "record", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout), result.stderr) == (0, [], "")


def test_of_secrets_it_needs_only_public_links(root: Path, write_site: Callable[..., Path]) -> None:
    for visible, code in (("window", 0), ("public", 1)):
        online = f"online: {{join: {{link: 'env:NO_SUCH_LINK_OF_A_SEMINAR', visible: {visible}}}}}"
        write_site({"events/a.md": event("2025-04-02", *TALK, online)})
        result = run(root, "record")
        assert result.exit_code == code
        assert ("content/events/a.md:6:1: error: calendars show the link of this event" in result.stderr) == bool(code)


def test_build_records_what_it_has_published(root: Path) -> None:
    assert run(root, "build", "--record").exit_code == 0
    assert text(root).count("\n") == 2
    before = text(root)
    calendar = (root / "build/calendar.ics").read_bytes()
    assert b"DTSTAMP:20250312T120000Z" in calendar
    run(root, "build", "--record", epoch="1741867200")
    assert (root / "build/calendar.ics").read_bytes() == calendar
    assert text(root) == before


def test_build_records_nothing_where_it_publishes_nothing(root: Path, write_site: Callable[..., Path]) -> None:
    write_site({"events/b.md": event("2025-02-30", *TALK)})
    assert run(root, "build", "--record").exit_code == 1
    assert not (root / "content/ledger.jsonl").exists()


def test_build_that_cannot_record_says_so(root: Path) -> None:
    (root / "content/ledger.jsonl").mkdir()
    result = run(root, "build", "--record")
    assert result.exit_code == 3
    assert "the site is published, but its changes are not recorded: content/ledger.jsonl: " in result.stderr
    assert (root / "build/index.html").is_file()


def test_who_keeps_no_ledger_is_told_how_to_begin(root: Path) -> None:
    line = "Calendars do not know what has changed, as there is no ledger: `seminarsite record` begins one.\n"
    for command in ("check", "build"):
        result = run(root, command)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.endswith(line)
        assert "no ledger" not in run(root, command, "--format", "json").output
    run(root, "record")
    for command in ("check", "build"):
        assert "no ledger" not in run(root, command).output


def test_an_event_that_is_gone_is_told_once(root: Path) -> None:
    """By the ledger, where there is one: it is recorded, not only gone."""
    run(root, "record")
    run(root, "build")
    (root / "content/events/a.md").unlink()
    result = run(root, "build")
    assert "warning: 1 event has changed since the ledger was written: `a` (withdrawn)" in result.stderr
    assert "was published" not in result.stderr
    run(root, "record")
    assert run(root, "build").stderr == ""
    # Some weeks after its date its calendar goes, too, and nobody needs to be told.
    assert run(root, "build", "--now", "2026-01-01").stderr == ""
    assert not (root / "build/events/a.ics").exists()


def test_the_list_of_pages_that_must_stay_is_begun_once_and_kept(root: Path) -> None:
    listed = root / "content/addresses.txt"
    run(root, "record")
    assert not listed.exists()
    assert run(root, "record", "--addresses", "--dry-run").exit_code == 0
    assert not listed.exists()
    assert "addresses.txt" in run(root, "record", "--addresses").stdout
    assert "/events/a/\n" in listed.read_text("utf-8")
    assert "addresses.txt" not in run(root, "record").stdout
    (root / "content/events/a.md").rename(root / "content/events/b.md")
    run(root, "record")
    assert {"/events/a/", "/events/b/"} <= set(listed.read_text("utf-8").splitlines())
    result = run(root, "build")
    assert result.exit_code == 1
    assert "content/addresses.txt:2:1: error: `/events/a/` was published" in result.stderr
    assert not (root / "build").exists()
