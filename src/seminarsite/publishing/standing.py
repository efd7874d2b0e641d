"""Whether a build would change nothing: known at once, and without any of what makes pages.

A note beside the content tells of the last build all that it depended on, until when its result holds, and what it
left in the output folder. Whatever is otherwise, or cannot be read, means that the site is built.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seminarsite.diagnostics import Diagnostic, Severity, Span
from seminarsite.publishing.inputs import Inputs, inputs
from seminarsite.tools import hidden

NOTE = "standing"
_VERSION = 2
_BETWEEN = "\0\0"
"""Stands in none of the parts."""


@dataclass(frozen=True)
class Standing:
    """What a build came to, and what it depended on.

    `inputs` is all that it read; the result is the same for every moment from `since` to before `until` (UTC; None
    where nothing changes by time alone any more). `counts` are of what was published, by its noun. `output` is the
    folder, `listed` the file in it that names ours, `left` their sizes, times and kinds.
    """

    inputs: Inputs
    since: dt.datetime
    until: dt.datetime | None
    counts: Mapping[str, int]
    diagnostics: tuple[Diagnostic, ...]
    output: str
    listed: str
    left: str

    def is_there(self, output: Path) -> bool:
        """Whether the output folder is as the build left it."""
        return self.output == str(output.resolve()) and self.left == left_in(output, self.listed)


def find(root: Path, now: dt.datetime) -> Standing | None:
    """What the last build of the site in `root` came to, where another one as of `now` (aware) would come to the same."""
    found = _read(root)
    if found is None or not (found.since <= now and (found.until is None or now < found.until)):
        return None
    inputs = found.inputs.again(root)
    if inputs is None or inputs is found.inputs:
        return found if inputs else None
    known = dataclasses.replace(found, inputs=inputs)
    write(root, known)  # so that what was read now need not be read again
    return known


def write(root: Path, standing: Standing) -> None:
    """Note it, in one step; where that cannot be written, the next build is one like any other."""
    if (root / hidden.FOLDER).is_symlink():
        return
    inputs, values = standing.inputs, {one.name: getattr(standing, one.name) for one in dataclasses.fields(standing)}
    head = values | {"version": _VERSION, "inputs": inputs.looked, "left": ""}
    parts = (
        json.dumps(head, default=_plain, sort_keys=True),
        inputs.program,
        inputs.rows,
        inputs.digests,
        standing.left,
    )
    hidden.write(root / hidden.FOLDER / NOTE, _BETWEEN.join(parts).encode(errors="surrogateescape"))


def _plain(value: Any) -> object:
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else str(value)


def _read(root: Path) -> Standing | None:
    try:
        written = (hidden.read(root / hidden.FOLDER / NOTE) or b"").decode(errors="surrogateescape")
        head, program, rows, digests, left = written.split(_BETWEEN)
        values = json.loads(head)
        if values.pop("version", None) != _VERSION:
            return None
        values["diagnostics"] = tuple(_diagnostic(**one) for one in values["diagnostics"])
        values["since"] = dt.datetime.fromisoformat(values["since"])
        values["until"] = values["until"] and dt.datetime.fromisoformat(values["until"])
        inputs = Inputs(program, rows, digests, looked=values.pop("inputs"))
        return Standing(**values | {"inputs": inputs, "left": left})
    except (ValueError, TypeError, KeyError):  # written by something else
        return None


def _diagnostic(span: Sequence[object], severity: str, **others: str) -> Diagnostic:
    return Diagnostic(Span(*span), **others, severity=Severity(severity))  # type: ignore[arg-type]


def inputs_of(root: Path) -> Inputs | None:
    """All that a build reads now; what the last one knew is not read again. None where that cannot be said."""
    found = _read(root)
    return inputs(root, found.inputs if found else None)


def left_in(output: Path, listed: str) -> str:
    """Sizes, times and kinds of the files that a list in the output folder names; empty where one is missing."""
    try:
        names = (output / listed).read_text("utf-8")
        lines = (listed, *(line for line in names.splitlines() if line and not line.startswith("#")))
        folder = f"{output}{os.sep}"
        found = [os.lstat(folder + line) for line in lines]
    except (OSError, ValueError):
        return ""
    states = "\n".join([f"{one.st_size} {one.st_mtime_ns} {one.st_mode}" for one in found])
    return f"{names}{states}"
