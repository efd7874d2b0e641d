"""Pelican with its cache of content, which its documents advise for large sites."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.corpus import NOW, Corpus, Talk
from benchmarks.tools.tool import STYLE, File, Tool, description, on_path


def event(talk: Talk) -> File:
    return f"content/events/{talk.id}.md", (
        f"Title: {talk.title}\nDate: {talk.start:%Y-%m-%d %H:%M}\nSlug: {talk.id}\nCategory: {talk.series.title}\n"
        f"Authors: {'; '.join(person.name for person in talk.speakers)}\nDescription: {description(talk)}\n\n{talk.abstract}\n"
    )


def _others(corpus: Corpus) -> Iterator[File]:
    yield "content/static/style.css", STYLE
    facts = {
        "now": f"{NOW:%Y-%m-%dT%H:%M:%SZ}",
        "people": {person.slug: person.affiliation for person in corpus.people},
        "series": {series.slug: series.introduction for series in corpus.series},
        "slugs": {series.title: series.slug for series in corpus.series},
    }
    yield "facts.json", json.dumps(facts, indent=1)


PELICAN = Tool(
    name="Pelican",
    find=on_path("pelican"),
    install="pip install pelican markdown",
    version=lambda program: [*program, "--version"],
    build=lambda program: [*program, "--quiet", "--settings=pelicanconf.py"],
    serve=lambda program, port: [
        *program,
        *("--quiet", "--settings=pelicanconf.py", "--listen", "--autoreload", "--bind=127.0.0.1", f"--port={port}"),
    ],
    event=event,
    others=_others,
    output="output",
    skeleton="pelican",
    leftovers=("cache", "__pycache__"),
)
