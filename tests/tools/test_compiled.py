"""Templates are compiled once, and what was compiled makes the same pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers_site import REPOSITORY, SITE, event
from seminarsite.tools.compiled import MOST

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
    [of_site] = set(compiled(program)) - set(files)
    at = of_site.stat().st_mtime_ns
    assert b"of this site" in built(program, root)
    assert of_site.stat().st_mtime_ns == at
    (root / "templates/event.html").write_text(OWN.replace("this", "another"), encoding="utf-8")
    assert b"of another site" in built(program, root)
    assert len(compiled(program)) == len(files) + 1
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


def test_templates_of_many_sites_do_not_fill_the_disk(program: Path, tmp_path: Path) -> None:
    """Those of our own stay."""
    root = tmp_path / "site"
    (root / "content/pages").mkdir(parents=True)
    (root / "templates").mkdir()
    (root / "content/site.yaml").write_text(SITE, encoding="utf-8")
    (root / "content/pages/a.md").write_text("---\ntitle: A\n---\nA\n", encoding="utf-8")
    for number in range(MOST + 20):
        (root / f"templates/{number}.html").write_text(f"<p>{number}</p>", encoding="utf-8")
    includes = "".join(f'{{% include "{number}.html" %}}' for number in range(MOST + 20))
    own = f'{{% extends "builtin/page.html" %}}{{% block main %}}{includes}{{% endblock %}}'
    (root / "templates/page.html").write_text(own, encoding="utf-8")
    command = [sys.executable, "-m", "seminarsite", "build", "--site", str(root), "--output", str(tmp_path / "out")]
    rest = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, env={**rest, "PYTHONPATH": str(program / "src")}, check=True, cwd=root)
    assert f"<p>{MOST + 19}</p>" in (tmp_path / "out/a/index.html").read_text("utf-8")
    names = [file.name for file in compiled(program)]
    assert sum(name.startswith("site-") for name in names) == MOST
    assert sum(not name.startswith("site-") for name in names) > 1
