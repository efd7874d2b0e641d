"""diff: between two moments, between a commit and the folder; nothing is published."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_cli import run
from helpers_site import event
from test_revisions import commit

TALK = event("2025-04-02", "time: 12:00", "title: First title", "speaker: Ada Example")


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    found = write_site({"events/a.md": TALK})
    commit(found)
    return found


def test_without_an_edit_visitors_see_no_difference(root: Path) -> None:
    result = run(root, "diff")
    assert (result.exit_code, result.stdout) == (4, "Visitors see no difference.\n")


def test_edits_since_the_last_commit(root: Path) -> None:
    (root / "content/events/a.md").write_text(
        TALK.replace("First", "Second").replace("12:00", "13:00"), encoding="utf-8"
    )
    result = run(root, "diff")
    assert result.exit_code == 0
    assert "changed  /events/a/" in result.stdout
    assert "    -First title\n" in result.stdout
    assert "    +Second title\n" in result.stdout
    assert "moved: Ada Example: Second title (20250402T120000 Europe/Zurich -> 20250402T130000" in result.stdout
    assert sorted(path.name for path in root.iterdir() if path.name != ".git") in (
        ["content"],
        [".seminarsite-cache", "content"],
    )


def test_two_commits(root: Path) -> None:
    (root / "content/events/b.md").write_text(TALK.replace("04-02", "04-03"), encoding="utf-8")
    commit(root)
    found = json.loads(run(root, "diff", "--from", "HEAD~1", "--to", "HEAD", "--format", "json").stdout)
    assert found["added"] == ["events/b/"]
    assert [one["kind"] for one in found["calendar"]] == ["added"]


def test_two_moments_need_no_git(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/a.md": TALK})
    result = run(root, "diff", "--now", "2025-03-01", "--now", "2025-05-01")
    assert result.exit_code == 0
    assert "changed  /\n" in result.stdout
    assert run(root, "diff", "--now", "2025-03-01", "--now", "2025-03-02").exit_code == 4


def test_mistakes_at_a_commit_and_commits_that_are_none(root: Path) -> None:
    assert run(root, "diff", "--from", "nowhere").exit_code == 3
    (root / "content/events/a.md").write_text("---\ndate: never\n---\n", encoding="utf-8")
    result = run(root, "diff")
    assert result.exit_code == 1
    assert "content/events/a.md:2:7" in result.stderr
    assert "Nothing was compared" in result.stderr
