"""The command line: arguments to calls, results to text and exit codes. The only reader of the clock.

At start only click is imported; a command is when it is called, and imports what it needs.
"""

from __future__ import annotations

import atexit
import gc
import importlib
from collections.abc import Iterator, MutableMapping

import click

from seminarsite import __version__
from seminarsite.cli.options import EXIT_CODES, Commands

_MODULES = {
    "init": "start",
    "check": "make",
    "build": "make",
    "serve": "make",
    "record": "keep",
    "links": "care",
    "diff": "compare",
    "status": "stand",
    "next-change": "schedule",
    "announce": "tell",
    "export": "share",
    "ingest": "receive",
    "new": "spread",  # whose commands are among those of `begin`
    "import": "take",
    "recipe": "start",
    "keys": "start",
    "rules": "start",
    "schema": "start",
    "completion": "completing",
}


class Modules(MutableMapping[str, click.Command]):
    """Commands by name, each of them in the module that has it, which is imported when it is asked for."""

    def __init__(self, modules: dict[str, str]) -> None:
        self._modules = modules
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            module = importlib.import_module(f"seminarsite.cli.{self._modules[name]}")
            found = (value for value in vars(module).values() if isinstance(value, click.Command))
            self._loaded[name] = next(command for command in found if command.name == name)
        return self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in self._modules

    def __setitem__(self, name: str, command: click.Command) -> None:
        raise TypeError(f"{name}: write its module into the table")

    def __delitem__(self, name: str) -> None:
        raise TypeError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


@click.group(
    cls=Commands,
    commands=Modules(_MODULES),
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """A website and calendars for a seminar or lecture series, from YAML and Markdown files.

    In an empty folder, `seminarsite init` makes a small site to begin with.
    """
    atexit.register(gc.freeze)  # all goes with the process: to look first for what is not used would hold up its end
