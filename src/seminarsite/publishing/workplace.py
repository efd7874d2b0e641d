"""The folder beside the output folder in which a site is staged, and what of it is kept for the next publication.

After an exchange the old site is made the same as the new one, file by file the same, and stays as a spare: so the next
publication costs what it changes, and nothing that was withdrawn stays on the disk. Nobody but its owner may enter it.
While it is worked on it has the name of a workplace, so that a build that was killed leaves no spare.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from seminarsite.tools import hidden

SITE = "site"
_MARK = ".seminarsite-work"
_FOR_UNDOING = "undo"
_OURS = {_MARK, *hidden.OWN}


def spare_of(output: Path) -> Path:
    return output.with_name(f".{output.name}.spare")


@contextmanager
def workplace(output: Path) -> Iterator[Path]:
    """A folder beside the output folder, in which `site` is a spare or empty.

    What is in it at the end goes: the old site, or what was not finished.
    """
    work = Path(tempfile.mkdtemp(prefix=f".{output.name}.new-", dir=output.parent))
    try:
        _take_spare(spare_of(output), work)
        (work / _MARK).touch()
        (work / SITE).mkdir(exist_ok=True)
        yield work
    finally:
        try:
            _remove(work)
        except KeyboardInterrupt:
            _remove(work)
            raise


def begin_afresh(work: Path) -> None:
    """Without the spare, which is of no use."""
    shutil.rmtree(work / SITE)
    (work / SITE).mkdir()


def for_undoing(work: Path) -> Path:
    """A new folder in which a publication keeps what it replaces, until it is done."""
    folder = work / _FOR_UNDOING
    folder.mkdir()
    return folder


def keep_as_spare(work: Path, output: Path) -> None:
    """Where that is possible: whatever has that name and is none of ours stays."""
    with suppress(OSError):
        shutil.rmtree(work / _FOR_UNDOING, ignore_errors=True)
        hidden.keep_to_ourselves(work)
        if not os.path.lexists(spare_of(output)):
            work.rename(spare_of(output))


def _take_spare(spare: Path, work: Path) -> None:
    """If there is one of ours. It goes where that cannot be: what it holds is soon no longer online."""
    if _is_ours_alone(spare):
        try:
            spare.rename(work)
        except OSError:
            _remove(spare)


def _is_ours_alone(folder: Path) -> bool:
    try:
        found, mark, site = (path.lstat() for path in (folder, folder / _MARK, folder / SITE))
    except OSError:
        return False
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == stat.S_IRWXU
    mine = found.st_uid == os.geteuid()
    return private and mine and stat.S_ISREG(mark.st_mode) and stat.S_ISDIR(site.st_mode)


def remove_leftovers(output: Path) -> None:
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
                    if not inner.is_symlink() and inner.stat().st_mode & stat.S_IRWXU != stat.S_IRWXU:
                        inner.chmod(stat.S_IRWXU)
        for name in (SITE, _FOR_UNDOING):
            shutil.rmtree(folder / name, ignore_errors=True)
        with suppress(OSError):  # there is something in it still
            if all(entry.name in _OURS for entry in folder.iterdir()):
                for name in sorted(_OURS, key=_MARK.__eq__):
                    (folder / name).unlink(missing_ok=True)
                folder.rmdir()
