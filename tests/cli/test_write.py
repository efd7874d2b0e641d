"""init and keys: what they write passes `check` at once, and nothing is overwritten."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from helpers_cli import run
from helpers_site import REPOSITORY
from seminarsite import reference


def check(folder: Path) -> str:
    """What `check` says; it must have no warning."""
    result = run(folder, "check", "--strict")
    assert (result.exit_code, [line for line in result.stderr.splitlines() if ": warning: " in line]) == (0, [])
    return result.stdout


def files(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()}


# --- init ----------------------------------------------------------------------------------------


def test_init_and_build_in_an_empty_folder(tmp_path: Path) -> None:
    result = run(tmp_path, "init")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "seminarsite serve" in result.stdout
    assert check(tmp_path).startswith("1 event, 1 series, 0 speakers. No errors, no warnings")
    built = run(tmp_path, "build")
    assert built.exit_code == 0
    assert (tmp_path / "build/index.html").is_file()


def test_init_as_a_process_in_a_folder_of_its_own(tmp_path: Path) -> None:
    """Nothing of the checkout is needed but the package."""
    for arguments in (["init", "my seminar", "--title", "Séminaire d'analyse: #1", "--zone", "Europe/Paris"],):
        subprocess.run(
            [sys.executable, "-m", "seminarsite", *arguments],
            cwd=tmp_path,
            env={"PYTHONPATH": str(REPOSITORY / "src"), "LC_ALL": "C", "PATH": "/usr/bin:/bin"},
            check=True,
            capture_output=True,
        )
    assert check(tmp_path / "my seminar").startswith("1 event, 1 series")


def test_init_takes_its_words_from_the_options(tmp_path: Path) -> None:
    options = "--title Analysis --weekday tuesday --time 16:15 --zone Europe/Zurich --url https://example.com/a/"
    assert run(tmp_path, "init", "here", *options.split()).exit_code == 0
    found = files(tmp_path / "here")
    assert "weekday: Tuesday\n  time: 16:15\n  zone: Europe/Zurich" in found["content/series/analysis.md"]
    assert "url: https://example.com/a/" in found["content/site.yaml"]
    assert "content/events/2025-03-18-talk.md" in found  # the Tuesday after Wednesday 12 March 2025


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--weekday Someday", "Monday"),
        ("--time noon", "12:00"),
        ("--zone ET", "America/New_York"),
        ("--url example.org", "https://"),
        ("--title 数学", "Latin letters"),
    ],
)
def test_init_says_how_an_option_is_written(tmp_path: Path, options: str, says: str) -> None:
    result = run(tmp_path, "init", *options.split())
    assert result.exit_code == 2
    assert says in result.stderr
    assert files(tmp_path) == {}


def test_init_never_overwrites(tmp_path: Path) -> None:
    run(tmp_path, "init")
    before = files(tmp_path)
    result = run(tmp_path, "init", "--title", "Another")
    assert result.exit_code == 3
    assert "already there" in result.stderr
    assert files(tmp_path) == before


def test_what_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("a file in the place of the folder", encoding="utf-8")
    result = run(tmp_path, "init", "here/site")
    assert result.exit_code == 3
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1


# --- rules ---------------------------------------------------------------------------------------


def test_rules(tmp_path: Path) -> None:
    printed = run(tmp_path, "rules").stdout
    assert printed == reference.rules()
    assert "| `night-time` | warning | an event begins at night, on its own clock | `checks: night-from`" in printed


# --- keys ----------------------------------------------------------------------------------------


def test_keys(tmp_path: Path) -> None:
    everything = run(tmp_path, "keys")
    assert everything.exit_code == 0
    assert everything.stdout == reference.markdown(reference.KINDS)
    for kind in reference.KINDS:
        assert run(tmp_path, "keys", kind).stdout == reference.markdown([kind])
    assert run(tmp_path, "keys", "talk").exit_code == 2
