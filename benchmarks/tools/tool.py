"""What the benchmark has to know of a generator: where its content stands, and how it is started."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Corpus, Talk

SITES = Path(__file__).parents[1] / "sites"

STYLE = "body { max-width: 50rem; margin: auto; font: 1rem/1.5 sans-serif; }\n"
"""Every tool copies one stylesheet."""

File = tuple[str, str]
"""A path below the folder of the site, and the text of the file."""
Command = list[str]


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A generator. `event` gives the file of one event, `others` all files but those of events.

    `skeleton` is the folder of sites/ with its templates and settings, `output` where it puts the site, `leftovers`
    what else it keeps and a cold build must not find. Commands run in the folder of the site, with `find`'s program first.
    """

    name: str
    find: Callable[[str], Command | None]
    """The program, looked for along a PATH; None where it is missing."""
    install: str
    """What to say then."""
    version: Callable[[Command], Command]
    build: Callable[[Command], Command]
    serve: Callable[[Command, int], Command]
    event: Callable[[Talk], File]
    others: Callable[[Corpus], Iterator[File]]
    output: str
    skeleton: str | None = None
    leftovers: tuple[str, ...] = ()
    calendar: str = "calendar.ics"
    environment: Mapping[str, str] | None = None


def lay_out(tool: Tool, corpus: Corpus, folder: Path) -> None:
    """Write the content of a corpus, and the templates, as the tool wants them, into an empty folder."""
    if tool.skeleton:
        shutil.copytree(SITES / tool.skeleton, folder, dirs_exist_ok=True)
    for path, text in (*tool.others(corpus), *map(tool.event, corpus.talks)):
        write(folder / path, text)


def clear(tool: Tool, folder: Path) -> None:
    """Make the next build a cold one. What was there goes aside: after much was deleted, ext4 is slow with new folders."""
    aside = Path(tempfile.mkdtemp(prefix="aside-", dir=folder.parent))
    for name in (tool.output, *tool.leftovers):
        with suppress(FileNotFoundError):
            (folder / name).rename(aside / name)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def on_path(*names: str) -> Callable[[str], Command | None]:
    """Finds the first of some programs along a PATH."""

    def find(path: str) -> Command | None:
        found = next((there for name in names if (there := shutil.which(name, path=path))), None)
        return [found] if found else None

    return find


def description(talk: Talk) -> str:
    """For <meta name=description>, without what would have to be escaped in any of the formats."""
    who = ", ".join(person.name for person in talk.speakers)
    return f"{who}, {talk.start:%-d %B %Y}. {talk.abstract.split('.')[0].split('$')[0].strip()}"
