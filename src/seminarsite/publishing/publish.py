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
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from seminarsite import routes
from seminarsite.outputs import Output
from seminarsite.publishing import lock, swap
from seminarsite.publishing.staging import CannotPublish, Staging, cannot, same, settle

LIST = routes.PUBLISHED_FILES
_LIST_HEAD = "# Written by seminarsite. It replaces or deletes these files and leaves all others here alone."
_MARK = ".seminarsite-work"
_AT_ONCE = 8
_PATIENCE = 30.0  # seconds that one build waits for another


Produce = Callable[[Staging], Iterable[str]]
"""Makes all files, and keeps each; the paths of those that are others than before."""


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
            _remove_leftovers(place.folder)
        except lock.Held as error:
            raise CannotPublish(f"{output}: {error}; nothing was published") from None
        except OSError as error:
            raise cannot("write", error, output) from None
        yield judge(output, sources)  # again: another build may have been at work until now


def one_by_one(planned: Mapping[str, Output], make: Callable[[Output], bytes]) -> Produce:
    return lambda staging: [path for path in sorted(planned) if staging.keep(path, make(planned[path]))]


def publish(
    planned: Mapping[str, Output],
    produce: Produce,
    place: Place,
    ways: Iterable[swap.Way] = swap.WAYS,
    verdict: Callable[[], None] = lambda: None,
) -> Published:
    """Make all files and put them in the place of the output folder, by the first way to be had. Raises CannotPublish.

    `produce` makes them; it may do so in several processes, each of which keeps what it makes.
    `verdict` is called when everything is made and nothing is in place; the old site stays if it raises.
    """
    output = place.folder
    try:
        with _workplace(output) as work:
            stage = work / "site"
            if output.is_dir():
                _same_rights(output, stage)
            made = frozenset(_stage(planned, produce, Staging(output, stage)))
            verdict()
            found, whole = _keep_foreign(output, stage, place.ours)
            with ThreadPoolExecutor(_AT_ONCE) as pool:  # a disk writes many at once in the time of a few
                list(pool.map(settle, [stage / path for path in sorted(made)]))
            (work / "spare").mkdir()
            stale = found.difference(planned)
            swap.put_in_place(swap.Change(stage, output, made - {LIST}, stale, whole, work / "spare"), ways)
    except OSError as error:
        raise cannot("write", error, output) from None
    return Published(len(planned), len(made - {LIST}), len(stale))


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


# --- where it is staged --------------------------------------------------------------------------


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


@contextmanager
def _workplace(output: Path) -> Iterator[Path]:
    """A folder beside the output folder. What is in it at the end goes: the old site, or what was not finished."""
    work = Path(tempfile.mkdtemp(prefix=f".{output.name}.new-", dir=output.parent))
    try:
        (work / _MARK).write_bytes(b"")
        (work / "site").mkdir()
        yield work
    finally:
        try:
            _remove(work)
        except KeyboardInterrupt:
            _remove(work)
            raise


def _remove_leftovers(output: Path) -> None:
    """What builds left that were killed. Ours have the mark, or were killed before they could set it."""
    name = re.compile(rf"\.{re.escape(output.name)}\.new-\w{{8}}")
    with suppress(PermissionError):  # a folder that we may write to, but not list
        for entry in list(output.parent.iterdir()):
            if name.fullmatch(entry.name) and entry.is_dir() and not entry.is_symlink():
                mark = entry / _MARK
                if (mark.is_file() and not mark.is_symlink()) or not any(entry.iterdir()):
                    _remove(entry)


def _remove(folder: Path) -> None:
    """As far as it can be: the new site may be online already. The mark goes last, so that the rest is ours tomorrow."""
    for _attempt in range(2):
        for here, folders, _ in os.walk(folder):  # others may have put folders there that nobody may write to
            for inner in (Path(here, name) for name in folders):
                with suppress(OSError):
                    if not inner.is_symlink() and inner.stat().st_mode & 0o700 != 0o700:
                        inner.chmod(0o700)
        for name in ("site", "spare"):
            shutil.rmtree(folder / name, ignore_errors=True)
        with suppress(OSError):  # there is something in it still
            if all(entry.name == _MARK for entry in folder.iterdir()):
                (folder / _MARK).unlink(missing_ok=True)
                folder.rmdir()


# --- what goes into it ---------------------------------------------------------------------------


def _stage(planned: Mapping[str, Output], produce: Produce, staging: Staging) -> Iterator[str]:
    """Put all files of ours into the new site; the paths of those whose bytes are not those of the old one."""
    try:
        yield from produce(staging)
    except OSError as error:
        raise cannot("read", error, staging.output) from None
    listed = "\n".join([_LIST_HEAD, *sorted(planned)]) + "\n"
    if staging.keep(LIST, listed.encode()):
        yield LIST


def _keep_foreign(output: Path, stage: Path, ours: frozenset[str]) -> tuple[frozenset[str], bool]:
    """Carry over what somebody else put into the output folder; a page of ours that is new never replaces it.

    The result: which files of ours are there, and whether all others could be carried over.
    """
    found: set[str] = set()
    whole = True
    if not output.exists():
        return frozenset(), True
    device = output.stat().st_dev
    kept: list[Path] = []
    for folder, folders, names in os.walk(output, onerror=_raise):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]  # the walk does not enter them
        for name in (*names, *links):
            path = (here / name).relative_to(output).as_posix()
            if path in ours:
                found.add(path)
            elif path != LIST:
                whole = _carry_over(here / name, stage / path) and whole
        staged = stage / here.relative_to(output)
        if not folders and not names:  # we make no empty folders, but git cannot do without refs/
            staged.mkdir(parents=True, exist_ok=True)
        kept.append(here)
        whole = whole and here.stat().st_dev == device  # what is mounted there must not move
    for here in reversed(kept):
        _same_rights(here, stage / here.relative_to(output))
    return frozenset(found), whole


def _raise(error: OSError) -> None:
    """A folder that cannot be read may hold what others need."""
    raise error


def _carry_over(live: Path, staged: Path) -> bool:
    """False where it can only be copied: such a file stays where it is, and the folder is not exchanged."""
    if staged.is_file() and same(live, staged.read_bytes()):
        return True
    try:
        staged.parent.mkdir(parents=True, exist_ok=True)
        in_the_way = os.path.lexists(staged)
    except (FileExistsError, NotADirectoryError):
        in_the_way = True
    if in_the_way:
        raise CannotPublish(f"{live} is in the way of a file of the site, and seminarsite did not write it: move it")
    try:
        os.link(live, staged, follow_symlinks=False)
    except OSError:
        return False
    return True


def _same_rights(live: Path, staged: Path) -> None:
    """Who may enter a folder is for those to say who own it."""
    if staged.is_dir():
        found = live.stat()
        with suppress(OSError, AttributeError):  # only root may give away, and Windows knows no such owners
            os.chown(staged, found.st_uid, found.st_gid)
        staged.chmod(stat.S_IMODE(found.st_mode))
