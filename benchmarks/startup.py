"""How long a command takes before it does anything, as a multiple of Python's own start on the same machine."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import measure
from benchmarks.tools.seminarsite import EVERYTHING

BARE, VERSION = "python -c pass", "seminarsite --version"
CHECK, CHECK_ANEW = (
    "seminarsite check, of the demo as it was built",
    "seminarsite check, of the demo for the first time",
)
PASS = [sys.executable, "-c", "pass"]


def take(demo: Path, rounds: int) -> dict[str, list[float]]:
    """Seconds of each command in each round, in turns; `demo` is the folder above the content of the demo."""
    program = [sys.executable, "-m", "seminarsite"]
    environment = {**os.environ, **(EVERYTHING.environment or {})}
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as scratch:
        built, new = Path(scratch, "built"), Path(scratch, "new")
        for folder in (built, new):
            shutil.copytree(demo / "content", folder / "content")
        measure.run([*program, "build"], built, environment)
        commands = {
            BARE: (PASS, new),
            VERSION: ([*program, "--version"], new),
            CHECK: ([*program, "check"], built),
            CHECK_ANEW: ([*program, "check"], new),
        }
        for command, folder in commands.values():  # what Python compiles at first use is not measured
            measure.run(command, folder, environment)
        found: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, (command, folder) in commands.items():
                found[name].append(measure.run(command, folder, environment).wall)
    return found
