"""Short runs of the fault harness, as the commands that its text names; longer ones are for people.

Half a site must never be found, but where a naive writer is at work, or the harness is blind.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from helpers_site import REPOSITORY

pytestmark = pytest.mark.skipif(os.name != "posix", reason="it kills and forks processes as POSIX has them")


def faults(*arguments: str) -> dict[str, int]:
    """The figures, by name, of a run in which all was as promised."""
    command = [sys.executable, "-m", "tests.faults", "--events", "4", *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return {name: int(number) for number, name in re.findall(r"(\d+) ([a-z ]+)", done.stdout.splitlines()[0])}


@pytest.mark.parametrize("ways", [[], ["--file-by-file"]], ids=["exchange", "file by file"])
def test_a_build_that_is_killed_leaves_a_whole_site(ways: list[str]) -> None:
    found = faults("--kill", "10", *ways)
    assert found["killed"] == found["old"] + found["new"] + found.get("mixed", 0) == 10
    assert found["half"] == found["left over in the end"] == 0


def test_the_harness_finds_halves_where_a_naive_writer_leaves_them() -> None:
    found = faults("--kill", "20", "--write-in-place")
    assert found["half"] > 0


@pytest.mark.parametrize("ways", [[], ["--file-by-file"]], ids=["exchange", "file by file"])
def test_a_call_that_fails_leaves_a_whole_site_and_nothing_beside_it(ways: list[str]) -> None:
    found = faults("--fail", "--every", "13", *ways)
    assert found["failed calls"] > 20
    assert found["refused"] > found["published"] > 0
    assert found["half"] == found["told wrongly"] == found["left over"] == 0


@pytest.mark.parametrize("ways", [[], ["--file-by-file"]], ids=["exchange", "file by file"])
def test_a_reader_misses_nothing_while_the_site_is_replaced(ways: list[str]) -> None:
    found = faults("--poll", "50", *ways)
    assert found["reads"] > 50
    assert found["missed"] == found["torn"] == 0
