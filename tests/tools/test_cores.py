"""Work on several cores gives what it gives on one, and ends as it does there."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable
from multiprocessing import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminarsite.tools import cores


def squares(numbers: Iterable[int]) -> list[int]:
    return [number * number for number in numbers]


@given(numbers=st.lists(st.integers(), max_size=70), processes=st.integers(1, 4), here=st.booleans())
def test_each_piece_of_work_is_done_once(numbers: list[int], processes: int, *, here: bool) -> None:
    done: list[int] = []
    parts = cores.spread(squares, numbers, processes, lambda number, _=0, /: done.append(number), here=here)
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


@pytest.mark.parametrize("here", [True, False])
def test_a_process_that_is_killed_is_told_of(*, here: bool) -> None:
    ours = os.getpid()

    def die(numbers: Iterable[int]) -> list[int]:
        if os.getpid() != ours:
            os.kill(os.getpid(), signal.SIGKILL)
        return squares(numbers)

    with pytest.raises(cores.Lost, match="memory is short"):
        cores.spread(die, [1, 2, 3], 2, here=here)


def test_work_is_not_done_here_where_it_may_not_be() -> None:
    def where(numbers: Iterable[int]) -> tuple[int, int]:
        return os.getpid(), len(list(numbers))

    for processes in (2, 3):
        told = cores.spread(where, range(5000), processes, here=False)
        assert len(told) == processes
        assert os.getpid() not in dict(told)
        assert sum(number for _, number in told) == 5000
    assert [os.getpid() == one for one, _ in cores.spread(where, range(5000), 2)] == [True, False]


def test_who_is_done_takes_the_next_ones() -> None:
    """One item that takes as long as all others together holds up nobody."""
    held = Event()

    def work(numbers: Iterable[int]) -> list[int]:
        done = []
        for number in numbers:
            if number == 0:
                assert held.wait(60), "until the other process has done all others"
            done.append(number)
        held.set()
        return done

    parts = cores.spread(work, range(200), 2)
    assert sorted(number for part in parts for number in part) == list(range(200))
    [with_first] = [part for part in parts if 0 in part]
    assert len(with_first) < 200 / 2


def test_a_little_work_is_done_in_this_process() -> None:
    assert cores.for_(cores.FEW - 1) == 1
    assert 1 <= cores.for_(cores.FEW) <= cores.MOST
