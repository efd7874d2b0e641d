"""Completion: what a shell gets that asks, and that it asks at all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_cli import run
from helpers_site import REPOSITORY, SEMINAR, event


@pytest.fixture
def root(write_site: Callable[..., Path], tmp_path: Path) -> Path:
    """A site beside which there is a command `seminarsite`, as pip installs it."""
    script = tmp_path / "bin" / "seminarsite"
    script.parent.mkdir()
    script.write_text(f"#!{sys.executable}\nimport sys\nfrom seminarsite.cli import main\nsys.exit(main())\n")
    script.chmod(0o755)
    return write_site(
        {
            "series/seminar.md": SEMINAR,
            "series/school.yaml": "title: School\n",
            "speakers/emmy-noether.md": "---\nname: Emmy Noether\n---\n",
            "events/2025-03-12-noether.md": event("2025-03-12", "series: seminar", "title: A", "speaker: Emmy Noether"),
            "events/spring/2025-03-19 Ümlaut.md": event("2025-03-19", "series: seminar", "title: B"),
            "events/.2025-03-26.md.swp": "",
        }
    )


def environment(root: Path) -> dict[str, str]:
    return {"PATH": f"{root}/bin:{os.environ['PATH']}", "PYTHONPATH": str(REPOSITORY / "src"), "LC_ALL": "C.UTF-8"}


def offered(root: Path, *words: str) -> list[str]:
    """What bash offers for the last of these words, at a prompt in the folder of the site."""
    script = """
        eval "$(seminarsite completion bash)" || exit 1
        COMP_WORDS=(seminarsite "$@")
        COMP_CWORD=$#
        _seminarsite_completion seminarsite
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    result = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", *words],
        cwd=root, env=environment(root), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert result.stderr == ""
    return result.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ann",), ["announce"]),
        (("new", "se"), ["season", "series"]),
        (("announce", ""), ["next", "today", "week", "season", "2025-03-19-umlaut", "2025-03-12-noether"]),
        (("announce", "2025-03-12"), ["2025-03-12-noether"]),
        (("announce", "next", "--about", "can"), ["cancelled"]),
        (("announce", "next", "--series", "s"), ["school", "seminar"]),
        (("new", "event", "--speaker", "E"), ["emmy-noether"]),
        (("new", "event", "--ser"), ["--series"]),
        (("announce", "zzz"), []),
    ],
)
def test_bash_offers(root: Path, words: tuple[str, ...], expected: list[str]) -> None:
    assert offered(root, *words) == expected


def test_completion_looks_into_the_site_that_is_named(root: Path) -> None:
    (root / "elsewhere").mkdir()
    names = offered(root / "elsewhere" / "..", "announce", "--site", str(root), "2025-03-12")
    assert names == ["2025-03-12-noether"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(tmp_path: Path, shell: str) -> None:
    result = run(tmp_path, "completion", shell)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "_SEMINARSITE_COMPLETE" in result.stdout
    assert f"{shell}_complete" in result.stdout


def test_other_shells_are_refused(tmp_path: Path) -> None:
    result = run(tmp_path, "completion", "powershell")
    assert result.exit_code == 2
    assert "fish" in result.stderr


def test_completion_reads_no_content(root: Path) -> None:
    """Broken content is completed as any other; and nothing slow is imported."""
    (root / "content/events/2025-04-02-broken.md").write_text("---\n: [\n", encoding="utf-8")
    assert offered(root, "announce", "2025-04") == ["2025-04-02-broken"]
    heavy = "import sys, seminarsite.cli.completing, seminarsite.cli; print(sorted({'yaml', 'jinja2', 'markdown', 'babel', 'icalendar'} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", heavy], env=environment(root), capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"
