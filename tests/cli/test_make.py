"""build, check and serve, as a person or a program calls them."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers_cli import run
from helpers_site import REPOSITORY, event

TALK = ("time: 12:00", "title: The talk", "speaker: Emmy Noether")
BROKEN = {
    "events/a.md": event("2025-02-30", *TALK),
    "events/b.md": event("2025-03-12", "time: 12:00", "titel: T", "speaker: Emmy Noether"),
    "events/c.md": event("2025-03-12", "time: 12:00", "title: T"),
}


@pytest.fixture
def root(write_site: Callable[..., Path]) -> Path:
    return write_site({"events/a.md": event("2025-04-02", *TALK)})


# --- build ---------------------------------------------------------------------------------------


def test_build(root: Path) -> None:
    result = run(root, "build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.match(r"\d+ files in build/: \d+ new or changed\. No errors, no warnings\.\n", result.stdout)
    assert (root / "build/events/a/index.html").is_file()
    assert "0 new or changed" in run(root, "build").stdout


def test_build_of_another_folder_into_another_one(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert run(elsewhere, "build", "-C", str(root)).exit_code == 0
    assert run(elsewhere, "build", "--site", str(root), "--output", "public").exit_code == 0
    assert (root / "build/index.html").read_bytes() == (elsewhere / "public/index.html").read_bytes()


def test_strict_takes_warnings_for_errors_and_publishes_nothing(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/a.md": event("2025-04-02", "time: 05:15", *TALK[1:])})
    assert run(root, "check").exit_code == 0
    strict = run(root, "check", "--strict")
    assert (strict.exit_code, strict.stdout.splitlines()[0]) == (1, "0 errors, 1 warning.")
    assert "[night-time]" in strict.stderr
    refused = run(root, "build", "--strict")
    assert (refused.exit_code, refused.stdout) == (1, "0 errors, 1 warning. Nothing was published.\n")
    assert not (root / "build").exists()
    assert run(root, "build").exit_code == 0
    # What is published and as it was is no excuse.
    assert [run(root, command, "--strict").exit_code for command in ("build", "check")] == [1, 1]
    with (root / "content/site.yaml").open("a") as settings:
        settings.write("checks: {night-time: info}\n")
    assert run(root, "check", "--strict").exit_code == 0
    remark = run(root, "build", "--strict", "--format", "github")
    assert (remark.exit_code, remark.stdout.partition(" ")[0]) == (0, "::notice")
    assert "No errors, no warnings, 1 info." in run(root, "check").stdout


@pytest.mark.parametrize("format_", ["text", "json", "github"])
def test_mistakes_stop_the_build_and_are_all_told(write_site: Callable[..., Path], format_: str) -> None:
    root = write_site(BROKEN)
    result = run(root, "build", "--format", format_)
    assert result.exit_code == 1
    assert not (root / "build").exists()
    told = result.stderr if format_ == "text" else result.stdout
    places = ["content/events/a.md", "content/events/b.md", "content/events/c.md"]
    assert [place for place in places if place in told] == places[: 3 if "c.md" in told else 2]
    assert [told.index(place) for place in places[:2]] == sorted(told.index(place) for place in places[:2])


def test_messages_for_people(write_site: Callable[..., Path]) -> None:
    result = run(write_site(BROKEN), "check")
    assert "content/events/a.md:2:7: error: " in result.stderr
    assert "content/events/b.md:4:1: error: " in result.stderr
    assert "`title`" in result.stderr  # did you mean
    assert result.stdout.startswith("2 errors, ")


def test_messages_for_programs(write_site: Callable[..., Path]) -> None:
    result = run(write_site(BROKEN), "check", "--format", "json")
    assert result.stderr == ""
    read = json.loads(result.stdout)
    assert [(d["path"], d["line"], d["column"], d["severity"]) for d in read if d["severity"] == "error"] == [
        ("content/events/a.md", 2, 7, "error"),
        ("content/events/b.md", 4, 1, "error"),
    ]
    assert all(set(d) == {"path", "line", "column", "severity", "code", "message", "hint"} for d in read)


def test_messages_for_github(write_site: Callable[..., Path]) -> None:
    lines = run(write_site(BROKEN), "check", "--format", "github").stdout.splitlines()
    assert lines[0].startswith("::error file=content/events/a.md,line=2,col=7,title=")
    assert all(line.startswith(("::error ", "::warning ")) for line in lines)


@pytest.mark.parametrize("format_", ["json", "github"])
def test_a_program_that_gets_no_messages_gets_nothing_else(root: Path, format_: str) -> None:
    result = run(root, "check", "--format", format_)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.strip() == ("[]" if format_ == "json" else "")


def test_warnings_do_not_stop_the_build(write_site: Callable[..., Path]) -> None:
    root = write_site({"events/c.md": BROKEN["events/c.md"]})
    result = run(root, "build", epoch="1741600000")
    assert result.exit_code == 0
    assert "warning: no speaker is given" in result.stderr
    assert "0 errors, 1 warning." in result.stdout


def test_the_moment_decides_what_is_next(root: Path) -> None:
    for now, next_ in (("2025-04-01", True), ("2025-04-03T00:00:00Z", False), ("2025-04-02T12:30:00+02:00", True)):
        assert run(root, "build", "--now", now).exit_code == 0
        home = (root / "build/index.html").read_text(encoding="utf-8")
        shown = re.sub(r"<template.*?</template>", "", home, flags=re.DOTALL)  # what is in one waits for a script
        assert ("No event is announced" not in shown) is next_, now


def test_the_clock_of_reproducible_builds(root: Path) -> None:
    run(root, "build", epoch="1743700000")  # 3 April 2025
    later = (root / "build/index.html").read_bytes()
    run(root, "build", "--now", "2025-04-03T17:06:40Z", epoch="1000000000")
    assert (root / "build/index.html").read_bytes() == later
    run(root, "build", epoch="1000000000")
    assert (root / "build/index.html").read_bytes() != later


def test_secrets_come_from_outside_and_check_can_do_without(
    write_site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    online = "online: {join: {link: 'env:SEMINAR_TEST_LINK', visible: public}}"
    root = write_site({"events/a.md": event("2025-04-02", *TALK, online)})
    monkeypatch.delenv("SEMINAR_TEST_LINK", raising=False)
    for command in ("check", "build"):
        result = run(root, command)
        assert result.exit_code == 1
        assert "content/events/a.md:6:23: error: the secret `env:SEMINAR_TEST_LINK` is not set" in result.stderr
    result = run(root, "check", "--without-secrets")
    assert result.exit_code == 0
    assert "content/events/a.md:6:23: warning: the secret" in result.stderr
    monkeypatch.setenv("SEMINAR_TEST_LINK", "https://z.example/j/1")
    assert run(root, "build").exit_code == 0
    assert "https://z.example/j/1" in (root / "build/events/a/index.html").read_text("utf-8")


@pytest.mark.parametrize("epoch", ["soon", "²", "9" * 30])
def test_a_clock_that_makes_no_sense_stops_the_build(root: Path, epoch: str) -> None:
    result = run(root, "build", epoch=epoch)
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "--now", "tomorrow"], "write 2025-10-20 or 2025-10-20T12:00:00Z"),
        (["build", "--now", "9999-12-31T23:59:59Z"], "write 2025-10-20 or 2025-10-20T12:00:00Z"),
        (["check", "--format", "xml"], "'json'"),
        (["build", "--site", "none"], "none"),
        (["biuld"], "build"),
        (["build", "--outptu", "x"], "--output"),
        (["build", "--output"], "--output"),
    ],
)
def test_a_command_that_is_not_understood(root: Path, arguments: list[str], says: str) -> None:
    result = run(root, *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (root / "build").exists()


def test_a_folder_without_content(tmp_path: Path) -> None:
    for command in ("build", "check"):
        result = run(tmp_path, command)
        assert result.exit_code == 1
        assert "`seminarsite init`" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output", ["content", ".", "..", "full", "link", "file", "file/build", "content/events/x"])
def test_what_cannot_be_written_is_told_in_one_line(root: Path, output: str) -> None:
    (root / "full").mkdir()
    (root / "full/thesis.tex").write_text("x", encoding="utf-8")
    (root / "link").symlink_to("full")
    (root / "file").write_text("x", encoding="utf-8")
    before = sorted(root.rglob("*"))
    result = run(root, "build", "--output", output)
    assert result.exit_code == 3
    assert re.fullmatch(r"error: [^\n]+\n", result.stderr)
    assert result.stdout == ""
    assert sorted(root.rglob("*")) == before


@pytest.mark.skipif(
    os.geteuid() == 0, reason="root may write into folders that are read-only; `file/build` above stands in"
)
def test_a_folder_that_is_read_only(root: Path) -> None:
    (root / "locked").mkdir(mode=0o500)
    result = run(root, "build", "--output", "locked/build")
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)


# --- build, stopped and broken, as a process -----------------------------------------------------


@pytest.fixture
def long_build(write_site: Callable[..., Path]) -> Path:
    """A site that takes a while to build, with an old version online."""
    root = write_site({"events/a.md": event("2025-04-02", *TALK)})
    assert run(root, "build").exit_code == 0
    return write_site(
        {
            f"events/t{n}.md": event("2025-04-02", "silence: speaker-clash", *TALK, body="$x^2$ " * 300)
            for n in range(60)
        }
    )


def start(root: Path, *arguments: str, command: str = "build", **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "seminarsite", command, "--now", "2025-03-12", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def wait_for(root: Path, pattern: str) -> None:
    deadline = time.monotonic() + 30
    while not list(root.glob(pattern)) and time.monotonic() < deadline:
        time.sleep(0.002)


def online(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (root / "build").rglob("*") if path.is_file()}


def left(root: Path) -> list[str]:
    """What is in the folder of a site, without what is remembered for the next build."""
    return sorted(path.name for path in root.iterdir() if path.name != ".seminarsite")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_says_so_in_one_line(long_build: Path, number: signal.Signals, code: int) -> None:
    before = online(long_build)
    with start(long_build) as process:
        wait_for(long_build, ".build.new-*/site/*")
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (code, "")
    assert err == "error: stopped; no site is left half-published\n"
    assert online(long_build) == before
    assert left(long_build) == ["build", "content"]


def test_a_build_that_was_killed_is_cleared_away_by_the_next(long_build: Path) -> None:
    before = online(long_build)
    with start(long_build) as process:
        wait_for(long_build, ".build.new-*/site/*")
        process.kill()
        process.communicate(timeout=30)
    assert online(long_build) == before
    assert len(list(long_build.glob(".build.*"))) == 2  # its lock and its work
    assert run(long_build, "build").exit_code == 0
    assert left(long_build) == ["build", "content"]


def test_two_builds_at_once_come_one_after_the_other(long_build: Path) -> None:
    with start(long_build) as first, start(long_build) as second:
        said = [process.communicate(timeout=60) for process in (first, second)]
    assert [(process.returncode, err) for process, (_, err) in zip((first, second), said, strict=True)] == [(0, "")] * 2
    assert sorted(": 0 new or changed" in out for out, _ in said) == [False, True]


def test_a_file_that_may_not_be_so_long(long_build: Path) -> None:
    """The system writes a part of it, and refuses the rest."""
    before = online(long_build)
    with start(long_build, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))) as process:
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (3, "")
    assert re.fullmatch(r"error: cannot write \S+/build/\S+: File too large; nothing was published\n", err)
    assert online(long_build) == before
    assert left(long_build) == ["build", "content"]


def first_child(process: subprocess.Popen[str]) -> int:
    """The number of a process that it has started, as soon as there is one."""
    while process.poll() is None:
        for children in Path(f"/proc/{process.pid}/task").glob("*/children"):
            if found := children.read_text("ascii").split():
                return int(found[0])
        time.sleep(0.002)
    raise AssertionError("it works in one process")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are found as Linux has it")
@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one processor has nobody to share its work with")
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_process_that_the_system_kills_as_memory_is_short(
    long_build: Path, write_site: Callable[..., Path], command: str
) -> None:
    before = online(long_build)
    write_site({f"events/u{n}.md": event("2025-04-02", "silence: speaker-clash", *TALK) for n in range(60)})
    with start(long_build, command=command) as process:
        os.kill(first_child(process), signal.SIGKILL)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (3, "")
    assert err == (
        "error: one of the processes that share the work was ended from outside, perhaps because memory is short; "
        "no site is left half-published\n"
    )
    assert online(long_build) == before
    assert left(long_build) == ["build", "content"]


@pytest.mark.parametrize("command", ["build", "check", "keys"])
def test_an_output_that_nobody_reads(root: Path, command: str) -> None:
    """As `seminarsite build | head -0`: what was done is done, and the exit code says so."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "seminarsite", command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "SOURCE_DATE_EPOCH": "1741780800"},
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / "build/index.html").is_file() == (command == "build")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_output_that_is_full(root: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "seminarsite", "keys"],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        3,
        "error: cannot write to the standard output: No space left on device\n",
    )


# --- check ---------------------------------------------------------------------------------------


def test_check(root: Path) -> None:
    result = run(root, "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "1 event, 0 series, 1 speaker. No errors, no warnings.\n"
        "Calendars do not know what has changed, as there is no ledger: `seminarsite record` begins one.\n"
    )
    assert left(root) == ["content"]


# --- help ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    ["", "build", "check", "serve", "record", "init", "new", "new event", "new speaker", "new series", "keys"],
)
def test_help_names_the_exit_codes(tmp_path: Path, command: str) -> None:
    for flag in ("--help", "-h"):
        result = run(tmp_path, *command.split(), flag)
        assert result.exit_code == 0
        assert "Exit codes:" in result.stdout, command
        for code in "0123":
            assert re.search(rf"^ +{code}  \w", result.stdout, re.MULTILINE), (command, code)


def test_version(tmp_path: Path) -> None:
    from seminarsite import __version__

    assert __version__ in run(tmp_path, "--version").stdout


def test_starting_reads_nothing_heavy() -> None:
    """Help and completion are asked for often: only click is imported at start."""
    code = "import sys, seminarsite.cli; print(*sorted(sys.modules))"
    modules = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()
    heavy = {"icalendar", "jinja2", "markdown", "yaml", "babel", "dateutil", "watchfiles", "nh3", "math_core"}
    assert heavy & set(modules) == set()


# --- serve, as a process -------------------------------------------------------------------------


@pytest.fixture
def served(root: Path) -> Iterator[str]:
    """The address of a preview that runs as a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "seminarsite", "serve", "--site", root, "--port", "0", "--now", "2025-03-12"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert address is not None
        yield address.group()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0, "Ctrl-C is the way to stop it, no error"
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def told(served: str) -> dict[str, Any]:
    """What the page of the talk is told."""
    found: dict[str, Any] = json.loads(get(f"{served}@preview/state?page=/events/a/")[1])
    return found


def test_serve_shows_the_site_and_each_change_to_it(served: str, root: Path) -> None:
    assert "The talk" in get(f"{served}events/a/")[1]
    assert get(f"{served}none/")[0] == 404
    state = told(served)["number"]
    deadline = time.monotonic() + 20
    number = 0
    while time.monotonic() < deadline:  # saved again until it is seen: the watcher may not be at work yet
        number += 1
        (root / "content/events/a.md").write_text(
            event("2025-04-02", "time: 12:00", f"title: Another {number}", "speaker: Emmy Noether"), encoding="utf-8"
        )
        time.sleep(0.4)
        if told(served)["number"] != state:
            break
    assert "Another " in get(f"{served}events/a/")[1]
    # A mistake is told over the page as it was, and goes away when it is mended.
    for text, places, shown in (
        (event("2025-02-30", *TALK), ["content/events/a.md:2:7"], "Another"),
        (event("2025-04-02", *TALK), [], "The talk"),
    ):
        (root / "content/events/a.md").write_text(text, encoding="utf-8")
        while [one["place"] for one in told(served)["diagnostics"]] != places and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [one["place"] for one in told(served)["diagnostics"]] == places
        status, body = get(f"{served}events/a/")
        assert status == 200
        assert shown in body


def test_serve_shows_another_moment_without_reading_again(served: str) -> None:
    assert "The talk" in get(f"{served}events/?now=2025-03-12")[1]
    assert "The talk" not in get(f"{served}events/?now=2025-05-01")[1].partition("<footer")[0]


@pytest.mark.parametrize("text", ["vi", "javascript:{path}", ""])
def test_an_editor_that_is_none(root: Path, text: str) -> None:
    result = run(root, "serve", "--port", "0", "--editor", text)
    assert result.exit_code == 2
    assert "is no editor: write one of code, codium" in result.stderr


def test_a_port_that_is_taken(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run(root, "serve", "--port", str(port))
    assert result.exit_code == 3
    assert f"port {port}" in result.stderr
    assert "--port" in result.stderr
