"""Puts the outputs online as one step: the whole new site, or the old one untouched.

The site is written to a folder beside the output folder, which then takes its place. Files that
have not changed stay the same files, with their times; files that others put into the output folder
(CNAME, .git) stay; of ours, those that are no longer made go. What is ours stands in a list that is
published with the site.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from seminarsite import routes
from seminarsite.outputs import Output

LIST = routes.PUBLISHED_FILES
_LIST_HEAD = "# Written by seminarsite. It replaces or deletes these files and leaves all others here alone."


class CannotPublish(Exception):
    """Why nothing was published; the old site, if there is one, is as it was."""


@dataclass(frozen=True)
class Published:
    """How many files: all, those with new bytes, and those deleted."""

    files: int
    changed: int
    deleted: int


def publish(
    planned: Mapping[str, Output],
    make: Callable[[Output], bytes],
    output: Path,
    sources: Path,
    verdict: Callable[[], None] = lambda: None,
) -> Published:
    """Make all files and put them in the place of the output folder. Raises CannotPublish.

    `sources` is the folder of the site, which the output folder must not contain. `verdict` is
    called when everything is made and nothing is in place; the old site stays if it raises.
    """
    ours = refuse_foreign(output, sources)
    stage: Path | None = None
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=f".{output.name}.new-", dir=output.parent))
        changed = sum(_stage(planned[path], make, output / path, stage / path) for path in sorted(planned))
        verdict()
        _keep_foreign(output, stage, ours)
        listed = "\n".join([_LIST_HEAD, *sorted(planned)]) + "\n"
        (stage / LIST).write_text(listed, encoding="utf-8")
        stage.chmod(0o777 & ~_umask())
        _take_place(stage, output)
    except OSError as error:
        reason = f"{error.filename or output}: {error.strerror or error}"
        raise CannotPublish(f"cannot write {reason}; the old site is as it was") from None
    finally:
        if stage is not None:  # what is there now is the old site, or what could not be finished
            shutil.rmtree(stage, ignore_errors=True)
    return Published(len(planned), changed, len(ours - set(planned)))


def refuse_foreign(output: Path, sources: Path) -> frozenset[str]:
    """The files in the output folder that are ours. Raises CannotPublish if the folder is not ours to replace."""
    if output.is_symlink():
        raise CannotPublish(f"{output} is a link: name the folder itself")
    place, root = output.resolve(), sources.resolve()
    if place == Path.home() or root.is_relative_to(place):
        raise CannotPublish(f"{output} holds more than a built site: choose another output folder")
    for name in ("content", "templates", "static", "src", "tests", ".git"):
        if place.is_relative_to(root / name):
            raise CannotPublish(f"{output} is within {name}/: choose another output folder")
    if not output.exists():
        return frozenset()
    if not output.is_dir():
        raise CannotPublish(f"{output} is not a folder")
    try:
        lines = (output / LIST).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        if any(output.iterdir()):
            hint = "empty it, or choose another output folder"
            raise CannotPublish(f"{output} holds files that seminarsite did not write: {hint}") from None
        return frozenset()
    except OSError as error:
        raise CannotPublish(f"{output}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CannotPublish(f"{output / LIST} is damaged: empty the folder, or choose another one") from None
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _stage(output: Output, make: Callable[[Output], bytes], live: Path, staged: Path) -> bool:
    """Put one file into the new site; True if its bytes are not those of the old one."""
    content = make(output)
    staged.parent.mkdir(parents=True, exist_ok=True)
    if _same(live, content):
        _link(live, staged)
        return False
    staged.write_bytes(content)
    return True


def _same(live: Path, content: bytes) -> bool:
    try:
        return not live.is_symlink() and live.stat().st_size == len(content) and live.read_bytes() == content
    except OSError:
        return False


def _link(source: Path, target: Path) -> None:
    """The same file under another name, where the file system can; else a copy with its times."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _keep_foreign(output: Path, stage: Path, ours: frozenset[str]) -> None:
    """Carry over what somebody else put into the output folder; a page of ours that is new never replaces it."""
    for folder, folders, names in os.walk(output):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]  # the walk does not enter them
        for name in (*names, *links):
            live = here / name
            path = live.relative_to(output).as_posix()
            if path not in ours and path != LIST:
                _carry_over(live, stage / path)
        if not folders and not names:  # we make no empty folders, but git cannot do without refs/
            (stage / here.relative_to(output)).mkdir(parents=True, exist_ok=True)


def _carry_over(live: Path, staged: Path) -> None:
    if staged.is_file() and _same(live, staged.read_bytes()):
        return
    try:
        staged.parent.mkdir(parents=True, exist_ok=True)
        in_the_way = staged.exists()
    except (FileExistsError, NotADirectoryError):
        in_the_way = True
    if in_the_way:
        raise CannotPublish(f"{live} is in the way of a file of the site, and seminarsite did not write it: move it")
    _link(live, staged)


def _take_place(stage: Path, output: Path) -> None:
    """Exchange the two folders in one step; on systems that cannot, in two."""
    if not output.exists():
        stage.rename(output)
    elif not _exchange(stage, output):
        aside = Path(tempfile.mkdtemp(prefix=f".{output.name}.old-", dir=output.parent))
        aside.rmdir()
        output.rename(aside)
        try:
            stage.rename(output)
        except OSError:
            aside.rename(output)
            raise
        aside.rename(stage)


def _exchange(one: Path, other: Path) -> bool:
    """renameat2(2) with RENAME_EXCHANGE, of Linux since 3.15. False where it is not to be had."""
    at_cwd, rename_exchange = -100, 2
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if renameat2(at_cwd, os.fsencode(one), at_cwd, os.fsencode(other), rename_exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.EBUSY, errno.EXDEV):
        return False
    raise OSError(code, os.strerror(code), str(other))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
