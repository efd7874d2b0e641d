"""seminarsite, twice: with the work that the others do, and with all that it makes of the same content, but for cards.

Cards, a picture for each event, are drawn once and remembered; no other tool has anything of the kind.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.corpus import NOW, TITLE, URL, Corpus, Talk
from benchmarks.tools.tool import Command, File, Tool

SAME_WORK = Path(__file__).parents[1] / "samework.py"
_AT = f"--now={NOW:%Y-%m-%dT%H:%M:%SZ}"


def event(talk: Talk) -> File:
    speakers = "".join(f"  - {person.slug}\n" for person in talk.speakers)
    return f"content/events/{talk.id}.md", (
        f"---\nseries: {talk.series.slug}\ndate: {talk.start:%Y-%m-%d}\ntime: {talk.start:%H:%M}\n"
        f"title: {talk.title}\nspeakers:\n{speakers}---\n\n{talk.abstract}\n"
    )


def _others(corpus: Corpus) -> Iterator[File]:
    yield "content/site.yaml", f"title: {TITLE}\nurl: {URL}\nlanguage: en-GB\nzone: UTC\ncards: no\nsearch: none\n"
    for series in corpus.series:
        yield f"content/series/{series.slug}.md", f"---\ntitle: {series.title}\n---\n\n{series.introduction}\n"
    for person in corpus.people:
        yield f"content/speakers/{person.slug}.yaml", f"name: {person.name}\naffiliation: {person.affiliation}\n"


def _everything(corpus: Corpus) -> Iterator[File]:
    for path, text in _others(corpus):
        yield path, text.replace("search: none\n", "")


def _module(_: str) -> Command | None:
    return [sys.executable, "-m", "seminarsite"] if _folder() else None


def _script(_: str) -> Command | None:
    return [sys.executable, str(SAME_WORK)] if _folder() else None


def _folder() -> str | None:
    """Where Python finds the package; the commands run in another folder, and are told."""
    found = importlib.util.find_spec("seminarsite")
    return str(Path(found.origin).parents[1]) if found and found.origin else None


EVERYTHING = Tool(
    name="seminarsite (all outputs)",
    find=_module,
    install="pip install . (in this repository)",
    version=lambda _: [sys.executable, "-m", "seminarsite", "--version"],
    build=lambda program: [*program, "build", _AT],
    serve=lambda program, port: [*program, "serve", _AT, f"--port={port}"],
    event=event,
    others=_everything,
    output="build",
    leftovers=(".seminarsite", ".build.spare"),
    calendar="archive.ics",
    environment={"PYTHONPATH": _folder() or ""},
)

SEMINARSITE = replace(EVERYTHING, name="seminarsite", find=_script, others=_others, skeleton="seminarsite")
