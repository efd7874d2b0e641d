"""The site at a commit: what git has of it, and clear words where it has nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from seminarsite.revisions import CannotTakeOut, taken_out

WHO = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *WHO, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")


def test_files_are_as_they_were(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/a.md": "old"})
    (root / "other").mkdir()
    (root / "other/large.bin").write_bytes(b"x")
    commit(root)
    (root / "content/events/a.md").write_text("new", encoding="utf-8")
    with taken_out(root, "HEAD") as there:
        assert (there / "content/events/a.md").read_text("utf-8") == "old"
        assert sorted(path.name for path in there.iterdir()) == ["content"]
        kept = there
    assert not kept.exists()
    assert (root / "content/events/a.md").read_text("utf-8") == "new"


def test_a_site_in_a_folder_of_a_repository(write_site: Callable[..., Path], tmp_path: Path) -> None:
    root = write_site({})
    inner = root / "sites/one"
    inner.mkdir(parents=True)
    (root / "content").rename(inner / "content")
    commit(root)
    with taken_out(inner, "HEAD") as there:
        assert (there / "content/site.yaml").is_file()


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=/etc/x", "HEAD~5", ""])
def test_what_is_no_commit(revision: str, write_site: Callable[..., Path]) -> None:
    root = write_site({})
    commit(root)
    with pytest.raises(CannotTakeOut, match="git knows no commit"), taken_out(root, revision):
        pass


def test_outside_of_a_repository_and_without_git(
    write_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site({})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    with pytest.raises(CannotTakeOut, match="not a git repository"), taken_out(root, "HEAD"):
        pass
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(CannotTakeOut, match="git is not installed"), taken_out(root, "HEAD"):
        pass
