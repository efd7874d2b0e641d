"""Content as it would be with some files changed: read and checked beside the real one, before anything is written."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from seminarsite.diagnostics import Report
from seminarsite.judging.checks import check
from seminarsite.model.site import Site
from seminarsite.reading.content import read_site
from seminarsite.tools.keeping import NOTHING, Kept


def tried(
    root: Path, changed: Mapping[str, bytes], now: dt.datetime, report: Report, kept: Kept = NOTHING
) -> Site | None:
    """The site in `root` with some files, by their paths as content/events/kohn.md, changed or new. None where an
    error stands in the report. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix=".seminarsite-trial-", dir=root) as folder:
        there = Path(folder)
        shutil.copytree(root / "content", there / "content", copy_function=_same, symlinks=True)
        for path, content in changed.items():
            file = there / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True)  # it may be the very file of the content
            file.write_bytes(content)
        site = read_site(there / "content", now, report, kept)
        if site is not None:
            check(site, report)
        return site


def _same(source: str, target: str) -> str:
    """A second name for a file; where the disk has no such thing, a copy."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)
    return target
