"""Our own templates as Python has compiled them, beside our own modules as it has compiled those.

To compile them takes as long as a site of a hundred pages. Those of a site are compiled each time: what runs must not
come from a folder that a stranger's change could bring along.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from seminarsite import ours
from seminarsite.tools import program

_NOT_OURS = ""


class Compiled(jinja2.FileSystemBytecodeCache):
    """For this edition of the program alone, which makes the environments that templates are compiled for."""

    def __init__(self) -> None:
        # Where PYTHONPYCACHEPREFIX is set, Python keeps its own elsewhere.
        self._beside = Path(importlib.util.cache_from_source(__file__)).parent
        super().__init__(str(self._beside / f"templates-{program.edition()[:16]}"))

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        is_ours = filename is not None and Path(filename).resolve().is_relative_to(ours.folder("templates"))
        key = self.get_cache_key(name, filename) if is_ours else _NOT_OURS
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        if is_ours:
            with suppress(OSError):
                self.load_bytecode(bucket)
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        if bucket.key != _NOT_OURS and not sys.dont_write_bytecode:
            with suppress(OSError):
                if not Path(self.directory).is_dir():
                    for old in self._beside.glob("templates-*"):
                        shutil.rmtree(old, ignore_errors=True)
                    Path(self.directory).mkdir(parents=True)
                self.dump_bytecode(bucket)
