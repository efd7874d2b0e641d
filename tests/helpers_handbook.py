"""Runs a page of docs/ as its reader does: what it says to type is typed, what it says to write is written.

    ```console
    $ seminarsite check          typed in a shell; the folder and the environment stay for the next one
    1 event, …                   what is shown then; `…` stands for anything, a line of it for any lines
    ```

An answer stands behind the question: `Time zone […]: Europe/Zurich`. A line that ends in "`content/site.yaml` reads:"
has the whole file below it, in a fence; one that ends in "`content/site.yaml` says:", some of its keys,
in the place of those that are there, be they written in the singular or the plural.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from helpers_site import REPOSITORY

MONDAY = "1795424400"
"""09:00 UTC on Monday 23 November 2026."""

_FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"`(?P<path>[^`\s]+)` (?P<verb>reads|says):\s*$")
_QUESTION = re.compile(r"^.* \[.*\]:(?: (?P<answer>.*))?$")


@dataclass(frozen=True)
class Step:
    """A command and what is to be seen, or a file and its text; with its place in the page."""

    line: int
    command: str = ""
    shown: str = ""
    path: str = ""
    text: str = ""
    whole: bool = False


def steps(page: str) -> Iterator[Step]:
    for block in _FENCE.finditer(page):
        line = page.count("\n", 0, block.start()) + 2
        if block["language"] == "console":
            for part in re.split(r"^(?=\$ )", block["text"], flags=re.MULTILINE):
                command, _, shown = part.partition("\n")
                if command:
                    yield Step(line, command.removeprefix("$ "), shown)
                line += part.count("\n")
        elif file := _FILE.search(page[: block.start()]):
            yield Step(line, path=file["path"], text=block["text"], whole=file["verb"] == "reads")


def matches(expected: str, actual: str) -> bool:
    """Whether that was shown, with `…` for anything within a line, and a line `…` for any lines."""
    lines = [
        r"(?:.*\n)*" if line.strip() == "…" else re.escape(line).replace("…", ".*") + r"\n"
        for line in expected.splitlines()
    ]
    return re.fullmatch("".join(lines), _tidy(actual)) is not None


def renewed(page: str, wrong: list[tuple[Step, str]]) -> str:
    """The page with what commands have shown in the place of what it says of them."""
    lines = page.splitlines(keepends=True)
    for step, shown in reversed(wrong):
        lines[step.line : step.line + step.shown.count("\n")] = shown.splitlines(keepends=True)
    return "".join(lines)


def _tidy(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.replace("\r\n", "\n").splitlines())


@dataclass
class Reader:
    """Somebody at a shell in an empty folder."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None

    def follow(self, page: Path) -> list[tuple[Step, str]]:
        """The commands that did not show what the page says, and what they showed."""
        wrong = []
        for step in steps(page.read_text("utf-8")):
            if step.path:
                self.write(step)
            elif not matches(step.shown, shown := self.type(step)):
                wrong.append((step, _tidy(shown)))
        return wrong

    def write(self, step: Step) -> None:
        file = (self.folder or self.home) / step.path
        file.parent.mkdir(parents=True, exist_ok=True)
        if step.whole or not file.exists():
            file.write_text(step.text, encoding="utf-8")
            return
        kept = file.read_text("utf-8")
        front, fence, body = (
            kept.removeprefix("---\n").partition("\n---\n") if kept.startswith("---\n") else (kept, "", "")
        )
        for key in re.findall(r"^([\w-]+):", step.text, re.MULTILINE):
            front = re.sub(rf"^{key.rstrip('s')}s?:.*\n?(?:(?:[ ].*|[ ]*)\n)*", "", f"{front}\n", flags=re.MULTILINE)
        front = f"{front.rstrip()}\n{step.text.rstrip()}".lstrip("\n")
        file.write_text(f"---\n{front}\n---\n{body}" if fence else f"{front}\n", encoding="utf-8")

    def type(self, step: Step) -> str:
        """What a command shows. Its exit code is for the reader to see, too: `echo $?`."""
        state = self.home / ".state"
        command = step.command
        if command.startswith("seminarsite serve"):
            return self._serve(command)
        script = f"{command}\ncode=$?\npwd > {shlex.quote(str(state))}.folder; env -0 > {shlex.quote(str(state))}.env; exit $code"
        answers = [found["answer"] or "" for line in step.shown.splitlines() if (found := _QUESTION.match(line))]
        shown = self._at_a_terminal(script, answers) if answers else self._run(script)
        self.folder = Path(Path(f"{state}.folder").read_text("utf-8").strip())
        pairs = Path(f"{state}.env").read_text("utf-8").split("\0")
        self.environment = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
        return shown

    def _run(self, script: str) -> str:
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.folder or self.home, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False,
        )  # fmt: skip
        return done.stdout

    def _at_a_terminal(self, script: str, answers: list[str]) -> str:
        return at_a_terminal(["bash", "-c", script], self.folder or self.home, self.environment, answers)

    def _serve(self, command: str) -> str:
        """The preview is there while it runs, and ends with Ctrl-C."""
        process = subprocess.Popen(
            ["bash", "-c", f"exec {command} --port 0"], cwd=self.folder or self.home, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        said = process.stdout.readline()
        if not (address := said.partition(" ")[0]).startswith("http:"):
            return said + process.communicate(timeout=30)[0]
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert b"<html" in answer.read()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        return said.replace(address, "http://127.0.0.1:8000/")


def at_a_terminal(command: list[str], folder: Path, environment: dict[str, str], answers: list[str]) -> str:
    """What a terminal shows of a command whose questions are answered by these lines."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown, end, left = b"", time.monotonic() + 60, [*answers]
    while time.monotonic() < end:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux's way to say that the other side is closed
            break
        if not piece:
            break
        shown += piece
        if left and shown.endswith(b": "):  # a person answers when asked
            os.write(ours, f"{left.pop(0)}\n".encode())
    os.close(ours)
    process.wait(10)
    return shown.decode().replace("\r\n", "\n")


def environment(home: Path) -> dict[str, str]:
    """That of a new user, with the packages of this Python within reach, so that pip needs no network."""
    packages = [path for path in sys.path if "site-packages" in path]
    return {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "SOURCE_DATE_EPOCH": MONDAY,
        "PYTHONPATH": os.pathsep.join(packages),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # sic: pip takes it for the value of "build isolation"
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        **{
            f"GIT_{who}_{what}": f"{who.lower()}@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }


def checkout(home: Path) -> None:
    """The sources of seminarsite, as somebody has unpacked them."""
    (home / "seminarsite").symlink_to(REPOSITORY)
