"""The wheel works where this repository is not: in an empty folder of a stranger's machine."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def wheel_in(folder: Path) -> Path:
    """A wheel of the repository, built without a network."""
    folder.mkdir()
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run([sys.executable, "-c", build, folder], cwd=ROOT, env=environment, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_in(tmp_path_factory.mktemp("wheel") / "first")


def test_init_and_build_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def seminarsite(*arguments: str) -> str:
        command = [sys.executable, "-m", "seminarsite", *arguments]
        done = subprocess.run(command, cwd=empty, env=environment, check=True, capture_output=True, text=True)
        assert " warning: " not in done.stderr
        return done.stdout

    seminarsite("init", "--deploy", "rsync")
    assert (empty / "deploy.sh").read_bytes() == (ROOT / "recipes/rsync/deploy.sh").read_bytes()
    assert "No errors, no warnings" in seminarsite("build")
    assert (empty / "build/index.html").is_file()
    assert (empty / "build/static/favicon.svg").read_bytes() == (ROOT / "static/favicon.svg").read_bytes()


def test_the_wheel_has_every_template_and_static_file(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = [
        file
        for folder in ("templates", "static", "languages", "recipes")
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
    ]
    assert [file for file in wanted if f"seminarsite/builtin/{file.relative_to(ROOT).as_posix()}" not in names] == []


def test_two_wheels_are_the_same(wheel: Path, tmp_path: Path) -> None:
    assert wheel_in(tmp_path / "second").read_bytes() == wheel.read_bytes()
