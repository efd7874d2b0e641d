"""The site as it was at a commit: its folder, taken out of git into another one. Nothing of the repository changes."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

FOLDERS = ("content", "templates", "static", "languages")
_PATIENCE = 120


class CannotTakeOut(Exception):
    """Why there is no such state of the site."""


@contextmanager
def taken_out(root: Path, revision: str) -> Iterator[Path]:
    """A folder with the site of `root` as of a revision, until the end of the `with`. Raises CannotTakeOut."""
    commit = (
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    )
    packed = _git(root, "archive", "--format=tar", commit)
    with tempfile.TemporaryDirectory(prefix="seminarsite-") as folder:
        there = Path(folder)
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            for member in archive:
                parts = PurePosixPath(member.name).parts
                content = archive.extractfile(member) if member.isfile() else None
                if content is not None and parts[0] in FOLDERS and ".." not in parts:
                    file = there.joinpath(*parts)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(content.read())
        if not (there / "content").is_dir():
            raise CannotTakeOut(f"at {revision} there is no content/ in this folder")
        yield there


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603, S607
    except FileNotFoundError:
        raise CannotTakeOut(
            "git is not installed: two moments can be compared without it, by giving --now twice"
        ) from None
    except subprocess.TimeoutExpired:
        raise CannotTakeOut("git does not come to an end") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        revision = arguments[-1].removesuffix("^{commit}")
        raise CannotTakeOut(said[-1] if said else f"git knows no commit {revision!r} here")
    return done.stdout
