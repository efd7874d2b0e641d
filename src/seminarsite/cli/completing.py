"""Completion for shells: the scripts, and what they offer. Names of files alone are read, so it is quick."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seminarsite.cli import options

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_SEMINARSITE_COMPLETE"
"""What click looks for when a shell asks what comes next: the name of the command, in capitals."""

DEEPEST = 4
"""Folders within folders that are looked through."""


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what a shell needs to complete commands, options, events, series and speakers.

    \b
    bash, in ~/.bashrc:  eval "$(seminarsite completion bash)"
    zsh, in ~/.zshrc:    eval "$(seminarsite completion zsh)"
    fish, once:          seminarsite completion fish > ~/.config/fish/completions/seminarsite.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(context.find_root().command, {}, "seminarsite", VARIABLE)
    # Not its `source()`, which starts a bash to see how old that is, each time.
    options.echo(script.source_template % script.source_vars())


def events(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Events by the names of their files; the beginning of any word of a name finds it."""
    return _offered(_stems(context, "events"), incomplete)


def announced(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What `announce` takes."""
    return _offered(("next", "today", "week", "season"), incomplete) + events(context, parameter, incomplete)


def series(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return _offered(_stems(context, "series"), incomplete)


def speakers(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return _offered(_stems(context, "speakers"), incomplete)


def _offered(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in names if name.startswith(incomplete.lower())]


def _stems(context: click.Context, below: str) -> list[str]:
    """The names of content files, in order: events the latest first."""
    site = context.params.get("site") or Path()
    return sorted(_walk(Path(site) / "content" / below, DEEPEST), reverse=below == "events")


def _walk(folder: Path, depth: int) -> Iterator[str]:
    from seminarsite.tools.characters import slug_of

    try:
        entries = list(os.scandir(folder))
    except OSError:  # nothing to complete is no mistake
        return
    for entry in entries:
        name, dot, ending = entry.name.rpartition(".")
        if dot and ending in ("md", "yaml", "yml") and not name.startswith((".", "#")):
            yield slug_of(name)
        elif depth and entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), depth - 1)
