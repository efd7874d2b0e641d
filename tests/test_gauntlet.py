"""The gauntlet: what strangers, attackers and tired organisers may write, one text file per case in tests/gauntlet/.

A new bug is a new file there, and nothing else; tests/gauntlet/README.md describes their format. Each
runs the real command, in a process with 5 seconds of CPU and 300 MB of memory beyond Python's own, and
of every run it is checked that

- it ends by itself, without a traceback, and what it says has no control characters;
- an error says where it is, and has a way out;
- nothing is written but the output folder, and nothing at all, not even there, where there is an error;
- what was built is safe (helpers_safe.py): no script but ours, no handler, no address but http, https,
  mailto and webcal, nothing from another host, no control or bidirectional characters, and calendars
  in which nothing but our own properties stands.

At the end of a test run conftest.py prints how many of the files passed: `gauntlet: N of N`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers_gauntlet import CASES, FOLDER, Case
from helpers_limits import Runner


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


@pytest.mark.parametrize("name", [case.stem for case in CASES])
def test_case(name: str, runner: Runner, tmp_path: Path) -> None:
    above = tmp_path / "above"
    above.mkdir()
    Case(above, runner).play(FOLDER / f"{name}.txt")


def test_each_case_has_a_number_of_its_own() -> None:
    numbers = [case.read_text(encoding="utf-8").split(maxsplit=2)[1] for case in CASES]
    assert [number for number in numbers if numbers.count(number) > 1] == []
    assert [case.name for case, number in zip(CASES, numbers, strict=True) if not case.name.startswith(number)] == []
