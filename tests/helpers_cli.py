"""Runs a command as a person does in a folder: arguments in; exit code, output and error output out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

from seminarsite.cli import main


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run(folder: Path, *arguments: str, epoch: str = "1741780800") -> Result:
    """`seminarsite ARGUMENTS` in a folder, at 12:00 UTC on Wednesday 12 March 2025."""
    with inside(folder):
        result = CliRunner().invoke(main, list(arguments), env={"SOURCE_DATE_EPOCH": epoch})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
