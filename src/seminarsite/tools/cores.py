"""Work spread over the cores of the machine: each process begins with all that is known, and sends back values.

Only where the system can fork, and this process has one thread; elsewhere the work is done here, one after the other.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FEW = 400
"""Where there is less to do, starting processes takes longer than they save."""
MOST = 8
"""Processes: more of them would need much memory, and gain little."""
_OFTEN = 32
_ENDING = (signal.SIGINT, signal.SIGTERM)

T = TypeVar("T")
R = TypeVar("R")


class Step(Protocol):
    """Is told how many more are done, and of how many the result was there already, from another time."""

    def __call__(self, done: int, remembered: int = 0, /) -> None: ...


Show = Callable[[str, int], Step]
"""Is told what begins now, and how many pieces of work that is; gives what is told of each."""


@contextmanager
def uncollected() -> Iterator[Callable[[], None]]:
    """Without the collector of garbage while things are made that stay, until what is given here is called. From then on
    it leaves alone what was there by then: to go through that again and again would take a fifth of the time.
    """
    was = gc.isenabled()

    def settled() -> None:
        gc.freeze()
        if was:
            gc.enable()

    gc.disable()
    try:
        yield settled
    finally:
        gc.unfreeze()
        if was:
            gc.enable()


def silent(_what: str, _number: int) -> Step:
    """Where nobody looks on."""
    return unseen


def unseen(_done: int, _remembered: int = 0, /) -> None:
    """It is not told."""


LOST = "one of the processes that share the work was ended from outside, perhaps because memory is short"


class Lost(MemoryError):
    """A process has ended without a result, as where the system ends it because memory is short."""


def for_(number: int) -> int:
    """How many processes to spread so many pieces of work over."""
    can_fork = hasattr(os, "fork") and sys.platform != "darwin"  # whose own libraries do not survive it
    if number < FEW or not can_fork or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST)


def spread(
    work: Callable[[Iterable[T]], R], items: Sequence[T], processes: int, step: Step = unseen, *, here: bool = True
) -> list[R]:
    """What `work` gives for the items: for all of them, or for those that each of some processes takes.

    One of the processes is this one, if work may be done `here`: it needs no copy of what is known. What the others give
    must be what pickle can send. Who has done some items takes the next ones. Raises what `work` raises, and Lost.
    """
    if processes == 1:
        return [work(_counted(items, step))]
    turns = _Turns(items)
    with closing(turns), _others(lambda step: work(turns.taken(step)), processes - here, step) as others:
        own = [work(turns.taken(others.step))] if here else []
        return [*own, *others.results()]


@contextmanager
def _others(work: Callable[[Step], object], number: int, step: Step) -> Iterator[_Others]:
    """So many other processes at work; at the end they are ended."""
    from multiprocessing import get_context

    context = get_context("fork")
    were_frozen = gc.get_freeze_count()
    gc.freeze()  # so that the collector of a child does not write to, and so copy, what it has from here
    children, others = [], _Others(step)
    try:
        for _ in range(number):
            heard, said = context.Pipe(duplex=False)
            child = context.Process(target=_child, args=(said, work))
            before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # until the child can be ended without a word
            child.start()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            said.close()
            children.append(child)
            others.ends.append(heard)
        yield others
    finally:
        if not were_frozen:
            gc.unfreeze()
        for child in children:
            child.terminate()
        for child in children:
            child.join()


class _Turns:
    """Items in portions, in a line from which each process takes the next: so all end at the same time.

    The line is a pipe with the numbers of the portions; few enough that the smallest pipe holds them.
    """

    _MOST = 1000
    _LEAST = 8  # items: to say that one is done takes a part of the time of doing it
    _BYTES = 4

    def __init__(self, items: Sequence[Any]) -> None:
        self._items = items
        self._portion = max(self._LEAST, -(-len(items) // self._MOST))
        self._line, end = os.pipe()
        numbers = range(-(-len(items) // self._portion))
        os.write(end, b"".join(number.to_bytes(self._BYTES, "big") for number in numbers))
        os.close(end)  # who finds the line empty is done

    def taken(self, step: Step) -> Iterator[Any]:
        """The items of one process. It takes them as it comes to them."""
        while number := os.read(self._line, self._BYTES):
            first = int.from_bytes(number, "big") * self._portion
            portion = self._items[first : first + self._portion]
            yield from portion
            step(len(portion))

    def close(self) -> None:
        os.close(self._line)


class _Others:
    """What the other processes say: each that so many more are done, and at last its result, or an exception."""

    def __init__(self, step: Step) -> None:
        self.ends: list[Connection] = []
        self._step = step
        self._found: dict[Connection, Any] = {}

    def step(self, done: int, remembered: int = 0, /) -> None:
        """One of this process, after which the others are heard."""
        self._step(done, remembered)
        self._hear(0)

    def results(self) -> list[Any]:
        """Of each process, in their order."""
        while len(self._found) < len(self.ends):
            self._hear(None)
        return [self._found[end] for end in self.ends]

    def _hear(self, seconds: float | None) -> None:
        """One word of each that says something within so many seconds."""
        from multiprocessing.connection import wait

        ready = wait([end for end in self.ends if end not in self._found], seconds)
        for end in [end for end in self.ends if end in ready]:
            try:
                kind, value = end.recv()
            except EOFError:
                raise Lost(LOST) from None
            if kind == "done":
                self._step(*value)
            elif kind == "error":
                raise value
            else:
                self._found[end] = value


def _child(end: Connection, work: Callable[[Step], object]) -> None:
    parent = os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, too, and ends its children
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)

    def step(done: int, remembered: int = 0, /) -> None:
        if os.getppid() != parent:
            os._exit(1)
        end.send(("done", (done, remembered)))

    try:
        end.send(("result", work(step)))
    except Exception as error:  # noqa: BLE001  (it is raised in the parent)
        with suppress(MemoryError):  # without any answer, the parent takes the child for lost
            end.send(("error", error))


def _counted(items: Sequence[T], step: Step) -> Iterator[T]:
    for number, item in enumerate(items, 1):
        yield item
        if number % _OFTEN == 0:
            step(_OFTEN)
    step(len(items) % _OFTEN)
