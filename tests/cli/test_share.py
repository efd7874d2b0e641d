"""export: what a person types, what is written, and what is said."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_cli import run
from helpers_export import FILES


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site(FILES)


def test_a_table_to_the_terminal_and_into_a_file(root: Path) -> None:
    shown = run(root, "export", "csv")
    assert (shown.exit_code, shown.stderr) == (0, "")
    written = run(root, "export", "csv", "-o", "talks.csv")
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", "wrote talks.csv\n")
    assert (root / "talks.csv").read_bytes() == shown.stdout_bytes
    again = run(root, "export", "csv", "--season", "2023/24", "-o", "talks.csv")
    assert again.exit_code == 0
    assert [row["id"] for row in csv.DictReader((root / "talks.csv").read_text("utf-8").splitlines())] == ["earlier"]


@pytest.mark.parametrize(("format_", "holds"), [("json", '"kind": "export"'), ("bibtex", "@misc{ideals,")])
def test_json_and_bibtex_of_a_series(root: Path, format_: str, holds: str) -> None:
    result = run(root, "export", format_, "--series", "analysis")
    assert result.exit_code == 0
    assert holds in result.stdout
    assert "Earlier" not in result.stdout


def test_researchseminars_tells_what_it_leaves_out(root: Path) -> None:
    result = run(root, "export", "researchseminars", "--series", "analysis", "--topic", "math_AP")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["talks"]) == 2
    assert result.stderr == "left out: gone (content/events/gone.md:5:1)\n"


def test_researchseminars_asks_which_series(root: Path) -> None:
    result = run(root, "export", "researchseminars")
    assert result.exit_code == 2
    assert "--series is one of analysis, other." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("csv --series analisis", "Did you mean `analysis`?"),
        ("csv --season 2019", "2024/25"),
        ("season 1999 -o x", "2024/25"),
    ],
)
def test_names_that_are_not_known(root: Path, arguments: str, says: str) -> None:
    result = run(root, "export", *arguments.split())
    assert result.exit_code == 2
    assert says in result.stderr


def test_nothing_is_written_where_the_content_has_errors(root: Path) -> None:
    (root / "content/events/bad.md").write_text("---\ndate: never\n---\n", encoding="utf-8")
    for arguments in ("csv -o x", "json -o x", "bibtex -o x", "season 2024/25 -o x"):
        result = run(root, "export", *arguments.split())
        assert result.exit_code == 1
        assert "content/events/bad.md:2:7" in result.stderr
        assert not (root / "x").exists()


def test_a_file_that_cannot_be_written(root: Path) -> None:
    result = run(root, "export", "csv", "-o", "no/such/folder.csv")
    assert result.exit_code == 3
    assert "No such file" in result.stderr


def test_a_season_as_a_folder_and_as_a_zip(root: Path) -> None:
    result = run(root, "export", "season", "2024/25", "-o", "kept")
    assert result.exit_code == 0
    assert "open kept/index.html" in result.stdout
    assert (root / "kept/events/ideals/index.html").is_file()
    again = run(root, "export", "season", "2024/25", "-o", "kept")
    assert again.exit_code == 3
    assert "is already there; nothing was written" in again.stderr
    assert run(root, "export", "season", "2024/25", "-o", "kept.zip").exit_code == 0
    with zipfile.ZipFile(root / "kept.zip") as packed:
        assert "kept/events/ideals/index.html" in packed.namelist()
