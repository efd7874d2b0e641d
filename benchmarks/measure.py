"""Runs a program and measures it: wall time, time of all processors, memory of the whole tree of processes; and a preview.

Times are in seconds, memory in bytes.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

LONGEST = 900.0
"""Seconds after which a build or the wait for a page is given up."""
BETWEEN_LOOKS = 0.01
"""Seconds between two requests for the page that is awaited. More often would take the tools' own time away."""


class Failed(Exception):
    """A tool did not do what was asked of it; the text says what it said."""


@dataclass(frozen=True)
class Run:
    """Of one command: from its start to its end on the clock, and the work of all processors."""

    wall: float
    cpu: float


def run(command: list[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Raises Failed if the command does."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        _, status, used = os.wait4(process.pid, 0)  # as `wait`, and what the process and its children have used
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise Failed(f"{' '.join(command)}: exit code {process.returncode}\n{_end(said)}")
    return Run(wall, used.ru_utime + used.ru_stime)


def peak_memory(command: list[str], folder: Path, environment: Mapping[str, str]) -> int | None:
    """The most bytes that the process and its descendants had at one moment; what they share is counted once.

    Looked at fifty times a second; None where the system has no /proc. Not PSS: that depends on what else runs.
    """
    if not Path("/proc/self/smaps_rollup").is_file():
        return None
    with subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        most = 0
        while process.poll() is None:
            found = [_memory(one) for one in _tree(process.pid)]
            most = max(most, sum(own for own, _ in found) + max(shared for _, shared in found))
            time.sleep(0.02)
    return most


def _tree(pid: int) -> Iterator[int]:
    """A process and all that come from it, by any of its threads."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield from _tree(int(child))


def _memory(pid: int) -> tuple[int, int]:
    """What a process has for itself, and what it shares with any other."""
    sizes: Counter[str] = Counter()
    with suppress(OSError):  # it has ended meanwhile
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, _, size = line.partition(":")
            if name.startswith(("Private_", "Shared_")) and not name.endswith("Hugetlb"):
                sizes[name.partition("_")[0]] += int(size.split()[0]) * 1024
    return sizes["Private"], sizes["Shared"]


@contextmanager
def served(command: Callable[[int], list[str]], folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """A preview, from when its home page can be fetched; gives its address. It and its children end with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen(
        command(port),
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(address, lambda page: b"</html>" in page, while_=lambda: process.poll() is None)
        yield address
    finally:
        for signal_ in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal_)  # the session that began with it
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)


def fetch(address: str) -> bytes:
    """What a preview answers; nothing where it does not. Only this computer is ever asked."""
    with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  (http)
        content: bytes = answer.read()
        return content
    return b""


def wait_for(
    address: str,
    ready: Callable[[bytes], bool],
    longest: float = LONGEST,
    while_: Callable[[], bool] = lambda: True,
) -> float:
    """Fetch a page until it is as it should be; the seconds that took. Raises Failed."""
    begin = time.perf_counter()
    while not ready(fetch(address)):
        if time.perf_counter() - begin > longest or not while_():
            raise Failed(f"{address} is never as it should be")
        time.sleep(BETWEEN_LOOKS)
    return time.perf_counter() - begin


def _end(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read()[-3000:].decode("utf-8", "replace")
