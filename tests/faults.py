"""Breaks builds on purpose, and counts what is then online: a whole site, old or new, or half of one.

    python -m tests.faults --kill 200            kill -9 at moments spread over the build
    python -m tests.faults --fail                each call that changes the disk fails in turn, then each from there on;
                                                 then the same with limits on the size of files
    python -m tests.faults --poll 2000           so many publications while somebody reads two pages without pause

`--file-by-file` does it as on systems that cannot exchange two folders. `--write-in-place` does it to a
writer that stages nothing: there, halves must be found, or the counting is of no use.

It works in processes of its own, on two versions of a site that differ in every page and in some paths.
The exit code is 0 if all is as promised.
"""

from __future__ import annotations

import argparse
import datetime as dt
import errno
import functools
import hashlib
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "src"))

from seminarsite.build import draw  # noqa: E402
from seminarsite.diagnostics import Report  # noqa: E402
from seminarsite.making import Blueprint  # noqa: E402
from seminarsite.outputs import File, Output  # noqa: E402
from seminarsite.publishing import swap  # noqa: E402
from seminarsite.publishing.publish import LIST, claim, one_by_one, publish  # noqa: E402
from seminarsite.publishing.staging import CannotPublish  # noqa: E402
from seminarsite.publishing.workplace import SITE, spare_of  # noqa: E402

NOW = dt.datetime(2025, 3, 1, 12, tzinfo=dt.UTC)
WAYS = {"exchange": swap.WAYS, "file by file": (swap.appear, swap.file_by_file)}
PUBLISHED, REFUSED, BROKEN = 0, 3, 99

Files = Mapping[str, bytes]
Writer = Callable[[Path, Path, Files | None], None]
"""Builds the site of a folder into an output folder; or puts there what was made of it before, which is faster."""


# --- the site, twice -----------------------------------------------------------------------------


def write_content(root: Path, letter: str, events: int) -> Path:
    """Version `letter` of a site: each page says it; one event in four is only in this version."""
    (root / "content/events").mkdir(parents=True)
    site = f"title: Example Seminar {letter}\nurl: https://example.org/seminar/\nzone: Europe/Zurich\n"
    (root / "content/site.yaml").write_text(site, encoding="utf-8")
    for number in range(events):
        name = f"{letter.lower()}-{number}" if number % 4 == 3 else f"talk-{number}"
        text = (
            f"---\ndate: 2025-{number % 12 + 1:02}-{number % 28 + 1:02}\ntime: 12:00\ntitle: Talk {number} {letter}\n"
        )
        speaker = f"speaker: Example Speaker {number % 7}\n---\n"
        body = f"Version {letter} of the abstract, with $x^{{{number}}}$ in it.\n\n" * 4
        (root / f"content/events/{name}.md").write_text(text + speaker + body, encoding="utf-8")
    return root


def drawn(root: Path) -> Blueprint:
    report = Report()
    blueprint = draw(root, NOW, report)
    assert blueprint is not None, report.diagnostics
    return blueprint


def staged_writer(ways: tuple[swap.Way, ...]) -> Writer:
    """What `seminarsite build` does, with these ways to replace a site."""

    def write(root: Path, output: Path, files: Files | None = None) -> None:
        with claim(output, root) as place:
            planned, make = outputs(root, files)
            publish(planned, one_by_one(planned, make), place, ways, spare_from=0)

    return write


def write_in_place(root: Path, output: Path, files: Files | None = None) -> None:
    """As many generators do: write what is new over what is old, then delete what is left."""
    planned, make = outputs(root, files)
    for path, one in planned.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(make(one))
    for file in [file for file in output.rglob("*") if file.is_file()]:
        if file.relative_to(output).as_posix() not in planned:
            file.unlink()


def outputs(root: Path, files: Files | None) -> tuple[Mapping[str, Output], Callable[[Output], bytes]]:
    if files is None:
        blueprint = drawn(root)
        return blueprint.planned, blueprint.make
    return {path: File(address=path, make=bytes) for path in files}, lambda one: files[one.address]


def rendered(root: Path) -> Files:
    blueprint = drawn(root)
    return {path: blueprint.make(one) for path, one in blueprint.planned.items()}


def digests(folder: Path) -> dict[str, str]:
    """Of each file below a folder."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@dataclass(frozen=True)
class Bench:
    """A folder for the output, and both versions with the files that they have when nothing goes wrong."""

    output: Path
    roots: tuple[Path, Path]
    whole: tuple[dict[str, str], dict[str, str]]

    def online(self) -> int | None:
        """0 for version A, 1 for B, None for anything else."""
        found = digests(self.output)
        return self.whole.index(found) if found in self.whole else None

    def broken(self) -> str:
        """`mixed` if all files are there, each of them that of A or that of B; else `half`."""
        found = digests(self.output)
        found.pop(LIST, None)
        expected = set(self.whole[0]) & set(self.whole[1]) - {LIST}
        sound = all(digest in (self.whole[0].get(path), self.whole[1].get(path)) for path, digest in found.items())
        return "mixed" if sound and expected <= set(found) else "half"

    def left_over(self) -> list[str]:
        """Beside the output, but for a lock that nobody holds and a spare that is the same as the output."""
        names = {path.name for path in self.output.parent.iterdir()} - {self.output.name, f".{self.output.name}.lock"}
        spare = spare_of(self.output)
        if spare.name in names and digests(spare / SITE) == digests(self.output):
            names.remove(spare.name)
        return sorted(names)


def make_bench(folder: Path, events: int, writer: Writer) -> Bench:
    roots = write_content(folder / "A", "A", events), write_content(folder / "B", "B", events)
    for root in roots:
        writer(root, folder / "clean" / root.name, None)
    whole = digests(folder / "clean/A"), digests(folder / "clean/B")
    output = folder / "public/build"
    output.parent.mkdir()
    writer(roots[0], output, None)
    bench = Bench(output, roots, whole)
    assert bench.online() == 0
    return bench


# --- processes -----------------------------------------------------------------------------------


def start(work: Callable[[], None]) -> int:
    """Do it in a process of its own, which ends with one of the codes above. The result is its number."""
    number = os.fork()
    if number:
        return number
    code = BROKEN
    try:
        work()
        code = PUBLISHED
    except CannotPublish as error:
        code = REFUSED if "\n" not in str(error) else BROKEN
    except BaseException as error:  # noqa: BLE001  (it must not go on as if it were its parent)
        print(f"unexpected: {error!r}", file=sys.stderr)
    finally:
        os._exit(code)


def end_of(number: int) -> int:
    """The exit code; -9 for one that was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


# --- kill ----------------------------------------------------------------------------------------


def kill(bench: Bench, times: int, writer: Writer, seed: int) -> Counter[str]:
    """Kill so many builds. Counts `old`, `new` and `half`, and those `in publication`, that left something.

    Every second one only publishes what was rendered before: there, any moment is one of writing.
    """
    chance = random.Random(seed)
    works: list[Callable[[int], None]] = [lambda version: writer(bench.roots[version], bench.output, None)]
    files = [rendered(root) for root in bench.roots]
    works.append(lambda version: writer(bench.roots[version], bench.output, files[version]))
    lasts = [max(_duration(bench, work) for _ in range(3)) for work in works]
    count: Counter[str] = Counter(killed=0, old=0, new=0, half=0)
    while count["killed"] < times:
        before, kind = bench.online(), count["killed"] % 2
        number = start(functools.partial(works[kind], other(before)))
        time.sleep(lasts[kind] * chance.uniform(0, 1.05))
        os.kill(number, signal.SIGKILL)
        if end_of(number) != -signal.SIGKILL:
            continue  # it was ready before
        after = bench.online()
        count["killed"] += 1
        count[bench.broken() if after is None else "old" if after == before else "new"] += 1
        count["in publication"] += bool(bench.left_over())
    assert end_of(start(lambda: works[0](0))) == PUBLISHED
    count["not whole in the end"] = int(bench.online() != 0)
    count["left over in the end"] = len(bench.left_over())
    return count


def other(version: int | None) -> int:
    return 1 if version == 0 else 0


def _duration(bench: Bench, work: Callable[[int], None]) -> float:
    """Seconds that a build takes."""
    version = other(bench.online())
    begun = time.perf_counter()
    assert end_of(start(lambda: work(version))) == PUBLISHED
    return time.perf_counter() - begun


# --- fail ----------------------------------------------------------------------------------------

CHANGES = {"open", "ctypes.dlopen", "tempfile.mkdtemp"} | {
    f"os.{name}" for name in "mkdir rename link symlink remove rmdir chmod chown utime truncate".split()
}
"""The audit events (PEP 578) of calls that change a disk; `ctypes.dlopen` is the way to the exchange."""


def changes(event: str, arguments: tuple[object, ...], folder: str) -> bool:
    if event not in CHANGES:
        return False
    if event == "open" and not (
        isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    ):
        return False
    path = arguments[0]
    if not isinstance(path, (str, bytes, os.PathLike)):
        return event in ("ctypes.dlopen", "os.truncate")
    name = os.fsdecode(path)
    return name.startswith(folder) or not name.startswith("/")  # where a folder is removed, names are relative


def failing(work: Callable[[], None], folder: Path, calls: range) -> Callable[[], None]:
    """`work`, while those of its calls fail that have these numbers. Only for a process that ends after it."""

    def run() -> None:
        number = 0

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal number
            if changes(event, arguments, str(folder)):
                number += 1
                if number in calls:
                    raise OSError(errno.ENOSPC, "No space left on device", str(arguments[0]))

        sys.addaudithook(hook)
        work()
        if number < calls.start:
            os._exit(DONE)

    return run


DONE = 98
"""The exit code where there were not as many calls."""


def limited(work: Callable[[], None], size: int) -> Callable[[], None]:
    """`work`, where no file may have more bytes: the system writes what fits, and then fails."""

    def run() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        work()

    return run


def fail(bench: Bench, writer: Writer, every: int) -> Counter[str]:
    """Let each `every`th call fail, alone and with all that follow; then limit the size of files.

    Counts `mixed for good` where all that follow fail: what is published file by file can then not be undone.
    """
    count: Counter[str] = Counter({"failed calls": 0, "limits": 0, "refused": 0, "published": 0, "half": 0})
    files = [rendered(root) for root in bench.roots]

    def attempt(wrap: Callable[[Callable[[], None]], Callable[[], None]], broken: str = "half") -> int:
        before = bench.online()
        new = other(before)
        code = end_of(start(wrap(lambda: writer(bench.roots[new], bench.output, files[new]))))
        if code == DONE:
            return code
        after = bench.online()
        count["refused" if code == REFUSED else "published"] += 1
        if after is None:
            count[broken if bench.broken() == "mixed" else "half"] += 1
            assert end_of(start(lambda: writer(bench.roots[0], bench.output, files[0]))) == PUBLISHED
            count["not whole in the end"] += bench.online() != 0
        else:  # whole, but it may not be what the build has said
            count["told wrongly"] += code == BROKEN or after != (before if code == REFUSED else new)
        return code

    for once in (True, False):
        call = 1
        while True:
            calls = range(call, call + 1 if once else sys.maxsize)
            wrap = functools.partial(failing, folder=bench.output.parent, calls=calls)
            if attempt(wrap, "half" if once else "mixed for good") == DONE:
                break
            count["failed calls"] += 1
            count["left over"] += once and bool(bench.left_over())
            call += every
    sizes = sorted({len(content) for content in files[0].values()})
    for size in [0, 1, *(size - 1 for size in sizes[:: max(1, len(sizes) // 20)])]:
        attempt(functools.partial(limited, size=size))
        count["limits"] += 1
        count["left over"] += bool(bench.left_over())
    assert attempt(lambda work: work) == PUBLISHED
    count["left over in the end"] = len(bench.left_over())
    return count


# --- poll ----------------------------------------------------------------------------------------


def poll(bench: Bench, times: int, writer: Writer) -> Counter[str]:
    """Publish so many times. Counts `reads`, and those that were `missed` or not `whole`."""
    files = [rendered(root) for root in bench.roots]
    pages = ["index.html", "events/talk-0/index.html"]
    told, tells = os.pipe()
    stopped, stops = os.pipe()

    def read() -> None:
        os.close(stops)
        os.set_blocking(stopped, False)
        count: Counter[str] = Counter(reads=0, missed=0, torn=0)
        for page in _endless(pages, stopped):
            count["reads"] += 1
            try:
                text = (bench.output / page).read_bytes()
            except OSError:
                count["missed"] += 1
            else:
                count["torn"] += text not in (files[0][page], files[1][page])
        os.write(tells, " ".join(f"{name}={number}" for name, number in count.items()).encode())

    reader = start(read)
    os.close(stopped)
    for number in range(1, times + 1):
        writer(bench.roots[number % 2], bench.output, files[number % 2])
    os.close(stops)
    assert end_of(reader) == PUBLISHED
    said = dict(part.split("=") for part in os.read(told, 1000).decode().split())
    return Counter(
        {name: int(number) for name, number in said.items()} | {"left over in the end": len(bench.left_over())}
    )


def _endless(pages: list[str], stopped: int) -> Iterator[str]:
    """Page after page until the other end of the pipe is closed."""
    while True:
        try:
            if os.read(stopped, 1) == b"":
                return
        except BlockingIOError:
            yield from pages


# --- the command ---------------------------------------------------------------------------------

HARMS = {
    "half",
    "mixed",
    "mixed for good",
    "told wrongly",
    "missed",
    "torn",
    "left over",
    "left over in the end",
    "not whole in the end",
}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kill", type=int, metavar="N")
    arguments.add_argument("--fail", action="store_true")
    arguments.add_argument("--poll", type=int, metavar="N")
    arguments.add_argument("--file-by-file", action="store_true")
    arguments.add_argument("--write-in-place", action="store_true")
    arguments.add_argument("--events", type=int, default=40, help="in each version")
    arguments.add_argument("--every", type=int, default=1, metavar="K", help="with --fail: each Kth call")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--folder", type=Path, help="where to work: another file system")
    given = arguments.parse_args()
    ways = WAYS["file by file" if given.file_by_file else "exchange"]
    writer = write_in_place if given.write_in_place else staged_writer(ways)
    # One by one, a crash can come between two files: it is mended by the next build.
    harms = set() if given.write_in_place else HARMS - {"mixed", "mixed for good"} if given.file_by_file else HARMS
    sound = True
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        bench = make_bench(Path(folder), given.events, writer)
        if given.kill:
            sound &= tell("kill", kill(bench, given.kill, writer, given.seed), harms)
        if given.fail:
            sound &= tell("fail", fail(bench, writer, given.every), harms)
        if given.poll:
            sound &= tell("poll", poll(bench, given.poll, writer), harms)
    return 0 if sound else 1


def tell(what: str, count: Counter[str], harms: set[str]) -> bool:
    """Print the figures; True if they are as they should be."""
    print(f"{what}: " + ", ".join(f"{number} {name}" for name, number in count.items()), flush=True)
    if not harms:
        found = count["half"] + count["mixed"]
        print(f"{what}: {found} broken sites were found, as they must be", flush=True)
        return found > 0
    sound = not any(count[harm] for harm in harms)
    print(f"{what}: {'' if sound else 'NOT '}as promised", flush=True)
    return sound


if __name__ == "__main__":
    sys.exit(main())
