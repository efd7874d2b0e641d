"""status: what an organiser sees and gets, where it may be written, and its exit codes."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from helpers_cli import run
from helpers_site import REPOSITORY, event
from helpers_standing import EMAIL, FILES, NOW

AT = ("--now", NOW.isoformat())


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site(FILES)


def status(root: Path, *arguments: str) -> Result:
    return run(root, "status", *AT, *arguments)


def test_the_season_at_a_glance(root: Path) -> None:
    result = status(root)
    assert (result.exit_code, result.stderr) == (5, "")
    assert "\n  Wed 2025-03-19  Only Here " in result.stdout
    assert "[draft] Hidden" in result.stdout
    assert "! title: overdue by 9 days, since Wed 2025-02-26" in result.stdout
    assert result.stdout.endswith("\n6 events to come, 4 things overdue.\n")
    assert EMAIL not in result.stdout
    assert "\x1b[" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_exit_codes(root: Path, tmp_path: Path) -> None:
    assert run(root, "status", "--now", "2023-06-01").exit_code == 0
    assert status(root, "--series", "lecture").exit_code == 0
    (root / "content/events/bad.md").write_text(event("2025-02-30", "title: T"), encoding="utf-8")
    broken = status(root)
    assert broken.exit_code == 1
    assert "content/events/bad.md:2:7" in broken.stderr
    assert broken.stdout == ""


def test_for_logs_that_others_read(root: Path) -> None:
    for format_ in ("text", "json"):
        shown = status(root, "--published", "--format", format_)
        for private in ("Hidden", "Only Here", "Soon", "embargo" if format_ == "text" else "Soon", EMAIL):
            assert private not in shown.stdout


def test_addresses_only_where_they_are_asked_for(root: Path) -> None:
    assert f"ask Ada Example <{EMAIL}>" in status(root, "--addresses").stdout
    assert EMAIL in status(root, "--addresses", "--format", "json").stdout
    assert EMAIL not in status(root, "--format", "json").stdout


def test_json_for_programs(root: Path) -> None:
    result = status(root, "--format", "json", "--season", "2025/26", "--html", str(root.parent / "s.html"))
    assert result.exit_code == 0
    assert [one["id"] for one in json.loads(result.stdout)["events"]] == ["school"]


def test_what_the_ledger_does_not_know(root: Path) -> None:
    run(root, "record", *AT)
    assert "ledger" not in status(root).stdout
    (root / "content/events/new.md").write_text(event("2025-06-11", "series: analysis", "title: New", "speaker: A B"))
    told = status(root).stdout
    assert "  new: announced" in told
    assert "1 change that the ledger does not know" in " ".join(told.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--season", "2099"), "2024/25"),
        (("--series", "analyss"), "`analysis`"),
        (("--html", "build/status.html"), "which is published"),
        (("--html", "build/organisers/status.html"), "which is published"),
        (("--html", "content/status.html"), "which is published"),
        (("--html", "static/status.html"), "which is published"),
        (("--mails", "build"), "which is published"),
        (("--html", "elsewhere/../public/deep/status.html"), "which is published"),
        (("--html", "link/status.html"), "which is published"),
    ],
)
def test_status_says_what_it_does_not_do(root: Path, arguments: tuple[str, ...], says: str) -> None:
    """`public` is a folder that a build was published to, whatever its name."""
    (root / "public").mkdir()
    (root / "public/published-files.txt").write_text("# \n", encoding="utf-8")
    (root / "link").symlink_to("public")
    before = sorted(path for path in root.rglob("*") if path.is_file())
    result = status(root, *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert sorted(path for path in root.rglob("*") if path.is_file()) == before


def test_a_page_for_the_organisers_alone(root: Path) -> None:
    result = status(root, "--html", "status.html")
    page = root / "status.html"
    assert "wrote status.html" in result.stdout
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert EMAIL in page.read_text("utf-8")
    first = page.read_bytes()
    assert status(root, "--html", "status.html").exit_code == 5  # again: it is ours to replace
    assert page.read_bytes() == first
    page.write_text("precious", encoding="utf-8")
    refused = status(root, "--html", "status.html")
    assert refused.exit_code == 3
    assert page.read_text("utf-8") == "precious"
    assert run(root, "build", *AT).exit_code == 0
    assert not any(EMAIL.encode() in file.read_bytes() for file in (root / "build").rglob("*") if file.is_file())


def test_letters_to_the_speakers(root: Path) -> None:
    result = status(root, "--mails", "mails", "--from", "us@example.org")
    assert result.stdout.count("wrote mails/") == 8
    assert sorted(file.name for file in (root / "mails").glob("*.txt")) == [
        "hail-material.txt", "hidden-details.txt", "late-reminder.txt", "snow-material.txt",
    ]  # fmt: skip
    assert b"From: us@example.org\r\n" in (root / "mails/late-reminder.eml").read_bytes()
    (root / "mails/late-reminder.txt").write_text("I have changed this.", encoding="utf-8")
    again = status(root, "--mails", "mails")
    assert again.stdout.count("is already there, and stays as it is") == 8
    assert (root / "mails/late-reminder.txt").read_text("utf-8") == "I have changed this."


def test_a_letter_for_one_event_however_early(root: Path) -> None:
    result = status(root, "--mails", "mails", "--for", "soon")
    assert result.exit_code == 5
    assert sorted(file.name for file in (root / "mails").iterdir()) == ["soon-details.eml", "soon-details.txt"]
    assert "[seminarsite: soon]" in (root / "mails/soon-details.txt").read_text("utf-8")
    unknown = status(root, "--mails", "mails", "--for", "son")
    assert unknown.exit_code == 2
    assert "`soon`" in unknown.stderr


def test_what_cannot_be_written_is_told(root: Path) -> None:
    (root / "file").write_text("x", encoding="utf-8")
    result = status(root, "--html", "file/status.html")
    assert result.exit_code == 3
    assert result.stderr.startswith("error: ")
    broken = root / "templates/mail/ask.txt"
    broken.parent.mkdir(parents=True)
    broken.write_text("{% if %}", encoding="utf-8")
    told = status(root, "--mails", "mails")
    assert told.exit_code == 1
    assert "templates/mail/ask.txt:1" in told.stderr


def test_drafts_are_read_by_no_other_command() -> None:
    """What publishes, previews, announces or exports never has a site with drafts in it."""
    source = REPOSITORY / "src" / "seminarsite"
    asking = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if "for_organisers=" in path.read_text("utf-8")
    }
    assert asking == {"cli/begin.py", "cli/stand.py"}
