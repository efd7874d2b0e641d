"""A file of the new site is the very one that is live, where nothing of it has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from seminarsite.publishing.staging import CannotPublish, Signature, Staging, signature


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    (tmp_path / "build/a").mkdir(parents=True)
    (tmp_path / "build/a/index.html").write_bytes(b"live")
    (tmp_path / "stage").mkdir()
    return Staging(tmp_path / "build", tmp_path / "stage")


def known(staging: Staging, path: str = "a/index.html") -> Signature:
    found = signature(staging.output, path)
    assert found is not None
    return found


def test_other_bytes_are_new(staging: Staging) -> None:
    assert staging.keep("a/index.html", b"LIVE")
    assert staging.keep("b/index.html", b"new")
    assert (staging.output / "a/index.html").read_bytes() == b"live"
    assert (staging.stage / "a/index.html").read_bytes() == b"LIVE"
    assert not staging.keep_as_is("b/index.html", Signature(3, 0, 1)), "it is not live"


def test_a_file_with_a_known_signature_is_kept_unread(staging: Staging) -> None:
    before = known(staging)
    assert staging.keep_as_is("a/index.html", before)
    assert known(staging) == before, "also by another name it is the same"


@pytest.mark.parametrize("what", ["size", "time", "file", "kind", "gone"])
def test_a_file_that_is_another_is_not_kept(staging: Staging, what: str) -> None:
    live, before = staging.output / "a/index.html", known(staging)
    if what == "size":
        live.write_bytes(b"longer")
        os.utime(live, ns=(before.modified, before.modified))
    if what == "time":
        os.utime(live, ns=(before.modified, before.modified + 1))
    if what == "file":
        (staging.output / "other").write_bytes(b"evil")
        os.utime(staging.output / "other", ns=(before.modified, before.modified))
        (staging.output / "other").replace(live)
    if what in ("kind", "gone"):
        live.unlink()
    if what == "kind":
        live.symlink_to(staging.output)
    assert not staging.keep_as_is("a/index.html", before)
    assert not (staging.stage / "a/index.html").exists()


def test_what_cannot_be_written_is_named_as_it_would_be_online(staging: Staging) -> None:
    (staging.stage / "a").write_bytes(b"in the way")
    with pytest.raises(CannotPublish, match=r"cannot write .*a.*; nothing was published"):
        staging.keep("a/index.html", b"new")
