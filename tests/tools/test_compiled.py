"""Our own templates are compiled once, those of a site each time, and what was compiled makes the same pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers_site import REPOSITORY, SITE, event

OWN = '{% extends "builtin/event.html" %}{% block main %}<p>of this site</p>{% endblock %}'


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program that may write beside itself."""
    copy = tmp_path / "program"
    for name in ("src", "templates", "static", "languages"):
        shutil.copytree(REPOSITORY / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def built(program: Path, root: Path, **environment: str) -> bytes:
    for folder in ("build", ".seminarsite"):
        shutil.rmtree(root / folder, ignore_errors=True)
    own = {"PYTHONPATH": str(program / "src"), **environment}
    rest = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        [sys.executable, "-m", "seminarsite", "build", "--site", str(root)], env={**rest, **own}, check=True, cwd=root
    )
    return (root / "build/events/a/index.html").read_bytes()


def compiled(program: Path) -> list[Path]:
    return sorted((program / "src/seminarsite/tools/__pycache__").glob("templates-*/*"))


def test_pages_are_the_same_and_what_was_compiled_is_there(program: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "content/events").mkdir(parents=True)
    (root / "content/site.yaml").write_text(SITE, encoding="utf-8")
    (root / "content/events/a.md").write_text(
        event("2025-03-05", "time: 12:00", "title: T", "speaker: Ada New"), encoding="utf-8"
    )
    first = built(program, root, PYTHONDONTWRITEBYTECODE="1")
    assert compiled(program) == []
    assert built(program, root) == first
    files = compiled(program)
    states = [file.stat().st_mtime_ns for file in files]
    assert files
    assert built(program, root) == first
    assert [file.stat().st_mtime_ns for file in compiled(program)] == states
    files[0].write_bytes(b"damaged")
    assert built(program, root) == first
    (root / "templates").mkdir()
    (root / "templates/event.html").write_text(OWN, encoding="utf-8")
    assert b"of this site" in built(program, root)
    assert {file.name for file in compiled(program)} == {file.name for file in files}
    template = program / "templates/event.html"
    (root / "templates/event.html").unlink()
    template.write_text(
        template.read_text("utf-8").replace("<script", "<!-- another one --><script", 1), encoding="utf-8"
    )
    assert built(program, root) != first
    with (program / "src/seminarsite/routes.py").open("a", encoding="utf-8") as file:
        file.write("# another edition\n")
    built(program, root)
    assert len({file.parent for file in compiled(program)}) == 1
