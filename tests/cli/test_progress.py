"""What people at a terminal see of long work, and where the time went."""

from __future__ import annotations

import pytest

from seminarsite.cli.progress import Progress


class Clock:
    """Seconds that a test lets go by."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_where_the_time_went() -> None:
    clock = Clock()
    shown = Progress(visible=False, clock=clock)
    shown.show("Reading", 0)
    clock.now += 2
    step = shown.show("Making", 50)
    clock.now += 3.5
    step(50)
    assert shown.table().split("\n") == [
        "Reading                     2.00 s",
        "Making                      3.50 s",
        "All                         5.50 s",
    ]


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
    assert (out, err != "") == ("", expected)
