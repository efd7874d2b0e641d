"""Whether a build would change nothing: known at once, and without any of what makes pages.

A note beside the content tells of the last build all that it depended on, as one digest, until when its result holds,
and what it left in the output folder. Whatever is otherwise, or cannot be read, means that the site is built.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from seminarsite import ours
from seminarsite.diagnostics import Diagnostic, Severity, Span
from seminarsite.tools import keeping, memo

NOTE = "standing.json"
_OWN = ("content", "templates", "static", "languages")
_VERSION = 1


@dataclass(frozen=True)
class Standing:
    """What a build came to, and what it depended on.

    `inputs` is the digest of all that it read; the result is the same for every moment from `since` to before `until`
    (UTC; None where nothing changes by time alone any more). `counts` are of what was published, by its noun.
    `output` is the folder, `listed` the file in it that names ours, `left` a digest of their names, sizes and times.
    """

    inputs: str
    since: dt.datetime
    until: dt.datetime | None
    counts: Mapping[str, int]
    diagnostics: tuple[Diagnostic, ...]
    output: str
    listed: str
    left: str

    def is_there(self, output: Path) -> bool:
        """Whether the output folder is as the build left it."""
        return self.output == str(output.resolve()) and self.left == digest_of_output(output, self.listed)


def find(root: Path, now: dt.datetime) -> Standing | None:
    """What the last build of the site in `root` came to, where another one as of `now` (aware) would come to the same."""
    found = _read(root)
    if found is None or not (found.since <= now and (found.until is None or now < found.until)):
        return None
    return found if found.inputs == digest_of_inputs(root) else None


def write(root: Path, standing: Standing) -> None:
    """Note it, in one step; where that cannot be written, the next build is one like any other."""
    if (root / memo.FOLDER).is_symlink():
        return
    values = dataclasses.asdict(standing) | {"version": _VERSION}
    memo.write(root / memo.FOLDER / NOTE, json.dumps(values, default=str, sort_keys=True).encode())


def _read(root: Path) -> Standing | None:
    try:
        values = json.loads(memo.read(root / memo.FOLDER / NOTE) or b"{}")
        if values.pop("version", None) != _VERSION:
            return None
        values["diagnostics"] = tuple(_diagnostic(**one) for one in values["diagnostics"])
        values["since"] = dt.datetime.fromisoformat(values["since"])
        values["until"] = values["until"] and dt.datetime.fromisoformat(values["until"])
        return Standing(**values)
    except (ValueError, TypeError, KeyError):  # written by something else
        return None


def _diagnostic(span: Mapping[str, object], severity: str, **others: str) -> Diagnostic:
    return Diagnostic(Span(**span), **others, severity=Severity(severity))  # type: ignore[arg-type]


# --- what it depends on, and what it left ---------------------------------------------------------


def digest_of_inputs(root: Path) -> str | None:
    """Of all that a build reads: content, templates, static files and languages, the program and what it stands on.

    None where that cannot be said: content may name secrets that stand elsewhere, of which not even a digest is kept,
    and a link to a folder leads to files that nobody looks through.
    """
    whole = hashlib.sha256(sys.version.encode())
    packages = {name for place in sys.path for name in _names(place) if name.endswith((".dist-info", ".egg-info"))}
    whole.update("\0".join(sorted(packages)).encode())
    folders = [*(root / name for name in _OWN), *(ours.folder(name) for name in _OWN[1:]), Path(__file__).parents[1]]
    for number, folder in enumerate(folders):
        for path in _files(folder):
            if path is None or not path.is_file():
                return None
            try:
                content = path.read_bytes()
            except OSError:
                return None
            if number == 0 and keeping.names_a_secret(content):
                return None
            name = path.relative_to(folder).as_posix().encode(errors="surrogateescape")
            whole.update(b"%d %b\0%b" % (number, name, hashlib.sha256(content).digest()))
    return whole.hexdigest()


def digest_of_output(output: Path, listed: str) -> str:
    """Of names, sizes and times of the files that a list in the output folder names; empty where one is missing."""
    whole = hashlib.sha256()
    try:
        names = (output / listed).read_text("utf-8")
        for name in (listed, *(line for line in names.splitlines() if line and not line.startswith("#"))):
            found = os.lstat(os.path.join(output, name))  # noqa: PTH118  (a third of the time for 20,000 files)
            whole.update(b"%b\0%d %d %d\0" % (name.encode(), found.st_size, found.st_mtime_ns, found.st_mode))
    except (OSError, ValueError):
        return ""
    return whole.hexdigest()


def _names(place: str) -> list[str]:
    try:
        return [entry.name for entry in os.scandir(place)]
    except OSError:
        return []


def _files(folder: Path) -> Iterator[Path | None]:
    """All files below a folder, in order; None for a link to a folder. Without what Python keeps there itself."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        at = Path(here)
        yield from (None for name in folders if (at / name).is_symlink())
        yield from (at / name for name in sorted(names))
