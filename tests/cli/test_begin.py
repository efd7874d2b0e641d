"""new: what it writes passes `check` at once, nothing is overwritten, and it knows series, days and speakers."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers_cli import run
from helpers_site import REPOSITORY, SEMINAR, UNHURRIED, event


def check(folder: Path) -> str:
    """What `check` says; it must have no warning."""
    result = run(folder, "check", "--strict")
    assert (result.exit_code, [line for line in result.stderr.splitlines() if ": warning: " in line]) == (0, [])
    return result.stdout


def files(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site(
        {
            "site.yaml": UNHURRIED,
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
        root, "new", "event", "--series", "seminar", "--date", "2025-05-07", "--time", "17:15",
        "--title", "Learning: a survey of $\\alpha$ #1", "--speaker", "Kathlén Kohn", "--speaker", "O'Neill, B.",
    )  # fmt: skip
    assert result.exit_code == 0
    assert run(root, "check").stdout.startswith("3 events")  # with a warning: it is not at the usual hour
    text = files(root)["content/events/2025-05-07-kohn.md"]
    assert "date: Wed 2025-05-07\ntime: 17:15\ntitle: 'Learning: a survey of $\\alpha$ #1'\n" in text


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


def test_new_event_knows_who_spoke_before(root: Path) -> None:
    """By the name of a file, or in any case of letters; what is written is the name."""
    run(root, "new", "speaker", "Kathlén Kohn", "--affiliation", "KTH Stockholm")
    assert run(root, "new", "event", "--speaker", "kathlen-kohn").exit_code == 0
    assert "speaker: Kathlén Kohn\n" in files(root)["content/events/2025-03-19-kohn.md"]
    assert run(root, "new", "event", "--speaker", "emmy noether").exit_code == 0
    assert "speaker: Emmy Noether\n" in files(root)["content/events/2025-04-02-noether.md"]
    elsewhere = run(root, "new", "event", "--speaker", "Kathlén Kohn", "--affiliation", "ETH Zürich")
    assert elsewhere.exit_code == 0
    text = files(root)["content/events/2025-04-09-kohn.md"]
    assert "  - speaker: Kathlén Kohn\n    affiliation: ETH Zürich\n" in text
    check(root)


@pytest.mark.parametrize("name", ["Emy Noether", "E. Noether", "Noether Emmy", "Émmy Nöther"])
def test_a_near_miss_makes_no_second_speaker(root: Path, name: str) -> None:
    before = files(root)
    for command in (["event", "--speaker", name], ["speaker", name]):
        result = run(root, "new", *command)
        assert result.exit_code == 2
        assert "`Emmy Noether`" in result.stderr
        assert "--another-person" in result.stderr
        assert files(root) == before
    assert run(root, "new", "event", "--speaker", name, "--another-person").exit_code == 0
    assert "2 speakers" in check(root)  # without a warning that they are alike: the second has a file now


def test_a_new_speaker_of_whom_something_is_known_has_a_file(root: Path) -> None:
    result = run(
        root, "new", "event", "--speaker", "Ada Example", "--affiliation", "Bern", "--email", "ada@example.org",
        "--homepage", "https://example.org/ada",
    )  # fmt: skip
    assert result.stdout == "wrote content/speakers/ada-example.md\nwrote content/events/2025-03-19-example.md\n"
    assert files(root)["content/speakers/ada-example.md"].splitlines()[1:5] == [
        "name: Ada Example",
        "affiliation: Bern",
        "homepage: https://example.org/ada",
        "email: ada@example.org",
    ]
    check(root)
    many = run(root, "new", "event", "--speaker", "A B", "--speaker", "C D", "--affiliation", "Bern")
    assert many.exit_code == 2
    assert "one --speaker" in many.stderr


def test_drafts_take_their_day_and_cancelled_ones_are_told(root: Path) -> None:
    (root / "content/events/d.md").write_text(
        event("2025-03-19", "series: seminar", "title: D", "speaker: A B", "draft: yes")
    )
    (root / "content/events/c.md").write_text(
        event("2025-04-02", "series: seminar", "title: C", "speaker: A B", "status: cancelled")
    )
    result = run(root, "new", "event", "--title", "T", "--speaker", "A B")
    assert result.stdout == "wrote content/events/2025-04-09-b.md\n"
    assert result.stderr == "Wed 2025-04-02 was passed over, as an event is cancelled there: --date takes it.\n"
    assert run(root, "new", "event", "--date", "2025-04-02", "--speaker", "C D").exit_code == 0


def test_a_day_that_waits_for_a_speaker_gets_no_second_event(root: Path) -> None:
    run(root, "new", "event")
    result = run(root, "new", "event", "--date", "2025-03-19", "--speaker", "A B")
    assert result.exit_code == 3
    assert "content/events/2025-03-19-talk.md is already there and waits for a speaker" in result.stderr
    later = run(root, "new", "event", "--speaker", "A B")
    assert "Wed 2025-03-19 still waits for a speaker, in content/events/2025-03-19-talk.md" in later.stderr


def test_an_abstract_from_a_file(root: Path, tmp_path: Path) -> None:
    text = tmp_path / "abstract.txt"
    text.write_text("We show $x: y$.\r\n\r\n---\n\nMore #1.\n", encoding="utf-8")
    assert run(root, "new", "event", "--title", "T", "--speaker", "A B", "--abstract-file", str(text)).exit_code == 0
    assert files(root)["content/events/2025-03-19-b.md"].endswith("---\n\nWe show $x: y$.\n\n---\n\nMore #1.\n")
    check(root)


def test_a_draft_and_a_dry_run(root: Path) -> None:
    before = files(root)
    shown = run(root, "new", "event", "--speaker", "A B", "--draft", "--dry-run")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("would write content/events/2025-03-19-b.md\n    ---\n    series: seminar\n")
    assert files(root) == before
    run(root, "new", "event", "--speaker", "A B", "--draft")
    assert check(root).startswith("2 events")  # the draft is not counted


def test_what_cannot_be_read_afterwards_is_not_written(root: Path) -> None:
    """In New York the clock skips this hour."""
    before = files(root)
    result = run(root, "new", "event", "--date", "2026-03-08", "--time", "02:30")
    assert result.exit_code == 1
    assert "02:30" in result.stderr
    assert "Nothing was written." in result.stdout
    assert files(root) == before


LECTURE = """\
---
title: Example Lecture
kind: lecture
lecture: {every: 2, parity: odd}
---
"""


def test_the_next_edition_of_a_named_lecture(write_site: Callable[..., Path]) -> None:
    """In the next odd year, on the same weekday at the same hour; the day is a guess, and said to be."""
    root = write_site(
        {
            "site.yaml": UNHURRIED,
            "series/example-lecture.md": LECTURE,
            "events/lectures/2023-11-06-x.md": event(
                "Mon 2023-11-06", "series: example-lecture", "time: 17:15", "title: X", "speaker: Emmy Noether"
            ),
        }
    )
    result = run(root, "new", "event", "--speaker", "Ada Example")
    assert result.stdout == "wrote content/events/lectures/2025-11-03-example.md\n"
    text = files(root)["content/events/lectures/2025-11-03-example.md"]
    assert "date: Mon 2025-11-03\ntime: 17:15\n" in text
    assert "status: tentative  # the day is a guess" in text
    check(root)


def test_known_speakers_are_not_written_twice(root: Path) -> None:
    assert run(root, "new", "speaker", "Emmy Noether").exit_code == 0  # known by a talk alone, without a file
    result = run(root, "new", "speaker", "emmy noether")
    assert result.exit_code == 3
    assert "content/speakers/emmy-noether.md" in result.stderr


# --- at a terminal -------------------------------------------------------------------------------


def at_a_terminal(folder: Path, arguments: list[str], answers: list[str]) -> tuple[int, str]:
    """Exit code and screen of a command in a terminal of its own, whose questions are answered one by one."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "SOURCE_DATE_EPOCH": "1741780800"}
    process = subprocess.Popen(
        [sys.executable, "-m", "seminarsite", *arguments],
        cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    screen = b""
    while select.select([ours], [], [], 20)[0]:
        try:
            screen += os.read(ours, 4096)
        except OSError:  # the command has ended
            break
        if answers and screen.rstrip(b" ").endswith(b":"):
            os.write(ours, f"{answers.pop(0)}\n".encode())
    os.close(ours)
    return process.wait(20), screen.decode()


def test_a_terminal_is_asked_for_speaker_title_and_day(root: Path) -> None:
    code, screen = at_a_terminal(root, ["new", "event"], ["Emy Noether", "On rings: #1", "", "y"])
    assert code == 0, screen
    assert "Day [Wed 2025-03-19]:" in screen
    assert "Is that Emmy Noether, who is known already? [Y/n]:" in screen
    text = files(root)["content/events/2025-03-19-noether.md"]
    assert "title: 'On rings: #1'\nspeaker: Emmy Noether\n" in text


def test_a_terminal_is_asked_for_nothing_that_is_known(root: Path) -> None:
    code, screen = at_a_terminal(root, ["new", "event", "--speaker", "Emmy Noether"], [])
    assert (code, screen.replace("\r", "")) == (0, "wrote content/events/2025-03-19-noether.md\n")


def test_a_terminal_is_asked_for_series_and_hour(root: Path) -> None:
    (root / "content/series/other.md").write_text("---\ntitle: Other\n---\nText.\n", encoding="utf-8")
    code, screen = at_a_terminal(
        root, ["new", "event", "--speaker", "A B", "--date", "2025-06-02"], ["othr", "other", "25:00", "17:15"]
    )
    assert code == 0, screen
    assert "time: 17:15" in files(root)["content/events/2025-06-02-b.md"]
