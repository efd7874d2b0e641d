"""Work on several cores gives what it gives on one, and ends as it does there."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.tools import cores


def squares(numbers: Iterable[int]) -> list[int]:
    return [number * number for number in numbers]


@given(st.lists(st.integers(), max_size=70), st.integers(1, 4))
def test_each_piece_of_work_is_done_once(numbers: list[int], processes: int) -> None:
    done: list[int] = []
    parts = cores.spread(squares, numbers, processes, lambda number, _=0, /: done.append(number))
    assert len(parts) == processes
    assert sorted(one for part in parts for one in part) == sorted(squares(numbers))
    assert sum(done) == len(numbers)


def test_what_stays_is_not_gone_through_for_garbage_until_the_work_is_done() -> None:
    with cores.uncollected() as settled:
        assert not gc.isenabled()
        settled()
        assert gc.isenabled()
        frozen = gc.get_freeze_count()
        assert len(cores.spread(squares, [1, 2, 3], 2)) == 2
        assert gc.get_freeze_count() >= frozen > 0
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)
    with pytest.raises(ValueError, match="x"), cores.uncollected():
        raise ValueError("x")
    assert gc.isenabled()


def test_an_exception_is_raised_here() -> None:
    def fail(numbers: Iterable[int]) -> list[int]:
        raise ValueError(sum(numbers))

    for processes in (1, 3):
        with pytest.raises(ValueError, match="6" if processes == 1 else r"\d"):
            cores.spread(fail, [1, 2, 3], processes)


def test_a_process_that_is_killed_is_told_of() -> None:
    def die(_: Iterable[int]) -> list[int]:
        os.kill(os.getpid(), signal.SIGKILL)
        return []

    with pytest.raises(cores.Lost, match="memory is short"):
        cores.spread(die, [1, 2, 3], 2)


def test_a_little_work_is_done_in_this_process() -> None:
    assert cores.for_(cores.FEW - 1) == 1
    assert 1 <= cores.for_(cores.FEW) <= cores.MOST
