"""How long a command takes before it does anything, as a multiple of Python's own start on the same machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks import measure
from benchmarks.tools.seminarsite import EVERYTHING

BARE, VERSION, CHECK = "python -c pass", "seminarsite --version", "seminarsite check, of the demo"
PASS = [sys.executable, "-c", "pass"]


def take(demo: Path, rounds: int) -> dict[str, list[float]]:
    """Seconds of each command in each round, in turns; `demo` is the folder above the content of the demo."""
    program = [sys.executable, "-m", "seminarsite"]
    commands = {BARE: PASS, VERSION: [*program, "--version"], CHECK: [*program, "check"]}
    environment = {**os.environ, **(EVERYTHING.environment or {})}
    for command in commands.values():
        measure.run(command, demo, environment)
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(measure.run(command, demo, environment).wall)
    return found
