"""`seminarsite import`: from a file of another system to a site that builds."""

from __future__ import annotations

from pathlib import Path

from helpers_cli import run

TALKS = """\
Date,Time,Speaker,Affiliation,Title,Zoom
2025-11-03,17:15,Ada Example,ETH,On maps,https://example.zoom.us/j/5551234567?pwd=NOBODY
2025-11-10,17:15,Bert Beispiel,KTH,On graphs,
2025-11-17,17:15,Ada Example,ETH,"Maps, again",
soon,,Carla Modèle,,Later,
"""


def tree(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_table_becomes_a_site_that_builds(tmp_path: Path) -> None:
    (tmp_path / "talks.csv").write_text(TALKS, encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    arguments = ["import", "auto", "../talks.csv", "--series", "Analysis seminar", "--zone", "Europe/Zurich"]

    tried = run(site, *arguments, "--dry-run")
    assert tried.exit_code == 0
    assert "4 records read: 3 events would be new, 0 there already, 1 skipped." in tried.stdout
    assert "talks.csv:5:1: warning: not imported: `soon` is no date" in tried.stderr
    assert tree(site) == []

    assert run(site, *arguments).exit_code == 0
    assert tree(site) == [
        ".gitignore",
        "content/events/analysis-seminar/2025-11-03-example.md",
        "content/events/analysis-seminar/2025-11-10-beispiel.md",
        "content/events/analysis-seminar/2025-11-17-example.md",
        "content/series/analysis-seminar.md",
        "content/site.yaml",
        "content/speakers/ada-example.yaml",
        "secrets/analysis-seminar-zoom.txt",
    ]
    assert "weekday: Monday\n  time: 17:15" in (site / "content/series/analysis-seminar.md").read_text()
    built = run(site, "build")
    assert (built.exit_code, built.stderr) == (0, "")
    assert not [p for p in (site / "build").rglob("*") if p.is_file() and b"5551234567" in p.read_bytes()]

    again = run(site, *arguments)
    assert "0 events new, 3 there already, 1 skipped. 0 files written." in again.stdout


def test_a_mapping_and_a_folder_of_posts(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/2025-11-03-a.md").write_text(
        "---\nxyz: On maps\nspeaker: Ada Example\n---\nText\n", encoding="utf-8"
    )
    (tmp_path / "m.yml").write_text("title: xyz\n", encoding="utf-8")
    result = run(
        tmp_path,
        "import",
        "markdown",
        "posts",
        "--mapping",
        "m.yml",
        "--time",
        "16:00",
        "--zone",
        "Europe/Paris",
        "--series",
        "S",
    )
    assert result.exit_code == 0, result.stderr
    assert "title: On maps" in (tmp_path / "content/events/s/2025-11-03-example.md").read_text()
    assert run(tmp_path, "check").exit_code == 0


def test_what_cannot_be_read_is_told_with_an_exit_code(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    result = run(tmp_path, "import", "auto", "a.json")
    assert result.exit_code == 1
    assert "a.json:1:2: error: this cannot be read: no JSON" in result.stderr
    assert run(tmp_path, "import", "auto", "a.json", "--format", "json").stdout.startswith("[")


def test_a_site_with_errors_must_be_mended_first(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text("titel: x\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text(TALKS, encoding="utf-8")
    result = run(tmp_path, "import", "auto", "a.csv")
    assert result.exit_code == 1
    assert "Mend these first" in result.stdout
