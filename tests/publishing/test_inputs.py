"""What a build reads is known again without being read; and whatever has changed is noticed, however it was hidden."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from seminarsite.publishing.inputs import Inputs, inputs

LATER = 10_000_000_000  # ns: when no file is young any more


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/events").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text("title: T\n", encoding="utf-8")
    (tmp_path / "content/events/a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    return tmp_path


def looked_at(root: Path) -> Inputs:
    """As if all had been written long before."""
    found = inputs(root)
    assert found is not None
    return replace(found, looked=found.looked + LATER)


def touch(root: Path) -> None:
    os.utime(root / "content/events/a.md")


def copy_back(root: Path) -> None:
    file = root / "content/events/a.md"
    shutil.copy2(file, root / "copy.md")
    (root / "copy.md").replace(file)


def write_the_same(root: Path) -> None:
    file = root / "content/events/a.md"
    file.write_bytes(file.read_bytes())


@pytest.mark.parametrize("do", [lambda _: None, touch, copy_back, write_the_same])
def test_the_same_bytes_are_the_same(root: Path, do: Callable[[Path], None]) -> None:
    before = looked_at(root)
    do(root)
    assert before.again(root) is not None


def write_others(root: Path) -> None:
    """Of the same length, in the same file, and with its old time."""
    file = root / "content/events/a.md"
    state = file.stat()
    file.write_bytes(file.read_bytes().replace(b"A", b"B"))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def put_another(root: Path) -> None:
    """As `mv` and `cp -p` do it."""
    file = root / "content/events/a.md"
    (root / "b.md").write_bytes(file.read_bytes().replace(b"A", b"B"))
    shutil.copystat(file, root / "b.md")
    (root / "b.md").replace(file)


def rename(root: Path) -> None:
    (root / "content/events/a.md").rename(root / "content/events/b.md")


def swap_names(root: Path) -> None:
    (root / "content/site.yaml").rename(root / "x")
    (root / "content/events/a.md").rename(root / "content/site.yaml")
    (root / "x").rename(root / "content/events/a.md")


def add(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/page.html").touch()


def remove(root: Path) -> None:
    (root / "content/events/a.md").unlink()


def name_a_secret(root: Path) -> None:
    with (root / "content/events/a.md").open("a", encoding="utf-8") as file:
        file.write("link: env:ZOOM\n")


@pytest.mark.parametrize("young", [True, False])
@pytest.mark.parametrize("do", [write_others, put_another, rename, swap_names, add, remove, name_a_secret])
def test_whatever_is_otherwise_is_noticed(root: Path, do: Callable[[Path], None], *, young: bool) -> None:
    before = looked_at(root)
    if young:
        before = replace(before, looked=before.looked - LATER)
    do(root)
    assert before.again(root) is None


def test_a_file_that_was_young_may_have_other_bytes_by_the_same_row(root: Path) -> None:
    """What was written twice within one tick of the clock: only its bytes tell."""
    found = inputs(root)
    assert found is not None
    first = found.digests[:32]
    other = replace(found, digests=found.digests.replace(first, "0" * 32))
    assert other.again(root) is None
    assert replace(other, looked=other.looked + LATER).again(root) is not None, "an old one is known by its row"


def test_only_what_changed_is_read_again(root: Path) -> None:
    """Of what is known by its row, the digest of before is taken, whatever is there."""
    before = looked_at(root)
    known = replace(before, digests="0" * len(before.digests))
    write_others(root)
    found = inputs(root, known)
    assert found is not None
    new = [found.digests[i : i + 32] for i in range(0, len(found.digests), 32)]
    assert [name for name, digest in zip(found.names, new, strict=True) if digest != "0" * 32] == ["0/events/a.md"]


def test_where_nothing_can_be_noted_all_is_read(root: Path) -> None:
    (root / ".seminarsite").write_text("in the way", encoding="ascii")
    found = inputs(root)
    assert found is not None
    assert found.again(root) == found
    write_others(root)
    assert found.again(root) is None


def test_another_program_reads_otherwise(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = looked_at(root)
    (tmp_path / "packages/other-1.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "packages")])
    assert before.again(root) is None


@pytest.mark.parametrize("kind", ["pipe", "link to a folder", "link to nowhere"])
def test_what_nobody_can_look_through_is_not_known(root: Path, kind: str) -> None:
    before = looked_at(root)
    odd = root / "content/events/odd"
    if kind == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to(root if kind == "link to a folder" else root / "nowhere")
    assert inputs(root) is None
    assert before.again(root) is None


def test_a_link_to_a_file_is_what_it_leads_to(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_text("A", encoding="ascii")
    (root / "content/events/link.md").symlink_to(tmp_path / "elsewhere.md")
    before = looked_at(root)
    assert before.again(root) == before
    (tmp_path / "elsewhere.md").write_text("B", encoding="ascii")
    assert before.again(root) is None
