"""What people at a terminal see of long work, and where the time went."""

from __future__ import annotations

import subprocess
import sys

import pytest

from seminarsite.cli.progress import Progress


class Clock:
    """Seconds that a test lets go by."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_where_the_time_went() -> None:
    clock, work = Clock(), Clock()
    shown = Progress(visible=False, clock=clock, work=work)
    shown.show("Reading", 0)
    clock.now += 2
    work.now += 1.5
    step = shown.show("Making", 7000)
    clock.now += 3.5
    work.now += 6.5
    step(2000, 40)
    step(5000)
    assert shown.table().split("\n") == [
        "                                s   CPU, s     done  a second  remembered",
        "Reading                      2.00     1.50",
        "Making                       3.50     6.50    7,000     2,000          40",
        "All                          5.50     8.00",
    ]


def test_work_of_processes_that_have_ended_counts() -> None:
    shown = Progress(visible=False)
    shown.show("Making", 0)
    before = float(shown.table().split()[-1])
    subprocess.run([sys.executable, "-c", "sum(range(10**7))"], check=True)
    assert float(shown.table().split()[-1]) > before


@pytest.mark.parametrize(("visible", "seconds", "expected"), [(True, 3, True), (True, 0.1, False), (False, 3, False)])
def test_a_bar_where_somebody_looks_on_and_it_takes_long(
    capsys: pytest.CaptureFixture[str], seconds: float, *, visible: bool, expected: bool
) -> None:
    clock = Clock()
    shown = Progress(visible=visible, clock=clock)
    step = shown.show("Making", 90)
    for _ in range(3):
        clock.now += seconds / 3
        step(30)
    shown.end()
    out, err = capsys.readouterr()
    assert (out, "Making, 30 a second" in err) == ("", expected)
