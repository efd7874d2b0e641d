"""Runs `seminarsite` again and again, each time in a process of its own, with limits on time and memory.

Run as a script this is a server: it imports the program once, and for each line on its input (a Job
as JSON) forks a child that runs the command. So a run takes as long as its own work, and the limits
are those of that work: Python's own start and the imports do not count.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CPU_SECONDS = 5
"""Of the processor, not of the clock: other programs on a slow machine do not count. What is allowed
takes less than a second on a machine of 2020, what is quadratic takes minutes."""
MEMORY = 300_000_000
"""Bytes of address space beyond those of the program when it has just been imported."""
WALL_SECONDS = 60
"""For a program that waits for ever, as on a FIFO."""
SENTENCES = {
    signal.SIGXCPU: f"took more than {CPU_SECONDS} seconds of CPU",
    signal.SIGKILL: f"took more than {CPU_SECONDS} seconds of CPU",
    signal.SIGALRM: f"hung for {WALL_SECONDS} seconds",
}

# What the program imports only when it needs it.
HEAVY = (
    "PIL.Image PIL.ImageCms PIL.ImageDraw PIL.ImageFont babel.dates dateutil.rrule icalendar jinja2 markdown math_core nh3 "
    "yaml zoneinfo "
    "markdown.extensions.tables markdown.extensions.fenced_code markdown.extensions.sane_lists markdown.extensions.smarty "
    "seminarsite.build seminarsite.cli.make seminarsite.cli.start seminarsite.cli.begin seminarsite.reference "
    "seminarsite.scaffold seminarsite.calendaring.vtimezone"
)


@dataclass(frozen=True)
class Run:
    """What a command did. `killed` says why it was ended, "" if it ended by itself."""

    code: int
    said: str
    killed: str = ""


class Runner:
    """The server as its user sees it."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def run(self, folder: Path, arguments: Sequence[str], environment: Mapping[str, str], scratch: Path) -> Run:
        """Run `seminarsite ARGUMENTS` in a folder; what it says is kept in `scratch`."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        job = {
            "folder": str(folder),
            "arguments": list(arguments),
            "environment": dict(environment),
            "to": str(scratch),
        }
        self._server.stdin.write(json.dumps(job) + "\n")
        self._server.stdin.flush()
        status = int(self._server.stdout.readline())
        said = scratch.read_bytes().decode("utf-8", "replace")
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            return Run(-number, said, SENTENCES.get(number, f"was killed by signal {number}"))
        return Run(os.WEXITSTATUS(status), said)

    def close(self) -> None:
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(10)
        assert self._server.stdout is not None
        self._server.stdout.close()


def _serve() -> None:
    import importlib

    for name in ("seminarsite.cli", *HEAVY.split()):
        importlib.import_module(name)
    for line in sys.stdin:
        job = json.loads(line)
        child = os.fork()
        if child == 0:
            _run(job)
        sys.stdout.write(f"{os.waitpid(child, 0)[1]}\n")
        sys.stdout.flush()


def _run(job: dict[str, object]) -> None:
    """In the child: limits, folder, environment, and then the command as the shell would run it."""
    from seminarsite.cli import main

    os.environ.update(job["environment"])  # type: ignore[arg-type]
    time.tzset()
    os.chdir(str(job["folder"]))
    said = os.open(str(job["to"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for descriptor in (1, 2):
        os.dup2(said, descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.alarm(WALL_SECONDS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    if Path("/proc/self/statm").exists():
        now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, now + MEMORY))
    code = 1
    try:
        main(job["arguments"], prog_name="seminarsite")  # type: ignore[arg-type]
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001  (what the interpreter would do at last)
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve()
