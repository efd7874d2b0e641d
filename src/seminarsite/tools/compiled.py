"""Templates as Python has compiled them, beside our own modules as it has compiled those.

To compile ours takes as long as a site of a hundred pages. Those of a site are kept here, too, and not with the site:
what runs must not come from a folder that a stranger's change could bring along.
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

MOST = 200
"""Templates of sites, of whichever were compiled last: a template for each file in the folder of each site."""
_OF_A_SITE = "site-"


class Compiled(jinja2.FileSystemBytecodeCache):
    """For this edition of the program alone, which makes the environments that templates are compiled for."""

    def __init__(self) -> None:
        # Where PYTHONPYCACHEPREFIX is set, Python keeps its own elsewhere.
        self._beside = Path(importlib.util.cache_from_source(__file__)).parent
        super().__init__(str(self._beside / f"templates-{program.edition()[:16]}"), "%s.cache")

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        is_ours = filename is not None and Path(filename).resolve().is_relative_to(ours.folder("templates"))
        key = self.get_cache_key(name, filename)
        bucket = Bucket(environment, key if is_ours else _OF_A_SITE + key, self.get_source_checksum(source))
        with suppress(OSError):
            self.load_bytecode(bucket)
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            if not Path(self.directory).is_dir():
                for old in self._beside.glob("templates-*"):
                    shutil.rmtree(old, ignore_errors=True)
                Path(self.directory).mkdir(parents=True)
            self.dump_bytecode(bucket)
            if bucket.key.startswith(_OF_A_SITE):
                self._make_room()

    def _make_room(self) -> None:
        of_sites = [(file.stat().st_mtime_ns, file) for file in Path(self.directory).glob(f"{_OF_A_SITE}*")]
        for _, file in sorted(of_sites)[:-MOST]:
            file.unlink(missing_ok=True)
