"""Puts the outputs online as one step: the whole new site, or the old one untouched.

The site is written to a folder beside the output folder, which then takes its place. Files that
have not changed stay the same files, with their times; files that others put into the output folder
(CNAME, .git) stay; of ours, those that are no longer made go. What is ours stands in a list that is
published with the site.

New files are on the disk before they are online, so that a power cut leaves no empty pages. Folders are
not asked for: file systems with a journal write them in the order in which they were made, and before
the exchange.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from seminarsite import routes
from seminarsite.outputs import Output
from seminarsite.publishing import lock, swap, workplace
from seminarsite.publishing.staging import CannotPublish, Staging, begun, cannot, same_rights

LIST = routes.PUBLISHED_FILES
_LIST_HEAD = "# Written by seminarsite. It replaces or deletes these files and leaves all others here alone."
SPARE_FROM = 1000
"""Files: to stage fewer anew takes less than a tenth of a second, which a second folder is not worth."""
_PATIENCE = 30.0  # seconds that one build waits for another


Produce = Callable[[Staging], Iterable[str]]
"""Makes all files, keeps each, and settles what is new; the paths of those that are others than before."""


@dataclass(frozen=True)
class Published:
    """How many files: all, those with new bytes, those deleted, and those that were made in an earlier build."""

    files: int
    changed: int
    deleted: int
    remembered: int = 0


@dataclass(frozen=True)
class Place:
    """An output folder that is ours to replace. `claim` gives it; `ours` are the paths that we wrote."""

    folder: Path
    ours: frozenset[str]


@contextmanager
def claim(output: Path, sources: Path, patience: float = _PATIENCE) -> Iterator[Place]:
    """The output folder, for this build alone, until the end of the `with`. Raises CannotPublish.

    Content is read after it is claimed, so that of two builds the later one publishes what is newer.
    `sources` is the folder of the site, which the output folder must not contain.
    """
    place = judge(output, sources)
    with ExitStack() as afterwards:
        try:
            afterwards.enter_context(_folders_above(place.folder))
            afterwards.enter_context(lock.hold(place.folder.with_name(f".{place.folder.name}.lock"), patience))
            workplace.remove_leftovers(place.folder)
        except lock.Held as error:
            raise CannotPublish(f"{output}: {error}; nothing was published") from None
        except OSError as error:
            raise cannot("write", error, output) from None
        yield judge(output, sources)  # again: another build may have been at work until now


def one_by_one(planned: Mapping[str, Output], make: Callable[[Output], bytes]) -> Produce:
    def produce(staging: Staging) -> list[str]:
        new = [path for path in sorted(planned) if staging.keep(path, make(planned[path]))]
        staging.settle(new)
        return new

    return produce


def publish(
    planned: Mapping[str, Output],
    produce: Produce,
    place: Place,
    ways: Iterable[swap.Way] = swap.WAYS,
    verdict: Callable[[], None] = lambda: None,
    spare_from: int = SPARE_FROM,
) -> Published:
    """Make all files and put them in the place of the output folder, by the first way to be had. Raises CannotPublish.

    `produce` makes them; it may do so in several processes, each of which keeps what it makes.
    `verdict` is called when everything is made and nothing is in place; the old site stays if it raises.
    From so many files on a spare is kept for the next publication.
    """
    output = place.folder
    try:
        with workplace.workplace(output) as work:
            staging = _staging(planned, place, work)
            made = frozenset(_stage(planned, produce, staging))
            verdict()
            live, whole = staging.complete({*place.ours, LIST}, {*planned, LIST}, made)
            stale = (place.ours & live.files.keys()).difference(planned)
            aside = workplace.for_undoing(work)
            way = swap.put_in_place(swap.Change(staging.stage, output, made - {LIST}, stale, whole, aside), ways)
            if way is swap.exchange and len(planned) >= spare_from:
                with suppress(OSError):  # the new site is online, whatever becomes of the old one
                    staging.follow(made, stale)
                    workplace.keep_as_spare(work, output)
    except OSError as error:
        raise cannot("write", error, output) from None
    return Published(len(planned), len(made - {LIST}), len(stale))


def _staging(planned: Mapping[str, Output], place: Place, work: Path) -> Staging:
    """The site of before, if it is at hand; else an empty folder."""
    stage = work / workplace.SITE
    staging = begun(place.folder, stage, place.ours, {*planned, LIST})
    if staging is None:
        workplace.begin_afresh(work)
        staging = Staging(place.folder, stage)
    if place.folder.is_dir():
        same_rights(stage, place.folder.stat())
    return staging


# --- whose folder it is --------------------------------------------------------------------------


def judge(output: Path, sources: Path) -> Place:
    """The output folder by its real name, and which files in it are ours. Raises CannotPublish if it is not ours."""
    try:
        if output.is_symlink():
            raise CannotPublish(f"{output} is a link: name the folder itself")
        folder, root = output.resolve(), sources.resolve()
        _refuse_by_name(output, folder, root)
        return Place(folder, _our_files(folder))
    except OSError as error:
        raise CannotPublish(f"{output}: {error.strerror or error}") from None
    except RuntimeError:
        raise CannotPublish(f"{output}: links that lead in a circle") from None


def _refuse_by_name(output: Path, folder: Path, root: Path) -> None:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  (which stays as it is where there is no home)
    if root.is_relative_to(folder) or (home.is_absolute() and home.resolve().is_relative_to(folder)):
        raise CannotPublish(f"{output} holds more than a built site: choose another output folder")
    for name in ("content", "templates", "static", "src", "tests", ".git"):
        if folder.is_relative_to(root / name) or (name == ".git" and name in folder.parts):
            raise CannotPublish(f"{output} is within {name}/: choose another output folder")


def _our_files(output: Path) -> frozenset[str]:
    if not output.exists():
        return frozenset()
    if not output.is_dir():
        raise CannotPublish(f"{output} is not a folder")
    listed = output / LIST
    damaged = CannotPublish(f"{listed} is damaged: empty the folder, or choose another one")
    try:
        if not stat.S_ISREG(listed.stat(follow_symlinks=False).st_mode):
            raise damaged
        lines = listed.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        if any(output.iterdir()):
            hint = "empty it, or choose another output folder"
            raise CannotPublish(f"{output} holds files that seminarsite did not write: {hint}") from None
        return frozenset()
    except UnicodeDecodeError:
        raise damaged from None
    return frozenset(line for line in lines if line and not line.startswith("#"))


@contextmanager
def _folders_above(folder: Path) -> Iterator[None]:
    """Makes them; if nothing has been put there at the end, they go again."""
    made: list[Path] = []
    try:
        for above in reversed([above for above in folder.parents if not above.exists()]):
            above.mkdir()
            made.append(above)
        yield
    finally:
        with suppress(OSError):
            for above in reversed(made):
                above.rmdir()


# --- what goes into it ---------------------------------------------------------------------------


def _stage(planned: Mapping[str, Output], produce: Produce, staging: Staging) -> Iterator[str]:
    """Put all files of ours into the new site; the paths of those whose bytes are not those of the old one."""
    try:
        yield from produce(staging)
    except OSError as error:
        raise cannot("read", error, staging.output) from None
    listed = "\n".join([_LIST_HEAD, *sorted(planned)]) + "\n"
    if staging.keep(LIST, listed.encode()):
        staging.settle([LIST])
        yield LIST
