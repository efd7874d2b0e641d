"""What is in a folder, and what goes with a file that is dropped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from seminarsite.publishing.trees import drop, look


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/file").write_text("x", encoding="ascii")
    (tmp_path / "empty/refs").mkdir(parents=True)
    (tmp_path / "link").symlink_to("a")
    os.link(tmp_path / "a/b/file", tmp_path / "same")
    return tmp_path


def test_all_files_and_folders_are_found_and_links_not_followed(folder: Path) -> None:
    found = look(folder)
    assert set(found.files) == {"a/b/file", "link", "same"}
    assert set(found.folders) == {"", "a", "a/b", "empty", "empty/refs"}
    assert found.empty_folders == ["empty/refs"]
    assert found.files["a/b/file"] == found.files["same"] != found.files["link"]
    assert found.is_open
    assert found.is_in_one_place
    (folder / "a").chmod(0o500)
    assert not look(folder).is_open


def test_what_is_dropped_takes_its_empty_folders_along(folder: Path) -> None:
    drop(folder, "a/b/file")
    assert not (folder / "a").exists()
    (folder / "empty/file").touch()
    drop(folder, "empty/file")
    assert (folder / "empty/refs").is_dir()
    drop(folder, "gone")
    assert folder.is_dir()
