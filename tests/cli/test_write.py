"""new: what it writes passes `check` at once, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_cli import run
from helpers_site import SEMINAR, event


def check(folder: Path, *warnings: str) -> str:
    """What `check` says; it must have no warning but those that are expected."""
    result = run(folder, "check")
    lines = [line for line in result.stderr.splitlines() if ": warning: " in line]
    assert (result.exit_code, [line.rpartition(" ")[2] for line in lines]) == (0, [f"[{name}]" for name in warnings])
    return result.stdout


def files(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()}


# --- new -----------------------------------------------------------------------------------------


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site(
        {
            "series/seminar.md": SEMINAR,
            "events/2025-03-12-x.md": event("2025-03-12", "series: seminar", "title: X", "speaker: Emmy Noether"),
            "events/2025-03-26-y.md": event("2025-03-26", "series: seminar", "title: Y", "speaker: Emmy Noether"),
        }
    )


def test_new_event_takes_the_next_free_slot_each_time(root: Path) -> None:
    for day in ("2025-03-19", "2025-04-02", "2025-04-09"):
        result = run(root, "new", "event")
        assert result.exit_code == 0
        assert result.stdout == f"wrote content/events/{day}-talk.md\n"
        check(root)


def test_new_event_with_everything(root: Path) -> None:
    result = run(
        root, "new", "event", "--series", "seminar", "--date", "2025-05-08", "--time", "17:15",
        "--title", "Learning: a survey of $\\alpha$ #1", "--speaker", "Kathlén Kohn", "--speaker", "O'Neill, B.",
    )  # fmt: skip
    assert result.exit_code == 0
    assert check(root, "off-slot").startswith("3 events")
    text = files(root)["content/events/2025-05-08-kohn.md"]
    assert "date: Thu 2025-05-08\ntime: 17:15\ntitle: 'Learning: a survey of $\\alpha$ #1'\n" in text


def test_new_event_never_overwrites(root: Path) -> None:
    before = files(root)
    result = run(root, "new", "event", "--date", "2025-03-12", "--speaker", "X")
    assert result.exit_code == 3
    assert "2025-03-12-x.md is already there" in result.stderr
    assert files(root) == before


def test_new_event_where_there_are_several_series_or_none(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (root / "content/series/other.md").write_text("---\ntitle: Other\n---\nText.\n", encoding="utf-8")
    unclear = run(root, "new", "event")
    assert unclear.exit_code == 2
    assert "other, seminar" in unclear.stderr
    wrong = run(root, "new", "event", "--series", "seminr")
    assert wrong.exit_code == 2
    assert "`seminar`" in wrong.stderr
    no_hour = run(root, "new", "event", "--series", "other")
    assert no_hour.exit_code == 2
    assert "--time" in no_hour.stderr
    assert run(root, "new", "event", "--series", "other", "--time", "12:00").exit_code == 0
    check(root)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["event", "--date", "2025-02-30"], "2025-02-30"),
        (["event", "--date", "12 March 2025"], "2025-03-12"),
        (["event", "--time", "5pm"], "17:00"),
        (["speaker", "王小云"], "native-name"),
        (["speaker", "A", "--homepage", "example.org"], "https://"),
        (["series", "数学"], "Latin letters"),
        (["speaker"], "NAME"),
        (["talk"], "No such command"),
    ],
)
def test_new_says_how_it_is_written(root: Path, arguments: list[str], says: str) -> None:
    before = files(root)
    result = run(root, "new", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert files(root) == before


def test_new_speaker(root: Path) -> None:
    result = run(
        root,
        "new",
        "speaker",
        "  Kathlén   Kohn ",
        "--affiliation",
        "KTH: Stockholm",
        "--homepage",
        "https://kathlenkohn.github.io/",
    )
    assert result.stdout == "wrote content/speakers/kathlen-kohn.md\n"
    check(root)
    assert run(root, "new", "event", "--speaker", "kathlen-kohn").exit_code == 0
    assert "2 speakers" in check(root)


def test_new_series(root: Path) -> None:
    result = run(root, "new", "series", "Analysis: a seminar", "--zone", "Europe/Zurich")
    assert result.stdout == "wrote content/series/analysis-a-seminar.md\n"
    assert "2 series" in check(root)


def test_new_in_content_that_has_errors_says_so_first(root: Path) -> None:
    (root / "content/events/bad.md").write_text(event("2025-02-30", "title: T"), encoding="utf-8")
    before = files(root)
    result = run(root, "new", "event")
    assert result.exit_code == 1
    assert "content/events/bad.md:2:7" in result.stderr
    assert files(root) == before


def test_new_in_a_folder_without_content(tmp_path: Path) -> None:
    result = run(tmp_path, "new", "event")
    assert result.exit_code == 1
    assert "`seminarsite init`" in result.stderr


def test_what_cannot_be_written_is_told_in_one_line(root: Path) -> None:
    (root / "content/speakers").write_text("a file in the place of the folder", encoding="utf-8")
    result = run(root, "new", "speaker", "Ada Lovelace")
    assert result.exit_code == 3
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1
